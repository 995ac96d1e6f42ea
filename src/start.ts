import type { Kysely } from 'kysely';
import { createApp } from './app.ts';
import { BOT_ACTOR } from './audit.ts';
import type { Config } from './config.ts';
import { createBoltLogger, type Logger } from './logger.ts';
import { openRecord, type RecordTables } from './open-record.ts';
import { identifyBot } from './slack/connection/identity.ts';
import { isTokenFault } from './slack/connection/slack-errors.ts';
import { describeStartFault } from './slack/connection/start-fault.ts';
import { deleteDueTeams } from './slack/erasure/uninstalls.ts';
import { logMissingScopes } from './slack/scopes.ts';

export interface RunningBot {
  /** The port for HTTP requests. Null if none is open. */
  port: number | null;
  /** Resolves when Slack refuses the token for good. */
  broken: Promise<unknown>;
  /** Finishes work in progress, within 4 s, and closes the database. */
  stop(): Promise<void>;
}

/** `text`: one line that an administrator can act on. */
type StartedBot = { ok: true; bot: RunningBot } | { ok: false; text: string };

/**
 * Opens the record, asks Slack who the bot is, and connects. Fails fast, so that the cause is visible at once and a supervisor
 * can restart it. Rejects only on a bug.
 */
export async function startBot(config: Config, logger: Logger): Promise<StartedBot> {
  const record = await openRecord(config.databaseUrl, {
    onLost: (error) => logger.warn({ err: error }, 'Lost a database connection; opening another one'),
    server: {
      poolSize: config.databasePoolSize,
      statementTimeoutMs: config.databaseStatementTimeoutSeconds * 1000,
      lockTimeoutMs: config.databaseLockTimeoutSeconds * 1000,
    },
  });
  if (!record.ok) return record;
  if (record.warning !== undefined) logger.warn(record.warning);
  try {
    const boltLogger = createBoltLogger(logger, config.logLevel);
    const identity = await identifyBot({ ...config, logger: boltLogger }).catch(async (error: unknown) => {
      if (isTokenFault(error)) await deleteDue(record.db, config, logger);
      throw error;
    });
    const app = createApp(config, { logger, db: record.db, identity });
    await app.start();
    logMissingScopes(logger, identity.scopes);
    const stop = async () => {
      await app.stop();
      await record.close();
    };
    return { ok: true, bot: { port: app.port(), broken: app.broken, stop } };
  } catch (error) {
    await record.close();
    const text = describeStartFault(error, config.slackApiUrl);
    if (text === null) throw error;
    return { ok: false, text };
  }
}

/** A refused token often means that the app was removed, and its data must not outlive the grace period. */
async function deleteDue(db: Kysely<RecordTables>, { uninstallGraceDays }: Config, logger: Logger): Promise<void> {
  try {
    await deleteDueTeams(db, { graceDays: uninstallGraceDays, logger, actor: BOT_ACTOR });
  } catch (error) {
    logger.error({ err: error }, 'Could not delete teams that removed the app; will retry at the next start');
  }
}
