import type { Kysely } from 'kysely';
import type { Seen } from '../../account/look.ts';
import type { Advisor } from '../../advice/advisor.ts';
import { dayIn, daysBetween } from '../../reviews/calendar.ts';
import type { Review } from '../../reviews/record.ts';
import { findLastRevisit } from '../../reviews/review-rows.ts';
import type { Revisited } from '../render/thread/revisited.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Job } from './enqueue.ts';

/** What is stored with the post. Version 0.2.0 and rows of other occasions have no day: nothing is said of them any longer. */
export interface Occasion {
  /** The day on which it was due, such as `2027-02-27`. */
  on: string;
  isLate: boolean;
  seen?: Seen;
}

/** What is known for the post of a day that was due. Undefined where there is no longer anything to say. */
export async function revisitedOnDay(
  db: Kysely<PostingDatabase>,
  review: Review,
  { content = '{}', queuedAt }: Pick<Job, 'content' | 'queuedAt'>,
  advisor: Pick<Advisor, 'again' | 'policy'>,
): Promise<Revisited | undefined> {
  const { on, isLate: isTooLate, seen } = JSON.parse(content) as Partial<Occasion>;
  if (!isDecided(review) || on === undefined || review.revisitOn !== on) return undefined;
  return { ...(await revisitedAt(db, review, advisor, queuedAt)), seen, ...(isTooLate && { lateSince: on }) };
}

/** The same where somebody asks. */
export async function revisitedAt(
  db: Kysely<PostingDatabase>,
  review: Review,
  { again, policy }: Pick<Advisor, 'again' | 'policy'>,
  at: number,
): Promise<Revisited> {
  const keepDays = await keepDaysOf(db, review, policy?.timeZone);
  return { review, today: again(review.latest.recommendation), keepDays, at };
}

/** Whether a decision counts, so that it can be looked at again. */
export const isDecided = ({ state }: Pick<Review, 'state'>): boolean => state === 'accepted' || state === 'overridden';

const KEEP_DAYS = 90;

/** For how many days a decision is kept: as the policy said, else as long as it was to stand this time. */
async function keepDaysOf(db: Kysely<PostingDatabase>, review: Review, timeZone?: string): Promise<number> {
  const { latest, decision, revisitOn } = review;
  if (latest.team?.revisitAfterDays !== undefined) return latest.team.revisitAfterDays;
  if (decision === null || revisitOn === null) return KEEP_DAYS;
  const keptAt = await findLastRevisit(db, review);
  const from = keptAt === undefined ? dayIn(decision.at) : dayIn(keptAt, timeZone);
  return Math.max(1, daysBetween(from, revisitOn));
}
