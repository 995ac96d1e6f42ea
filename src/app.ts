import { App } from '@slack/bolt';
import type { Kysely } from 'kysely';
import type { Config, Connection } from './config.ts';
import { createWriteCheck } from './database/transact.ts';
import { boltLogLevel, createBoltLogger, type Logger } from './logger.ts';
import type { RecordTables } from './open-record.ts';
import type { Metrics } from './operating/metrics.ts';
import { within } from './retry.ts';
import { createClients } from './slack/connection/clients.ts';
import { createHttpTransport } from './slack/connection/http-transport.ts';
import { type BotIdentity, identifyBot, watchToken } from './slack/connection/identity.ts';
import { createSocketModeTransport } from './slack/connection/socket-transport.ts';
import type { Sockets, Transport, TransportSettings } from './slack/connection/transport.ts';
import { sweepUninstalls } from './slack/erasure/uninstalls.ts';
import { createFirstDrafts, sweepDrafts } from './slack/form/draft-store.ts';
import { registerListeners } from './slack/listeners/index.ts';
import { createPoster } from './slack/outbox/poster.ts';
import { sweepHeardEvents } from './slack/outbox/questions.ts';
import { createUpkeep } from './slack/outbox/upkeep.ts';
import { createPeople } from './slack/people/look-ups.ts';

export interface Bot {
  /** Connects to Slack and resumes posts that an earlier process left. */
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
  identity: BotIdentity;
  /** Undefined where nothing is measured. */
  metrics?: Metrics | undefined;
}

/** The whole bot, wired once. */
export function createApp(config: Config, { logger, db, identity, metrics }: AppParts): Bot {
  const { botToken, slackApiUrl } = config;
  const { botId, botUserId, teamId, teamUrl, enterpriseId } = identity;
  const bolt = { logger: createBoltLogger(logger, config.logLevel), logLevel: boltLogLevel(config.logLevel) };

  const clientSettings = { botToken, slackApiUrl, logger: bolt.logger, ...(metrics && { onCall: metrics.onCall }) };
  const token = watchToken(() => identifyBot(clientSettings));
  const { interactive, posting } = createClients(clientSettings, token.suspect);
  const people = createPeople({ client: interactive, logger, enterpriseId });
  const { names } = people;
  const poster = createPoster({
    db,
    client: posting,
    logger,
    botUserId,
    teamUrl,
    names,
    ...(metrics && { onAttempt: metrics.onAttempt }),
  });
  const askDatabase = createWriteCheck(db);
  const transport = createTransport(config.connection, { ...bolt, slackApiUrl, askDatabase });
  const { replayNotifyUsd: notifyUsd, digestChannel } = config;
  const upkeep = createUpkeep({ db, poster, client: posting, logger, notifyUsd, digestChannel, teamUrl });
  const app = new App({
    ...bolt,
    // Keeps Bolt from asking for the identity: it would cache a failed answer, and every request would hang.
    botId,
    botUserId,
    token: botToken,
    receiver: transport.receiver,
    clientOptions: { slackApiUrl, retryConfig: { retries: 0 } },
    extendedErrorHandler: true,
    convoStore: false,
  });
  if (metrics !== undefined) app.use(metrics.timeCommands);
  const firstDrafts = createFirstDrafts(db, logger);
  const { deciders, defaultRegion, keepCorrections, reviewsPerHour } = config;
  registerListeners(app, {
    interactive,
    db,
    firstDrafts,
    poster,
    people,
    deciders,
    logger,
    teamUrl,
    reviewsPerHour,
    keepCorrections,
    defaultRegion,
  });

  const sweep = () => {
    sweepDrafts(db).catch((error: unknown) => logger.error({ err: error }, 'Could not delete expired drafts'));
    sweepHeardEvents(db).catch((error: unknown) => logger.error({ err: error }, 'Could not delete old events'));
    sweepTeams(() => token.isAccepted());
  };
  const sweepTeams = (isTokenAccepted: () => Promise<boolean>) => {
    sweepUninstalls(db, { teamId, isTokenAccepted, graceDays: config.uninstallGraceDays, logger }).catch(
      (error: unknown) =>
        logger.error({ err: error }, 'Could not delete teams that removed the app; will retry in an hour'),
    );
  };
  let sweeping: NodeJS.Timeout | undefined;

  return {
    async start() {
      await app.start();
      await poster.resume();
      upkeep.start();
      // Slack has just accepted the token.
      sweepTeams(async () => true);
      sweeping = setInterval(sweep, SWEEP_EVERY_MS).unref();
      const { kind, host } = config.connection;
      logger.info({ connection: kind, host, port: transport.port() }, 'The bot is running');
    },
    broken: Promise.race([transport.broken, token.revoked]),
    port: () => transport.port(),
    sockets: () => transport.sockets(),
    async stop() {
      clearInterval(sweeping);
      transport.stopAccepting();
      const answered = await transport.settled(ANSWER_MS);
      const [posted, , drafted] = await Promise.all([
        poster.drain(POST_MS),
        upkeep.stop(POST_MS),
        within(firstDrafts.allWritten(), POST_MS),
      ]);
      if (!answered || !posted || !drafted)
        logger.warn({ answered, posted, drafted }, 'Stopped with work unfinished; it resumes at the next start');
      await transport.close(CLOSE_MS);
    },
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
