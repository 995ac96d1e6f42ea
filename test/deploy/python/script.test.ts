import { describe, expect, it } from 'vitest';
import { renderDeployment } from '../../../src/deploy/index.ts';
import { recommend } from '../../../src/recommender/index.ts';
import { expectGolden } from '../../support/golden.ts';
import { CHOICES } from '../cases.ts';

const written = (name: string) =>
  renderDeployment(recommend(CHOICES[name] ?? expect.fail(`no choice ${name}`)), { format: 'sdk' });

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

it('has a file name that hides no module: Python looks beside the script first', () => {
  const code = renderDeployment(recommend(CHOICES['serverless'] ?? expect.fail()), { format: 'sdk', name: 'boto3' });
  expect(code.ok && code.files[0]?.path).toBe('deploy_boto3.py');
});

it('asks for what the template asks for, and for the role of the schedules', () => {
  const code = written('serverless-provisioned');
  expect(code.ok && code.parameters.map(({ name }) => name)).toEqual(['IMAGE', 'MODEL_DATA_URL', 'SCHEDULER_ROLE_ARN']);
});

it('says what it leaves to CloudFormation, in its head as well', () => {
  const code = written('asynchronous-to-zero');
  const note = 'The script leaves other alarms to CloudFormation.';
  expect(code.ok && code.notes).toContain(note);
  expect(code.ok && code.files[0]?.content).toContain(`# ${note}`);
});
