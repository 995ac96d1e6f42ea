import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer } from 'node:http';
import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { Kysely } from 'kysely';
import type { Logger } from '../logger.ts';
import type { RecordTables } from '../open-record.ts';
import { steadyNow, within } from '../retry.ts';
import type { ReviewState } from '../reviews/record.ts';
import type { OnCall } from '../slack/connection/clients.ts';
import { listen, pathOf, portOf } from '../slack/connection/probes.ts';
import { classifyFailure } from '../slack/connection/slack-errors.ts';
import type { Sockets } from '../slack/connection/transport.ts';
import type { OnAttempt } from '../slack/outbox/deliver.ts';
import type { JobState } from '../slack/tables.ts';

// For the person who runs the bot: metrics, the check before a start, why a start failed. Metrics and check are loaded where asked for.
// May import: account, config, database, logger, open-record, policy, recommender, retry, reviews (types), slack, slack/connection,
// slack/installs, slack/outbox (types), terminal.

/** What is measured. The functions are handed to what they measure. */
export interface Metrics {
  onQuery(tookMs: number): void;
  onCall: OnCall;
  onAttempt: OnAttempt;
  /** Goes before all listeners: times each command until its form is open. */
  timeCommands: Middleware<AnyMiddlewareArgs>;
  /** Starts to answer `GET /metrics`. Rejects as `listen` does, with `setting` naming the port's setting. */
  serve(settings: MetricsServer): Promise<RunningMetrics>;
}

interface MetricsServer {
  port: number;
  /** The address to listen on. Default: all interfaces. */
  host?: string | undefined;
  db: Kysely<RecordTables>;
  /** The connections of Socket Mode by state. Null over HTTP. */
  sockets(): Sockets | null;
  logger: Logger;
}

/** The server of `GET /metrics`. */
export interface RunningMetrics {
  port: number | null;
  close(): void;
}

const PREFIX = 'endpoint_reviewer_';

/** Seconds. Slack shows its own error after 3. */
const COMMAND_BUCKETS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 5];

/** Seconds. A query in a file takes well under a millisecond, and PostgreSQL cancels one after 10 s by default. */
const DATABASE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How old an answer may be, in milliseconds: a flood of scrapes costs one rendering per second. */
const RENDER_EVERY_MS = 1_000;

/** How old the database's figures may be, in milliseconds. Counting reads an index of all reviews. */
const COUNT_EVERY_MS = 10_000;

/** How long a scrape waits for the database, in milliseconds. Prometheus waits 10 s for everything (`scrape_timeout`). */
const COUNT_LIMIT_MS = 1_000;

/** Scrapers are few. More connections, and slower ones, are closed. */
const CONNECTIONS_LIMIT = 50;
const LIMITS_MS = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 65_000 };

/** States of jobs that somebody or something still has to act on. Done ones are counted as posts. */
const OPEN_JOBS = ['pending', 'sending', 'refused', 'uncertain', 'dropped'] as const satisfies JobState[];

const REVIEW_STATES = Object.keys({
  proposed: true,
  accepted: true,
  overridden: true,
  withdrawn: true,
  superseded: true,
} satisfies Record<ReviewState, true>);

/** Loads the metrics' library, and registers every metric and those of Node. Call it once per process. */
export async function createMetrics(): Promise<Metrics> {
  const { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } = await import('prom-client');
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });

  const jobs = new Gauge({
    name: `${PREFIX}outbox_jobs`,
    help: 'Posts that are not done, by state. Every process on a database reports the same figure.',
    labelNames: ['state'],
    registers,
  });
  const oldest = new Gauge({
    name: `${PREFIX}outbox_oldest_seconds`,
    help: 'Seconds since the oldest pending post was queued, or 0. Every process on a database reports the same figure.',
    registers,
  });
  const reviews = new Gauge({
    name: `${PREFIX}reviews_total`,
    help: 'Reviews by state. Every process on a database reports the same figure.',
    labelNames: ['state'],
    registers,
  });
  const sockets = new Gauge({
    name: `${PREFIX}sockets`,
    help: 'Connections of Socket Mode: open, leaving (about to close), missing (not open though they should be).',
    labelNames: ['state'],
    registers,
  });
  const posts = new Counter({
    name: `${PREFIX}posts_total`,
    help: 'Attempts to post by kind of post, and how they ended: posted, needless, again, refused, uncertain.',
    labelNames: ['kind', 'result'],
    registers,
  });
  const calls = new Counter({
    name: `${PREFIX}slack_calls_total`,
    help: 'Calls to Slack by method: ok, or why they failed.',
    labelNames: ['method', 'result'],
    registers,
  });
  const commandSeconds = new Histogram({
    name: `${PREFIX}command_seconds`,
    help: 'Seconds from a slash command to the open form.',
    buckets: COMMAND_BUCKETS,
    registers,
  });
  const databaseSeconds = new Histogram({
    name: `${PREFIX}database_seconds`,
    help: 'Seconds that a query took.',
    buckets: DATABASE_BUCKETS,
    registers,
  });

  /** Within a command: when it came, in milliseconds. */
  const commandAt = new AsyncLocalStorage<number>();

  /** Reads what only the database knows. Without an answer its gauges have no value: an old one would look current. */
  function createCount(db: Kysely<RecordTables>, logger: Logger): () => Promise<void> {
    let counting: Promise<unknown> | undefined;
    let countedAt = Number.NEGATIVE_INFINITY;
    let isFailing = false;

    async function count(): Promise<void> {
      const counted = await countIn(db);
      for (const state of OPEN_JOBS) jobs.set({ state }, counted.jobs.get(state) ?? 0);
      for (const state of REVIEW_STATES) reviews.set({ state }, counted.reviews.get(state) ?? 0);
      oldest.set(counted.oldestAt === null ? 0 : Math.max(0, steadyNow() - counted.oldestAt) / 1000);
      countedAt = steadyNow();
      isFailing = false;
    }

    return async () => {
      if (steadyNow() - countedAt < COUNT_EVERY_MS) return;
      let why: unknown = `no answer within ${COUNT_LIMIT_MS} ms`;
      counting ??= count()
        .catch((error: unknown) => {
          why = error;
          throw error;
        })
        .finally(() => {
          counting = undefined;
        });
      if (await within(counting, COUNT_LIMIT_MS)) return;
      jobs.reset();
      reviews.reset();
      oldest.remove();
      if (!isFailing) logger.warn({ err: why }, "The metrics leave out the database's figures until it answers");
      isFailing = true;
    };
  }

  return {
    onQuery: (tookMs) => databaseSeconds.observe(tookMs / 1000),
    onCall(method, error) {
      calls.inc({ method, result: error === undefined ? 'ok' : classifyFailure(error).kind });
      const startedAt = commandAt.getStore();
      if (method !== 'views.open' || error !== undefined || startedAt === undefined) return;
      commandSeconds.observe((performance.now() - startedAt) / 1000);
    },
    onAttempt: (kind, result) => posts.inc({ kind, result }),
    async timeCommands({ body, next }) {
      await ('command' in body ? commandAt.run(performance.now(), next) : next());
    },
    async serve({ port, host, db, logger, ...given }) {
      const count = createCount(db, logger);
      const render = createRender(async () => {
        await count();
        for (const [state, number] of Object.entries(given.sockets() ?? {})) sockets.set({ state }, number);
        return register.metrics();
      });
      return serveText({ port, host, logger, contentType: register.contentType, render });
    },
  };
}

/** Counts what is open in the outbox, and all reviews, by state. `oldestAt`: milliseconds since 1970. */
async function countIn(db: Kysely<RecordTables>) {
  const jobs = await db
    .selectFrom('slack_outbox')
    .where('state', 'in', OPEN_JOBS)
    .select(({ fn }) => ['state', fn.countAll<number>().as('number'), fn.min('queued_at').as('oldest_at')])
    .groupBy('state')
    .execute();
  const reviews = await db
    .selectFrom('reviews')
    .select(({ fn }) => ['state', fn.countAll<number>().as('number')])
    .groupBy('state')
    .execute();
  const waiting = jobs.filter(({ state }) => state === 'pending' || state === 'sending');
  return {
    jobs: new Map<string, number>(jobs.map(({ state, number }) => [state, number])),
    reviews: new Map<string, number>(reviews.map(({ state, number }) => [state, number])),
    oldestAt: waiting.length === 0 ? null : Math.min(...waiting.map(({ oldest_at: at }) => at)),
  };
}

/** Renders at most once per second, however many ask. */
function createRender(render: () => Promise<string>): () => Promise<string> {
  let rendering: Promise<string> | undefined;
  let startedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (rendering !== undefined && steadyNow() - startedAt < RENDER_EVERY_MS) return rendering;
    startedAt = steadyNow();
    rendering = render();
    return rendering;
  };
}

interface ServedText {
  port: number;
  host: string | undefined;
  contentType: string;
  render(): Promise<string>;
  logger: Logger;
}

async function serveText({ port, host, contentType, render, logger }: ServedText): Promise<RunningMetrics> {
  const server = createServer(LIMITS_MS, (request, response) => {
    const isAsked = pathOf(request) === '/metrics' && (request.method === 'GET' || request.method === 'HEAD');
    if (!isAsked) {
      response.writeHead(404, { Connection: 'close' }).end();
      return;
    }
    render().then(
      (text) => response.writeHead(200, { 'Content-Type': contentType }).end(text),
      (error: unknown) => {
        logger.error({ err: error }, 'Could not answer a scrape');
        response.writeHead(500).end();
      },
    );
  });
  server.maxConnections = CONNECTIONS_LIMIT;
  await listen(server, port, host).catch((error: unknown) => {
    throw error instanceof Error ? Object.assign(error, { setting: 'METRICS_PORT' }) : error;
  });
  return {
    port: portOf(server),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
