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
import { buildPreviousRelease } from './support/previous-release.ts';

/** Makes what is done every hour come every half second. */
const HURRY = `data:text/javascript,${encodeURIComponent(
  'const set = setInterval; globalThis.setInterval = (f, ms, ...a) => set(f, ms >= 3600000 ? 500 : ms, ...a)',
)}`;

const SCANS = '500 MB within 15 min';
const SCORING = '200 KB within 300 ms, 50 requests per second';

let previous: Awaited<ReturnType<typeof buildPreviousRelease>>;
beforeAll(async () => {
  previous = await buildPreviousRelease();
});
afterAll(() => previous.remove());

/** A workspace that sends what people do to one of two processes on one database. The last release's runs. */
async function openSideBySide(kind: DatabaseKind) {
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
  const start = async (which: keyof typeof ports, from: readonly string[]) => {
    const settings = { ...config, databaseUrl: place.url, logLevel: 'info' as const };
    const bot = startBotProcess(environmentOf(settings, ports[which]), folder, from);
    bots.push(bot);
    await bot.running();
    return bot;
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

/** The columns that are gone or have another type, and those that an insert of the last release lacks. */
function brokenBetween(before: Columns, after: Columns): string[] {
  const broken = before.filter(
    (one) => !after.some(({ column, dataType }) => column === one.column && dataType === one.dataType),
  );
  const lacking = after.filter(({ table, column, mayBeLeftOut }) => {
    const known = before.find((one) => one.column === column);
    return !mayBeLeftOut && (known?.mayBeLeftOut ?? before.some((one) => one.table === table));
  });
  return [...broken, ...lacking].map(({ column }) => column);
}

describe.each(databases())('a running process of version 0.2.0 on the %s database', (kind) => {
  it('goes on working after this version has migrated it, and each handles what the other made', async () => {
    const sides = await openSideBySide(kind);
    const { workspace, ada, ben, channel } = sides;
    const old = await sides.startPrevious();
    const first = await ask(sides, `scans-0 ${SCANS}`);
    const db = await sides.openTables();
    const before = await columnsOf(db);
    await sides.startCurrent();
    // Its digests end with this version, and an hourly try at one is a line in its log.
    const broken = brokenBetween(before, await columnsOf(db));
    expect(broken.filter((column) => !/^slack_(?:account_)?digests\./.test(column))).toEqual([]);

    const mine = await ask(sides, `scans-1 ${SCANS}`);
    const crossing = await ask(sides, `scans-2 ${SCANS}`, 'current');
    const young = await ask(sides, `scans-3 ${SCORING}`);
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
    const reviews = await db.selectFrom('reviews').select(['id', 'team_id', 'name', 'state']).orderBy('name').execute();
    expect(reviews.map(({ name, state }) => `${name} ${state}`)).toEqual(
      [0, 1, 2, 3, 4].map((number) => `scans-${number} accepted`),
    );
    for (const { id, team_id } of reviews)
      expect(await findReview(db, team_id, id)).toMatchObject({ state: 'accepted' });
    expect(await db.selectFrom('slack_outbox').select('kind').where('state', '!=', 'done').execute()).toEqual([]);
    workspace.expectNoBreaches();
  });
});
