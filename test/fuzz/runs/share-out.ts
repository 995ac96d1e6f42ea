import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a process that does a share says when it found nothing. */
export interface ShareDone {
  megabytes: number;
  /** Of the slowest input, in ms of processor time. */
  worstMs: number;
}

interface ShareOptions {
  /** The program, which is called again with its share and another seed. */
  program: string;
  total: number;
  seed: number;
  processes: number;
}

/** A process slows down as it grows: a new one starts after this many inputs, some three times as fast as one that does a million. */
export const PORTION = 20_000;
/** Seeds of batches count up from a portion's own; no two portions meet. */
const SEEDS_APART = 1_000_000;

/** The run in portions, by `processes` at a time. Returns the most memory and the slowest input of any, or null where one of them found something. */
export async function shareOut({ program, total, seed, processes }: ShareOptions): Promise<ShareDone | null> {
  const portions = Math.ceil(total / PORTION);
  let next = 0;
  let isOver = false;
  let megabytes = 0;
  let worstMs = 0;

  async function work(): Promise<void> {
    while (next < portions && !isOver) {
      const portion = next++;
      const size = Math.min(PORTION, total - portion * PORTION);
      const done = await runPortion(program, size, seed + portion * SEEDS_APART);
      if (done === null) isOver = true;
      else {
        megabytes = Math.max(megabytes, done.megabytes);
        worstMs = Math.max(worstMs, done.worstMs);
      }
    }
  }
  await Promise.all(Array.from({ length: processes }, work));
  return isOver ? null : { megabytes, worstMs };
}

async function runPortion(program: string, size: number, seed: number): Promise<ShareDone | null> {
  const child = spawn(process.execPath, [...process.execArgv, program, String(size), String(seed)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let done: ShareDone | null = null;
  child.on('message', (said: ShareDone) => {
    done = said;
  });
  const [code] = await once(child, 'exit');
  return code === 0 ? done : null;
}
