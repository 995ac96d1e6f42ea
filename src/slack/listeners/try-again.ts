import { setTimeout as sleep } from 'node:timers/promises';
import { classifyFailure, type Failure } from '../connection/slack-errors.ts';
import type { ListenerParts } from './parts.ts';

/** The pauses after each failed attempt, in milliseconds. */
const PAUSES_MS = [500, 1000, 2000];
/** Nobody waits longer for one answer, in milliseconds. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Makes a call up to four times, for what is not worth a place in the outbox: after a rate limit when Slack says, if that is
 * within 30 s, and where the call surely did nothing. `twiceIsOnce`: also where nobody knows whether it did.
 * Rejects with the last failure.
 */
export async function tryAgain<T>(
  { pause = waitFor }: Pick<ListenerParts, 'pause'>,
  call: () => Promise<T>,
  { twiceIsOnce }: { twiceIsOnce: boolean },
): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await call();
    } catch (error) {
      const waitMs = waitAfter(classifyFailure(error), pauseMs, twiceIsOnce);
      if (waitMs === undefined || waitMs > LONGEST_WAIT_MS) throw error;
      await pause(waitMs);
    }
  }
  return call();
}

const waitFor = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false });

function waitAfter(failure: Failure, pauseMs: number, twiceIsOnce: boolean): number | undefined {
  switch (failure.kind) {
    case 'rate-limited':
      return failure.retryAfterMs;
    case 'unreachable':
      return pauseMs;
    case 'uncertain':
      return twiceIsOnce ? pauseMs : undefined;
    default:
      return undefined;
  }
}
