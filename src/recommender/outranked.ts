import type { Pair } from './judge.ts';
import type { Needs } from './needs.ts';
import type { OutrankedCode } from './reasons/reason-code.ts';
import type { InferenceOptionId } from './recommendation.ts';

/** What an option that fits loses on to the one that is chosen. */
export function outrankedBy(winner: InferenceOptionId, loser: Pair, needs: Needs): OutrankedCode {
  if (winner === 'batch-transform') return 'job-suits-stored-data';
  if (loser.option.id === 'asynchronous') return 'queue-slower-than-direct';
  if (loser.option.id === 'real-time') {
    if (loser.scaling === 'scale-to-zero') return 'fails-while-waking';
    if (needs.traffic === 'intermittent' || needs.isDataset) return 'bills-while-idle';
    return winner === 'serverless' ? 'capacity-for-unknown-peaks' : 'capacity-for-peaks';
  }
  // Serverless Inference: a job loses on nothing but a doubt, which is said in place of this.
  if (winner === 'asynchronous') return 'minutes-allow-a-queue';
  return needs.traffic === 'intermittent' ? 'cold-starts-against-performance' : 'cold-starts-in-busy-traffic';
}
