import type { FetchFunction } from '@slack/web-api';
import { steadyNow } from '../../retry.ts';
import { fetchPlainly } from './clients.ts';

/** Slack's clock, as the `Date` of its answers tells it. */
export interface SlackClock {
  /** For calls to Slack: reads the date of each answer. */
  fetch: FetchFunction;
  /** Milliseconds since 1970 by Slack's clock. Between answers it goes on steadily, whatever this machine's clock does. */
  now(): number;
  /** How far this machine's clock was ahead of Slack's at the last answer, in milliseconds; undefined before the first. */
  aheadMs(): number | undefined;
}

/** In milliseconds. Over HTTP requests are refused from five minutes on. */
export const OFF_MAX_MS = 60_000;

/** The `Date` of an answer is cut to seconds (www.rfc-editor.org/rfc/rfc9110#name-date). */
const DATE_STEP_MS = 1_000;

interface ClockParts {
  /** Called for each answer where this machine's clock is off by more than {@link OFF_MAX_MS}. */
  onOff?: ((aheadMs: number) => void) | undefined;
  /** Milliseconds since 1970: this machine's clock, and one that nobody sets. */
  machineNow?: () => number;
  ownNow?: () => number;
}

export function createSlackClock({
  onOff = () => {},
  machineNow = Date.now,
  ownNow = steadyNow,
}: ClockParts = {}): SlackClock {
  let ownAheadMs = 0;
  let machineAheadMs: number | undefined;
  return {
    async fetch(url, init) {
      const sentAt = { machine: machineNow(), own: ownNow() };
      const answer = await fetchPlainly(url, init);
      const date = Date.parse(answer.headers.get('date') ?? '');
      if (Number.isNaN(date)) return answer;
      ownAheadMs = nearest(ownAheadMs, date, sentAt.own, ownNow());
      machineAheadMs = nearest(0, date, sentAt.machine, machineNow());
      if (Math.abs(machineAheadMs) > OFF_MAX_MS) onOff(machineAheadMs);
      return answer;
    },
    now: () => ownNow() - ownAheadMs,
    aheadMs: () => machineAheadMs,
  };
}

/** The difference next to the one known before that the date and the time of the call allow. */
const nearest = (before: number, date: number, sentAt: number, receivedAt: number): number =>
  Math.min(Math.max(before, sentAt - (date + DATE_STEP_MS)), receivedAt - date);

/** Such as `6 minutes ahead of Slack`. */
export function describeOff(aheadMs: number): string {
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${aheadMs > 0 ? 'ahead of' : 'behind'} Slack`;
}
