import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a process that does a share says when it found nothing. */
export interface ShareDone {
  megabytes: number;
}

interface ShareOptions {
  /** The program, which is called again with its share and a seed of its own. */
  program: string;
  total: number;
  seed: number;
  processes: number;
}

/** Seeds of batches count up from a process's own; no two processes meet. */
const SEEDS_APART = 1_000_000;

/** The run by several processes side by side. Answers what they held in the end, or null where one of them found something. */
export async function shareOut({ program, total, seed, processes }: ShareOptions): Promise<ShareDone | null> {
  const share = Math.ceil(total / processes);
  const shares = Array.from({ length: processes }, async (_, index) => {
    const own = [program, String(Math.min(share, total - index * share)), String(seed + index * SEEDS_APART)];
    const child = spawn(process.execPath, [...process.execArgv, ...own], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let megabytes = 0;
    child.on('message', (done: ShareDone) => {
      ({ megabytes } = done);
    });
    const [code] = await once(child, 'exit');
    return { code, megabytes };
  });
  const done = await Promise.all(shares);
  if (done.some(({ code }) => code !== 0)) return null;
  return { megabytes: done.reduce((sum, { megabytes }) => sum + megabytes, 0) };
}
