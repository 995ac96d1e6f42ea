import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdvisor, openAdvisor } from '../../src/advice/advisor.ts';
import { compareInstances } from '../../src/advice/instances.ts';
import type { Policy } from '../../src/policy/policy.ts';
import {
  costCurve,
  type Guardrail,
  INSTANCE_TYPE_NAMES,
  recommend,
  type Workload,
} from '../../src/recommender/index.ts';
import { instancesIn } from '../../src/wording/named-instances.ts';
import { ADVISOR } from '../support/advisor.ts';
import { runs } from '../support/lane.ts';
import { GPU } from '../support/priced-workloads.ts';
import { pricesTimes } from '../support/prices.ts';
import { anyWorkload } from '../support/workloads.ts';

const DEARER = pricesTimes(1.5);

const ruling = (...rules: Guardrail[]): Policy => ({ version: '00000000', defaults: [], rules });

const NO_G4 = ruling({ name: 'no g4', forbid: { instanceType: ['ml.g4*'] } });

const likely = ({ choice, costs }: ReturnType<typeof recommend>): number | undefined =>
  costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;

/** Facts that no bill has a line for. */
const anyUnbilled: fc.Arbitrary<Partial<Workload>> = fc.record(
  { description: fc.string({ maxLength: 40 }), requiresVpc: fc.boolean(), requiresNetworkIsolation: fc.boolean() },
  { requiredKeys: [] },
);

describe('advice', () => {
  it('is what the recommender says, byte for byte, where there is no policy', () => {
    fc.assert(
      fc.property(anyWorkload, (stated) => {
        const bare = JSON.stringify(recommend(stated));
        expect(JSON.stringify(ADVISOR.advise(stated, { channel: 'C0PROD' }))).toBe(bare);
        expect(JSON.stringify(ADVISOR.again(recommend(stated, DEARER)))).toBe(bare);
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });

  it('compares the first six of the instances that a question names, each of which takes an answer', () => {
    const named = instancesIn(INSTANCE_TYPE_NAMES.join(' or '));
    expect(named.length).toBeGreaterThan(200);
    const compared = compareInstances(ADVISOR, ADVISOR.advise(GPU), named);
    expect(compared.map(({ type }) => type)).toEqual(INSTANCE_TYPE_NAMES.slice(0, 6));
  });

  it('is by the prices that were handed in, wherever it is asked for', () => {
    const dearer = createAdvisor({ prices: DEARER });
    const usd = likely(recommend(GPU, DEARER)) ?? 0;
    expect(usd).toBeGreaterThan(1.4 * (likely(recommend(GPU)) ?? Infinity));
    const { before, after } = dearer.whatIf(recommend(GPU), { requiresVpc: true });
    expect([dearer.advise(GPU), dearer.again(recommend(GPU)), before, after].map(likely)).toEqual(Array(4).fill(usd));
    expect(dearer.factsVersion()).toBe(recommend(GPU, DEARER).facts.version);
    expect(dearer.factsVersion()).not.toBe(ADVISOR.factsVersion());
  });
});

describe('a what-if', () => {
  it('that changes no fact of the bill changes no cost of what serves before and after, whatever the prices were', () => {
    fc.assert(
      fc.property(anyWorkload, anyUnbilled, (stated, changes) => {
        const { before, after } = ADVISOR.whatIf(recommend(stated, DEARER), changes);
        const isSame = (['option', 'hosting', 'scaling'] as const).every(
          (key) => before.choice?.[key] === after.choice?.[key],
        );
        if (isSame) expect(likely(after)).toBe(likely(before));
      }),
      { numRuns: runs(200, { costly: true }) },
    );
  });

  it('compares two answers that are advised alike: the second is what the changed workload gets', () => {
    const { before, after } = ADVISOR.whatIf(recommend(GPU, DEARER), { requiresGpu: false, modelSizeGB: null });
    const { modelSizeGB: _, ...rest } = GPU;
    expect(JSON.stringify(before)).toBe(JSON.stringify(recommend(GPU)));
    expect(JSON.stringify(after)).toBe(JSON.stringify(recommend({ ...rest, requiresGpu: false })));
  });

  it('keeps to the rules that the answer was made under, on both sides, and says which of them decided', () => {
    const given = createAdvisor({ policy: NO_G4 }).advise(GPU);
    const { before, after } = ADVISOR.whatIf(given, { requiresVpc: true });
    expect(JSON.stringify(before)).toBe(JSON.stringify(given));
    for (const { choice, policy } of [before, after]) {
      expect(choice?.instance?.type).toBe('ml.g6.xlarge');
      expect(policy).toMatchObject({ version: '00000000', rules: NO_G4.rules, decidedBy: ['no g4'] });
    }
  });

  it('keeps to no rule that the answer was not made under', () => {
    const today = createAdvisor({ policy: NO_G4 });
    expect(today.whatIf(recommend(GPU), {}).after.choice?.instance?.type).toBe('ml.g4dn.xlarge');
    expect(today.advise(GPU).choice?.instance?.type).toBe('ml.g6.xlarge');
  });

  it('remembers who set a rule aside', () => {
    const policy = ruling({ name: 'no g4', forbid: { instanceType: ['ml.g4*'] }, overriddenBy: ['U0LEAD'] });
    const overrides = [{ rule: 'no g4', byId: 'U0LEAD', at: 1, reason: 'A pilot.' }];
    const given = createAdvisor({ policy }).advise(GPU, { overrides });
    expect(ADVISOR.again(given)).toEqual(given);
  });
});

describe('the costs at other volumes', () => {
  it('are left out where the bill was counted with other prices, and are those of the rules that hold', () => {
    expect(ADVISOR.curveOf(recommend(GPU, DEARER))).toBeNull();
    expect(ADVISOR.curveOf(recommend(GPU))).toEqual(costCurve(GPU));
    const ruled = createAdvisor({ policy: ruling({ name: 'r', forbid: { option: ['asynchronous'] } }) });
    expect(ruled.curveOf(ruled.advise(GPU))?.options).not.toContain('asynchronous');
  });
});

describe('the defaults', () => {
  it("are DEFAULT_REGION, and the policy's before it", () => {
    const defaultRegion = 'eu-west-1';
    expect(createAdvisor({ defaultRegion }).defaultsIn({})).toEqual({ region: 'eu-west-1' });
    const policy = {
      ...NO_G4,
      defaults: [{ assume: { region: 'eu-central-1', availability: undefined, costPriority: undefined } }],
    };
    expect(createAdvisor({ defaultRegion, policy }).defaultsIn({})).toEqual({ region: 'eu-central-1' });
    expect(ADVISOR.defaultsIn({})).toEqual({});
  });
});

describe('an advisor from a policy file', () => {
  it('has its policy, has none without a file, and is refused with the fault', async () => {
    const [none, example, missing] = await Promise.all([
      openAdvisor(null),
      openAdvisor('examples/policy.yml'),
      openAdvisor('no/policy.yml'),
    ]);
    expect(none.ok && none.advisor.policy).toBeNull();
    expect(example.ok && example.advisor.policy?.rules.length).toBeGreaterThan(0);
    expect(missing).toEqual({ ok: false, isUnread: true, text: 'no/policy.yml: No such file.' });
  });
});
