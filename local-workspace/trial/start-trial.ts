import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPageMemory } from '../page/page-world.ts';
import type { PageServer } from '../page/server.ts';
import { startWorkspace, type Workspace } from '../start-workspace.ts';
import { aheadFor } from './ahead-for.ts';
import { readAppManifest } from './app-manifest.ts';
import type { BotProcess } from './bot-process.ts';
import { connectBot } from './connect-bot.ts';
import { databaseIn, forgetKept, keep, readKept } from './kept-file.ts';
import { SUGGESTIONS, setScene } from './scene.ts';
import { writePolicy } from './write-policy.ts';

export interface TrialOptions {
  /** The page's first choice; the next free one is taken instead. 0 takes any. */
  port: number;
  /** Where the page's port is bound. Default: loopback. */
  host?: string | undefined;
  /** Where everything is kept for the next start. Default: a temporary folder, deleted at the end. */
  folder?: string | undefined;
  clock?: () => number;
  /** The bot gets no policy file. */
  isWithoutPolicy?: boolean | undefined;
  /** The date that it is there. Default: the real one, or how it went on from an earlier start. */
  today?: string | undefined;
  /** What Node is started with for the bot. Default: its source. */
  from?: readonly string[] | undefined;
  onOutput?(text: string): void;
  /** The bot ended by itself. */
  onBotLost?(code: number | null): void;
}

/** The workspace and the page, and the bot as soon as it is connected. */
export interface Trial {
  readonly address: string;
  readonly port: number;
  readonly workspace: Workspace;
  /** Continues from what was kept. */
  readonly isKept: boolean;
  /** What time it is there, in milliseconds since 1970. */
  now(): number;
  /** Resolves when the bot hears what people do. @throws Error with what it said, when it ends before that. */
  connected(): Promise<void>;
  /** Stops the bot as a deployment does; the page goes on. */
  stopBot(): Promise<void>;
  /** Starts it again, with the same database. */
  startBot(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a workspace on loopback, the page that shows it, and the real bot, which takes longer than both.
 *
 * @throws Error in one sentence for what is kept and can't be read, and for a `today` that can't be
 */
export async function startTrial(options: TrialOptions): Promise<Trial> {
  const manifest = readAppManifest(new URL('../../manifest.yml', import.meta.url));
  const { port, host, from, onOutput, onBotLost } = options;
  const { botName, scopes, events } = manifest;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'endpoint-trial-'));
  const kept = readKept(folder);
  // A record without its messages would only confuse.
  if (kept === undefined) forgetKept(folder);
  const aheadMs = aheadFor(options.today, kept?.aheadMs ?? 0, Date.now());
  const clock = options.clock ?? (() => Date.now() + aheadMs);
  const workspace = await startWorkspace({ botName, scopes, events, kept: kept?.workspace, clock });
  const memory = kept?.memory ?? newPageMemory();
  const databaseUrl = `file:${databaseIn(folder)}`;

  const scene = await setScene(workspace);
  const policyFile = options.isWithoutPolicy ? undefined : writePolicy(folder, scene);
  const connect = () =>
    connectBot({ workspace, from, databaseUrl, policyFile, aheadMs, folder, onOutput, onLost: onBotLost });
  const endKeeping = options.folder === undefined ? () => undefined : keep(folder, workspace, memory, aheadMs);
  let bot: Promise<BotProcess | undefined> = connect();
  // Reported by `connected`.
  bot.catch(() => undefined);
  let page: PageServer | undefined;
  const stop = async () => {
    const running = await bot.catch(() => undefined);
    await page?.stop();
    await running?.stop();
    await workspace.stop();
    // Last, so that it saves what the bot still did.
    endKeeping();
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    // React and the blocks take as long to load as the bot does, so they load beside it.
    const { startPageServer } = await import('../page/server.ts');
    page = await startPageServer({ workspace, manifest, scene, suggestions: SUGGESTIONS, port, host, memory });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    address: `http://localhost:${page.port}`,
    port: page.port,
    workspace,
    isKept: kept !== undefined,
    now: clock,
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
