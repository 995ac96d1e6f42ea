import type { Kysely } from 'kysely';
import type { Seen } from '../../account/look.ts';
import type { Advisor } from '../../advice/advisor.ts';
import type { Logger } from '../../logger.ts';
import { dayIn, daysBetween } from '../../reviews/calendar.ts';
import type { Review } from '../../reviews/record.ts';
import { findLastRevisit } from '../../reviews/review-rows.ts';
import type { Revisited } from '../render/thread/revisited.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Job } from './enqueue.ts';

/** Looks at the endpoint of a decision until the signal ends it. Undefined where none is noted, or it can't be looked at. Never rejects. */
export type LookAt = (review: Review, signal: AbortSignal) => Promise<Seen | undefined>;

interface LookParts {
  /** Only this team's decisions: another team's noted endpoint may have the name of one of this AWS account. */
  teamId: string;
  /** Where an endpoint is looked for that was noted without its Region. */
  regions: readonly string[];
  logger: Logger;
}

/** Looks at endpoints in AWS. The account's code is loaded with the first, and AWS's SDK with it. */
export function createLookAt({ teamId, regions, logger }: LookParts): LookAt {
  return async (review, signal) => {
    if (review.decision === null || review.endpoint === null || review.teamId !== teamId) return undefined;
    try {
      const { lookAt, readNotedFromAws: read } = await import('../../account/look.ts');
      const seen = await lookAt(review, { read, regions, now: Date.now(), signal });
      const { why } = seen.bill;
      if (why !== null)
        logger.warn({ reviewId: review.id, why }, 'Could not read what the endpoint of a decision costs');
      return seen;
    } catch (err) {
      logger.error({ err, reviewId: review.id }, 'Could not read what the endpoint of a decision costs');
      return undefined;
    }
  };
}

/** What is said of a look that the bot survived none of 3 times. Undefined where no endpoint is noted. */
export async function unsurvived(review: Review): Promise<Seen | undefined> {
  if (review.decision === null || review.endpoint === null) return undefined;
  const { compareWithEstimate } = await import('../../account/observed-bill.ts');
  const found = { kind: 'unread', why: 'I crashed each of the 3 times I read it.' } as const;
  return { bill: compareWithEstimate(review, found), differences: null };
}

/** Where no AWS account may be read. */
export const NO_LOOK: LookAt = async () => undefined;

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
