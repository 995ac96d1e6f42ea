import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND } from '../../src/slack/ids.ts';
import type { Setup } from './setup.ts';

const PACKAGE = new URL('../../package.json', import.meta.url);

export const APPS = ['bare', 'bot'] as const;
/** `bare`: Bolt alone. `bot`: this project's build. */
export type AppKind = (typeof APPS)[number];

export type ConnectionKind = 'socket-mode' | 'http';

export interface AppOptions {
  entrance: { apiUrl: string; botToken: string; appToken: string; signingSecret: string };
  connection: ConnectionKind;
  port: number;
  /** A separate empty folder. */
  folder: string;
  databaseUrl: string;
  /** For Node, before the program. */
  flags?: readonly string[];
  /** More variables. */
  environment?: Readonly<Record<string, string>>;
}

export interface RunningApp {
  pid: number;
  process: ChildProcess;
  /** Milliseconds since 1970. */
  startedAt: number;
  stop(): Promise<void>;
}

/** Starts an app as in production, and waits until it is running. */
export async function startApp(
  { build, compiled, viewFile, profile }: Setup,
  kind: AppKind,
  { entrance, connection, port, folder, databaseUrl, flags = [], environment = {} }: AppOptions,
): Promise<RunningApp> {
  const tokens =
    connection === 'http' ? { SLACK_SIGNING_SECRET: entrance.signingSecret } : { SLACK_APP_TOKEN: entrance.appToken };
  const own =
    kind === 'bot'
      ? { DATABASE_URL: databaseUrl, SOCKET_SECONDS_APART: '0', REVIEWS_PER_HOUR: '0' }
      : { BARE_COMMAND: COMMAND, BARE_VIEW: viewFile };
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const program = kind === 'bot' ? [...productionFlags(), join(build, 'main.js')] : [compiled['bare-bolt']];
  const startedAt = Date.now();
  const child = spawn(process.execPath, [...flags, ...profiling, ...program], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      SLACK_BOT_TOKEN: entrance.botToken,
      SLACK_API_URL: entrance.apiUrl,
      ...(connection === 'http' && { PORT: String(port) }),
      ...tokens,
      ...own,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'close');
  await running(child, ended);
  return {
    pid: child.pid ?? 0,
    process: child,
    startedAt,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Node's flags in `npm start`, except those only npm needs. */
function productionFlags(): string[] {
  const { scripts }: { scripts: { start: string } } = JSON.parse(readFileSync(PACKAGE, 'utf8'));
  return scripts.start.split(' ').filter((word) => word.startsWith('--') && word !== '--import');
}

function running(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        if (said.length < 10_000) said += text;
        if (said.includes('The bot is running')) resolve();
      });
    }
    ended.then(() => reject(new Error(`The app ended:\n${said}`)), reject);
  });
}
