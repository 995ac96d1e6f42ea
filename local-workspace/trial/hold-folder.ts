import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Holds a folder for this process until it ends, so that no second trial writes over the first. Returns the id of the
 * process that holds it already, or undefined if this one holds it now.
 */
export function holdFolder(folder: string): number | undefined {
  const path = join(folder, 'running');
  mkdirSync(folder, { recursive: true });
  const holder = Number(contentOf(path));
  if (holder !== process.pid && isRunning(holder)) return holder;
  rmSync(path, { force: true });
  try {
    // Of two that start at once, one finds the file there.
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch {
    return Number(contentOf(path));
  }
  process.once('exit', () => rmSync(path, { force: true }));
  return undefined;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A process that was killed leaves its file behind. */
function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
