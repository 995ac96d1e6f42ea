import { collapseSpaces, type Read, refused, tidy, understood, vocabulary } from '../text.ts';
import { DURATION, durationSeconds } from './duration.ts';
import {
  COUNT,
  countOf,
  explainRefusal,
  LIMIT,
  type Phrase,
  phrase,
  QUANTITY_TEXT_MAX,
  readPhrases,
  scaled,
  sensible,
  writeCount,
} from './grammar.ts';

/**
 * How often each period comes in a month. A day counts 30 times and a week 4.33 times, as people count; an hour 730
 * times (365 / 12 days), as AWS bills, and minutes and seconds with it.
 */
const PER_MONTH = vocabulary([
  ['sec(?:ond)?s?|s', 730 * 3600],
  ['min(?:ute)?s?|m', 730 * 60],
  ['hours?|hr|h', 730],
  ['days?|d|nights?', 30],
  ['weeks?|wk|w|weekends?', 4.33],
  ['months?|mo|mth', 1],
  ['years?|yr|y', 1 / 12],
]);

/** The source of a pattern for the name of a period. */
const PERIOD = `(?:${PER_MONTH.source})`;

/** How often a period that {@link PERIOD} matched comes in a month. */
function timesPerMonth(period: string): number {
  return PER_MONTH.meaningOf(period) ?? 1;
}

/** "daily" and its like, by the period they name. */
const ADVERBS: Readonly<Record<string, string>> = {
  hourly: 'hour',
  daily: 'day',
  nightly: 'night',
  weekly: 'week',
  monthly: 'month',
  yearly: 'year',
};

/** A number of times in a period, for a whole month. */
function monthly(count: number, period: string): number {
  return scaled(count, timesPerMonth(period));
}

/** Requests in an average month, in the busiest second, and arriving together. */
export interface Volume {
  monthlyRequests?: number;
  peakRequestsPerSecond?: number;
  burstRequests?: number;
}

const EXAMPLES = '2000/day, 50 rps or 20 at once';

const NOUN = `(?: ?-?(?:requests?|reqs?|calls?|invocations?|queries|query|predictions?|inferences?|transactions?|events?|messages?|images?|scans?|documents?|docs?|files?|jobs?|users?|times|x))`;

const PER = String.raw`(?: ?\/ ?| ?per ?| an? | each | every )`;

const AVERAGE = String.raw`(?:,? ?(?:on average|in average|average|avg|mean)\.?)`;

const PEAK = `(?:(?:at )?(?:peaks?|the busiest|bursts?|spikes?)(?: (?:of|at|to|is|around|about))?)`;

const TOGETHER = `(?:at once|at the same time|at a time|together|simultaneous(?:ly)?|concurrent(?:ly)?|concurrency|in parallel|parallel)`;

const ABBREVIATIONS: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };

/** How many requests there are: one list of phrases for the form's answer and for the command's words. */
const VOLUME_PHRASES: readonly Phrase<Volume>[] = [
  phrase(
    `(?:bursts?|batch(?:es)?|groups?) (?:of )?(?:up to )?(?<count>${COUNT})${NOUN}?(?! ?(?:\\/|per|rps|qps|tps|an? |[kmgt]i?b))(?: ${TOGETHER})?`,
    burst,
  ),
  phrase(`(?:${LIMIT})?(?<count>${COUNT})${NOUN}? ${TOGETHER}${NOUN}?`, burst),
  phrase(
    `(?:${PEAK} ?)?(?:${LIMIT})?(?<count>${COUNT}) ?(?<abbreviation>[rqt]p[smhd])(?<average>${AVERAGE})?(?<peak> (?:at )?peak)?`,
    rate,
  ),
  phrase(
    `(?<average>(?:on average|average|avg)\\.? )?(?<peak>${PEAK} ?)?(?:${LIMIT})?(?<count>${COUNT})${NOUN}?${PER}(?<period>${PERIOD})(?<averageAfter>${AVERAGE})?(?<peakAfter> (?:at |in the )?peak)?`,
    rate,
  ),
  phrase(
    `(?:${LIMIT})?(?<count>${COUNT})${NOUN}?(?: requests)? (?<adverb>hourly|daily|weekly|monthly|yearly)${NOUN}?`,
    rate,
  ),
  phrase(`(?<adverb>hourly|daily|weekly|monthly|yearly) (?:requests?|calls?|volume):? ?(?<count>${COUNT})`, rate),
];

/** `2000/day, 20 at once`, `50 rps`, `2k per hour`. `rps` is the peak, any longer period the average. */
export function readVolume(text: string): Read<Volume> {
  return readPhrases<Volume>(text, VOLUME_PHRASES, EXAMPLES);
}

/** The inverse of {@link readVolume}. */
export function writeVolume(volume: Volume): string {
  const parts: string[] = [];
  if (volume.monthlyRequests !== undefined) parts.push(writeMonthly(volume.monthlyRequests));
  if (volume.peakRequestsPerSecond !== undefined) parts.push(`${writeCount(volume.peakRequestsPerSecond)} rps`);
  if (volume.burstRequests !== undefined) parts.push(`${writeCount(volume.burstRequests)} at once`);
  return parts.join(', ');
}

const MILLION = 1e6;

/** By the day where that is a whole number and the month has no more than six digits, otherwise by the month. */
function writeMonthly(requests: number): string {
  const byDay = requests > 0 && requests < MILLION && requests % 30 === 0;
  return byDay ? `${writeCount(requests / 30)}/day` : `${writeCount(requests)}/month`;
}

function burst(match: RegExpExecArray): Read<Volume> {
  const burstRequests = countOf(match.groups?.['count'] ?? '');
  return burstRequests === undefined ? beyondSense() : understood({ burstRequests });
}

function rate(match: RegExpExecArray): Read<Volume> {
  const groups = match.groups ?? {};
  const count = countOf(groups['count'] ?? '');
  if (count === undefined) return beyondSense();
  const period = periodOf(groups);
  const saidAverage = Boolean(groups['average'] ?? groups['averageAfter']);
  const saidPeak = Boolean(groups['peak'] ?? groups['peakAfter']);
  const everySecond = timesPerMonth(period) === timesPerMonth('second');
  if (saidPeak || (everySecond && !saidAverage)) {
    const peak = everySecond
      ? count
      : Number(((count * timesPerMonth(period)) / timesPerMonth('second')).toPrecision(15));
    return understood({ peakRequestsPerSecond: peak });
  }
  const monthlyRequests = sensible(monthly(count, period));
  return monthlyRequests === undefined ? beyondSense() : understood({ monthlyRequests });
}

function periodOf(groups: Record<string, string | undefined>): string {
  const adverb = groups['adverb'];
  if (adverb) return ADVERBS[adverb] ?? 'month';
  const abbreviation = groups['abbreviation'];
  if (abbreviation) return ABBREVIATIONS[abbreviation.slice(-1)] ?? 'second';
  return groups['period'] ?? 'month';
}

function beyondSense(): { ok: false; text: string } {
  return refused(`That is beyond any sensible number of requests; write it like ${EXAMPLES}.`);
}

const TIMES: Readonly<Record<string, number>> = { once: 1, twice: 2, 'three times': 3, 'four times': 4 };

const DAY_NAMES = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';

const PER_RUN = String.raw`(?: ?\/ ?| per | an? | each | every )`;

/** The source of a pattern for how often a dataset is scored, for phrases that contain one. */
const RUNS = `(?:(?:${LIMIT})?(?<times>${Object.keys(TIMES).join('|')}|(?:${COUNT})(?: times| runs| jobs|x)?)(?:${PER_RUN}(?<period>${PERIOD})| (?<timesAdverb>daily|weekly|monthly))|every (?<interval>${DURATION})|(?:every|each|once) (?:an? )?(?<every>${PERIOD}|${DAY_NAMES}|weekday)|(?<adverb>${Object.keys(ADVERBS).join('|')}))`;

const WHOLE = new RegExp(`^${RUNS}(?: (?:runs?|jobs?))?\\.?$`, 'u');

const RUNS_EXAMPLES = 'every night, weekly or 4 per month';

const SECONDS_PER_HOUR = 3600;

/** How often in a month, at least 0: `every night` (30), `weekly` (4.33), `every 15 min`, `4 per month`. */
export function readRuns(text: string): Read<number> {
  if (text.length > QUANTITY_TEXT_MAX) return explainRefusal(text, RUNS_EXAMPLES);
  const match = WHOLE.exec(tidy(collapseSpaces(text)));
  const runs = match ? runsOf(match.groups ?? {}) : undefined;
  return runs === undefined ? explainRefusal(text, RUNS_EXAMPLES) : understood(runs);
}

/** Runs in a month of a text that {@link RUNS} matched; undefined if it is beyond sense. */
function runsOf(groups: Record<string, string | undefined>): number | undefined {
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

/** "4.33 per month". Reading it gives the same number. */
export function writeRuns(runsPerMonth: number): string {
  if (runsPerMonth === 30) return 'every night';
  if (runsPerMonth === 4.33) return 'every week';
  return `${writeCount(runsPerMonth)} per month`;
}

function runsEvery(seconds: number | undefined): number | undefined {
  if (seconds === undefined || seconds <= 0) return undefined;
  const days = seconds / (24 * SECONDS_PER_HOUR);
  const runs = Number.isInteger(days) ? 30 / days : (730 * SECONDS_PER_HOUR) / seconds;
  return sensible(Number(runs.toPrecision(15)));
}
