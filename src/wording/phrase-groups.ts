import { matchPhrase, type Phrase } from './phrases.ts';

/** A few phrases that follow one another, and one pattern that matches where any of them does. */
export interface PhraseGroup<P> {
  readonly any: RegExp;
  readonly phrases: readonly P[];
}

/** So many phrases in a group read the command of the bench four times as fast as one by one; 12 and more read slower. */
const GROUP_SIZE = 6;

const GROUP_NAME = /\(\?<\w+>/g;

/** The phrases in their order, in groups of which most can be passed over at once. */
export function groupPhrases<T, P extends Phrase<T>>(phrases: readonly (P & Phrase<T>)[]): PhraseGroup<P>[] {
  const groups: PhraseGroup<P>[] = [];
  for (let start = 0; start < phrases.length; start += GROUP_SIZE) {
    const few = phrases.slice(start, start + GROUP_SIZE);
    // A name may stand only once in a pattern, and nobody asks this one what it captured.
    const sources = few.map(({ pattern }) => pattern.source.replace(GROUP_NAME, '(?:'));
    groups.push({ any: new RegExp(sources.join('|'), 'uy'), phrases: few });
  }
  return groups;
}

/** Phrases that are made for one text: a pattern for all of them would be compiled for that text alone. */
export function ungrouped<P>(phrases: readonly P[]): PhraseGroup<P> {
  return { any: ANYWHERE, phrases };
}

const ANYWHERE = /(?:)/uy;

/** Finds what {@link matchPhrase} finds in all the phrases. */
export function matchGroups<T, P extends Phrase<T>>(
  text: string,
  at: number,
  groups: readonly PhraseGroup<P & Phrase<T>>[],
): ReturnType<typeof matchPhrase<T, P>> {
  for (const { any, phrases } of groups) {
    any.lastIndex = at;
    const found = any.test(text) ? matchPhrase<T, P>(text, at, phrases) : undefined;
    if (found) return found;
  }
  return undefined;
}
