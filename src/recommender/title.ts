import type { Pair } from './judge.ts';
import type { Needs } from './needs.ts';
import type { HostingPatternId, InferenceOptionId, Scaling } from './recommendation.ts';

const OPTION_WORDS: Record<InferenceOptionId, string> = {
  'real-time': 'Real-time inference',
  serverless: 'Serverless inference',
  asynchronous: 'Asynchronous inference',
  'batch-transform': 'Batch transform',
};

const HOSTING_WORDS: Record<HostingPatternId, string> = {
  'single-model': '',
  'multi-model': 'on a multi-model endpoint',
  'multi-container': 'on a multi-container endpoint',
  'inference-pipeline': 'on an inference pipeline',
  'inference-components': 'on inference components',
};

const SCALING_WORDS: Record<Scaling, string> = {
  fixed: 'with a fixed number of instances',
  'auto-scaling': 'with auto scaling',
  'scale-to-zero': 'with scaling to zero',
  'on-demand': '',
  'provisioned-concurrency': 'with provisioned concurrency',
  'per-job': '',
};

/** "Real-time inference on a multi-model endpoint with auto scaling" */
export function titleOf({ option, hosting, scaling }: Pair, needs: Needs): string {
  const each = option.id === 'batch-transform' ? 'with a job for each model' : 'on an endpoint for each model';
  const hostingWords = hosting.id === 'single-model' && needs.models > 1 ? each : HOSTING_WORDS[hosting.id];
  return [OPTION_WORDS[option.id], hostingWords, SCALING_WORDS[scaling]].filter(Boolean).join(' ');
}
