import { App } from '@slack/bolt';
import type { Kysely } from 'kysely';
import type { Advisor } from './advice/advisor.ts';
import { boltLogLevel, createBoltLogger, type Logger } from './logger.ts';
import type { ModelReader } from './model-reader/index.ts';
import type { RecordTables } from './open-record.ts';
import type { Metrics } from './operating/metrics.ts';
import type { PriceList } from './recommender/index.ts';
import { within } from './retry.ts';
import { type Config, type Connection, connectionOf, receiversIn } from './settings/config.ts';
import { sweepMeasured } from './slack/account/measured-workload.ts';
import { type AccountReader, createAwsReader, createRecordedReader, NO_ACCOUNT } from './slack/account/reader.ts';
import { createHttpTransport } from './slack/connection/http-transport.ts';
import type { AnswerPage } from './slack/connection/probes.ts';
import { createSocketModeTransport } from './slack/connection/socket-transport.ts';
import type { Sockets, Transport, TransportSettings } from './slack/connection/transport.ts';
import { sweepUninstalls } from './slack/erasure/uninstalls.ts';
import { createFirstDrafts, type FirstDrafts, sweepDrafts } from './slack/form/draft-store.ts';
import { type Place, postingIn, type Workspace, type Workspaces } from './slack/installs/workspaces.ts';
import { registerListeners } from './slack/listeners/index.ts';
import type { ListenerParts, SharedParts } from './slack/listeners/parts.ts';
import { unanswered } from './slack/listeners/press.ts';
import { createLookAt, NO_LOOK } from './slack/outbox/look.ts';
import { createPoster, type Poster } from './slack/outbox/poster.ts';
import { markSeenEvent, sweepSeenEvents } from './slack/outbox/questions.ts';
import { createReminders } from './slack/outbox/reminders.ts';
import { createRevisits } from './slack/outbox/revisits.ts';
import { type Chore, createUpkeep, type Upkeep } from './slack/outbox/upkeep.ts';
import { VERSION } from './version.ts';

export interface Bot {
  /** Connects to Slack, resumes posts that an earlier process left, and tidies up every hour. */
  start(): Promise<void>;
  /** Resolves when Slack refuses the token for good. */
  broken: Promise<unknown>;
  /** The port for HTTP requests. Null if none is open. */
  port(): number | null;
  /** The connections of Socket Mode by state. Null over HTTP. */
  sockets(): Sockets | null;
  /** Finishes work in progress and closes all connections, within 4 s. The caller closes the database. */
  stop(): Promise<void>;
}

/** Milliseconds that a stop waits for answers to people, for posts, and for connections to close. */
const ANSWER_MS = 1500;
const POST_MS = 1500;
const CLOSE_MS = 1000;

const SWEEP_EVERY_MS = 60 * 60 * 1000;

interface AppParts {
  logger: Logger;
  db: Kysely<RecordTables>;
  workspaces: Workspaces;
  /** For `GET /readyz`: returns whether the database is writable. */
  askDatabase(): Promise<boolean>;
  /** Other pages on the port. */
  answerPage?: AnswerPage | undefined;
  advisor: Advisor;
  /** Undefined where nothing is measured. */
  metrics?: Metrics | undefined;
  /** Undefined where rules alone read what people write. */
  reader?: ModelReader | undefined;
  /** Milliseconds since 1970 by Slack's clock: processes share claims on posts, and posts are looked up by their time. */
  now: () => number;
  /** As the transport has it. */
  answerWithinMs?: number | undefined;
}

/** The whole bot, wired once. */
export function createApp(config: Config, parts: AppParts): Bot {
  const { logger, workspaces } = parts;
  const { hearing, onFailed } = parts.metrics ?? {};
  const { slackApiUrl } = config;
  const bolt = { logger: createBoltLogger(logger, config.logLevel), logLevel: boltLogLevel(config.logLevel) };
  const { askDatabase, answerPage, answerWithinMs } = parts;
  const isNew = (signature: string, teamId: string) => markSeenEvent(parts.db, { teamId, eventId: signature });
  const given = { ...bolt, slackApiUrl, askDatabase, answerPage, hearing, unanswered, isNew, answerWithinMs };
  const transport = createTransport(connectionOf(config), given);
  const app = new App({
    ...bolt,
    ...workspaces.bolt,
    receiver: transport.receiver,
    clientOptions: { slackApiUrl, retryConfig: { retries: 0 } },
    extendedErrorHandler: true,
    convoStore: false,
  });
  const work = createWork(config, parts);
  const onRefused = () => hearing?.onRefused('rate');
  const partsOf = createPartsOf(workspaces, sharedParts(config, parts, work));
  registerListeners(app, partsOf, logger, { ...(onFailed && { onFailed }), onRefused });
  const sweeps = createSweeps(config, parts);

  return {
    async start() {
      await app.start();
      await work.poster.resume();
      work.upkeep.start();
      sweeps.start();
      const { kind, host } = connectionOf(config);
      const told = { version: VERSION, connection: kind, host: host ?? undefined, port: transport.port() };
      logger.info(told, 'The bot is running');
    },
    broken: Promise.race([transport.broken, workspaces.broken]),
    port: () => transport.port(),
    sockets: () => transport.sockets(),
    async stop() {
      sweeps.stop();
      transport.stopAccepting();
      const answered = await transport.settled(ANSWER_MS);
      const ended = { answered, ...(await drain(work)) };
      if (!Object.values(ended).every(Boolean))
        logger.warn(ended, 'Stopped with work unfinished; it resumes at the next start');
      await transport.close(CLOSE_MS);
    },
  };
}

/** What goes on behind the answers to people. */
interface Work {
  poster: Poster;
  firstDrafts: FirstDrafts;
  account: AccountReader;
  upkeep: Upkeep;
}

function createWork(config: Config, parts: AppParts): Work {
  const { db, logger, advisor, reader, workspaces, metrics, now } = parts;
  const workspaceOf = async (teamId: string) => {
    const workspace = await workspaces.of({ teamId });
    return workspace && postingIn(workspace);
  };
  const { deciders, awsRegions: regions } = config;
  const receivers = receiversIn(config);
  const { one } = workspaces;
  const lookAt = one && regions.length > 0 ? createLookAt({ teamId: one.identity.teamId, regions, logger }) : NO_LOOK;
  const poster = createPoster({
    db,
    advisor,
    reader,
    logger,
    workspaceOf,
    lookAt,
    deciders,
    receivers,
    now,
    ...(metrics && { onAttempt: metrics.onAttempt }),
  });
  const account = one === null ? NO_ACCOUNT : readerOf(config, advisor.prices);
  const isServed = async (teamId: string) => (await workspaces.of({ teamId })) !== null;
  const ofAll = { db, policy: advisor.policy, kick: poster.kick, isServed };
  const chores = [reminderChore(ofAll), revisitChore({ ...ofAll, attempt: poster.attempt, lookAt })];
  return {
    poster,
    account,
    firstDrafts: createFirstDrafts(db, logger),
    upkeep: createUpkeep({ logger, chores }),
  };
}

/** Ends the work, and returns what is done. */
async function drain({ poster, upkeep, firstDrafts }: Work) {
  const [posted, , drafted] = await Promise.all([
    poster.drain(POST_MS),
    upkeep.stop(POST_MS),
    within(firstDrafts.allWritten(), POST_MS),
  ]);
  return { posted, drafted };
}

function sharedParts(
  settings: Config,
  { db, advisor, logger, metrics, reader }: AppParts,
  { firstDrafts, poster, account }: Work,
): SharedParts {
  const onFailed = metrics?.onFailed;
  const receivers = settings.decisionWebhookUrl.length;
  return { db, advisor, firstDrafts, poster, receivers, account, settings, logger, onFailed, reader };
}

/** The listeners' parts in the workspace of a place: the same object as long as the workspace is. */
function createPartsOf(workspaces: Workspaces, shared: SharedParts) {
  const known = new WeakMap<Workspace, ListenerParts>();
  return async (place: Place): Promise<ListenerParts | null> => {
    const workspace = await workspaces.of(place);
    if (workspace === null) return null;
    const { interactive, people, install, identity } = workspace;
    const { teamId, teamUrl, scopes } = identity;
    const parts = known.get(workspace) ?? { ...shared, interactive, people, install, teamId, teamUrl, scopes };
    known.set(workspace, parts);
    return parts;
  };
}

interface Sweep {
  failed: string;
  run(): Promise<unknown>;
}

/** Hourly deletion of what has expired, and refreshing of tokens. Nothing of it rejects. */
interface Sweeps {
  /** Runs what can't wait an hour, and all of it every hour. */
  start(): void;
  stop(): void;
}

function createSweeps({ uninstallGraceDays: graceDays }: Config, { db, workspaces, logger }: AppParts): Sweeps {
  const { standingOf } = workspaces;
  const urgent: Sweep[] = [
    { failed: 'Could not refresh tokens; will retry', run: () => workspaces.maintain() },
    {
      failed: 'Could not delete teams that removed the app; will retry in an hour',
      run: () => sweepUninstalls(db, { standingOf, graceDays, logger }),
    },
  ];
  const all: Sweep[] = [
    ...urgent,
    { failed: 'Could not delete expired drafts', run: () => sweepDrafts(db) },
    { failed: 'Could not delete old events', run: () => sweepSeenEvents(db) },
    { failed: 'Could not delete old measurements', run: () => sweepMeasured(db) },
  ];
  const runAll = (sweeps: Sweep[]) =>
    Promise.all(sweeps.map(({ failed, run }) => run().catch((err: unknown) => logger.error({ err }, failed))));
  let timer: NodeJS.Timeout | undefined;
  return {
    start() {
      runAll(urgent).catch(() => {});
      timer = setInterval(() => void runAll(all), SWEEP_EVERY_MS).unref();
    },
    stop: () => clearInterval(timer),
  };
}

const MINUTE_MS = 60_000;

/** A review that nobody touched in a working week and its weekend is likely forgotten. The policy may say otherwise. */
const NUDGES = { days: 7, most: 3 };

function reminderChore({
  policy,
  ...parts
}: Pick<Parameters<typeof createReminders>[0], 'db' | 'kick' | 'isServed'> & Pick<Advisor, 'policy'>): Chore {
  const { afterDays = NUDGES.days, most = NUDGES.most } = policy?.nudge ?? {};
  return {
    failed: 'Could not bring up reviews that are due; retrying in a minute',
    everyMs: MINUTE_MS,
    load: async () => createReminders({ ...parts, timeZone: policy?.timeZone, nudging: { afterDays, most } }),
  };
}

function readerOf({ accountFile: file, awsRegions }: Config, prices: PriceList): AccountReader {
  return file === undefined ? createAwsReader(awsRegions, { prices }) : createRecordedReader(file, prices);
}

const REVISITS_EVERY_MS = 10 * MINUTE_MS;

function revisitChore({ policy, ...parts }: Parameters<typeof createRevisits>[0] & Pick<Advisor, 'policy'>): Chore {
  return {
    failed: 'Could not bring up decisions that are due; retrying in ten minutes',
    everyMs: REVISITS_EVERY_MS,
    load: async () => createRevisits({ ...parts, timeZone: policy?.timeZone }),
  };
}

function createTransport(connection: Connection, settings: TransportSettings): Transport {
  switch (connection.kind) {
    case 'socket-mode':
      return createSocketModeTransport(connection, settings);
    case 'http':
      return createHttpTransport(connection, settings);
  }
}
