import { createServer } from 'node:net';
import { expect, it, type TestContext } from 'vitest';
import type { JournalEntry } from '../../local-workspace/state/journal.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { type DatabaseKind, makePlace } from '../database/support/open-test-database.ts';
import { ageClaims } from '../support/age-claims.ts';
import { freePort } from '../support/free-port.ts';
import { inRecord } from '../support/in-record.ts';
import { CT_SCANS, wordsOf } from '../support/journey.ts';
import { openForProcesses } from './support/open-for-processes.ts';

const CRASHED = 'I crashed each of the 3 times I';

/** Reading a file that somebody shared takes all of the heap, which is small. */
const NO_ROOM_FOR_FILES = `--max-old-space-size=200 --import=data:text/javascript,${encodeURIComponent(`
  const { fetch } = globalThis;
  globalThis.fetch = async (...given) => {
    const answer = await fetch(...given);
    const held = [];
    while (String(given[0]).includes('/files/')) held.push(new Array(1e6).fill(0.5));
    return answer;
  };
`)}`;

type AtEnd = TestContext['onTestFinished'];
type Town = Awaited<ReturnType<typeof openTown>>;

/** A workspace, a database, and the bot's process, which is killed at whatever is fatal. */
async function openTown(database: DatabaseKind, atEnd: AtEnd, environment: Record<string, string> = {}) {
  const world = await openForProcesses('socket-mode', atEnd, { withHistory: true });
  const { workspace, channel, ada } = world;
  const place = await makePlace(database);
  atEnd(() => place.remove());
  const metricsPort = await freePort();
  const settings = { DATABASE_URL: place.url, METRICS_PORT: String(metricsPort), ...environment };
  let bot = world.start(settings);
  const kill = () => void bot.process.kill('SIGKILL');
  return {
    ...world,
    databaseUrl: place.url,
    ben: workspace.addUser('ben'),
    kill,
    killAt: (isFatal: (entry: JournalEntry) => boolean) => workspace.subscribe((entry) => isFatal(entry) && kill()),
    running: () => bot.running(),
    /** The process has ended, a supervisor starts another one, and what it left unfinished is older than its lease. */
    async next() {
      await bot.ended;
      await ageClaims(place.url);
      bot = world.start(settings);
    },
    stop: () => bot.process.kill('SIGTERM'),
    log: () => bot.output(),
    async review(words: string) {
      await ada.slashCommand(channel, words);
      const form = await ada.waitForView();
      expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    },
    message: (name: string) =>
      workspace.waitFor(() => workspace.messages(channel).find((message) => message.text.includes(name)), 20_000),
    async metrics() {
      const response = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
      return response.text();
    },
    async stuck() {
      const command = world.start(settings, ['reviews', 'stuck']);
      expect(await command.ended).toBe(0);
      return command.output();
    },
  };
}

/** It has died of the work 3 times; then it lives, has told, counted and logged it once, and posts what else there is. */
async function givesUp(town: Town, kind: string, told: () => string | undefined): Promise<void> {
  for (let death = 1; death <= 3; death++) await town.next();
  await town.running();
  expect(await town.workspace.waitFor(told, 40_000)).toContain(CRASHED);
  expect(await town.metrics()).toContain(`endpoint_reviewer_posts_total{kind="${kind}",result="crashed"} 1\n`);
  expect(town.log().split('Gave up what crashed the bot 3 times')).toHaveLength(2);
  await town.review(CT_SCANS);
  await town.message('ct-scan');
  town.workspace.expectNoBreaches();
}

/** What somebody is told privately. */
const toldTo = ({ workspace }: Town, { id }: { id: string }) =>
  [...workspace.ephemerals(id), ...workspace.messages(workspace.directMessage(id))]
    .map(wordsOf)
    .find((words) => words.includes(CRASHED));

it('a message that kills the process as it is posted is given up at the fourth start', async ({ onTestFinished }) => {
  const town = await openTown('postgres', onTestFinished);
  await town.running();
  town.workspace.faults.next('chat.postMessage', { kind: 'dropRequest' }, 3);
  town.killAt(
    (entry) =>
      entry.kind === 'call' &&
      entry.method === 'chat.postMessage' &&
      JSON.stringify(entry.arguments).includes(town.channel) &&
      JSON.stringify(entry.arguments).includes('doomed'),
  );
  await town.review('doomed-scans 500 MB within 15 min 90 s per scan sporadic 200/day');
  await givesUp(town, 'message', () => toldTo(town, town.ada));
  expect(await town.stuck()).toMatch(
    / {2}message\n {2}refused since .*: crashed_3_times\n {2}review \S+ "doomed-scans"/,
  );
}, 120_000);

it('an edit that kills the process as it is made is given up at the fourth start', async ({ onTestFinished }) => {
  const town = await openTown('embedded', onTestFinished);
  await town.running();
  await town.review('doomed-scans 500 MB within 15 min 90 s per scan sporadic 200/day');
  const message = await town.message('doomed');
  town.killAt((entry) => entry.kind === 'call' && entry.method === 'chat.update');
  await town.ben.click(message, ACTIONS.accept);
  await givesUp(town, 'update', () => toldTo(town, town.ben));
  expect(await town.stuck()).toContain('crashed_3_times');
}, 120_000);

it('a file in a mention that takes all of the heap is given up at the fourth start', async ({ onTestFinished }) => {
  const town = await openTown('embedded', onTestFinished, { NODE_OPTIONS: NO_ROOM_FOR_FILES });
  await town.running();
  await town.review('doomed-scans 500 MB within 15 min 90 s per scan sporadic 200/day');
  const { ts } = await town.message('doomed');
  await town.ben.mention(town.channel, 'the load test', ts, [{ name: 'run.json', content: '{"points": []}' }]);
  await givesUp(town, 'measurement', () => toldTo(town, town.ben));
  expect(await town.stuck()).toContain('crashed_3_times');
}, 120_000);

it('an endpoint that kills the process as it is read is given up at the fourth start', async ({ onTestFinished }) => {
  const aws = createServer(() => town.kill());
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void aws.close());
  const address = aws.address();
  const town = await openTown('embedded', onTestFinished, {
    AWS_REGIONS: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
  });
  await town.running();
  await town.review('doomed-scans 500 MB within 15 min 90 s per scan sporadic 200/day');
  const { ts } = await town.message('doomed');
  await town.ben.click(await town.message('doomed'), ACTIONS.accept);
  const thread = () => town.workspace.thread(town.channel, ts).map(wordsOf);
  await town.workspace.waitFor(() => thread().some((words) => words.includes('Accepted')));
  town.stop();
  const due = { endpoint: 'fraud', revisit_on: '2026-01-01' };
  await inRecord(town.databaseUrl, (db) => db.updateTable('reviews').set(due).execute());
  await town.next();
  await givesUp(town, 'revisited', () => thread().find((words) => words.includes(CRASHED)));
}, 120_000);
