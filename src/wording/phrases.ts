import { END, explainRefusal, QUANTITY_TEXT_MAX } from './amount.ts';
import { clipText, collapseSpaces, type Read, refused, tidy, understood } from './text.ts';

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
export function matchPhrase<T, P extends Phrase<T>>(
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
export function contradicts<T extends object>(stated: Partial<T>, more: Partial<T>): boolean {
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
