import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The bot's source, and what ends it with this process. */
const FROM_SOURCE: readonly string[] = [
  ...['--import', import.meta.resolve('tsx')],
  ...['--import', new URL('end-with-parent.ts', import.meta.url).href],
  fileURLToPath(new URL('../../src/endpoint-reviewer.ts', import.meta.url)),
  'start',
];

/** Longer than the bot takes to finish what it's doing. */
const STOP_LIMIT_MS = 6000;

const OUTPUT_KEPT = 4000;

export interface BotProcess {
  /** The last of what it wrote. */
  lastOutput(): string;
  stop(): Promise<void>;
}

export interface BotProcessOptions {
  environment: Record<string, string>;
  /** What Node is started with, up to the command. Default: the bot's source. */
  from?: readonly string[] | undefined;
  /** What follows the command. */
  args?: readonly string[];
  /** How far its clock is ahead of the real one, in milliseconds. Default: not at all. */
  aheadMs?: number | undefined;
  /** Where the bot runs; no `.env` of the project's is read there. */
  folder: string;
  /** Each line that the bot writes. */
  onOutput(text: string): void;
  /** The bot ended by itself; null when a signal ended it. */
  onEnd(code: number | null): void;
}

/** Starts the bot unchanged, in a separate process, with only the given environment. */
export function startBotProcess({
  environment,
  from = FROM_SOURCE,
  args = [],
  aheadMs = 0,
  folder,
  onOutput,
  onEnd,
}: BotProcessOptions): BotProcess {
  const moved = aheadMs === 0 ? [] : ['--import', new URL('move-clock.js', import.meta.url).href];
  const child: ChildProcess = spawn(process.execPath, [...moved, ...from, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', CLOCK_AHEAD_MS: String(aheadMs), ...environment },
    // The IPC channel closes when this process ends.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C reaches the whole process group; the bot must end after the page, when it's told to.
    detached: true,
  });
  let isStopping = false;
  let lastOutput = '';
  const hear = (text: string) => {
    lastOutput = (lastOutput + text).slice(-OUTPUT_KEPT);
    onOutput(text);
  };
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', hear);
  const ended = once(child, 'close').then(([code]: unknown[]) => {
    process.off('exit', kill);
    if (!isStopping) onEnd(typeof code === 'number' ? code : null);
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  return {
    lastOutput: () => lastOutput,
    async stop() {
      isStopping = true;
      child.kill('SIGTERM');
      const limit = setTimeout(kill, STOP_LIMIT_MS);
      await ended;
      clearTimeout(limit);
    },
  };
}
