/**
 * How much a run tries. `quick` (npm test): the embedded database only, no server, no child process, a fiftieth of the random cases,
 * and no file named `*.slow.test.ts`. `full` (npm run test:full): both databases, each journey one way, a tenth of the random
 * cases, and no file named `*.deep.test.ts`. `deep` (npm run check:deep): all of it.
 */
export const LANES = ['quick', 'full', 'deep'] as const;
export type Lane = (typeof LANES)[number];

/** Set by the configuration of vitest; scripts outside of it try everything. */
export const LANE: Lane = LANES.find((lane) => lane === process.env['TEST_LANE']) ?? 'full';

const SHARE: Record<Lane, number> = { quick: 0.02, full: 0.1, deep: 5 };

/** The number of random cases for this lane, from a number of which `deep` tries five times as many. */
export const runs = (cases: number): number => Math.ceil(cases * SHARE[LANE]);
