import { P95_SHARE } from '../facts/working-figures.ts';

// How long requests wait for a free copy of the model, where all copies take from one pool: each goes to the least busy one.

/** Allen and Cunneen's correction of Erlang C for processing times with a coefficient of variation of 0.5: (1 + 0.5²) / 2. */
const VARIATION = 0.63;

/** One request in 20 waits longer than the 95th percentile. */
const ONE_IN = 20;

/**
 * From 1,000 copies on that are at most 90 % busy, fewer than one request in 20 waits: Erlang C of 1,000 and 900 is below 0.001. Busier
 * ones aren't counted: a loop over millions of copies takes minutes.
 */
const MANY = { copies: 1000, busy: 0.9 };

/**
 * Erlang C: the share of requests that find all copies busy, from 0 to 1. By Erlang B's recurrence, which stays between 0 and 1 for
 * any number. `load`: requests in work on average, at least 0.
 */
export function waitingShare(copies: number, load: number): number {
  if (load >= copies) return 1;
  let blocked = 1;
  for (let n = 1; n <= copies && blocked > 0; n += 1) blocked = (load * blocked) / (n + load * blocked);
  return blocked / (1 - (load / copies) * (1 - blocked));
}

/** The 95th percentile of waiting, in seconds. `perSecond`: requests that come; `seconds`: the p95 of one by itself. */
export function waitP95(copies: number, perSecond: number, seconds: number): number {
  const mean = P95_SHARE.likely * seconds;
  const load = perSecond * mean;
  if (load >= copies) return Infinity;
  if (copies >= MANY.copies) return load <= MANY.busy * copies ? 0 : Infinity;
  const most = Math.log(ONE_IN * waitingShare(copies, load));
  return VARIATION * Math.max(0, (most * mean) / (copies - load));
}

/**
 * The fewest instances, from `least` up, on which waiting and work stay within the limit for 95 of 100 requests. Where the work
 * alone exceeds it, nineteen in twenty don't wait.
 */
export function instancesWithin(
  limit: number,
  { least, atOnce, perSecond, seconds }: { least: number; atOnce: number; perSecond: number; seconds: number },
): number {
  const left = Math.max(0, limit - seconds) + 1e-9;
  const enough = Math.ceil((perSecond * P95_SHARE.likely * seconds) / (MANY.busy * atOnce));
  let instances = least;
  while (instances * atOnce < MANY.copies && waitP95(instances * atOnce, perSecond, seconds) > left) instances += 1;
  return instances * atOnce < MANY.copies ? instances : Math.max(instances, enough);
}
