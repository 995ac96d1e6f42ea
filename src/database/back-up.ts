import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import LibsqlDatabase from 'libsql';
import { isSamePlace, writeWhole } from '../write-file.ts';
import { filePathIn } from './open-database.ts';
import { createFolder } from './open-file.ts';

export type BackedUp = { ok: true; path: string; bytes: number } | { ok: false; text: string };

const FILE_MODE = 0o600;

/**
 * Copies the embedded database into a file while other processes write to it. The copy is consistent, checked before it gets its
 * name, and readable by its owner only. Replaces an existing file only with `overwrite`, and never one of the database's own. For
 * PostgreSQL it returns how to make a backup.
 *
 * https://www.sqlite.org/lang_vacuum.html#vacuuminto: the file may exist if it is empty, and SQLite doesn't sync it.
 */
export async function backUp<Tables>(
  db: Kysely<Tables>,
  to: string,
  { overwrite = false }: { overwrite?: boolean } = {},
): Promise<BackedUp> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    // https://www.postgresql.org/docs/current/app-pgdump.html
    const command = `pg_dump --format=custom --file=${to} "$DATABASE_URL"`;
    return { ok: false, text: `PostgreSQL makes its own backups. Run: ${command}` };
  }
  const path = resolve(filePathIn(to) ?? to);
  try {
    if (await isOwn(db, path))
      return { ok: false, text: `Choose another file: ${path} belongs to the database that is backed up.` };
    if (existsSync(path) && !overwrite)
      return { ok: false, text: `${path} already exists. Add --overwrite to replace it.` };
    createFolder(dirname(path));
    await writeWhole(path, (part) => copyTo(db, part), FILE_MODE);
    return { ok: true, path, bytes: statSync(path).size };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, text: `Could not back up to ${path}: ${why}` };
  }
}

/** What SQLite keeps beside a database file, or would take for its own there: https://www.sqlite.org/tempfiles.html */
const BESIDE = ['', '-wal', '-shm', '-journal'];

/** Whether a path leads to a file of the database, by any name. https://www.sqlite.org/pragma.html#pragma_database_list */
async function isOwn<Tables>(db: Kysely<Tables>, path: string): Promise<boolean> {
  const { rows } = await sql<{ file: string }>`pragma database_list`.execute(db);
  return rows.some(({ file }) => file !== '' && BESIDE.some((end) => isSamePlace(`${file}${end}`, path)));
}

/** @throws Error if the copy isn't sound. https://www.sqlite.org/pragma.html#pragma_integrity_check */
async function copyTo<Tables>(db: Kysely<Tables>, part: string): Promise<void> {
  await sql`vacuum into ${part}`.execute(db);
  const copy = new LibsqlDatabase(part);
  try {
    const [found] = copy.pragma('integrity_check(1)') as { integrity_check: string }[];
    if (found?.integrity_check !== 'ok') throw new Error(`the copy is damaged: ${found?.integrity_check}`);
  } finally {
    copy.close();
  }
}
