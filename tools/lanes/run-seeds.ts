import { execFileSync, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readArguments, readWholeNumber } from '../../test/support/script-arguments.ts';

/**
 * Tries the properties with new seeds: `npm run check:seeds -- 3`. Ends with 1 where one of them fails. A counterexample that it
 * finds becomes a named case of the quick tests, together with its mend: the lanes have one fixed seed, and won't find it again.
 */
const count = readArguments('npm run check:seeds -- [how many seeds]', ([text = '1']) =>
  readWholeNumber('check:seeds', text, 1),
);

const files = execFileSync('git', ['grep', '-lE', 'fast-check|support/lane', '--', 'test/*.test.ts'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n');

const failed: number[] = [];
for (let at = 0; at < count; at++) {
  const seed = randomInt(2 ** 31);
  process.stdout.write(`\n== seed ${seed}, ${at + 1} of ${count}\n`);
  const { status } = spawnSync(
    'npx',
    ['--no-install', 'vitest', 'run', '--config', 'vitest.full.config.ts', ...files],
    {
      env: { ...process.env, TEST_SEED: String(seed) },
      stdio: 'inherit',
    },
  );
  if (status !== 0) failed.push(seed);
}
process.stdout.write(
  failed.length === 0
    ? `\nNothing failed with ${count} new ${count === 1 ? 'seed' : 'seeds'}.\n`
    : `\nFailed with: ${failed.map((seed) => `TEST_SEED=${seed}`).join(', ')}. Make each counterexample a named case of the quick tests.\n`,
);
process.exit(failed.length === 0 ? 0 : 1);
