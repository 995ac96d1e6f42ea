import fc from 'fast-check';
import { expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { TEMPLATE_BYTES_MAX, toYaml } from '../../src/deploy/cloudformation.ts';
import { deploymentOf } from '../../src/deploy/deployment.ts';
import { renderDeployment } from '../../src/deploy/index.ts';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import { openValidator, validatorFaults } from '../support/cloudformation-validator.ts';
import { ruleFaults } from '../support/deploy-rules/index.ts';
import { moduleOf } from '../support/hcl.ts';
import { runs } from '../support/lane.ts';
import { parseTemplate } from '../support/parse-template.ts';
import { possible, sparseWorkload } from '../support/workloads.ts';
import { choicesNamed } from './cases.ts';
import { argumentFaults, danglingIn } from './terraform/faults.ts';
import { anyText } from './typed.ts';

/** A choice's workload with up to 6 fields as they may be, and a name of any characters. */
const variationsOf = (stated: Workload): fc.Arbitrary<Workload> =>
  fc
    .tuple(sparseWorkload, anyText(80))
    .map(([fields, name]) => possible({ ...stated, ...fields, name: name || 'churn' }));

/** What the validator reports where it stops early: with many containers it runs out of its budget. */
const GAVE_UP = /^ANALYSIS_INCOMPLETE$|^W9052 /;

/** Each image doubles the validator's time: 6 take a second, 14 take two minutes. Of variants each image counts once for each. */
const IMAGES_MAX = 6;
const IMAGES_OF_VARIANTS_MAX = 4;

const takesMinutes = ({ requiresMultipleVariants, variantCount = 2, containerCount = 1 }: Workload): boolean =>
  requiresMultipleVariants === true
    ? containerCount > 1 && containerCount * variantCount > IMAGES_OF_VARIANTS_MAX
    : containerCount > IMAGES_MAX;

/** What our own check of a template calls an error. */
const errorsIn = (text: string): string[] =>
  check(readTemplates([{ path: 'template.yaml', text, isNamed: true }])).endpoints.flatMap(({ line }) =>
    line.findings.filter(({ severity }) => severity === 'error').map((finding) => finding.text),
  );

const TEMPLATES = 16;

it.each([
  ['real-time endpoints', 'real-time', 'real-time-candidate'],
  ['language models', 'real-time-language-model', 'real-time-office-hours'],
  ['multi-model endpoints', 'multi-model'],
  ['multi-container endpoints and pipelines', 'multi-container', 'inference-pipeline'],
  ['inference components', 'inference-components', 'inference-components-adapters'],
  ['inference components that go to zero', 'inference-components-to-zero'],
  ['serverless endpoints', 'serverless', 'serverless-provisioned'],
  ['asynchronous endpoints', 'asynchronous-to-zero', 'asynchronous-steady'],
  ['batch transform jobs', 'batch-transform'],
])("%s of random workloads pass AWS's validator, our rules, our check and the provider", async (_, ...names) => {
  const stated = choicesNamed(...names);
  const wanted = new Set(stated.map((workload) => recommend(workload).choice?.option));
  const engine = openValidator();
  let checked = 0;
  let gaveUp = 0;
  try {
    // Of few variations none may be served as wanted.
    const numRuns = Math.max(TEMPLATES, runs(TEMPLATES * 4, { costly: true }));
    for (const workload of fc.sample(fc.oneof(...stated.map(variationsOf)), { numRuns })) {
      if (checked === runs(TEMPLATES, { costly: true })) break;
      const recommendation = recommend(workload);
      const option = recommendation.choice?.option;
      const deployment = option && wanted.has(option) ? deploymentOf(recommendation, { option }) : undefined;
      if (!option || !deployment?.ok || takesMinutes(workload)) continue;
      const text = toYaml(deployment.template, deployment.header);
      const reported = validatorFaults(engine, text);
      const terraform = renderDeployment(recommendation, { format: 'terraform', option });
      const module = terraform.ok ? await moduleOf(terraform.files[0]?.content ?? '') : undefined;
      const faults = [
        ...reported.filter((fault) => !GAVE_UP.test(fault)),
        ...ruleFaults(parseTemplate(text)),
        ...errorsIn(text),
        ...(module === undefined ? [] : [...argumentFaults(module), ...danglingIn(module)]),
      ];
      expect(faults, JSON.stringify(workload)).toEqual([]);
      expect(Buffer.byteLength(text), JSON.stringify(workload)).toBeLessThanOrEqual(TEMPLATE_BYTES_MAX);
      if (reported.length > 0) gaveUp += 1;
      else checked += 1;
    }
  } finally {
    engine.free();
  }
  expect(gaveUp).toBeLessThanOrEqual(Math.ceil(checked / 20));
  expect(checked).toBe(runs(TEMPLATES, { costly: true }));
});
