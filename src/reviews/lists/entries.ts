import { FORMER_MEMBER } from '../../wording/text.ts';
import { openConcerns, type Review } from '../record.ts';

/**
 * The lists that a person can look at. `needs-me`: open reviews that wait for this person. `open`: not decided. `decided`:
 * accepted or overridden. `revisit`: would come out differently today.
 */
export type ReviewList = 'needs-me' | 'open' | 'decided' | 'revisit';

/** Why a review waits for somebody: as the one who asked, as the one who raised a concern, as the one named to decide. */
export type Need = 'open-concerns' | 'concern-answered' | 'decider';

/** Who finds a review in a list: everybody in its team, or one person. */
export const EVERYBODY = '*';

/** That a review stands in somebody's list. Newest first: `at` is the time that counts there, in milliseconds since 1970. */
interface ListEntry {
  list: ReviewList;
  viewer: string;
  at: number;
  needs: readonly Need[];
}

/**
 * Where a review is listed as it stands, apart from `revisit`. `viewers`: those who may find it. `now`: when it came to stand
 * so.
 */
export function listEntries(review: Review, viewers: readonly string[], now: number): ListEntry[] {
  switch (review.state) {
    case 'proposed': {
      const open = viewers.map((viewer): ListEntry => ({ list: 'open', viewer, at: now, needs: [] }));
      const needing = [...needsByPerson(review)].map(
        ([viewer, needs]): ListEntry => ({ list: 'needs-me', viewer, at: now, needs }),
      );
      return [...open, ...needing];
    }
    case 'accepted':
    case 'overridden':
      return viewers.map((viewer) => ({ list: 'decided', viewer, at: review.since.at, needs: [] }));
    case 'withdrawn':
    case 'superseded':
      return [];
  }
}

function needsByPerson(review: Review): Map<string, Need[]> {
  const needs = new Map<string, Need[]>();
  const add = (person: string, need: Need) => {
    if (person === FORMER_MEMBER) return;
    const present = needs.get(person) ?? [];
    if (!present.includes(need)) needs.set(person, [...present, need]);
  };
  if (openConcerns(review).length > 0) add(review.requesterId, 'open-concerns');
  for (const { raised, resolved } of review.concerns) {
    if (resolved !== null && resolved.byId !== raised.byId) add(raised.byId, 'concern-answered');
  }
  if (review.deciderId !== null) add(review.deciderId, 'decider');
  return needs;
}

/** Longer words are told apart by their beginning only. */
const PREFIX_MAX = 16;

const WORDS_MAX = 12;

/** A name has 80 characters, and a search as many. */
const TEXT_MAX = 1000;

/** The words of a name or of a search as they are compared: without case and accents, each once. */
export function wordsIn(text: string): string[] {
  const plain = text.slice(0, TEXT_MAX).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, PREFIX_MAX).join('')))].slice(0, WORDS_MAX);
}

/** Every beginning of every word of a name: `to-do` has `t`, `to`, `d` and `do`. */
export function prefixesOf(name: string): string[] {
  const prefixes = wordsIn(name).flatMap((word) => {
    const letters = [...word];
    return letters.map((_, index) => letters.slice(0, index + 1).join(''));
  });
  return [...new Set(prefixes)];
}
