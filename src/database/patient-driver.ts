import {
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  RawNode,
  SelectQueryNode,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import type LibsqlDatabase from 'libsql';
import { retry } from '../retry.ts';

/** How long a write waits for another process to finish its own, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Kysely's SQLite dialect with what several processes on one file need. Whatever writes begins with `BEGIN IMMEDIATE`, which
 * takes the write lock at once or not at all, and waits for the lock without blocking the event loop.
 *
 * A plain transaction finds out at its first write that another process was quicker, and has to be thrown away. A single
 * statement that libsql 0.5 refuses as busy is not reset: it stays open until it is garbage, and what its connection writes
 * next is not committed until then. `exec` leaves nothing open, so only `exec` ever asks for the lock.
 */
export class PatientSqliteDialect extends SqliteDialect {
  readonly #file: LibsqlDatabase.Database;

  constructor(file: LibsqlDatabase.Database) {
    super({ database: file });
    this.#file = file;
  }

  override createDriver(): SqliteDriver {
    return new PatientSqliteDriver(this.#file);
  }
}

class PatientSqliteDriver extends SqliteDriver {
  readonly #file: LibsqlDatabase.Database;

  constructor(file: LibsqlDatabase.Database) {
    super({ database: file });
    this.#file = file;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PatientConnection(await super.acquireConnection(), this.#file);
  }

  override async beginTransaction(): Promise<void> {
    await beginWriting(this.#file);
  }

  override async commitTransaction(): Promise<void> {
    this.#file.exec('commit');
  }

  override async rollbackTransaction(): Promise<void> {
    rollBack(this.#file);
  }
}

class PatientConnection implements DatabaseConnection {
  readonly #connection: DatabaseConnection;
  readonly #file: LibsqlDatabase.Database;

  constructor(connection: DatabaseConnection, file: LibsqlDatabase.Database) {
    this.#connection = connection;
    this.#file = file;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    refuseClosed(this.#file);
    if (this.#file.inTransaction || !mayWrite(query)) return this.#connection.executeQuery<R>(query);
    await beginWriting(this.#file);
    try {
      const result = await this.#connection.executeQuery<R>(query);
      this.#file.exec('commit');
      return result;
    } catch (error) {
      rollBack(this.#file);
      throw error;
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#connection.streamQuery<R>(query, chunkSize);
  }
}

/** Raw SQL is taken to read: where it writes, it belongs into a transaction. */
function mayWrite({ query }: CompiledQuery): boolean {
  return !SelectQueryNode.is(query) && !RawNode.is(query);
}

async function beginWriting(file: LibsqlDatabase.Database): Promise<void> {
  const begin = () => {
    refuseClosed(file);
    file.exec('begin immediate');
  };
  // Not all processes after the same pause: they would meet again.
  await retry(begin, {
    limitMs: PATIENCE_MS,
    backoff: (error) => (isBusy(error) ? 1 + Math.random() * 10 : undefined),
  });
}

/** libsql 0.5 ends the process when a closed file is used, as by a write that still waits for the lock at a stop. */
function refuseClosed(file: LibsqlDatabase.Database): void {
  if (!file.open) throw new Error('The database is closed');
}

function rollBack(file: LibsqlDatabase.Database): void {
  if (file.open && file.inTransaction) file.exec('rollback');
}

/** Whether another process holds the lock. */
export function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY')
  );
}
