import { createLogger, type Logger } from '../logger.ts';
import { describeStartFault } from '../operating/start-fault.ts';
import { type Config, describeFaults, readProcessConfig, secretsOf } from '../settings/config.ts';
import { startBot } from '../start.ts';
import { defineCommand, EXIT, Stop } from './command.ts';
import { noMore } from './read-arguments.ts';

/** Hard limit for shutdown, in milliseconds after the signal. */
const STOP_LIMIT_MS = 4800;

export const command = defineCommand({
  usage: (name) => `Usage: ${name} [--account FILE]

Settings are read from the environment and from .env. It ends at SIGTERM and
SIGINT. The command doctor checks settings, Slack and the database before.

  --account FILE  a recorded account that is read instead of AWS, such as
                  examples/account/fictional.jsonl
  -h, --help      this text
  --version       the version

Exit status: 0 stopped by a signal, 1 not started or ended by a fault, 2 usage error.
`,
  options: { account: { type: 'string', needs: 'a file' } },
  async run({ values, words }) {
    noMore(words);
    const read = readProcessConfig();
    if (!read.ok) throw new Stop(describeFaults(read.faults));
    const logger = createLogger({ level: read.config.logLevel, secrets: secretsOf(read.config) });
    for (const { variable, text } of read.warnings) logger.warn(`${variable}: ${text}`);

    const starting = startBot({ ...read.config, accountFile: values.account }, logger);
    const stop = async () => {
      const started = await starting;
      if (started.ok) await started.bot.stop();
    };
    const isStopping = handleSignals(read.config, logger, stop);
    const started = await starting.catch((error: unknown) => endWith(logger, error, 'Could not start'));
    if (!started.ok) {
      logger.fatal(started.text);
      process.exit(EXIT.faults);
    }

    const refusal = await started.bot.broken;
    if (isStopping()) return EXIT.done;
    // Before stopping, which may hang.
    logger.fatal(describeStartFault(refusal, read.config.slackApiUrl) ?? 'Slack refused the token; exiting');
    setTimeout(() => process.exit(EXIT.faults), STOP_LIMIT_MS).unref();
    await stop();
    process.exit(EXIT.faults);
  },
});

/** Stops the bot on SIGTERM and SIGINT. Returns whether a signal was received. */
function handleSignals({ slackApiUrl }: Config, logger: Logger, stop: () => Promise<void>): () => boolean {
  let stopping = false;

  const stopAtSignal = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info(`${signal}: stopping`);
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stopAtSignal(signal).catch((error: unknown) => endWith(logger, error, 'Could not stop cleanly'));
    });
  }

  // Node would print these without redacting secrets.
  process.on('uncaughtException', (error) => endWith(logger, error, 'Uncaught exception; exiting'));
  process.on('unhandledRejection', (reason) => {
    // The Socket Mode client rejects a promise that nobody awaits while it disconnects.
    if (stopping) return;
    const fault = describeStartFault(reason, slackApiUrl);
    if (fault !== null) {
      logger.fatal(fault);
      process.exit(1);
    }
    endWith(logger, reason, 'Unhandled rejection; exiting');
  });
  return () => stopping;
}

function endWith(logger: Logger, reason: unknown, text: string): never {
  logger.fatal({ err: reason instanceof Error ? reason : new Error(String(reason)) }, text);
  process.exit(1);
}
