import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** A connection that must be closed, or a sentence about the address that cannot be used. */
export type OpenedDatabase<Tables> =
  | {
      ok: true;
      db: Kysely<Tables>;
      close: () => Promise<void>;
      /** What an administrator should mend, in one line. */
      warning?: string;
    }
  | { ok: false; text: string };

export interface OpenOptions {
  /** Hears of connections to a server that break off; the next query gets another one. */
  onLost?: (error: Error) => void;
  /** Never creates a file or its folder: a missing one is a sentence. */
  mustExist?: boolean;
  /** Limits on a server. Default: 10 connections, no time-outs. */
  server?: ServerLimits;
}

/** PostgreSQL's code for a right that the user lacks: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * What the owner of a PostgreSQL database must run for the bot to have its tables, in one sentence; null for any other error.
 * Since PostgreSQL 15 users may not create tables in the schema public unless they own the database:
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
  return `The database refuses its user: ${error.message}.${hint}`;
}

/** What one process may ask of a server. */
export interface ServerLimits {
  /** Connections at most, from 1. */
  poolSize: number;
  /** Milliseconds that a statement may run, and wait for a lock; 0: no limit. Migrations have none. */
  statementTimeoutMs: number;
  lockTimeoutMs: number;
}
