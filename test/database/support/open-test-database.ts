import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Kysely } from 'kysely';
import { inject } from 'vitest';
import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { MIGRATIONS, type RecordTables } from '../../../src/open-record.ts';
import { byTurns, LANE } from '../../support/lane.ts';

/** The two kinds of database that the record can live in; what is stored is tested on both. */
export const DATABASES: readonly DatabaseKind[] = LANE === 'quick' ? ['embedded'] : ['embedded', 'postgres'];
export type DatabaseKind = 'embedded' | 'postgres';

/**
 * The kinds of database: both in the deep lane, one of them by turns in each file of the full lane, the embedded one in the quick
 * lane. What the database itself is asked for is tried on `DATABASES` instead: on both in the full lane as well.
 */
export const databases = (): readonly DatabaseKind[] => byTurns(DATABASES);

export interface TestDatabase {
  url: string;
  db: Kysely<RecordTables>;
  fullAt(): number;
  /** Closes it and removes it. */
  close(): Promise<void>;
}

/** A new database, with all tables or without any. */
export async function openTestDatabase(
  kind: DatabaseKind = 'embedded',
  tables: 'empty' | 'migrated' = 'migrated',
): Promise<TestDatabase> {
  const place = await makePlace(kind, tables);
  const opened = await openDatabase<RecordTables>(place.url);
  if (!opened.ok) throw new Error(opened.text);
  return {
    url: place.url,
    db: opened.db,
    fullAt: opened.fullAt,
    async close() {
      await opened.close();
      await place.remove();
    },
  };
}

/** The address of a new database, without tables or with all of them. */
export async function makePlace(
  kind: DatabaseKind,
  tables: 'empty' | 'migrated' = 'empty',
): Promise<{ url: string; remove(): Promise<void> }> {
  if (kind === 'embedded') {
    const folder = makeFolder();
    const file = join(folder.path, 'data/reviews.db');
    if (tables === 'migrated') await writeMigrated(file);
    return { url: `file:${file}`, remove: async () => folder.remove() };
  }
  const url = await knock('POST', tables);
  const name = new URL(url).pathname.slice(1);
  return { url, remove: async () => void (await knock('DELETE', name)) };
}

let migratedFile: Promise<Buffer> | undefined;

/** Writes a file of the embedded database with all tables. Copying one takes a tenth of the time of making them. */
export async function writeMigrated(file: string): Promise<void> {
  migratedFile ??= makeMigrated();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, await migratedFile, { mode: 0o600 });
}

async function makeMigrated(): Promise<Buffer> {
  const folder = makeFolder();
  const file = join(folder.path, 'reviews.db');
  const opened = await openDatabase<RecordTables>(`file:${file}`);
  if (!opened.ok) throw new Error(opened.text);
  await migrate(opened.db, MIGRATIONS);
  await opened.close();
  const bytes = readFileSync(file);
  folder.remove();
  return bytes;
}

/** A folder for the files of one test. */
export function makeFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'reviews-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

async function knock(method: string, what: string): Promise<string> {
  const response = await fetch(new URL(what, inject('postgresDoor')), { method, headers: { connection: 'close' } });
  const text = await response.text();
  if (!response.ok) throw new Error(`There is no database for the test: ${text}`);
  return text;
}
