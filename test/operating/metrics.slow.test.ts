import { readdirSync } from 'node:fs';
import LibsqlDatabase from 'libsql';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { createMetrics } from '../../src/operating/metrics.ts';
import { startBot } from '../../src/start.ts';
import { openTestDatabase } from '../database/support/open-test-database.ts';
import { read } from '../support/documents.ts';
import { freePort } from '../support/free-port.ts';
import { CT_SCANS, type Journey, postedIn, review, startJourney } from '../support/journey.ts';
import { letPass } from '../support/let-pass.ts';
import { postSigned } from '../support/signed-request.ts';
import { ways } from '../support/ways.ts';
import { samplesIn } from './support/promtool.ts';

async function scrape(port: number): Promise<Map<string, number>> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain');
  return samplesIn(await response.text());
}

/** What the contract names, and what Node's metrics start with. */
const NAMES =
  /^(?:endpoint_reviewer_(?:outbox_jobs|outbox_oldest_seconds|posts_total|post_delay_seconds(?:_bucket|_sum|_count)|webhooks_total|commands_total|command_seconds(?:_bucket|_sum|_count)|submissions_total|requests_total|requests_refused_total|slack_calls_total|clock_off_total|sockets|database_seconds(?:_bucket|_sum|_count)|database_errors_total|reviews|build_info)|nodejs_\w+|process_\w+)(?=$|\{)/;

/** Waits until a scrape shows a figure. */
const shows = (name: string, figure: number) => expect.poll(async () => (await scrape(port)).get(name)).toBe(figure);

let journey: Journey;
let port: number;

async function startMeasured(...how: Parameters<typeof startJourney>): Promise<void> {
  journey = await startJourney(...how);
  await journey.stopBot();
  port = await freePort();
  journey.config.metricsPort = port;
  await journey.startBot();
}

describe.each(ways())('over %s, with the %s database, GET /metrics', (kind, database) => {
  beforeEach(() => startMeasured(kind, database));
  afterEach(() => journey.end());

  it('counts one command, its form, its posts and its review, under the names of the contract', async () => {
    await review(journey);
    await postedIn(journey, journey.channel);
    await shows(posts('details', 'posted'), 1);

    const samples = await scrape(port);
    expect([...samples.keys()].filter((name) => !NAMES.test(name))).toEqual([]);
    expect(samples.get('endpoint_reviewer_command_seconds_count')).toBe(1);
    expect(samples.get(commands('opened'))).toBe(1);
    expect(samples.get(submissions('stored'))).toBe(1);
    expect(samples.get(posts('message', 'posted'))).toBe(1);
    expect(samples.get('endpoint_reviewer_post_delay_seconds_count')).toBe(1);
    expect(samples.get('endpoint_reviewer_post_delay_seconds_bucket{le="300"}')).toBe(1);
    expect(samples.get('endpoint_reviewer_slack_calls_total{method="views.open",result="ok"}')).toBe(1);
    expect(samples.get('endpoint_reviewer_slack_calls_total{method="chat.postMessage",result="ok"}')).toBe(2);
    expect(samples.get('endpoint_reviewer_database_seconds_count')).toBeGreaterThan(10);
    expect(samples.get('endpoint_reviewer_sockets{state="open"}')).toBe(kind === 'http' ? undefined : 1);
    expect(samples.get('endpoint_reviewer_sockets{state="missing"}')).toBe(kind === 'http' ? undefined : 1);
    expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });

  it('counts reviews and waiting posts as the database has them', async () => {
    journey.workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 30 });
    await review(journey);
    await shows(posts('message', 'again'), 1);
    // The figures of the database are up to 10 s old: those of the start, without a review.
    await journey.stopBot();
    await journey.startBot();

    const samples = await scrape(port);
    expect(samples.get('endpoint_reviewer_reviews{state="proposed"}')).toBe(1);
    expect(samples.get('endpoint_reviewer_reviews{state="accepted"}')).toBe(0);
    expect(samples.get('endpoint_reviewer_outbox_jobs{state="pending"}')).toBe(2);
    expect(samples.get('endpoint_reviewer_outbox_jobs{state="refused"}')).toBe(0);
    expect(samples.get('endpoint_reviewer_outbox_oldest_seconds')).toBeGreaterThan(0);
  });
});

describe('GET /metrics', () => {
  beforeEach(() => startMeasured('http'));
  afterEach(() => journey.end());

  it('times no form that a help text or another way than the command leads to', async () => {
    await journey.ada.slashCommand(journey.channel, 'help');
    await journey.ada.globalShortcut('new_review');
    await journey.ada.waitForView();
    const samples = await scrape(port);
    expect(samples.get('endpoint_reviewer_slack_calls_total{method="views.open",result="ok"}')).toBe(1);
    expect(samples.get('endpoint_reviewer_command_seconds_count')).toBe(0);
    expect(samples.get(commands('opened'))).toBe(0);
  });

  it('has each label value from the start with 0, so that the first failure is a rate', async () => {
    const samples = await scrape(port);
    const zero = [
      ...['opened', 'late', 'failed'].map(commands),
      ...['stored', 'refused', 'failed'].map(submissions),
      ...['signature', 'stale', 'size', 'rate', 'malformed', 'replayed'].map(refusedRequests),
      ...['read_only', 'full', 'connection', 'other'].map(databaseErrors),
      ...['posted', 'needless', 'again', 'refused', 'uncertain', 'crashed'].map((result) => posts('code', result)),
      ...['ok', 'not-authorised', 'uncertain'].map((result) => calls('views.open', result)),
      ...['pending', 'sending', 'held', 'refused', 'uncertain', 'dropped'].map((state) => jobs(state)),
    ];
    expect(zero.filter((name) => samples.get(name) !== 0)).toEqual([]);
    const { version }: { version: string } = JSON.parse(read('package.json'));
    expect(samples.get(`endpoint_reviewer_build_info{version="${version}",node="${process.version}"}`)).toBe(1);
  });

  it('counts a command as late where Slack takes over 2.5 s or its trigger has expired, and as failed where Slack refuses', async () => {
    const { workspace, ada, channel } = journey;
    workspace.faults.next('views.open', { kind: 'slow', ms: 4_000 });
    workspace.faults.next('views.open', { kind: 'error', error: 'expired_trigger_id' });
    workspace.faults.next('views.open', { kind: 'error', error: 'invalid_auth' });
    for (const words of ['one', 'two', 'three']) await ada.slashCommand(channel, words);
    await shows('endpoint_reviewer_command_seconds_count', 3);
    const samples = await scrape(port);
    expect(samples.get(commands('late'))).toBe(2);
    expect(samples.get(commands('failed'))).toBe(1);
    expect(samples.get(commands('opened'))).toBe(0);
    expect(samples.get('endpoint_reviewer_command_seconds_bucket{le="2"}')).toBe(2);
    expect(samples.get('endpoint_reviewer_command_seconds_sum')).toBeGreaterThan(2.4);
  });

  it('counts submissions: stored, refused with the form still open, and failed', async () => {
    const { ada, ben, channel } = journey;
    await ben.slashCommand(channel, 'churn');
    const wrong = await ben.waitForView();
    await ben.answer(wrong.id, 'question_within', 'soon');
    expect(await ben.submit(wrong.id)).toMatchObject({ kind: 'errors', by: 'app' });
    await review(journey);
    await shows(submissions('stored'), 1);
    expect((await scrape(port)).get(submissions('refused'))).toBe(1);
    const other = new LibsqlDatabase(journey.config.databaseUrl.slice('file:'.length));
    other.exec(`create trigger refusing before insert on reviews begin select raise(abort, 'no'); end`);
    other.close();
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'errors' });
    await shows(submissions('failed'), 1);
    const samples = await scrape(port);
    expect(samples.get(submissions('stored'))).toBe(1);
    expect(samples.get(submissions('refused'))).toBe(1);
    expect(samples.get(databaseErrors('other'))).toBe(1);
  });

  it('counts 3 commands signed with another secret, and one above COMMANDS_PER_MINUTE, as refused and not as commands', async () => {
    await journey.stopBot();
    const signedPort = await freePort();
    journey.config.port = signedPort;
    journey.config.commandsPerMinute = 1;
    await journey.startBot();
    const body = 'command=%2Fsagemaker-endpoint&team_id=T1&user_id=U1&channel_id=C1&text=';
    for (let time = 0; time < 3; time++) expect(await postSigned(signedPort, body, { secret: 'rotated' })).toBe(401);
    await journey.ada.slashCommand(journey.channel, 'help');
    await journey.ada.slashCommand(journey.channel, 'churn');
    await shows(refusedRequests('rate'), 1);
    const samples = await scrape(port);
    expect(samples.get(refusedRequests('signature'))).toBe(3);
    for (const result of ['opened', 'late', 'failed']) expect(samples.get(commands(result))).toBe(0);
  });

  it('says why calls failed, and has no name, text or id of a person in any label', async () => {
    journey.workspace.faults.next('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await journey.ada.slashCommand(journey.channel, 'ct-scans 500 MB');
    const failed = 'endpoint_reviewer_slack_calls_total{method="views.open",result="content"}';
    await shows(failed, 1);
    await review(journey);
    await postedIn(journey, journey.channel);

    const labels = [...(await scrape(port)).keys()].flatMap((name) => [...name.matchAll(/(\w+)="([^"]*)"/g)]);
    const own = labels.filter(([, label = '']) => ['state', 'kind', 'method', 'result'].includes(label));
    expect(own.filter(([, , value = '']) => !/^[a-zA-Z._0-9-]{2,40}$/.test(value))).toEqual([]);
    const others = new Set(labels.filter((one) => !own.includes(one)).map(([, label]) => label));
    expect([...others].sort()).toEqual(['le', 'major', 'minor', 'node', 'patch', 'reason', 'space', 'type', 'version']);
    const all = labels.map(([, , value]) => value).join(' ');
    for (const secret of ['ct-scans', journey.channel, journey.ada.id]) expect(all).not.toContain(secret);
  });

  it('has a figure from the start for each method that the bot calls', async () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const called = files.flatMap((file) => [...read(`src/${file}`).matchAll(CALL)].map(([, method = '']) => method));
    expect(new Set(called).size).toBeGreaterThan(15);
    const samples = await scrape(port);
    // The client of Socket Mode calls it, which nothing measures.
    const measured = called.filter((method) => method !== 'apps.connections.open' && !OF_ARRAYS.test(method));
    expect(measured.filter((method) => samples.get(calls(method, 'ok')) === undefined)).toEqual([]);
  });

  it('answers nothing else, and not on the port that Slack reaches', async () => {
    const metrics = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method });
    expect((await metrics('/slack/events', 'POST')).status).toBe(404);
    expect((await metrics('/metrics', 'POST')).status).toBe(404);
    expect((await metrics('/healthz')).status).toBe(404);
    expect(await (await metrics('/metrics', 'HEAD')).text()).toBe('');
  });
});

/** A call of Slack's client, such as `client.chat.postMessage(`. */
const CALL =
  /\.((?:apps|auth|chat|conversations|files|functions|oauth|reactions|usergroups|users|views)\.[a-zA-Z0-9.]+)\(/g;

const OF_ARRAYS = /\.(?:push|map|flatMap|filter|find|some|every|entries|set|get|has|values|keys|toSorted)$/;

const commands = (result: string) => `endpoint_reviewer_commands_total{result="${result}"}`;
const submissions = (result: string) => `endpoint_reviewer_submissions_total{result="${result}"}`;
const refusedRequests = (reason: string) => `endpoint_reviewer_requests_refused_total{reason="${reason}"}`;
const databaseErrors = (kind: string) => `endpoint_reviewer_database_errors_total{kind="${kind}"}`;
const jobs = (state: string) => `endpoint_reviewer_outbox_jobs{state="${state}"}`;
const calls = (method: string, result: string) =>
  `endpoint_reviewer_slack_calls_total{method="${method}",result="${result}"}`;
const posts = (kind: string, result: string) => `endpoint_reviewer_posts_total{kind="${kind}",result="${result}"}`;

describe('createMetrics', () => {
  async function served() {
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
    const database = await openTestDatabase();
    const metrics = await createMetrics();
    const askDatabase = async () => true;
    const server = await metrics.serve({ port: 0, db: database.db, askDatabase, sockets: () => null, logger });
    return { lines, database, metrics, port: server.port ?? 0, end: () => server.close() };
  }

  it('leaves out what only the database knows while it is down, and says so in one line', async () => {
    const { database, metrics, port, lines, end } = await served();
    await database.close();
    metrics.onAttempt('message', 'posted');
    const expectNoFigures = async () => {
      const samples = await scrape(port);
      expect([...samples.keys()].filter((name) => /outbox|_reviews/.test(name))).toEqual([]);
      expect(samples.get(posts('message', 'posted'))).toBe(1);
    };
    await expectNoFigures();
    // An answer is shared for a second.
    letPass(1_010);
    onTestFinished(() => void vi.restoreAllMocks());
    await expectNoFigures();
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      "The metrics leave out the database's figures until it answers",
    ]);
    end();
  });

  it('renders one answer per second for 40 scrapes at the same time', async () => {
    const { database, port, end } = await served();
    const started = performance.now();
    const all = await Promise.all(Array.from({ length: 40 }, () => scrape(port)));
    const seconds = Math.ceil((performance.now() - started) / 1000);
    const renderings = new Set(all.map((samples) => samples.get('process_cpu_user_seconds_total'))).size;
    expect(renderings).toBeLessThanOrEqual(seconds);
    end();
    await database.close();
  });
});

describe('startBot', () => {
  it('names METRICS_PORT where its port is taken, and opens nothing', async () => {
    const journey = await startJourney('http');
    const other = await createMetrics();
    const { db, close } = await openTestDatabase();
    const logger = createLogger({ level: 'fatal' });
    const taken = await other.serve({ port: 0, db, askDatabase: async () => true, sockets: () => null, logger });
    const config = { ...journey.config, databaseUrl: 'file::memory:', metricsPort: taken.port ?? 0 };
    expect(await startBot(config, createLogger({ level: 'fatal' }))).toEqual({
      ok: false,
      text: 'The port is taken by another process. Set METRICS_PORT to a free one.',
    });
    taken.close();
    await close();
    await journey.end();
  });
});
