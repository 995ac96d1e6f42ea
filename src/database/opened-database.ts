import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { ErrorWatch, OnUse } from './errors.ts';

/** An open database to close later, or a sentence that says why it can't be opened. */
export type OpenedDatabase<Tables> =
  | {
      ok: true;
      db: Kysely<Tables>;
      close: () => Promise<void>;
      /** When a write last failed because there was no room, on the clock of `steadyNow`. -Infinity for never. */
      fullAt: ErrorWatch['fullAt'];
      /** What an administrator should fix, in one line. */
      warning?: string;
    }
  /** `missingFile`: the path of the file that there must be and isn't. */
  | { ok: false; text: string; missingFile?: string };

export interface OpenOptions extends OnUse {
  /** Called for each lost connection to a server. The next query gets a new one. */
  onLost?: (error: Error) => void;
  /** Fails where the file is missing, instead of creating it. */
  mustExist?: boolean;
  /** Limits on a server. Default: 10 connections, no time-outs. */
  server?: ServerLimits;
}

/** PostgreSQL's code for a right that the user lacks: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Says what the owner of a PostgreSQL database must run so that the bot can create its tables; null for any other error. Since
 * PostgreSQL 15 only the database's owner may create tables in the schema public:
 * https://www.postgresql.org/docs/current/ddl-schemas.html#DDL-SCHEMAS-PRIV
 */
export async function describeDenied<Tables>(db: Kysely<Tables>, error: unknown): Promise<string | null> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return null;
  if (!(error instanceof Error && 'code' in error && error.code === INSUFFICIENT_PRIVILEGE)) return null;
  const { rows } = await sql<{ schemaGrant: string | null; ownerGrant: string | null }>`
    select
      case when not has_schema_privilege('public', 'create')
        then format('GRANT USAGE, CREATE ON SCHEMA public TO %I', current_user) end as "schemaGrant",
      (select format('GRANT %I TO %I', tableowner, current_user) from pg_tables
        where tablename = 'migrations' and tableowner <> current_user limit 1) as "ownerGrant"
  `.execute(db);
  const grant = rows[0]?.ownerGrant ?? rows[0]?.schemaGrant;
  const hint = grant == null ? '' : ` Have the database's owner run: ${grant};`;
  return `The database user lacks a privilege: ${error.message}.${hint}`;
}

/** Limits for one process on a server. */
export interface ServerLimits {
  /** Most connections, at least 1. */
  poolSize: number;
  /** Milliseconds that a statement may run, and wait for a lock; 0 for no limit. Migrations have none. */
  statementTimeoutMs: number;
  lockTimeoutMs: number;
}
