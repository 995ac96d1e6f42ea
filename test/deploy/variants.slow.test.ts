import { describe, expect, it } from 'vitest';
import { TEMPLATE_BYTES_MAX, toYaml } from '../../src/deploy/cloudformation.ts';
import { type Deployment, deploymentOf } from '../../src/deploy/deployment.ts';
import { renderDeployment } from '../../src/deploy/index.ts';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import { at, resourcesOf, variantsOf } from '../support/deploy-rules/rule.ts';
import { example } from './cases.ts';

const compared = (more: Partial<Workload> = {}): Workload =>
  example('fraud-scoring', { requiresMultipleVariants: true, ...more });

function deployed(workload: Workload): Deployment {
  const deployment = deploymentOf(recommend(workload));
  if (!deployment.ok) throw new Error(deployment.text);
  return deployment;
}

const namesIn = ({ template }: Deployment): unknown[] =>
  variantsOf(template).map(({ variant }) => at(variant, 'VariantName'));

describe('the variants of a template', () => {
  it.each([
    ['one where none are required', { requiresMultipleVariants: false, variantCount: 5 }, ['main']],
    ['two where no number is stated', {}, ['main', 'candidate']],
    ['four where four are stated', { variantCount: 4 }, ['main', 'candidate', 'candidate-2', 'candidate-3']],
  ] as const)('are %s', (_, more, names) => {
    expect(namesIn(deployed(compared(more)))).toEqual(names);
  });

  it('are ten at most, each with a model, a role for its image, a target, a policy and two alarms', () => {
    const deployment = deployed(compared({ variantCount: 10 }));
    const { template } = deployment;
    expect(new Set(namesIn(deployment)).size).toBe(10);
    expect(resourcesOf(template, 'AWS::SageMaker::Model')).toHaveLength(10);
    expect(resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalableTarget')).toHaveLength(10);
    expect(resourcesOf(template, 'AWS::ApplicationAutoScaling::ScalingPolicy')).toHaveLength(10);
    expect(resourcesOf(template, 'AWS::CloudWatch::Alarm')).toHaveLength(20);
    const role = JSON.stringify(template.Resources['ExecutionRole']);
    for (const id of ['', 'Candidate', 'Candidate2', 'Candidate9']) {
      expect(template.Parameters).toHaveProperty(`ModelDataUrl${id}`);
      expect(role).toContain(`{"Ref":"Image${id}"}`);
    }
    expect(deployment.notes.join(' ')).not.toContain('of 10 variants');
  });

  it.each([2, 3, 10])('have the instances of the choice each: %i of the same size', (variantCount) => {
    const workload = compared({ variantCount, trafficPattern: 'steady' });
    const { choice } = recommend(workload);
    const { template, serving } = deployed(workload);
    const starts = variantsOf(template).map(({ variant }) => at(variant, 'InitialInstanceCount'));
    expect(serving.variants).toBe(variantCount);
    expect(starts).toEqual(Array.from({ length: variantCount }, () => choice?.instance?.start));
  });

  it('have weights from 0 to 1 beside a main one of 1, and get no traffic until somebody raises theirs', () => {
    const { template } = deployed(compared({ variantCount: 4 }));
    const weights = variantsOf(template).map(({ variant }) => at(variant, 'InitialVariantWeight'));
    expect(weights).toEqual([1, { Ref: 'CandidateWeight' }, { Ref: 'Candidate2Weight' }, { Ref: 'Candidate3Weight' }]);
    for (const id of ['CandidateWeight', 'Candidate2Weight', 'Candidate3Weight'])
      expect(template.Parameters[id]).toMatchObject({ Default: 0, MinValue: 0, MaxValue: 1 });
    expect(template.Parameters['Candidate2Weight']?.Description).toBe(
      "Candidate 2's weight beside the main variant's 1: 0 sends it no traffic, 1 sends it as much as main, which it is sized for.",
    );
  });

  it('are three in Terraform too, each with a model, a target and a weight', () => {
    const code = renderDeployment(recommend(compared({ variantCount: 3 })), { format: 'terraform' });
    const module = JSON.parse((code.ok && code.files[0]?.content) || '{}');
    const [configuration] = Object.values(Object(module.resource.aws_sagemaker_endpoint_configuration));
    expect(Object(configuration).production_variants.map((variant: unknown) => at(variant, 'variant_name'))).toEqual([
      'main',
      'candidate',
      'candidate-2',
    ]);
    expect(Object.keys(module.resource.aws_sagemaker_model)).toHaveLength(3);
    expect(Object.keys(module.resource.aws_appautoscaling_target)).toHaveLength(3);
    expect(Object.keys(module.resource.aws_appautoscaling_policy)).toHaveLength(3);
    expect(module.variable).toHaveProperty('candidate2_weight');
  });

  it('of a pipeline have its 3 images each, which say whose they are', () => {
    const pipeline = example('preprocessing-chain', { requiresMultipleVariants: true, variantCount: 3 });
    const { template } = deployed(pipeline);
    const images = Object.entries(template.Parameters).filter(([name]) => name.startsWith('Image'));
    expect(images).toHaveLength(9);
    expect(template.Parameters['Image2Candidate2']?.Description).toContain('container 2 of candidate 2,');
  });
});

describe('more variants than a template of 51,200 bytes holds', () => {
  const pipeline = (variantCount: number, containerCount: number): Deployment =>
    deployed(example('preprocessing-chain', { requiresMultipleVariants: true, variantCount, containerCount }));

  it('are left out of 10 pipelines with 3 images, and a note says how many', () => {
    const deployment = pipeline(10, 3);
    const { template, header, notes } = deployment;
    const shown = namesIn(deployment).length;
    expect(shown).toBeGreaterThanOrEqual(6);
    expect(shown).toBeLessThan(10);
    expect(Buffer.byteLength(toYaml(template, header))).toBeLessThanOrEqual(TEMPLATE_BYTES_MAX);
    expect(notes).toContain(
      `The template has the first ${shown} of 10 variants. Add each of the others as a copy of the last one, with its model, weight, scaling and alarms.`,
    );
  });

  it('leave two to compare, of pipelines with 15 images as well', () => {
    expect(namesIn(pipeline(3, 15))).toEqual(['main', 'candidate']);
  });
});
