import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeLightly } from '../../src/database/transact.ts';
import { DATABASES, openTestDatabase, type TestDatabase } from './support/open-test-database.ts';

/** What each database calls a commit that waits for the disk, and one that does not. */
const COMMITS = {
  embedded: { asked: 'pragma synchronous', waits: '2', doesNot: '1' },
  postgres: { asked: 'show synchronous_commit', waits: 'on', doesNot: 'off' },
};

describe.each(DATABASES)('what is written lightly into the %s database', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    await sql`create table notes (id text primary key)`.execute(database.db);
  });
  afterEach(() => database.close());

  const { asked, waits, doesNot } = COMMITS[kind];
  const commitIn = async (db: Kysely<never>) => {
    const { rows } = await sql<Record<string, unknown>>`${sql.raw(asked)}`.execute(db);
    return String(Object.values(rows[0] ?? {})[0]);
  };
  const add = (db: Kysely<never>, id: string) => sql`insert into notes values (${id})`.execute(db);
  const notes = async () =>
    (await sql<{ id: string }>`select id from notes order by id`.execute(database.db)).rows.map(({ id }) => id);
  const db = () => database.db as unknown as Kysely<never>;

  it('is there, and did not wait for the disk; what comes after it does', async () => {
    let within = '';
    await writeLightly(db(), async (trx) => {
      within = await commitIn(trx);
      await add(trx, 'a');
      await add(trx, 'b');
    });
    expect([within, await commitIn(db())]).toEqual([doesNot, waits]);
    expect(await notes()).toEqual(['a', 'b']);
  });

  it('is undone as a whole where a part of it fails; what comes after it waits for the disk', async () => {
    const failing = writeLightly(db(), async (trx) => {
      await add(trx, 'a');
      await add(trx, 'a');
    });
    await expect(failing).rejects.toThrow(/unique/i);
    expect(await notes()).toEqual([]);
    expect(await commitIn(db())).toBe(waits);
  });

  it('lends none of that to a transaction that somebody begins meanwhile', async () => {
    let beside: Promise<string> | undefined;
    await writeLightly(db(), async (trx) => {
      beside = db()
        .transaction()
        .execute(async (other) => {
          await add(other, 'b');
          return commitIn(other);
        });
      await sleep(20);
      await add(trx, 'a');
    });
    expect(await beside).toBe(waits);
    expect(await notes()).toEqual(['a', 'b']);
  });
});
