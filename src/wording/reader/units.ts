import { wordSet } from '../text.ts';
import { type Money, moneyAt } from './currencies.ts';
import { type About, clean, isCounted, MODELS, spelled } from './numbers.ts';
import type { Token } from './tokens.ts';
import type { Dimension } from './types.ts';

/** Seconds in a month. */
export const PER_SECOND = 730 * 3600;

/**
 * Units of time as typed: their seconds, and how often each comes in a month. A day counts 30 times and a week 4.33 times, as
 * people count; an hour 730 times (365 / 12 days), as AWS bills, and minutes and seconds with it.
 */
const TIMES: readonly (readonly [words: string, seconds: number | undefined, perMonth?: number])[] = [
  ['us µs μs microsecond usec', 1e-6],
  ['ms millisecond millis milli msec milisec milisecond', 1e-3],
  ['s sec second sek sekunde sekunden segundo', 1, PER_SECOND],
  ['m min minute minuten minuto', 60, 730 * 60],
  ['h hr hour std stunde stunden heure hora', 3600, 730],
  ['d day', 86_400, 30],
  ['night morning evening afternoon tag jour dia día', undefined, 30],
  ['weekday workday', undefined, 21.65],
  ['week wk woche', 604_800, 4.33],
  ['weekend w semaine semana', undefined, 4.33],
  ['fortnight', undefined, 2.165],
  ['month mo', 2_628_000, 1],
  ['mth mon monat mois mes', undefined, 1],
  ['quarter quartal', undefined, 1 / 3],
  ['yr y year january february march april june july august september october november december', undefined, 1 / 12],
];

/** Days of the week as typed; Monday is 0. */
export const DAYS: ReadonlyMap<string, number> = spelled(
  [
    'monday mon mo montag lune lundi segunda lunedì',
    'tuesday tue tues dienstag marte mardi terça martedì',
    'wednesday wed weds mittwoch miércole mercredi quarta mercoledì',
    'thursday thu thur thurs donnerstag jueve jeudi quinta giovedì',
    'friday fri fr freitag vierne vendredi sexta venerdì',
    'saturday sat sa samstag sonnabend sábado samedi sabato',
    'sunday sun so sonntag domingo dimanche domenica',
  ].map((words, day) => [words, day] as const),
);

/** Whether a word is the whole name of a day. */
export const isDayName = (word: string): boolean => DAYS.has(word) && !/^(?:[a-z]{2,3}|tues|weds|thurs?)$/.test(word);

/** Units of time as typed, in seconds. */
export const SECONDS_IN: ReadonlyMap<string, number> = spelled(
  TIMES.flatMap(([words, seconds]) => (seconds === undefined ? [] : [[words, seconds] as const])),
);

/** How often a period comes in a month. */
export const PERIODS: ReadonlyMap<string, number> = new Map([
  ...spelled(TIMES.flatMap(([words, , perMonth]) => (perMonth === undefined ? [] : [[words, perMonth] as const]))),
  ...[...DAYS.keys()].filter(isDayName).map((day) => [day, 4.33] as const),
]);

/** Words that are a rhythm by themselves, and how often it comes in a month. */
export const RHYTHMS: ReadonlyMap<string, number> = spelled([
  ['hourly', 730],
  ['daily nightly täglich', 30],
  ['weekly wöchentlich', 4.33],
  ['fortnightly biweekly', 2.165],
  ['monthly monatlich', 1],
  ['quarterly', 1 / 3],
  ['yearly annually annual', 1 / 12],
]);

/** How often in a month something comes every `seconds`: by whole weeks or days where it is those. */
export function timesPerMonth(seconds: number): number {
  const whole = [604_800, 86_400].find((unit) => seconds % unit === 0);
  const perMonth = whole === undefined ? PER_SECOND : whole === 86_400 ? 30 : 4.33;
  return clean(perMonth / (seconds / (whole ?? 1)));
}

/** Units of size as typed, in MB of 2^20 bytes; 1 GB is 1024 MB, as in AWS's API. */
export const MB_IN: ReadonlyMap<string, number> = spelled([
  ['byte', 2 ** -20],
  ['kbit', 2 ** -13],
  ['mbit', 1e6 / 8 / 2 ** 20],
  ['gbit', 1e9 / 8 / 2 ** 20],
  ['kilobyte kbyte kib kb', 2 ** -10],
  ['megabyte mbyte mib mb meg mega', 1],
  ['g gigabyte gbyte gib gb gig giga', 2 ** 10],
  ['terabyte tbyte tib tb', 2 ** 20],
  ['petabyte pb', 2 ** 30],
]);

/** A letter for a size, where only a size can be meant. */
const MB_IN_LETTER: ReadonlyMap<string, number> = spelled([
  ['k', 2 ** -10],
  ['m', 1],
  ['g', 2 ** 10],
  ['t', 2 ** 20],
]);

export const ratePeriod = (letter = 's'): number => PERIODS.get(letter) ?? 1;

/** A configuration names the unit first: "latency_ms: 180", "payload (KB): 12", "payload_kb_max: 120". */
export function unitInName(tokens: readonly Token[], at: number): UnitAt | undefined {
  let place = at - 1;
  let joined = false;
  const isBetween = ({ kind, text }: Token): boolean =>
    kind === 'number' || text === ',' || STATISTICS.has(text) || [':', '"', "'", ')', ']'].includes(text);
  // "latency_ms": {"p50": 30, "p99": 120}
  const isListed = [2, 3].some((back) => STATISTICS.has(tokens[at - back]?.text ?? ''));
  for (let token = tokens[place]; token !== undefined && at - place < UNIT_BACK; token = tokens[place]) {
    if (isListed ? !isBetween(token) : ![':', '"', "'", ')', ']'].includes(token.text) && !STATISTICS.has(token.text))
      break;
    joined = true;
    place -= 1;
  }
  const [unit, before] = [tokens[place], tokens[place - 1]];
  if (!joined || unit?.kind !== 'word' || before === undefined || !['_', '(', '-'].includes(before.text))
    return undefined;
  if (tokens[place - 2]?.text === 'per') return undefined;
  const seconds = unit.text === 'm' ? undefined : SECONDS_IN.get(unit.text);
  const megabytes = MB_IN.get(unit.text);
  if (unit.text === 'usd') return { dimension: 'money', factor: 1, length: 0 };
  if (seconds !== undefined) return { dimension: 'time', factor: seconds, length: 0 };
  return megabytes === undefined ? undefined : { dimension: 'size', factor: megabytes, length: 0 };
}

/** What a value among several of the same name is called. */
export const STATISTICS = wordSet('avg average mean median typical min max peak p50 p75 p90 p95 p99 p999 cpu gpu');

/** So far back stands the name of a list of values, in tokens. */
const UNIT_BACK = 20;

export interface UnitAt {
  dimension: Dimension;
  factor: number;
  length: number;
  perMonth?: number;
  foreign?: true;
}

/** The unit that stands at a token, after a number. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function unitAt(tokens: readonly Token[], at: number, number: number, about?: About): UnitAt | undefined {
  let length = 1;
  let token = tokens[at];
  // "10-ish MB", "sixty-odd"
  if (token?.text === '-' && ['ish', 'odd'].includes(tokens[at + 1]?.text ?? '')) {
    const unit = unitAt(tokens, at + 2, number, about);
    return unit && { ...unit, length: unit.length + 2 };
  }
  // "30-second", "8-bit"
  if (token?.text === '-' && token.glued && tokens[at + 1]?.glued) {
    token = tokens[at + 1];
    length = 2;
  }
  // "one and a half GPU minutes", "two extra seconds"
  const isProcessor = token?.text === 'gpu' || token?.text === 'cpu';
  const timed = tokens[at + 1]?.text ?? '';
  if ((isProcessor ? timed.length > 1 : EXTRA.has(token?.text ?? '')) && SECONDS_IN.has(timed)) {
    token = tokens[at + 1];
    length = 2;
  }
  if (token === undefined) return undefined;
  const { glued, text, raw } = token;
  const next = tokens[at + length];
  if (text === '%' || text === 'percent' || text === 'pct') return { dimension: 'percent', factor: 1, length };
  const money = moneyAt(tokens, at + length - 1);
  if (token.kind === 'mark' && money) return inMoney(money, length);
  if (token.kind !== 'word') return text === 'x' && glued ? { dimension: 'factor', factor: 1, length } : undefined;
  // "500 US dollars"
  if (text === 'us' && ['$', 'dollar', 'buck'].includes(next?.text ?? ''))
    return { dimension: 'money', factor: 1, length: length + 1 };
  if (money) return { ...inMoney(money, length), factor: text === 'grand' ? 1000 : 1 };
  const tight = glued || length === 2;
  // Alone, a letter is a unit only where it is glued to the number, or no other word could be meant.
  const megabytesOf = about === 'size' && !isCounted(next, MODELS) ? MB_IN_LETTER.get(text) : undefined;
  if (megabytesOf !== undefined) return { dimension: 'size', factor: megabytesOf, length };
  const secondsOf = about === 'time' ? SECONDS_IN.get(text) : undefined;
  if (secondsOf !== undefined) return { dimension: 'time', factor: secondsOf, length };
  if (text.length === 1 && !tight && !(next?.text === '/' ? ['s', 'h', 'd'] : ['s', 'h']).includes(text))
    return undefined;
  // "12 B params"
  if (raw === 'B' && /^(?:param|parameter|weight)/.test(next?.text ?? ''))
    return { dimension: 'params', factor: 1, length };
  if (text === 'b' && tight) {
    return isCounted(next) ? { dimension: 'count', factor: 1e9, length } : { dimension: 'params', factor: 1, length };
  }
  if (text === 'm' && tight && (isCounted(next) || isPlural(next) || (next?.text === '/' && next.glued)))
    return { dimension: 'count', factor: 1e6, length };
  const rate = /^[rqtf]p([smhd])$/.exec(text);
  if (rate) return { dimension: 'rate', factor: 1, length, perMonth: ratePeriod(rate[1]) };
  // French megabytes: "5Mo", "2 Go"
  const octets = { Ko: 2 ** -10, Mo: 1, Go: 1024, To: 2 ** 20 }[raw];
  if (octets !== undefined) return { dimension: 'size', factor: octets, length };
  const seconds = SECONDS_IN.get(text);
  if (seconds !== undefined) return { dimension: 'time', factor: seconds, length };
  const megabytes = MB_IN.get(text);
  if (megabytes !== undefined && (tight || text.length > 1)) return { dimension: 'size', factor: megabytes, length };
  if (text === 'bit' && [2, 3, 4, 5, 6, 8, 16, 32].includes(number)) return { dimension: 'bits', factor: 1, length };
  if (text === 'x' && tight) return { dimension: 'factor', factor: 1, length };
  if (text === 'fold' || (text === 'time' && !['a', 'per', 'each', 'every', '/'].includes(next?.text ?? '')))
    return { dimension: 'factor', factor: 1, length };
  return undefined;
}

const inMoney = ({ foreign, length }: Money, before: number): UnitAt => ({
  dimension: 'money',
  factor: 1,
  length: before - 1 + length,
  ...(foreign && { foreign }),
});

const EXTRA = wordSet('extra more additional full whole');

const MEDIA = wordSet(`
  clip video recording call audio track meeting song episode timeout window job chunk segment interval
`);

/** "1.8m policies" are millions; "5m clips" are minutes long. */
function isPlural(token: Token | undefined): boolean {
  return (
    token?.kind === 'word' &&
    /[a-z]{3}s$/i.test(token.raw) &&
    token.text !== token.raw.toLowerCase() &&
    !MEDIA.has(token.text)
  );
}
