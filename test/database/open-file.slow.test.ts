import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { makeFolder } from './support/open-test-database.ts';

let folder: ReturnType<typeof makeFolder>;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

async function open(path: string) {
  const opened = await openDatabase(`file:${path}`);
  if (!opened.ok) throw new Error(opened.text);
  return opened;
}

async function writeNotes(db: Kysely<unknown>): Promise<void> {
  await sql`create table notes (id integer primary key)`.execute(db);
  for (let id = 1; id <= 50; id++) await sql`insert into notes values (${id})`.execute(db);
}

async function countNotes(path: string): Promise<number | undefined> {
  const opened = await open(path);
  const { rows } = await sql<{ count: number }>`select count(*) as count from notes`.execute(opened.db);
  await opened.close();
  return rows[0]?.count;
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe('a database file that is closed', () => {
  it('has all 50 rows in itself: a copy of the one file is the whole database', async () => {
    const path = join(folder.path, 'reviews.db');
    const { db, close } = await open(path);
    await writeNotes(db);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    await close();
    expect(statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    copyFileSync(path, join(folder.path, 'copy.db'));
    expect(await countNotes(join(folder.path, 'copy.db'))).toBe(50);
  });

  it.each(['begin', 'begin immediate'])(
    'closes all the same while another process is in a transaction (%s), and the last to close leaves it whole',
    async (begin) => {
      const path = join(folder.path, 'reviews.db');
      const one = await open(path);
      await writeNotes(one.db);
      const two = await open(path);
      await two.db.connection().execute(async (connection) => {
        await sql.raw(begin).execute(connection);
        await sql`select count(*) from notes`.execute(connection);
        await sql`insert into notes values (51)`.execute(one.db).catch(() => undefined);
        // A close that waited for the other one would never come to the end of its transaction.
        await one.close();
        await sql.raw('rollback').execute(connection);
      });
      expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
      await two.close();
      copyFileSync(path, join(folder.path, 'copy.db'));
      expect(await countNotes(join(folder.path, 'copy.db'))).toBeGreaterThanOrEqual(50);
    },
    30_000,
  );
});

describe('a write that waits for another process', () => {
  it('is refused when the database closes, and the process lives', async () => {
    const path = join(folder.path, 'reviews.db');
    const [one, two] = [await open(path), await open(path)];
    await writeNotes(one.db);
    const notes = one.db as unknown as Kysely<{ notes: { id: number } }>;
    await two.db.connection().execute(async (connection) => {
      await sql`begin immediate`.execute(connection);
      const writing = notes.insertInto('notes').values({ id: 51 }).execute();
      const queued = notes.insertInto('notes').values({ id: 52 }).execute();
      const refused = Promise.allSettled([writing, queued]);
      await one.close();
      await sql`rollback`.execute(connection);
      expect(await refused).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    });
    await two.close();
    expect(await countNotes(path)).toBe(50);
  });
});

describe('a new database file', () => {
  it('is for its owner alone, with what SQLite puts beside it and the folders on the way', async () => {
    const path = join(folder.path, 'a/b/reviews.db');
    const { db, close } = await open(path);
    await writeNotes(db);
    const names = readdirSync(join(folder.path, 'a/b')).sort();
    expect(names).toEqual(['reviews.db', 'reviews.db-shm', 'reviews.db-wal']);
    for (const name of names) expect(modeOf(join(folder.path, 'a/b', name))).toBe('600');
    for (const made of ['a', 'a/b']) expect(modeOf(join(folder.path, made))).toBe('700');
    await close();
  });

  it('keeps the mode of a file that is there, and warns if other users may open it', async () => {
    const path = join(folder.path, 'reviews.db');
    writeFileSync(path, '');
    for (const [mode, warning] of [
      [0o644, `Other users of this machine can open the database file. Run: chmod 600 ${path}*`],
      [0o640, undefined],
      [0o600, undefined],
    ] as const) {
      chmodSync(path, mode);
      const opened = await open(path);
      expect(opened.warning).toBe(warning);
      await opened.close();
      expect(modeOf(path)).toBe(mode.toString(8));
    }
  });
});

describe('a path that cannot be a database file', () => {
  it.each([
    ['its parent is a file', 'notes.txt/data/reviews.db', /notes\.txt\/data\/reviews\.db can't be used: ENOTDIR/],
    ['it is a folder', 'folder', /folder can't be used: it is a folder$/],
    ['it is no database', 'notes.txt', /notes\.txt can't be used: /],
  ])('is one sentence where %s', async (_why, path, text) => {
    writeFileSync(join(folder.path, 'notes.txt'), 'Not a database at all. '.repeat(500));
    mkdirSync(join(folder.path, 'folder'));
    const opened = await openDatabase(`file:${join(folder.path, path)}`);
    expect(opened).toEqual({ ok: false, text: expect.stringMatching(text) });
    expect(opened.ok ? '' : opened.text).not.toContain('\n');
  });

  it('is one sentence where the system creates no folder, and the process ends by itself', async () => {
    const script = `
      const { openDatabase } = await import(${JSON.stringify(new URL('../../src/database/open-database.ts', import.meta.url))});
      console.log(JSON.stringify(await openDatabase('file:/proc/none/data/reviews.db')));`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
    let output = '';
    child.stdout.on('data', (text) => {
      output += String(text);
    });
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(JSON.parse(output)).toEqual({
      ok: false,
      text: expect.stringMatching(/^The database file \/proc\/none\/data\/reviews\.db can't be used: E\w+: .*mkdir/),
    });
  }, 30_000);
});
