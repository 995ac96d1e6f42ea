import * as account from '../../src/commands/account.ts';
import type { Given, Options } from '../../src/commands/command.ts';
import { readArguments } from '../../src/commands/read-arguments.ts';
import * as recommend from '../../src/commands/recommend.ts';
import * as reviews from '../../src/commands/reviews.ts';
import { createLogger } from '../../src/logger.ts';
import { runCommand } from '../../src/reviews-command/run-command.ts';

/** Reads a command line as the program does. @throws WrongUsage */
const reader =
  <Known extends Options, Wanted>(options: Known, read: (given: Given<Known>) => Wanted) =>
  async (args: readonly string[]): Promise<Awaited<Wanted> | { kind: 'help' } | { kind: 'version' }> => {
    const given = await readArguments(options, args);
    if (given === 'help' || given === 'version') return { kind: given } as { kind: 'help' } | { kind: 'version' };
    return await read(given);
  };

export const readRecommend = reader(recommend.OPTIONS, recommend.readWanted);
export const readAccount = reader(account.OPTIONS, account.readWanted);
export const readReviews = reader(reviews.OPTIONS, reviews.readWanted);

interface ReviewsRun {
  now?: number;
  tokenKeys?: string[];
  /** Takes each line of the log, level info and above. */
  log?: (line: string) => void;
}

/** Runs `endpoint-reviewer reviews …` on a record. Returns what it printed, and why it did nothing, where it did nothing. */
export async function runReviews(
  db: Parameters<typeof runCommand>[0]['db'],
  args: readonly string[],
  { now = Date.now(), tokenKeys = [], log = () => {} }: ReviewsRun = {},
) {
  const command = await readReviews(args);
  if (command.kind === 'help' || command.kind === 'version') throw new Error('not a command');
  const written: string[] = [];
  const write = async (text: string) => void written.push(text);
  const logger = createLogger({ level: 'info', destination: { write: log } });
  const refused = await runCommand({ db, write, logger, actor: 'cli:ops', graceDays: 30, tokenKeys, now }, command);
  return { text: written.join(''), refused };
}
