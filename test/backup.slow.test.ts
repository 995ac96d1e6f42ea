import { chmodSync, copyFileSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../src/database/back-up.ts';
import { migrate } from '../src/database/migrate.ts';
import { MIGRATIONS, type OpenedRecord, openRecord } from '../src/open-record.ts';
import { makeFolder, openTestDatabase } from './database/support/open-test-database.ts';
import { gatherTeam } from './reviews/support/team.ts';
import { runReadme } from './support/readme-commands.ts';

type Record = Extract<OpenedRecord, { ok: true }>;

let folder: ReturnType<typeof makeFolder>;
let open: Record[];
beforeEach(() => {
  folder = makeFolder();
  open = [];
});
afterEach(async () => {
  for (const { close } of open) await close();
  folder.remove();
});

async function openIn(path: string): Promise<Record> {
  const record = await openRecord(`file:${join(folder.path, path)}`);
  if (!record.ok) throw new Error(record.text);
  open.push(record);
  return record;
}

async function ask({ db }: Record, names: readonly string[]): Promise<void> {
  for (const name of names) await gatherTeam(db).ask('U1', { name });
}

async function namesIn({ db }: Record): Promise<string[]> {
  const rows = await db.selectFrom('reviews').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

const NAMES = Array.from({ length: 12 }, (_, index) => `review-${String(index).padStart(2, '0')}`);

describe('the README’s commands for a database file', () => {
  it('bring back all 12 reviews of a backup that was made while the bot ran, and not the 1 that came later', async () => {
    const running = await openIn('data/reviews.db');
    await ask(running, NAMES);
    const told = runReadme('back up a file', folder.path, {});
    expect(told).toMatch(/^Backed up to .*backups\/reviews\.db \(\d+ KB\)\.\n$/);
    const path = join(folder.path, 'backups/reviews.db');
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(join(folder.path, 'backups'))).toEqual(['reviews.db']);

    await ask(running, ['too-late']);
    // As after a crash: the log of the old file stays.
    writeFileSync(join(folder.path, 'old-wal'), '');
    copyFileSync(join(folder.path, 'data/reviews.db-wal'), join(folder.path, 'old-wal'));
    await running.close();
    copyFileSync(join(folder.path, 'old-wal'), join(folder.path, 'data/reviews.db-wal'));
    runReadme('restore a file', folder.path, {});
    expect(readdirSync(join(folder.path, 'data'))).toEqual(['reviews.db']);
    expect(await namesIn(await openIn('data/reviews.db'))).toEqual(NAMES);
  }, 60_000);
});

describe('a backup', () => {
  it('replaces an existing file only when told', async () => {
    const record = await openIn('data/reviews.db');
    await ask(record, NAMES.slice(0, 1));
    const to = join(folder.path, 'copy.db');
    writeFileSync(to, 'precious');
    chmodSync(to, 0o644);
    expect(await backUp(record.db, to)).toEqual({
      ok: false,
      text: `${to} already exists. Add --overwrite to replace it.`,
    });
    expect(statSync(to).size).toBe('precious'.length);
    expect(await backUp(record.db, to, { overwrite: true })).toMatchObject({ ok: true, path: to });
    expect((statSync(to).mode & 0o777).toString(8)).toBe('600');
    expect(await namesIn(await openIn('copy.db'))).toEqual(NAMES.slice(0, 1));
  });

  it('that cannot be written is one sentence, and leaves nothing', async () => {
    const record = await openIn('data/reviews.db');
    const refused = await backUp(record.db, '/proc/none/reviews.db');
    expect(refused).toEqual({ ok: false, text: expect.stringMatching(/^Could not back up to .*: E\w+.*mkdir/) });
    writeFileSync(join(folder.path, 'notes.txt'), '');
    expect(await backUp(record.db, join(folder.path, 'notes.txt/x.db'))).toMatchObject({ ok: false });
    expect(existsSync(join(folder.path, 'notes.txt/x.db.partial'))).toBe(false);
  });

  it('takes the tables of a newer version, which this one does not start with', async () => {
    const record = await openIn('data/reviews.db');
    await ask(record, NAMES);
    const later = { name: 'add-later', needs: 'add-now', up: async () => {} };
    await migrate(record.db, [...MIGRATIONS, [later]]);
    expect(runReadme('back up a file', folder.path, {})).toContain('Backed up');
    expect(await openRecord(`file:${join(folder.path, 'backups/reviews.db')}`)).toMatchObject({
      ok: false,
      text: expect.stringContaining('add-later'),
    });
  }, 60_000);

  it('of a PostgreSQL server is a sentence with the line to run', async () => {
    const server = await openTestDatabase('postgres');
    expect(await backUp(server.db, 'backups/reviews.dump')).toEqual({
      ok: false,
      text: 'PostgreSQL makes its own backups. Run: pg_dump --format=custom --file=backups/reviews.dump "$DATABASE_URL"',
    });
    await server.close();
  });
});
