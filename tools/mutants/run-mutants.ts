import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MUTANTS, type Mutant, ROOMS } from './mutants.ts';

/**
 * `npm run tool -- mutants`: plants faults, one at a time, in a copy of this repository, and fails where more than two are not
 * noticed by the quick test whose title names the rule. Words after it: rooms, or parts of a file's name or of a rule.
 */
const MISSES_MAX = 2;

/** A mutant may make an endless loop. */
const LIMIT_MS = 600_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

const words = process.argv.slice(2);
const isMeant = ({ room, file, rule }: Mutant, word: string): boolean =>
  word in ROOMS ? word === room : file.includes(word) || rule.includes(word);
const wanted = MUTANTS.filter((mutant) => words.length === 0 || words.some((word) => isMeant(mutant, word)));
if (wanted.length === 0) fail(`No fault is of ${words.join(' ')}. Rooms: ${Object.keys(ROOMS).join(', ')}.`);
makeCopy();
checkTexts(wanted);
checkTests(wanted);
const missed = wanted.filter((mutant) => !isNoticed(mutant));
say(`${wanted.length - missed.length} of ${wanted.length} noticed by the test that names the rule`);
process.exit(missed.length <= MISSES_MAX ? 0 : 1);

/** All files that git has or may get, as they are now. */
function makeCopy(): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of listed.toString().split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file), { verbatimSymlinks: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}

function checkTexts(mutants: readonly Mutant[]): void {
  for (const { file, before, rule } of mutants) {
    const found = readFileSync(join(copy, file), 'utf8').split(before).length - 1;
    if (found !== 1)
      fail(`${file} has the text of "${rule}" ${found} times. Correct \`before\` in tools/mutants/mutants.ts.`);
  }
}

/** Without a fault everything is green, and every test that is named is there. */
function checkTests(mutants: readonly Mutant[]): void {
  const { failed, passed } = run([...new Set(mutants.map(({ noticedBy: [file] }) => file))]);
  if (failed.length > 0) fail(`Without a fault these fail:\n${failed.join('\n')}`);
  for (const { noticedBy, rule } of mutants) {
    const [file, title] = noticedBy;
    if (!passed.some((name) => name.includes(title)))
      fail(`No test of ${file} is called "${title}", which should notice "${rule}". Correct \`noticedBy\`.`);
  }
}

function isNoticed({ room, rule, file, before, after, noticedBy: [test, title] }: Mutant): boolean {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const [ahead = '', behind = ''] = source.split(before);
  writeFileSync(path, ahead + after + behind);
  const { failed } = run([test]);
  const named = failed.find((name) => name.includes(title));
  const other = named ?? failed[0] ?? run([...ROOMS[room], '--bail=1']).failed[0];
  writeFileSync(path, source);
  const verdict = named === undefined ? (other === undefined ? 'SURVIVED' : `ONLY BY ${other}`) : `noticed by ${other}`;
  say(`${room.padEnd(12)}${rule}\n            ${verdict}`);
  return named !== undefined;
}

interface Outcome {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
}

/** Quick tests of the copy, by their full titles. */
function run(args: readonly string[]): Outcome {
  const output = join(copy, 'outcome.json');
  rmSync(output, { force: true });
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  // What a file became is kept for the next fault, and goes with the copy.
  const kept = `--experimental.fsModuleCachePath=${join(copy, 'kept')}`;
  const command = [vitest, 'run', kept, '--reporter=json', `--outputFile=${output}`, ...args];
  const { signal } = spawnSync(process.execPath, command, { cwd: copy, stdio: 'ignore', timeout: LIMIT_MS });
  if (signal !== null) return { passed: [], failed: [] };
  return outcomeOf(JSON.parse(readFileSync(output, 'utf8')));
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function outcomeOf({ testResults }: Report): Outcome {
  const named = (status: string) =>
    testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter((one) => one.status === status).map(({ fullName }) => fullName),
    );
  // A file that doesn't load has no tests.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: named('passed'), failed: [...named('failed'), ...broken.map(({ name }) => `(all of ${name})`)] };
}
