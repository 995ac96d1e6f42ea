import { AsyncLocalStorage } from 'node:async_hooks';
import type { ReceiverEvent } from '@slack/bolt';
import type { Kysely } from 'kysely';
import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { DATABASE_ERROR_KINDS, type OnUse } from '../database/errors.ts';
import type { Logger } from '../logger.ts';
import type { ModelCall } from '../model-reader/index.ts';
import type { RecordTables } from '../open-record.ts';
import { steadyNow, within } from '../retry.ts';
import type { ReviewState } from '../reviews/record.ts';
import type { OnCall } from '../slack/connection/clients.ts';
import { classifyFailure, type Failure, isLate } from '../slack/connection/slack-errors.ts';
import {
  type Hearing,
  REFUSED_REQUESTS,
  type RefusedRequest,
  type Sockets,
  type TakeEvent,
} from '../slack/connection/transport.ts';
import { VIEWS } from '../slack/ids.ts';
import { countOpenJobs, OPEN_JOBS } from '../slack/outbox/count-jobs.ts';
import { ATTEMPT_RESULTS, type OnAttempt } from '../slack/outbox/deliver.ts';
import { kindsThat } from '../slack/outbox/job-kinds.ts';
import { VERSION } from '../version.ts';
import { type RunningMetrics, serveText } from './metrics-server.ts';

// For the person who runs the bot: metrics, the check before a start, why a start failed. Metrics and check are loaded where asked for.

export interface Metrics {
  onUse: Required<OnUse>;
  onCall: OnCall;
  onAttempt: OnAttempt;
  /** An answer of Slack was over a minute from this machine's clock. */
  onClockOff(): void;
  hearing: Hearing;
  /** Registers what a language model costs. Call it once, where one is named. */
  measureReader(): ReaderMetrics;
  onFailed(): void;
  /** Starts to answer `GET /metrics`. Rejects as `listen` does, with `setting` naming the port's setting. */
  serve(settings: MetricsServer): Promise<RunningMetrics>;
}

interface MetricsServer {
  port: number;
  /** The address to listen on. Default: all interfaces. */
  host?: string | null;
  db: Kysely<RecordTables>;
  /** As for `GET /readyz`. */
  askDatabase(): Promise<boolean>;
  /** The connections of Socket Mode by state. Null over HTTP. */
  sockets(): Sockets | null;
  logger: Logger;
}

/** Loads the metrics' library, and registers every metric and those of Node. Call it once per process. */
export async function createMetrics(): Promise<Metrics> {
  const { Registry, collectDefaultMetrics, ...library } = await import('prom-client');
  const register = new Registry();
  collectDefaultMetrics({ register });
  const meters = createMeters(library, register);
  const interactions = createInteractionMetrics(meters);
  const slack = createSlackMetrics(meters);
  const record = createRecordMetrics(meters);
  meters
    .gauge('build_info', 'Always 1: the version of the bot, and of Node.', ['version', 'node'])
    .set({ version: VERSION, node: process.version }, 1);
  return {
    onUse: { onQuery: record.onQuery, onError: record.onError },
    onCall(method, error) {
      slack.onCall(method, error);
      interactions.onCall(method, error);
    },
    onAttempt: slack.onAttempt,
    onClockOff: slack.onClockOff,
    hearing: interactions,
    measureReader: () => createReaderMetrics(meters),
    onFailed: interactions.onFailed,
    async serve({ port, host, logger, sockets, ...counted }) {
      const count = record.counting({ ...counted, logger });
      const render = async () => {
        await count();
        slack.showSockets(sockets());
        return register.metrics();
      };
      return serveText({ port, host, logger, contentType: register.contentType, render });
    },
  };
}

/** A label and all its values, each of which has a figure from the start: a rate needs the 0 before the first. */
type Labels = Readonly<Record<string, readonly string[]>>;

interface Meters {
  counter(name: string, help: string, labels: Labels): Counter;
  /** Has no value before it is set. */
  gauge(name: string, help: string, labelNames?: readonly string[]): Gauge;
  histogram(name: string, help: string, buckets: number[]): Histogram;
}

const PREFIX = 'endpoint_reviewer_';

type Library = Pick<typeof import('prom-client'), 'Counter' | 'Gauge' | 'Histogram'>;

export function createMeters({ Counter, Gauge, Histogram }: Library, register: Registry): Meters {
  const registers = [register];
  return {
    counter(name, help, labels) {
      const counter = new Counter({ name: PREFIX + name, help, labelNames: Object.keys(labels), registers });
      for (const combination of combinationsOf(labels)) counter.inc(combination, 0);
      return counter;
    },
    gauge: (name, help, labelNames = []) => new Gauge({ name: PREFIX + name, help, labelNames, registers }),
    histogram: (name, help, buckets) => new Histogram({ name: PREFIX + name, help, buckets, registers }),
  };
}

function combinationsOf(labels: Labels): Record<string, string>[] {
  return Object.entries(labels).reduce<Record<string, string>[]>(
    (combinations, [label, values]) =>
      combinations.flatMap((combination) => values.map((value) => ({ ...combination, [label]: value }))),
    [{}],
  );
}

/** Seconds. Slack shows its own error after 3. */
const COMMAND_BUCKETS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 5];

const COMMAND_RESULTS = ['opened', 'late', 'failed'] as const;
const SUBMISSION_RESULTS = ['stored', 'refused', 'failed'] as const;

/** Whether submitting a view stores something. The others show something next, or can't be submitted. */
const STORES = {
  workload: true,
  raiseConcern: true,
  resolveConcern: true,
  concerns: false,
  accept: true,
  answerSize: true,
  addMeasurement: true,
  override: true,
  overridePolicy: true,
  confirm: true,
  decider: true,
  endpoint: true,
  getCode: true,
  search: false,
  fromEndpoint: false,
  home: false,
} satisfies Record<keyof typeof VIEWS, boolean>;

const STORING_VIEWS = new Set<unknown>(
  (Object.keys(VIEWS) as (keyof typeof VIEWS)[]).filter((name) => STORES[name]).map((name) => VIEWS[name]),
);

/** A command or a submission that is being handled. */
interface Followed {
  hasFailed: boolean;
  /** Counts it, the first time. */
  settle(result: string): void;
  isCommand: boolean;
}

/** What becomes of what people do. `onCall` hears of the call that opens a command's form. */
function createInteractionMetrics({ counter, histogram }: Meters): Hearing & Pick<Metrics, 'onCall' | 'onFailed'> {
  const commands = counter('commands_total', 'Commands by whether their form opened.', { result: COMMAND_RESULTS });
  const seconds = histogram(
    'command_seconds',
    'Seconds from a slash command to its open form, or until that was given up.',
    COMMAND_BUCKETS,
  );
  const submissions = counter('submissions_total', 'Submitted forms and dialogs by what became of them.', {
    result: SUBMISSION_RESULTS,
  });
  const requests = counter(
    'requests_total',
    'Commands, presses, submissions and events that Slack sent, once they were accepted.',
    {},
  );
  const refused = counter('requests_refused_total', 'Requests that were refused before they were handled, by reason.', {
    reason: REFUSED_REQUESTS,
  });
  const current = new AsyncLocalStorage<Followed | undefined>();

  return {
    async follow(event, handle) {
      const { body } = event;
      requests.inc();
      if ('command' in body) await current.run(followCommand(commands, seconds), () => handleCommand(event, handle));
      else if (isStoring(body)) await current.run(follow(submissions), () => handleSubmission(event, handle));
      else await current.run(undefined, () => handle(event));
    },
    onCall(method, error) {
      const followed = current.getStore();
      if (method !== 'views.open' || !followed?.isCommand) return;
      followed.settle(error === undefined ? 'opened' : isLate(error) ? 'late' : 'failed');
    },
    onFailed() {
      const followed = current.getStore();
      if (followed !== undefined) followed.hasFailed = true;
    },
    onRefused: (reason: RefusedRequest) => refused.inc({ reason }),
  };

  /** Commands without a form, such as `help`, count only where they fail. */
  async function handleCommand(event: ReceiverEvent, handle: TakeEvent): Promise<void> {
    await handle(event);
    const followed = current.getStore();
    if (followed?.hasFailed) followed.settle('failed');
  }

  async function handleSubmission(event: ReceiverEvent, handle: TakeEvent): Promise<void> {
    const followed = current.getStore();
    const ack: ReceiverEvent['ack'] = async (answer) => {
      followed?.settle(followed.hasFailed ? 'failed' : isStillOpen(answer) ? 'refused' : 'stored');
      await event.ack(answer);
    };
    await handle({ ...event, ack });
    followed?.settle('failed');
  }
}

function follow(counter: Counter, onSettled = () => {}, isCommand = false): Followed {
  let isSettled = false;
  return {
    hasFailed: false,
    isCommand,
    settle(result) {
      if (isSettled) return;
      isSettled = true;
      counter.inc({ result });
      onSettled();
    },
  };
}

function followCommand(commands: Counter, seconds: Histogram): Followed {
  const startedAt = performance.now();
  return follow(commands, () => seconds.observe((performance.now() - startedAt) / 1000), true);
}

const isStoring = (body: ReceiverEvent['body']): boolean =>
  body['type'] === 'view_submission' && STORING_VIEWS.has(body['view']?.callback_id);

/** Returns whether the answer to a submission keeps its form open, with errors or with another view. */
function isStillOpen(answer: unknown): boolean {
  const action = typeof answer === 'object' && answer !== null && 'response_action' in answer && answer.response_action;
  return action === 'errors' || action === 'update' || action === 'push';
}

/** The methods of Slack that the bot calls. */
const METHODS = [
  ...['assistant.threads.setSuggestedPrompts', 'auth.test', 'oauth.v2.access'],
  ...['chat.getPermalink', 'chat.postEphemeral', 'chat.postMessage', 'chat.update'],
  ...['conversations.history', 'conversations.info', 'conversations.replies'],
  ...['files.completeUploadExternal', 'files.getUploadURLExternal', 'files.info'],
  ...['functions.completeError', 'functions.completeSuccess'],
  ...['reactions.add', 'usergroups.list', 'usergroups.users.list', 'users.conversations', 'users.info'],
  ...['views.open', 'views.publish', 'views.push', 'views.update'],
];

const FAILURES = Object.keys({
  'no-access': true,
  content: true,
  gone: true,
  'not-permitted': true,
  'not-authorised': true,
  'rate-limited': true,
  unreachable: true,
  uncertain: true,
} satisfies Record<Failure['kind'], true>);

/** How an attempt to send a webhook can end. */
const WEBHOOK_RESULTS = { posted: 'delivered', again: 'again', refused: 'failed', crashed: 'failed' } as const;
type WebhookResult = keyof typeof WEBHOOK_RESULTS;

interface SlackMetrics extends Pick<Metrics, 'onCall' | 'onAttempt' | 'onClockOff'> {
  showSockets(sockets: ReturnType<MetricsServer['sockets']>): void;
}

/** Seconds. A post takes well under one, and one that fails is retried for a day. 300 is the promise. */
const DELAY_BUCKETS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14_400];

function createSlackMetrics({ counter, gauge, histogram }: Meters): SlackMetrics {
  const calls = counter('slack_calls_total', 'Calls to Slack by method: ok, or why they failed.', {
    method: METHODS,
    result: ['ok', ...FAILURES],
  });
  const posts = counter(
    'posts_total',
    'Attempts to post by kind of post, and how they ended: posted, needless, again, refused, uncertain, crashed.',
    { kind: kindsThat(({ postedAs }) => postedAs !== 'webhook'), result: ATTEMPT_RESULTS },
  );
  const delays = histogram(
    'post_delay_seconds',
    'Seconds from storing a submitted review until its message was posted.',
    DELAY_BUCKETS,
  );
  const webhooks = counter(
    'webhooks_total',
    'Attempts to send a webhook, and how they ended: delivered, again, failed (after 24 hours).',
    { result: Object.values(WEBHOOK_RESULTS) },
  );
  const connections = gauge(
    'sockets',
    'Connections of Socket Mode: open, leaving (about to close), missing (not open though they should be).',
    ['state'],
  );
  const off = counter('clock_off_total', "Answers of Slack whose date was over a minute off this machine's clock.", {});
  return {
    onClockOff: () => off.inc(),
    onCall: (method, error) => calls.inc({ method, result: error === undefined ? 'ok' : classifyFailure(error).kind }),
    onAttempt(kind, result, waitedMs) {
      if (kind === 'message' && waitedMs !== undefined) delays.observe(waitedMs / 1000);
      if (kind !== 'webhook') posts.inc({ kind, result });
      else if (result in WEBHOOK_RESULTS) webhooks.inc({ result: WEBHOOK_RESULTS[result as WebhookResult] });
    },
    showSockets(sockets) {
      for (const [state, number] of Object.entries(sockets ?? {})) connections.set({ state }, number);
    },
  };
}

/** Seconds. A query in a file takes well under a millisecond, and PostgreSQL cancels one after 10 s by default. */
const DATABASE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How old the database's figures may be, in milliseconds. Counting reads an index of all reviews. */
const COUNT_EVERY_MS = 10_000;

/** How long a scrape waits for the database, in milliseconds. Prometheus waits 10 s for everything (`scrape_timeout`). */
const COUNT_LIMIT_MS = 1_000;

const REVIEW_STATES = Object.keys({
  proposed: true,
  accepted: true,
  overridden: true,
  withdrawn: true,
  superseded: true,
} satisfies Record<ReviewState, true>);

const SAME_EVERYWHERE = 'Every process on a database reports the same figure.';

/** The database, and what only it knows. */
interface RecordMetrics extends Required<OnUse> {
  /** Returns a function that counts what is in a database. Without an answer those gauges have no value: an old one would look current. */
  counting(counted: Pick<MetricsServer, 'db' | 'askDatabase' | 'logger'>): () => Promise<void>;
}

function createRecordMetrics({ counter, gauge, histogram }: Meters): RecordMetrics {
  const states = ['state'];
  const jobs = gauge('outbox_jobs', `Posts that are not done, by state. ${SAME_EVERYWHERE}`, states);
  const oldest = gauge(
    'outbox_oldest_seconds',
    `Seconds since the oldest pending post was queued that is not held, or 0. ${SAME_EVERYWHERE}`,
  );
  const reviews = gauge('reviews', `Reviews by state. ${SAME_EVERYWHERE}`, states);
  const seconds = histogram('database_seconds', 'Seconds that a query took.', DATABASE_BUCKETS);
  const errors = counter('database_errors_total', 'Queries, commits and connections that failed, by kind.', {
    kind: DATABASE_ERROR_KINDS,
  });

  async function count(db: Kysely<RecordTables>): Promise<void> {
    const [open, stored] = await Promise.all([countOpenJobs(db), countReviews(db)]);
    for (const state of OPEN_JOBS) jobs.set({ state }, open.jobs.get(state) ?? 0);
    for (const state of REVIEW_STATES) reviews.set({ state }, stored.get(state) ?? 0);
    oldest.set(open.oldestAt === null ? 0 : Math.max(0, steadyNow() - open.oldestAt) / 1000);
  }

  function forget(): void {
    for (const one of [jobs, reviews]) one.reset();
    oldest.remove();
  }

  return {
    onQuery: (tookMs) => seconds.observe(tookMs / 1000),
    onError: (kind) => errors.inc({ kind }),
    counting({ db, askDatabase, logger }) {
      let counting: Promise<unknown> | undefined;
      let countedAt = Number.NEGATIVE_INFINITY;
      let isFailing = false;
      return async () => {
        if (steadyNow() - countedAt < COUNT_EVERY_MS) return;
        // So that a database that takes no writes is noticed while nobody writes. Its errors are counted.
        askDatabase().catch(() => {});
        let why: unknown = `no answer within ${COUNT_LIMIT_MS} ms`;
        counting ??= count(db)
          .then(() => {
            countedAt = steadyNow();
            isFailing = false;
          })
          .catch((error: unknown) => {
            why = error;
            throw error;
          })
          .finally(() => {
            counting = undefined;
          });
        if (await within(counting, COUNT_LIMIT_MS)) return;
        forget();
        if (!isFailing) logger.warn({ err: why }, "The metrics leave out the database's figures until it answers");
        isFailing = true;
      };
    },
  };
}

async function countReviews(db: Kysely<RecordTables>): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('reviews')
    .select(({ fn }) => ['state', fn.countAll<number>().as('number')])
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, number }) => [state, number]));
}

/** What the language model costs, and how its calls end. */
interface ReaderMetrics {
  onCall(call: ModelCall): void;
  onDropped(facts: number): void;
}

/** Seconds, about the default limit of 6. */
const READER_BUCKETS = [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 10, 30];

/** Nothing was sent. */
const NOT_SENT = ['budget', 'forbidden', 'too-long'] as const;
const READER_FAILED = ['timeout', 'throttled', 'denied', 'not-enabled', 'no-schema', 'nonsense', 'error'] as const;
const READER_OUTCOMES = ['ok', ...READER_FAILED, ...NOT_SENT] as const;

export function createReaderMetrics({ counter, histogram }: Meters): ReaderMetrics {
  const calls = counter('reader_calls_total', 'Texts for the language model: ok, or why it did not read them.', {
    outcome: READER_OUTCOMES,
  });
  const tokens = counter('reader_tokens_total', 'Tokens of the language model.', { direction: ['in', 'out'] });
  const dropped = counter(
    'reader_dropped_facts_total',
    'Facts of its answers that have no quote in the text, and are not even asked.',
    {},
  );
  const seconds = histogram('reader_seconds', 'Seconds per call of the language model.', READER_BUCKETS);
  return {
    onCall({ outcome, seconds: took, inputTokens, outputTokens }) {
      calls.inc({ outcome });
      tokens.inc({ direction: 'in' }, inputTokens);
      tokens.inc({ direction: 'out' }, outputTokens);
      if (!NOT_SENT.some((kept) => kept === outcome)) seconds.observe(took);
    },
    onDropped: (facts) => dropped.inc({}, facts),
  };
}
