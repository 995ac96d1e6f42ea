import { execFileSync, spawnSync } from 'node:child_process';
import { readArguments } from '../../test/support/script-arguments.ts';

/**
 * Writes every golden file and every generated document anew: `npm run golden`. Ends with 1 where a test of them fails for another
 * reason. Read the diff afterwards, as its reader would.
 */
readArguments('npm run golden', (args) => {
  if (args.length > 0) throw new Error('It takes no arguments.');
});

/** What others are made from: the texts of `--help`, of schemas and of a refusal. */
const FIRST: readonly string[] = ['test/wording/field-meanings.test.ts'];

const all = execFileSync('git', ['grep', '-lE', 'expectGolden\\(|toMatchFileSnapshot\\(', '--', 'test/*.test.ts'], {
  encoding: 'utf8',
});
const rest = all
  .trim()
  .split('\n')
  .filter((file) => !FIRST.includes(file));

for (const files of [FIRST, rest]) {
  const { status } = spawnSync(
    'npx',
    ['--no-install', 'vitest', 'run', '--config', 'vitest.full.config.ts', ...files, '-u'],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exit(1);
}
process.stdout.write(execFileSync('git', ['status', '--short'], { encoding: 'utf8' }));
