import { checkMigrations, migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import { describeDenied, type OpenedDatabase, type OpenOptions } from './database/opened-database.ts';
import { reviewMigrations } from './reviews/migrations.ts';
import {
  accountMigrations,
  askedMigrations,
  draftMigrations,
  erasureMigrations,
  installMigrations,
  postingMigrations,
} from './slack/migrations.ts';
import type {
  AccountTables,
  AskedTables,
  DraftTables,
  ErasureTables,
  InstallTables,
  PostingDatabase,
} from './slack/tables.ts';

/** Every table: those of reviews and those for Slack. */
export type RecordTables = PostingDatabase & DraftTables & AskedTables & ErasureTables & AccountTables & InstallTables;

export type OpenedRecord = OpenedDatabase<RecordTables>;

export interface RecordOptions extends Omit<OpenOptions, 'mustExist'> {
  /**
   * Creates no file and migrates nothing: a missing, older or newer database is refused with a sentence. Default: creates what
   * is missing and migrates.
   */
  asItIs?: boolean;
}

/** The migrations of every owner of tables, in the order in which they refer to each other. */
export const MIGRATIONS = [
  reviewMigrations,
  postingMigrations,
  draftMigrations,
  askedMigrations,
  erasureMigrations,
  accountMigrations,
  installMigrations,
];

/** Opens the database with all tables. A refusal leaves it closed and unchanged. */
export async function openRecord(
  url: string,
  { asItIs = false, ...options }: RecordOptions = {},
): Promise<OpenedRecord> {
  const opened = await openDatabase<RecordTables>(url, { ...options, mustExist: asItIs });
  if (!opened.ok) return opened;
  try {
    const tables = asItIs ? await checkMigrations(opened.db, MIGRATIONS) : await migrate(opened.db, MIGRATIONS);
    if (tables.ok) return opened;
    await opened.close();
    return tables;
  } catch (error) {
    const denied = await describeDenied(opened.db, error).catch(() => null);
    await opened.close();
    if (denied === null) throw error;
    return { ok: false, text: denied };
  }
}
