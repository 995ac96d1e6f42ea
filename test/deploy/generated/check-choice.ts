import fc from 'fast-check';
import { expect } from 'vitest';
import { TEMPLATE_BYTES_MAX, toYaml } from '../../../src/deploy/cloudformation.ts';
import { deploymentOf } from '../../../src/deploy/deployment.ts';
import { recommend, type Workload } from '../../../src/recommender/index.ts';
import { openValidator, validatorFaults } from '../../support/cloudformation-validator.ts';
import { ruleFaults } from '../../support/deploy-rules/index.ts';
import { runs } from '../../support/lane.ts';
import { parseTemplate } from '../../support/parse-template.ts';
import { possible, sparseWorkload } from '../../support/workloads.ts';
import { anyText } from '../typed.ts';

/** Templates of each choice that are tried: 8 files of them make 128, and 640 in the deep check. */
const TEMPLATES = 16;

/** A choice's workload with up to 6 fields as they may be, and a name of any characters. */
const variationsOf = (stated: Workload): fc.Arbitrary<Workload> =>
  fc
    .tuple(sparseWorkload, anyText(80))
    .map(([fields, name]) => possible({ ...stated, ...fields, name: name || 'churn' }));

/** What the validator reports where it stops early: with many containers it runs out of its budget. */
export const GAVE_UP = /^ANALYSIS_INCOMPLETE$|^W9052 /;

/** With more images in a template of several variants the validator takes minutes, unless each has one. */
const IMAGES_OF_VARIANTS_MAX = 4;

const takesMinutes = ({ requiresMultipleVariants, variantCount = 2, containerCount = 1 }: Workload): boolean =>
  requiresMultipleVariants === true && containerCount > 1 && containerCount * variantCount > IMAGES_OF_VARIANTS_MAX;

/**
 * Checks the templates of workloads like those given, where they lead to the same option: AWS's validator, our rules, the size.
 * Returns how many the validator finished; it may give up on one in twenty.
 */
export function checkChoice(stated: readonly Workload[]): number {
  const engine = openValidator();
  const wanted = new Set(stated.map((workload) => recommend(workload).choice?.option));
  let checked = 0;
  let gaveUp = 0;
  try {
    for (const workload of fc.sample(fc.oneof(...stated.map(variationsOf)), {
      numRuns: runs(TEMPLATES * 4, { costly: true }),
    })) {
      if (checked === runs(TEMPLATES, { costly: true })) break;
      const recommendation = recommend(workload);
      const option = recommendation.choice?.option;
      const deployment = option && wanted.has(option) ? deploymentOf(recommendation, { option }) : undefined;
      if (!deployment?.ok || takesMinutes(workload)) continue;
      const text = toYaml(deployment.template, deployment.header);
      const reported = validatorFaults(engine, text);
      const faults = [...reported.filter((fault) => !GAVE_UP.test(fault)), ...ruleFaults(parseTemplate(text))];
      expect(faults, JSON.stringify(workload)).toEqual([]);
      expect(Buffer.byteLength(text), JSON.stringify(workload)).toBeLessThanOrEqual(TEMPLATE_BYTES_MAX);
      if (reported.length > 0) gaveUp += 1;
      else checked += 1;
    }
  } finally {
    engine.free();
  }
  expect(gaveUp).toBeLessThanOrEqual(Math.ceil(checked / 20));
  return checked;
}
