import { createSlackClock, describeOff, OFF_MAX_MS, type SlackClock } from '../slack/connection/clock.ts';
import { type Finding, fault, fine } from './doctor.ts';

/** Compares this machine's clock with Slack's. */
export interface Clock extends Pick<SlackClock, 'fetch'> {
  /** One line; none where no answer had a date. */
  findings(): Finding[];
}

export function createClock(): Clock {
  const { fetch, aheadMs } = createSlackClock();
  const findings = () => [aheadMs() ?? []].flat().map(judge);
  return { fetch, findings };
}

function judge(aheadMs: number): Finding {
  const about = 'clock';
  if (Math.abs(aheadMs) <= OFF_MAX_MS) return fine(about, "Within a minute of Slack's.");
  return fault(
    about,
    `This machine is ${describeOff(aheadMs)}. Set the clock, or let it be kept by NTP: from 5 minutes on, requests are refused.`,
  );
}
