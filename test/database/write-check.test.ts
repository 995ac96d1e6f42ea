import { statSync } from 'node:fs';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { createWriteCheck } from '../../src/database/transact.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { DATABASES, openTestDatabase } from './support/open-test-database.ts';

describe.each(DATABASES)('whether the %s database can be written', (kind) => {
  const database = forEachTest(() => openTestDatabase(kind));

  /** When each migration was applied, in milliseconds. */
  const dates = async () =>
    (
      await database.db
        .selectFrom('migrations' as never)
        .select('applied_at' as never)
        .orderBy('name' as never)
        .execute()
    ).map((row) => Number(Object.values(row)[0]));
  /** Changes with each write that reaches the database's files. */
  const written = async () => {
    if (kind === 'embedded') return statSync(`${database.url.slice('file:'.length)}-wal`).size;
    const row = sql<{
      xmin: string;
    }>`select xmin::text from migrations where name = (select min(name) from migrations)`;
    return (await row.execute(database.db)).rows[0]?.xmin;
  };

  it('is found out by writing, at most once in 5 s, which moves no date by more than 1 ms', async () => {
    let now = 1_000_000;
    const canWrite = createWriteCheck(database, () => now);
    const [before, start] = [await dates(), await written()];
    expect(await Promise.all(Array.from({ length: 20 }, () => canWrite()))).toEqual(Array(20).fill(true));
    const first = await written();
    expect(first).not.toEqual(start);
    now += 4_999;
    expect(await canWrite()).toBe(true);
    expect(await written()).toEqual(first);
    for (let time = 0; time < 5; time++) {
      const last = await written();
      now += 5_000;
      expect(await canWrite()).toBe(true);
      expect(await written()).not.toEqual(last);
    }
    for (const [index, date] of (await dates()).entries())
      expect(Math.abs(date - (before[index] ?? 0))).toBeLessThan(2);
  });

  it('is no while it is read-only, and yes right after', async () => {
    let now = 1_000_000;
    const setReadOnly = async (isOn: boolean) => {
      const query =
        kind === 'embedded'
          ? `pragma query_only = ${isOn}`
          : `alter database "${new URL(database.url).pathname.slice(1)}" set default_transaction_read_only = ${isOn}`;
      await sql.raw(query).execute(database.db);
    };
    const canWrite = createWriteCheck(database, () => now);
    expect(await canWrite()).toBe(true);

    // The setting of a PostgreSQL database holds for connections that come later.
    await setReadOnly(true);
    const other = await openDatabase(database.url);
    if (!other.ok) throw new Error(other.text);
    const asked = kind === 'embedded' ? canWrite : createWriteCheck(other, () => now);
    now += 5_000;
    expect(await asked()).toBe(false);
    expect(await asked()).toBe(false);
    if (kind === 'postgres') await sql`set default_transaction_read_only = off`.execute(other.db);
    else await setReadOnly(false);
    expect(await asked()).toBe(true);
    await other.close();
  });

  it('is no answer where the database is closed or its tables are gone', async () => {
    const opened = await openDatabase(database.url);
    if (!opened.ok) throw new Error(opened.text);
    const canWrite = createWriteCheck(opened);
    await opened.close();
    await expect(canWrite()).rejects.toThrow();
    await sql`drop table migrations`.execute(database.db);
    await expect(createWriteCheck(database)()).rejects.toThrow(/migrations/);
  });
});

describe('whether the embedded database can be written', () => {
  it('is no for a minute after a write that found no room, although a small write fits', async () => {
    const database = await openTestDatabase();
    let now = Date.now();
    const canWrite = createWriteCheck(database, () => now);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db);
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(database.db);
    expect(await canWrite()).toBe(true);
    const event = { team_id: 'T1', event_id: 'x'.repeat(100_000), heard_at: 1 };
    await expect(database.db.insertInto('slack_heard_events').values(event).execute()).rejects.toThrow('full');
    expect(await canWrite()).toBe(false);
    now += 55_000;
    expect(await canWrite()).toBe(false);
    now += 10_000;
    expect(await canWrite()).toBe(true);
    await database.close();
  });
});
