import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transact } from '../../src/database/transact.ts';
import { DATABASES, openTestDatabase, type TestDatabase } from './support/open-test-database.ts';

/** What each database calls a commit that waits for the disk. */
const COMMITS = {
  embedded: { asked: 'pragma synchronous', waits: '2' },
  postgres: { asked: 'show synchronous_commit', waits: 'on' },
};

describe.each(DATABASES)('a transaction in the %s database', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    await sql`create table notes (id text primary key)`.execute(database.db);
  });
  afterEach(() => database.close());

  const { asked, waits } = COMMITS[kind];
  const commitIn = async (db: Kysely<never>) => {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(asked)}`.execute(db);
    return String(Object.values(rows[0] ?? {})[0]);
  };
  const add = (db: Kysely<never>, id: string) => sql`insert into notes values (${id})`.execute(db);
  const notes = async () =>
    (await sql<{ id: string }>`select id from notes order by id`.execute(database.db)).rows.map(({ id }) => id);
  const db = () => database.db as unknown as Kysely<never>;

  it('is there as a whole, and waits for the disk', async () => {
    let within = '';
    await transact(db(), async (trx) => {
      within = await commitIn(trx);
      await add(trx, 'a');
      await add(trx, 'b');
    });
    expect([within, await commitIn(db())]).toEqual([waits, waits]);
    expect(await notes()).toEqual(['a', 'b']);
  });

  it('is undone as a whole where a part of it fails; what comes after it waits for the disk as well', async () => {
    const failing = transact(db(), async (trx) => {
      await add(trx, 'a');
      await add(trx, 'a');
    });
    await expect(failing).rejects.toThrow(/unique/i);
    expect(await notes()).toEqual([]);
    expect(await commitIn(db())).toBe(waits);
  });
});
