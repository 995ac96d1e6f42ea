import type { Kysely } from 'kysely';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { reviewMigrations } from './reviews/migrations.ts';
import { askedMigrations } from './slack/asked/migrations.ts';
import type { AskedTables } from './slack/asked/tables.ts';
import { draftMigrations } from './slack/drafts/migrations.ts';
import type { DraftTables } from './slack/drafts/tables.ts';
import { postingMigrations } from './slack/posting/migrations.ts';
import type { PostingDatabase } from './slack/posting/tables.ts';

/** Every table there is: the reviews', and what Slack needs beside them. */
export type RecordTables = PostingDatabase & DraftTables & AskedTables;

export type OpenedRecord =
  | { ok: true; db: Kysely<RecordTables>; close: () => Promise<void> }
  | { ok: false; text: string };

/**
 * Opens the database and brings the tables of all their owners up to date. `onLost` hears of connections to a server that
 * break off.
 */
export async function openRecord(url: string, onLost?: (error: Error) => void): Promise<OpenedRecord> {
  const opened = await openDatabase<RecordTables>(url, onLost);
  if (opened.ok) await migrate(opened.db, [reviewMigrations, postingMigrations, draftMigrations, askedMigrations]);
  return opened;
}
