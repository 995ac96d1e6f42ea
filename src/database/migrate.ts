import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely';

/** A change of the tables. Its name is stored in the database, so never change or reuse it. */
export interface Migration {
  name: string;
  up(db: Kysely<unknown>): Promise<void>;
}

interface MigrationTables {
  migrations: { name: string; applied_at: number };
}

export type Migrated = { ok: true; applied: string[] } | { ok: false; text: string };

/**
 * Applies the missing migrations and returns their names. Each owner of tables has a list, oldest first. An owner whose tables
 * refer to another's comes after it.
 *
 * Runs in one transaction under a lock: of several processes that start at the same time one migrates while the others wait, and
 * a failed migration leaves nothing behind. Changes nothing in a database of a newer version.
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  owners: readonly (readonly Migration[])[],
): Promise<Migrated> {
  const migrations = owners.flat();
  refuseDoubles(migrations);
  const untyped = db as unknown as Kysely<MigrationTables>;
  return untyped.transaction().execute(async (trx) => {
    await lock(trx);
    const names = await appliedNames(trx);
    const unknown = unknownAmong(names ?? [], migrations);
    if (unknown.length > 0) return { ok: false, text: describeNewer(unknown) };
    if (names === undefined) await createMigrations(trx);
    const missing = missingFrom(names ?? [], migrations);
    for (const { name, up } of missing) {
      await up(trx as unknown as Kysely<unknown>);
      await trx.insertInto('migrations').values({ name, applied_at: Date.now() }).execute();
    }
    return { ok: true, applied: missing.map((migration) => migration.name) };
  });
}

/** Whether the tables are those of this version. A start creates them where there are none, and migrates older ones. */
type CheckedMigrations = { ok: true } | { ok: false; tables: 'none' | 'older' | 'newer'; text: string };

/** Returns whether the tables are those of this version. Only reads. */
export async function checkMigrations<Tables>(
  db: Kysely<Tables>,
  owners: readonly (readonly Migration[])[],
): Promise<CheckedMigrations> {
  const migrations = owners.flat();
  const names = await appliedNames(db as unknown as Kysely<MigrationTables>);
  if (names === undefined)
    return { ok: false, tables: 'none', text: 'This database has no tables: the bot has never run on it.' };
  const unknown = unknownAmong(names, migrations);
  if (unknown.length > 0) return { ok: false, tables: 'newer', text: describeNewer(unknown) };
  const missing = missingFrom(names, migrations).map(({ name }) => name);
  if (missing.length === 0) return { ok: true };
  return {
    ok: false,
    tables: 'older',
    text: `The database is older than this version, which needs ${list(missing)}. Start the bot once to migrate it.`,
  };
}

/** Returns the applied migrations; undefined without the table that lists them. */
async function appliedNames(db: Kysely<MigrationTables>): Promise<string[] | undefined> {
  const { rows } = await (isServer(db)
    ? // Follows the search path, as the query below does: https://www.postgresql.org/docs/current/functions-info.html
      sql`select 1 where to_regclass('migrations') is not null`
    : // https://www.sqlite.org/schematab.html
      sql`select 1 from sqlite_schema where type = 'table' and name = 'migrations'`
  ).execute(db);
  if (rows.length === 0) return undefined;
  return (await db.selectFrom('migrations').select('name').execute()).map(({ name }) => name);
}

function unknownAmong(names: readonly string[], migrations: readonly Migration[]): string[] {
  const known = new Set(migrations.map(({ name }) => name));
  return names.filter((name) => !known.has(name)).sort();
}

function missingFrom(names: readonly string[], migrations: readonly Migration[]): Migration[] {
  const applied = new Set(names);
  return migrations.filter(({ name }) => !applied.has(name));
}

function describeNewer(unknown: readonly string[]): string {
  return `The database is newer than this version, which doesn't know ${list(unknown)}. Start the newer version, or restore a backup from before the upgrade.`;
}

function list(names: readonly string[]): string {
  return `${names.length === 1 ? 'migration' : 'migrations'} ${names.join(', ')}`;
}

async function createMigrations(trx: Transaction<MigrationTables>): Promise<void> {
  await trx.schema
    .createTable('migrations')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('applied_at', 'bigint', (column) => column.notNull())
    .execute();
}

/** An arbitrary number that nothing else on the server uses as a lock. */
const LOCK = 5_381_907_342;

/** Locks a PostgreSQL server until the transaction ends. The embedded database locks when a write starts. */
async function lock(trx: Transaction<MigrationTables>): Promise<void> {
  if (!isServer(trx)) return;
  // Migrations have no time limit, nor does waiting for another process's.
  await sql`set local statement_timeout = 0`.execute(trx);
  await sql`set local lock_timeout = 0`.execute(trx);
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
}

function isServer(db: Kysely<MigrationTables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

function refuseDoubles(migrations: readonly Migration[]): void {
  const names = new Set(migrations.map((migration) => migration.name));
  if (names.size !== migrations.length) throw new Error('Two migrations have the same name');
}
