import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely } from 'kysely';
import LibsqlDatabase from 'libsql';
import { isBusy, PatientSqliteDialect } from './patient-driver.ts';

/** A connection that must be closed, or a sentence about the address that cannot be used. */
export type OpenedDatabase<Tables> =
  | { ok: true; db: Kysely<Tables>; close: () => Promise<void> }
  | { ok: false; text: string };

/** Attempts to change a file to write-ahead logging while another process does the same. */
const ATTEMPTS = 100;

/**
 * Opens the embedded database at `file:<path>`, and makes the file and its folder where they do not exist; relative paths
 * start at the working directory. `file::memory:` lives as long as the connection.
 *
 * Written transactions survive a crash of the process and of the machine (`synchronous` stays FULL): a submission that was
 * acknowledged must not be forgotten, nor a post that was made.
 */
export async function openDatabase<Tables>(url: string): Promise<OpenedDatabase<Tables>> {
  const path = pathOf(url);
  if (path === undefined) {
    return {
      ok: false,
      text: `"${schemeOf(url)}" is not a database address. Give a file, such as file:data/reviews.db`,
    };
  }
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const file = new LibsqlDatabase(path);
    await prepare(file);
    const db = new Kysely<Tables>({ dialect: new PatientSqliteDialect(file) });
    const close = async () => {
      await db.destroy();
      if (file.open) file.close();
    };
    return { ok: true, db, close };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, text: `The database file ${path} cannot be used: ${why}` };
  }
}

function pathOf(url: string): string | undefined {
  const path = /^file:(?:\/\/(?=\/))?(?<path>[^?#]+)$/.exec(url.trim())?.groups?.['path'];
  if (path === undefined || path === ':memory:') return path;
  return resolve(path);
}

/** What may be said of an address that is not understood: it could hold a password. */
function schemeOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(url.trim())?.[0] ?? url.trim().slice(0, 20);
}

async function prepare(file: LibsqlDatabase.Database): Promise<void> {
  file.exec('pragma busy_timeout = 5');
  file.exec('pragma foreign_keys = on');
  for (let attempt = 1; ; attempt++) {
    try {
      file.pragma('journal_mode = wal');
      return;
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw error;
      await sleep(20);
    }
  }
}
