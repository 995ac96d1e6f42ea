/** A command of a lane. */
export interface Part {
  readonly name: string;
  readonly command: string;
  /** Seconds that it takes at most, alone on two processors. */
  readonly budgetSec: number;
}

export interface Lane {
  readonly parts: readonly Part[];
  /** Whether a part that takes half more than its budget fails the lane. */
  readonly holdsBudgets: boolean;
}

const STATIC: readonly Part[] = [
  { name: 'types', command: 'npm run --silent types', budgetSec: 25 },
  { name: 'lint', command: 'npm run --silent lint', budgetSec: 40 },
  { name: 'build', command: 'npm run --silent build', budgetSec: 10 },
  { name: 'dead code', command: 'npx --no-install knip', budgetSec: 15 },
];

/** Of what can go wrong, what would lose or double a post. */
const FAULTS = [
  'killed',
  'lost-answers',
  'rate-limited-posts',
  'server-errors',
  'accept-after-lost',
  'full-disk',
  'postgres-restart',
  'postgres-lock',
  'events-again',
  'two-presses',
];

/** The Nodes that the bot runs on. `package.json` has the oldest. */
const NODES: readonly number[] = [20, 22, 24];

/** The quick tests on a Node that npm brings from its registry. */
const onNode = (major: number): Part => ({
  name: `quick tests on Node ${major}`,
  command: `npm exec --yes --package=node@${major} -- npm test`,
  budgetSec: 75,
});

/**
 * What `npm run check:merge` and `npm run check:deep` run, in this order. Every seed is fixed, so a lane that fails does so for
 * the change. `.ci/run` runs `merge`: each static check and each test once, with random cases, faults and fuzz in samples.
 */
export function laneOf(name: string, runningNode: number): Lane | undefined {
  switch (name) {
    case 'merge':
      return {
        holdsBudgets: false,
        parts: [
          ...STATIC,
          { name: 'tests', command: 'npm run --silent test:full', budgetSec: 300 },
          { name: 'browser', command: 'npm run --silent test:browser', budgetSec: 90 },
          {
            name: 'faults',
            command: `npm run --silent faults -- --short --built --only ${FAULTS.join(',')}`,
            budgetSec: 70,
          },
          { name: 'fuzz', command: 'npm run --silent fuzz -- 10000 1 --processes 2', budgetSec: 50 },
        ],
      };
    case 'deep':
      return {
        holdsBudgets: true,
        parts: [
          ...STATIC,
          { name: 'tests', command: 'TEST_LANE=deep npm run --silent test:full', budgetSec: 950 },
          ...NODES.filter((major) => major !== runningNode).map(onNode),
          { name: 'browser', command: 'TEST_LANE=deep npm run --silent test:browser', budgetSec: 290 },
          { name: 'faults', command: 'npm run --silent faults -- --built', budgetSec: 250 },
          { name: 'fuzz', command: 'npm run --silent fuzz -- 30000 1 --processes 2', budgetSec: 150 },
          { name: 'container', command: 'npm run --silent test:container', budgetSec: 200 },
          { name: 'bench', command: 'npm run --silent bench -- --rounds 1 --commands 400 --dry', budgetSec: 300 },
        ],
      };
    default:
      return undefined;
  }
}

/** How a part ended. */
export interface Ran extends Part {
  readonly tookSec: number;
  readonly hasPassed: boolean;
}

/** What failed, a sentence each. */
export function faultsOf(ran: readonly Ran[], { holdsBudgets }: Lane): string[] {
  return ran.flatMap(({ name, tookSec, budgetSec, hasPassed }) => {
    if (!hasPassed) return [`${name} failed.`];
    const isSlow = holdsBudgets && tookSec > budgetSec * 1.5;
    return isSlow ? [`${name} took ${Math.round(tookSec)} s, over half more than its ${budgetSec} s.`] : [];
  });
}

/** A line for each part, and one for all. */
export function describeTimes(ran: readonly Ran[]): string {
  const all = { name: 'all', tookSec: sumOf(ran, 'tookSec'), budgetSec: sumOf(ran, 'budgetSec'), hasPassed: true };
  return [...ran, all]
    .map(
      ({ name, tookSec, budgetSec, hasPassed }) =>
        `${name.padEnd(24)}${String(Math.round(tookSec)).padStart(5)} s of ${String(budgetSec).padStart(4)} s${hasPassed ? '' : '  failed'}\n`,
    )
    .join('');
}

const sumOf = (ran: readonly Ran[], figure: 'tookSec' | 'budgetSec'): number =>
  ran.reduce((sum, part) => sum + part[figure], 0);

/** How many tests passed and failed, by the lines that vitest ends with: `Tests  1 failed | 2 passed (3)`. */
export function countTests(lines: readonly string[]): { passed: number; failed: number } {
  const count = (word: string): number =>
    lines.reduce((sum, line) => sum + Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0), 0);
  return { passed: count('passed'), failed: count('failed') };
}
