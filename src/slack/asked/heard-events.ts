import type { Kysely } from 'kysely';
import type { AskedTables } from './tables.ts';

/** Slack repeats an event up to five minutes later (docs.slack.dev/apis/events-api#retries); a day is on the safe side. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;

/** Whether this event is heard for the first time, by any process on this database. It counts as heard from now on. */
export async function hearEvent(
  db: Kysely<AskedTables>,
  { teamId, eventId }: { teamId: string; eventId: string },
  now: number = Date.now(),
): Promise<boolean> {
  const inserted = await db
    .insertInto('slack_heard_events')
    .values({ team_id: teamId, event_id: eventId, heard_at: now })
    .onConflict((conflict) => conflict.columns(['team_id', 'event_id']).doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

/** Forgets the events that are not delivered again any more. */
export async function sweepHeardEvents(db: Kysely<AskedTables>, now: number = Date.now()): Promise<void> {
  await db
    .deleteFrom('slack_heard_events')
    .where('heard_at', '<=', now - REMEMBERED_MS)
    .execute();
}
