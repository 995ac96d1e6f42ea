import { resolve } from 'node:path';
import type { Kysely } from 'kysely';
import { openFile } from './open-file.ts';
import { openServer } from './open-server.ts';

/** A connection that must be closed, or a sentence about the address that cannot be used. */
export type OpenedDatabase<Tables> =
  | { ok: true; db: Kysely<Tables>; close: () => Promise<void> }
  | { ok: false; text: string };

/**
 * Opens the database at an address. `file:<path>` is a file of the embedded database, made where it does not exist; relative
 * paths start at the working directory; `file::memory:` lives as long as the connection. `postgres://…` is a PostgreSQL
 * server, for several processes side by side. Queries are the same on both.
 *
 * `onLost` hears of connections to a server that break off; whatever needs one gets another.
 */
export async function openDatabase<Tables>(
  url: string,
  onLost: (error: Error) => void = () => {},
): Promise<OpenedDatabase<Tables>> {
  const address = url.trim();
  if (/^postgres(ql)?:\/\//.test(address)) return openServer(address, onLost);
  const path = /^file:(?:\/\/(?=\/))?(?<path>[^?#]+)$/.exec(address)?.groups?.['path'];
  if (path !== undefined) return openFile(path === ':memory:' ? path : resolve(path));
  const text = `"${schemeOf(address)}" is not a database address. Give a file, such as file:data/reviews.db, or a server, such as postgres://user:password@host/database`;
  return { ok: false, text };
}

/** What may be said of an address that is not understood: it could hold a password. */
function schemeOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0] ?? address.slice(0, 20);
}
