import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Child {
  process: ChildProcess;
  /** What it has written to its output, line by line. */
  lines: string[];
  /** Its exit code, or nothing where a signal ended it. Its complaints are thrown if it failed by itself. */
  ended: Promise<number | null>;
}

/** Runs a TypeScript file as a process of its own. */
export function startChild(file: string, args: readonly string[]): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += String(chunk);
  });
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    if (code !== 0 && code !== null && code !== undefined)
      throw new Error(`${file} exited with ${code}: ${complaints}`);
    return code ?? null;
  });
  return { process: child, lines, ended };
}
