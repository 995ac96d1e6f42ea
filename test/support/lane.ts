import { basename } from 'node:path';
import { expect } from 'vitest';

/**
 * How much a run tries. `quick` (npm test): the embedded database only, no server, no child process, a fiftieth of the random cases,
 * and no file named `*.slow.test.ts`. `full` (npm run test:full): each journey one way, the record of each file in one kind of
 * database, a twentieth of the random cases, and no file named `*.deep.test.ts`. `deep` (npm run check:deep): all files, both ways,
 * three twentieths of the random cases.
 */
export const LANES = ['quick', 'full', 'deep'] as const;
export type Lane = (typeof LANES)[number];

/** Set by the configuration of vitest; scripts outside of it try everything. */
export const LANE: Lane = LANES.find((lane) => lane === process.env['TEST_LANE']) ?? 'full';

const SHARE: Record<Lane, number> = { quick: 0.02, full: 0.05, deep: 0.15 };

/** Fewer say nothing of a rule that only a few cases touch. */
const RUNS_MIN = 30;

/**
 * This lane's share of `cases` random ones; 30 at least. `costly`: takes more than 150 ms for 30,
 * so that only its share is tried.
 */
export function runs(cases: number, { costly = false } = {}): number {
  const share = Math.ceil(cases * SHARE[LANE]);
  return costly ? share : Math.max(share, Math.min(cases, RUNS_MIN));
}

/** What the test file that is being read tries of these: all in the deep lane, the first in the quick lane, else one by its name. */
export function byTurns<Way>(all: readonly Way[]): Way[] {
  if (LANE === 'deep') return [...all];
  const { testPath = '' } = expect.getState();
  const turn = [...basename(testPath)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  return all.filter((_, at) => at === (LANE === 'quick' ? 0 : turn % all.length));
}
