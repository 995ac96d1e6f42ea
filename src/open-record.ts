import { describeDenied } from './database/describe-denied.ts';
import { checkMigrations, migrate } from './database/migrate.ts';
import { type OpenedDatabase, openDatabase } from './database/open-database.ts';
import type { ServerLimits } from './database/open-server.ts';
import { reviewMigrations } from './reviews/migrations.ts';
import { askedMigrations } from './slack/asked/migrations.ts';
import type { AskedTables } from './slack/asked/tables.ts';
import { type ErasureTables, erasureMigrations } from './slack/erasure/tables.ts';
import { draftMigrations } from './slack/migrations.ts';
import { postingMigrations } from './slack/posting/migrations.ts';
import type { PostingDatabase } from './slack/posting/tables.ts';
import type { DraftTables } from './slack/tables.ts';

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
