import { parseArgs } from 'node:util';
import { pickNamed, readWholeNumber } from '../test/support/script-arguments.ts';
import { account } from './measures/account.ts';
import { reading, recommendation } from './measures/calls.ts';
import { lists, search } from './measures/lists.ts';
import { commands, submissions } from './measures/load.ts';
import { firstAnswers, memory, startUp } from './measures/processes.ts';
import type { Measure } from './worlds.ts';

/** In the order in which they run. */
export const MEASURES: readonly Measure[] = [
  commands,
  submissions,
  startUp,
  firstAnswers,
  memory,
  recommendation,
  reading,
  lists,
  search,
  account,
];

interface BenchOptions {
  measures: readonly Measure[];
  /** At least 1. */
  rounds: number;
  /** Per round and measurement, at least 1. */
  commands: number;
  /** The folder of another build, to compare two. */
  build: string | undefined;
  /** The folder for the apps' CPU profiles. */
  profile: string | undefined;
  /** Only prints. */
  dry: boolean;
}

export const USAGE =
  'npm run bench -- [--rounds 5] [--commands 2000] [--only commands,memory] [--build dist] [--profile folder] [--dry]';

/** @throws Error with one sentence if the arguments are invalid. */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '5' },
      commands: { type: 'string', default: '2000' },
      only: { type: 'string' },
      build: { type: 'string' },
      profile: { type: 'string' },
      dry: { type: 'boolean', default: false },
    },
  });
  return {
    measures: pickNamed('--only', values.only, MEASURES),
    rounds: readWholeNumber('--rounds', values.rounds, 1),
    commands: readWholeNumber('--commands', values.commands, 1),
    build: values.build,
    profile: values.profile,
    dry: values.dry,
  };
}
