import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import type { ServerLimits } from '../../src/database/opened-database.ts';
import { openRecord } from '../../src/open-record.ts';
import { createSignal } from '../support/signal.ts';
import { type PostgresServer, startPostgresServer } from './support/postgres-server.ts';

/** The most connections, over all databases and users. */
const CONNECTIONS = 4;
const LIMITS = { poolSize: 2, statementTimeoutMs: 1000, lockTimeoutMs: 300 };

let server: PostgresServer;
beforeAll(async () => {
  const flags = [`max_connections=${CONNECTIONS}`, 'superuser_reserved_connections=0', 'max_wal_senders=0'];
  server = await startPostgresServer({ flags });
}, 60_000);
afterAll(() => server.stop(), 60_000);

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(url: string, limits: ServerLimits = LIMITS): Promise<Kysely<unknown>> {
  const opened = await openDatabase<unknown>(url, { server: limits });
  if (!opened.ok) throw new Error(opened.text);
  closers.push(opened.close);
  return opened.db;
}

const show = async (db: Kysely<unknown>, name: string) => {
  const { rows } = await sql<Record<string, string>>`show ${sql.raw(name)}`.execute(db);
  return rows[0]?.[name];
};

describe('limits on a PostgreSQL server', () => {
  it('cancel a statement after 1 s and a wait for a lock after 300 ms; the connection goes on', async () => {
    const url = await server.createDatabase('limits');
    const db = await open(url);
    expect([await show(db, 'statement_timeout'), await show(db, 'lock_timeout')]).toEqual(['1s', '300ms']);
    await expect(sql`select pg_sleep(30)`.execute(db)).rejects.toMatchObject({ code: '57014' });

    await sql`create table notes (id integer)`.execute(db);
    await db.transaction().execute(async (trx) => {
      await sql`lock table notes in access exclusive mode`.execute(trx);
      await expect(sql`insert into notes values (1)`.execute(db)).rejects.toMatchObject({ code: '55P03' });
    });
    await sql`insert into notes values (2)`.execute(db);
    expect((await sql`select id from notes`.execute(db)).rows).toEqual([{ id: 2 }]);
  });

  it('leave migrations their time: they wait for another process’s, however short the limit', async () => {
    const url = await server.createDatabase('migrating');
    const other = await open(url);
    const { migrating } = await other.transaction().execute(async (trx) => {
      // The lock of `migrate`.
      await sql`select pg_advisory_xact_lock(5381907342)`.execute(trx);
      const migrating = openRecord(url, { server: { ...LIMITS, statementTimeoutMs: 200 } });
      await sleep(1000);
      return { migrating };
    });
    const record = await migrating;
    if (!record.ok) throw new Error(record.text);
    closers.push(record.close);
    expect(await record.db.selectFrom('reviews').selectAll().execute()).toEqual([]);
  });

  it('of 4 connections, all taken for 1 s, only make the fifth wait', async () => {
    const url = await server.createDatabase('crowded');
    const others = await open(url, { ...LIMITS, poolSize: CONNECTIONS });
    let hasLeft = false;
    const taken = Array.from({ length: CONNECTIONS }, createSignal);
    const crowd = taken.map(({ give }) =>
      others.connection().execute(async (connection) => {
        await sql`select 1`.execute(connection);
        give();
        await sql`select pg_sleep(0.9)`.execute(connection);
      }),
    );
    await Promise.all(taken.map(({ given }) => given));
    const leaving = Promise.all(crowd).then(async () => {
      hasLeft = true;
      await closers.pop()?.();
    });
    const db = await open(url);
    expect(hasLeft).toBe(true);
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    await leaving;
  });
});

describe('a user who may not create tables', () => {
  const urlOf = (url: string, user: string) => {
    const address = new URL(url);
    address.username = user;
    return address.href;
  };

  it('is one sentence with the GRANT that mends it', async () => {
    const url = await server.createDatabase('granted');
    await server.run("create role bot login password 'only-for-tests'");
    const refused = await openRecord(urlOf(url, 'bot'));
    expect(refused).toEqual({
      ok: false,
      text: "The database user lacks a privilege: permission denied for schema public. Have the database's owner run: GRANT USAGE, CREATE ON SCHEMA public TO bot;",
    });
    const grant = /run: (?<grant>GRANT .*;)$/.exec(refused.ok ? '' : refused.text)?.groups?.['grant'] ?? '';
    await server.run(grant, 'granted');
    const record = await openRecord(urlOf(url, 'bot'));
    if (!record.ok) throw new Error(record.text);
    await record.close();
  });

  it('whose tables belong to somebody else is told whom to ask for', async () => {
    const url = await server.createDatabase('owned');
    const owner = await openRecord(url);
    if (!owner.ok) throw new Error(owner.text);
    await owner.close();
    await server.run('create role "second bot" login password \'only-for-tests\'');
    const refused = await openRecord(urlOf(url, 'second%20bot'));
    expect(refused).toEqual({
      ok: false,
      text: 'The database user lacks a privilege: permission denied for table migrations. Have the database\'s owner run: GRANT postgres TO "second bot";',
    });
  });
});
