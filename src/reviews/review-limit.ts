import type { Kysely } from 'kysely';
import type { ReviewTables } from './tables.ts';

const HOUR_MS = 60 * 60 * 1000;

/**
 * When a person may create this review: `now`, or the time in milliseconds since 1970 from which on it works. Counts the
 * reviews that the person created within the hour before `now`, also by another process, and not the revisions. The review
 * itself, by its id, does not count: a form may be sent twice. Two forms that are sent at the same instant may both pass.
 *
 * `perHour`: how many reviews a person may create within an hour; 0 for any number.
 */
export async function whenMayReview(
  db: Kysely<ReviewTables>,
  { teamId, userId, id }: { teamId: string; userId: string; id: string },
  { perHour, now }: { perHour: number; now: number },
): Promise<'now' | number> {
  if (perHour === 0) return 'now';
  const limiting = await db
    .selectFrom('reviews')
    .select('created_at')
    .where('team_id', '=', teamId)
    .where('requester_id', '=', userId)
    .where('created_at', '>', now - HOUR_MS)
    .where('id', '!=', id)
    .orderBy('created_at', 'desc')
    .offset(perHour - 1)
    .limit(1)
    .executeTakeFirst();
  return limiting === undefined ? 'now' : limiting.created_at + HOUR_MS;
}
