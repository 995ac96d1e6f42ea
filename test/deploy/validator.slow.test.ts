import { afterAll, describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { EXTRA_IDS, renderDeployment } from '../../src/deploy/index.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { openValidator, validatorFaults } from '../support/cloudformation-validator.ts';
import { workload } from '../support/workloads.ts';
import { templates } from './cases.ts';

// The validator takes six seconds to start, so these are not in the quick lane.
const engine = openValidator();
afterAll(() => engine.free());

describe("AWS's validator", () => {
  it.each(templates())('accepts the template of $name without a warning', ({ text }) => {
    expect(validatorFaults(engine, text)).toEqual([]);
  });

  it.each(templates(EXTRA_IDS))('accepts the template of $name with all extras', ({ text }) => {
    expect(validatorFaults(engine, text)).toEqual([]);
  });

  it('accepts tags that a policy requires', () => {
    const tags = ['cost-center', 'cost center', 'owner'];
    const policy: Policy = { version: 'c3f7f86e', defaults: [], rules: [{ name: 'tagged', require: { tags } }] };
    const vision = workload({ responseTimeSeconds: 0.5, monthlyRequests: 1e6, processingTimeSeconds: 0.1 });
    const code = renderDeployment(createAdvisor({ policy: policy }).advise(vision), { format: 'cloudformation' });
    const text = code.ok ? (code.files[0]?.content ?? '') : '';
    expect(text).toContain('Key: cost-center');
    expect(validatorFaults(engine, text)).toEqual([]);
  });
});
