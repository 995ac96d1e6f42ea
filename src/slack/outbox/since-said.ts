import type { Kysely } from 'kysely';
import { findCalibration } from '../../account/calibration/store.ts';
import type { Advisor } from '../../advice/advisor.ts';
import { dayIn, daysBetween } from '../../reviews/calendar.ts';
import type { Review } from '../../reviews/record.ts';
import { compareWithToday } from '../../reviews/replay/compare-with-today.ts';
import { findReplay } from '../../reviews/replay/replay-store.ts';
import { findLastRevisit } from '../../reviews/review-rows.ts';
import type { Occasion, Since } from '../render/thread/since.ts';
import type { PostingDatabase } from '../tables.ts';
import type { Job } from './enqueue.ts';

/** What is known for the post about what changed since a decision. Undefined where there is no longer anything to say. */
export async function sinceOf(
  db: Kysely<PostingDatabase>,
  review: Review,
  job: Job,
  advisor: Pick<Advisor, 'again' | 'policy'>,
): Promise<Since | undefined> {
  if (job.content === undefined) throw new Error(`What changed for review ${review.id} is missing`);
  const occasion = JSON.parse(job.content) as Occasion;
  const calibration = await findCalibration(db, review);
  if (!(await isStillNews(db, review, occasion, calibration))) return undefined;
  const today = advisor.again(review.latest.recommendation);
  const measured = occasion.why === 'due' ? (occasion.calibration ?? calibration) : calibration;
  return {
    occasion,
    review,
    today,
    replayed: compareWithToday(review, today),
    ...(measured && { calibration: measured }),
    keepDays: await keepDaysOf(db, review, advisor.policy?.timeZone),
    at: job.queuedAt,
  };
}

async function isStillNews(
  db: Kysely<PostingDatabase>,
  review: Review,
  occasion: Occasion,
  calibration: object | undefined,
): Promise<boolean> {
  switch (occasion.why) {
    case 'due':
      return review.decision !== null && review.revisitOn === occasion.on;
    case 'facts':
      return (await findReplay(db, review)) !== undefined;
    case 'month':
      return calibration !== undefined;
  }
}

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
