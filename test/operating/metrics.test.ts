import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/logger.ts';
import { createMetrics } from '../../src/operating/metrics.ts';
import { startBot } from '../../src/start.ts';
import { openTestDatabase } from '../database/support/open-test-database.ts';
import { freePort } from '../support/free-port.ts';
import { type Journey, postedIn, review, startJourney } from '../support/journey.ts';
import { WAYS } from '../support/workspace.ts';

/** The samples of an answer, by name and labels. */
function samplesIn(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

async function scrape(port: number): Promise<Map<string, number>> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/plain');
  return samplesIn(await response.text());
}

/** What the contract names, and what Node's metrics start with. */
const NAMES =
  /^(?:endpoint_reviewer_(?:outbox_jobs|outbox_oldest_seconds|posts_total|command_seconds(?:_bucket|_sum|_count)|slack_calls_total|sockets|database_seconds(?:_bucket|_sum|_count)|reviews_total)|nodejs_\w+|process_\w+)(?=$|\{)/;

let journey: Journey;
let port: number;

async function startMeasured(...how: Parameters<typeof startJourney>): Promise<void> {
  journey = await startJourney(...how);
  await journey.stopBot();
  port = await freePort();
  journey.config.metricsPort = port;
  await journey.startBot();
}

describe.each(WAYS)('over %s, with the %s database, GET /metrics', (kind, database) => {
  beforeEach(() => startMeasured(kind, database));
  afterEach(() => journey.end());

  it('counts one command, its form, its posts and its review, under the names of the contract', async () => {
    await review(journey);
    await postedIn(journey, journey.channel);
    await journey.workspace.waitFor(async () => (await scrape(port)).get(posts('details', 'posted')) === 1);

    const samples = await scrape(port);
    expect([...samples.keys()].filter((name) => !NAMES.test(name))).toEqual([]);
    expect(samples.get('endpoint_reviewer_command_seconds_count')).toBe(1);
    expect(samples.get('endpoint_reviewer_command_seconds_sum')).toBeLessThan(3);
    expect(samples.get(posts('message', 'posted'))).toBe(1);
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
    await journey.workspace.waitFor(async () => (await scrape(port)).get(posts('message', 'again')) === 1);
    // The figures of the database are up to 10 s old: those of the start, without a review.
    await journey.stopBot();
    await journey.startBot();

    const samples = await scrape(port);
    expect(samples.get('endpoint_reviewer_reviews_total{state="proposed"}')).toBe(1);
    expect(samples.get('endpoint_reviewer_reviews_total{state="accepted"}')).toBe(0);
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
  });

  it('says why calls failed, and has no name, text or id of a person in any label', async () => {
    journey.workspace.faults.next('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await journey.ada.slashCommand(journey.channel, 'ct-scans 500 MB');
    const failed = 'endpoint_reviewer_slack_calls_total{method="views.open",result="content"}';
    await journey.workspace.waitFor(async () => (await scrape(port)).get(failed) === 1);
    await review(journey);
    await postedIn(journey, journey.channel);

    const labels = [...(await scrape(port)).keys()].flatMap((name) => [...name.matchAll(/(\w+)="([^"]*)"/g)]);
    const own = labels.filter(([, label = '']) => ['state', 'kind', 'method', 'result'].includes(label));
    expect(own.filter(([, , value = '']) => !/^[a-zA-Z.-]{2,40}$/.test(value))).toEqual([]);
    const others = new Set(labels.filter((one) => !own.includes(one)).map(([, label]) => label));
    expect([...others].sort()).toEqual(['le', 'major', 'minor', 'patch', 'space', 'type', 'version']);
    const all = labels.map(([, , value]) => value).join(' ');
    for (const secret of ['ct-scans', journey.channel, journey.ada.id]) expect(all).not.toContain(secret);
  });

  it('answers nothing else, and not on the port that Slack reaches', async () => {
    const metrics = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method });
    expect((await metrics('/slack/events', 'POST')).status).toBe(404);
    expect((await metrics('/metrics', 'POST')).status).toBe(404);
    expect((await metrics('/healthz')).status).toBe(404);
    expect(await (await metrics('/metrics', 'HEAD')).text()).toBe('');
  });
});

const posts = (kind: string, result: string) => `endpoint_reviewer_posts_total{kind="${kind}",result="${result}"}`;

describe('createMetrics', () => {
  async function served() {
    const lines: string[] = [];
    const logger = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } });
    const database = await openTestDatabase();
    const metrics = await createMetrics();
    const server = await metrics.serve({ port: 0, db: database.db, sockets: () => null, logger });
    return { lines, database, metrics, port: server.port ?? 0, end: () => server.close() };
  }

  it('leaves out what only the database knows while it is down, and says so in one line', async () => {
    const { database, metrics, port, lines, end } = await served();
    await database.close();
    metrics.onAttempt('message', 'posted');
    const expectNoFigures = async () => {
      const samples = await scrape(port);
      expect([...samples.keys()].filter((name) => /outbox|reviews_total/.test(name))).toEqual([]);
      expect(samples.get(posts('message', 'posted'))).toBe(1);
    };
    await expectNoFigures();
    // An answer is shared for a second.
    await new Promise((resolve) => setTimeout(resolve, 1_010));
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
    const taken = await other.serve({ port: 0, db, sockets: () => null, logger: createLogger({ level: 'fatal' }) });
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
