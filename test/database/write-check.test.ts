import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { createWriteCheck } from '../../src/database/write-check.ts';
import { DATABASES, openTestDatabase, type TestDatabase } from './support/open-test-database.ts';

describe.each(DATABASES)('whether the %s database can be written', (kind) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
  });
  afterEach(() => database.close());

  const dates = async () =>
    (await sql`select name, applied_at from migrations order by name`.execute(database.db)).rows;
  /** Changes with each write that is committed. */
  const writes = async () => {
    const query =
      kind === 'embedded'
        ? sql`select total_changes() as count`
        : sql`select xmin::text as count from migrations where name = (select min(name) from migrations)`;
    return (await query.execute(database.db)).rows;
  };

  it('is found out by writing, at most once in 5 s, and changes nothing', async () => {
    let now = 1_000_000;
    const canWrite = createWriteCheck(database.db, () => now);
    const before = await dates();
    expect(await Promise.all(Array.from({ length: 20 }, () => canWrite()))).toEqual(Array(20).fill(true));
    const first = await writes();
    now += 4_999;
    expect(await canWrite()).toBe(true);
    expect(await writes()).toEqual(first);
    now += 1;
    expect(await canWrite()).toBe(true);
    expect(await writes()).not.toEqual(first);
    expect(await dates()).toEqual(before);
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
    const canWrite = createWriteCheck(database.db, () => now);
    expect(await canWrite()).toBe(true);

    // The setting of a PostgreSQL database holds for connections that come later.
    await setReadOnly(true);
    const other = await openDatabase(database.url);
    if (!other.ok) throw new Error(other.text);
    const asked = kind === 'embedded' ? canWrite : createWriteCheck(other.db, () => now);
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
    const canWrite = createWriteCheck(opened.db);
    await opened.close();
    await expect(canWrite()).rejects.toThrow();
    await sql`drop table migrations`.execute(database.db);
    await expect(createWriteCheck(database.db)()).rejects.toThrow(/migrations/);
  });
});
