import { type Bot, createApp } from './app.ts';
import { describeFaults, readProcessConfig, secretsOf } from './config.ts';
import { createLogger, type Logger } from './logger.ts';
import { describeStartFault } from './slack/transport/start-fault.ts';

/** A process that was told to stop is gone by then, whatever hangs. Docker kills after 10 s, and 5 s are promised. */
const STOP_LIMIT_MS = 4800;

async function main(): Promise<void> {
  const read = readProcessConfig();
  if (!read.ok) {
    process.stderr.write(`${describeFaults(read.faults)}\n`);
    process.exit(1);
  }
  const { config } = read;
  const logger = createLogger({ level: config.logLevel, secrets: secretsOf(config) });

  const bot = createApp(config, { logger });
  handleSignals(bot, logger);
  try {
    await bot.start();
  } catch (error) {
    // A fault that a person can mend is one line. The supervisor starts the process again, so nothing is tried for long.
    const fault = describeStartFault(error, config.slackApiUrl);
    if (fault === null) logger.fatal({ err: error }, 'The bot could not start');
    else logger.fatal(fault);
    process.exit(1);
  }
}

function handleSignals(bot: Bot, logger: Logger): void {
  let stopping = false;

  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info(`${signal}: finishing what is in hand`);
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    await bot.stop();
    process.exit(0);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    stop(signal).catch((error: unknown) => {
      logger.fatal({ err: error }, 'The bot did not stop well');
      process.exit(1);
    });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);

  process.on('unhandledRejection', (reason) => {
    // While it disconnects, the Socket Mode client rejects a promise of its own that nobody holds.
    if (stopping) return;
    // A token revoked while running ends here: reconnecting is refused.
    const error = reason instanceof Error ? reason : new Error(String(reason));
    logger.fatal({ err: error }, 'Something failed that nobody handles: the bot ends');
    process.exit(1);
  });
}

await main();
