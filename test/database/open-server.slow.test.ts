import { type Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { transact } from '../../src/database/transact.ts';
import { checkDatabase } from '../../src/operating/doctor.ts';
import { createSignal } from '../support/signal.ts';
import { type PostgresServer, startPostgresServer } from './support/postgres-server.ts';

interface Tables {
  counters: { id: string; value: number };
}

let server: PostgresServer;
let url: string;
beforeAll(async () => {
  server = await startPostgresServer();
  url = await server.createDatabase('one');
}, 60_000);
afterAll(() => server.stop(), 60_000);

let db: Kysely<Tables>;
let close: () => Promise<void>;
const lost: Error[] = [];
beforeEach(async () => {
  const opened = await openDatabase<Tables>(url, { onLost: (error) => lost.push(error) });
  if (!opened.ok) throw new Error(opened.text);
  ({ db, close } = opened);
  await db.schema.dropTable('counters').ifExists().execute();
  await db.schema.createTable('counters').addColumn('id', 'text').addColumn('value', 'bigint').execute();
  await db
    .insertInto('counters')
    .values(['a', 'b'].map((id) => ({ id, value: 0 })))
    .execute();
});
afterEach(() => close());

const add = (id: string, by: number) =>
  db
    .updateTable('counters')
    .set((set) => ({ value: set('value', '+', by) }))
    .where('id', '=', id)
    .execute();
const valueIn = async (id: string) =>
  (await db.selectFrom('counters').select('value').where('id', '=', id).executeTakeFirstOrThrow()).value;

describe('a PostgreSQL server', () => {
  it('is warned of where reviews travel to it unencrypted, by the start and the doctor, but not on loopback', async () => {
    // Leads to this machine, and isn't called loopback.
    const elsewhere = url.replace('127.0.0.1', '0.0.0.0');
    const text = 'Reviews travel unencrypted to the database at 0.0.0.0. Add sslmode=verify-full to DATABASE_URL.';
    const warnings = [];
    for (const address of [elsewhere, `${elsewhere}?sslmode=disable`, url, url.replace('127.0.0.1', 'localhost')]) {
      const opened = await openDatabase(address);
      if (!opened.ok) throw new Error(opened.text);
      warnings.push(opened.warning);
      await opened.close();
    }
    expect(warnings).toEqual([text, text, undefined, undefined]);
    expect(await checkDatabase(elsewhere)).toContainEqual({ about: 'database', verdict: 'note', text });
  });

  it('gives numbers as large as a time in milliseconds, counts and sums as numbers', async () => {
    await add('a', Number.MAX_SAFE_INTEGER);
    expect(await valueIn('a')).toBe(Number.MAX_SAFE_INTEGER);
    const row = await db
      .selectFrom('counters')
      .select((select) => [select.fn.countAll().as('count'), select.fn.sum('value').as('sum')])
      .executeTakeFirst();
    expect(row).toEqual({ count: 2, sum: Number.MAX_SAFE_INTEGER });
  });

  it.each([
    ['a wrong password', (address: string) => address.replace('only-for-tests', 'hunter2')],
    ['a database that is not there', (address: string) => address.replace('/one', '/none')],
    ['a server that is not there', (address: string) => address.replace(/:\d+\//, ':9/').replace('only-', 'hunter2')],
    ['an address that is none', () => 'postgres://postgres:hunter2@:/'],
  ])('with %s is answered with a sentence that holds no password', async (_what, change) => {
    const opened = await openDatabase(change(url));
    expect(opened).toMatchObject({ ok: false });
    expect(JSON.stringify(opened)).not.toMatch(/hunter2|only-for-tests/);
    if (!opened.ok) expect(opened.text).toMatch(/^(The address|The database|Can't read the server's address).{20,}/);
  });

  it('undoes one of two transactions that wait for each other, and it is done again: nothing is lost', async () => {
    const [bothHoldOne, arrived] = [createSignal(), new Set<string>()];
    const inOrder = (first: string, second: string) =>
      transact(db, async (trx) => {
        for (const id of [first, second]) {
          await trx
            .updateTable('counters')
            .set((set) => ({ value: set('value', '+', 1) }))
            .where('id', '=', id)
            .execute();
          arrived.add(first);
          if (arrived.size === 2) bothHoldOne.give();
          await bothHoldOne.given;
        }
      });
    await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')]);
    expect([await valueIn('a'), await valueIn('b')]).toEqual([2, 2]);
  });
});

describe('a server that is restarted', () => {
  it('breaks off what is going on, which is undone; what comes next waits for it', async () => {
    const [begun, down] = [createSignal(), createSignal()];
    const broken = db.transaction().execute(async (trx) => {
      await trx.updateTable('counters').set({ value: 99 }).execute();
      begun.give();
      await down.given;
      await trx.updateTable('counters').set({ value: 100 }).execute();
    });
    const failed = expect(broken).rejects.toThrow();
    await begun.given;
    const restarted = server.restart(700, down.give);
    await down.given;
    await add('a', 1);
    await Promise.all([failed, restarted]);
    expect(await valueIn('a')).toBe(1);
    expect(lost.length).toBeGreaterThan(0);
  });

  it('leaves idle connections behind that nobody stumbles over', async () => {
    await Promise.all(Array.from({ length: 5 }, () => sql`select pg_sleep(0.05)`.execute(db)));
    await server.restart(0);
    await Promise.all(Array.from({ length: 5 }, () => add('a', 1)));
    expect(await valueIn('a')).toBe(5);
  });
});
