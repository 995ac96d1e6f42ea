import { describe, expect, it } from 'vitest';
import { renderDeployment } from '../../../src/deploy/index.ts';
import { toTerraform } from '../../../src/deploy/terraform.ts';
import { type Recommendation, servingOf } from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';
import { expectGolden } from '../../support/golden.ts';
import { loadOf } from '../../support/oracle/load.ts';
import { simulate } from '../../support/oracle/simulate.ts';
import { CHOICES, example } from '../cases.ts';
import { argumentFaults, danglingIn, type Module } from './faults.ts';
import { templateWith } from './made-templates.ts';

function terraformOf(recommendation: Recommendation): { module: Module; content: string } | undefined {
  const code = renderDeployment(recommendation, { format: 'terraform' });
  if (!code.ok) return undefined;
  expect(code.files.map(({ path }) => path)).toEqual(['main.tf.json']);
  const content = code.files[0]?.content ?? '';
  return { module: JSON.parse(content) as Module, content };
}

const MODULES = Object.entries(CHOICES).flatMap(([name, workload]) => {
  const terraform = terraformOf(answerTo(workload));
  return terraform === undefined ? [] : [{ name, ...terraform }];
});

/** Together they have every type of resource. */
const REVIEWED = ['real-time-language-model', 'asynchronous-to-zero', 'serverless-provisioned', 'batch-transform'];

describe.each(MODULES.filter(({ name }) => REVIEWED.includes(name)))('the Terraform of $name', ({ name, content }) => {
  it('is as it was reviewed', async () => {
    await expectGolden(content, `deploy/terraform/${name}.tf.json`);
  });
});

describe.each(MODULES)('the Terraform of $name', ({ name, module, content }) => {
  it('uses the arguments that the provider documents, and every one that it requires', () => {
    expect(argumentFaults(module)).toEqual([]);
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
    expect(simulate(content, load, 'terraform').behaviour).toEqual(simulate(template, load).behaviour);
  });

  it('has nothing left of CloudFormation', () => {
    expect(content).not.toMatch(/"Ref"|Fn::|AWS::|\bstack\b|\b[Tt]he template\b/);
    const workload = CHOICES[name] ?? expect.fail();
    const code = renderDeployment(answerTo(workload), { format: 'terraform' });
    const said = code.ok ? [...code.notes, ...code.parameters.map(({ why }) => why)].join('\n') : expect.fail();
    expect(said).not.toMatch(/\bstack\b|\b[Tt]he template\b/);
  });
});

describe('a template in Terraform', () => {
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

  it('leaves a minimum alone that scheduled actions change, and says so', () => {
    const recommendation = answerTo(CHOICES['real-time-office-hours'] ?? expect.fail());
    const { module } = terraformOf(recommendation) ?? expect.fail();
    expect(module.resource['aws_appautoscaling_scheduled_action']).toBeDefined();
    expect(module.resource['aws_appautoscaling_target']?.['target']).toMatchObject({
      lifecycle: { ignore_changes: ['min_capacity'] },
    });
    const code = renderDeployment(recommendation, { format: 'terraform' });
    expect(code.ok && code.notes.join(' ')).toContain('a changed one holds from the next of them on');
    const steady = terraformOf(answerTo(example('fraud-scoring')))?.module.resource['aws_appautoscaling_target'];
    expect(steady?.['target']).not.toHaveProperty('lifecycle');
  });

  it('takes two subnets at least where two zones are asked for', () => {
    const conditionOf = (availability: 'multi-az' | 'single-instance') => {
      const workload = example('fraud-scoring', { requiresVpc: true, availability });
      const { variable } = terraformOf(answerTo(workload))?.module ?? expect.fail();
      return variable['subnet_ids'];
    };
    expect(conditionOf('multi-az')).toMatchObject({
      validation: {
        condition: '${length(distinct(var.subnet_ids)) >= 2}',
        error_message: 'At least two subnets, in different Availability Zones.',
      },
    });
    expect(conditionOf('single-instance')).toMatchObject({
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

  it('leaves no interpolation in a text that somebody wrote', () => {
    const read = written({ Description: 'Costs ${var.secret} and %{ if true }' });
    expect(read.resource['aws_iam_role']?.['made_role']?.['description']).toBe(
      'Costs $${var.secret} and %%{ if true }',
    );
  });

  // biome-ignore format: one case a line.
  it.each([
    ['a parameter', { Ref: 'Made' }, '${var.made}'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, '${data.aws_region.current.region}'],
    ['the stack', { Ref: 'AWS::StackName' }, '${var.name}'],
    ['a text with names', { 'Fn::Sub': 'a-${Made}-${!Kept}' }, 'a-${var.made}-$${Kept}'],
    ['a text with values', { 'Fn::Sub': ['a-${X}', { X: { Ref: 'Made' } }] }, 'a-${var.made}'],
    ['one of two', { 'Fn::If': ['IsMade', 'x', { Ref: 'AWS::NoValue' }] }, '${(local.is_made ? "x" : null)}'],
    ['a piece', { 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'Made' }] }] }, '${split("/", var.made)[1]}'],
    ['pieces', { 'Fn::Join': ['-', ['a', { Ref: 'Made' }]] }, '${join("-", ["a", var.made])}'],
  ])('writes %s', (_, value, expected) => {
    expect(written({ Description: value as never }).resource['aws_iam_role']?.['made_role']?.['description']).toBe(
      expected,
    );
  });

  it('makes a resource with a condition once or not at all, and reads it where it may not be there', () => {
    const read = written({ Description: 'x' }, { condition: 'IsMade' });
    expect(read.resource['aws_iam_role']?.['made_role']).toMatchObject({ count: '${local.is_made ? 1 : 0}' });
    expect(read.output).toMatchObject({ arn: { value: '${one(aws_iam_role.made_role[*].arn)}' } });
  });

  it('waits for the policies of a role before anything uses it', () => {
    const { resource } = terraformOf(answerTo(example('fraud-scoring')))?.module ?? expect.fail();
    expect(resource['aws_sagemaker_model']?.['model']?.['depends_on']).toEqual(['aws_iam_role_policy.execution_role']);
  });

  it('keeps the keys of an environment, of which an entry may be left out', () => {
    const Environment = { A: 'x', B: { 'Fn::If': ['IsMade', 'y', { Ref: 'AWS::NoValue' }] } };
    expect(written({ Environment }).resource['aws_iam_role']?.['made_role']?.['environment']).toBe(
      '${merge({ "A" = "x" }, (local.is_made ? { "B" = "y" } : {}))}',
    );
  });

  it("finds a property that the provider doesn't have by its arguments, and throws for a type without a row", () => {
    const assumed = { AssumeRolePolicyDocument: { Statement: [] } };
    expect(argumentFaults(written({ ...assumed, Tag: 'x' }))).toEqual(['aws_iam_role.made_role has an unknown tag']);
    expect(() => written({}, { type: 'AWS::S3::Bucket' })).toThrow('No row for AWS::S3::Bucket');
  });

  it.each([
    [{ AllowedPattern: '[a-z]+' }, '${can(regex("^(?:[a-z]+)$", var.made))}'],
    [{ AllowedPattern: '^[a-z]+\\.x$' }, '${can(regex("^[a-z]+\\\\.x$", var.made))}'],
    [{ AllowedValues: ['a', 'b'] }, '${contains(["a", "b"], var.made)}'],
  ])('checks a variable as the parameter is checked: %j', (rule, condition) => {
    const { variable } = written({ Description: 'x' }, { parameter: rule });
    expect(variable['made']).toMatchObject({ nullable: false, validation: { condition } });
  });
});

function written(
  properties: Parameters<typeof templateWith>[0],
  more: Parameters<typeof templateWith>[1] = {},
): Module {
  const translated = toTerraform(templateWith(properties, more), { header: [], name: 'made' });
  if (!translated.ok) throw new Error(translated.text);
  return JSON.parse(translated.content) as Module;
}
