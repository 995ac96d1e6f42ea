import { LIMIT, sensible } from '../amount.ts';
import { type Phrase, phrase, readPhrases } from '../phrases.ts';
import { type Read, refused, understood } from '../read.ts';
import { COUNT, countOf, writeCount } from './count.ts';
import { ADVERBS, monthly, PERIOD, timesPerMonth } from './per-month.ts';

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
export const VOLUME_PHRASES: readonly Phrase<Volume>[] = [
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
