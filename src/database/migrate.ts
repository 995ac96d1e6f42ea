import { type Kysely, PostgresAdapter, sql, type Transaction } from 'kysely';

/** One change of the tables. Its name is kept in the database: it is never changed, and never used again. */
export interface Migration {
  name: string;
  up(db: Kysely<unknown>): Promise<void>;
}

interface MigrationTables {
  migrations: { name: string; applied_at: number };
}

/**
 * Brings the tables up to date and answers the names of what was applied. Each owner of tables gives its own list, oldest
 * first; an owner whose tables refer to another's comes after it.
 *
 * All of it is one transaction under a lock, so that of several processes that start at once one does the work while the
 * others wait, and a migration that fails leaves nothing behind.
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  owners: readonly (readonly Migration[])[],
): Promise<string[]> {
  const migrations = owners.flat();
  refuseDoubles(migrations);
  const untyped = db as unknown as Kysely<MigrationTables>;
  return untyped.transaction().execute(async (trx) => {
    await lock(trx);
    await trx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    const rows = await trx.selectFrom('migrations').select('name').execute();
    const applied = new Set(rows.map((row) => row.name));
    const missing = migrations.filter((migration) => !applied.has(migration.name));
    for (const { name, up } of missing) {
      await up(trx as unknown as Kysely<unknown>);
      await trx.insertInto('migrations').values({ name, applied_at: Date.now() }).execute();
    }
    return missing.map((migration) => migration.name);
  });
}

/** Any number that nothing else on the server uses for this. */
const LOCK = 5_381_907_342;

/** The embedded database locks by itself whatever begins to write. A server's lock ends with the transaction. */
async function lock(trx: Transaction<MigrationTables>): Promise<void> {
  if (trx.getExecutor().adapter instanceof PostgresAdapter)
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
}

function refuseDoubles(migrations: readonly Migration[]): void {
  const names = new Set(migrations.map((migration) => migration.name));
  if (names.size !== migrations.length) throw new Error('Two migrations have the same name');
}
