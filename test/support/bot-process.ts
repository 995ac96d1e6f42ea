import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Config } from '../../src/settings/config.ts';

export interface BotProcess {
  process: ChildProcess;
  /** What it wrote to both of its outputs so far. */
  output(): string;
  /** Resolves once the bot runs. @throws Error if it ends first. */
  running(): Promise<void>;
  /** Resolves to the exit code, or to the signal that ended it. */
  ended: Promise<number | string | null>;
}

/** The real process, in an empty environment and folder but for what is given. `from`: what Node is started with. */
export function startBotProcess(
  environment: Record<string, string>,
  folder: string,
  from: readonly string[],
): BotProcess {
  const child = spawn(process.execPath, from, {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string | null);
  return {
    process: child,
    output: () => output,
    async running() {
      const hasEnded = ended.then(() => true);
      while (!output.includes('The bot is running')) {
        const isOver = await Promise.race([hasEnded, new Promise<false>((resolve) => setTimeout(resolve, 20, false))]);
        if (isOver) throw new Error(`The bot ended:\n${output}`);
      }
    },
    ended,
  };
}

/** The environment that a configuration was read from. */
export function environmentOf(config: Config, port: number) {
  const access = {
    SLACK_BOT_TOKEN: config.slackBotToken,
    SLACK_CLIENT_ID: config.slackClientId,
    SLACK_CLIENT_SECRET: config.slackClientSecret,
    SLACK_STATE_SECRET: config.slackStateSecret,
    TOKEN_KEYS: config.tokenKeys.join(','),
    SLACK_APP_TOKEN: config.slackAppToken,
    SLACK_SIGNING_SECRET: config.slackSigningSecret,
  };
  return {
    ...Object.fromEntries(Object.entries(access).map(([name, value]) => [name, value ?? ''])),
    SLACK_API_URL: config.slackApiUrl,
    DATABASE_URL: config.databaseUrl,
    COMMANDS_PER_MINUTE: String(config.commandsPerMinute),
    REVIEWS_PER_HOUR: String(config.reviewsPerHour),
    WORKSPACE_REVIEWS_PER_HOUR: String(config.workspaceReviewsPerHour),
    LOG_LEVEL: config.logLevel,
    PORT: String(port),
  };
}
