/**
 * How much a run tries. `quick` (npm test): the embedded database only, no server, no child process, one way to connect, a
 * twentieth of the random cases. `full` (npm run test:full): both databases, all cases. `deep` (npm run check:deep): five times
 * the random cases.
 */
export const LANES = ['quick', 'full', 'deep'] as const;
export type Lane = (typeof LANES)[number];

/** Set by the configuration of vitest; scripts outside of it try everything. */
export const LANE: Lane = LANES.find((lane) => lane === process.env['TEST_LANE']) ?? 'full';

const SHARE: Record<Lane, number> = { quick: 0.05, full: 1, deep: 5 };

/** The number of random cases for this lane, from the number that `full` tries. */
export const runs = (full: number): number => Math.ceil(full * SHARE[LANE]);
