import { itemize } from '../reader/items.ts';
import { type About, clean } from '../reader/numbers.ts';
import { type Token, tokenize } from '../reader/tokens.ts';
import type { Item, Quantity } from '../reader/types.ts';
import { RHYTHMS } from '../reader/units.ts';
import { clipText, collapseSpaces, type Read, refused, tidy, understood } from '../text.ts';

// Reads a whole text that is known to be a quantity, such as a form's answer. The same grammar finds quantities in sentences;
// here nothing may be left over, guessed or have two readings.

/** The longest text that is looked at as one quantity, in characters. */
const TEXT_MAX = 200;

/** Amounts above this, in the unit of their field, are refused as beyond sense. */
const LARGEST = 1e15;

export const sensible = (value: number): number | undefined =>
  Number.isFinite(value) && value >= 0 && value <= LARGEST ? value : undefined;

/** An amount in the unit of a field, to its last digit; undefined if it is beyond sense. */
export function amountIn(unit: number, { number, unit: said, value }: Quantity): number | undefined {
  if (number !== undefined && said?.factor === unit) return sensible(number);
  return sensible(unit === 1 ? value : clean(value / unit));
}

/** "at most", "~" and the like: they change nothing about the number. More than six would make a row of colons slow to read. */
export const LIMIT =
  '(?:(?:(?:no|not) (?:more|longer|later|larger|bigger) than|not (?:exceed|exceeding|over)|(?:less|smaller) than|up to|at (?:the )?most|within|under|below|max|maximum|maximal|about|around|roughly|approx|approximate|approximately|circa|ca|some|[<=~:])(?: \\.)? ){0,6}';

/**
 * A text as a row of words in their stem, in which `#2time` stands for its item 2, a time. `#2rate` is one of a count and its
 * period, "20 calls per day"; `#2volume` one that only requests have: "20 rps", "daily calls: 20".
 */
interface Line {
  words: string;
  items: readonly Item[];
  /** The text from the word that begins at a place of `words`. */
  from(place: number): string;
}

function lineOf(typed: string, about: About | undefined): Line {
  const text = collapseSpaces(typed);
  const tokens = tokenize(text);
  const items = itemize(tokens, text, about);
  const starts = new Map<number, number>();
  let words = '';
  for (const [index, item] of items.entries()) {
    if (words !== '') words += ' ';
    const own = tokens.slice(item.from, item.to);
    starts.set(words.length, own[0]?.start ?? 0);
    const kind = kindOf(item, own);
    if (kind !== undefined) words += `#${index}${kind}`;
    // "Every Monday" names a day.
    else if (item.kind === 'rhythm') words += own.map((token) => token.text).join(' ');
    else words += item.text.replace('\n', ';');
  }
  return { words, items, from: (place) => tidy(text).slice(starts.get(place) ?? 0) };

  function kindOf({ kind, quantity }: Item, [first, ...others]: readonly Token[]): string | undefined {
    if (quantity === undefined) {
      const isWords =
        kind === 'word' || kind === 'mark' || kind === 'break' || (kind === 'rhythm' && about === 'hours');
      return isWords ? undefined : kind;
    }
    const { low, guess, ambiguous, foreign, dimension, perMonth, noun } = quantity;
    const isUnsure = [first, ...others].some((token) => UNSURE.test(token?.raw ?? ''));
    if (isUnsure || guess || ambiguous || foreign) return 'unsure';
    if (low !== undefined) return 'range';
    if (dimension === 'time' && perMonth !== undefined) return 'hours';
    const isNamed = noun === undefined || RHYTHMS.has(first?.text ?? '') || first?.text === 'per';
    return dimension === 'rate' && isNamed ? 'volume' : dimension;
  }
}

/** A point for thousands may be one for decimals, and a megabit a slip for a megabyte. */
const UNSURE = /^\d{1,3}(?:\.000|(?:\.\d{3}){2,6})$|^[kmg]bits?$/i;

/** One way of saying something: a pattern for words and at most one item, `#time`, and what they state; undefined if nothing. */
export interface Phrase<T> {
  pattern: RegExp;
  read(item: Item, groups: Readonly<Record<string, string | undefined>>): Read<Partial<T>> | undefined;
}

export const phrase = <T>(source: string, read: Phrase<T>['read']): Phrase<T> => ({
  pattern: new RegExp(`(?:${withItem(source)})(?= |$)`, 'uy'),
  read,
});

const withItem = (source: string): string => source.replace('#', '#(?<at>\\d+)');

/** A phrase that always states the same. */
export const words = <T>(source: string, value: Partial<T>): Phrase<T> => phrase(source, () => understood(value));

/** Tries the phrases in their order at one place of a line. */
function matchPhrase<T>({ words: text, items }: Line, at: number, phrases: readonly Phrase<T>[]) {
  for (const { pattern, read } of phrases) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const said = match && read(items[Number(match.groups?.['at'])] ?? NO_ITEM, match.groups ?? {});
    if (said) return { to: at + match[0].length, said };
  }
  return undefined;
}

const NO_ITEM: Item = { kind: 'word', text: '', from: 0, to: 0 };

const BETWEEN = /(?: ?(?:[,;+&().]|and|with|plus|of|each|the)(?= |$))* ?/y;

/**
 * Reads a whole answer as a list of phrases. Every part must be understood and no part may contradict another. An empty
 * answer states nothing.
 */
export function readPhrases<T extends object>(
  typed: string,
  phrases: readonly Phrase<T>[],
  examples: string,
  about?: About,
): Read<Partial<T>> {
  const flaw = flawOf(typed);
  if (flaw !== undefined) return refused(`${flaw}; write it like ${examples}.`);
  const line = lineOf(typed, about);
  const stated: Partial<T> = {};
  let at = skip(line.words, 0);
  while (at < line.words.length) {
    const found = matchPhrase(line, at, phrases);
    if (!found) return explainPart(line.from(at), examples);
    if (!found.said.ok) return found.said;
    if (contradicts(stated, found.said.value))
      return refused(`It says two different things; write it like ${examples}.`);
    Object.assign(stated, found.said.value);
    at = skip(line.words, found.to);
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

/** An amount as a field wants it. */
interface AmountGrammar {
  /** A pattern for words and at most one item, as of a {@link Phrase}. A limit may stand before it. */
  source: string;
  /** The amount in the field's unit; undefined if it is beyond sense. */
  amountOf(item: Item, said: string): number | undefined;
  examples: string;
  /** What a single letter means. */
  about?: About;
}

/** Builds a reader of texts that are one amount and nothing else. */
export function amountReader({ source, amountOf, examples, about }: AmountGrammar): (typed: string) => Read<number> {
  const pattern = new RegExp(`^${LIMIT}(?<said>${withItem(source)})(?: \\.)?$`, 'u');
  return (typed) => {
    const line = flawOf(typed) === undefined ? lineOf(typed, about) : undefined;
    const groups = line && pattern.exec(line.words)?.groups;
    const amount = groups && amountOf(line.items[Number(groups['at'])] ?? NO_ITEM, groups['said'] ?? '');
    return amount === undefined ? explainRefusal(typed, examples) : understood(amount);
  };
}

/** Why a quantity could not be read, as one sentence that ends in an example. */
function explainRefusal(text: string, examples: string): { ok: false; text: string } {
  const isBeyond = /\d{16}|e\+?\d{2}|infinit/i.test(text);
  const isBare = /^\s*[\d.,]+\s*$/.test(text);
  const why =
    flawOf(text) ??
    (isBeyond ? 'That is beyond any sensible amount' : isBare ? 'Say the unit too' : 'That could not be read');
  return refused(`${why}; write it like ${examples}.`);
}

/** What makes a text no quantity, or one with two readings, whatever it is about. */
function flawOf(text: string): string | undefined {
  if (text.length > TEXT_MAX) return 'That is too long for a quantity';
  if (/\p{Cf}/u.test(text)) return 'There is an invisible character in it';
  if (/(?![0-9])[\p{Nd}\p{No}\p{Nl}]/u.test(text)) return 'Use the digits 0 to 9';
  if (hasDecimalComma(text)) return 'Use a point for decimals, such as 1.5 GB';
  return /^\s*[-\u2212]\s*\.?\d/.test(text) ? 'Enter 0 or more' : undefined;
}

/** `1,5` and `0,500` are decimals with a comma; `1,500` is a thousand and a half. */
function hasDecimalComma(text: string): boolean {
  return /(?<![\d.,])(?:0\d{0,20},\d|\d{1,21},\d{1,2}(?!\d)|\d{1,21},\d{4,21}|\d{4,21},\d)/.test(text);
}

const SHOWN_MAX = 30;

function explainPart(part: string, examples: string): { ok: false; text: string } {
  if (!/^[ -~]*$/.test(part) || /^[-\d.]/.test(part)) return explainRefusal(part, examples);
  return refused(`"${clipText(part, SHOWN_MAX)}" could not be read; write it like ${examples}.`);
}
