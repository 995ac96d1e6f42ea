import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Person } from '../../local-workspace/people/person.ts';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import { type BotProcess, startBotProcess } from '../support/bot-process.ts';
import { freePort } from '../support/free-port.ts';
import { SIGNING_SECRET } from '../support/signed-request.ts';

interface WorldOptions {
  kind?: 'socket-mode' | 'http';
  /** Its file is kept in memory, where the system can: the speed of the disk is not what is counted. */
  isRecordInMemory?: boolean;
  /** Default: a file of the embedded database. */
  databaseUrl?: string;
  /** When Slack delivers an event again that was not acknowledged. */
  eventRetryDelaysMs?: number[];
  environment?: Record<string, string>;
  /** The bot may read its channels, as the optional scopes of the manifest let it. Default: it may not. */
  mayRead?: boolean;
  /** A file that is loaded into the bot's process before the bot. */
  preload?: string;
}

/** A workspace and the bot's real process in it. */
export interface World {
  workspace: Workspace;
  ada: Person;
  ben: Person;
  /** A public channel that the bot is in. */
  channel: string;
  /** A folder of the case's own; the database is in it. */
  folder: string;
  port: number;
  /**
   * Resolves when the bot is connected. `environment`: what is set otherwise, as for a second process.
   *
   * @throws Error with its exit code and what it wrote, if it ends first.
   */
  startBot(environment?: Record<string, string>): Promise<BotProcess>;
  end(): Promise<void>;
}

const PROGRAM = fileURLToPath(new URL('../../src/endpoint-reviewer.ts', import.meta.url));
const TSX = ['--import', import.meta.resolve('tsx')];

const { bot, bot_optional: optional } = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'))
  .oauth_config.scopes as { bot: string[]; bot_optional: string[] };

/** Linux keeps this folder in memory. */
const IN_MEMORY = '/dev/shm';

/** `built`: the file to start instead of the source. */
export async function openWorld(built: string | undefined, options: WorldOptions): Promise<World> {
  const { kind = 'socket-mode', environment = {}, eventRetryDelaysMs, mayRead = false, preload } = options;
  const port = await freePort();
  const eventsUrl = `http://127.0.0.1:${port}/slack/events`;
  const workspace = await startWorkspace({
    transport: kind === 'http' ? { eventsUrl, signingSecret: SIGNING_SECRET } : 'socket',
    // Its two connections are opened half a second apart.
    connectionSeconds: 1,
    scopes: bot.filter((scope) => mayRead || !optional.includes(scope)),
    ...(eventRetryDelaysMs && { eventRetryDelaysMs }),
  });
  const place = options.isRecordInMemory === true && existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir();
  const folder = mkdtempSync(join(place, 'endpoint-reviewer-faults-'));
  const bots: BotProcess[] = [];
  const ada = workspace.addUser('ada');
  const ben = workspace.addUser('ben');
  const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
  const tokens = kind === 'http' ? { SLACK_SIGNING_SECRET: SIGNING_SECRET } : { SLACK_APP_TOKEN: workspace.appToken };

  return {
    workspace,
    ada,
    ben,
    channel,
    folder,
    port,
    async startBot(otherwise = {}) {
      const bot = startBotProcess(
        {
          SLACK_BOT_TOKEN: workspace.botToken,
          SLACK_API_URL: workspace.apiUrl,
          DATABASE_URL: options.databaseUrl ?? `file:${join(folder, 'reviews.db')}`,
          PORT: String(port),
          COMMANDS_PER_MINUTE: '0',
          REVIEWS_PER_HOUR: '0',
          WORKSPACE_REVIEWS_PER_HOUR: '0',
          ...tokens,
          ...environment,
          ...otherwise,
        },
        folder,
        [
          ...(built === undefined || preload !== undefined ? TSX : []),
          ...(preload === undefined ? [] : ['--import', preload]),
          built ?? PROGRAM,
          'start',
        ],
      );
      bots.push(bot);
      await bot.running().catch(async (error: unknown) => {
        throw new Error(`code ${await bot.ended}: ${error instanceof Error ? error.message : String(error)}`);
      });
      if (kind === 'socket-mode') await workspace.waitFor(() => workspace.openConnections() >= 2, 10_000);
      return bot;
    },
    async end() {
      for (const { process, ended } of bots) {
        process.kill('SIGKILL');
        await ended;
      }
      await workspace.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Looks every 50 ms until something is so, or the limit, in milliseconds, has passed. */
export async function until(isSo: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

/**
 * Kills the bot as soon as something is so in the workspace, not only at the next look. Resolves, once the process is gone,
 * to whether it was so within 10 s; it is killed in any case.
 */
export async function killWhen(
  { workspace }: World,
  bot: BotProcess,
  isSo: () => boolean,
  laterMs = 0,
): Promise<boolean> {
  const reached = await new Promise<boolean>((resolve) => {
    const late = setTimeout(settle, 10_000, false);
    const unsubscribe = workspace.subscribe(() => {
      // In the next turn: what is written down as delivered is sent in this one.
      if (!isSo()) return;
      if (laterMs === 0) process.nextTick(settle, true);
      else setTimeout(settle, laterMs, true);
    });
    function settle(isReached: boolean): void {
      clearTimeout(late);
      unsubscribe();
      bot.process.kill('SIGKILL');
      resolve(isReached);
    }
  });
  await bot.ended;
  return reached;
}

/** How long things last, in seconds. Shorter in continuous integration than in the table that is published. */
export interface Durations {
  /** Commands are sent for so long. */
  load: number;
  /** Slack answers 500 for so long. */
  trouble: number;
  /** Replies come so late. */
  delay: number;
  /** What Slack asks to wait at a rate limit. */
  retryAfter: number;
}

/** One row of the table: what was sent, what arrived, and what became of the rest. */
export interface Finding {
  what: string;
  sent: number;
  arrived: number;
  lost: number;
  doubled: number;
  remark: string;
  /** Why something may be lost here, and how much; without it nothing may. */
  unavoidable?: { why: string; atMost: number };
  /** This machine cannot bring the fault about. */
  isNotRun?: boolean;
  /** Something else that is wrong: the run fails. */
  fault?: string;
}

export interface FaultTools {
  durations: Durations;
  /** A workspace, and a way to start the bot in it. Ended with the case. */
  open(options?: WorldOptions): Promise<World>;
}

export interface FaultCase {
  name: string;
  /** It needs the machine for itself: it counts what happens at a rate. */
  alone?: boolean;
  /** It waits longer than others: it begins first. */
  long?: boolean;
  run(tools: FaultTools): Promise<Finding[]>;
}
