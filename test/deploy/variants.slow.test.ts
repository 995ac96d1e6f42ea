import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_BYTES_MAX, toYaml } from '../../src/deploy/cloudformation.ts';
import { type Deployment, deploymentOf } from '../../src/deploy/deployment.ts';
import { named, type Recommendation, recommend, type Workload } from '../../src/recommender/index.ts';
import { at, resourcesOf, variantsOf } from '../support/deploy-rules/rule.ts';
import { runs } from '../support/lane.ts';
import { loadOf } from '../support/oracle/load.ts';
import { simulate } from '../support/oracle/simulate.ts';
import { example } from './cases.ts';

interface Made {
  readonly choice: Recommendation['choice'];
  readonly usd: number;
  readonly deployment: Deployment;
}

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

  it('share the traffic evenly, as they are sized, until somebody changes a weight', () => {
    const { template } = deployed(compared({ variantCount: 4 }));
    const weights = variantsOf(template).map(({ variant }) => at(variant, 'InitialVariantWeight'));
    expect(weights).toEqual([1, { Ref: 'CandidateWeight' }, { Ref: 'Candidate2Weight' }, { Ref: 'Candidate3Weight' }]);
    for (const id of ['CandidateWeight', 'Candidate2Weight', 'Candidate3Weight'])
      expect(template.Parameters[id]).toMatchObject({ Default: 1, MinValue: 0, MaxValue: 1 });
    expect(template.Parameters['Candidate2Weight']?.Description).toBe(
      "Candidate 2's weight beside the main variant's 1. 1: an even share of the traffic, for which each variant is sized. Less: the others get the rest, beyond their size at the peak. 0: none.",
    );
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

/** A workload of one variant with its part of the load of several. */
function partOf(workload: Workload, variants: number): Workload {
  const { requiresMultipleVariants: _, variantCount: __, peakRequestsPerSecond, monthlyRequests, ...rest } = workload;
  return {
    ...rest,
    ...(peakRequestsPerSecond !== undefined && { peakRequestsPerSecond: peakRequestsPerSecond / variants }),
    ...(monthlyRequests !== undefined && { monthlyRequests: monthlyRequests / variants }),
  };
}

const loads: fc.Arbitrary<Workload> = fc
  .record({
    peak: fc.constantFrom(0.5, 3, 40, 300),
    seconds: fc.constantFrom(0.02, 0.3, 2),
    size: fc.constantFrom(0.5, 6, 14),
    trafficPattern: fc.constantFrom('steady', 'variable' as const),
    requiresGpu: fc.boolean(),
    variantCount: fc.integer({ min: 2, max: 6 }),
  })
  .map(({ peak, seconds, size, ...stated }) => ({
    ...named('compared'),
    ...stated,
    requiresMultipleVariants: true,
    responseTimeSeconds: 5,
    processingTimeSeconds: seconds,
    peakRequestsPerSecond: peak,
    monthlyRequests: peak * 900_000,
    modelSizeGB: size,
  }));

describe('several variants', () => {
  it('cost as many times one with its part of the load, of the same type and number, in bill, choice and template', () => {
    fc.assert(
      fc.property(loads, (workload) => {
        const count = workload.variantCount ?? 2;
        const made = (stated: Workload): Made => {
          const answer = recommend(stated);
          const { choice, costs } = answer;
          const usd = costs.find(({ option }) => option === 'real-time')?.monthlyUsd?.likely ?? NaN;
          const deployment = deploymentOf(answer, { option: 'real-time' });
          if (!deployment.ok) throw new Error(deployment.text);
          return { choice, usd, deployment };
        };
        const [several, one] = [made(workload), made(partOf(workload, count))];
        const own = several.deployment.serving.instance;
        const each = one.deployment.serving.instance;
        expect(several.choice?.option).toBe('real-time');
        expect(several.choice?.instance).toMatchObject({
          variants: count,
          type: own?.type,
          min: own?.min,
          max: own?.max,
        });
        expect([own?.type, own?.min, own?.start, own?.max]).toEqual([each?.type, each?.min, each?.start, each?.max]);
        expect(several.usd).toBeCloseTo(one.usd * count, 6);
        const starts = variantsOf(several.deployment.template).map(({ variant }) =>
          at(variant, 'InitialInstanceCount'),
        );
        expect(starts).toEqual(Array.from({ length: count }, () => each?.start));
        const limits = resourcesOf(several.deployment.template, 'AWS::ApplicationAutoScaling::ScalableTarget');
        expect(limits).toHaveLength(workload.trafficPattern === 'steady' ? 0 : count);
        for (const [, { Properties }] of limits) expect(Properties['MaxCapacity']).toBe(each?.max);
        expect(several.deployment.behaviour.maxRequestsPerSecond).toBeCloseTo(
          Number(one.deployment.behaviour.maxRequestsPerSecond) * count,
          6,
        );
        expect(several.deployment.behaviour.peakReachedAfterSeconds).toBe(
          one.deployment.behaviour.peakReachedAfterSeconds,
        );
      }),
      { numRuns: runs(60, { costly: true }) },
    );
  });

  it('hold the peak by the simulation as they are deployed, and not where candidates get a tenth of what the main one gets', () => {
    const workload = compared({ variantCount: 4, trafficPattern: 'steady' });
    const { template, header, serving, behaviour } = deployed(workload);
    const load = loadOf(serving, workload);
    const text = toYaml(template, header);
    expect(simulate(text, load).behaviour).toEqual(behaviour);
    expect(behaviour.peakReachedAfterSeconds).toBe(0);
    const unshared = text.replaceAll(/(Candidate\d?Weight:[\s\S]*?Default: )1/g, '$10.1');
    expect(simulate(unshared, load).behaviour.peakReachedAfterSeconds).toBeNull();
  });
});
