import { setTimeout as sleep } from 'node:timers/promises';
import { steadyNow } from './steady-clock.ts';

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
