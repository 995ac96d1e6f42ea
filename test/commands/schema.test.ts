import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { Stop, WrongUsage } from '../../src/commands/command.ts';
import { command } from '../../src/commands/schema.ts';
import { SCHEMA_NAMES, schemaOf } from '../../src/schemas/index.ts';
import { makeFolder } from '../database/support/open-test-database.ts';

const folder = makeFolder();
afterAll(() => folder.remove());

async function run(words: readonly string[], values: Record<string, string> = {}): Promise<string> {
  let printed = '';
  const write = async (text: string) => {
    printed += text;
  };
  await command.run({ values, words }, { version: '0', root: pathToFileURL('/'), toStdout: write, toStderr: write });
  return printed;
}

describe('the command schema', () => {
  it.each(SCHEMA_NAMES)('prints the schema %s as JSON, to the end of a line', async (name) => {
    const printed = await run([name]);
    expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify(schemaOf(name))));
    expect(printed).toMatch(/[^\n]\n$/);
    expect(command.usage('x')).toMatch(new RegExp(`^  ${name} {2,}\\w`, 'm'));
  });

  it('writes all of them into a folder, also a new one', async () => {
    const into = join(folder.path, 'new/schemas');
    expect(await run([], { into })).toBe('');
    expect(readdirSync(into).toSorted()).toEqual(SCHEMA_NAMES.map((name) => `${name}.schema.json`).toSorted());
    expect(readFileSync(join(into, 'policy.schema.json'), 'utf8')).toBe(await run(['policy']));
  });

  it('says of a folder that is a file that it could not be written', async () => {
    const into = join(folder.path, 'new/schemas/policy.schema.json');
    await expect(run([], { into })).rejects.toThrow(new Stop(`${into}: could not be written (EEXIST).`));
  });

  const known = 'workload, policy, prices, measurement, recommendation, decision, export.';
  it.each([
    [['workloads'], {}, `No schema workloads. Known: ${known}`],
    [['__proto__'], {}, `No schema __proto__. Known: ${known}`],
    [[], {}, `Name a schema: ${known}`],
    [['policy', 'prices'], {}, 'Unexpected "prices".'],
    [['policy'], { into: 'x' }, 'Use a name or --into, not both.'],
  ])('is used wrongly with %j and %j', async (words, values, text) => {
    await expect(run(words, values as Record<string, string>)).rejects.toThrow(new WrongUsage(text));
  });
});
