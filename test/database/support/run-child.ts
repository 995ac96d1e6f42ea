import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtFile } from '../../support/built-file.ts';

export interface Child {
  process: ChildProcess;
  /** What it has written to its output, line by line. */
  lines: string[];
  /** Its exit code, or nothing where a signal ended it. Its complaints are thrown if it failed by itself. */
  ended: Promise<number | null>;
}

/** Runs a file that is built for the tests as a separate process. `source`: its path in the repository. */
export function startChild(source: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, [builtFile(source), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    if (code !== 0 && code !== null && code !== undefined)
      throw new Error(`${source} exited with ${code}: ${complaints}`);
    return code ?? null;
  });
  return { process: child, lines, ended };
}

/** Starts processes that do their work at the same moment, as soon as all are ready. Their lines begin with `ready`. */
export async function startTogether(source: string, argsOfEach: readonly (readonly string[])[]): Promise<Child[]> {
  const children = argsOfEach.map((args) => startChild(source, args));
  const isReady = async ({ lines, ended }: Child) => {
    const failed = ended.then(() => Promise.reject(new Error(`${source} ended before it was ready`)));
    while (lines.length === 0) await Promise.race([failed, sleep(5)]);
    failed.catch(() => {});
  };
  await Promise.all(children.map(isReady));
  const moment = String(Date.now() + 50);
  for (const child of children) child.process.stdin?.end(moment);
  return children;
}
