import { readArguments, readWholeNumber } from '../../support/script-arguments.ts';
import { coverageOf } from './coverage.ts';

/**
 * `npm run tool -- estimates [N] [SEED]`: bills of N simulated months against the ranges that were stated for them, by option. Ends
 * with 1 where fewer than 95 % lie inside.
 */
const USAGE = 'Usage: npm run tool -- estimates [N, 1000 if left out] [SEED, 1 if left out]';

const { count, seed } = readArguments(USAGE, ([n = '1000', s = '1', ...more]) => {
  if (more.length > 0) throw new Error('Give at most two numbers.');
  return { count: readWholeNumber('N', n, 1), seed: readWholeNumber('SEED', s, 0) };
});

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(7);

const coverages = coverageOf(count, seed);
for (const [kind, { months, inside, below, above, near, likelyToMean, width, wide }] of coverages) {
  process.stdout.write(
    `${kind.padEnd(37)} ${String(months).padStart(6)} months: inside ${percent(inside)} (below ${percent(below)}, above ${percent(above)}); likely ${likelyToMean.toFixed(2)} of the mean, within 1.25 ${percent(near)}; width ${width.toFixed(2)}, over 3 ${percent(wide)}\n`,
  );
}
process.exitCode = (coverages.get('all')?.inside ?? 0) >= 0.95 ? 0 : 1;
