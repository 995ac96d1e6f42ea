import type { Pair } from './judge.ts';
import type { Needs } from './needs.ts';
import type { OutrankedCode } from './reasons/reason-code.ts';
import type { InferenceOptionId, Scaling } from './recommendation.ts';
import { scaleQueue } from './scaling.ts';

/** What an option that fits loses on to the one that is chosen. */
export function outrankedBy(winner: InferenceOptionId, loser: Pair, needs: Needs): OutrankedCode {
  if (winner === 'batch-transform') return 'job-suits-stored-data';
  if (loser.option.id === 'asynchronous') return 'queue-slower-than-direct';
  if (loser.option.id === 'real-time') return instancesLoseOn(winner, loser.scaling, needs);
  // Serverless Inference: a job loses on nothing but a doubt, which is said in place of this.
  if (winner === 'asynchronous') return 'minutes-allow-a-queue';
  return needs.traffic === 'intermittent' ? 'cold-starts-against-performance' : 'cold-starts-in-busy-traffic';
}

/** Instances behind a queue stay on as well, unless they go to zero; that nobody knows the peaks has to be stated. */
function instancesLoseOn(winner: InferenceOptionId, scaling: Scaling, needs: Needs): OutrankedCode {
  if (scaling === 'scale-to-zero') return 'fails-while-waking';
  if (winner === 'asynchronous') return queueGoesToZero(needs) ? 'bills-while-idle' : 'capacity-for-peaks';
  const areUnknown = needs.traffic === 'variable' && needs.stated.trafficPredictable === false;
  return areUnknown ? 'capacity-for-unknown-peaks' : 'bills-while-idle';
}

const queueGoesToZero = (needs: Needs): boolean => scaleQueue(needs, 'single-model', []) === 'scale-to-zero';
