import { formatGB, formatMB, formatNumber, formatSeconds, type Reason, type ReasonCode } from '../recommender/index.ts';

const FORMATS: Partial<Record<ReasonCode, (value: number) => string>> = {
  'payload-fits': formatMB,
  'payload-over-quota': formatMB,
  'payload-disputed': formatMB,
  'record-over-mini-batch': formatMB,
  'processing-fits': formatSeconds,
  'processing-over-quota': formatSeconds,
  'answer-later-than-needed': formatSeconds,
  'queue-gives-no-promise': formatSeconds,
  'requests-not-a-data-set': formatSeconds,
  'caller-waits': formatSeconds,
  'caller-timeout-shorter': formatSeconds,
  'cold-starts-not-accepted': formatSeconds,
  'wake-up-over-response-time': formatSeconds,
  'wake-up-unproven': formatSeconds,
  'answers-directly': formatSeconds,
  'answers-within-queue': formatSeconds,
  'memory-available': formatGB,
  'model-over-memory': formatGB,
  'image-fits': formatGB,
  'image-over-quota': formatGB,
  'concurrency-available': formatNumber,
  'concurrency-over-quota': formatNumber,
  'containers-over-quota': formatNumber,
  'endpoints-over-quota': formatNumber,
  'job-needs-quota-raise': formatNumber,
};

/** What was asked against what is allowed: "500 MB > 25 MB"; only what was asked where nothing stands against it. */
function decidingNumber({ code, asked, allowed }: Reason): string {
  const format = FORMATS[code];
  if (!format || typeof asked !== 'number') return '';
  if (typeof allowed !== 'number') return format(asked);
  const sign = asked > allowed ? '>' : asked < allowed ? '<' : '=';
  return `${format(asked)} ${sign} ${format(allowed)}`;
}

/** The number of the first reason that has one. */
export function decidingNumberOf(reasons: readonly Reason[]): string {
  return reasons.map(decidingNumber).find((text) => text !== '') ?? '';
}
