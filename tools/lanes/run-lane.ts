import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { readArguments } from '../../test/support/script-arguments.ts';
import { countTests, describeTimes, faultsOf, laneOf, type Part, type Ran } from './lanes.ts';

/**
 * Runs all parts of a lane, one after the other, and says what each took: `npm run check:merge`, `npm run check:deep`. Goes on after
 * a part that fails, so that one run finds everything. Ends with 1 where a part failed, or in the deep lane was too slow.
 */
const lane = readArguments('tsx tools/lanes/run-lane.ts merge|deep', ([name = '']) => {
  const found = laneOf(name, Number.parseInt(process.versions.node, 10));
  if (found === undefined) throw new Error(`There is no lane "${name}".`);
  return found;
});

/** The closing lines of vitest: of a long run the whole output is many megabytes. */
const testLines: string[] = [];

async function run(part: Part): Promise<Ran> {
  process.stdout.write(`\n== ${part.name}: ${part.command}\n`);
  const started = performance.now();
  const child = spawn(part.command, {
    shell: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NO_COLOR: '1' },
  });
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`${line}\n`);
    if (/^ *Tests /.test(line)) testLines.push(line);
  }
  const [code] = await closed;
  return { ...part, tookSec: (performance.now() - started) / 1000, hasPassed: code === 0 };
}

const ran: Ran[] = [];
for (const part of lane.parts) ran.push(await run(part));

const faults = faultsOf(ran, lane);
const { passed, failed } = countTests(testLines);
process.stdout.write(`\n${describeTimes(ran)}\n${faults.map((fault) => `${fault}\n`).join('')}`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(faults.length > 0 || failed > 0 || passed === 0 ? 1 : 0);
