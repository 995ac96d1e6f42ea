import { inRecord } from './in-record.ts';

const AGE_MS = 24_000;

/**
 * Makes the jobs that a killed process had claimed 24 s older, and what it was uncertain about. A claim counts as abandoned after
 * 25 s, so the bot finds out by its own timer, 1 s later. What was uncertain is looked up after 20 s, so at once. Starts get as old
 * as their claims.
 */
export async function ageClaims(databaseUrl: string): Promise<void> {
  await inRecord(databaseUrl, async (db) => {
    await db
      .updateTable('slack_outbox')
      .set((set) => ({ claimed_at: set('claimed_at', '-', AGE_MS), notice_due_at: set('notice_due_at', '-', AGE_MS) }))
      .where('state', 'in', ['sending', 'uncertain'])
      .execute();
    await db
      .updateTable('slack_heard_events')
      .set((set) => ({ heard_at: set('heard_at', '-', AGE_MS) }))
      .execute();
  });
}
