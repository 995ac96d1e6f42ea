import { type ChildProcess, execFile, execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { COMMAND } from '../src/slack/ids.ts';
import { freePort } from '../test/support/free-port.ts';
import type { Report } from './report.ts';

/** How to measure. */
export interface Setup {
  /** Rounds per measurement, each with new processes. */
  rounds: number;
  /** Commands per round. */
  commands: number;
  /** The folder with the bot's production build. */
  build: string;
  compiled: Compiled;
  /** What the command says. */
  text: string;
  /** The form that it opens, as JSON, for the bare app. */
  viewFile: string;
  /** The folder for the apps' CPU profiles. */
  profile: string | undefined;
  /** Reports progress. */
  say(text: string): void;
}

/** One measurement. */
export interface Measure {
  /** For `--only`, and for its place in the document. */
  name: string;
  /** Maximum rounds, for one that takes long and gains nothing from more. */
  mostRounds?: number;
  run(setup: Setup): Promise<Report>;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Inside node_modules, so that imports of packages are found from there. */
const FOLDER = join(ROOT, 'node_modules/.cache/bench');
const FLAGS = ['--ignoreConfig', '--target', 'es2023', '--module', 'nodenext', '--types', 'node', '--skipLibCheck'];
const SOURCES = ['bare-bolt', 'memory-probe', 'timed-child', 'account-child'] as const;

/** The compiled files by name. */
type Compiled = Record<(typeof SOURCES)[number], string>;

/**
 * Compiles the bench's own programs, so that plain Node starts them: a loader would count in start-up time and memory.
 */
export async function compile(): Promise<Compiled> {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{ "type": "module" }\n');
  const sources = SOURCES.map((name) => join(ROOT, `bench/processes/${name}.ts`));
  await promisify(execFile)(join(ROOT, 'node_modules/.bin/tsc'), [...FLAGS, '--outDir', FOLDER, ...sources]);
  return Object.fromEntries(SOURCES.map((name) => [name, join(FOLDER, `${name}.js`)])) as Compiled;
}

const PACKAGE = new URL('../package.json', import.meta.url);

export const APPS = ['bare', 'bot'] as const;
/** `bare`: Bolt alone. `bot`: this project's build. */
export type AppKind = (typeof APPS)[number];

export type ConnectionKind = 'socket-mode' | 'http';

interface AppOptions {
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
      ? {
          DATABASE_URL: databaseUrl,
          COMMANDS_PER_MINUTE: '0',
          REVIEWS_PER_HOUR: '0',
          WORKSPACE_REVIEWS_PER_HOUR: '0',
        }
      : { BARE_COMMAND: COMMAND, BARE_VIEW: viewFile };
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const program =
    kind === 'bot' ? [...productionFlags(), join(build, 'endpoint-reviewer.js'), 'start'] : [compiled['bare-bolt']];
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

/** What the workspace's process can be asked to do, by name, and what it returns. */
export interface Errands {
  /** Commands, each followed until its form is open. */
  commands: { asked: Effort & { text: string }; answer: Timed };
  /** Opens forms, then submits them, each followed until the review's message and its first reply are posted. */
  submissions: { asked: Effort & { text: string }; answer: Timed };
  /** One person opens the Home tab repeatedly, each time until it is published. */
  homes: { asked: { count: number }; answer: Timed };
  /** One person searches for these words repeatedly, each time until the result is shown. */
  searches: { asked: { count: number; words: string }; answer: Timed };
  /** Waits for the first connection. Returns when it was opened, in milliseconds since 1970. */
  connected: { asked: null; answer: number };
  /** Slack's rules that the app broke. */
  breaches: { asked: null; answer: string[] };
}

export type ErrandName = keyof Errands;

interface Effort {
  count: number;
  /** How many run at once: as soon as one is done, the next begins. */
  inFlight: number;
}

export interface Timed {
  /** Milliseconds of each. */
  times: number[];
  /** Milliseconds in all. */
  seconds: number;
}

/** The workspace's address, and what an app needs to connect. */
export interface Entrance {
  apiUrl: string;
  botToken: string;
  appToken: string;
  signingSecret: string;
  teamId: string;
  /** The person who opens the Home tab. */
  userId: string;
  /** A channel that the person is in. */
  channelId: string;
}

const CHILD = fileURLToPath(new URL('processes/double-child.ts', import.meta.url));

/** The workspace in a separate process. */
export interface Double extends Entrance {
  /** One at a time. @throws Error if it fails. */
  ask<Name extends ErrandName>(name: Name, asked: Errands[Name]['asked']): Promise<Errands[Name]['answer']>;
  /** @throws Error if the app broke one of Slack's rules. */
  expectNoBreaches(): Promise<void>;
  close(): Promise<void>;
}

type Answer<Value> = { ok: true; value: Value } | { ok: false; text: string };

/** `eventsUrl`: the app's HTTP endpoint. Without it, Socket Mode. */
export async function openDouble(eventsUrl?: string): Promise<Double> {
  const child = fork(CHILD, [eventsUrl ?? 'socket-mode'], { execArgv: ['--import', import.meta.resolve('tsx')] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The workspace ended');
  });
  ended.catch(() => {});
  const [entrance] = (await Promise.race([once(child, 'message'), ended])) as [Entrance];

  const ask: Double['ask'] = async (name, asked) => {
    const answered = once(child, 'message');
    child.send({ name, asked });
    const [answer] = (await Promise.race([answered, ended])) as [Answer<Errands[typeof name]['answer']>];
    if (!answer.ok) throw new Error(answer.text);
    return answer.value;
  };
  return {
    ...entrance,
    ask,
    async expectNoBreaches() {
      const breaches = await ask('breaches', null);
      if (breaches.length > 0) throw new Error(`Slack's rules were broken:\n${breaches.join('\n')}`);
    },
    async close() {
      child.disconnect();
      await ended.catch(() => {});
    },
  };
}

interface WorldOptions {
  connection?: ConnectionKind;
  /** Default: a new file of the embedded database. */
  databaseUrl?: string;
  flags?: readonly string[];
  /** More variables for the app. */
  environment?: Readonly<Record<string, string>>;
}

/** Runs something with a new workspace and a new process of an app, and stops both afterwards. */
export async function inWorld<T>(
  setup: Setup,
  kind: AppKind,
  { connection = 'socket-mode', databaseUrl, flags = [], environment = {} }: WorldOptions,
  work: (double: Double, app: RunningApp) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const port = await freePort();
  const double = await openDouble(connection === 'http' ? `http://127.0.0.1:${port}/slack/events` : undefined);
  let app: RunningApp | undefined;
  try {
    const url = databaseUrl ?? `file:${join(folder, 'reviews.db')}`;
    const options = { entrance: double, connection, port, folder, databaseUrl: url, flags, environment };
    app = await startApp(setup, kind, options);
    if (connection === 'socket-mode') await double.ask('connected', null);
    const found = await work(double, app);
    await double.expectNoBreaches();
    return found;
  } finally {
    await app?.stop();
    await double.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs several in turn, repeatedly, in reverse order every second time, so that none is always first. */
export async function inTurn<Kind>(
  kinds: readonly Kind[],
  rounds: number,
  work: (kind: Kind, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? kinds : kinds.toReversed();
    for (const kind of order) await work(kind, round);
  }
}

/** Linux reports CPU time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Seconds of CPU time that a process has used, over all threads. NaN if the system doesn't say. */
export function processorSeconds(pid: number): number {
  try {
    // The name, in parentheses, may contain spaces. After it, user and system time are the 12th and 13th field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

/** What a process holds in memory, in MB. */
export function residentMB(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
}
