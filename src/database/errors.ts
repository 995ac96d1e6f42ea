import type { KyselyConfig } from 'kysely';
import { steadyNow } from '../retry.ts';

/**
 * What failed: the database takes no writes, its disk or its size limit is full, it can't be reached, or anything else, such as
 * a lock that another process held for too long.
 */
export const DATABASE_ERROR_KINDS = ['read_only', 'full', 'connection', 'other'] as const;
export type DatabaseErrorKind = (typeof DATABASE_ERROR_KINDS)[number];

/** What is reported of a database. */
export interface OnUse {
  /** Called after each query with how long it took, in milliseconds. */
  onQuery?: (tookMs: number) => void;
  /** Called for each query, commit or connection that failed. */
  onError?: (kind: DatabaseErrorKind) => void;
}

/**
 * How codes start: of SQLite (https://www.sqlite.org/rescode.html), PostgreSQL
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html) and Node.
 */
const CODES: Readonly<Record<Exclude<DatabaseErrorKind, 'other'>, readonly string[]>> = {
  read_only: ['SQLITE_READONLY', '25006'],
  full: ['SQLITE_FULL', '53100'],
  connection: [
    ...['08', '57P01', '57P02', '57P03', '53300'],
    ...['ECONN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_'],
  ],
};

/** How messages of node-postgres 8 start that have no code. */
const LOST = ['Connection terminated', 'Client has encountered a connection error'];

export function kindOfDatabaseError(error: unknown): DatabaseErrorKind {
  if (!(error instanceof Error)) return 'other';
  const code = 'code' in error ? String(error.code) : '';
  for (const kind of ['read_only', 'full', 'connection'] as const)
    if (CODES[kind].some((start) => code.startsWith(start))) return kind;
  return LOST.some((start) => error.message.startsWith(start)) ? 'connection' : 'other';
}

/** Hears of everything that fails in one database. */
export interface ErrorWatch {
  /** Reports what Kysely doesn't log: a failed connection, or SQLite's `begin` and `commit`. Returns what `work` does. */
  watch<T>(work: () => Promise<T>, kindOf?: (error: unknown) => DatabaseErrorKind): Promise<T>;
  /** For Kysely: reports each query. */
  log: NonNullable<KyselyConfig['log']>;
  /** When it was last full, on the clock of `steadyNow`. -Infinity for never. */
  fullAt(): number;
}

export function createErrorWatch({ onQuery, onError }: OnUse): ErrorWatch {
  let fullAt = Number.NEGATIVE_INFINITY;
  const report = (kind: DatabaseErrorKind) => {
    if (kind === 'full') fullAt = steadyNow();
    onError?.(kind);
  };
  return {
    async watch(work, kindOf = kindOfDatabaseError) {
      try {
        return await work();
      } catch (error) {
        report(kindOf(error));
        throw error;
      }
    },
    log(event) {
      onQuery?.(event.queryDurationMillis);
      if (event.level === 'error') report(kindOfDatabaseError(event.error));
    },
    fullAt: () => fullAt,
  };
}
