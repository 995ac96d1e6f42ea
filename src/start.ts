import type { Kysely } from 'kysely';
import { openAdvisor } from './advice/advisor.ts';
import { createApp } from './app.ts';
import { BOT_ACTOR } from './audit.ts';
import { createWriteCheck } from './database/transact.ts';
import { createBoltLogger, type Logger } from './logger.ts';
import { createModelReader } from './model-reader/index.ts';
import { openRecord, type RecordTables } from './open-record.ts';
import type { Metrics } from './operating/metrics.ts';
import type { RunningMetrics } from './operating/metrics-server.ts';
import { describeStartFault } from './operating/start-fault.ts';
import { forbidsReader } from './policy/team-rules.ts';
import { steadyNow } from './retry.ts';
import { accessOf, type Config } from './settings/config.ts';
import type { ClientSettings } from './slack/connection/clients.ts';
import { createSlackClock, describeOff } from './slack/connection/clock.ts';
import { identifyBot } from './slack/connection/identity.ts';
import type { AnswerPage } from './slack/connection/probes.ts';
import { isTokenFault } from './slack/connection/slack-errors.ts';
import { deleteDueTeams } from './slack/erasure/uninstalls.ts';
import { createOneWorkspace, type Workspaces } from './slack/installs/workspaces.ts';
import { logMissingScopes } from './slack/scopes.ts';
import { warmUp } from './warm-up.ts';

export interface RunningBot {
  /** The port for HTTP requests. Null if none is open. */
  port: number | null;
  /** The port for `GET /metrics`. Null if none is open. */
  metricsPort: number | null;
  /** Resolves when Slack refuses the token for good. */
  broken: Promise<unknown>;
  /** Finishes work in progress, within 4 s, and closes the database. */
  stop(): Promise<void>;
}

/** `text`: one line that an administrator can act on. */
type StartedBot = { ok: true; bot: RunningBot } | { ok: false; text: string };

/**
 * A query is done long before 10 s. A lock is waited for less than the 3 s after which Slack shows its own error for a button, and more
 * than the 1 s after which PostgreSQL detects a deadlock: https://www.postgresql.org/docs/current/runtime-config-locks.html
 */
const TIMEOUTS = { statementTimeoutMs: 10_000, lockTimeoutMs: 2_000 };

/** Limits for tests: three seconds of Slack's are longer on a busy machine. */
type Limits = Pick<Parameters<typeof createApp>[1], 'answerWithinMs'>;

/** Once per process: what is compiled stays. */
let warmed: Promise<void> | undefined;

/**
 * Opens the record, asks Slack who the bot is, and connects. Fails fast, so that the cause is visible at once and a supervisor
 * can restart it. Rejects only on a bug.
 */
export async function startBot(config: Config, logger: Logger, limits: Limits = {}): Promise<StartedBot> {
  const { metricsPort, host } = config;
  // A faulty policy is no start: nobody may be told that something is allowed which isn't.
  const opened = await openAdvisor(config.policyFile, { defaultRegion: config.defaultRegion });
  if (!opened.ok) return opened;
  const { advisor } = opened;
  const metrics = metricsPort === null ? undefined : await loadMetrics();
  const record = await openRecord(config.databaseUrl, {
    ...metrics?.onUse,
    onLost: (error) => logger.warn({ err: error }, 'Lost a database connection; opening another one'),
    server: { poolSize: config.databasePoolSize, ...TIMEOUTS },
  });
  if (!record.ok) return record;
  if (record.warning !== undefined) logger.warn(record.warning);
  let scraped: RunningMetrics | undefined;
  try {
    const clock = watchClock(logger, metrics);
    const calling = { fetch: clock.fetch, ...(metrics && { onCall: metrics.onCall }) };
    const finding = findServed(config, { db: record.db, logger, calling });
    // While Slack answers.
    warmed ??= warmUp(advisor, logger);
    const [served] = await Promise.all([finding, warmed]);
    if (!served.ok) {
      await record.close();
      return served;
    }
    const askDatabase = createWriteCheck(record);
    const reader = createModelReader(config, {
      isForbidden: (channelId) => forbidsReader(advisor.policy, channelId),
      ...(config.readerModel !== null && metrics?.measureReader()),
    });
    const parts = {
      logger,
      db: record.db,
      askDatabase,
      ...served,
      metrics,
      advisor,
      reader,
      now: clock.now,
      ...limits,
    };
    const app = createApp(config, parts);
    if (metricsPort !== null) {
      const { sockets } = app;
      const scraping = { port: metricsPort, host, db: record.db, askDatabase, sockets, logger };
      scraped = await metrics?.serve(scraping);
      logger.info({ port: scraped?.port }, 'Serving metrics');
    }
    await app.start();
    logMissingScopes(logger, served.scopes);
    const stop = async () => {
      await app.stop();
      reader?.close();
      scraped?.close();
      await record.close();
    };
    const { broken } = app;
    const ports = { port: app.port(), metricsPort: scraped?.port ?? null };
    return { ok: true, bot: { ...ports, broken, stop } };
  } catch (error) {
    scraped?.close();
    await record.close();
    const text = describeStartFault(error, config.slackApiUrl);
    if (text === null) throw error;
    return { ok: false, text };
  }
}

interface ServedParts {
  db: Kysely<RecordTables>;
  logger: Logger;
  /** For every client. */
  calling: Pick<ClientSettings, 'fetch' | 'onCall'>;
}

/** `scopes`: those granted to the only workspace; empty where there may be several. */
type Served =
  | { ok: true; workspaces: Workspaces; scopes: readonly string[]; answerPage?: AnswerPage }
  | { ok: false; text: string };

/** Asks Slack who the bot is in its only workspace, or reads which workspaces installed it. Rejects as Slack's client does. */
async function findServed(config: Config, { db, logger, calling }: ServedParts): Promise<Served> {
  const { slackApiUrl } = config;
  const access = accessOf(config);
  const boltLogger = createBoltLogger(logger, config.logLevel);
  if (access.kind === 'several-workspaces') {
    const { serveInstalls } = await import('./slack/installs/several-workspaces.ts');
    return serveInstalls(access, { db, slackApiUrl, logger, boltLogger, calling });
  }
  const settings = { botToken: access.botToken, slackApiUrl, logger: boltLogger, ...calling };
  const identity = await identifyBot(settings).catch(async (error: unknown) => {
    if (isTokenFault(error)) await deleteDue(db, config, logger);
    throw error;
  });
  return { ok: true, workspaces: createOneWorkspace(settings, identity, logger), scopes: identity.scopes };
}

/** How often a wrong clock is logged, in milliseconds. */
const WARN_EVERY_MS = 60 * 60 * 1000;

/** Slack's clock. Logs and counts where this machine's is over a minute off. */
function watchClock(logger: Logger, metrics: Metrics | undefined) {
  let warnedAt = Number.NEGATIVE_INFINITY;
  return createSlackClock({
    onOff(aheadMs) {
      metrics?.onClockOff();
      if (steadyNow() - warnedAt < WARN_EVERY_MS) return;
      warnedAt = steadyNow();
      logger.warn({ aheadMs }, `This machine's clock is ${describeOff(aheadMs)}. Set it, or let it be kept by NTP`);
    },
  });
}

/** The metrics' library is loaded only where something is measured. */
async function loadMetrics(): Promise<Metrics> {
  const { createMetrics } = await import('./operating/metrics.ts');
  return createMetrics();
}

/** A refused token often means that the app was removed, and its data must not outlive the grace period. */
async function deleteDue(db: Kysely<RecordTables>, { uninstallGraceDays }: Config, logger: Logger): Promise<void> {
  try {
    await deleteDueTeams(db, { graceDays: uninstallGraceDays, logger, actor: BOT_ACTOR });
  } catch (error) {
    logger.error({ err: error }, 'Could not delete teams that removed the app; will retry at the next start');
  }
}
