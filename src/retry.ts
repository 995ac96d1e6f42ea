import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for a promise, but no longer than so many milliseconds. True where it was fulfilled by then. */
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

const PAUSE_MS = 200;

/**
 * Does what must not be left undone, again and again where it fails, for so many milliseconds: what Slack has taken is to be
 * written down even where the database restarts just then. Rejects with the last failure.
 */
export async function insist(work: () => Promise<void>, limitMs: number): Promise<void> {
  const deadline = steadyNow() + limitMs;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (steadyNow() > deadline) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/**
 * Milliseconds since 1970 by a clock that nobody sets: it starts at the machine's time and then only counts. What waits for
 * its time in one process is neither late nor early because the machine's clock was set meanwhile.
 */
export function steadyNow(): number {
  return Math.round(performance.timeOrigin + performance.now());
}
