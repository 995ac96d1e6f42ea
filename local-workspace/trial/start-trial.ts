import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageServer } from '../page/server.ts';
import { startWorkspace, type Workspace } from '../start-workspace.ts';
import { readAppManifest } from './app-manifest.ts';
import type { BotProcess } from './bot-process.ts';
import { connectBot } from './connect-bot.ts';
import { SUGGESTIONS, setScene } from './scene.ts';

export interface TrialOptions {
  /** The page's first choice; the next free one is taken instead. 0 takes any. */
  port: number;
  clock?: () => number;
  onOutput?(text: string): void;
  /** The bot ended by itself. */
  onBotLost?(code: number | null): void;
}

/** The workspace and the page, and the bot as soon as it is connected. */
export interface Trial {
  readonly address: string;
  readonly port: number;
  readonly workspace: Workspace;
  /** Resolves when the bot hears what people do. @throws Error with what it said, when it ends before that. */
  connected(): Promise<void>;
  /** Stops the bot as a deployment does; the page goes on. */
  stopBot(): Promise<void>;
  /** Starts it again, with the same database. */
  startBot(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a workspace on loopback, the page that shows it, and the real bot, which takes longer than both. */
export async function startTrial({ port, clock, onOutput, onBotLost }: TrialOptions): Promise<Trial> {
  const manifest = readAppManifest(new URL('../../manifest.yml', import.meta.url));
  const { botName, scopes, events } = manifest;
  const workspace = await startWorkspace({ botName, scopes, events, ...(clock === undefined ? {} : { clock }) });
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-trial-'));
  const databaseUrl = `file:${join(folder, 'reviews.db')}`;
  const connect = () => connectBot({ workspace, databaseUrl, folder, onOutput, onLost: onBotLost });

  const scene = await setScene(workspace);
  let bot: Promise<BotProcess | undefined> = connect();
  // Told to whoever asks whether it is connected.
  bot.catch(() => undefined);
  let page: PageServer | undefined;
  const stop = async () => {
    const running = await bot.catch(() => undefined);
    await page?.stop();
    await running?.stop();
    await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    // React and the blocks take as long to load as the bot does, so they load beside it.
    const { startPageServer } = await import('../page/server.ts');
    page = await startPageServer({ workspace, manifest, scene, suggestions: SUGGESTIONS, port });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    address: `http://localhost:${page.port}`,
    port: page.port,
    workspace,
    async connected() {
      await bot;
    },
    async stopBot() {
      await (await bot)?.stop();
      bot = Promise.resolve(undefined);
    },
    async startBot() {
      bot = connect();
      await bot;
    },
    stop,
  };
}
