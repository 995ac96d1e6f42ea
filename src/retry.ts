import { setTimeout as sleep } from 'node:timers/promises';

/** Waits up to `limitMs` milliseconds for a promise. Returns whether it was fulfilled in time. */
export async function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, limitMs, false);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([done, limit]);
  } finally {
    clearTimeout(timer);
  }
}

interface Retrying {
  /** The pause before the next attempt, in milliseconds, given the number of failures; undefined gives up. */
  backoff: (error: unknown, failures: number) => number | undefined;
  /** Gives up at the first failure after this many milliseconds. Default: no limit. */
  limitMs?: number;
  /** Waits between attempts. Default: a timer that keeps the process alive. */
  pause?: (ms: number) => Promise<void>;
}

/** Retries failing work. Rejects with the last failure when `backoff` or the limit ends it. */
export async function retry<T>(
  work: () => T | Promise<T>,
  { backoff, limitMs = Number.POSITIVE_INFINITY, pause = sleep }: Retrying,
): Promise<T> {
  const deadline = steadyNow() + limitMs;
  for (let failures = 1; ; failures++) {
    try {
      return await work();
    } catch (error) {
      const pauseMs = steadyNow() > deadline ? undefined : backoff(error, failures);
      if (pauseMs === undefined) throw error;
      await pause(pauseMs);
    }
  }
}

/**
 * Milliseconds since 1970 by a monotonic clock that starts at the system time. Setting the system clock makes nothing late or
 * early within a process.
 */
export function steadyNow(): number {
  return Math.round(performance.timeOrigin + performance.now());
}
