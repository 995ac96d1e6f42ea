import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import type { RecordTables } from '../../src/open-record.ts';
import { findReview } from '../../src/reviews/review-store.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { type DatabaseKind, databases, makePlace } from '../database/support/open-test-database.ts';
import { type BotProcess, environmentOf, startBotProcess } from '../support/bot-process.ts';
import { builtFile } from '../support/built-file.ts';
import { fillAndSend } from '../support/deciding.ts';
import { freePort } from '../support/free-port.ts';
import { wordsOf } from '../support/journey.ts';
import { openWorkspace } from '../support/workspace.ts';
import { type Built, buildRelease, type EarlierRelease, earlierReleases } from './support/previous-release.ts';

/** Makes what is done every hour come every half second. */
const HURRY = `data:text/javascript,${encodeURIComponent(
  'const set = setInterval; globalThis.setInterval = (f, ms, ...a) => set(f, ms >= 3600000 ? 500 : ms, ...a)',
)}`;

const SCANS = '500 MB within 15 min 90 s per scan sporadic 200/day';

const RELEASES = earlierReleases();
const built = new Map<string, Built>();
beforeAll(async () => {
  for (const release of RELEASES) built.set(release.version, await buildRelease(release));
});
afterAll(() => {
  for (const one of built.values()) one.remove();
});

/** A workspace that sends what people do to one of two processes on one database: of an earlier release, or of this version. */
async function openSideBySide(kind: DatabaseKind, { version }: EarlierRelease) {
  const previous = built.get(version);
  if (previous === undefined) throw new Error('It is built');
  const ports = { previous: await freePort(), current: await freePort() };
  let turn: keyof typeof ports = 'previous';
  const { workspace, config, folder, removeFolder } = await openWorkspace('http', () => ports[turn]);
  const place = await makePlace(kind);
  const bots: BotProcess[] = [];
  onTestFinished(async () => {
    for (const bot of bots) {
      bot.process.kill('SIGKILL');
      await bot.ended;
    }
    await workspace.stop();
    await place.remove();
    removeFolder();
  });
  const begin = (which: keyof typeof ports, from: readonly string[]) => {
    const settings = { ...config, databaseUrl: place.url, logLevel: 'info' as const };
    const bot = startBotProcess(environmentOf(settings, ports[which]), folder, from);
    bots.push(bot);
    return bot;
  };
  const start = async (which: keyof typeof ports, from: readonly string[]) => {
    const bot = begin(which, from);
    await bot.running();
    return bot;
  };
  /** Runs a command about reviews, and returns what it prints. */
  const reviews = (from: readonly string[], ...args: string[]): string => {
    const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: place.url };
    const done = spawnSync(process.execPath, [...from, ...args], { env, encoding: 'utf8', maxBuffer: 2 ** 28 });
    expect(done).toMatchObject({ status: 0 });
    return done.stdout;
  };
  const openTables = async () => {
    const opened = await openDatabase<RecordTables>(place.url);
    if (!opened.ok) throw new Error(opened.text);
    onTestFinished(opened.close);
    return opened.db;
  };
  return {
    workspace,
    ada: workspace.addUser('ada'),
    ben: workspace.addUser('ben'),
    channel: workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true }),
    /** From now on this process hears what people do. */
    hears: (which: keyof typeof ports) => {
      turn = which;
    },
    folder,
    url: place.url,
    uses: previous.uses,
    reviewsOfPrevious: (...args: string[]) => reviews(previous.reviews, ...args),
    reviewsOfCurrent: (...args: string[]) => reviews([builtFile('src/endpoint-reviewer.ts'), 'reviews'], ...args),
    beginPrevious: () => begin('previous', previous.start),
    startPrevious: () => start('previous', ['--import', HURRY, ...previous.start]),
    startCurrent: () => start('current', [builtFile('src/endpoint-reviewer.ts'), 'start']),
    openTables,
  };
}
type SideBySide = Awaited<ReturnType<typeof openSideBySide>>;

/** Asks for a review, and waits for its message and first reply. `submittedTo`: the process that hears the form. */
async function ask(sides: SideBySide, words: string, submittedTo?: 'previous' | 'current') {
  const { workspace, ada, channel } = sides;
  const before = workspace.messages(channel).length;
  await ada.slashCommand(channel, words);
  const form = await ada.waitForView();
  if (submittedTo !== undefined) sides.hears(submittedTo);
  expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
  return workspace.waitFor(() => {
    const message = workspace.messages(channel)[before];
    return message && workspace.thread(channel, message.ts).length >= 2 && message;
  }, 20_000);
}
type Posted = Awaited<ReturnType<typeof ask>>;

/** Waits until a review's message says something and its thread has a number of posts. */
async function says({ workspace, channel }: SideBySide, { ts }: Posted, words: string, posts: number) {
  await workspace.waitFor(() => {
    const message = workspace.messages(channel).find((one) => one.ts === ts);
    return message && wordsOf(message).includes(words) && workspace.thread(channel, ts).length >= posts;
  }, 20_000);
}

/** Every column, and whether a row may leave it out. */
async function columnsOf(db: Kysely<RecordTables>) {
  const tables = await db.introspection.getTables();
  return tables.flatMap(({ name: table, columns }) =>
    columns.map(({ name, isNullable, hasDefaultValue, dataType }) => ({
      table,
      column: `${table}.${name}`,
      dataType,
      mayBeLeftOut: isNullable || hasDefaultValue,
    })),
  );
}
type Columns = Awaited<ReturnType<typeof columnsOf>>;

/** The columns that are gone or have another type, and those that an insert of the earlier release lacks. */
function brokenBetween(before: Columns, after: Columns, uses: Built['uses']): string[] {
  const broken = before.filter(
    (one) => !after.some(({ column, dataType }) => column === one.column && dataType === one.dataType),
  );
  const lacking = after.filter(({ table, column, mayBeLeftOut }) => {
    const known = before.find((one) => one.column === column);
    return !mayBeLeftOut && (known?.mayBeLeftOut ?? before.some((one) => one.table === table));
  });
  return [...broken, ...lacking].filter(({ table }) => uses(table)).map(({ column }) => column);
}

it('the table of versions has one that processes go on with', () => {
  expect(RELEASES.some(({ goesOn }) => goesOn)).toBe(true);
  expect(RELEASES.map(({ commit }) => commit).join(' ')).toMatch(/^[0-9a-f]{8}( [0-9a-f]{8})*$/);
});

const cases = RELEASES.flatMap((release) => databases().map((kind) => ({ ...release, release, kind })));

describe.each(cases.filter(({ goesOn }) => goesOn))(
  'a running process of version $version on the $kind database',
  ({ release, kind, mayStart }) => {
    it('goes on working after this version has migrated it, may be started again, and each handles what the other made', async () => {
      const sides = await openSideBySide(kind, release);
      const { workspace, ada, ben, channel } = sides;
      const old = await sides.startPrevious();
      const first = await ask(sides, `scans-0 ${SCANS}`);
      const db = await sides.openTables();
      const before = await columnsOf(db);
      await sides.startCurrent();
      expect(brokenBetween(before, await columnsOf(db), sides.uses)).toEqual([]);

      const mine = await ask(sides, `scans-1 ${SCANS}`);
      const crossing = await ask(sides, `scans-2 ${SCANS}`, 'current');
      const young = await ask(sides, `scans-3 ${SCANS}`);
      const back = await ask(sides, `scans-4 ${SCANS}`, 'previous');

      await ben.click(mine, ACTIONS.raiseConcern);
      expect(await fillAndSend(ben, { decide_concern: 'Who wakes it?' })).toMatchObject({ kind: 'closed' });
      await says(sides, mine, '1 open concern', 2);
      await ada.mention(channel, 'what if payload is 2 MB?', mine.ts);
      await says(sides, mine, '1 open concern', 3);
      await ben.click(young, ACTIONS.accept);
      await says(sides, young, '*Accepted*', 3);
      await db
        .insertInto('slack_drafts')
        .values({ id: 'D0', team_id: 'T0', user_id: 'U0', answers: '{}', updated_at: 0 })
        .execute();
      const forgotten = db.selectFrom('slack_drafts').select('id').where('id', '=', 'D0');
      await expect.poll(() => forgotten.execute()).toEqual([]);

      sides.hears('current');
      for (const message of [first, crossing, back]) await ben.click(message, ACTIONS.accept);
      for (const message of [first, crossing, back]) await says(sides, message, '*Accepted*', 3);
      await ben.click(mine, ACTIONS.accept);
      expect(await fillAndSend(ben, {})).toMatchObject({ kind: 'closed' });
      await says(sides, mine, '*Accepted*', 4);

      old.process.kill('SIGTERM');
      expect(await old.ended).toBe(0);
      expect(old.output()).not.toMatch(/"level":"(error|fatal)"/);
      expect(mayStart).toBe(true);
      const again = await sides.startPrevious();
      sides.hears('previous');
      const late = await ask(sides, `scans-5 ${SCANS}`);
      await ben.click(late, ACTIONS.accept);
      await says(sides, late, '*Accepted*', 3);
      again.process.kill('SIGTERM');
      expect(await again.ended).toBe(0);
      expect(again.output()).not.toMatch(/"level":"(error|fatal)"/);
      const reviews = await db
        .selectFrom('reviews')
        .select(['id', 'team_id', 'name', 'state'])
        .orderBy('name')
        .execute();
      expect(reviews.map(({ name, state }) => `${name} ${state}`)).toEqual(
        [0, 1, 2, 3, 4, 5].map((number) => `scans-${number} accepted`),
      );
      for (const { id, team_id } of reviews)
        expect(await findReview(db, team_id, id)).toMatchObject({ state: 'accepted' });
      expect(await db.selectFrom('slack_outbox').select('kind').where('state', '!=', 'done').execute()).toEqual([]);
      workspace.expectNoBreaches();
    });
  },
);

describe.each(cases.filter(({ goesOn, mayStart }) => !goesOn && !mayStart))(
  'version $version on the $kind database',
  ({ release, kind }) => {
    it('loses what it needs once this version has migrated it, and says so at its start, without a change', async () => {
      const sides = await openSideBySide(kind, release);
      const old = await sides.startPrevious();
      await ask(sides, `scans-0 ${SCANS}`);
      const db = await sides.openTables();
      const before = await columnsOf(db);
      old.process.kill('SIGTERM');
      expect(await old.ended).toBe(0);
      const current = await sides.startCurrent();
      const migrated = await columnsOf(db);
      expect(brokenBetween(before, migrated, sides.uses)).not.toEqual([]);
      const refused = sides.beginPrevious();
      expect(await refused.ended).toBe(1);
      expect(refused.output()).toMatch(/database is newer than this version/);
      expect(await columnsOf(db)).toEqual(migrated);
      sides.hears('current');
      const next = await ask(sides, `scans-1 ${SCANS}`);
      await sides.ben.click(next, ACTIONS.accept);
      await says(sides, next, '*Accepted*', 3);
      current.process.kill('SIGTERM');
      expect(await current.ended).toBe(0);
      expect(current.output()).not.toMatch(/"level":"(error|fatal)"/);
    });
  },
);

describe.each(RELEASES.filter(({ goesOn }) => goesOn))('a return to a backup of version $version', (release) => {
  it('loses none of 20 reviews once their export is imported, and the bot goes on in their threads', async () => {
    const sides = await openSideBySide('embedded', release);
    const { workspace, ada, ben, channel, folder } = sides;
    const file = sides.url.slice('file:'.length);
    const backup = join(folder, 'backup.db');
    const stop = async (bot: BotProcess) => {
      bot.process.kill('SIGTERM');
      expect(await bot.ended).toBe(0);
    };
    const old = await sides.startPrevious();
    const posted: Posted[] = [];
    for (let number = 0; number < 5; number++) posted.push(await ask(sides, `scans-${number} ${SCANS}`));
    const first = sides.reviewsOfPrevious('export');
    await stop(old);
    copyFileSync(file, backup);

    const young = await sides.startCurrent();
    sides.hears('current');
    for (let number = 5; number < 20; number++) posted.push(await ask(sides, `scans-${number} ${SCANS}`));
    const [before, since] = [posted[3], posted[12]] as [Posted, Posted];
    for (const message of [before, since]) {
      await ben.click(message, ACTIONS.accept);
      await says(sides, message, '*Accepted*', 3);
    }
    await stop(young);
    const exported = sides.reviewsOfCurrent('export');
    expect(exported.trimEnd().split('\n')).toHaveLength(20);

    for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
    copyFileSync(backup, file);
    await stop(await sides.startPrevious());
    const [all, older] = [join(folder, 'reviews.jsonl'), join(folder, 'older.jsonl')];
    writeFileSync(all, exported);
    writeFileSync(older, first);
    expect(sides.reviewsOfCurrent('import', older)).toMatch(/^0 reviews added, 0 brought up to date, 5 already here\./);
    expect(sides.reviewsOfCurrent('import', all)).toBe('15 reviews added, 1 brought up to date, 4 already here.\n');

    const back = await sides.startCurrent();
    const states = (text: string) => {
      const lines = text.trimEnd().split('\n');
      return lines.map((line) => JSON.parse(line)).map(({ id, state, storedEvents }) => ({ id, state, storedEvents }));
    };
    expect(states(sides.reviewsOfCurrent('export'))).toEqual(states(exported));
    const waiting = posted[17] as Posted;
    await ada.mention(channel, 'what if payload is 2 MB?', waiting.ts);
    await says(sides, waiting, 'scans-17', 3);
    await ben.click(waiting, ACTIONS.accept);
    await says(sides, waiting, '*Accepted*', 4);
    expect(workspace.messages(channel)).toHaveLength(20);
    await stop(back);
    expect(back.output()).not.toMatch(/"level":"(error|fatal)"/);
    workspace.expectNoBreaches();
  });
});
