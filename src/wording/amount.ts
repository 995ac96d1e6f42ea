import { refused } from './text.ts';

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

/** A number in another unit, without the dust of binary fractions: 1.1 min is 66 s. */
export function scaled(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(15));
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
    const amount = Number((value / factor).toPrecision(15));
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
