import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Kysely, PostgresAdapter, sql } from 'kysely';
import LibsqlDatabase from 'libsql';
import { createFolder } from './open-file.ts';

export type BackedUp = { ok: true; path: string; bytes: number } | { ok: false; text: string };

const FILE_MODE = 0o600;

/**
 * Copies the embedded database into a file while other processes write to it. The copy is consistent, checked before it gets its
 * name, and readable by its owner only. Replaces an existing file only with `overwrite`. For PostgreSQL it returns how to make a
 * backup.
 *
 * https://www.sqlite.org/lang_vacuum.html#vacuuminto: the file may exist if it is empty, and SQLite doesn't sync it.
 */
export async function backUp<Tables>(
  db: Kysely<Tables>,
  to: string,
  { overwrite = false }: { overwrite?: boolean } = {},
): Promise<BackedUp> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) return { ok: false, text: describeServer(to) };
  const path = resolve(to);
  if (existsSync(path) && !overwrite)
    return { ok: false, text: `${path} already exists. Add --overwrite to replace it.` };
  const partial = `${path}.partial`;
  try {
    createFolder(dirname(path));
    rmSync(partial, { force: true });
    closeSync(openSync(partial, 'wx', FILE_MODE));
    await sql`vacuum into ${partial}`.execute(db);
    const fault = faultOf(partial);
    if (fault !== undefined) throw new Error(`the copy is damaged: ${fault}`);
    waitForDisk(partial);
    renameSync(partial, path);
    waitForDisk(dirname(path));
    return { ok: true, path, bytes: statSync(path).size };
  } catch (error) {
    if (existsSync(partial)) rmSync(partial);
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, text: `Could not back up to ${path}: ${why}` };
  }
}

/** Returns what is wrong with a database file; undefined if nothing. https://www.sqlite.org/pragma.html#pragma_integrity_check */
function faultOf(path: string): string | undefined {
  const file = new LibsqlDatabase(path);
  try {
    const [found] = file.pragma('integrity_check(1)') as { integrity_check: string }[];
    return found?.integrity_check === 'ok' ? undefined : (found?.integrity_check ?? 'could not check it');
  } finally {
    file.close();
  }
}

function waitForDisk(path: string): void {
  // Windows can't open folders.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return;
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** https://www.postgresql.org/docs/current/app-pgdump.html */
function describeServer(to: string): string {
  return `PostgreSQL makes its own backups. Run: pg_dump --format=custom --file=${to} "$DATABASE_URL"`;
}
