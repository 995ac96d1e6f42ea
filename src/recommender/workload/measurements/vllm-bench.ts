import { dateOf, type Figures, figuresOf, valueAt } from './figures.ts';
import type { Format, MeasuredPoint } from './measurement.ts';

/** What `vllm bench serve --save-result` writes (read 2026-11). Its keys vary with the version and with the percentiles asked for. */
export const VLLM_BENCH: Format = {
  title: "the JSON of vLLM's `bench serve`",
  recognises: (document) => Object.hasOwn(document, 'request_throughput') && Object.hasOwn(document, 'model_id'),
  read(document, faults) {
    const figures = figuresOf(document, faults);
    return [
      {
        source: 'vllm-bench',
        // `--metadata instance_type=ml.g6e.xlarge` becomes a key of the file.
        instanceType: figures.text('instance_type'),
        instanceCount: 1,
        model: figures.text('model_id'),
        measuredAt: dateOf(document['date']),
        points: [pointOf(figures)],
      },
    ];
  },
};

const MS = 0.001;

function pointOf(figures: Figures): MeasuredPoint {
  const completed = figures.needed('completed');
  figures.needed('duration');
  const failed = figures.count('failed');
  const each = (path: string): number | null => {
    const total = figures.count(path);
    return total === null || completed === 0 ? null : total / completed;
  };
  const outputTokens = each('total_output_tokens');
  return {
    concurrency: concurrencyOf(figures),
    requestsPerSecond: figures.needed('request_throughput'),
    outputTokensPerSecond: figures.positive('output_throughput'),
    inputTokens: each('total_input_tokens'),
    outputTokens,
    seconds: {
      mean: figures.positive('mean_e2el_ms', MS) ?? meanByTokens(figures, outputTokens),
      p50: figures.positive('median_e2el_ms', MS) ?? figures.positive('p50_e2el_ms', MS),
      p95: figures.positive('p95_e2el_ms', MS),
      p99: figures.positive('p99_e2el_ms', MS),
    },
    timeToFirstTokenSeconds: figures.positive('median_ttft_ms', MS) ?? figures.positive('mean_ttft_ms', MS),
    failedShare: failed === null || completed + failed === 0 ? null : failed / (completed + failed),
  };
}

/** Without the time of a whole request, which is only written when asked for: its first token, then each of the others. */
function meanByTokens(figures: Figures, outputTokens: number | null): number | null {
  const first = figures.positive('mean_ttft_ms', MS);
  const each = figures.positive('mean_tpot_ms', MS);
  return first === null || each === null || !outputTokens ? null : first + each * Math.max(0, outputTokens - 1);
}

/** Without a limit all requests are sent at once; at a rate, how many are in progress isn't written. */
function concurrencyOf(figures: Figures): number | null {
  const limit = figures.positive('max_concurrency');
  if (limit !== null) return limit;
  return valueAt(figures.document, 'request_rate') === 'inf' ? figures.positive('num_prompts') : null;
}
