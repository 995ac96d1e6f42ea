import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBase } from '../../src/action/base.ts';
import { templateWith, variantWith } from '../check/support/check-text.ts';
import { runCheck } from '../check/support/run-check.ts';

const TEMPLATE = JSON.stringify(
  templateWith(
    { ...variantWith({ InstanceType: { Ref: 'Type' } }), Target: undefined, Policy: undefined },
    {},
    { Parameters: { Type: { Type: 'String' } } },
  ),
);
const parameters = (type: string) => JSON.stringify({ Parameters: { Type: type } });

let workspace = '';
const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'base-'));
  folders.push(folder);
  return folder;
};
const git = (...args: string[]) =>
  execFileSync('git', ['-C', workspace, '-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
    encoding: 'utf8',
  }).trim();

beforeEach(() => {
  workspace = newFolder();
  mkdirSync(join(workspace, 'stacks'));
  git('init', '--quiet');
});
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function commit(files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, 'stacks', name), text);
  git('add', '-A');
  git('commit', '--quiet', '-m', 'x');
  return git('rev-parse', 'HEAD');
}

describe('the base of a pull request', () => {
  it('has the parameters beside a template, so that a change of them alone is a change in cost', async () => {
    const base = commit({ 'a.json': TEMPLATE, 'prod.json': parameters('ml.m5.large'), 'other.json': TEMPLATE });
    commit({ 'prod.json': parameters('ml.m5.xlarge') });
    const folder = openBase(base, ['stacks/a.json'], workspace, newFolder);
    // What declares resources isn't copied, or it would be checked.
    expect(['prod.json', 'other.json'].map((name) => existsSync(join(folder, 'stacks', name)))).toEqual([true, false]);
    const { stdout } = await runCheck(['--json', '--base', folder, join(workspace, 'stacks/a.json')]);
    // 2 × ($0.115 and $0.23 × 730 h + 30 GB × $0.14).
    expect(JSON.parse(stdout).change.monthlyUsd).toEqual({ from: 176.3, to: 344.2 });
  });

  it('has the files of parameters that are named, as they were', () => {
    const base = commit({
      'a.json': TEMPLATE,
      'prod.json': parameters('ml.m5.large'),
      'staging.json': parameters('ml.t2.medium'),
    });
    commit({ 'prod.json': parameters('ml.m5.xlarge') });
    const folder = openBase(base, ['stacks', 'stacks/prod.json', 'Count=3'], workspace, newFolder);
    expect(readFileSync(join(folder, 'stacks/prod.json'), 'utf8')).toBe(parameters('ml.m5.large'));
  });
});
