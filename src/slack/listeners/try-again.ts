import { setTimeout as sleep } from 'node:timers/promises';
import { retry } from '../../retry.ts';
import { classifyFailure, type Failure } from '../connection/slack-errors.ts';
import type { ListenerParts } from './parts.ts';

/** Pauses after each failed attempt, in milliseconds. */
const PAUSES_MS = [500, 1000, 2000];
/** Longest wait for a rate limit, in milliseconds. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Makes a call up to four times, for what doesn't go through the outbox. Retries after a rate limit of up to 30 s, and where
 * the call surely had no effect; with `twiceIsOnce` also where that is unknown. Rejects with the last failure.
 */
export async function tryAgain<T>(
  { pause = waitFor }: Pick<ListenerParts, 'pause'>,
  call: () => Promise<T>,
  { twiceIsOnce }: { twiceIsOnce: boolean },
): Promise<T> {
  return retry(call, {
    pause,
    backoff(error, failures) {
      const pauseMs = PAUSES_MS[failures - 1];
      if (pauseMs === undefined) return undefined;
      const waitMs = waitAfter(classifyFailure(error), pauseMs, twiceIsOnce);
      return waitMs === undefined || waitMs > LONGEST_WAIT_MS ? undefined : waitMs;
    },
  });
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
