import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readParameters } from '../../src/check/parameters.ts';
import { runs } from '../support/lane.ts';
import { SOUND, templateWith, variantWith } from './support/check-text.ts';
import { runCheck } from './support/run-check.ts';

const PARAMETERS = { Type: { Type: 'String' }, Count: { Type: 'Number' } };
const TEMPLATE = JSON.stringify(
  templateWith(
    {
      ...variantWith({ InstanceType: { Ref: 'Type' }, InitialInstanceCount: { Ref: 'Count' } }),
      Target: undefined,
      Policy: undefined,
    },
    {},
    { Parameters: PARAMETERS },
  ),
);
const CODE_PIPELINE = (type: string, count = '3') =>
  JSON.stringify({ Parameters: { Type: type, Count: count } }, null, 2);
const CLOUDFORMATION = JSON.stringify([
  { ParameterKey: 'Type', ParameterValue: 'ml.m5.large' },
  { ParameterKey: 'Count', ParameterValue: '3' },
]);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parameters-'));
  vi.stubEnv('AWS_REGION', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

interface Line {
  readonly region: string;
  readonly regionFrom: string;
  readonly runs: { readonly instance: string | null };
  readonly monthlyUsd: { readonly minimum: number | null };
  readonly unknown: readonly string[];
}

/** What the check prints, without the folder. */
async function check(...args: string[]) {
  const { exit, stdout, stderr } = await runCheck(['--json', ...args]);
  const { endpoints, change } = JSON.parse(stdout) as { endpoints: Line[]; change?: { monthlyUsd: object } };
  const told = stderr.replaceAll(`${folder}/`, '').trim().split('\n');
  return {
    exit,
    endpoints,
    instance: endpoints[0]?.runs.instance,
    usd: endpoints[0]?.monthlyUsd.minimum,
    told,
    change,
  };
}

/** Why the check isn't done, without the folder. */
const refused = (...args: string[]): Promise<string> =>
  runCheck(args).then(
    () => 'done',
    (error: Error & { exit?: number }) => error.message.replaceAll(`${folder}/`, ''),
  );

const at = (name: string) => join(folder, name);

describe('the parameters of a template', () => {
  // 3 × ($0.115 per hour × 730 h + 30 GB × $0.14).
  const USD = 264.45;

  it.each([
    ["CloudFormation's list", 'prod.json', CLOUDFORMATION],
    ["CodePipeline's object", 'prod.json', CODE_PIPELINE('ml.m5.large')],
    ["the command line's list", 'prod.json', '["Type=ml.m5.large", "Count=3"]'],
    [
      'a text of samconfig.toml',
      'samconfig.toml',
      '[default.deploy.parameters]\nparameter_overrides = "Type=\\"ml.m5.large\\" Count=3"',
    ],
    [
      'a list of samconfig.toml',
      'samconfig.toml',
      '[default.global.parameters]\nparameter_overrides = ["Type=ml.m5.large", "Count=3"]',
    ],
    [
      'the only environment of samconfig.toml',
      'samconfig.toml',
      'version = 0.1\n[prod.deploy.parameters]\nparameter_overrides = "ParameterKey=Type,ParameterValue=ml.m5.large ParameterKey=Count,ParameterValue=3"',
    ],
    [
      'samconfig.yaml',
      'samconfig.yaml',
      'default: {deploy: {parameters: {parameter_overrides: [Type=ml.m5.large, Count=3]}}}',
    ],
  ])('are those of %s: 3 × ml.m5.large, named or alone beside it', async (_, name, text) => {
    await write({ 'template.json': TEMPLATE, [name]: text });
    const named = await check('--parameters', at(name), at('template.json'));
    expect([named.instance, named.usd, named.told]).toEqual(['ml.m5.large', USD, ['']]);
    for (const path of [folder, at('template.json')]) {
      const beside = await check(path);
      expect([beside.exit, beside.instance, beside.usd]).toEqual([0, 'ml.m5.large', USD]);
      expect(beside.told).toEqual([`template.json: its parameters are those of ${name}.`]);
    }
  });

  it('are those of an environment of samconfig.toml that is named; of several none is taken unless one is "default"', async () => {
    const environment = (name: string, type: string, region: string) =>
      `[${name}.deploy.parameters]\nregion = "${region}"\nparameter_overrides = "Type=${type} Count=3"\n`;
    const prod = environment('prod', 'ml.m5.xlarge', 'eu-west-1');
    const samconfig = `${environment('staging', 'ml.m5.large', 'us-west-2')}${prod}`;
    await write({ 'template.json': TEMPLATE, 'samconfig.toml': samconfig });
    const none = await check(folder);
    expect([none.instance, none.endpoints[0]?.region, none.told]).toEqual([
      null,
      'us-east-1',
      [
        'template.json: samconfig.toml#staging and samconfig.toml#prod beside it have its parameters, so none is taken. Name one: --parameters samconfig.toml#staging',
      ],
    ]);
    const named = await check('--parameters', at('samconfig.toml#prod'), folder);
    expect([named.instance, named.endpoints[0]?.region]).toEqual(['ml.m5.xlarge', 'eu-west-1']);
    expect(await refused('--parameters', at('samconfig.toml#qa'), folder)).toContain(
      'samconfig.toml#qa: no parameters.',
    );
    await write({ 'samconfig.toml': `${prod}${environment('default', 'ml.m5.large', 'us-west-2')}` });
    expect((await check(folder)).instance).toBe('ml.m5.large');
  });

  it('that the command line gives as Key=Value come before those of a file', async () => {
    await write({ 'template.json': TEMPLATE, 'prod.json': CODE_PIPELINE('ml.m5.large', '1') });
    const { instance, usd } = await check('--parameters', 'Count=3', at('template.json'));
    expect([instance, usd]).toEqual(['ml.m5.large', USD]);
  });

  it('are not guessed from one of two files: both are named, and none is taken', async () => {
    await write({
      'template.json': TEMPLATE,
      'prod.json': CLOUDFORMATION,
      'staging.json': CODE_PIPELINE('ml.m5.xlarge'),
    });
    const { exit, instance, told } = await check(folder);
    expect([exit, instance]).toEqual([0, null]);
    expect(told).toEqual([
      `template.json: prod.json and staging.json beside it have its parameters, so none is taken. Name one: --parameters prod.json`,
    ]);
  });

  it('are not those of another template, of another folder, or of a file without a name of theirs', async () => {
    await write({
      'template.json': TEMPLATE,
      'other.json': JSON.stringify({ Parameters: { Vpc: 'vpc-1' } }),
      'package.json': '{"Parameters": {"Type": {"deep": 1}}}',
      'stages/prod.json': CLOUDFORMATION,
    });
    const { instance, told } = await check(folder);
    expect([instance, told]).toEqual([null, ['']]);
  });

  it('that a secret has stay unknown and unprinted, and so does a previous value', async () => {
    const secret = { Parameters: { ...PARAMETERS, Type: { Type: 'String', NoEcho: true } } };
    await write({
      'template.json': JSON.stringify({ ...JSON.parse(TEMPLATE), ...secret }),
      'prod.json': JSON.stringify([
        { ParameterKey: 'Type', ParameterValue: 'hunter2' },
        { ParameterKey: 'Count', UsePreviousValue: true },
      ]),
    });
    const { stdout } = await runCheck(['--json', folder]);
    expect(stdout).not.toContain('hunter2');
    expect((JSON.parse(stdout).endpoints[0] as Line).unknown.slice(0, 2)).toEqual([
      'Instance type: parameter Type',
      'Instance count: parameter Count',
    ]);
  });

  it('reach a nested stack only through its parent', async () => {
    const nested = {
      Parameters: { Size: { Type: 'String' } },
      Resources: {
        Nested: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: { TemplateURL: 'inner.json', Parameters: { Type: { Ref: 'Size' }, Count: 3 } },
        },
      },
    };
    await write({ 'outer.json': JSON.stringify(nested), 'inner.json': TEMPLATE });
    const { usd } = await check('--parameters', 'Size=ml.m5.large', folder);
    expect(usd).toBe(USD);
  });

  it('of the base are its own file, so that the change in cost is that of the file too', async () => {
    const files = (type: string) => ({ 'template.json': TEMPLATE, 'prod.json': CODE_PIPELINE(type) });
    await write({
      ...files('ml.m5.xlarge'),
      'base/template.json': TEMPLATE,
      'base/prod.json': CODE_PIPELINE('ml.m5.large'),
    });
    for (const named of [[], ['--parameters', at('prod.json')]]) {
      const { change } = await check(...named, '--base', at('base/template.json'), at('template.json'));
      // ml.m5.xlarge is $0.23 per hour.
      expect(change?.monthlyUsd).toEqual({ from: USD, to: 516.3 });
    }
  });
});

describe('parameters that are wrong end the check, with file, line, column and what was expected', () => {
  it.each([
    [
      'a name that no template has',
      { 'p.json': '{\n  "Parameters": {"Typ": "ml.m5.large"}\n}' },
      ['p.json'],
      'p.json, line 2, column 19: no template has the parameter Typ. Expected Type or Count.',
    ],
    [
      'the same of the command line',
      {},
      ['Typ=ml.m5.large'],
      '--parameters: no template has the parameter Typ. Expected Type or Count.',
    ],
    [
      'two files that differ',
      { 'a.json': '{"Parameters": {"Count": 1}}', 'b.json': '{"Parameters": {"Count": 2}}' },
      ['a.json', 'b.json'],
      'b.json, line 1, column 18: Count has another value in a.json. Expected one of the two files.',
    ],
    [
      'broken JSON',
      { 'p.json': '{\n"Parameters": {"Type": {"hunter2"' },
      ['p.json'],
      /^p\.json, line 2, column \d+: not valid JSON\. Correct it, or leave it out\. Expected \[\{"ParameterKey"/,
    ],
    [
      'broken TOML',
      { 'samconfig.toml': '[default\nx = "hunter2"' },
      ['samconfig.toml'],
      /^samconfig\.toml, line 1, column 9: not valid TOML\. Expected /,
    ],
    [
      'a file of something else',
      { 'p.json': '{"a": "hunter2"}' },
      ['p.json'],
      /^p\.json: no parameters\. Expected \[\{"ParameterKey"/,
    ],
    ['no file', {}, ['none.json'], 'none.json: no such file.'],
  ])('%s', async (_, files, given, why) => {
    await write({ 'template.json': TEMPLATE, ...files });
    const options = given.flatMap((one) => ['--parameters', one.includes('=') ? one : at(one)]);
    const text = await refused(...options, at('template.json'));
    expect(text).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
    expect(text).not.toContain('hunter2');
  });

  it('never hang, whatever the text', async () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constant('['.repeat(300)),
      fc.constant(`a = ${'['.repeat(2000)}`),
    );
    const names = fc.constantFrom('p.json', 'samconfig.toml', 'samconfig.yaml');
    await fc.assert(
      fc.asyncProperty(names, texts, async (path, text) => {
        for (const read of await readParameters({ path, text }))
          expect(
            'values' in read
              ? Object.values(read.values).every((one) => one === undefined || typeof one === 'string')
              : read.file,
          ).toBeTruthy();
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('the Region is said by', () => {
  const image = (address: string) => ({ Model: { PrimaryContainer: { Image: address } } });
  const ECR = '111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/churn:1';
  const KmsKeyId = 'arn:aws:kms:eu-central-1:111122223333:key/a';
  const unsaid = templateWith(image('churn:1'));

  it.each<[string, object, string[], string | undefined, string, string]>([
    [
      'the files, before an image and an option',
      templateWith({ ...image(ECR), ...variantWith({}, { KmsKeyId }) }),
      ['--region', 'eu-west-1'],
      'us-west-2',
      'eu-central-1',
      'files',
    ],
    [
      'the address of an image, where it has to be',
      templateWith(image(ECR)),
      ['--region', 'eu-west-1'],
      'us-west-2',
      'ap-northeast-1',
      'image',
    ],
    ['--region', unsaid, ['--region', 'eu-west-1'], 'us-west-2', 'eu-west-1', 'option'],
    ['AWS_REGION', unsaid, [], 'us-west-2', 'us-west-2', 'environment'],
    ['nothing: us-east-1', unsaid, [], undefined, 'us-east-1', 'default'],
  ])('%s', async (_, template, options, environment, region, from) => {
    await write({ 'template.json': JSON.stringify(template) });
    vi.stubEnv('AWS_REGION', environment);
    const { endpoints } = await check(...options, at('template.json'));
    expect(endpoints).toMatchObject([{ region, regionFrom: from }]);
  });

  it("the policy's default, after AWS_REGION", async () => {
    await write({
      'template.json': JSON.stringify(unsaid),
      'policy.yaml': 'version: 1\ndefaults:\n  - assume: {region: eu-north-1}\n',
    });
    const options = ['--policy', at('policy.yaml'), at('template.json')];
    expect((await check(...options)).endpoints).toMatchObject([
      {
        region: 'eu-north-1',
        regionFrom: 'policy',
        unknown: ["Region: the files don't say it; priced as eu-north-1, the policy's default"],
      },
    ]);
    vi.stubEnv('AWS_REGION', 'us-west-2');
    expect((await check(...options)).endpoints).toMatchObject([{ regionFrom: 'environment' }]);
  });

  it('samconfig.toml, which deploys the template beside it', async () => {
    const sam = '[default.deploy.parameters]\nregion = "eu-west-3"\nparameter_overrides = "Type=ml.m5.large Count=3"';
    await write({ 'template.json': TEMPLATE.replace(/\d+\.dkr\.ecr\.[^/]+\//, ''), 'samconfig.toml': sam });
    expect((await check(folder)).endpoints).toMatchObject([{ region: 'eu-west-3', regionFrom: 'files' }]);
    await write({ 'template.json': JSON.stringify(unsaid) });
    expect((await check(folder)).endpoints).toMatchObject([{ region: 'eu-west-3', regionFrom: 'files' }]);
  });

  it('none that AWS lacks', async () => {
    await write({ 'template.json': JSON.stringify({ Resources: SOUND }) });
    expect(await refused('--region', 'mars-1', folder)).toBe(
      'AWS has no Region mars-1. Expected a code, such as us-east-1.',
    );
  });
});

describe("values of Terraform's variables", () => {
  const HCL = `
variable "type" { type = string }
variable "number" {
  type    = number
  default = 1
}
resource "aws_sagemaker_endpoint_configuration" "c" {
  name = "c"
  production_variants {
    variant_name           = "v"
    model_name             = "m"
    instance_type          = var.type
    initial_instance_count = var.number
  }
}
resource "aws_sagemaker_endpoint" "e" {
  name                 = "e"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.c.name
}
`;

  it.each([
    ['a .tfvars file', ['prod.tfvars']],
    ['a .tfvars file and the command line', ['prod.tfvars', 'number=3']],
    ['the command line', ['type=ml.m5.large', 'number=3']],
  ])('are those of %s: 3 × ml.m5.large', async (_, given) => {
    await write({
      'main.tf': HCL,
      'prod.tfvars': `type = "ml.m5.large"\nnumber = ${given.length === 1 ? 3 : 2}\nof_another_module = 1\n`,
    });
    const options = given.flatMap((one) => ['--parameters', one.includes('=') ? one : at(one)]);
    const { instance, usd } = await check(...options, folder);
    expect([instance, usd]).toEqual(['ml.m5.large', 264.45]);
    expect(await refused('--parameters', 'typ=x', folder)).toBe(
      '--parameters: no template has the parameter typ. Expected type or number.',
    );
  });
});
