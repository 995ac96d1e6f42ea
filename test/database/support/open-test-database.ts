import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { reviewMigrations } from '../../../src/reviews/migrations.ts';
import type { ReviewTables } from '../../../src/reviews/tables.ts';
import { draftMigrations } from '../../../src/slack/drafts/migrations.ts';
import type { DraftTables } from '../../../src/slack/drafts/tables.ts';
import { postingMigrations } from '../../../src/slack/posting/migrations.ts';
import type { PostingTables } from '../../../src/slack/posting/tables.ts';

export type TestTables = ReviewTables & PostingTables & DraftTables;

export const ALL_MIGRATIONS = [reviewMigrations, postingMigrations, draftMigrations];

export interface TestDatabase {
  url: string;
  db: Kysely<TestTables>;
  /** Closes it and removes the file. */
  close(): Promise<void>;
}

/** A database file of its own, with all tables. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = makeFolder();
  const url = `file:${join(folder.path, 'reviews.db')}`;
  const opened = await openDatabase<TestTables>(url);
  if (!opened.ok) throw new Error(opened.text);
  await migrate(opened.db, ALL_MIGRATIONS);
  return {
    url,
    db: opened.db,
    async close() {
      await opened.close();
      folder.remove();
    },
  };
}

/** A folder for the files of one test. */
export function makeFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'reviews-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
