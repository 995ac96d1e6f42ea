import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { renderDeployment } from '../../src/deploy/index.ts';
import { applyRules, defaultsFor, guardrailsFor, type PolicyContext } from '../../src/policy/apply-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import { INFERENCE_OPTIONS, type Recommendation, recommend, SHIPPED_PRICES } from '../../src/recommender/index.ts';
import { runs } from '../support/lane.ts';
import { GPU } from '../support/priced-workloads.ts';
import { anyWorkload, workload } from '../support/workloads.ts';

/** A policy from its rules and defaults, in YAML. */
function policyOf(yaml: string): Policy {
  const read = readPolicy(`version: 1\n${yaml}`);
  if (!read.ok) throw new Error(read.faults.map(({ text }) => text).join(' '));
  return read.policy;
}

/** The rules of a policy that hold in a context, applied at the prices that ship. */
function applyPolicy(recommendation: Recommendation, policy: Policy, context: PolicyContext = {}) {
  const { version } = policy;
  return applyRules(recommendation, { version, rules: guardrailsFor(policy, context) }, SHIPPED_PRICES);
}

const NO_G4 = policyOf('rules: [{ name: no g4, forbid: { instanceType: ml.g4* }, overriddenBy: [U0LEAD] }]');

const overrides = [{ rule: 'no g4', byId: 'U0LEAD', at: 1, reason: 'A pilot.' }];

describe('a policy', () => {
  it('without rules gives the recommendation itself, byte for byte', () => {
    const none = policyOf('rules: []');
    fc.assert(
      fc.property(anyWorkload, (stated) => {
        const recommendation = recommend(stated);
        const before = JSON.stringify(recommendation);
        const { allowed, technicallyBest, decidedBy } = applyPolicy(recommendation, none, { channel: 'C0PROD' });
        expect(allowed).toBe(recommendation);
        expect(JSON.stringify(allowed)).toBe(before);
        expect([technicallyBest, decidedBy]).toEqual([null, []]);
        expect(JSON.stringify(createAdvisor({ policy: none }).advise(stated))).toBe(before);
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });

  it.each([
    ['for another channel', '{ channel: C0PROD }'],
    ['for another person', '{ requestedBy: U0ADA }'],
    ['for another channel, of this person', '{ channel: C0PROD, requestedBy: U0BEN }'],
  ])('with a rule only %s changes nothing', (_, when) => {
    const elsewhere = policyOf(`rules: [{ name: r, when: ${when}, forbid: { option: real-time } }]`);
    const recommendation = recommend(GPU);
    const context = { channel: 'C0LAB', requestedBy: 'U0BEN' };
    expect(applyPolicy(recommendation, elsewhere, context).allowed).toBe(recommendation);
    expect(createAdvisor({ policy: elsewhere }).advise(GPU, context)).toEqual(recommendation);
  });

  it('with a rule that the answer keeps anyway changes nothing', () => {
    const kept = policyOf(
      'rules: [{ name: no p4, forbid: { instanceType: ml.p4* } }, { name: l, limit: { budgetUsd: 9000 } }]',
    );
    const small = workload({
      trafficPattern: 'steady',
      monthlyRequests: 1000,
      processingTimeSeconds: 0.1,
      modelSizeGB: 1,
      coldStarts: 'unacceptable',
      responseTimeSeconds: 0.3,
      availability: 'single-instance',
      burstRequests: 1,
    });
    const recommendation = recommend(small);
    const { decidedBy, technicallyBest } = applyPolicy(recommendation, kept);
    expect([technicallyBest, decidedBy]).toEqual([null, []]);
  });

  it('names the rule that decided, what is best without it, and what is best with it', () => {
    const recommendation = recommend(GPU);
    const { allowed, technicallyBest, decidedBy } = applyPolicy(recommendation, NO_G4);
    expect(technicallyBest).toBe(recommendation);
    expect(decidedBy).toEqual(['no g4']);
    expect(allowed.choice?.instance?.type).toBe('ml.g6.xlarge');
    expect(allowed.policy).toMatchObject({
      version: NO_G4.version,
      decidedBy: ['no g4'],
      technicallyBest: { option: 'real-time', instance: { type: 'ml.g4dn.xlarge' } },
    });
  });

  it('names 2 rules where the second forbids what the first one led to, and no rule that decided nothing', () => {
    const policy = policyOf(
      'rules: [{ name: no p, forbid: { instanceType: ml.p* } }, { name: no g6, forbid: { instanceType: ml.g6.* } }, { name: no g4, forbid: { instanceType: ml.g4* } }]',
    );
    expect(applyPolicy(recommend(GPU), policy).decidedBy).toEqual(['no g4', 'no g6']);
  });

  it('that leaves nothing says so and names its rules', () => {
    const policy = policyOf(
      `rules: [${INFERENCE_OPTIONS.map(({ id }) => `{ name: no ${id}, forbid: { option: ${id} } }`).join(', ')}]`,
    );
    const { allowed, decidedBy, technicallyBest } = applyPolicy(recommend(GPU), policy);
    expect(allowed.kind).toBe('nothing-fits');
    expect(decidedBy).toEqual(['no real-time']);
    expect(technicallyBest?.choice?.option).toBe('real-time');
  });

  it('names the rule that moved an answer to another Region', () => {
    const policy = policyOf('rules: [{ name: EU, allow: { region: [eu-central-1] } }]');
    const { allowed, decidedBy } = applyPolicy(recommend(GPU), policy);
    expect(allowed.workload.region).toBe('eu-central-1');
    expect(decidedBy).toEqual(['EU']);
    expect(createAdvisor({ policy: policy }).advise(GPU).policy?.assumed).toEqual({ region: 'eu-central-1' });
  });

  it('without a rule that was set aside is as if the rule were not there, and the answer says who did', () => {
    const kept = createAdvisor({ policy: NO_G4 }).advise(GPU, { overrides });
    expect(kept.choice?.instance?.type).toBe('ml.g4dn.xlarge');
    expect(kept.policy).toMatchObject({ overrides, rules: [], decidedBy: [] });
  });

  it.each([
    ['names somebody else', 'rules: [{ name: no g4, forbid: { instanceType: ml.g4* }, overriddenBy: [U0CFO] }]'],
    ['names nobody', 'rules: [{ name: no g4, forbid: { instanceType: ml.g4* } }]'],
    ['has another name', 'rules: [{ name: no G4, forbid: { instanceType: ml.g4* }, overriddenBy: [U0LEAD] }]'],
  ])('rules again from the day on which it %s', (_, yaml) => {
    const again = createAdvisor({ policy: policyOf(yaml) }).advise(GPU, { overrides });
    expect(again.choice?.instance?.type).toBe('ml.g6.xlarge');
    expect(again.policy?.decidedBy).toEqual(policyOf(yaml).rules.map(({ name }) => name));
    expect(again.policy?.rules).toHaveLength(1);
    expect(again.policy?.overrides).toBeUndefined();
  });

  it('rules again after a revision that the file did without it, because that revision keeps no override', () => {
    const without = createAdvisor({
      policy: policyOf('rules: [{ name: no jobs, forbid: { option: batch-transform } }]'),
    }).advise(GPU, {
      overrides,
    });
    expect([without.choice?.instance?.type, without.policy?.overrides]).toEqual(['ml.g4dn.xlarge', undefined]);
    const back = createAdvisor({ policy: NO_G4 }).advise(GPU, { overrides: without.policy?.overrides });
    expect([back.choice?.instance?.type, back.policy?.decidedBy]).toEqual(['ml.g6.xlarge', ['no g4']]);
  });

  it('stays set aside while the rule of that name names who set it aside, whatever else became of it', () => {
    const rewritten = policyOf(
      'rules: [{ name: no g4, forbid: { instanceType: ml.g* }, overriddenBy: [U0CFO, U0LEAD] }]',
    );
    expect(createAdvisor({ policy: rewritten }).advise(GPU, { overrides }).policy).toMatchObject({
      overrides,
      rules: [],
    });
  });

  it('is kept with an answer that it did not change, so that a later what-if keeps to it', () => {
    const policy = policyOf('rules: [{ name: no p5, forbid: { instanceType: ml.p5* } }]');
    expect(createAdvisor({ policy: policy }).advise(GPU).policy?.rules).toEqual([
      { name: 'no p5', forbid: { instanceType: ['ml.p5*'] } },
    ]);
  });

  it('is followed by the template', () => {
    const { allowed } = applyPolicy(recommend(GPU), NO_G4);
    const code = renderDeployment(allowed, { format: 'cloudformation' });
    expect(code.ok && code.files[0]?.content).toContain('ml.g6.xlarge');
    expect(code.ok && code.files[0]?.content).not.toContain('ml.g4dn');
  });
});

describe('any allowed recommendation', () => {
  const policy = policyOf(`rules:
    - { name: no GPUs, forbid: { instanceType: ['ml.g*', 'ml.p*'] }, except: { budgetUsd: 2000 } }
    - { name: EU, when: { requestedBy: U0ADA }, allow: { region: ['eu-west-1', 'us-*'] } }
    - { name: limit, limit: { budgetUsd: 3000 } }
    - { name: no jobs, when: { channel: C0PROD }, forbid: { option: batch-transform } }
    - { name: zones, when: { channel: C0PROD }, require: { availability: multi-az } }`);

  it('breaks no rule that holds for its channel and person', () => {
    const ids = fc.record({
      channel: fc.constantFrom('C0PROD', 'C0LAB', undefined),
      requestedBy: fc.constantFrom('U0ADA', undefined),
    });
    fc.assert(
      fc.property(anyWorkload, ids, (stated, context) => {
        const { allowed, technicallyBest, decidedBy } = applyPolicy(recommend(stated), policy, context);
        const { choice, costs, workload: understood } = allowed;
        expect(technicallyBest === null || decidedBy.length > 0).toBe(true);
        if (choice === null) return;
        const usd = costs.find(({ option }) => option === choice.option)?.monthlyUsd?.likely ?? null;
        expect(usd ?? 0).toBeLessThanOrEqual(3000);
        if (/^ml\.[gp]/.test(choice.instance?.type ?? '')) expect(usd ?? Infinity).toBeLessThanOrEqual(2000);
        if (context.requestedBy === 'U0ADA') expect(understood.region ?? 'us-east-1').toMatch(/^us-|^eu-west-1$/);
        if (context.channel !== 'C0PROD') return;
        expect(choice.option).not.toBe('batch-transform');
        expect(choice.instance?.start ?? 2).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe("a team's defaults", () => {
  const policy = policyOf(`defaults:
    - { when: { channel: C0LAB }, assume: { availability: single-instance, costPriority: lowest-cost } }
    - { assume: { region: eu-central-1, availability: multi-az } }
    - { when: { requestedBy: U0ADA }, assume: { costPriority: performance } }`);

  it("take the channel's before everybody's, and of two for this person and channel the later", () => {
    expect(defaultsFor(policy, {})).toEqual({ region: 'eu-central-1', availability: 'multi-az' });
    const lab = { region: 'eu-central-1', availability: 'single-instance', costPriority: 'lowest-cost' };
    expect(defaultsFor(policy, { channel: 'C0LAB' })).toEqual(lab);
    expect(defaultsFor(policy, { channel: 'C0LAB', requestedBy: 'U0ADA' })).toEqual({
      ...lab,
      costPriority: 'performance',
    });
  });

  it("fill in only what nobody stated, and the answer says that they are the team's", () => {
    const { workload: filled, policy: told } = createAdvisor({ policy: policy }).advise({
      ...GPU,
      region: 'us-west-2',
    });
    expect(filled).toMatchObject({ region: 'us-west-2', availability: 'multi-az' });
    expect(told?.assumed).toEqual({ availability: 'multi-az' });
  });
});
