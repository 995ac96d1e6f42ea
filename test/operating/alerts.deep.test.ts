import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import LibsqlDatabase from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { makeFolder } from '../database/support/open-test-database.ts';
import { postedReview } from '../support/deciding.ts';
import { freePort } from '../support/free-port.ts';
import { CT_SCANS, type Journey, review, startJourney } from '../support/journey.ts';
import { postSigned } from '../support/signed-request.ts';
import { startTwoWorkspaces } from '../support/two-workspaces.ts';
import { type Case, type Recording, type Scrape, scrapeFrom, testRules } from './support/promtool.ts';

/** What a bot is recorded with. */
interface Recorded {
  journey: Journey;
  scrape(): Promise<Scrape>;
  readyz(): Promise<{ status: number; text: string }>;
}

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Scrapes within a second share one answer, and the database's figures are up to 10 s old. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A bot over HTTP on ports that are known. `prepare`: changes its configuration before it starts. */
async function startRecorded(
  database: 'embedded' | 'postgres' = 'embedded',
  prepare: (journey: Journey) => void = () => {},
): Promise<Recorded> {
  const journey = await startJourney('http', database);
  ends.push(() => journey.end());
  await journey.stopBot();
  const [port, metricsPort] = [await freePort(), await freePort()];
  journey.config.port = port;
  journey.config.metricsPort = metricsPort;
  prepare(journey);
  await journey.startBot();
  return {
    journey,
    async scrape() {
      await pause(1_010);
      return scrapeFrom(metricsPort);
    },
    async readyz() {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`);
      return { status: response.status, text: await response.text() };
    },
  };
}

const DAY_S = 24 * 60 * 60;

/** No rule looks back over more than 6 hours, so what doesn't change by then changes nothing. */
const LONG_S = 8 * 60 * 60;

/** Runs the command and submits its form, `times` times. Returns how often the form stayed open. */
async function submit({ ada, channel }: Journey, times: number): Promise<number> {
  let refused = 0;
  for (let time = 0; time < times; time++) {
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    const { kind } = await ada.submit(form.id);
    if (kind !== 'closed') {
      refused += 1;
      await ada.closeView(form.id);
    }
  }
  return refused;
}

/** The budget of the promise that commands open a form burns by both measures. */
const FORMS = { EndpointReviewerFormsBudgetFast: 75, EndpointReviewerFormsBudgetSlow: 75 };

const expectRules = async (name: string, one: Case) => expect(await testRules(name, one)).toBe('');

describe('the shipped rules', () => {
  it('fire none in 8 hours with one review per hour', async () => {
    const { journey, scrape } = await startRecorded();
    const before = await scrape();
    await review(journey);
    await postedReview(journey);
    const recording: Recording = { before, after: await scrape(), everyS: 3_600 };
    await expectRules('quiet', { recording, forS: LONG_S, stepS: 60, fires: {} });
  });

  it('page after 75 s where Slack answers each of 6 commands per minute after 4 s', async () => {
    const { journey, scrape } = await startRecorded();
    const { workspace, ada, channel } = journey;
    const before = await scrape();
    workspace.faults.next('views.open', { kind: 'slow', ms: 4_000 }, 6);
    for (let time = 0; time < 6; time++) await ada.slashCommand(channel, CT_SCANS);
    await pause(2_600);
    const recording: Recording = { before, after: await scrape(), everyS: 60 };
    await expectRules('slow', {
      recording,
      forS: 700,
      fires: { EndpointReviewerCommandsSlow: 75, EndpointReviewerSlackFailing: 615, ...FORMS },
    });
  });

  it('page after 195 s where the database is read-only, and nobody uses the bot', async () => {
    const { journey, scrape, readyz } = await startRecorded('postgres');
    await review(journey);
    expect((await readyz()).status).toBe(200);
    const before = await scrape();
    const opened = await openDatabase(journey.config.databaseUrl);
    if (!opened.ok) throw new Error(opened.text);
    const name = new URL(journey.config.databaseUrl).pathname.slice(1);
    await sql.raw(`alter database "${name}" set default_transaction_read_only = on`).execute(opened.db);
    const others = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and pid <> pg_backend_pid()`;
    await others.execute(opened.db);
    await opened.close();
    // A scrape tries a write at most every 10 s, and the next one shows what became of it.
    let idle = before;
    const errors = async () => {
      idle = await scrape();
      return idle.samples.get('endpoint_reviewer_database_errors_total{kind="read_only"}');
    };
    await expect.poll(errors, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(await readyz()).toEqual({ status: 503, text: "the database isn't writable\n" });
    const fires = { EndpointReviewerDatabaseReadOnly: 195 };
    const unused = expectRules('read-only, unused', {
      ...{ recording: { before, after: idle, everyS: 60 }, forS: 700, fires },
    });

    expect(await submit(journey, 5)).toBe(5);
    const recording: Recording = { before, after: await scrape(), everyS: 60 };
    const both = { ...fires, EndpointReviewerSubmissionsFailing: 75 };
    await expectRules('read-only', { recording, forS: 700, fires: both });
    await unused;
  });

  it('page after 195 s where the disk of the embedded database is full', async () => {
    const folder = mountSmall();
    const { journey, scrape, readyz } = await startRecorded('embedded', ({ config }) => {
      config.databaseUrl = `file:${join(folder, 'reviews.db')}`;
    });
    await review(journey);
    const before = await scrape();
    fill(folder);
    let refused = 0;
    for (let time = 0; time < 50 && refused < 5; time++) refused += await submit(journey, 1);
    expect(refused).toBe(5);
    expect(await readyz()).toEqual({ status: 503, text: "the database isn't writable\n" });
    const recording: Recording = { before, after: await scrape(), everyS: 60 };
    const fires = { EndpointReviewerDatabaseFull: 195, EndpointReviewerSubmissionsFailing: 75 };
    await expectRules('full', { recording, forS: 700, fires });
    rmSync(join(folder, 'ballast'));
  });

  it('page after 75 s where the signing secret is another', async () => {
    const { journey, scrape } = await startRecorded();
    const before = await scrape();
    const port = journey.config.port ?? 0;
    for (let time = 0; time < 6; time++) expect(await postSigned(port, COMMAND, { secret: 'rotated' })).toBe(401);
    const recording: Recording = { before, after: await scrape(), everyS: 60 };
    await expectRules('signature', { recording, forS: 700, fires: { EndpointReviewerRequestsRefused: 75 } });
  });

  it('page after 75 s where Slack refuses the token of one of several workspaces, whose people use the bot', async () => {
    const { one, scrape } = await startSeveral();
    const before = await scrape();
    one.workspace.faults.next('views.open', { kind: 'error', error: 'token_revoked' }, 6);
    for (let time = 0; time < 6; time++) await one.ada.slashCommand(one.channel, CT_SCANS);
    const recording: Recording = { before, after: await scrape(), everyS: 60 };
    const fires = { EndpointReviewerTokenRefused: 75, EndpointReviewerCommandsFailing: 75, ...FORMS };
    await expectRules('token of one', { recording, forS: 700, fires });
  });

  it('page after 135 s where Slack refuses the token of the only workspace, which ends the process', async () => {
    const { scrape } = await startRecorded();
    const recording: Recording = { before: await scrape(), after: null, everyS: 60 };
    await expectRules('token of all', { recording, forS: 700, fires: { EndpointReviewerDown: 135 } });
  });

  it('page after 135 s where a bot is no longer found by discovery, and where none of two answers', async () => {
    const { scrape } = await startRecorded();
    const before = await scrape();
    const recording: Recording = { before, after: null, everyS: 60 };
    const gone: Case = {
      recording: { ...recording, processes: ['gone'] },
      forS: 700,
      fires: { EndpointReviewerAbsent: 135 },
    };
    await expectRules('gone', gone);
    const down: Case = {
      recording: { ...recording, processes: ['down', 'down'] },
      forS: 700,
      fires: { EndpointReviewerDown: 135 },
    };
    await expectRules('both down', down);
  });

  it('open a ticket after 615 s where one of two bots is down, and page nobody', async () => {
    const { scrape } = await startRecorded();
    const before = await scrape();
    const fires = { EndpointReviewerProcessDown: 615 };
    const recording: Recording = { before, after: before, everyS: 60, processes: ['up', 'down'] };
    await expectRules('one down', { recording, forS: 1_400, fires });
  });

  it('open a ticket over HTTP after a day without a request that follows days with some, but for quiet weekends', async () => {
    const { journey, scrape } = await startRecorded();
    const before = await scrape();
    await journey.ada.slashCommand(journey.channel, CT_SCANS);
    await journey.ada.waitForView();
    const after = await scrape();
    const days = { before, after, everyS: 3_600 };
    const [forS, stepS] = [4 * DAY_S, 300];
    const ends: Recording = { ...days, quiet: [[2 * DAY_S, 9 * DAY_S]] };
    const fires = { EndpointReviewerNoRequests: 3 * DAY_S + 600 };
    await expectRules('no requests', { recording: ends, forS, stepS, fires });
    const quiet = [0, 7].map((day) => [day * DAY_S - 3_600, (day + 2) * DAY_S] as const);
    await expectRules('weekends', { recording: { ...days, quiet }, forS: 11 * DAY_S, stepS, fires: {} });
    const withSockets = (scrape: Scrape): Scrape => ({
      ...scrape,
      samples: new Map([...scrape.samples, ['endpoint_reviewer_sockets{state="open"}', 2]]),
    });
    const overSockets: Recording = { ...ends, before: withSockets(before), after: withSockets(after) };
    await expectRules('over sockets', { recording: overSockets, forS, stepS, fires: {} });
  });

  it('open a ticket after 615 s for a workspace that removed the app, page nobody in 8 hours, and see a backlog of others', async () => {
    const { one, two, scrape, untilHeld } = await startSeveral();
    const before = await scrape();
    two.workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 1 });
    await review(two);
    await two.workspace.uninstall();
    await untilHeld(2);
    const held = await scrape();
    const ticket = { EndpointReviewerPostsHeld: 615 };
    const hours = expectRules('held', {
      recording: { before, after: held, everyS: DAY_S },
      forS: LONG_S,
      stepS: 60,
      fires: { EndpointReviewerPostsHeld: 660 },
    });

    one.workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 60 });
    await review(one);
    let after = held;
    const pending = async () => {
      after = await scrape();
      return after.samples.get('endpoint_reviewer_outbox_jobs{state="pending"}');
    };
    await expect.poll(pending).toBe(2);
    const ages = ['endpoint_reviewer_outbox_oldest_seconds'];
    const fires = { ...ticket, EndpointReviewerPostsWaiting: 615 };
    await expectRules('backlog', { recording: { before, after, everyS: DAY_S, ages }, forS: 700, fires });
    await hours;
  });

  it('page after 195 s where one review per minute is posted 301 s after it was stored', async () => {
    const { journey, scrape } = await startRecorded();
    const late = 'update slack_outbox set queued_at = queued_at - 301000 where id = new.id';
    const database = new LibsqlDatabase(journey.config.databaseUrl.slice('file:'.length));
    database.exec(`create trigger late after insert on slack_outbox begin ${late}; end`);
    database.close();
    const before = await scrape();
    await postedReview(journey);
    const recording: Recording = { before, after: await scrape(), everyS: 60 };
    const fires = { EndpointReviewerPostsBudgetFast: 195, EndpointReviewerPostsBudgetSlow: 195 };
    await expectRules('late', { recording, forS: 700, fires });
  });
});

const COMMAND = 'command=%2Fsagemaker-endpoint&team_id=T1&user_id=U1&channel_id=C1&text=';

/** Two workspaces that installed the bot. */
async function startSeveral() {
  const both = await startTwoWorkspaces('http');
  ends.push(() => both.end());
  await both.stopBot();
  const metricsPort = await freePort();
  both.config.metricsPort = metricsPort;
  await both.startBot();
  const { one, two, install } = both;
  await install(one.workspace);
  await install(two.workspace);
  const scrape = async () => {
    await pause(1_010);
    return scrapeFrom(metricsPort);
  };
  const held = async () => (await scrape()).samples.get('endpoint_reviewer_outbox_jobs{state="held"}');
  return { one, two, scrape, untilHeld: (jobs: number) => expect.poll(held, { timeout: 40_000 }).toBe(jobs) };
}

/** A file system of 3 MB, which root may mount. */
function mountSmall(): string {
  const folder = makeFolder();
  const path = join(folder.path, 'small');
  mkdirSync(path);
  asRoot('mount', '-t', 'tmpfs', '-o', `size=3m,mode=700,uid=${process.getuid?.() ?? 0}`, 'tmpfs', path);
  ends.push(() => {
    asRoot('umount', '--lazy', path);
    folder.remove();
  });
  return path;
}

function asRoot(...command: [string, ...string[]]): void {
  const [program, ...rest] = process.getuid?.() === 0 ? command : (['sudo', '-n', ...command] as const);
  const { status, stderr } = spawnSync(program ?? '', rest, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`A full disk takes root, or sudo without a password: ${command.join(' ')}: ${stderr}`);
}

/** Leaves a few pages of room. */
function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(Math.max(0, bavail - 4) * bsize));
}
