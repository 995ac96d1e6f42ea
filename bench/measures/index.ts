import { account } from './account.ts';
import { commands } from './commands.ts';
import { lists } from './lists.ts';
import type { Measure } from './measure.ts';
import { memory } from './memory.ts';
import { reading } from './reading.ts';
import { recommendation } from './recommendation.ts';
import { search } from './search.ts';
import { startUp } from './start-up.ts';
import { submissions } from './submissions.ts';

/** In the order in which they run. */
export const MEASURES: readonly Measure[] = [
  commands,
  submissions,
  startUp,
  memory,
  recommendation,
  reading,
  lists,
  search,
  account,
];
