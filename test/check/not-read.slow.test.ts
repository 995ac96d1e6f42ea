import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTexts, SOUND, templateWith } from './support/check-text.ts';
import { runCheck } from './support/run-check.ts';

const SOUND_FILE = JSON.stringify({ Resources: SOUND });
const HCL = 'resource "aws_sagemaker_endpoint" "chat" {\n  name = "chat"\n  endpoint_config_name = "c"\n}\n';
const ELSEWHERE = 'module "chat" {\n  source = "acme/sagemaker-endpoint/aws"\n}\n';
const MAKE_A_PLAN =
  'Check a plan instead: terraform plan -out plan.tfplan && terraform show -json plan.tfplan > plan.json';

/** A plan with one resource, as `terraform show -json` prints it. */
const planOf = (name: string): string =>
  JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.13.0',
    planned_values: {
      root_module: {
        resources: [
          {
            address: `aws_sagemaker_endpoint.${name}`,
            mode: 'managed',
            type: 'aws_sagemaker_endpoint',
            name,
            values: { name, endpoint_config_name: 'c' },
          },
        ],
      },
    },
  });

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'not-read-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** Checks the folder, or files in it. Paths are told without the folder. */
async function check(names: readonly string[] = ['']) {
  const paths = names.map((name) => (name === '' ? folder : join(folder, name)));
  const { exit, stdout } = await runCheck(['--json', '--', ...paths]);
  const { notRead, endpoints } = JSON.parse(stdout.replaceAll(`${folder}/`, '')) as {
    notRead: { file: string; why: string }[];
    endpoints: unknown[];
  };
  return { exit, notRead, endpoints: endpoints.length };
}

describe('a walk ends with 2, and names the file, where it mentions SageMaker and cannot be read', () => {
  it.each<[string, Record<string, string | Buffer>, string, RegExp]>([
    [
      "a module of Terraform's from elsewhere",
      { 'infra/main.tf': ELSEWHERE },
      'infra/main.tf',
      /^module chat isn't read\. Check a plan instead: terraform plan -out .* && terraform show -json /,
    ],
    [
      'HCL that is broken',
      { 'main.tf': '# SAGEMAKER\na = [1 2]' },
      'main.tf',
      /^line 2, column 8: expected a comma or \]\. Correct it/,
    ],
    [
      "OpenTofu's, in its module",
      { 'main.tofu': HCL, 'x.tofu': '{' },
      'x.tofu',
      /^line 1, column 1: expected an argument/,
    ],
    [
      "Terragrunt's",
      { 'a/terragrunt.hcl': 'terraform {\n source = "../sagemaker"\n}' },
      'a/terragrunt.hcl',
      /^not read\. Check a plan/,
    ],
    [
      'YAML that is broken in line 2',
      { 'a.yaml': '# sagemaker\na: b: c' },
      'a.yaml',
      /^line 2: not valid YAML\. Correct it/,
    ],
    [
      'over 20 MB that is no plan',
      { 'a.json': Buffer.alloc(20 * 2 ** 20 + 1, 'x-sagemaker ') },
      'a.json',
      /^over 20 MB\./,
    ],
    [
      'over 64 MB',
      { 'a.json': Buffer.concat([Buffer.alloc(64 * 2 ** 20, ' '), Buffer.from('SageMaker')]) },
      'a.json',
      /^over 64 MB\./,
    ],
    [
      'a module that has it',
      { 'main.tf.json': '{"module": {"chat": {"source": "x/sagemaker-endpoint/aws"}}}' },
      'main.tf.json',
      /^module chat isn't read\. Check a plan instead/,
    ],
  ])('%s', async (_, files, file, why) => {
    // What can be read beside it is read, and doesn't make it green.
    await write({ ...files, 'sound/template.json': SOUND_FILE });
    const { exit, endpoints, notRead } = await check();
    expect([exit, notRead]).toEqual([2, [{ file, why: expect.stringMatching(why) }]]);
    expect(endpoints).toBe(file === 'x.tofu' ? 2 : 1);
  });
});

describe('a walk is as before', () => {
  it.each<[string, Record<string, string | Buffer>]>([
    [
      'without SageMaker in what cannot be read',
      {
        'main.tf': 'resource "aws_s3_bucket" "b" {}',
        'a.yaml': 'AWS::S3::Bucket: b: c',
        'b.json': '{',
        'c.json': '['.repeat(300),
        'd.json': Buffer.alloc(20 * 2 ** 20 + 1, 'x'),
      },
    ],
    [
      'with SageMaker in what is no template, and is read',
      {
        'package.json': '{"keywords": ["sagemaker"]}',
        'readme.md': 'sagemaker',
        'k8s.yaml': 'kind: Endpoint\napiVersion: sagemaker.services.k8s.aws\n---\nkind: Model\n',
      },
    ],
    ['without a file', {}],
  ])('%s: it ends with 0 and names nothing', async (_, files) => {
    await write(files);
    expect(await check()).toEqual({ exit: 0, endpoints: 0, notRead: [] });
  });

  it('where a plan has every SageMaker resource that the .tf files declare', async () => {
    await write({
      'infra/main.tf': HCL,
      'infra/iam.tf': '# sagemaker.amazonaws.com',
      'infra/plan.json': planOf('chat'),
    });
    expect(await check()).toEqual({ exit: 0, endpoints: 1, notRead: [] });
    await write({ 'infra/plan.json': planOf('chat2') });
    expect(await check()).toEqual({ exit: 0, endpoints: 2, notRead: [] });
    await write({ 'infra/main.tf': ELSEWHERE });
    expect(await check()).toMatchObject({ exit: 2, notRead: [{ file: 'infra/main.tf' }] });
    await write({ 'infra/plan.json': planOf('chat').replace('"address":"', '"address":"module.chat.') });
    expect(await check()).toEqual({ exit: 0, endpoints: 1, notRead: [] });
  });
});

describe("a module's files", () => {
  const MODULE =
    'variable "name" {}\nresource "aws_sagemaker_endpoint" "e" {\n  name = var.name\n  endpoint_config_name = "c"\n}\n';

  it('are read where it is called, wherever they are, with those beside a file that is named', async () => {
    await write({
      'envs/prod/main.tf': 'module "chat" {\n  source = "../../modules/serving"\n  name = var.name\n}\n',
      'envs/prod/variables.tf': 'variable "name" {}\n',
      'envs/prod/terraform.tfvars': 'name = "chat"\n',
      'modules/serving/main.tf': MODULE,
      'modules/serving/.terraform/x.tf': 'sagemaker',
      'modules/other/main.tf': 'sagemaker',
    });
    for (const path of ['envs/prod', 'envs/prod/main.tf']) {
      const { stdout } = await runCheck(['--', join(folder, path)]);
      expect(stdout).toMatch(/^chat \(module\.chat\.aws_sagemaker_endpoint\.e\), .*envs\/prod\/main\.tf/);
    }
    // What is below a folder that is called isn't the module.
    expect(await check(['envs'])).toEqual({ exit: 0, endpoints: 1, notRead: [] });
    expect(await check()).toMatchObject({ exit: 2, notRead: [{ file: 'modules/other/main.tf' }] });
  });
});

describe('a file that is named', () => {
  it('ends with 2 where it cannot be read, whatever is in it', async () => {
    await write({ 'broken.yaml': 'a: b: c', 'a/broken.tf': 'a', 'b/bucket.tf': 'resource "aws_s3_bucket" "b" {}' });
    expect(await check(['broken.yaml'])).toMatchObject({ exit: 2, notRead: [{ file: 'broken.yaml' }] });
    expect(await check(['a/broken.tf'])).toEqual({
      exit: 2,
      endpoints: 0,
      notRead: [{ file: 'a/broken.tf', why: 'line 1, column 2: expected = or {. Correct it, or leave the file out.' }],
    });
    expect(await check(['b/bucket.tf'])).toMatchObject({ exit: 0, notRead: [] });
  });

  it('in UTF-16, as PowerShell writes it, is read', async () => {
    await write({ 'plan.json': Buffer.from(`\ufeff${planOf('chat')}`, 'utf16le') });
    expect(await check(['plan.json'])).toEqual({ exit: 0, endpoints: 1, notRead: [] });
  });
});

it('text and a comment name what is not read, and claim neither that there is nothing nor a whole sum', async () => {
  await write({ 'main.tf': ELSEWHERE });
  const text = await runCheck(['--', folder]);
  expect([text.exit, text.stdout]).toEqual([2, `${folder}/main.tf: module chat isn't read. ${MAKE_A_PLAN}\n`]);
  const alone = await runCheck(['--markdown', '--', folder]);
  expect(alone.stdout).toMatch(
    /^\*\*Not checked: 1 file can't be read\*\*\n\n.*main\.tf.*plan\.tfplan &gt; |^\*\*Not checked: 1 file can't be read\*\*/,
  );
  await write({ 'template.json': SOUND_FILE });
  const beside = await runCheck(['--markdown', '--', folder]);
  expect(beside.stdout.split('\n')[0]).toMatch(
    /^\*\*SageMaker endpoints: \$\S+ per month\*\* at the minimum, without 1 file that can't be read$/,
  );
});

it('--warn-only passes over no file that is not read, and a base that is not read is no base', async () => {
  await write({ 'base/main.tf': ELSEWHERE, 'template.json': SOUND_FILE });
  expect((await runCheck(['--warn-only', '--', folder])).exit).toBe(2);
  const refused = runCheck(['--base', join(folder, 'base'), '--', join(folder, 'template.json')]);
  await expect(refused).rejects.toThrow(`${folder}/base/main.tf: module chat isn't read. ${MAKE_A_PLAN}`);
});

describe('what grows without end', () => {
  const chain = (step: (next: string) => unknown) =>
    Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`a${at}`, at === 39 ? 'x' : step(`local.a${at + 1}`)]));
  const endpoints = (EndpointName: (next: string) => unknown) =>
    Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [
        `E${at}`,
        {
          Type: 'AWS::SageMaker::Endpoint',
          Properties: {
            EndpointConfigName: 'x',
            EndpointName: at === 59 ? 'x' : EndpointName(`E${at + 1}.EndpointName`),
          },
        },
      ]),
    );
  const ends = { aws_sagemaker_endpoint: { e: { name: `\${local.a0}`, endpoint_config_name: 'x' } } };

  it.each<[string, object]>([
    ['main.tf.json', { locals: chain((next) => [`\${${next}}`, `\${${next}}`]), resource: ends }],
    ['main.tf.json', { locals: chain((next) => `\${${next}}\${${next}}`), resource: ends }],
    ['a.json', { Resources: endpoints((next) => ({ 'Fn::Sub': `\${${next}}\${${next}}` })) }],
    ['a.json', { Resources: endpoints((next) => ({ 'Fn::GetAtt': next.split('.') })), Conditions: {} }],
    [
      'a.json',
      {
        Resources: {
          'Fn::ForEach::Many': [
            'N',
            Array.from({ length: 9000 }, (_, at) => `n${at}`),
            {
              [`E\${N}`]: {
                Type: 'AWS::SageMaker::Endpoint',
                Properties: { Tags: Array.from({ length: 50 }, () => 'tag') },
              },
            },
          ],
        },
      },
    ],
  ])(
    'in %s is refused or read, and takes less than a thousandth of what it would grow to: case %#',
    (file, template) => {
      const before = process.cpuUsage();
      const { faults, endpoints: found } = checkTexts({ [file]: template });
      const { user, system } = process.cpuUsage(before);
      expect(user + system).toBeLessThan(5_000_000);
      if (faults.length > 0)
        expect(faults).toEqual([
          {
            file,
            line: null,
            text: 'not readable: its references and loops repeat too much. Write out what they repeat.',
          },
        ]);
      else expect(found).toHaveLength(60);
    },
  );

  it('as a name that 20,000 resources pass on is refused, not a crash', () => {
    const Resources = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, at) => [
        `E${at}`,
        {
          Type: 'AWS::SageMaker::Endpoint',
          Properties: { EndpointName: { 'Fn::Sub': `\${E${at + 1}.EndpointName}` } },
        },
      ]),
    );
    expect(() => checkTexts({ 'a.json': { Resources } })).not.toThrow();
  });
});

it('the sound template of these tests is read whole', () => {
  expect(checkTexts({ 'a.json': templateWith({}) }).faults).toEqual([]);
});
