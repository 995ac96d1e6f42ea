import { describe, expect, it } from 'vitest';
import { EXTRA_IDS, type ExtraId, renderDeployment } from '../../../src/deploy/index.ts';
import { toTerraform } from '../../../src/deploy/terraform.ts';
import { type Recommendation, servingOf } from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';
import { expectGolden } from '../../support/golden.ts';
import { formatted, type Module, moduleOf } from '../../support/hcl.ts';
import { loadOf } from '../../support/oracle/load.ts';
import { simulate } from '../../support/oracle/simulate.ts';
import { CHOICES, example } from '../cases.ts';
import { argumentFaults, danglingIn } from './faults.ts';
import { templateWith } from './made-templates.ts';

interface Written {
  readonly module: Module;
  readonly content: string;
}

async function terraformOf(
  recommendation: Recommendation,
  extras: readonly ExtraId[] = [],
): Promise<Written | undefined> {
  const code = renderDeployment(recommendation, { format: 'terraform', with: extras });
  if (!code.ok) return undefined;
  expect(code.files.map(({ path }) => path)).toEqual(['main.tf']);
  const content = code.files[0]?.content ?? '';
  return { module: await moduleOf(content), content };
}

async function modulesWith(extras: readonly ExtraId[]): Promise<({ readonly name: string } & Written)[]> {
  const written = Object.entries(CHOICES).map(async ([name, workload]) => {
    const terraform = await terraformOf(answerTo(workload), extras);
    return terraform === undefined ? [] : [{ name, ...terraform }];
  });
  return (await Promise.all(written)).flat();
}

const MODULES = await modulesWith([]);

/** Together they have every type of resource. */
const REVIEWED = ['real-time-language-model', 'asynchronous-to-zero', 'serverless-provisioned', 'batch-transform'];

describe.each(MODULES.filter(({ name }) => REVIEWED.includes(name)))('the Terraform of $name', ({ name, content }) => {
  it('is as it was reviewed', async () => {
    await expectGolden(content, `deploy/terraform/${name}.tf`);
  });
});

describe.each(MODULES)('the Terraform of $name', ({ name, module, content }) => {
  it('uses the arguments that the provider documents, and every one that it requires', () => {
    expect(argumentFaults(module)).toEqual([]);
  });

  it('is laid out as terraform fmt does', async () => {
    expect(await formatted(content)).toBe(content);
  });

  it('refers to what is there', () => {
    expect(danglingIn(module)).toEqual([]);
  });

  it('does what its CloudFormation does', () => {
    const workload = CHOICES[name] ?? expect.fail();
    const recommendation = answerTo(workload);
    const cloudformation = renderDeployment(recommendation, { format: 'cloudformation' });
    const serving = servingOf(workload, recommendation.choice?.option ?? 'real-time');
    if (!cloudformation.ok || serving === null) expect.fail();
    const load = loadOf(serving, workload);
    const [{ content: template = '' } = {}] = cloudformation.files;
    expect(simulate(JSON.stringify(module), load, 'terraform').behaviour).toEqual(simulate(template, load).behaviour);
  });

  it('has nothing left of CloudFormation', () => {
    expect(content).not.toMatch(/\bRef\b|Fn::|AWS::|\bstack\b|\b[Tt]he template\b/);
    const workload = CHOICES[name] ?? expect.fail();
    const code = renderDeployment(answerTo(workload), { format: 'terraform' });
    const said = code.ok ? [...code.notes, ...code.parameters.map(({ why }) => why)].join('\n') : expect.fail();
    expect(said).not.toMatch(/\bstack\b|\b[Tt]he template\b/);
  });
});

describe.each(await modulesWith(EXTRA_IDS))('the Terraform of $name with all extras', ({ module, content }) => {
  it('uses the arguments that the provider documents, refers to what is there, and is laid out as terraform fmt does', async () => {
    expect([...argumentFaults(module), ...danglingIn(module)]).toEqual([]);
    expect(await formatted(content)).toBe(content);
  });

  it('makes no execution role, and takes the one that is entered', () => {
    expect(module.resource['aws_iam_role'] ?? {}).not.toHaveProperty('execution_role');
    expect(module.variable).toHaveProperty('execution_role_arn');
  });
});

describe('a template in Terraform', () => {
  it('has no token of the Hugging Face Hub in its state: a gated model comes from S3, and the variable says why', async () => {
    const { module, content } = MODULES.find(({ name }) => name === 'real-time-language-model') ?? expect.fail();
    expect(content).not.toMatch(/secretsmanager|HF_TOKEN/);
    expect(module.variable['model_data_url']).not.toHaveProperty('default');
    expect(String(module.variable['model_data_url']?.['description'])).toMatch(/gated.*token.*state.*CloudFormation/);
  });

  it('is refused where it has inference components, and CloudFormation is named', () => {
    const code = renderDeployment(answerTo(example('llm-adapters')), { format: 'terraform' });
    expect(code).toMatchObject({ ok: false });
    expect(!code.ok && code.text).toMatch(
      /inference components.*aws_sagemaker_inference_component.*release.*#48894.*Choose CloudFormation\.$/s,
    );
  });

  it('tells that an apply resets the scaled count, where CloudFormation retains it', () => {
    const code = renderDeployment(answerTo(example('fraud-scoring')), { format: 'terraform' });
    expect(
      code.ok && code.notes.filter((note) => note.includes("can't retain the scaled instance count")),
    ).toHaveLength(1);
  });

  it('leaves a minimum alone that scheduled actions change, and says so', async () => {
    const recommendation = answerTo(CHOICES['real-time-office-hours'] ?? expect.fail());
    const { module } = (await terraformOf(recommendation)) ?? expect.fail();
    expect(module.resource['aws_appautoscaling_scheduled_action']).toBeDefined();
    expect(module.resource['aws_appautoscaling_target']?.['target']).toMatchObject({
      lifecycle: { ignore_changes: ['${min_capacity}'] },
    });
    const code = renderDeployment(recommendation, { format: 'terraform' });
    expect(code.ok && code.notes.join(' ')).toContain('a changed one holds from the next of them on');
    const steady = (await terraformOf(answerTo(example('fraud-scoring'))))?.module.resource[
      'aws_appautoscaling_target'
    ];
    expect(steady?.['target']).not.toHaveProperty('lifecycle');
  });

  it('takes two subnets at least where two zones are asked for', async () => {
    const conditionOf = async (availability: 'multi-az' | 'single-instance') => {
      const workload = example('fraud-scoring', { requiresVpc: true, availability });
      const { variable } = (await terraformOf(answerTo(workload)))?.module ?? expect.fail();
      return variable['subnet_ids'];
    };
    expect(await conditionOf('multi-az')).toMatchObject({
      validation: {
        condition: '${length(distinct(var.subnet_ids)) >= 2}',
        error_message: 'At least two subnets, in different Availability Zones.',
      },
    });
    expect(await conditionOf('single-instance')).toMatchObject({
      validation: { condition: '${length(distinct(var.subnet_ids)) >= 1}' },
    });
  });

  it('has no rule in CloudFormation that CloudFormation lacks', () => {
    const workload = example('fraud-scoring', { requiresVpc: true, availability: 'multi-az' });
    const code = renderDeployment(answerTo(workload), { format: 'cloudformation' });
    expect(code.ok && code.files[0]?.content).toContain('two Availability Zones, which nothing here checks.');
    expect(code.ok && code.files[0]?.content).not.toContain('least: 2');
  });

  it('is no other format: the sentence names the three that there are', () => {
    const code = renderDeployment(answerTo(example('fraud-scoring')), { format: 'pulumi' as never });
    expect(code).toEqual({
      ok: false,
      text: 'There is no format pulumi. Choose cloudformation, terraform or notebook.',
    });
  });

  it('leaves no interpolation in a text that somebody wrote', async () => {
    const read = await written({ Description: 'Costs ${var.secret} and %{ if true }' });
    expect(read.resource['aws_iam_role']?.['made_role']?.['description']).toBe(
      'Costs $${var.secret} and %%{ if true }',
    );
  });

  // biome-ignore format: one case a line.
  it.each([
    ['a parameter', { Ref: 'Made' }, '${var.made}'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, '${local.region}'],
    ['the stack', { Ref: 'AWS::StackName' }, '${var.name}'],
    ['a text with names', { 'Fn::Sub': 'a-${Made}-${!Kept}' }, 'a-${var.made}-$${Kept}'],
    ['a text with values', { 'Fn::Sub': ['a-${X}', { X: { Ref: 'Made' } }] }, 'a-${var.made}'],
    ['one of two', { 'Fn::If': ['IsMade', 'x', { Ref: 'AWS::NoValue' }] }, '${local.is_made ? "x" : null}'],
    ['a piece', { 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'Made' }] }] }, '${split("/", var.made)[1]}'],
  ])('writes %s', async (_, value, expected) => {
    const { resource } = await written({ Description: value as never });
    expect(resource['aws_iam_role']?.['made_role']?.['description']).toBe(expected);
  });

  it('waits for the policies of a role before anything uses it', async () => {
    const { resource } = (await terraformOf(answerTo(example('fraud-scoring'))))?.module ?? expect.fail();
    expect(resource['aws_sagemaker_model']?.['model']?.['depends_on']).toEqual([
      '${aws_iam_role_policy.execution_role}',
    ]);
  });

  it('keeps the keys of an environment, of which an entry may be left out', async () => {
    const Environment = { A: 'x', B: { 'Fn::If': ['IsMade', 'y', { Ref: 'AWS::NoValue' }] } };
    const { resource } = await written({ Environment });
    expect(resource['aws_iam_role']?.['made_role']?.['environment']).toBe(
      '${merge({ A = "x" }, local.is_made ? { B = "y" } : {})}',
    );
  });

  it("finds a property that the provider doesn't have by its arguments, and throws for a type without a row", async () => {
    const assumed = { AssumeRolePolicyDocument: { Statement: [] } };
    expect(argumentFaults(await written({ ...assumed, Tag: 'x' }))).toEqual([
      'aws_iam_role.made_role has an unknown tag',
    ]);
    await expect(written({}, { type: 'AWS::S3::Bucket' })).rejects.toThrow('No row for AWS::S3::Bucket');
  });

  it.each([
    [{ AllowedPattern: '[a-z]+' }, '${can(regex("^(?:[a-z]+)$", var.made))}'],
    [{ AllowedPattern: '^[a-z]+\\.x$' }, '${can(regex("^[a-z]+\\\\.x$", var.made))}'],
    [{ AllowedValues: ['a', 'b'] }, '${contains(["a", "b"], var.made)}'],
  ])('checks a variable as the parameter is checked: %j', async (rule, condition) => {
    const { variable } = await written({ Description: 'x' }, { parameter: rule });
    expect(variable['made']).toMatchObject({ validation: { condition } });
  });

  it('has true and false for a parameter that is yes or no', async () => {
    const parameter = { AllowedValues: ['yes', 'no'], Default: 'yes' };
    const read = await written({ Description: { 'Fn::If': ['IsYes', 'a', 'b'] } }, { parameter });
    expect(read.variable['made']).toEqual({ type: '${bool}', description: 'Made.', default: true });
    expect(read.locals['is_yes']).toBe('${var.made}');
  });

  it('breaks what is over 120 characters, keeps one long text on its line, and escapes what HCL would not read', async () => {
    const long = 'x'.repeat(130);
    const content = textOf({ Tags: [{ Key: 'a', Value: long }], Environment: { A: long, B: 'y' }, List: [long] });
    expect(content).toContain(`environment = {\n    A = "${long}"\n    B = "y"\n  }`);
    expect(content).toContain(`  list = ["${long}"]`);
    const odd = 'a\b\f\n\t"\\b\u2028${x}%{y}';
    const read = await written({ Description: odd });
    expect(read.resource['aws_iam_role']?.['made_role']?.['description']).toBe(
      odd.replace(/[$%](?=\{)/g, (mark) => mark + mark),
    );
  });
});

type Made = Parameters<typeof templateWith>;

function textOf(properties: Made[0], more: Made[1] = {}): string {
  const translated = toTerraform(templateWith(properties, more), { header: [], name: 'made' });
  if (!translated.ok) throw new Error(translated.text);
  return translated.content;
}

const written = async (...made: Made): Promise<Module> => moduleOf(textOf(...made));
