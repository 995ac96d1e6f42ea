import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toJson } from '../../src/check/check.ts';
import { findFiles } from '../../src/check/find-files.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { writeMarkdown } from '../../src/check/write-markdown.ts';
import { writeText } from '../../src/check/write-text.ts';
import { LEVELS_MAX, TOO_DEEP } from '../../src/text-limits.ts';
import { fastestMs, SLOW_MS } from '../support/processor-time.ts';
import { checkTexts, templateWith } from './support/check-text.ts';

const faultsOf = (path: string, text: string) => readTemplates([{ path, text, isNamed: true }]).faults;

const SECRET = 'hunter2-hunter2';

const bomb = (): string => {
  const names = 'abcdefghij';
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < names.length; at += 1) {
    lines.push(`${names[at]}: &${names[at]} [${Array.from({ length: 9 }, () => `*${names[at - 1]}`).join(', ')}]`);
  }
  return lines.join('\n');
};

describe('a file of no use', () => {
  it.each([
    ['a.json', `{"Resources": {\n "A": ${SECRET}}`, 2, 'not valid JSON. Correct it, or leave it out.'],
    ['a.yaml', `Resources:\n  A: b: ${SECRET}`, 2, 'not valid YAML. Correct it, or leave it out.'],
    [
      'bomb.yaml',
      bomb(),
      null,
      'not readable: its aliases repeat too much, or name nothing. Write out what they repeat.',
    ],
    [
      'large.yaml',
      `a: ${'x'.repeat(2 ** 20)}`,
      null,
      'over 1 MB of YAML, and CloudFormation takes no larger template. Split it.',
    ],
    [
      'list.json',
      '[1]',
      null,
      'neither a CloudFormation template, a Terraform plan in JSON, a file of Terraform nor a CDK assembly.',
    ],
    [
      'plan.json',
      '{"format_version": "1.2"}',
      null,
      'has no planned_values. Write it with terraform show -json PLAN_FILE.',
    ],
  ])('such as %s is named with its line, and never quoted', (path, text, line, why) => {
    expect(faultsOf(path, text)).toEqual([{ file: path, line, text: why }]);
  });

  it('that a folder has is passed over, unless SageMaker may be in it', () => {
    const read = (text: string) => readTemplates([{ path: 'a.yaml', text }]).faults.length;
    expect([read('a: b: c'), read('Type: AWS::SageMaker::Model: x')]).toEqual([0, 1]);
  });
});

describe('a template with what is wrong in it', () => {
  it.each([
    ['a resource that is a text', { Resources: { A: 'x', B: { Type: 'AWS::SageMaker::Endpoint', Properties: 'x' } } }],
    [
      'properties that are lists',
      { Resources: { B: { Type: 'AWS::SageMaker::EndpointConfig', Properties: { ProductionVariants: 'x' } } } },
    ],
    ['counts that are no numbers', templateWith({ Target: { MinCapacity: {}, MaxCapacity: 'many' } })],
    ['endless numbers', templateWith({ Target: { MinCapacity: 1e300, MaxCapacity: -1 } })],
    [
      'keys of an object',
      {
        Resources: {
          B: { Type: 'AWS::SageMaker::Endpoint', Properties: { EndpointConfigName: { Ref: '__proto__' } } },
        },
      },
    ],
    [
      'an endpoint that has its own name',
      {
        Resources: {
          B: {
            Type: 'AWS::SageMaker::Endpoint',
            Properties: { EndpointName: { 'Fn::GetAtt': ['B', 'EndpointName'] } },
          },
        },
      },
    ],
    [
      'objects for names',
      templateWith({
        Endpoint: { EndpointConfigName: { Ref: { a: 1 } } },
        Target: {
          MinCapacity: { 'Fn::If': [{ a: 1 }, 1, 2] },
          MaxCapacity: { 'Fn::GetAtt': [{ a: 1 }, { b: 1 }] },
          ResourceId: { 'Fn::Join': [{ a: 1 }, ['endpoint', 'a']] },
        },
      }),
    ],
  ])('such as %s is read all the same', (_, template) => {
    const checked = checkTexts({ 'a.json': template });
    expect([writeText(checked), writeMarkdown(checked), JSON.stringify(toJson(checked))].join()).not.toContain(
      '[object',
    );
    expect(checked.faults).toEqual([]);
    for (const { line } of checked.endpoints) {
      for (const usd of Object.values(line.monthlyUsd)) expect(usd === null || Number.isFinite(usd)).toBe(true);
    }
  });

  it.each([
    ['201 lists within each other', `{"Resources":${'['.repeat(LEVELS_MAX)}1${']'.repeat(LEVELS_MAX)}}`],
    ['2 MB of brackets', '['.repeat(2 * 2 ** 20)],
    ['20,000 levels of YAML', `Resources: ${'['.repeat(20_000)}`],
  ])('such as %s is refused before it is parsed', async (_, text) => {
    const path = text.startsWith('Resources') ? 'a.yaml' : 'a.json';
    expect(faultsOf(path, text)).toMatchObject([{ text: TOO_DEEP }]);
    expect(await fastestMs(() => faultsOf(path, text))).toBeLessThan(SLOW_MS);
  });

  it('such as 485 KB of merge keys, or aliases of aliases, is refused in 200 ms', async () => {
    const merges = `a: &a {${Array.from({ length: 500 }, (_, at) => `k${at}: 1`).join(', ')}}\n`;
    const many = `${merges}${Array.from({ length: 30_000 }, (_, at) => `b${at}: {<<: *a}`).join('\n')}\nResources: {}`;
    const laughs = Array.from({ length: 9 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at},`.repeat(9)}]`).join('\n');
    for (const text of [many, `l0: &l0 [x]\n${laughs}\nResources: {}`]) {
      expect(faultsOf('a.yaml', text)).toMatchObject([{ text: expect.stringMatching(/repeat too much/) }]);
    }
    const content = merges + many.slice(merges.length, 59_000);
    expect(await fastestMs(() => faultsOf('a.yaml', content))).toBeLessThan(SLOW_MS);
  });
});

describe('secrets', () => {
  it('of environments, parameters, sensitive attributes and prior states are printed nowhere', () => {
    const checked = checkTexts({
      'a.json': templateWith(
        {
          Model: {
            PrimaryContainer: {
              Image: { Ref: 'Password' },
              Environment: { TOKEN: SECRET, TS_DEFAULT_RESPONSE_TIMEOUT: '60' },
            },
          },
          Endpoint: { EndpointName: { Ref: 'Password' } },
          Policy: { PolicyName: { Ref: 'Password' } },
        },
        {},
        { Parameters: { Password: { Type: 'String', NoEcho: true, Default: SECRET } } },
      ),
      'plan.json': {
        format_version: '1.2',
        planned_values: {
          root_module: {
            resources: [
              {
                address: 'aws_sagemaker_endpoint.e',
                mode: 'managed',
                type: 'aws_sagemaker_endpoint',
                name: 'e',
                values: { name: SECRET, endpoint_config_name: SECRET },
                sensitive_values: { name: true, endpoint_config_name: true },
              },
            ],
          },
        },
      },
      'main.tf.json': {
        variable: { secret: { sensitive: true, default: SECRET } },
        resource: {
          aws_sagemaker_endpoint: { f: { name: `\${var.secret}`, endpoint_config_name: `x-\${"${SECRET}"}` } },
        },
      },
    });
    expect(checked.endpoints).toHaveLength(3);
    const printed = [JSON.stringify(toJson(checked)), writeText(checked), writeMarkdown(checked)].join('\n');
    expect(printed).not.toContain(SECRET);
  });
});

describe('files and folders', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'check-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const write = (name: string, text: string) => writeFile(join(folder, name), text);

  it('over 64 MB are refused by name', async () => {
    await write('plan.json', '{}');
    await truncate(join(folder, 'plan.json'), 64 * 2 ** 20 + 1);
    const { documents, faults } = await findFiles([join(folder, 'plan.json')]);
    expect(documents).toEqual([]);
    expect(faults).toMatchObject([{ file: join(folder, 'plan.json'), text: expect.stringMatching(/^over 64 MB\./) }]);
  });

  it('are found in folders, without dependencies, hidden folders and links to elsewhere', async () => {
    for (const name of ['node_modules', '.terraform', 'deep']) {
      await mkdir(join(folder, name));
      await write(`${name}/a.yaml`, 'Type: AWS::SageMaker::Model');
    }
    await write('main.tf', 'resource');
    await write('notes.md', '');
    await symlink('/etc', join(folder, 'link'));
    const { documents, notes, faults } = await findFiles([folder]);
    expect(documents.map(({ path }) => path)).toEqual([`${folder}/deep/a.yaml`, `${folder}/main.tf`]);
    expect([notes, faults]).toEqual([[], []]);
  });

  it('that are devices, or links to one, are refused, and never found in a folder', async () => {
    await symlink('/dev/zero', join(folder, 'sagemaker.yaml'));
    const why = "no regular file but a device, a pipe or a socket. Give a file's path.";
    for (const path of ['/dev/zero', join(folder, 'sagemaker.yaml')]) {
      expect((await findFiles([path])).faults).toEqual([{ file: path, line: null, text: why }]);
    }
    expect(await findFiles([folder])).toEqual({ documents: [], notes: [], faults: [] });
  });

  it('that are named twice are read once, and those that are missing or binary plans are named', async () => {
    await write('a.yaml', 'a: 1');
    await write('tfplan', 'PK\u0003\u0004');
    const paths = ['a.yaml', 'a.yaml', 'none.yaml', 'tfplan'].map((name) => join(folder, name));
    const { documents, faults } = await findFiles(paths);
    expect(documents).toHaveLength(1);
    expect(faults.map(({ text }) => text)).toEqual([
      'no such file.',
      'a binary plan. Write it with terraform show -json.',
    ]);
  });
});
