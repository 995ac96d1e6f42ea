import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const IF_THERE = { throwIfNoEntry: false } as const;

/**
 * Writes a file whole or not at all: `write` fills a part beside it, which takes its name once it is on the disk. A link stays,
 * and the file that it leads to is written. `mode`: default is that of the file that is there.
 *
 * @throws Error from the file system or from `write`. What was there is then unchanged, and no part is left.
 */
export async function writeWhole(path: string, write: (part: string) => unknown, mode?: number): Promise<void> {
  const found = fs.statSync(path, IF_THERE);
  if (found?.isFile() === false) throw new Error('it is there, and not a file');
  const target = whereLinksLead(path);
  const part = `${target}.${randomUUID().slice(0, 8)}.partial`;
  const file = fs.openSync(part, 'wx', mode);
  try {
    if (found) fs.fchmodSync(file, mode ?? found.mode & 0o7777);
    await write(part);
    fs.fsyncSync(file);
    fs.renameSync(part, target);
  } catch (error) {
    fs.rmSync(part, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
  // Windows can't open folders.
  if (process.platform === 'win32') return;
  const folder = fs.openSync(dirname(target), 'r');
  fs.fsyncSync(folder);
  fs.closeSync(folder);
}

/** Whether two paths lead to one file, or to one place where there is none yet. @throws Error for links in a circle */
export function isSamePlace(one: string, other: string): boolean {
  const [a, b] = [fs.statSync(one, IF_THERE), fs.statSync(other, IF_THERE)];
  return a && b ? a.dev === b.dev && a.ino === b.ino : whereLinksLead(one) === whereLinksLead(other);
}

/** The path without links that a name stands for, whether or not there is a file. */
function whereLinksLead(path: string): string {
  const full = resolve(path);
  if (fs.statSync(full, IF_THERE)) return fs.realpathSync(full);
  const folder = whereLinksLead(dirname(full));
  const isLink = fs.lstatSync(full, IF_THERE) !== undefined;
  return isLink ? whereLinksLead(resolve(folder, fs.readlinkSync(full))) : join(folder, basename(full));
}
