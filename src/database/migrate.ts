import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely';

/** A change of the tables. Its name is stored in the database, so never change or reuse it. */
export interface Migration {
  name: string;
  /**
   * The migration of an earlier release that a process must know to go on working after this one, such as the one that added what
   * takes the place of what this one removes. Absent: every process goes on, and may start.
   */
  needs?: string;
  /** Statements that both databases take, or what makes them. */
  up: string | ((db: Kysely<unknown>) => Promise<void>);
}

/** Returns migrations by their names, oldest first. */
export function listMigrations(
  all: Readonly<Record<string, Migration['up'] | Omit<Migration, 'name'>>>,
): readonly Migration[] {
  return Object.entries(all).map(([name, one]) => ({ name, ...(typeof one === 'object' ? one : { up: one }) }));
}

/** Runs a text of statements that both databases take, separated by semicolons. */
export const runSql =
  <Tables>(db: Kysely<Tables>) =>
  async (parts: readonly string[], ...between: readonly string[]): Promise<void> => {
    const statements = String.raw({ raw: parts }, ...between).split(';');
    for (const one of statements.filter((text) => text.trim() !== '')) await sql.raw(one).execute(db);
  };

interface MigrationTables {
  migrations: { name: string; applied_at: number; needs: string | null };
}

export type Migrated = { ok: true; applied: string[] } | { ok: false; text: string };

/**
 * Applies the missing migrations and returns their names. Each owner of tables has a list, oldest first. An owner whose tables
 * refer to another's comes after it.
 *
 * Runs in one transaction under a lock: of several processes that start at the same time one migrates while the others wait, and
 * a failed migration leaves nothing behind. In a database of a newer version it changes nothing, and refuses what it can't work with.
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
    const applied = await readApplied(trx);
    const unusable = unusableAmong(applied ?? [], migrations);
    if (unusable.length > 0) return { ok: false, text: describeNewer(unusable) };
    const missing = missingFrom(applied ?? [], migrations);
    if (missing.length > 0) await prepareMigrations(trx, applied);
    for (const { name, needs = null, up } of missing) {
      const within = trx as unknown as Kysely<unknown>;
      await (typeof up === 'string' ? runSql(within)([up]) : up(within));
      await trx.insertInto('migrations').values({ name, applied_at: Date.now(), needs }).execute();
    }
    return { ok: true, applied: missing.map((migration) => migration.name) };
  });
}

/**
 * Whether this version can work with the tables. `newer`: the migrations that it doesn't know. A start creates tables where there
 * are none, and migrates older ones.
 */
type CheckedMigrations =
  | { ok: true; newer: string[] }
  | { ok: false; tables: 'none' | 'older' | 'newer'; text: string };

/** Returns whether this version can work with the tables. Only reads. */
export async function checkMigrations<Tables>(
  db: Kysely<Tables>,
  owners: readonly (readonly Migration[])[],
): Promise<CheckedMigrations> {
  const migrations = owners.flat();
  const applied = await readApplied(db as unknown as Kysely<MigrationTables>);
  if (applied === undefined)
    return { ok: false, tables: 'none', text: 'This database has no tables: the bot has never run on it.' };
  const unusable = unusableAmong(applied, migrations);
  if (unusable.length > 0) return { ok: false, tables: 'newer', text: describeNewer(unusable) };
  const missing = missingFrom(applied, migrations).map(({ name }) => name);
  if (missing.length === 0) return { ok: true, newer: namesOf(unknownAmong(applied, migrations)) };
  return {
    ok: false,
    tables: 'older',
    text: `The database is older than this version, which needs ${list(missing)}. Start the bot once to migrate it.`,
  };
}

/** A migration as it is stored. `needs`: null in rows of version 0.2.0 and before. */
interface Applied {
  name: string;
  needs: string | null;
}

/** Returns the applied migrations; undefined without the table that lists them. */
async function readApplied(db: Kysely<MigrationTables>): Promise<Applied[] | undefined> {
  const columns = await migrationColumns(db);
  if (columns.size === 0) return undefined;
  // Version 0.2.0 made the table without it.
  if (!columns.has('needs')) {
    const rows = await db.selectFrom('migrations').select('name').execute();
    return rows.map(({ name }) => ({ name, needs: null }));
  }
  return db.selectFrom('migrations').select(['name', 'needs']).execute();
}

/** Returns the columns of the table of migrations; none without it. */
async function migrationColumns(db: Kysely<MigrationTables>): Promise<Set<string>> {
  const { rows } = await (isServer(db)
    ? // Follows the search path, as the query for its rows does: https://www.postgresql.org/docs/current/functions-info.html
      sql<{
        name: string;
      }>`select attname as name from pg_attribute where attrelid = to_regclass('migrations') and attnum > 0`
    : // https://www.sqlite.org/pragma.html#pragfunc
      sql<{ name: string }>`select name from pragma_table_info('migrations')`
  ).execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** Returns the applied migrations that these don't have. */
function unknownAmong(applied: readonly Applied[], migrations: readonly Migration[]): Applied[] {
  const known = new Set(migrations.map(({ name }) => name));
  return applied.filter(({ name }) => !known.has(name));
}

/** Returns the names of those after which a process that knows these migrations can't work. */
function unusableAmong(applied: readonly Applied[], migrations: readonly Migration[]): string[] {
  const known = new Set(migrations.map(({ name }) => name));
  return namesOf(unknownAmong(applied, migrations).filter(({ needs }) => needs !== null && !known.has(needs)));
}

const namesOf = (applied: readonly Applied[]): string[] => applied.map(({ name }) => name).sort();

function missingFrom(applied: readonly Applied[], migrations: readonly Migration[]): Migration[] {
  const names = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !names.has(name));
}

function describeNewer(unknown: readonly string[]): string {
  return `The database is newer than this version, which doesn't know ${list(unknown)}. Start the newer version, or restore a backup from before the upgrade.`;
}

function list(names: readonly string[]): string {
  return `${names.length === 1 ? 'migration' : 'migrations'} ${names.join(', ')}`;
}

/** Creates the table of migrations, or adds what version 0.2.0 made it without. */
async function prepareMigrations(trx: Transaction<MigrationTables>, applied: Applied[] | undefined): Promise<void> {
  if (applied === undefined) {
    await trx.schema
      .createTable('migrations')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
  }
  if (!(await migrationColumns(trx)).has('needs')) {
    await trx.schema.alterTable('migrations').addColumn('needs', 'text').execute();
  }
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
