import {
  HOSTING_PATTERNS,
  type HostingPatternId,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
} from '../recommender/index.ts';
import { END } from './amount.ts';

/** Something that "why not …" can be about. */
export type Subject = { kind: 'option'; option: InferenceOptionId } | { kind: 'hosting'; hosting: HostingPatternId };

export interface FoundSubject {
  subject: Subject;
  from: number;
  to: number;
}

const PATTERNS = [
  ...HOSTING_PATTERNS.map(({ id: hosting, spoken }) => ({ spoken, subject: { kind: 'hosting' as const, hosting } })),
  ...INFERENCE_OPTIONS.map(({ id: option, spoken }) => ({ spoken, subject: { kind: 'option' as const, option } })),
].map(({ spoken, subject }) => ({ pattern: new RegExp(`\\b(?:${spoken})${END}`, 'gu'), subject }));

/** The inference options and hosting patterns that a tidy text names, each once, in the order of the text. */
export function subjectsIn(text: string): FoundSubject[] {
  const found = PATTERNS.flatMap(({ pattern, subject }) =>
    [...text.matchAll(pattern)].map((match) => ({ subject, from: match.index, to: match.index + match[0].length })),
  ).sort((one, other) => one.from - other.from || other.to - one.to);
  // "An inference endpoint per model" is not an endpoint as well.
  return found.filter(
    (one, at) =>
      !found.some((other, place) => place !== at && covers(other, one) && (place < at || !covers(one, other))),
  );
}

const covers = (one: FoundSubject, other: FoundSubject): boolean => one.from <= other.from && other.to <= one.to;
