import { afterAll, describe, expect, it } from 'vitest';
import { TEMPLATE_BYTES_MAX, toYaml } from '../../src/deploy/cloudformation.ts';
import { deploymentOf } from '../../src/deploy/deployment.ts';
import { recommend } from '../../src/recommender/index.ts';
import { openValidator, validatorFaults } from '../support/cloudformation-validator.ts';
import { parseTemplate } from '../support/parse-template.ts';
import { CHOICES } from './cases.ts';

const TEMPLATES = Object.entries(CHOICES).map(([name, workload]) => {
  const deployment = deploymentOf(recommend(workload));
  if (!deployment.ok) throw new Error(`${name}: ${deployment.text}`);
  return { name, deployment, text: toYaml(deployment.template, deployment.header) };
});

const engine = openValidator();
afterAll(() => engine.free());

describe.each(TEMPLATES)('the template of $name', ({ name, deployment, text }) => {
  it('is as it was reviewed', async () => {
    await expect(text).toMatchFileSnapshot(`../golden/deploy/${name}.yaml`);
  });

  it('says in YAML what the data says', () => {
    const { AWSTemplateFormatVersion, ...parsed } = parseTemplate(text) as never as Record<string, unknown>;
    expect(AWSTemplateFormatVersion).toBe('2010-09-09');
    expect(parsed).toEqual(JSON.parse(JSON.stringify(deployment.template)));
  });

  it("passes AWS's validator without a warning", () => {
    expect(validatorFaults(engine, text)).toEqual([]);
  });

  it('has less than the 51,200 bytes that deploy without a bucket', () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(TEMPLATE_BYTES_MAX);
  });
});
