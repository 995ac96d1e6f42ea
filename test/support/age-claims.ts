import { openDatabase } from '../../src/database/open-database.ts';
import type { PostingDatabase } from '../../src/slack/tables.ts';

const AGE_MS = 24_000;

/**
 * Makes the jobs that a killed process had claimed 24 s older. A claim counts as abandoned after 25 s, so the bot finds out by
 * its own timer, 1 s later.
 */
export async function ageClaims(databaseUrl: string): Promise<void> {
  const opened = await openDatabase<PostingDatabase>(databaseUrl);
  if (!opened.ok) throw new Error(opened.text);
  await opened.db
    .updateTable('slack_outbox')
    .set((set) => ({ claimed_at: set('claimed_at', '-', AGE_MS) }))
    .where('state', '=', 'sending')
    .execute();
  await opened.close();
}
