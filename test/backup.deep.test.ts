import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../src/database/back-up.ts';
import { migrate } from '../src/database/migrate.ts';
import { MIGRATIONS, type OpenedRecord, openRecord } from '../src/open-record.ts';
import { makeFolder, openTestDatabase } from './database/support/open-test-database.ts';
import { openForProcesses } from './journeys/support/open-for-processes.ts';
import { gatherTeam } from './reviews/support/team.ts';
import { builtFile } from './support/built-file.ts';
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

/** Names of the running database, or of what belongs to it, in its folder. */
const OWN_NAMES = {
  'its name': 'reviews.db',
  'its log': 'reviews.db-wal',
  'its shared memory': 'reviews.db-shm',
  'a journal that SQLite would take for its own': 'reviews.db-journal',
  'a link to it': 'links/to-database',
  'a link to its log': 'links/to-log',
  'a link to a journal that is not there': 'links/to-journal',
  'a link to its folder': 'links/to-folder/reviews.db',
  'its other name': 'links/other-name',
  "its log's other name": 'links/other-log',
};

const REFUSED = 'belongs to the database that is backed up.';

describe('a backup onto the database that it reads', () => {
  it(`is refused in one sentence by each of ${Object.keys(OWN_NAMES).length + 3} names while the bot works, and both reviews are there afterwards`, async ({
    onTestFinished,
  }) => {
    const { workspace, config, start, ada, channel } = await openForProcesses('socket-mode', onTestFinished);
    const database = config.databaseUrl.slice('file:'.length);
    const home = dirname(database);
    const ask = async (name: string) => {
      await ada.slashCommand(channel, `${name} 500 MB within 15 min sporadic`);
      await ada.submit((await ada.waitForView()).id);
      await workspace.waitFor(() => JSON.stringify(workspace.messages(channel)).includes(name));
    };
    const bot = start();
    await bot.running();
    await ask('before-it');
    const links = join(home, 'links');
    mkdirSync(links);
    for (const [name, to] of [
      ['to-database', database],
      ['to-log', '../reviews.db-wal'],
      ['to-journal', '../reviews.db-journal'],
      ['to-folder', '..'],
    ] as const)
      symlinkSync(to, join(links, name));
    linkSync(database, join(links, 'other-name'));
    linkSync(`${database}-wal`, join(links, 'other-log'));
    const listed = () => [home, links].flatMap((path) => readdirSync(path).map((name) => [name, statOf(path, name)]));
    const before = listed();
    const record = await openRecord(config.databaseUrl);
    if (!record.ok) throw new Error(record.text);
    open.push(record);
    for (const [what, name] of Object.entries(OWN_NAMES)) {
      const refused = { ok: false, text: `Choose another file: ${join(home, name)} ${REFUSED}` };
      expect([what, await backUp(record.db, join(home, name), { overwrite: true })]).toEqual([what, refused]);
    }
    const backUpTo = (file: string) =>
      spawnSync(process.execPath, [builtFile('src/endpoint-reviewer.ts'), 'reviews', 'backup', file, '--overwrite'], {
        cwd: home,
        env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: config.databaseUrl },
        encoding: 'utf8',
      });
    for (const file of ['reviews.db', 'file:reviews.db', `file://${database}`]) {
      const { status, stdout, stderr } = backUpTo(file);
      expect([file, status, stdout]).toEqual([file, 1, '']);
      expect(stderr).toBe(`Choose another file: ${database} ${REFUSED}\n`);
    }
    expect(listed()).toEqual(before);
    expect(backUpTo('links/copy.db').stdout).toMatch(/^Backed up to /);

    await ask('after-it');
    bot.process.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    await start().running();
    expect(await namesIn(record)).toEqual(['after-it', 'before-it']);
  }, 120_000);
});

/** Which file a name leads to, if any. */
const statOf = (path: string, name: string) => statSync(join(path, name), { throwIfNoEntry: false })?.ino;

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

  it('that finds no room leaves the earlier one as it was, and no part of itself', async () => {
    const { close } = await openIn('data/reviews.db');
    await close();
    const to = join(folder.path, 'earlier.db');
    writeFileSync(to, 'earlier');
    // As on a full disk: no file may grow beyond 50 KB.
    const limited = ['-c', 'ulimit -f 100; exec "$0" "$@"', process.execPath, builtFile('src/endpoint-reviewer.ts')];
    const { status, stdout, stderr } = spawnSync('sh', [...limited, 'reviews', 'backup', to, '--overwrite'], {
      env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: `file:${join(folder.path, 'data/reviews.db')}` },
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^Could not back up to \S+: .+\n$/)]);
    expect(readFileSync(to, 'utf8')).toBe('earlier');
    expect(readdirSync(folder.path).toSorted()).toEqual(['data', 'earlier.db']);
  });

  it('that cannot be written is one sentence, and leaves nothing', async () => {
    const record = await openIn('data/reviews.db');
    const refused = await backUp(record.db, '/proc/none/reviews.db');
    expect(refused).toEqual({ ok: false, text: expect.stringMatching(/^Could not back up to .*: E\w+.*mkdir/) });
    writeFileSync(join(folder.path, 'notes.txt'), '');
    expect(await backUp(record.db, join(folder.path, 'notes.txt/x.db'))).toMatchObject({ ok: false });
    for (const other of ['/dev/null', folder.path]) {
      const text = `Could not back up to ${other}: it is there, and not a file`;
      expect(await backUp(record.db, other, { overwrite: true })).toEqual({ ok: false, text });
    }
    expect(readdirSync(folder.path).toSorted()).toEqual(['data', 'notes.txt']);
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
