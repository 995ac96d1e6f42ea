import { ROLE_ROWS } from './patterns.ts';
import { STATEMENT_ROWS } from './statements.ts';
import type { Token } from './tokens.ts';
import { SLIPS, SPELLING_WORDS as WORDS } from './words/sets.ts';

/** Words that are no slips: every word of the tables is known, too. */
const RIGHT: ReadonlySet<string> = new Set([
  ...WORDS.deciding,
  ...WORDS.others,
  ...[...ROLE_ROWS, ...STATEMENT_ROWS].flatMap(([phrases]) => phrases.split(/[\s;|?*.#%]+/)),
]);

const LEAST = 4;

/** Each word by everything that is left when one of its letters is missing, and by itself. */
const NEAR: ReadonlyMap<string, readonly string[]> = (() => {
  const near = new Map<string, string[]>();
  for (const word of WORDS.deciding)
    for (const key of [word, ...withoutOne(word)]) near.set(key, [...(near.get(key) ?? []), word]);
  return near;
})();

/** The same tokens, with slips in the words that decide mended. */
export function mendTokens(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => {
    const text = token.kind === 'word' ? mendSpelling(token.text) : token.text;
    return text === token.text ? token : { ...token, text };
  });
}

/**
 * The word that was meant where one letter is wrong, missing, too much or in the place of its neighbour: "trafic", "secnd",
 * "endpiont". The first letter is assumed to be right.
 */
function mendSpelling(word: string): string {
  if (word.length < LEAST || RIGHT.has(word) || !/^[a-z]+$/.test(word)) return word;
  for (const key of [word, ...withoutOne(word)]) {
    const meant = NEAR.get(key)?.find(
      (known) => known.length > LEAST && known[0] === word[0] && isOneSlip(word, known),
    );
    if (meant !== undefined) return meant;
  }
  return word;
}

function withoutOne(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
}

function isOneSlip(typed: string, known: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === known[at]) at += 1;
  const [rest, other] = [typed.slice(at), known.slice(at)];
  return (
    rest.slice(1) === other || // one too many
    rest === other.slice(1) || // one missing
    (rest.slice(1) === other.slice(1) && rest.length > 0) || // another letter
    (rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2)) // two in the wrong order
  );
}

const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries(SLIPS).flatMap(([meant, typed]) => typed.split(' ').map((slip) => [slip, meant] as const)),
);

/** "What's" and "who's". */
const SHORT_IS = /(?<![a-z])(what|who|where|how|when|which)['\u2019]s(?![a-z])/giu;

const LETTERS_MIN = 6;
const LETTERS_MAX = 16;

/** The same text with slips in the words that make a question put right: "waht abuot" and "serverles", not names or numbers. */
export function mendSlips(text: string): string {
  return text.replace(SHORT_IS, '$1 is').replace(/[a-z]+/giu, (word) => {
    const typed = word.toLowerCase();
    const meant = MEANT.get(typed);
    if (meant !== undefined) return meant;
    if (typed.length < LETTERS_MIN || typed.length > LETTERS_MAX || WORDS.ofQuestions.has(typed)) return word;
    return [...WORDS.ofQuestions].find((known) => isSlip(typed, known)) ?? word;
  });
}

/** A plural or another tense is no slip. */
const isSlip = (typed: string, known: string): boolean =>
  typed[0] === known[0] && !known.startsWith(typed) && !typed.startsWith(known) && isOneSlip(typed, known);
