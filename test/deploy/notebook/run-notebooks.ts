import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { renderDeployment } from '../../../src/deploy/index.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';
import { parseTemplate } from '../../support/parse-template.ts';
import { choicesNamed } from '../cases.ts';
import { forMoto, stackOf } from '../stack.ts';

export interface Ran {
  readonly calls: readonly (readonly [operation: string, request: Record<string, unknown>])[];
  readonly printed: string;
  /** The sentence or fault it ended with; null where it ran to its end. */
  readonly ended: string | null;
}

export interface Wanted {
  /** Python, run one after the other. */
  readonly cells: readonly string[];
  /** Answers of an operation, in place of moto's. */
  readonly stand_ins?: Readonly<Record<string, readonly object[]>>;
}

const RUNNER = fileURLToPath(new URL('run_notebooks.py', import.meta.url));

/** Runs notebooks one after the other, each in an empty account. Debian's own Python has moto. */
export function runNotebooks(wanted: readonly Wanted[]): Ran[] {
  const input = JSON.stringify(wanted);
  const { stdout, stderr } = spawnSync('/usr/bin/python3', [RUNNER], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '') throw new Error(`run_notebooks.py ended: ${stderr}`);
  return JSON.parse(stdout) as Ran[];
}

export const runNotebook = (wanted: Wanted): Ran => {
  const [ran] = runNotebooks([wanted]);
  if (ran === undefined) throw new Error('nothing ran');
  return ran;
};

export function notebookOf(workload: Workload): string {
  const code = renderDeployment(answerTo(workload), { format: 'notebook' });
  if (!code.ok) throw new Error(code.text);
  return code.files[0]?.content ?? '';
}

/** The notebook of a choice as somebody filled it in, for moto. `changes`: of variables, as Python. */
export function filledIn(choice: string | Workload, changes: Readonly<Record<string, string>> = {}): string {
  const [workload] = typeof choice === 'string' ? choicesNamed(choice) : [choice];
  if (workload === undefined) throw new Error(`no choice ${choice}`);
  const { text, parameters } = stackOf(workload, 'any');
  const { Parameters } = parseTemplate(text);
  const entered = Object.entries(parameters).map(([name, value]) => {
    const type = Parameters[name]?.Type ?? 'String';
    return [name, type === 'Number' ? value : JSON.stringify(type === 'String' ? value : value.split(','))];
  });
  return Object.entries({ ...Object.fromEntries(entered), ...changes }).reduce(
    (content, [name, value]) => changed(content, name, String(value)),
    forMoto(notebookOf(workload)),
  );
}

/** @throws Error if there is no such variable. */
function changed(content: string, name: string, value: string): string {
  const lines = content.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${name} = `));
  if (at < 0) throw new Error(`no variable ${name}`);
  return lines.with(at, `${name} = ${value}`).join('\n');
}
