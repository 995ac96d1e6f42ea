import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Config } from '../../src/config.ts';

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
  const { access, connection, slackApiUrl, databaseUrl, reviewsPerHour, logLevel } = config;
  return {
    ...environmentOfAccess(access),
    SLACK_API_URL: slackApiUrl,
    DATABASE_URL: databaseUrl,
    REVIEWS_PER_HOUR: String(reviewsPerHour),
    LOG_LEVEL: logLevel,
    PORT: String(port),
    ...(connection.kind === 'http'
      ? { SLACK_SIGNING_SECRET: connection.signingSecret }
      : { SLACK_APP_TOKEN: connection.appToken }),
  };
}

function environmentOfAccess(access: Config['access']): Record<string, string> {
  if (access.kind === 'one-workspace') return { SLACK_BOT_TOKEN: access.botToken };
  return {
    SLACK_CLIENT_ID: access.clientId,
    SLACK_CLIENT_SECRET: access.clientSecret,
    SLACK_STATE_SECRET: access.stateSecret,
    TOKEN_KEYS: access.tokenKeys.join(','),
  };
}
