import { DRAFT, GUARDED_IDS, SECRET, STRANGER } from './inputs/known-ids.ts';
import type { Database } from './seeds.ts';

/** What nobody may change who acts in a run, as text. */
export async function lookAtGuarded(db: Database): Promise<string> {
  const [reviews, events, drafts] = await Promise.all([
    db.selectFrom('reviews').selectAll().where('id', 'in', GUARDED_IDS).orderBy('id').execute(),
    db.selectFrom('review_events').selectAll().where('review_id', 'in', GUARDED_IDS).orderBy('review_id').execute(),
    db.selectFrom('slack_drafts').selectAll().where('id', '=', DRAFT.id).execute(),
  ]);
  return JSON.stringify({ reviews, events, drafts });
}

/** Whether something of the home team's came into what the stranger's team has. */
export async function isMixed(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('reviews')
    .innerJoin('review_revisions', 'review_revisions.review_id', 'reviews.id')
    .select('reviews.id')
    .where('reviews.team_id', '=', STRANGER)
    .where((where) => where.or([where('workload', 'like', `%${SECRET}%`), where('reviews.id', 'in', GUARDED_IDS)]))
    .executeTakeFirst();
  return row !== undefined;
}
