import { refuse } from '../fault.ts';
import { isObject } from '../model-config/open-config.ts';
import { dateOf, type Figures, figuresOf, valueAt } from './figures.ts';
import type { Format, MeasuredPoint } from './measurement.ts';

/** The report of which the figures below are known (vllm-project/guidellm, 0.7, read 2026-11). */
const REPORT_VERSION = 2;

/** GuideLLM's `benchmarks.json`: a point for each rate. */
export const GUIDELLM: Format = {
  title: "GuideLLM's report",
  lists: ['benchmarks'],
  recognises: (document) =>
    valueAt(document, 'metadata.guidellm_version') !== undefined && Array.isArray(document['benchmarks']),
  read(document, faults) {
    const version = valueAt(document, 'metadata.version');
    if (version !== REPORT_VERSION) {
      const written = typeof version === 'number' ? String(version) : 'without a number';
      const text = `GuideLLM's report version ${written} isn't known. Known: ${REPORT_VERSION}, which GuideLLM 0.7 writes.`;
      return refuse(faults, text, 'metadata.version');
    }
    const benchmarks = (document['benchmarks'] as unknown[]).filter(isObject);
    const all = benchmarks.map((benchmark, at) => figuresOf(benchmark, faults, `benchmarks.${at}`));
    // A rate at which nothing succeeded says that it is too high, not that the report is wrong.
    const done = all.filter(({ document: one }) => valueAt(one, 'metrics.request_totals.successful') !== 0);
    const none = all.length === 0 ? 'The report holds no benchmark.' : 'No request of the report succeeded.';
    if (done.length === 0) return refuse(faults, none, 'benchmarks');
    return [
      {
        source: 'guidellm',
        instanceType: null,
        instanceCount: 1,
        model: done.map((figures) => figures.text('config.backend.model')).find((model) => model !== null) ?? null,
        measuredAt: done.map(({ document: one }) => dateOf(one['end_time'])).find((date) => date !== null) ?? null,
        points: done.map(pointOf),
      },
    ];
  },
};

function pointOf(figures: Figures): MeasuredPoint {
  const successful = (metric: string, statistic: string): string => `metrics.${metric}.successful.${statistic}`;
  const tokens = (metric: string): number | null => figures.count(successful(metric, 'mean'));
  const latency = (statistic: string): number | null => figures.positive(successful('request_latency', statistic));
  return {
    concurrency: concurrencyOf(figures),
    requestsPerSecond: figures.needed(successful('requests_per_second', 'mean')),
    outputTokensPerSecond: figures.positive(successful('output_tokens_per_second', 'mean')),
    inputTokens: tokens('prompt_token_count'),
    outputTokens: tokens('output_token_count'),
    seconds: {
      mean: latency('mean'),
      p50: latency('median'),
      p95: latency('percentiles.p95'),
      p99: latency('percentiles.p99'),
    },
    timeToFirstTokenSeconds: figures.positive(successful('time_to_first_token_ms', 'median'), 0.001),
    failedShare: failedShareOf(figures),
  };
}

/** Of a fixed number of streams that number; of a rate what was in progress on average. */
const concurrencyOf = (figures: Figures): number | null =>
  figures.positive('config.strategy.streams') ??
  figures.positive('config.strategy.max_concurrency') ??
  figures.positive('metrics.request_concurrency.successful.mean');

/** What the end of the run cut off is neither. */
function failedShareOf(figures: Figures): number | null {
  const successful = figures.count('metrics.request_totals.successful');
  const errored = figures.count('metrics.request_totals.errored');
  return successful === null || errored === null || successful + errored === 0
    ? null
    : errored / (successful + errored);
}
