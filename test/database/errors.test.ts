import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type DatabaseErrorKind, kindOfDatabaseError } from '../../src/database/errors.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import type { RecordTables } from '../../src/open-record.ts';
import { DATABASES, type DatabaseKind, makePlace } from './support/open-test-database.ts';

/** A database with all tables, and what it reports. */
async function openReporting(kind: DatabaseKind) {
  const errors: DatabaseErrorKind[] = [];
  const place = await makePlace(kind, 'migrated');
  const opened = await openDatabase<RecordTables>(place.url, { onError: (error) => errors.push(error) });
  if (!opened.ok) throw new Error(opened.text);
  const end = async () => {
    await opened.close();
    await place.remove();
  };
  return { ...opened, errors, url: place.url, end };
}

const note = (size: number) => ({ team_id: 'T1', event_id: 'x'.repeat(size), heard_at: 1 });

describe.each(DATABASES)('the %s database reports once', (kind) => {
  it('each write that it refuses while it is read-only, in a transaction and alone', async () => {
    const { db, errors, end } = await openReporting(kind);
    const insert = () => db.insertInto('slack_heard_events').values(note(1)).execute();
    await insert();
    expect(errors).toEqual([]);
    const readOnly = kind === 'embedded' ? 'pragma query_only = on' : 'set default_transaction_read_only = on';
    await db.connection().execute(async (one) => {
      await sql.raw(readOnly).execute(one);
      await expect(one.insertInto('slack_heard_events').values(note(2)).execute()).rejects.toThrow();
      expect(errors).toEqual(['read_only']);
      const inTransaction = one
        .transaction()
        .execute((trx) => trx.insertInto('slack_heard_events').values(note(3)).execute());
      await expect(inTransaction).rejects.toThrow();
      expect(errors).toEqual(['read_only', 'read_only']);
    });
    await end();
  });

  it('a query that fails for another reason', async () => {
    const { db, errors, end } = await openReporting(kind);
    await expect(sql`select 1 from nothing`.execute(db)).rejects.toThrow();
    expect(errors).toEqual(['other']);
    await end();
  });
});

describe('the embedded database reports once', () => {
  it('a write without room, in a transaction and alone, and when that was', async () => {
    const { db, errors, fullAt, end } = await openReporting('embedded');
    expect(fullAt()).toBe(Number.NEGATIVE_INFINITY);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(db);
    const insert = (one: typeof db) => one.insertInto('slack_heard_events').values(note(100_000)).execute();
    await expect(insert(db)).rejects.toThrow('full');
    await expect(db.transaction().execute(insert)).rejects.toThrow('full');
    expect(errors).toEqual(['full', 'full']);
    expect(Math.abs(Date.now() - fullAt())).toBeLessThan(5_000);
    await end();
  });
});

describe.each(DATABASES.filter((kind) => kind === 'postgres'))('the %s database reports once', () => {
  it('a connection that it ends, and one that it refuses', async () => {
    const { db, errors, url, end } = await openReporting('postgres');
    const killed = sql`select pg_terminate_backend(pg_backend_pid())`.execute(db);
    await expect(killed).rejects.toThrow();
    expect(errors).toEqual(['connection']);
    await end();

    const { pathname } = new URL(url);
    const away = await openDatabase(`postgres://nobody@127.0.0.1:1${pathname}`, { onError: (e) => errors.push(e) });
    expect(away.ok).toBe(false);
    expect(errors).toEqual(['connection', 'connection']);
  });
});

it.each<[string, string, DatabaseErrorKind]>([
  // https://www.postgresql.org/docs/current/errcodes-appendix.html
  ['25006', 'cannot execute INSERT in a read-only transaction', 'read_only'],
  ['53100', 'could not extend file: No space left on device', 'full'],
  ['57P03', 'the database system is starting up', 'connection'],
  ['08006', 'connection failure', 'connection'],
  ['ECONNRESET', 'read ECONNRESET', 'connection'],
  ['', 'Connection terminated unexpectedly', 'connection'],
  ['SQLITE_READONLY_DBMOVED', 'attempt to write a readonly database', 'read_only'],
  ['SQLITE_BUSY', 'database is locked', 'other'],
  ['23505', 'duplicate key value violates unique constraint', 'other'],
  ['57014', 'canceling statement due to statement timeout', 'other'],
])('%j, %j is of the kind %s', (code, message, kind) => {
  expect(kindOfDatabaseError(Object.assign(new Error(message), code === '' ? {} : { code }))).toBe(kind);
});
