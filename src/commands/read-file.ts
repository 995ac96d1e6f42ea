import { readText, STDIN } from '../read-text.ts';
import { EXIT, Stop } from './command.ts';

/** A file's name in a sentence. */
export const nameOf = (file: string): string => (file === STDIN ? 'standard input' : file);

/** The text of a file that the command line names. @throws Stop where it can't be read, or is larger than `megabytes`. */
export async function readInput(file: string, megabytes?: number): Promise<string> {
  const read = await readText(file, megabytes);
  if (!read.ok) throw unusable(file, read.why);
  return read.text;
}

/** What ends a command that was given a file of no use. */
export const unusable = (file: string, why: string): Stop => new Stop(`${nameOf(file)}: ${why}`, EXIT.wrongUsage);
