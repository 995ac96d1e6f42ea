import {
  type PriceList,
  parseWorkload,
  type Recommendation,
  recommend as recommendIt,
  type Workload,
} from '../../src/recommender/index.ts';

/**
 * How a workload should be served. Pure and total: every workload that `parseWorkload` returned gets an answer, and the same one gets
 * the same bytes. `prices`: without them, AWS's that ship.
 *
 * @throws TypeError for anything else, which the types refuse too: with what is wrong, as `parseWorkload` says it.
 */
export function recommend(workload: Workload, prices?: PriceList): Recommendation {
  const parsed = parseWorkload(workload);
  if (parsed.ok) return recommendIt(parsed.workload, prices);
  const faults = parsed.faults.map(({ text }) => text).join(' ');
  throw new TypeError(`recommend takes what parseWorkload returned. ${faults}`);
}
