import { FORMER_MEMBER } from '../../wording/text.ts';
import { openConcerns, type Review } from '../record.ts';

/**
 * The lists on a person's home tab. `needs-me`: open reviews waiting for this person. `open`: not decided. `decided`: accepted
 * or overridden. `revisit`: today's recommendation differs.
 */
export type ReviewList = 'needs-me' | 'open' | 'decided' | 'revisit';

/** Why a review is waiting for somebody: as requester, as the author of a concern, or as owner. */
export type Need = 'open-concerns' | 'concern-answered' | 'decider';

/** The viewer that stands for everybody in the team. */
export const EVERYBODY = '*';

/** An entry in somebody's list, sorted by `at`, in milliseconds since 1970, newest first. */
interface ListEntry {
  list: ReviewList;
  viewer: string;
  at: number;
  needs: readonly Need[];
}

/** Returns a review's list entries, apart from `revisit`. `viewers`: who may see it. `now`: when it changed. */
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

/** Longer words are compared by their first characters. */
const PREFIX_MAX = 16;

const WORDS_MAX = 12;

/** Names and searches have at most 80 characters; this limits the work for anything longer. */
const TEXT_MAX = 1000;

/** Returns the distinct words of a name or a search, without case and accents. */
export function wordsIn(text: string): string[] {
  const plain = text.slice(0, TEXT_MAX).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, PREFIX_MAX).join('')))].slice(0, WORDS_MAX);
}

/** Returns every prefix of every word of a name: `t`, `to`, `d` and `do` for `to-do`. */
export function prefixesOf(name: string): string[] {
  const prefixes = wordsIn(name).flatMap((word) => {
    const letters = [...word];
    return letters.map((_, index) => letters.slice(0, index + 1).join(''));
  });
  return [...new Set(prefixes)];
}
