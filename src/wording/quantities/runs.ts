import { explainRefusal, LIMIT, QUANTITY_TEXT_MAX, sensible } from '../amount.ts';
import { type Read, understood } from '../read.ts';
import { collapseSpaces, tidy } from '../tidy.ts';
import { COUNT, countOf, writeCount } from './count.ts';
import { DURATION, durationSeconds } from './duration.ts';
import { ADVERBS, monthly, PERIOD } from './per-month.ts';

const TIMES: Readonly<Record<string, number>> = { once: 1, twice: 2, 'three times': 3, 'four times': 4 };
const DAY_NAMES = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const PER = String.raw`(?: ?\/ ?| per | an? | each | every )`;

/** The source of a pattern for how often stored data is scored, for phrases that contain one. */
export const RUNS = `(?:(?:${LIMIT})?(?<times>${Object.keys(TIMES).join('|')}|(?:${COUNT})(?: times| runs| jobs|x)?)(?:${PER}(?<period>${PERIOD})| (?<timesAdverb>daily|weekly|monthly))|every (?<interval>${DURATION})|(?:every|each|once) (?:an? )?(?<every>${PERIOD}|${DAY_NAMES}|weekday)|(?<adverb>${Object.keys(ADVERBS).join('|')}))`;

const WHOLE = new RegExp(`^${RUNS}(?: (?:runs?|jobs?))?\\.?$`, 'u');
const EXAMPLES = 'every night, weekly or 4 a month';
const SECONDS_PER_HOUR = 3600;

/** How often in a month, at least 0: `every night` (30), `weekly` (4.33), `every 15 min`, `4 a month`. */
export function readRuns(text: string): Read<number> {
  if (text.length > QUANTITY_TEXT_MAX) return explainRefusal(text, EXAMPLES);
  const match = WHOLE.exec(tidy(collapseSpaces(text)));
  const runs = match ? runsOf(match.groups ?? {}) : undefined;
  return runs === undefined ? explainRefusal(text, EXAMPLES) : understood(runs);
}

/** Runs in a month of a text that {@link RUNS} matched; undefined if it is beyond sense. */
export function runsOf(groups: Record<string, string | undefined>): number | undefined {
  const { times, period, timesAdverb, interval, every, adverb } = groups;
  if (times !== undefined) {
    const count = TIMES[times] ?? countOf(times.replace(/ ?(?:times|runs|jobs|x)$/, ''));
    const by = period ?? ADVERBS[timesAdverb ?? ''] ?? 'month';
    return count === undefined ? undefined : sensible(monthly(count, by));
  }
  if (interval !== undefined) return runsEvery(durationSeconds(interval));
  if (every === 'weekday') return monthly(5, 'week');
  if (every?.endsWith('day') && every !== 'day') return monthly(1, 'week');
  if (every !== undefined) return monthly(1, every);
  return adverb === undefined ? undefined : monthly(1, ADVERBS[adverb] ?? 'month');
}

/** `4.33 a month`; reading it gives the same number again. */
export function writeRuns(runsPerMonth: number): string {
  if (runsPerMonth === 30) return 'every night';
  return `${writeCount(runsPerMonth)} a month`;
}

function runsEvery(seconds: number | undefined): number | undefined {
  if (seconds === undefined || seconds <= 0) return undefined;
  const days = seconds / (24 * SECONDS_PER_HOUR);
  const runs = Number.isInteger(days) ? 30 / days : (730 * SECONDS_PER_HOUR) / seconds;
  return sensible(Number(runs.toPrecision(15)));
}
