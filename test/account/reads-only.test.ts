import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeIamPolicy } from '../../src/account/iam-policy.ts';
import { ROOT, read } from '../support/documents.ts';

const SRC = join(ROOT, 'src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, source: readFileSync(join(SRC, file), 'utf8') }));

/** The commands of AWS's SDK that a source names. */
const commandsIn = (source: string): string[] => source.match(/\b[A-Z]\w+Command\b/g) ?? [];
/** Converse asks a language model, and changes nothing. */
const READS = /^(?:(?:Describe|List|Get|Head)[A-Z]|Converse)/;

/** The files that a file loads at once, itself included: imports of types and import() don't count. */
function loadedWith(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  const source = files.find((one) => one.file === file)?.source ?? '';
  for (const [, names = '', path = ''] of source.matchAll(/^(?:import|export)\s+([^;']*?)\s*from\s+'(\.[^']+)'/gm)) {
    const isOfTypes =
      /^type\s/.test(names) ||
      names
        .replace(/[{}]/g, '')
        .split(',')
        .every((name) => /^\s*(?:type\s|$)/.test(name));
    if (!isOfTypes) loadedWith(join(dirname(file), path).replaceAll('\\', '/'), known);
  }
  return known;
}

const users = files.filter(({ source }) => /['"]@aws-sdk\//.test(source));

describe('src and AWS', () => {
  it('uses the SDK in two files alone, with commands that describe, list, get, head or converse', () => {
    expect(users.map(({ file }) => file).sort()).toEqual(['account/aws/open-region.ts', 'model-reader/converse.ts']);
    const commands = users.flatMap(({ source }) => commandsIn(source));
    expect(commands).toContain('DescribeEndpointCommand');
    expect(commands.filter((command) => !READS.test(command))).toEqual([]);
  });

  it('would find a command that writes', () => {
    const named = commandsIn('new sageMaker.DeleteEndpointCommand({})');
    expect(named.filter((command) => !READS.test(command))).toEqual(['DeleteEndpointCommand']);
  });

  it('loads the SDK with import() when an account is read: nothing that the bot starts with does', () => {
    for (const { source } of users) expect(source).not.toMatch(/from '@aws-sdk|require\(/);
    const loaded = loadedWith('commands/start.ts');
    expect(loaded.size).toBeGreaterThan(200);
    expect([...loaded].filter((file) => /^(?:account\/aws\/|model-reader\/converse)/.test(file))).toEqual([]);
  });

  it('has the permission of every call in the printed policy, and no other', () => {
    const called = users.flatMap(({ source }) =>
      [...source.matchAll(/call\(\s*'([\w-]+:\w+)'/g)].map(([, action]) => action),
    );
    const policy: { Statement: { Sid: string; Action: string[] }[] } = JSON.parse(writeIamPolicy());
    const allowed = policy.Statement.flatMap(({ Action }) => Action);
    expect(allowed.toSorted()).toEqual([...new Set(called)].toSorted());
    expect(allowed.filter((action) => action.includes('*'))).toEqual([]);
    for (const { Sid } of policy.Statement) expect(read('docs/check.md')).toContain(`\`${Sid}\``);
  });
});
