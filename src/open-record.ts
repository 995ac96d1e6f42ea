import { checkMigrations, migrate } from './database/migrate.ts';
import { openDatabase } from './database/open-database.ts';
import type { OpenedDatabase, ServerLimits } from './database/opened-database.ts';
import { describeDenied } from './database/opened-database.ts';
import { reviewMigrations } from './reviews/migrations.ts';
import { askedMigrations, draftMigrations, erasureMigrations, postingMigrations } from './slack/migrations.ts';
import type { AskedTables, DraftTables, ErasureTables, PostingDatabase } from './slack/tables.ts';

/** Every table there is: the reviews', and what Slack needs beside them. */
export type RecordTables = PostingDatabase & DraftTables & AskedTables & ErasureTables;

export type OpenedRecord = OpenedDatabase<RecordTables>;

export interface RecordOptions {
  /** Hears of connections to a server that break off. */
  onLost?: (error: Error) => void;
  /**
   * Takes the database as it is: creates no file and migrates nothing. A missing database, and tables that are older or newer
   * than this version's, are a sentence. Default: creates what is missing and migrates.
   */
  asItIs?: boolean;
  /** Limits on a server. Default: 10 connections, no time-outs. */
  server?: ServerLimits;
}

const MIGRATIONS = [reviewMigrations, postingMigrations, draftMigrations, askedMigrations, erasureMigrations];

/** Opens the database with the tables of all their owners. A refusal leaves it closed and unchanged. */
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
