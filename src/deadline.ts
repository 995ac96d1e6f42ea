import { AsyncLocalStorage } from 'node:async_hooks';
import { steadyNow } from './retry.ts';

/**
 * Milliseconds from the receipt of an interaction to its answer. Slack shows its own error after three seconds
 * (docs.slack.dev/interactivity/handling-user-interaction), and the way there and back takes some of them.
 */
export const ANSWER_WITHIN_MS = 2300;

/** What a wait gets in any case, in milliseconds, where Slack was answered first: the deadline may have passed on other work. */
const ACKNOWLEDGED_MS = 500;

/** What looking up people leaves for storing, in milliseconds, and what it gets in any case. */
const STORING_MS = 1000;
const LOOK_UP_MS = 300;

interface Deadline {
  /** On the clock of `steadyNow`. */
  at: number;
  leastMs: number;
}

const current = new AsyncLocalStorage<Deadline | undefined>();

/** Why something wasn't waited for. */
export class TooLate extends Error {
  constructor() {
    super('The deadline of the interaction has passed');
  }
}

/**
 * Runs what an interaction asks. All that it waits for shares one deadline, in `withinMs` milliseconds. `isAnsweredLast`: its answer
 * says what came of it.
 */
export function withDeadline<T>(
  { withinMs, isAnsweredLast }: { withinMs: number; isAnsweredLast: boolean },
  run: () => T,
): T {
  return current.run({ at: steadyNow() + withinMs, leastMs: isAnsweredLast ? 0 : ACKNOWLEDGED_MS }, run);
}

/** Runs what nobody waits for. */
export const unhurried = <T>(run: () => T): T => current.run(undefined, run);

/** Milliseconds that a wait may take now; 0 or less once it is too late, Infinity outside of interactions. */
export function msLeft(): number {
  const deadline = current.getStore();
  return deadline === undefined ? Number.POSITIVE_INFINITY : Math.max(deadline.leastMs, deadline.at - steadyNow());
}

/** Milliseconds that a look-up may take, up to a limit. */
export const lookUpMs = (limitMs: number): number => Math.min(limitMs, Math.max(LOOK_UP_MS, msLeft() - STORING_MS));

/**
 * Waits for work until the deadline, and rejects with {@link TooLate} then; starts nothing afterwards. `onLate`: takes what comes
 * of it later.
 */
export async function beforeDeadline<T>(
  work: () => Promise<T>,
  onLate: (late: Promise<T>) => unknown = () => {},
): Promise<T> {
  const leftMs = msLeft();
  if (leftMs === Number.POSITIVE_INFINITY) return work();
  if (leftMs <= 0) throw new TooLate();
  let timer: NodeJS.Timeout | undefined;
  const working = work();
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new TooLate());
      working.catch(() => {});
      onLate(working);
    }, leftMs);
  });
  try {
    return await Promise.race([working, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Does what a submission asks before its deadline. What follows its answer takes its time. */
export async function inTime<T>(run: () => Promise<T>): Promise<T> {
  const outcome = await beforeDeadline(run);
  const deadline = current.getStore();
  if (deadline !== undefined) deadline.at = Number.POSITIVE_INFINITY;
  return outcome;
}
