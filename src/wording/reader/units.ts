import { wordSet } from '../text.ts';
import type { Token } from './tokens.ts';
import type { Dimension } from './types.ts';

/** Units of time as typed, in seconds. */
export const SECONDS_IN: ReadonlyMap<string, number> = spelled([
  ['us microsecond usec', 1e-6],
  ['ms millisecond millis milli msec milisec milisecond', 1e-3],
  ['s sec second sek sekunde sekunden segundo', 1],
  ['m min minute minuten minuto', 60],
  ['h hr hour std stunde stunden', 3600],
  ['d day', 86_400],
  ['week wk woche', 604_800],
  ['month mo', 2_628_000],
]);

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

/**
 * How often a period comes in a month. A day counts 30 times and a week 4.33 times, as people count; an hour 730 times
 * (365 / 12 days), as AWS bills, and minutes and seconds with it.
 */
export const PERIODS: ReadonlyMap<string, number> = spelled([
  ['s sec second sekunde sekunden', 730 * 3600],
  ['m min minute minuten', 730 * 60],
  ['h hr hour stunde heure hora', 730],
  ['d day night morning evening afternoon tag jour dia día', 30],
  ['weekday workday', 21.65],
  ['weekend wk w week woche semaine semana monday tuesday wednesday thursday friday saturday sunday', 4.33],
  ['mo mth mon month monat mois mes', 1],
  ['quarter quartal', 1 / 3],
  ['fortnight', 2.165],
  ['yr y year january february march april june july august september october november december', 1 / 12],
]);

/** Only US dollars can be compared with AWS's prices as they are listed. */
export const CURRENCIES: ReadonlyMap<string, 'usd' | 'foreign'> = new Map<string, 'usd' | 'foreign'>([
  ['$', 'usd'],
  ['usd', 'usd'],
  ['grand', 'usd'],
  ['dollar', 'usd'],
  ['buck', 'usd'],
  ['\u20ac', 'foreign'],
  ['eur', 'foreign'],
  ['euro', 'foreign'],
  ['\u00a3', 'foreign'],
  ['gbp', 'foreign'],
  ['\u20b9', 'foreign'],
  ['inr', 'foreign'],
  ['rupee', 'foreign'],
  ['quid', 'foreign'],
  ['pound', 'foreign'],
  ['chf', 'foreign'],
]);

function spelled(rows: readonly (readonly [words: string, value: number])[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)));
}

export const ratePeriod = (letter = 's'): number => PERIODS.get(letter) ?? 1;

/** A configuration names the unit first: "latency_ms: 180", "payload (KB): 12". */
export function unitInName(tokens: readonly Token[], at: number): UnitAt | undefined {
  let place = at - 1;
  let joined = false;
  while (place >= 0 && [':', '=', '"', "'", ')', ']'].includes(tokens[place]?.text ?? '')) {
    joined = true;
    place -= 1;
  }
  const [unit, before] = [tokens[place], tokens[place - 1]];
  if (!joined || unit?.kind !== 'word' || before === undefined || !['_', '(', '-'].includes(before.text))
    return undefined;
  const seconds = unit.text === 'm' ? undefined : SECONDS_IN.get(unit.text);
  const megabytes = MB_IN.get(unit.text);
  if (seconds !== undefined) return { dimension: 'time', factor: seconds, length: 0 };
  return megabytes === undefined ? undefined : { dimension: 'size', factor: megabytes, length: 0 };
}

export interface UnitAt {
  dimension: Dimension;
  factor: number;
  length: number;
  perMonth?: number;
  foreign?: true;
}

/** The unit that stands at a token, after a number. */
export function unitAt(tokens: readonly Token[], at: number, number: number): UnitAt | undefined {
  let length = 1;
  let token = tokens[at];
  // "10-ish MB", "sixty-odd"
  if (token?.text === '-' && ['ish', 'odd'].includes(tokens[at + 1]?.text ?? '')) {
    const unit = unitAt(tokens, at + 2, number);
    return unit && { ...unit, length: unit.length + 2 };
  }
  // "30-second", "8-bit"
  if (token?.text === '-' && token.glued && tokens[at + 1]?.glued) {
    token = tokens[at + 1];
    length = 2;
  }
  // "one and a half GPU minutes"
  if (
    token?.kind === 'word' &&
    ['gpu', 'cpu'].includes(token.text) &&
    SECONDS_IN.has(tokens[at + 1]?.text ?? '') &&
    (tokens[at + 1]?.text.length ?? 0) > 1
  ) {
    token = tokens[at + 1];
    length = 2;
  }
  // "two extra seconds", "5 more minutes"
  if (
    token?.kind === 'word' &&
    ['extra', 'more', 'additional', 'full', 'whole'].includes(token.text) &&
    SECONDS_IN.has(tokens[at + 1]?.text ?? '')
  ) {
    token = tokens[at + 1];
    length = 2;
  }
  if (token === undefined) return undefined;
  const { glued, text, raw } = token;
  const next = tokens[at + length];
  if (text === '%' || text === 'percent' || text === 'pct') return { dimension: 'percent', factor: 1, length };
  if (text === '$') return { dimension: 'money', factor: 1, length };
  if (token.kind !== 'word') return text === 'x' && glued ? { dimension: 'factor', factor: 1, length } : undefined;
  const money = CURRENCIES.get(text);
  if (money)
    return {
      dimension: 'money',
      factor: text === 'grand' ? 1000 : 1,
      length,
      ...(money === 'foreign' && { foreign: true }),
    };
  const tight = glued || length === 2;
  // Alone, a letter is a unit only where it is glued to the number, or no other word could be meant.
  if (text.length === 1 && !tight && !['s', 'h'].includes(text)) return undefined;
  if (text.length === 1 && !tight && next?.text === "'") return undefined;
  // "800 B in" are bytes; "8B" are parameters.
  if (
    raw === 'B' &&
    !tight &&
    ['in', 'out', 'json', 'payload', 'per', 'each', 'request', 'body'].includes(next?.text ?? '')
  ) {
    return { dimension: 'size', factor: 2 ** -20, length };
  }
  // "12 B params"
  if (raw === 'B' && /^(?:param|parameter|weight)/.test(next?.text ?? ''))
    return { dimension: 'params', factor: 1, length };
  if (text === 'b' && tight) {
    return isCounted(next) ? { dimension: 'count', factor: 1e9, length } : { dimension: 'params', factor: 1, length };
  }
  if (text === 'm' && tight && (isCounted(next) || isPlural(next) || (next?.text === '/' && next.glued)))
    return { dimension: 'count', factor: 1e6, length };
  const rate = /^[rqt]p([smhd])$/.exec(text);
  if (rate) return { dimension: 'rate', factor: 1, length, perMonth: ratePeriod(rate[1]) };
  // French megabytes: "5Mo", "2 Go"
  const octets = { Ko: 2 ** -10, Mo: 1, Go: 1024, To: 2 ** 20 }[raw];
  if (octets !== undefined) return { dimension: 'size', factor: octets, length };
  const seconds = SECONDS_IN.get(text);
  if (seconds !== undefined && !(text === 'min' && raw === 'Min.'))
    return { dimension: 'time', factor: seconds, length };
  const megabytes = MB_IN.get(text);
  if (megabytes !== undefined && (tight || text.length > 1)) return { dimension: 'size', factor: megabytes, length };
  if (text === 'bit' && [2, 3, 4, 5, 6, 8, 16, 32].includes(number)) return { dimension: 'bits', factor: 1, length };
  if (text === 'x' && tight) return { dimension: 'factor', factor: 1, length };
  if (text === 'fold' || (text === 'time' && !['a', 'per', 'each', 'every', '/'].includes(next?.text ?? '')))
    return { dimension: 'factor', factor: 1, length };
  return undefined;
}

const COUNTED =
  /^(?:req|request|call|query|query|prediction|inference|row|record|line|document|doc|image|file|user|event|message|token|tok|invocation|score|hit|transaction|item|text|sample|entry|customer|product|transaction)$/;

function isCounted(token: Token | undefined): boolean {
  return token?.kind === 'word' && COUNTED.test(token.text);
}

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
