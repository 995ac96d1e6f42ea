import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Below the ports that Linux gives to outgoing connections: one of those may be taken again before a server listens on it. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** One file per port that a process of these tests was given, with the id of that process. */
const TAKEN = join(tmpdir(), 'endpoint-reviewer-ports');
const given: string[] = [];
process.once('exit', () => {
  for (const file of given) rmSync(file, { force: true });
});

/**
 * A port of this machine's own address that is free. No other process gets it from here while this one lives, so that nothing of
 * these tests takes it before a server listens on it.
 */
export async function freePort(): Promise<number> {
  mkdirSync(TAKEN, { recursive: true });
  const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
  return take(port) && (await isFree(port)) ? port : freePort();
}

function take(port: number): boolean {
  const file = join(TAKEN, String(port));
  if (isLeftBehind(file)) rmSync(file, { force: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch {
    return false;
  }
  given.push(file);
  return true;
}

function isLeftBehind(file: string): boolean {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (isListening) await new Promise((resolve) => server.close(resolve));
  return isListening;
}
