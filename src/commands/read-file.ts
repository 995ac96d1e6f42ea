import { readFile, stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { whyUnread } from '../wording/why-unread.ts';
import { EXIT, Stop } from './command.ts';

/** Names standard input among files. */
export const STDIN = '-';

/** A file's name in a sentence. */
export const nameOf = (file: string): string => (file === STDIN ? 'standard input' : file);

/** The text of a file that the command line names. @throws Stop where it can't be read, or is larger than `megabytes`. */
export async function readInput(file: string, megabytes = Infinity): Promise<string> {
  try {
    const size = file === STDIN || megabytes === Infinity ? 0 : (await stat(file)).size;
    if (size > megabytes * 2 ** 20) throw unusable(file, `larger than ${megabytes} MB.`);
    return file === STDIN ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw error instanceof Stop ? error : unusable(file, whyUnread(error));
  }
}

/** What ends a command that was given a file of no use. */
export const unusable = (file: string, why: string): Stop => new Stop(`${nameOf(file)}: ${why}`, EXIT.wrongUsage);
