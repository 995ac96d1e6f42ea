import type { Concern, Review } from './record.ts';

/** The concerns that nobody has resolved, in the order in which they were raised. */
export function openConcerns({ concerns }: Pick<Review, 'concerns'>): Concern[] {
  return concerns.filter(({ resolved }) => resolved === null);
}
