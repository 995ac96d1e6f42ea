import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolder } from './database/support/open-test-database.ts';
import { builtFile } from './support/built-file.ts';
import { ROOT } from './support/documents.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

function file(name: string, content: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, content);
  return path;
}

/** Runs the real program as a separate process. */
function check(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const program = [builtFile('src/endpoint-reviewer.ts'), 'policy', 'check', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: ROOT, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the policy command', () => {
  it('finds no fault in the example, tries it on 36 workloads, and exits with 0', () => {
    const { status, stdout, stderr } = check('examples/policy.yml', '--channel', 'C0PROD');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^No faults in 4 rules and 2 defaults\. Version [0-9a-f]{8}\.\nChanges \d+ of 36 workloads\.\n/,
    );
  });

  it('names line and field of an unknown field, and of a rule that forbids every option, and exits with 1', () => {
    const unknown = file(
      'unknown.yml',
      'version: 1\nrules:\n  - name: no GPUs\n    forbid:\n      instanceTypes: ml.g*\n',
    );
    const options = '[real-time, serverless, asynchronous, batch-transform]';
    const all = file('all.yml', `version: 1\nrules:\n  - name: nothing\n    forbid: { option: ${options} }\n`);
    expect(check(unknown)).toEqual({
      status: 1,
      stdout: '',
      stderr: `${unknown}: line 5, rules[0].forbid.instanceTypes: Unknown field. Did you mean instanceType?\n`,
    });
    expect(check(all)).toEqual({
      status: 1,
      stdout: '',
      stderr: `${all}: line 3, rules[0]: Forbids every option, so nothing would fit. Leave at least one.\n`,
    });
  });

  it('says that there is no such file, or that it is a directory, and how it is used, exit 2', () => {
    expect(check('none.yml')).toEqual({ status: 2, stdout: '', stderr: 'none.yml: No such file.\n' });
    expect(check(folder.path)).toEqual({ status: 2, stdout: '', stderr: `${folder.path}: This is a directory.\n` });
    const folderOfWorkloads = check('examples/policy.yml', folder.path);
    expect(folderOfWorkloads).toEqual({ status: 2, stdout: '', stderr: `${folder.path}: this is a directory.\n` });
    expect(check()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('check FILE') });
  });
});
