import { type Fault, refuse } from '../fault.ts';
import { isObject, type JsonObject } from '../model-config/open-config.ts';
import { SCHEMA_KEY } from '../schema-key.ts';
import { dateOf, type Figures, figuresOf, NO_POINT } from './figures.ts';
import type { Format, MeasuredPoint, Measurement, MeasurementSource } from './measurement.ts';

/** A measurement as it is stored: what any other format is read into. */
export const STORED: Format = {
  title: 'a measurement',
  lists: ['points'],
  recognises: (document) => Array.isArray(document['points']),
  read(document, faults) {
    const figures = figuresOf(document, faults);
    const source = SOURCES.find((one) => one === document['source']);
    if (source === undefined) faults.push({ field: 'source', text: `source must be one of ${SOURCES.join(', ')}.` });
    const points = (document['points'] as unknown[]).map((point, at): MeasuredPoint => {
      if (isObject(point)) return storedPoint(figuresOf(point, faults, `points.${at}`));
      faults.push({ field: `points.${at}`, text: `points.${at} must be an object.` });
      return NO_POINT;
    });
    if (points.length === 0) faults.push({ field: 'points', text: 'points must have at least one entry.' });
    return [
      {
        source: source ?? 'row',
        instanceType: figures.text('instanceType'),
        instanceCount: figures.positive('instanceCount') ?? 1,
        model: figures.text('model'),
        measuredAt: dateOf(document['measuredAt']),
        points,
      },
    ];
  },
};

/** Each once; the compiler holds it to the type. */
const SOURCES = Object.keys({
  aiperf: true,
  guidellm: true,
  'vllm-bench': true,
  'sagemaker-ai-recommendation': true,
  'sagemaker-ai-benchmark': true,
  'inference-recommender': true,
  row: true,
} satisfies Record<MeasurementSource, true>) as MeasurementSource[];

const storedPoint = (figures: Figures): MeasuredPoint => ({
  concurrency: figures.positive('concurrency'),
  requestsPerSecond: figures.needed('requestsPerSecond'),
  outputTokensPerSecond: figures.positive('outputTokensPerSecond'),
  inputTokens: figures.count('inputTokens'),
  outputTokens: figures.count('outputTokens'),
  seconds: {
    mean: figures.positive('seconds.mean'),
    p50: figures.positive('seconds.p50'),
    p95: figures.positive('seconds.p95'),
    p99: figures.positive('seconds.p99'),
  },
  timeToFirstTokenSeconds: figures.positive('timeToFirstTokenSeconds'),
  failedShare: shareOf(figures),
});

function shareOf(figures: Figures): number | null {
  const share = figures.count('failedShare');
  if (share === null || share <= 1) return share;
  figures.faults.push({ field: 'failedShare', text: `failedShare must be at most 1; it is ${share}.` });
  return null;
}

/** The columns of a plain row, in their order; times in seconds. */
export const COLUMNS = [
  'instanceType',
  'concurrency',
  'requestsPerSecond',
  'p50',
  'p95',
  'outputTokensPerSecond',
] as const;

/** A row that somebody wrote: one level of load on one instance. */
export const ROW: Format = {
  title: `a row with ${COLUMNS.join(', ')}`,
  recognises: (document) =>
    Object.hasOwn(document, 'requestsPerSecond') &&
    !Object.hasOwn(document, 'points') &&
    !Object.hasOwn(document, 'name'),
  read(document, faults) {
    const figures = figuresOf(document, faults);
    refuseUnknown(document, faults);
    const instanceType = figures.text('instanceType');
    const point = {
      ...NO_POINT,
      concurrency: figures.positive('concurrency'),
      requestsPerSecond: figures.needed('requestsPerSecond'),
      outputTokensPerSecond: figures.positive('outputTokensPerSecond'),
      inputTokens: figures.count('inputTokens'),
      outputTokens: figures.count('outputTokens'),
      failedShare: shareOf(figures),
      seconds: { mean: null, p50: figures.positive('p50'), p95: figures.positive('p95'), p99: figures.positive('p99') },
    };
    const { p50, p95 } = point.seconds;
    if (p50 !== null && p95 !== null && p95 < p50)
      refuse(faults, `p95 must be at least p50, ${p50}; it is ${p95}.`, 'p95');
    return [
      {
        source: 'row',
        instanceType,
        instanceCount: figures.positive('instanceCount') ?? 1,
        model: figures.text('model'),
        measuredAt: dateOf(document['measuredAt']),
        points: [point],
      },
    ];
  },
};

const KEYS: ReadonlySet<string> = new Set([
  ...COLUMNS,
  SCHEMA_KEY,
  'p99',
  'inputTokens',
  'outputTokens',
  'failedShare',
  'instanceCount',
  'model',
  'measuredAt',
]);

/** A key that is ignored may be the one that matters, in another unit: `p95Ms`. */
function refuseUnknown(document: JsonObject, faults: Fault[]): void {
  const unknown = Object.keys(document).find((key) => !KEYS.has(key));
  if (unknown === undefined) return;
  const text = `${JSON.stringify(unknown.slice(0, 40))} isn't a field of a row. Expected ${COLUMNS.join(', ')}, times in seconds.`;
  faults.push({ field: unknown.slice(0, 40), text });
}

/** Rows of one type, model and date are levels of one measurement. */
export function joinRows(measurements: readonly Measurement[]): Measurement[] {
  const joined = new Map<string, Measurement>();
  const others: Measurement[] = [];
  for (const one of measurements) {
    const { instanceType, instanceCount, model, measuredAt, points } = one;
    const key = JSON.stringify([one.source, instanceType, instanceCount, model, measuredAt]);
    const known = joined.get(key);
    if (one.source !== 'row' && one.source !== 'vllm-bench' && one.source !== 'aiperf') others.push(one);
    else if (known) known.points.push(...points);
    else joined.set(key, { ...one, points: [...points] });
  }
  return [...joined.values(), ...others];
}
