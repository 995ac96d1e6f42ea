import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

// Runs a composite action's steps as a runner does: bash, environment files, and expressions put in before the step starts.

interface Action {
  readonly inputs: Record<string, { default?: string; required?: boolean }>;
  readonly outputs: Record<string, { value: string }>;
  readonly runs: { readonly steps: readonly { id: string; shell: string; env: Record<string, string>; run: string }[] };
}

interface Ran {
  /** 0, or the exit status of the step that failed. */
  readonly status: number;
  readonly log: string;
  readonly outputs: Record<string, string>;
  readonly summary: string;
}

interface Runner {
  /** The folder of action.yml. */
  readonly action: string;
  readonly workspace: string;
  readonly inputs: Record<string, string>;
  readonly apiUrl: string;
  readonly token: string;
  /** The number of the pull request; without one it is a push. */
  readonly pull?: number;
  /** What the runner's machine sets besides. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** @throws Error where an input is unknown or missing, or an expression is one that this runner doesn't know. */
export async function runAction({
  action,
  workspace,
  inputs,
  apiUrl,
  token,
  pull,
  environment: own,
}: Runner): Promise<Ran> {
  const { inputs: declared, outputs, runs }: Action = parse(readFileSync(join(action, 'action.yml'), 'utf8'));
  const temporary = mkdtempSync(join(tmpdir(), 'runner-'));
  mkdirSync(join(temporary, 'temp'));
  const file = (name: string, text = '') => {
    writeFileSync(join(temporary, name), text);
    return join(temporary, name);
  };
  const context: Record<string, string> = { 'github.action_path': action, 'github.token': token };
  const evaluate = (text: string) =>
    text.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => {
      const value = context[name];
      if (value === undefined) throw new Error(`No value for ${name}`);
      return value;
    });
  for (const [name, given] of Object.entries(declared)) {
    if (given.required && inputs[name] === undefined) throw new Error(`Input ${name} is missing`);
    context[`inputs.${name}`] = inputs[name] ?? evaluate(given.default ?? '');
  }
  for (const name of Object.keys(inputs)) if (!(name in declared)) throw new Error(`No input ${name}`);
  const event = file('event.json', JSON.stringify(pull === undefined ? {} : { pull_request: { number: pull } }));
  const summary = file('summary');
  let log = '';
  let status = 0;
  for (const step of runs.steps) {
    const output = file(`output-${step.id}`);
    const environment = {
      PATH: process.env['PATH'] ?? '',
      HOME: temporary,
      RUNNER_TEMP: join(temporary, 'temp'),
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: 'team/models',
      GITHUB_API_URL: apiUrl,
      GITHUB_EVENT_PATH: event,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      ...own,
      ...Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, evaluate(text)])),
    };
    const ran = await bash(file(`${step.id}.sh`, evaluate(step.run)), workspace, environment);
    log += ran.log;
    for (const line of readFileSync(output, 'utf8').split('\n').filter(Boolean)) {
      const [name = '', ...value] = line.split('=');
      context[`steps.${step.id}.outputs.${name}`] = value.join('=');
    }
    status = ran.status;
    if (status !== 0) break;
  }
  const said = Object.entries(outputs).map(([name, { value }]) => {
    const [, from = ''] = /^\$\{\{ *(.+?) *\}\}$/.exec(value) ?? [];
    return [name, context[from] ?? ''];
  });
  return { status, log, outputs: Object.fromEntries(said), summary: readFileSync(summary, 'utf8') };
}

/** As a runner starts `shell: bash`. Not synchronously: the double of GitHub answers from this process. */
function bash(script: string, cwd: string, env: Record<string, string>): Promise<{ status: number; log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { cwd, env });
    let log = '';
    const take = (text: string) => {
      log += text;
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', reject).on('close', (code) => resolve({ status: code ?? 1, log }));
  });
}
