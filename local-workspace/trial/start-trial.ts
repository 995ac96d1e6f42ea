import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PageServer, startPageServer } from '../page/server.ts';
import { startWorkspace, type Workspace } from '../start-workspace.ts';
import { readAppManifest } from './app-manifest.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { SUGGESTIONS, setScene } from './scene.ts';

export interface TrialOptions {
  /** The page's first choice; the next free one is taken instead. 0 takes any. */
  port: number;
  /** Where the database is. */
  folder?: string;
  clock?: () => number;
  onOutput?(text: string): void;
  /** The bot ended by itself, and cannot be started again. */
  onBotLost?(code: number | null): void;
}

/** The bot, the workspace and the page, all running. */
export interface Trial {
  readonly address: string;
  readonly port: number;
  readonly workspace: Workspace;
  /** Stops the bot as a deployment does; the page goes on. */
  stopBot(): Promise<void>;
  /** Starts it again, with the same database. */
  startBot(): Promise<void>;
  stop(): Promise<void>;
}

/** How long the bot may take to connect before it counts as lost. */
const CONNECT_LIMIT_MS = 30_000;

/** Starts the real bot against a workspace on loopback, and the page that shows the workspace. */
export async function startTrial(options: TrialOptions): Promise<Trial> {
  const manifest = readAppManifest(new URL('../../manifest.yml', import.meta.url));
  const { botName, scopes, events } = manifest;
  const workspace = await startWorkspace({
    botName,
    scopes,
    events,
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const ownFolder = options.folder ?? mkdtempSync(join(tmpdir(), 'endpoint-trial-'));
  const environment = {
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
    DATABASE_URL: `file:${join(ownFolder, 'reviews.db')}`,
    LOG_LEVEL: 'warn',
  };

  const startBot = async (): Promise<BotProcess> => {
    let lost: number | null | undefined;
    const bot = startBotProcess({
      environment,
      folder: ownFolder,
      onOutput: options.onOutput ?? (() => undefined),
      onEnd(code) {
        lost = code;
        options.onBotLost?.(code);
      },
    });
    const isUp = () => lost !== undefined || workspace.openConnections() > 0;
    await workspace.waitFor(isUp, CONNECT_LIMIT_MS, 'the bot to connect');
    if (lost !== undefined) throw new Error(`The bot ended before it was connected:\n${bot.lastOutput()}`);
    return bot;
  };

  const scene = await setScene(workspace);
  const starting = startBot();
  // Rejected only when it is awaited; the page starts meanwhile.
  starting.catch(() => undefined);
  let page: PageServer | undefined;
  let bot: BotProcess | undefined;
  const stop = async () => {
    await page?.stop();
    await bot?.stop();
    await workspace.stop();
    if (options.folder === undefined) rmSync(ownFolder, { recursive: true, force: true });
  };
  try {
    page = await startPageServer({ workspace, manifest, scene, suggestions: SUGGESTIONS, port: options.port });
    bot = await starting;
  } catch (error) {
    await stop();
    throw error;
  }
  const { port } = page;
  return {
    address: `http://localhost:${port}`,
    port,
    workspace,
    async stopBot() {
      await bot?.stop();
      bot = undefined;
    },
    async startBot() {
      bot = await startBot();
    },
    stop,
  };
}
