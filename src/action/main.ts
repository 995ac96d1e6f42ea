import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBase } from './base.ts';
import { keepComment, type PullRequest } from './comments.ts';
import { escaped, withoutCommands } from './log.ts';

// What action.yml runs: the check, its outputs, the job summary and the comment. Inputs come as environment variables alone,
// so that nothing of a pull request is ever part of a script (docs.github.com/en/actions/concepts/security/script-injections).

const PROGRAM = fileURLToPath(new URL('../endpoint-reviewer.js', import.meta.url));

/** A runner shows ten errors of a step. */
const ERRORS_MAX = 3;

/** GitHub drops a larger job summary. */
const SUMMARY_BYTES_MAX = 1_000_000;

interface Checked {
  readonly endpoints: readonly {
    readonly address: string;
    readonly monthlyUsd: { readonly minimum: number | null };
    readonly differs: readonly unknown[];
    readonly unknown: readonly string[];
  }[];
  readonly notRead: readonly { readonly file: string; readonly why: string }[];
  readonly change?: {
    readonly monthlyUsd: { readonly from: number; readonly to: number };
    readonly endpoints: readonly {
      readonly address: string;
      readonly change: string;
      readonly monthlyUsd: { readonly from: number | null };
    }[];
  };
}

const input = (name: string): string => (process.env[`INPUT_${name}`] ?? '').trim();
const linesOf = (text: string): string[] => text.split('\n').flatMap((line) => line.trim() || []);

async function main(): Promise<number> {
  const paths = linesOf(input('PATHS'));
  if (paths.length === 0) return refuse('paths: Give at least one file or folder, one a line.');
  const workspace = process.env['GITHUB_WORKSPACE'] ?? process.cwd();
  try {
    const base = input('BASE');
    const args =
      base === '' ? [] : ['--base', openBase(base, [...paths, ...linesOf(input('PARAMETERS'))], workspace, newFolder)];
    return await check(paths, [...args, ...optionsOf()], workspace);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

async function check(paths: readonly string[], args: readonly string[], workspace: string): Promise<number> {
  const structured = run([...args, '--json'], paths, workspace);
  if (structured.stdout === '') return refuse(structured.stderr.trim());
  const checked = JSON.parse(structured.stdout) as Checked;
  const unknown = unknownIn(checked);
  const usd = unknown.length > 0 ? null : sumOf(checked);
  const over = overBudget(usd);
  const exit = structured.status === 0 && over !== null && input('WARN_ONLY') !== 'true' ? 1 : (structured.status ?? 2);
  const { stdout: markdown } = run([...args, '--markdown'], paths, workspace);
  const told = over === null ? markdown : `${markdown}\n${over}\n`;
  writeOutputs(checked, usd, exit);
  summarize(told);
  process.stdout.write(withoutCommands(run(args, paths, workspace).stdout));
  if (over !== null) tellError(over);
  if (exit === 2 || (over !== null && usd === null)) for (const why of unknown.slice(0, ERRORS_MAX)) tellError(why);
  await comment(checked.endpoints.length + checked.notRead.length === 0 && !checked.change ? null : told);
  return exit;
}

/** Why it isn't known what all endpoints cost. */
const unknownIn = ({ endpoints, notRead }: Checked): string[] => [
  ...notRead.map(({ file, why }) => `${file}: ${why}`),
  ...endpoints.flatMap(({ address, monthlyUsd, unknown }) =>
    monthlyUsd.minimum === null ? `${address}: its cost isn't known. ${unknown.join('. ')}` : [],
  ),
];

const sumOf = ({ endpoints }: Checked): number =>
  endpoints.reduce((sum, { monthlyUsd }) => sum + (monthlyUsd.minimum ?? 0), 0);

/** A sentence; null within the budget, and without one. @throws Error for what is no amount */
function overBudget(usd: number | null): string | null {
  const budget = Number(input('BUDGET') || 'Infinity');
  if (Number.isNaN(budget)) throw new Error('budget: Give US dollars per month, such as 5000.');
  if (budget === Infinity) return null;
  if (usd === null) return `The budget of $${budget} per month can't be checked: a cost isn't known.`;
  return usd > budget ? `$${usd.toFixed(2)} per month at the minimum is over the budget of $${budget}.` : null;
}

function optionsOf(): string[] {
  const decision = input('DECISION');
  const policy = input('POLICY');
  const region = input('REGION');
  return [
    ...linesOf(input('PARAMETERS')).map((line) => `--parameters=${line}`),
    ...(region === '' ? [] : [`--region=${region}`]),
    ...(decision === '' ? [] : ['--decision', decision]),
    ...(policy === '' ? [] : ['--policy', policy]),
    ...(input('WARN_ONLY') === 'true' ? ['--warn-only'] : []),
  ];
}

function run(args: readonly string[], paths: readonly string[], cwd: string) {
  const { INPUT_TOKEN: _, ...env } = process.env;
  return spawnSync(process.execPath, [PROGRAM, 'check', ...args, '--', ...paths], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
}

/** A sum of what is known isn't the whole, so then there is none. */
function writeOutputs({ endpoints, change }: Checked, usd: number | null, exit: number): void {
  const changed = change?.endpoints.filter((one) => one.change !== 'added') ?? [];
  const isSame = (address: string) => !change?.endpoints.some((one) => one.address === address);
  const isFromKnown =
    changed.every(({ monthlyUsd }) => monthlyUsd.from !== null) &&
    endpoints.every(({ address, monthlyUsd }) => monthlyUsd.minimum !== null || !isSame(address));
  const outputs = {
    exit: String(exit),
    differs: String(endpoints.some(({ differs }) => differs.length > 0)),
    'monthly-from': isFromKnown ? (change?.monthlyUsd.from.toFixed(2) ?? '') : '',
    'monthly-to': usd?.toFixed(2) ?? '',
  };
  append(
    'GITHUB_OUTPUT',
    Object.entries(outputs)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
}

function summarize(markdown: string): void {
  if (Buffer.byteLength(markdown) <= SUMMARY_BYTES_MAX) append('GITHUB_STEP_SUMMARY', `${markdown}\n`);
}

/** Keeps the pull request's comment up to date. Where that may not be, the job summary has it, and the check goes on. */
async function comment(markdown: string | null): Promise<void> {
  const pull = pullRequest();
  if (pull === undefined) return;
  const name = input('NAME').replace(/[^\w .-]/g, '');
  const marker = `<!-- endpoint-reviewer check${name === '' ? '' : ` ${name}`} -->`;
  const kept = await keepComment(pull, marker, markdown);
  if (kept.ok) {
    if (kept.done !== 'none') process.stdout.write(`Comment ${kept.done}${kept.url ? `: ${kept.url}` : ''}\n`);
    return;
  }
  const text = `No comment on the pull request: ${kept.why}`;
  append('GITHUB_STEP_SUMMARY', `\n${text}\n`);
  process.stdout.write(`::warning title=SageMaker check::${escaped(text)}\n`);
}

/** The pull request that the workflow runs for. None on a push, and none where comments are turned off. */
function pullRequest(): PullRequest | undefined {
  const { GITHUB_EVENT_PATH: event, GITHUB_REPOSITORY: repository, GITHUB_API_URL: apiUrl } = process.env;
  if (input('COMMENT') === 'false' || !event || !repository) return undefined;
  const { pull_request: pull }: { pull_request?: { number?: unknown } } = JSON.parse(readFileSync(event, 'utf8'));
  if (typeof pull?.number !== 'number') return undefined;
  return { apiUrl: apiUrl ?? 'https://api.github.com', repository, number: pull.number, token: input('TOKEN') };
}

const tellError = (text: string) => process.stdout.write(`::error title=SageMaker check::${escaped(text)}\n`);

function refuse(text: string): number {
  tellError(text);
  append('GITHUB_OUTPUT', 'exit=2\n');
  return 2;
}

function append(variable: string, text: string): void {
  const file = process.env[variable];
  if (file) appendFileSync(file, text);
}

const newFolder = (): string => mkdtempSync(join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'check-'));

process.exitCode = await main();
