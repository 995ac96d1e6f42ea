import { wordSet } from '../text.ts';
import type { Token } from './tokens.ts';

/** What a whole text is known to state: it decides what a single letter means. In a sentence that is not known. */
export type About = 'time' | 'size' | 'count' | 'hours' | 'runs';

/** A number, said in digits or in words, at a place of a text. */
interface SaidNumber {
  value: number;
  /** The number of tokens that say it. */
  length: number;
  /** "a few", "hundreds": the value is a guess. */
  guess?: true;
}

/** Words and the number that each row of them means. */
export function spelled<T = number>(rows: readonly (readonly [words: string, value: T])[]): ReadonlyMap<string, T> {
  return new Map(rows.flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)));
}

const TEENS =
  `one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen`.split(/\s+/);

const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const SMALL = spelled([
  ...TEENS.map((word, index) => [word, index + 1] as const),
  ...TENS.map((word, index) => [word, 10 * index + 20] as const),
]);

const SCALES = spelled([
  ['dozen', 12],
  ['gross', 144],
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['lakh lac', 1e5],
  ['million mio mil mill mn mln mm', 1e6],
  ['crore cr', 1e7],
  ['billion bn', 1e9],
]);

/** Letters that scale a number: right behind its digits, where only a capital M is always a million, or in any count. */
const LETTERS = spelled([
  ['k', 1e3],
  ['m', 1e6],
  ['b', 1e9],
]);

/** "5 dozen" is about as many. */
const DOZENS = wordSet('dozen gross');

/** How many is meant by a word that does not say it. The middle of what people mean, as far as one can be named. */
const VAGUE = spelled([
  ['couple', 2],
  ['few', 3],
  ['handful several', 5],
  ['dozens', 36],
]);

const FRACTIONS = spelled([
  ['half', 1 / 2],
  ['third', 1 / 3],
  ['quarter', 1 / 4],
  ['fifth', 1 / 5],
  ['eighth', 1 / 8],
  ['tenth', 1 / 10],
]);

/** The number that begins at a token. */
export function readNumber(tokens: readonly Token[], at: number, about?: About): SaidNumber | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  if (first.kind === 'number') return inDigits(tokens, at, about);
  return first.kind === 'word' && BEGINNINGS.has(first.text) ? inWords(tokens, at) : undefined;
}

/** Words that a number in words begins with. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  ...['a', 'an', 'the'],
  ...[SMALL, SCALES, VAGUE, FRACTIONS].flatMap((numbers) => [...numbers.keys()]),
]);

function inDigits(tokens: readonly Token[], at: number, about?: About): SaidNumber {
  let value = tokens[at]?.value ?? 0;
  let length = 1;
  // "2*10^6"
  const times = tokens[at + 1];
  if (
    times?.text === '*' &&
    tokens[at + 2]?.value === 10 &&
    tokens[at + 3]?.text === '^' &&
    (tokens[at + 4]?.value ?? 99) <= 15
  ) {
    return { value: clean(value * 10 ** (tokens[at + 4]?.value ?? 0)), length: 5 };
  }
  const [mark, power] = [tokens[at + 1], tokens[at + 2]];
  if (mark?.text === '^' && mark.glued && power?.kind === 'number' && (power.value ?? 99) <= 15) {
    return { value: value ** (power.value ?? 1), length: 3 };
  }
  const next = tokens[at + 1];
  // "1000s of calls"
  if (next?.glued && next.raw === 's' && value >= 100 && tokens[at + 2]?.text === 'of')
    return { value: value * 3, length: 2, guess: true };
  const letter = letterAt(tokens, at + 1, about);
  if (letter !== undefined) {
    value = scaled(value, letter);
    length += 1;
  }
  // "22 M predictions"
  if (length === 1 && next?.raw === 'M' && /^[a-z]{3,}s$/.test(tokens[at + 2]?.raw ?? '')) {
    value *= 1e6;
    length += 1;
  }
  const scale = tokens[at + length];
  const factor = scale?.kind === 'word' ? SCALES.get(scale.text) : undefined;
  if (factor !== undefined && (scale?.text !== 'mm' || scale.glued)) {
    value = scaled(value, factor);
    length += 1;
    // "2 Mio." ends no sentence.
    if (
      /^(?:mio|mn|bn|mill?)$/.test(scale?.text ?? '') &&
      tokens[at + length]?.text === '.' &&
      tokens[at + length]?.glued
    )
      length += 1;
  }
  return { value, length, ...(DOZENS.has(scale?.text ?? '') && ({ guess: true } as const)) };
}

/** What a letter behind digits scales them by. */
function letterAt(tokens: readonly Token[], at: number, about?: About): number | undefined {
  const { text = '', raw, glued } = tokens[at] ?? {};
  if (about === 'count') return LETTERS.get(text);
  if (about === 'size') return text !== 'b' && isCounted(tokens[at + 1], MODELS) ? LETTERS.get(text) : undefined;
  if (!glued) return undefined;
  return raw === 'k' || raw === 'K' || raw === 'M' ? LETTERS.get(text) : undefined;
}

const COUNTED = wordSet(`
  req request call query prediction inference row record line document doc image file user event message token tok
  invocation score hit transaction item text sample entry customer product
`);

export const MODELS = wordSet('model adapter');

/** Whether a token names what comes in numbers: requests, records, and `others`. */
export const isCounted = (token: Token | undefined, others?: ReadonlySet<string>): boolean =>
  token?.kind === 'word' && (COUNTED.has(token.text) || others?.has(token.text) === true);

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function inWords(tokens: readonly Token[], at: number): SaidNumber | undefined {
  const text = (offset: number) => tokens[at + offset]?.text ?? '';
  const first = text(0);
  const isArticle = first === 'a' || first === 'an' || first === 'the';
  const article = isArticle ? 1 : 0;
  // "hundreds of models", "tens of thousands"
  const raw = tokens[at]?.raw.toLowerCase() ?? '';
  if (/^(?:tens|dozens|hundreds|thousands|millions)$/.test(raw)) {
    const of = text(1) === 'of' && SCALES.get(text(2)) !== undefined;
    const unit = raw === 'tens' ? 30 : 3 * (SCALES.get(stemmed(raw)) ?? 1);
    return of
      ? { value: unit * (SCALES.get(text(2)) ?? 1), length: 3, guess: true }
      : { value: unit, length: 1, guess: true };
  }
  // "three quarters of", "two thirds of"
  const parts = SMALL.get(first);
  const dash = text(1) === '-' ? 1 : 0;
  if (parts !== undefined && ['quarter', 'third'].includes(text(1 + dash)) && text(2 + dash) === 'of') {
    const share = parts * (FRACTIONS.get(text(1 + dash)) ?? 1);
    const length = dash + (text(3 + dash) === 'a' || text(3 + dash) === 'an' ? 4 : 3);
    const factor = SCALES.get(text(length));
    return factor === undefined
      ? { value: clean(share), length }
      : { value: clean(share * factor), length: length + 1 };
  }
  const fraction = FRACTIONS.get(text(article));
  if (fraction !== undefined && (article > 0 || startsFraction(tokens, at))) {
    // "half a second", "a quarter million", "a quarter of an hour", "half an hour"
    let length = article + 1;
    // "a quarter hour", "a quarter second"
    if (article === 1 && ['hour', 'second'].includes(text(length)) && first !== 'an')
      return { value: fraction, length };
    if (article === 0 && text(article) === 'quarter' && text(length) === 'hour') return { value: fraction, length };
    if (text(length) === 'of') length += 1;
    if (text(length) === 'a' || text(length) === 'an') length += 1;
    const factor = SCALES.get(text(length));
    if (factor !== undefined) return { value: fraction * factor, length: length + 1 };
    return (text(article) === 'third' && length < 3) || (article === 1 && length === 2)
      ? undefined
      : { value: fraction, length };
  }
  const vague = VAGUE.get(text(article));
  if (vague !== undefined) {
    let length = article + 1;
    if (text(length) === 'of') length += 1;
    const factor = SCALES.get(text(length));
    return factor === undefined
      ? { value: vague, length, guess: true }
      : { value: vague * factor, length: length + 1, guess: true };
  }
  return counted(tokens, at, article);
}

/** Without an article only "half a second", "half an hour", "quarter million" are numbers. */
function startsFraction(tokens: readonly Token[], at: number): boolean {
  const next = tokens[tokens[at + 1]?.text === '-' && tokens[at + 2]?.text === 'hour' ? at + 2 : at + 1]?.text ?? '';
  if (tokens[at]?.text === 'quarter' && ['of', 'hour'].includes(next)) return true;
  return (
    SCALES.get(next) !== undefined ||
    (tokens[at]?.text === 'half' && ['a', 'an', 'second', 'minute', 'hour', 'day'].includes(next))
  );
}

/** "a hundred", "two hundred and fifty thousand", "one and a half". */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function counted(tokens: readonly Token[], at: number, article: number): SaidNumber | undefined {
  let offset = article;
  let total = 0;
  let part: number | undefined;
  for (;;) {
    const token = tokens[at + offset];
    if (token === undefined) break;
    const next = tokens[at + offset + 1];
    const small = token.kind === 'word' ? SMALL.get(token.text) : undefined;
    const scale = token.kind === 'word' ? SCALES.get(token.text) : undefined;
    if (
      small !== undefined &&
      (part === undefined ||
        (part === 0 && total > 0) ||
        (part % 100 === 0 && part > 0) ||
        (part % 10 === 0 && part >= 20 && small < 10))
    ) {
      part = (part ?? 0) + small;
    } else if (scale !== undefined && token.text !== 'mm' && (part !== undefined || article > 0)) {
      const scaled = (part ?? 1) * scale;
      if (scale < 1000) part = scaled;
      else {
        total += scaled;
        part = 0;
      }
    } else if (
      token.text === 'and' &&
      part !== undefined &&
      (SMALL.get(next?.text ?? '') !== undefined || isHalf(tokens, at + offset + 1))
    ) {
      if (isHalf(tokens, at + offset + 1)) {
        const scaled = SCALES.get(tokens[at + offset + 3]?.text ?? '');
        return scaled === undefined
          ? { value: total + part + 0.5, length: offset + 3 }
          : { value: (part + 0.5) * scaled, length: offset + 4 };
      }
      if (part < 100 && total === 0) break;
    } else if (token.text !== '-' || !token.glued || part === undefined) break;
    offset += 1;
  }
  while (offset > 0 && ['-', 'and'].includes(tokens[at + offset - 1]?.text ?? '')) offset -= 1;
  if (part === undefined) return undefined;
  const guess = tokens.slice(at, at + offset).some(({ text }) => DOZENS.has(text));
  return { value: total + part, length: offset, ...(guess && ({ guess: true } as const)) };
}

function isHalf(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === 'a' && tokens[at + 1]?.text === 'half';
}

const stemmed = (word: string): string => word.slice(0, -1);

/** Beyond it no whole number is exact to the last digit that we show. */
const WHOLE_MAX = 1e15;

/** Without the dust of binary fractions. */
export function clean(value: number): number {
  return Number.isInteger(value) && Math.abs(value) < WHOLE_MAX ? value : Number(value.toPrecision(15));
}

/** A number in another unit: 1.1 min is 66 s, and what needs no other unit keeps its last digit. */
export function scaled(value: number, factor: number): number {
  return factor === 1 ? value : clean(value * factor);
}
