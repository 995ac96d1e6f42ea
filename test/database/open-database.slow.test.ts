import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { createSignal } from '../support/signal.ts';
import { makeFolder } from './support/open-test-database.ts';
import { startChild } from './support/run-child.ts';

interface Tables {
  counters: { id: string; value: number };
}

let folder: ReturnType<typeof makeFolder>;
const closers: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = makeFolder();
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  folder.remove();
});

async function open(url: string): Promise<Kysely<Tables>> {
  const opened = await openDatabase<Tables>(url);
  if (!opened.ok) throw new Error(opened.text);
  closers.push(opened.close);
  return opened.db;
}

async function pragma(db: Kysely<Tables>, name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0];
}

async function makeCounter(db: Kysely<Tables>): Promise<void> {
  await db.schema.createTable('counters').addColumn('id', 'text').addColumn('value', 'integer').execute();
  await db.insertInto('counters').values({ id: 'a', value: 0 }).execute();
}

describe('opening a database', () => {
  it('writes ahead, waits for the disk, and holds rows to what they refer to', async () => {
    const db = await open(`file:${folder.path}/reviews.db`);
    expect(await pragma(db, 'journal_mode')).toBe('wal');
    expect(await pragma(db, 'synchronous')).toBe(2);
    expect(await pragma(db, 'foreign_keys')).toBe(1);
  });

  it('takes file:///path and file::memory: as well', async () => {
    await makeCounter(await open(`file://${folder.path}/reviews.db`));
    expect(existsSync(join(folder.path, 'reviews.db'))).toBe(true);
    await makeCounter(await open('file::memory:'));
  });

  it.each(['mysql://root:hunter2@db/reviews', 'https://example.com', 'file:'])(
    'answers with a sentence that shows an example and no password for %s',
    async (url) => {
      const opened = await openDatabase(url);
      expect(opened).toMatchObject({ ok: false, text: expect.stringContaining('file:data/reviews.db') });
      expect(JSON.stringify(opened)).not.toContain('hunter2');
    },
  );

  it('keeps numbers as large as a time in milliseconds', async () => {
    const db = await open('file::memory:');
    await makeCounter(db);
    await db.updateTable('counters').set({ value: Number.MAX_SAFE_INTEGER }).execute();
    expect(await db.selectFrom('counters').select('value').execute()).toEqual([{ value: Number.MAX_SAFE_INTEGER }]);
  });
});

describe('two connections to one file', () => {
  it('take turns: a transaction that waits for another blocks nothing else in the process', async () => {
    const [one, two] = [await open(`file:${folder.path}/x.db`), await open(`file:${folder.path}/x.db`)];
    await makeCounter(one);
    const order: string[] = [];
    const begun = createSignal();
    const first = one.transaction().execute(async (trx) => {
      await trx.updateTable('counters').set({ value: 1 }).execute();
      begun.give();
      await new Promise((resolve) => setTimeout(resolve, 50));
      order.push('first');
    });
    await begun.given;
    const second = two
      .updateTable('counters')
      .set((set) => ({ value: set('value', '+', 10) }))
      .execute()
      .then(() => order.push('second'));
    await Promise.all([first, second]);
    expect(order).toEqual(['first', 'second']);
    expect(await one.selectFrom('counters').select('value').execute()).toEqual([{ value: 11 }]);
  });

  it('of three processes that count together lose none of 120', async () => {
    const url = `file:${folder.path}/x.db`;
    const db = await open(url);
    await makeCounter(db);
    const source = 'test/database/support/count-child.ts';
    await Promise.all(Array.from({ length: 3 }, () => startChild(source, [url, '40']).ended));
    expect(await db.selectFrom('counters').select('value').execute()).toEqual([{ value: 120 }]);
  }, 60_000);
});
