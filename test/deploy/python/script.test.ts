import { describe, expect, it } from 'vitest';
import { deploymentOf } from '../../../src/deploy/deployment.ts';
import { renderDeployment } from '../../../src/deploy/index.ts';
import { toCode } from '../../../src/deploy/python/expression.ts';
import { toPython } from '../../../src/deploy/python/script.ts';
import { flat } from '../../../src/deploy/python/writer.ts';
import { iff, isGiven, NO_VALUE, type Parameter, ref, sub, type Value } from '../../../src/deploy/template.ts';
import { answerTo } from '../../support/answers.ts';
import { expectGolden } from '../../support/golden.ts';
import { CHOICES, example } from '../cases.ts';
import { templateWith } from '../terraform/made-templates.ts';

const written = (name: string) =>
  renderDeployment(answerTo(CHOICES[name] ?? expect.fail(`no choice ${name}`)), { format: 'sdk' });

describe.each([
  'real-time',
  'real-time-language-model',
  'serverless',
  'serverless-provisioned',
  'asynchronous-to-zero',
])('the Python script of %s', (name) => {
  it('is as it was reviewed', async () => {
    const code = written(name);
    if (!code.ok) expect.fail(code.text);
    expect(code.files.map(({ path }) => path)).toEqual([expect.stringMatching(/^deploy_[a-z0-9_]+\.py$/)]);
    await expectGolden(code.files[0]?.content ?? '', `deploy/python/${name}.py`);
  });
});

it.each([
  ['real-time-candidate', 'several variants. Choose CloudFormation or Terraform.'],
  ['real-time-variants', 'several variants. Choose CloudFormation or Terraform.'],
  ['multi-model', 'multi-model endpoints. Choose CloudFormation or Terraform.'],
  ['multi-container', 'several containers. Choose CloudFormation or Terraform.'],
  ['inference-pipeline', 'inference pipelines. Choose CloudFormation or Terraform.'],
  ['inference-components', 'inference components. Choose CloudFormation.'],
  ['inference-components-adapters', 'inference components. Choose CloudFormation.'],
  ['inference-components-to-zero', 'inference components. Choose CloudFormation.'],
  ['batch-transform', 'batch transform. Choose CloudFormation or Terraform.'],
])('refuses %s in one sentence, with the formats that have it', (name, rest) => {
  const text = `The Python script is for one model on one endpoint, not for ${rest}`;
  expect(written(name)).toEqual({ ok: false, text });
});

describe('a value of the template in Python', () => {
  const template = templateWith({ Description: 'made' }, { type: 'AWS::SNS::Topic' });
  const needed: string[] = [];
  const decided = new Map<string, string>();
  const scope = {
    template: { ...template, Conditions: { ...template.Conditions, HasMade: isGiven('Made') } },
    attributeOf: (id: string, attribute: string) => `${id}_${attribute}`,
    uses: () => undefined,
    needs: (helper: string) => void needed.push(helper),
    decides: (variable: string, expression: string) => void decided.set(variable, expression),
  };

  // biome-ignore format: one case a line.
  it.each([
    ['a parameter', { Ref: 'Made' }, 'MADE'],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'REGION'],
    ['an attribute', { 'Fn::GetAtt': ['Other', 'Arn'] }, 'Other_Arn'],
    ['a text with names', { 'Fn::Sub': 'a-${Made}-{b}-${!Kept}' }, 'f"a-{MADE}-{{b}}-${{Kept}}"'],
    ['a text with quotes and names', { 'Fn::Sub': '{"a": "${Made}"}' }, `f'{{"a": "{MADE}"}}'`],
    ['a text with values', { 'Fn::Sub': ['a-${X}', { X: { Ref: 'Made' } }] }, 'f"a-{MADE}"'],
    ['a text with a choice', { 'Fn::Sub': ['a-${X}', { X: iff('HasMade', 'b', 'c') }] }, '"a-" + ("b" if has_made else "c")'],
    ['what may be empty', iff('HasMade', { Ref: 'Made' }, NO_VALUE), 'MADE or None'],
    ['one of two', iff('HasMade', 'x', 'y'), '"x" if has_made else "y"'],
    ['an object', { A: 1, B: [true, 'c'] }, '{"A": 1, "B": [True, "c"]}'],
    ['an object with what may be missing', { A: iff('HasMade', 'b', NO_VALUE) }, 'given(A="b" if has_made else None)'],
    ['a secret', { 'Fn::Sub': '{{resolve:secretsmanager:${Made}}}' }, 'secret(MADE)'],
    ['a key of a secret', { 'Fn::Sub': '{{resolve:secretsmanager:${Made}:SecretString:token}}' }, 'secret(MADE, "token")'],
    ['a secret by its name', '{{resolve:secretsmanager:hub:SecretString:token::}}', 'secret("hub", "token")'],
    ['what nobody sees', 'a\u2028b\u202ec\u007f"', `'a\\U00002028b\\U0000202ec\\U0000007f"'`],
    ['both quotes', `'"`, '"\'\\""'],
  ])('is %s', (_, value, expected) => {
    expect(flat(toCode(scope, value))).toBe(expected);
  });

  it('tells which functions and conditions the script has to define', () => {
    expect(new Set(needed)).toEqual(new Set(['given', 'secret']));
    expect([...decided]).toEqual([['has_made', 'MADE != ""']]);
  });
});

/** A script of one model whose container has this environment. */
const scriptWith = (Environment: Value, parameter: Partial<Parameter>): string => {
  const deployment = deploymentOf(answerTo(CHOICES['serverless'] ?? expect.fail()));
  if (!deployment.ok) expect.fail(deployment.text);
  const { template, serving } = deployment;
  const { Model = expect.fail() } = template.Resources;
  const Properties = { ...Model.Properties, PrimaryContainer: { Image: ref('Image'), Environment } };
  const Made: Parameter = { Type: 'String', Description: 'Made.', ...parameter };
  const made = {
    ...template,
    Parameters: { ...template.Parameters, Made },
    Resources: { ...template.Resources, Model: { ...Model, Properties } },
  };
  const script = toPython(made, { header: [], notes: [], name: 'made', serving });
  return script.ok ? script.content : expect.fail(script.text);
};

it('names permissions in the partition of the Region', () => {
  const logs = (region: string): string | undefined => {
    const stated = { trafficPattern: 'variable', modelSizeGB: 1, requiresGpu: false, region } as const;
    const code = renderDeployment(answerTo({ name: 'churn', ...stated }), {
      format: 'sdk',
      option: 'real-time',
    });
    return /arn:[^:]*:logs:/.exec(code.ok ? (code.files[0]?.content ?? '') : '')?.[0];
  };
  expect(logs('eu-central-1')).toBe('arn:aws:logs:');
  expect(logs('cn-north-1')).toBe('arn:aws-cn:logs:');
});

describe('the environment of a container', () => {
  it('has texts alone: the SDK takes no number, of which CloudFormation makes a text', () => {
    const script = scriptWith({ MAX: ref('Made'), SIZE: 2 }, { Type: 'Number', Default: 1 });
    expect(script).toContain('environment={"MAX": f"{MADE}", "SIZE": "2"}');
  });

  it('has a secret that the script reads, and nothing of it stands in the script', () => {
    const script = scriptWith({ TOKEN: sub('{{resolve:secretsmanager:${Made}}}') }, {});
    expect(script).toContain('environment={"TOKEN": secret(MADE)}');
    expect(script).toContain('def secret(name, key=None):');
  });

  it('waits for a parameter that may be empty, but has to be entered', () => {
    const script = scriptWith({ A: ref('Made') }, { AllowedPattern: '^$|^a+$' });
    expect(script).toMatch(/^MADE = None$/m);
    expect(script).toContain('MADE is not None and re.fullmatch(r"^$|^a+$", MADE)');
  });
});

it('has a file name that hides no module: Python looks beside the script first', () => {
  const code = renderDeployment(answerTo(CHOICES['serverless'] ?? expect.fail()), { format: 'sdk', name: 'boto3' });
  expect(code.ok && code.files[0]?.path).toBe('deploy_boto3.py');
});

it('asks for what the template asks for, and for the role of the schedules', () => {
  const code = written('serverless-provisioned');
  expect(code.ok && code.parameters.map(({ name }) => name)).toEqual(['IMAGE', 'MODEL_DATA_URL', 'SCHEDULER_ROLE_ARN']);
});

it('says what it leaves to CloudFormation, in its head as well', () => {
  const code = written('asynchronous-to-zero');
  const note = code.ok && code.notes.at(-1);
  expect(note).toMatch(/^The script leaves .*other alarms.* to CloudFormation\.$/);
  expect(code.ok && code.files[0]?.content.replaceAll('\n# ', ' ')).toContain(note);
});

it('makes one endpoint of several, and says how the others are made: no sentence speaks of a stack', () => {
  const several = example('ct-scans', { modelCount: 3 });
  const code = renderDeployment(answerTo(several), { format: 'sdk' });
  if (!code.ok) expect.fail(code.text);
  expect(code.notes).toContain('The script makes one endpoint of 3: run it with another NAME for each.');
  expect([code.files[0]?.content, ...code.notes].join('\n')).not.toMatch(/\bstack\b/);
});
