import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { confidenceIn, describedWorkload, falseConditions, removalsFrom, unnamedTurns } from '../support/confidence.ts';
import { readArguments, readWholeNumber } from '../support/script-arguments.ts';

/**
 * `npm run tool -- confidence [N] [SEED]`: how sure the answers to N random workloads are, and whether that is true. Ends with 1 where
 * an ordinary value that no condition names changes an option, a condition is false, or less is asked without a fact.
 */
const USAGE = 'Usage: npm run tool -- confidence [N, 1000 if left out] [SEED]';

const { count, seed } = readArguments(USAGE, ([n = '1000', s, ...more]) => {
  if (more.length > 0) throw new Error('Give at most two numbers.');
  return {
    count: readWholeNumber('N', n, 1),
    seed: s === undefined ? randomInt(2 ** 31) : readWholeNumber('SEED', s, 0),
  };
});

const levels = { firm: 0, likely: 0, 'needs-facts': 0 };
const faults: string[] = [];
let removed = 0;
let surer = 0;
for (const workload of fc.sample(describedWorkload, { numRuns: count, seed })) {
  const confidence = confidenceIn(workload);
  levels[confidence.level] += 1;
  for (const fault of [...unnamedTurns(workload, confidence), ...falseConditions(workload, confidence)]) {
    faults.push(`${fault}: ${JSON.stringify(workload)}`);
  }
  const removals = removalsFrom(workload, confidence);
  removed += removals.length;
  surer += removals.filter(({ isSurer, isUnasked }) => isSurer && !isUnasked).length;
  for (const { field } of removals.filter(({ isUnasked }) => isUnasked)) {
    faults.push(`surer without ${field}, which leaves a question out: ${JSON.stringify(workload)}`);
  }
}
for (const fault of faults) process.stdout.write(`${fault}\n`);
const shares = Object.entries(levels).map(([level, times]) => `${level} ${((times * 100) / count).toFixed(1)} %`);
process.stdout.write(`${count} workloads, seed ${seed}: ${shares.join(', ')}; ${faults.length} faults\n`);
process.stdout.write(
  `${surer} of ${removed} answers are surer without a fact that turns them only together with another\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
