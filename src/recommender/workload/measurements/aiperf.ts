import { type Fault, refuse } from '../fault.ts';
import { isObject, type JsonObject } from '../model-config/open-config.ts';
import { dateOf, type Figures, figuresOf, valueAt } from './figures.ts';
import type { Format, MeasuredPoint } from './measurement.ts';

/**
 * NVIDIA AIPerf's `profile_export_aiperf.json` (ai-dynamo/aiperf, schema 1.2 and 1.4, and that of 2025 without a number; read
 * 2026-11), also from the `output.tar.gz` of an AI benchmark job. The endpoint's host tells the two apart.
 */
export const AIPERF: Format = {
  title: "AIPerf's JSON",
  recognises: (document) => typeof valueAt(document, 'request_throughput.unit') === 'string',
  read(document, faults) {
    const figures = figuresOf(document, faults);
    const version = figures.text('schema_version');
    if (version !== null && !version.startsWith('1.')) {
      faults.push({ field: 'schema_version', text: `AIPerf's schema ${version} isn't known. Known: 1.` });
    }
    const isCut = document['was_cancelled'] === true;
    if (isCut) refuse(faults, 'The run was cancelled. Measure once more to the end.', 'was_cancelled');
    const isJob = /(?:^|\/)runtime(?:-fips)?\.sagemaker\./.test(figures.text('input_config.endpoint.url') ?? '');
    return [
      {
        source: isJob ? 'sagemaker-ai-benchmark' : 'aiperf',
        instanceType: null,
        instanceCount: 1,
        model: figures.text('input_config.endpoint.model_names.0') ?? figures.text('input_config.models.items.0.name'),
        measuredAt: dateOf(document['end_time']) ?? dateOf(document['start_time']),
        points: [pointOf(figures)],
      },
    ];
  },
};

function pointOf(figures: Figures): MeasuredPoint {
  // Where no request succeeded, its throughput isn't a number above 0 either.
  figures.needed('request_count.avg');
  const seconds = (metric: string, statistic: string): number | null =>
    figures.positive(`${metric}.${statistic}`, scaleOf(figures, metric, SECONDS));
  return {
    concurrency: concurrencyOf(figures.document),
    requestsPerSecond: figures.needed('request_throughput.avg', scaleOf(figures, 'request_throughput', PER_SECOND)),
    outputTokensPerSecond: figures.positive(
      'output_token_throughput.avg',
      scaleOf(figures, 'output_token_throughput', PER_SECOND),
    ),
    inputTokens: figures.count('input_sequence_length.avg'),
    outputTokens: figures.count('output_sequence_length.avg'),
    seconds: {
      mean: seconds('request_latency', 'avg'),
      p50: seconds('request_latency', 'p50'),
      p95: seconds('request_latency', 'p95'),
      p99: seconds('request_latency', 'p99'),
    },
    timeToFirstTokenSeconds: seconds('time_to_first_token', 'p50') ?? seconds('time_to_first_token', 'avg'),
    failedShare: failedShareOf(figures),
  };
}

/** `request_count` counts what succeeded, `completed_request_count` failures too (AIPerf, 2026). */
function failedShareOf(figures: Figures): number | null {
  const failed = figures.count('error_request_count.avg');
  const all = figures.count('completed_request_count.avg');
  if (failed !== null && all) return failed / all;
  const succeeded = figures.count('request_count.avg');
  const errors = figures.document['error_summary'];
  if (!Array.isArray(errors) || !succeeded) return null;
  const counts = errors.map((error) => (isObject(error) && typeof error['count'] === 'number' ? error['count'] : 0));
  const counted = counts.reduce((sum, count) => sum + count, 0);
  return counted / (counted + succeeded);
}

/** Of 2025 in `loadgen`; since 2026 of the phase that is profiled. */
function concurrencyOf(document: JsonObject): number | null {
  const phases = valueAt(document, 'input_config.phases');
  const profiled = Array.isArray(phases)
    ? phases.find((phase) => isObject(phase) && phase['name'] === 'profiling')
    : undefined;
  const value = valueAt(profiled, 'concurrency') ?? valueAt(document, 'input_config.loadgen.concurrency');
  return typeof value === 'number' && value > 0 ? value : null;
}

/** By the letters of a unit: AIPerf writes `requests/sec`, AWS `Requests/Second`. */
type Units = Readonly<Record<string, number>>;

export const SECONDS: Units = {
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  ms: 0.001,
  millisecond: 0.001,
  milliseconds: 0.001,
  us: 1e-6,
  microsecond: 1e-6,
  microseconds: 1e-6,
};

export const PER_SECOND: Units = {
  requestssec: 1,
  requestssecond: 1,
  requestspersecond: 1,
  tokenssec: 1,
  tokenssecond: 1,
  tokenspersecond: 1,
  requestsmin: 1 / 60,
  requestsminute: 1 / 60,
};

/** Nothing of what is no text. */
export const lettersOf = (text: unknown): string =>
  (typeof text === 'string' ? text : '')
    .toLowerCase()
    .replace(/[^a-zµ]/g, '')
    .replace('µ', 'u');

/** What a metric's figures are multiplied with; a fault for a unit that isn't known. 1 where the metric isn't there. */
function scaleOf({ document, faults }: Figures, metric: string, units: Units): number {
  if (!isObject(document[metric])) return 1;
  return unitScale(valueAt(document, `${metric}.unit`), `${metric}.unit`, units, faults);
}

/** The same of a unit that stands anywhere. A unit that isn't known is named once. */
export function unitScale(unit: unknown, field: string, units: Units, faults: Fault[]): number {
  const scale = Object.hasOwn(units, lettersOf(unit)) ? units[lettersOf(unit)] : undefined;
  if (scale !== undefined) return scale;
  if (!faults.some((fault) => fault.field === field)) {
    const written = typeof unit === 'string' ? JSON.stringify(unit.slice(0, 40)) : 'missing';
    faults.push({ field, text: `${field} isn't a unit that can be read here; it is ${written}.` });
  }
  return 1;
}
