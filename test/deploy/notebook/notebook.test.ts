import { expect, it } from 'vitest';
import { renderDeployment } from '../../../src/deploy/index.ts';
import { answerTo } from '../../support/answers.ts';
import { expectGolden } from '../../support/golden.ts';
import { CHOICES } from '../cases.ts';

const written = (name: string) => {
  const code = renderDeployment(answerTo(CHOICES[name] ?? expect.fail(`no choice ${name}`)), { format: 'notebook' });
  return code.ok ? code : expect.fail(code.text);
};

it.each(['inference-components-to-zero', 'asynchronous-to-zero', 'batch-transform'])(
  'the notebook of %s is as it was reviewed',
  async (name) => {
    await expectGolden(written(name).files[0]?.content ?? '', `deploy/notebook/${name}.py`);
  },
);

it.each(Object.keys(CHOICES))('the notebook of %s asks for what the template asks for', (name) => {
  const template = renderDeployment(answerTo(CHOICES[name] ?? expect.fail()), { format: 'cloudformation' });
  const own = name === 'multi-model' ? ['TARGET_MODEL'] : [];
  expect(written(name).parameters.map((asked) => asked.name)).toEqual([
    ...(template.ok ? template.parameters.map((asked) => asked.name) : []),
    ...own,
  ]);
  expect(written(name).files.map(({ path }) => path)).toEqual([expect.stringMatching(/^deploy_[a-z0-9_]+\.py$/)]);
});

it('has a file name that hides no module: Python looks beside the script first', () => {
  const code = renderDeployment(answerTo(CHOICES['serverless'] ?? expect.fail()), {
    format: 'notebook',
    name: 'boto3',
  });
  expect(code.ok && code.files[0]?.path).toBe('deploy_boto3.py');
});

it('is what the Python of SageMaker is called now', () => {
  const code = renderDeployment(answerTo(CHOICES['serverless'] ?? expect.fail()), { format: 'sdk' as 'notebook' });
  expect(code).toEqual({
    ok: false,
    text: 'The format sdk is now notebook: one Python file that deploys the CloudFormation template.',
  });
});
