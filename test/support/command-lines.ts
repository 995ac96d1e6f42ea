import * as account from '../../src/commands/account.ts';
import type { Given, Options } from '../../src/commands/command.ts';
import { readArguments } from '../../src/commands/read-arguments.ts';
import * as recommend from '../../src/commands/recommend.ts';
import * as reviews from '../../src/commands/reviews.ts';

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
