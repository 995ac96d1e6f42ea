import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely } from 'kysely';
import LibsqlDatabase from 'libsql';
import type { OpenedDatabase, OpenOptions } from './open-database.ts';
import { isBusy, PatientSqliteDialect } from './patient-driver.ts';

/** The path of a database that lives as long as the connection. */
export const MEMORY = ':memory:';

/** Attempts to change a file to write-ahead logging while another process does the same. */
const ATTEMPTS = 100;

/**
 * Opens the embedded database in a file, and makes the file and its folder where they do not exist. `:memory:` lives as long
 * as the connection.
 *
 * Written transactions survive a crash of the process and of the machine (`synchronous` stays FULL): a submission that was
 * acknowledged must not be forgotten, nor a post that was made.
 */
export async function openFile<Tables>(
  path: string,
  { mustExist = false }: OpenOptions = {},
): Promise<OpenedDatabase<Tables>> {
  if (mustExist && path !== MEMORY && !existsSync(path)) {
    return { ok: false, text: `There is no database at ${path}.` };
  }
  try {
    if (path !== MEMORY) mkdirSync(dirname(path), { recursive: true });
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
