import { formatNumber } from '../../recommender/index.ts';
import { clipText, collapseSpaces, type Read, refused, tidy, understood, vocabulary } from '../text.ts';

/**
 * A plain number at the start of a quantity: `12`, `1.5`, `1,000,000`, `.5`, `1e-7`. Nothing
 * that goes on as a number may follow, so that `1,5` is never read as 1.
 */
export const NUMBER = String.raw`(?:(?:[1-9]\d?\d?(?:,\d\d\d)+|\d+)(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?(?!\d|[.,]\d)`;

/**
 * Whatever can go on a word: ASCII letters and digits, and everything beyond Latin-1's signs but general punctuation. It is
 * said as a few ranges because property classes such as `\p{L}` made the grammar take half a second to compile.
 */
const LETTER = String.raw`a-z_\u00b2\u00b3\u00b9\u00bc-\u00be\u00c0-\u1fff\u200b-\u200f\u202a-\u202e\u2060-\u{10ffff}`;

/** What must not follow a unit that a digit may follow, as in `1h30`. */
export const NO_LETTER = `(?![${LETTER}])`;

/** What must not follow a word or a unit: more of the same word. */
export const END = String.raw`(?![${LETTER}\d]|[.,]?\d|-[${LETTER}\d])`;

/**
 * "at most", "~" and the like, with the space after it. No two
 * alternatives match the same text, so that a repetition of them cannot be tried in many ways.
 */
const LIMIT_WORD =
  '(?:(?:(?:no|not) (?:more|longer|later|larger|bigger) than|not exceed(?:ing)?|not over|less than|smaller than|up to|at most|at the most|within|under|below|max(?:imum|imal)?\\.?|about|around|roughly|approx(?:imately|\\.)?|circa|ca\\.?|some|[<=≤~≈:]) ?)';

/** One to six of them before a quantity: they change nothing about its number. More of them would make a row of colons slow to read. */
export const LIMIT = `(?:${LIMIT_WORD}{1,6})`;

/** Amounts above this, in the unit of their field, are refused as beyond sense. */
const LARGEST = 1e15;

/** The longest text that is looked at as one quantity, in characters. */
export const QUANTITY_TEXT_MAX = 200;

/** The number that a text matched by {@link NUMBER} stands for; undefined if it is beyond sense. */
export function toNumber(text: string): number | undefined {
  return sensible(Number(text.replaceAll(',', '')));
}

export function sensible(value: number): number | undefined {
  return Number.isFinite(value) && value <= LARGEST ? value : undefined;
}

const clean = (value: number): number =>
  Number.isInteger(value) && value < LARGEST ? value : Number(value.toPrecision(15));

/** A number in another unit, without the dust of binary fractions: 1.1 min is 66 s. */
export function scaled(value: number, factor: number): number {
  return factor === 1 ? value : clean(value * factor);
}

/** A unit as it is written and its size in the unit of the field. */
export type Unit = readonly [name: string, factor: number];

/**
 * An amount in the unit in which it is shortest, of those in which it is exact; `base` is the unit of the field.
 * Units are given from the largest to the smallest.
 */
export function writeAmount(value: number, units: readonly Unit[], base: string): string {
  let best = { text: String(value), unit: base, atLeastOne: value >= 1 };
  for (const [unit, factor] of units) {
    if (value < factor / 2) continue;
    const amount = clean(value / factor);
    if (amount < 1 || scaled(amount, factor) !== value) continue;
    const text = String(amount);
    if (text.length < best.text.length || (text.length === best.text.length && !best.atLeastOne)) {
      best = { text, unit, atLeastOne: true };
    }
  }
  return `${best.text} ${best.unit}`;
}

/** Why a quantity could not be read, as one sentence that ends in an example. */
export function explainRefusal(text: string, examples: string): { ok: false; text: string } {
  const like = `write it like ${examples}.`;
  if (text.length > QUANTITY_TEXT_MAX) return refused(`That is too long for a quantity; ${like}`);
  if (/\p{Cf}/u.test(text)) return refused(`There is an invisible character in it; ${like}`);
  if (/(?![0-9])[\p{Nd}\p{No}\p{Nl}]/u.test(text)) return refused(`Use the digits 0 to 9; ${like}`);
  if (hasDecimalComma(text)) return refused(`Use a point for decimals, such as 1.5 GB; ${like}`);
  if (/^\s*[-\u2212]\s*\.?\d/.test(text)) return refused(`A quantity cannot be below zero; ${like}`);
  if (/\d{16}|e\+?\d{2}|infinit/i.test(text)) return refused(`That is beyond any sensible amount; ${like}`);
  if (/^\s*[\d.,]+\s*$/.test(text)) return refused(`Say the unit too; ${like}`);
  return refused(`That could not be read; ${like}`);
}

/** `1,5` and `0,500` are decimals with a comma; `1,500` is a thousand and a half. */
function hasDecimalComma(text: string): boolean {
  return /(?<![\d.,])(?:0\d{0,20},\d|\d{1,21},\d{1,2}(?!\d)|\d{1,21},\d{4,21}|\d{4,21},\d)/.test(text);
}

/** One way of saying something: a pattern for the words and what they state. */
export interface Phrase<T> {
  /** Sticky and anchored at the place where a word starts. */
  pattern: RegExp;
  read: (match: RegExpExecArray) => Read<Partial<T>>;
}

/** Builds a phrase from the source of its pattern; the words must end where the pattern ends. */
export function phrase<T>(source: string, read: (match: RegExpExecArray) => Read<Partial<T>>): Phrase<T> {
  return { pattern: new RegExp(`(?:${source})${END}`, 'uy'), read };
}

/** A phrase that always states the same. */
export function words<T>(source: string, value: Partial<T>): Phrase<T> {
  return phrase(source, () => understood(value));
}

/** Tries the phrases in their order at one place of a tidy text. */
function matchPhrase<T, P extends Phrase<T>>(
  text: string,
  at: number,
  phrases: readonly (P & Phrase<T>)[],
): { length: number; read: Read<Partial<T>>; phrase: P } | undefined {
  for (const candidate of phrases) {
    candidate.pattern.lastIndex = at;
    const match = candidate.pattern.exec(text);
    if (match && match[0].length > 0)
      return { length: match[0].length, read: candidate.read(match), phrase: candidate };
  }
  return undefined;
}

const BETWEEN = new RegExp(`(?:[ ,;+&()\\n]|\\.(?!\\d)|(?:and|with|plus|of|each|the)${END})+`, 'uy');

/**
 * Reads a whole answer as a list of phrases. Every part must be understood and no part may contradict another. An empty
 * answer states nothing.
 */
export function readPhrases<T extends object>(
  typed: string,
  phrases: readonly Phrase<T>[],
  examples: string,
): Read<Partial<T>> {
  if (typed.length > QUANTITY_TEXT_MAX) return explainRefusal(typed, examples);
  const text = tidy(collapseSpaces(typed));
  const stated: Partial<T> = {};
  let at = skip(text, 0);
  while (at < text.length) {
    const found = matchPhrase(text, at, phrases);
    if (!found) return explainPart(text.slice(at), examples);
    if (!found.read.ok) return found.read;
    if (contradicts(stated, found.read.value)) {
      return refused(`It says two different things; write it like ${examples}.`);
    }
    Object.assign(stated, found.read.value);
    at = skip(text, at + found.length);
  }
  return understood(stated);
}

/** Whether something already stated is stated again with another value. */
function contradicts<T extends object>(stated: Partial<T>, more: Partial<T>): boolean {
  return (Object.keys(more) as (keyof T)[]).some((key) => stated[key] !== undefined && stated[key] !== more[key]);
}

function skip(text: string, at: number): number {
  BETWEEN.lastIndex = at;
  return at + (BETWEEN.exec(text)?.[0].length ?? 0);
}

const SHOWN_MAX = 30;

function explainPart(part: string, examples: string): { ok: false; text: string } {
  if (!/^[ -~]*$/.test(part) || /^[-\d.]/.test(part)) return explainRefusal(part, examples);
  return refused(`"${clipText(part, SHOWN_MAX)}" could not be read; write it like ${examples}.`);
}

/** Exponents of ten. */
const SCALES = vocabulary([
  ['thousand|k', 3],
  ['millions?|mio|mn|m', 6],
  ['billions?|bn|b', 9],
]);

/** The source of a pattern for a count, for phrases that contain one: `400`, `1,000`, `2k`, `3 million`. */
export const COUNT = `${NUMBER}(?: ?(?:${SCALES.source})${NO_LETTER})?`;

const COUNT_PARTS = new RegExp(`^(${NUMBER}) ?(.*)$`, 'u');

const NOUNS =
  'models?|records?|rows?|items?|files?|containers?|steps?|adapters?|requests?|runs?|times?|calls?|documents?|images?';

const WHOLE_COUNT = new RegExp(`^(?:${LIMIT})?(?<count>${COUNT})(?: (?:${NOUNS}))?\\.?$`, 'u');

const COUNT_EXAMPLES = '400, 2k or 3 million';

/** How many, at least 0: `400`, `1,000`, `2k`, `3 million records`. Need not be whole: a month has 4.33 weeks. */
export function readCount(text: string): Read<number> {
  if (text.length > QUANTITY_TEXT_MAX) return explainRefusal(text, COUNT_EXAMPLES);
  const count = WHOLE_COUNT.exec(tidy(collapseSpaces(text)))?.groups?.['count'];
  const number = count === undefined ? undefined : countOf(count);
  return number === undefined ? explainRefusal(text, COUNT_EXAMPLES) : understood(number);
}

/** The number of a text that {@link COUNT} matched; undefined if it is beyond sense. */
export function countOf(text: string): number | undefined {
  const [, digits = '', scale = ''] = COUNT_PARTS.exec(text) ?? [];
  if (digits === '') return undefined;
  const number = Number(digits.replaceAll(',', ''));
  if (scale === '') return sensible(number);
  const exponent = SCALES.meaningOf(scale);
  return exponent === undefined ? undefined : sensible(Number((number * 10 ** exponent).toPrecision(15)));
}

/** `2,000`; reading it gives the same number again. */
export function writeCount(count: number): string {
  return Number.isInteger(count) && count < LARGEST ? formatNumber(count) : String(count);
}

const MONTHLY = String.raw`(?: ?(?:\/|per|a|an|each|every) ?(?:months?|mo)\b| monthly)`;

const WHOLE_USD = new RegExp(
  `^(?:${LIMIT})?(?:(?:us ?)?\\$|usd)? ?(?<amount>${COUNT}) ?(?:usd|us dollars?|dollars?|\\$)?${MONTHLY}?(?: ?(?:or less|max(?:imum)?|at most))?\\.?$`,
  'u',
);

const USD_EXAMPLES = '$500 or 1.5k a month';

/** US dollars per month, at least 0: `$500`, `500 USD`, `$1,500/month`, `2k`. */
export function readUsd(text: string): Read<number> {
  if (text.length > QUANTITY_TEXT_MAX) return explainRefusal(text, USD_EXAMPLES);
  if (/[€£¥₹]|\b(?:eur|euros?|gbp|chf|yen|inr|jpy)\b/i.test(text))
    return refused(`Say it in US dollars; write it like ${USD_EXAMPLES}.`);
  const amount = WHOLE_USD.exec(tidy(collapseSpaces(text)))?.groups?.['amount'];
  const usd = amount === undefined ? undefined : countOf(amount);
  return usd === undefined ? explainRefusal(text, USD_EXAMPLES) : understood(usd);
}

/** `$1,500`; reading it gives the same number again. */
export function writeUsd(usd: number): string {
  return `$${writeCount(usd)}`;
}
