import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderDeployment } from '../../../src/deploy/index.ts';
import { recommend } from '../../../src/recommender/index.ts';
import { runs } from '../../support/lane.ts';
import { CHOICES } from '../cases.ts';
import { anyText } from '../typed.ts';
import { notebookOf } from './run-notebooks.ts';

/** Compiles each file, and reads the text of its template back. */
const READER = `import ast, json, sys
def read(source):
    compile(source, "notebook", "exec")
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and statement.targets[0].id == "TEMPLATE":
            return statement.value.value
json.dump([read(source) for source in json.load(sys.stdin)], sys.stdout)`;

function templatesIn(notebooks: readonly string[]): (string | null)[] {
  const input = JSON.stringify(notebooks);
  const { stdout, stderr } = spawnSync('python3', ['-c', READER], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Without its header. */
const templateOf = (yaml: string): string => yaml.slice(yaml.indexOf('\n\n') + 2);

it('is Python, and has the CloudFormation template of every choice word for word', () => {
  const notebooks = Object.values(CHOICES).map(notebookOf);
  const wanted = Object.values(CHOICES).map((workload) => {
    const code = renderDeployment(recommend(workload), { format: 'cloudformation' });
    return code.ok ? templateOf(code.files[0]?.content ?? '') : expect.fail(code.text);
  });
  expect(templatesIn(notebooks)).toEqual(wanted);
});

it('is so with any text as name, address and owner', () => {
  const recommendation = recommend(CHOICES['real-time'] ?? expect.fail());
  const requests = fc.sample(fc.record({ name: anyText(80), url: anyText(200), owner: anyText(80) }), runs(100));
  const written = (format: 'cloudformation' | 'notebook') =>
    requests.map(({ name, ...review }) => {
      const code = renderDeployment(recommendation, { format, name, review });
      return code.ok ? (code.files[0]?.content ?? '') : expect.fail(code.text);
    });
  expect(templatesIn(written('notebook'))).toEqual(written('cloudformation').map(templateOf));
});
