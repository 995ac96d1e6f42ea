import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deploymentOf } from '../../src/deploy/deployment.ts';
import type { Template } from '../../src/deploy/template.ts';
import { INSTANCE_TYPE_NAMES, MODEL_FIGURES, recommend } from '../../src/recommender/index.ts';
import { START_RULES } from '../support/deploy-rules/start-rules.ts';
import { runs } from '../support/lane.ts';
import { possible, sparseWorkload, workload } from '../support/workloads.ts';

const REGIONS = ['us-east-1', 'eu-central-1', 'ap-southeast-5', 'cn-north-1', 'us-gov-west-1'];

/** A workload of any model, on any type that is named or on none, anywhere. */
const deployed = fc
  .tuple(
    sparseWorkload,
    fc.constantFrom(...Object.keys(MODEL_FIGURES), 'sklearn', 'acme/llama-3-8b', 'Qwen/Qwen3-8B-AWQ', 'ours'),
    fc.option(fc.constantFrom(...INSTANCE_TYPE_NAMES)),
    fc.constantFrom(...REGIONS),
  )
  .map(([fields, modelId, instanceType, region]) =>
    possible(workload({ ...fields, name: 'churn', modelId, region, ...(instanceType && { instanceType }) })),
  );

it('proposes no image that its hosts have too old a driver for, none for GPUs without one, and starts what it proposes', () => {
  let proposed = 0;
  fc.assert(
    fc.property(deployed, (stated) => {
      const recommendation = recommend(stated);
      const option = recommendation.choice?.option;
      const deployment = option && deploymentOf(recommendation, { option });
      if (!deployment?.ok) return;
      const template: Template = JSON.parse(JSON.stringify(deployment.template));
      expect(START_RULES.flatMap(({ says, faults }) => faults(template).map((fault) => `${says}: ${fault}`))).toEqual(
        [],
      );
      for (const { image } of deployment.images) {
        if (image === null) continue;
        proposed += 1;
        expect(image).toContain(`.dkr.ecr.${deployment.serving.region}.amazonaws.com`);
        expect(image.includes('.amazonaws.com.cn/')).toBe(deployment.serving.region.startsWith('cn-'));
      }
    }),
    { numRuns: runs(300) },
  );
  expect(proposed).toBeGreaterThanOrEqual(runs(300) / 50);
});
