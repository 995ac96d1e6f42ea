import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export interface TryOptions {
  port: number;
  folder: string;
  flags?: string[];
}

export type TryProcess = ReturnType<typeof startTry>;

/** `npm run try` without npm, at a port. */
export function startTry({ port, folder, flags = [] }: TryOptions) {
  const args = ['--import', 'tsx', 'local-workspace/try.ts', '--folder', folder, ...flags];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', PORT: String(port) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  const address = () => /http:\/\/localhost:\d+/.exec(output)?.[0] ?? '';
  return {
    address,
    output: () => output,
    ended,
    kill: () => child.kill('SIGKILL'),
    /** Until the bot hears what is done. */
    connected: () => expect.poll(() => output, { timeout: 30_000 }).toContain('The bot is connected.'),
    /** As Ctrl-C; answers the exit code. */
    interrupt() {
      child.kill('SIGINT');
      return ended;
    },
    /** The processes that it started, and those that they did. */
    children: () => descendantsOf(child.pid ?? 0),
    async write(text: string): Promise<void> {
      const body = JSON.stringify({ kind: 'write', text });
      const headers = { 'content-type': 'application/json', origin: address() };
      expect((await fetch(`${address()}/act`, { method: 'POST', headers, body })).status).toBe(200);
    },
    /** What the page shows first. */
    async shown(): Promise<string> {
      const stream = await fetch(`${address()}/live`);
      const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (!text.endsWith('\n\n')) text += (await reader?.read())?.value ?? '\n\n';
      await reader?.cancel();
      return text;
    },
  };
}

/** For each test a fresh folder to keep things in, and what runs there. Everything ends with the test. */
export function useTries() {
  let folder = '';
  const ends: (() => unknown)[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'try-'));
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder: () => folder,
    atEnd: (end: () => unknown) => ends.push(end),
    async run(options: Partial<TryOptions> = {}): Promise<TryProcess> {
      const running = startTry({ port: 3300, folder, ...options });
      ends.push(running.kill);
      await running.connected();
      return running;
    },
  };
}

function descendantsOf(pid: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...below(child)] : []));
  return below(pid);
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
