import type { FetchFunction } from '@slack/web-api';
import { formatCount } from '../recommender/index.ts';
import { fetchPlainly } from '../slack/connection/clients.ts';
import { type Finding, fault, fine } from './doctor.ts';

/** Compares this machine's clock with Slack's. */
export interface Clock {
  /** For calls to Slack: reads the date of each answer. */
  fetch: FetchFunction;
  /** One line; none where no answer had a date. */
  findings(): Finding[];
}

/** In milliseconds. Processes on one database take over each other's posts by their own clocks, after 25 s. */
const OFF_MAX_MS = 60_000;

/** The `Date` of an answer is cut to seconds (www.rfc-editor.org/rfc/rfc9110#name-date). */
const DATE_STEP_MS = 1_000;

export function createClock(): Clock {
  let aheadMs: number | undefined;
  return {
    async fetch(url, init) {
      const sentAt = Date.now();
      const answer = await fetchPlainly(url, init);
      const date = Date.parse(answer.headers.get('date') ?? '');
      if (!Number.isNaN(date)) aheadMs = distance(date, sentAt, Date.now());
      return answer;
    },
    findings: () => (aheadMs === undefined ? [] : [judge(aheadMs)]),
  };
}

/** How far this machine is ahead, in milliseconds: the least that the time of the call and the date allow. */
function distance(date: number, sentAt: number, receivedAt: number): number {
  return Math.max(0, sentAt - (date + DATE_STEP_MS)) + Math.min(0, receivedAt - date);
}

function judge(aheadMs: number): Finding {
  const about = 'clock';
  if (Math.abs(aheadMs) <= OFF_MAX_MS) return fine(about, "Within a minute of Slack's.");
  const minutes = formatCount(Math.round(Math.abs(aheadMs) / 60_000), 'minute');
  const where = `${minutes} ${aheadMs > 0 ? 'ahead of' : 'behind'} Slack`;
  return fault(
    about,
    `This machine is ${where}. Set the clock, or let it be kept by NTP: from 5 minutes on, requests are refused.`,
  );
}
