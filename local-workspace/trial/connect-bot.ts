import { fileURLToPath } from 'node:url';
import type { Workspace } from '../start-workspace.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';

/** How long the bot may take to connect before it counts as lost, in milliseconds. */
const CONNECT_LIMIT_MS = 30_000;

/** A fictional account, so that a newcomer sees what runs without AWS. */
const ACCOUNT = fileURLToPath(new URL('../../examples/account/fictional.jsonl', import.meta.url));

export interface BotOptions {
  workspace: Workspace;
  /** What Node is started with, up to the command. Default: the bot's source. */
  from?: readonly string[] | undefined;
  databaseUrl: string;
  policyFile: string | undefined;
  aheadMs?: number | undefined;
  /** Where it runs. */
  folder: string;
  onOutput?: ((text: string) => void) | undefined;
  onLost?: ((code: number | null) => void) | undefined;
}

/** Starts the bot against the workspace. @throws Error with what it said, when it ends before it is connected. */
export async function connectBot({
  workspace,
  from,
  databaseUrl,
  policyFile,
  aheadMs,
  folder,
  onOutput,
  onLost,
}: BotOptions): Promise<BotProcess> {
  let lost: number | null | undefined;
  const bot = startBotProcess({
    environment: {
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      SLACK_API_URL: workspace.apiUrl,
      DATABASE_URL: databaseUrl,
      LOG_LEVEL: 'warn',
      ...(policyFile !== undefined && { POLICY_FILE: policyFile }),
    },
    from,
    args: ['--account', ACCOUNT],
    aheadMs,
    folder,
    onOutput: onOutput ?? (() => undefined),
    onEnd(code) {
      lost = code;
      onLost?.(code);
    },
  });
  const isSettled = () => lost !== undefined || workspace.openConnections() > 0;
  await workspace.waitFor(isSettled, CONNECT_LIMIT_MS, 'the bot to connect');
  if (lost !== undefined) throw new Error(`The bot ended before it was connected:\n${bot.lastOutput()}`);
  return bot;
}
