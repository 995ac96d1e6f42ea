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
  /** Where HTTP requests are answered; null where none are. */
  port: number | null;
  /** Resolves, at most once, to Slack's refusal of a token: nothing will work any more. */
  broken: Promise<unknown>;
  /** Finishes what is in hand, within 4 s, and closes the database. */
  stop(): Promise<void>;
}

/** `text`: what an administrator can mend, in one line. */
type StartedBot = { ok: true; bot: RunningBot } | { ok: false; text: string };

/**
 * Opens the record, asks Slack who the bot is, and connects. Rejects only at a fault of ours. Nothing is tried for long:
 * whoever starts the bot is to see what is wrong at once, and a supervisor starts it again.
 */
export async function startBot(config: Config, logger: Logger): Promise<StartedBot> {
  const record = await openRecord(config.databaseUrl, {
    onLost: (error) =>
      logger.warn({ err: error }, 'A connection to the database broke off; another one takes its place'),
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

/** A refused token is often that of the very team that removed the app: its data must not outlive the grace period. */
async function deleteDue(db: Kysely<RecordTables>, { uninstallGraceDays }: Config, logger: Logger): Promise<void> {
  try {
    await deleteDueTeams(db, { graceDays: uninstallGraceDays, logger, actor: BOT_ACTOR });
  } catch (error) {
    logger.error({ err: error }, 'Could not delete teams that removed the app; next try at the next start');
  }
}
