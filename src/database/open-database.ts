import { resolve } from 'node:path';
import type { OpenedDatabase, OpenOptions } from './opened-database.ts';

// Both databases: opening, limits, encryption, migrations, transactions, backups. Knows no tables.

/**
 * Opens the database at an address. `file:<path>` is a file of the embedded database, created if missing, relative to the working
 * directory; `file::memory:` lives as long as the connection. `postgres://…` is a PostgreSQL server, for several processes.
 */
export async function openDatabase<Tables>(url: string, options: OpenOptions = {}): Promise<OpenedDatabase<Tables>> {
  const address = url.trim();
  // The driver of the other database would take memory for nothing.
  if (/^postgres(ql)?:\/\//.test(address)) {
    const { openServer } = await import('./open-server.ts');
    return openServer(address, options);
  }
  const path = filePathIn(address);
  if (path !== undefined) {
    const { MEMORY, openFile } = await import('./open-file.ts');
    return openFile(path === MEMORY ? path : resolve(path), options);
  }
  const text = `"${schemeOf(address)}" is not a database address. Give a file, such as file:data/reviews.db, or a server, such as postgres://user:password@host/database`;
  return { ok: false, text };
}

/** The path in `file:<path>`. Undefined for any other text. */
export function filePathIn(address: string): string | undefined {
  return /^file:(?:\/\/(?=\/))?(?<path>[^?#]+)$/.exec(address)?.groups?.['path'];
}

/** The part of an unknown address that is safe to show: it may contain a password. */
function schemeOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0] ?? address.slice(0, 20);
}
