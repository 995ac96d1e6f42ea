import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type QueryResult,
  RawNode,
  SelectQueryNode,
  SqliteDialect,
  SqliteDriver,
} from 'kysely';
import LibsqlDatabase from 'libsql';
import { beforeDeadline, msLeft, TooLate } from '../deadline.ts';
import { retry, steadyNow } from '../retry.ts';
import { createErrorWatch, type ErrorWatch } from './errors.ts';
import { describeNetworkFileSystem } from './network-file-system.ts';
import type { OpenedDatabase, OpenOptions } from './opened-database.ts';

/** The path of a database that lives as long as the connection. */
export const MEMORY = ':memory:';

/** Milliseconds to switch a file to write-ahead logging while another process does the same. */
const WAL_LIMIT_MS = 2_500;
const WAL_PAUSE_MS = 20;

/** Milliseconds that closing waits for another process's transaction. A stop has 4.8 s for everything. */
const CHECKPOINT_LIMIT_MS = 500;
const CHECKPOINT_PAUSE_MS = 20;

/** The file contains people's words, so only its owner may read it, and a folder that is created for it. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const OTHERS = 0o007;

/**
 * Opens the embedded database in a file, and creates the file and its folder if missing. `:memory:` lives as long as the
 * connection.
 *
 * Committed transactions survive a crash of the process and of the machine (`synchronous` stays FULL): an acknowledged submission
 * or a post that was made must not be lost.
 *
 * SQLite gives `-wal` and `-shm` the mode of the file (findCreateFileMode in https://www.sqlite.org/src/file/src/os_unix.c).
 */
export async function openFile<Tables>(
  path: string,
  { mustExist = false, ...onUse }: OpenOptions,
): Promise<OpenedDatabase<Tables>> {
  try {
    const isMemory = path === MEMORY;
    const found = isMemory ? undefined : statSync(path, { throwIfNoEntry: false });
    if (mustExist && !isMemory && found === undefined) {
      return { ok: false, text: `There is no database at ${path}.`, missingFile: path };
    }
    if (found?.isDirectory()) return { ok: false, text: `The database file ${path} can't be used: it is a folder` };
    if (!isMemory && found === undefined) createFile(path);
    const file = new LibsqlDatabase(path);
    await prepare(file);
    const errors = createErrorWatch(onUse);
    const dialect = new SqliteDialect({ database: file });
    dialect.createDriver = () => new PatientSqliteDriver(file, errors);
    const db = new Kysely<Tables>({ dialect, log: errors.log });
    const close = async () => {
      if (file.open) await checkpoint(file);
      await db.destroy();
      // Kysely closes the file only if it has used it.
      if (file.open) file.close();
    };
    const warnings = [
      ...(found && isOpenToOthers(found.mode) ? [describeOpenFile(path)] : []),
      ...(isMemory ? [] : [describeNetworkFileSystem(path) ?? []].flat()),
    ];
    return { ok: true, db, close, fullAt: errors.fullAt, ...(warnings.length > 0 && { warning: warnings.join(' ') }) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, text: `The database file ${path} can't be used: ${why}` };
  }
}

/** SQLite would create it with mode 0644. An empty file is an empty database. */
function createFile(path: string): void {
  createFolder(dirname(path));
  // Another process that starts at the same moment may create it first.
  closeSync(openSync(path, 'a', FILE_MODE));
}

/** Creates a folder and its parents. Node's `recursive` hangs where a parent can't hold the folder, as below /proc (Node 20.20). */
export function createFolder(path: string): void {
  try {
    mkdirSync(path, FOLDER_MODE);
  } catch (error) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    const isParentMissing = codeOf(error) === 'ENOENT' && !statSync(dirname(path), { throwIfNoEntry: false });
    if (!isParentMissing || dirname(path) === path) throw error;
    createFolder(dirname(path));
    createFolder(path);
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** Returns false on Windows, which has no modes: Node reports 0666 for every file. */
function isOpenToOthers(mode: number): boolean {
  return process.platform !== 'win32' && (mode & OTHERS) !== 0;
}

function describeOpenFile(path: string): string {
  return `Other users of this machine can open the database file. Run: chmod 600 ${path}*`;
}

async function prepare(file: LibsqlDatabase.Database): Promise<void> {
  file.exec('pragma busy_timeout = 5');
  file.exec('pragma foreign_keys = on');
  await retry(() => file.pragma('journal_mode = wal'), {
    limitMs: WAL_LIMIT_MS,
    backoff: (error) => (isBusy(error) ? WAL_PAUSE_MS : undefined),
  });
}

/**
 * Moves the write-ahead log into the file, so that the file alone is the whole database. SQLite does so when the last connection
 * closes; libsql 0.5 doesn't. While another process uses the file the log stays, and the last process to close moves it.
 *
 * https://www.sqlite.org/pragma.html#pragma_wal_checkpoint: `busy` is 1 where it couldn't be completed.
 */
async function checkpoint(file: LibsqlDatabase.Database): Promise<void> {
  const deadline = steadyNow() + CHECKPOINT_LIMIT_MS;
  while (!isCheckpointed(file) && steadyNow() < deadline) await sleep(CHECKPOINT_PAUSE_MS);
}

function isCheckpointed(file: LibsqlDatabase.Database): boolean {
  try {
    const [result] = file.pragma('wal_checkpoint(truncate)') as { busy: number }[];
    return result?.busy === 0;
  } catch {
    // On a full disk or a read-only file system the log stays, and closing continues.
    return false;
  }
}

/** How long a write waits for another process's, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Kysely's SQLite driver for several processes on one file. Every write starts with `BEGIN IMMEDIATE`, which takes the write lock
 * or fails, and is retried without blocking the event loop.
 *
 * A plain transaction would only notice at its first write that another process was faster, and fail. A single statement that
 * libsql 0.5 refuses as busy isn't reset: it stays open until it is garbage collected, and its connection commits nothing until
 * then. `exec` leaves nothing open, so only `exec` asks for the lock.
 */
class PatientSqliteDriver extends SqliteDriver {
  readonly #file: LibsqlDatabase.Database;
  readonly #errors: ErrorWatch;

  constructor(file: LibsqlDatabase.Database, errors: ErrorWatch) {
    super({ database: file });
    this.#file = file;
    this.#errors = errors;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    // Another transaction of this process may have it, and wait for another process.
    const acquire = () => super.acquireConnection();
    const acquired = await beforeDeadline(acquire, (late) =>
      late.then(() => super.releaseConnection()).catch(() => {}),
    );
    return new PatientConnection(acquired, this.#file);
  }

  override async beginTransaction(): Promise<void> {
    await this.#errors.watch(() => beginWriting(this.#file));
  }

  override async commitTransaction(): Promise<void> {
    refuseLate();
    await this.#errors.watch(async () => this.#file.exec('commit'));
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
    refuseLate();
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

/** Raw SQL counts as reading. Writes in raw SQL must run in a transaction. */
function mayWrite({ query }: CompiledQuery): boolean {
  return !SelectQueryNode.is(query) && !RawNode.is(query);
}

async function beginWriting(file: LibsqlDatabase.Database): Promise<void> {
  const begin = () => {
    refuseClosed(file);
    file.exec('begin immediate');
  };
  // A random pause, so that processes don't collide again.
  await retry(begin, {
    limitMs: Math.min(PATIENCE_MS, msLeft()),
    backoff: (error) => (isBusy(error) ? 1 + Math.random() * 10 : undefined),
  });
}

/** libsql 0.5 crashes the process when a closed file is used, as by a write that waits for the lock during a stop. */
function refuseClosed(file: LibsqlDatabase.Database): void {
  if (!file.open) throw new Error('The database is closed');
}

/** Nothing is stored for an interaction that was answered without it. */
function refuseLate(): void {
  if (msLeft() <= 0) throw new TooLate();
}

function rollBack(file: LibsqlDatabase.Database): void {
  if (file.open && file.inTransaction) file.exec('rollback');
}

/** Returns whether another process holds the lock. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY')
  );
}
