import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Explained } from '../../../src/recommender/explain/index.ts';
import {
  briefReason,
  costCurve,
  type Guardrail,
  INFERENCE_OPTIONS,
  matchesGlob,
  recommend,
  rulesBroken,
  servingOf,
  type Workload,
} from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, workload } from '../../support/workloads.ts';

// biome-ignore format: a fixture in few lines.
const GPU = workload({ responseTimeSeconds: 0.5, requiresGpu: true, trafficPattern: 'steady', monthlyRequests: 1e6, payloadSizeMB: 1,
  processingTimeSeconds: 0.1, modelSizeGB: 4 });

const under = (stated: Workload, ...rules: Guardrail[]) => explained(stated, undefined, rules);
const searched = (stated: Workload, ...rules: Guardrail[]) => recommend(stated, undefined, rules);
const typeIn = ({ choice }: Explained): string | undefined => choice?.instance?.type;

function policyReasons({ rejected }: Pick<Explained, 'rejected'>, option: string): (string | undefined)[] {
  const found = rejected.find((other) => other.option === option);
  return (found?.reasons ?? []).filter(({ code }) => code === 'policy').map(({ text }) => text);
}

describe('a rule about instance types', () => {
  it('takes the type with the next smallest bill: ml.g6.xlarge for $834 where ml.g4* is forbidden', () => {
    expect(typeIn(under(GPU))).toBe('ml.g4dn.xlarge');
    const answer = under(GPU, { name: 'no g4', forbid: { instanceType: ['ml.g4*'] } });
    expect(typeIn(answer)).toBe('ml.g6.xlarge');
    expect(answer.costs[0]?.components[0]?.name).toContain('ml.g6.xlarge');
  });

  it('rules an option out where every type that it could run on is forbidden, and names each rule that did', () => {
    // biome-ignore format: a fixture in few lines.
    const answer = under(GPU, { name: 'no g', forbid: { instanceType: ['ml.g*'] } }, { name: 'no p', forbid: { instanceType: ['ml.p*'] } });
    expect(answer.choice).toBeNull();
    const [first, second] = policyReasons(answer, 'real-time');
    expect(first).toBe('Policy "no g" forbids ml.g4dn.xlarge.');
    expect(second).toMatch(/^Policy "no p" forbids ml\.p\d/);
    expect(answer.rejected[0]?.reasons[0]).toMatchObject({ code: 'policy', rule: 'no g', asked: 'ml.g4dn.xlarge' });
  });

  it('allows only what an allow list names', () => {
    expect(typeIn(under(GPU, { name: 'g6 only', allow: { instanceType: ['ml.g6.*'] } }))).toBe('ml.g6.xlarge');
  });

  it('rules out a type that was named, and says which of the allowed ones would do', () => {
    const named = { ...GPU, instanceType: 'ml.g4dn.xlarge' };
    const answer = searched(named, { name: 'no g4', forbid: { instanceType: ['ml.g4*'] } });
    expect(answer.choice).toBeNull();
    expect(answer.rejected[0]?.wouldFitIf?.changes).toEqual({ instanceType: 'ml.g6.xlarge' });
  });

  it('leaves serverless alone, which has no instances', () => {
    const seldom = workload({ trafficPattern: 'intermittent', coldStarts: 'acceptable', responseTimeSeconds: 5 });
    const answer = under(seldom, { name: 'none', forbid: { instanceType: ['*'] } });
    expect(answer.choice?.option).toBe('serverless');
  });

  it('offers no larger model as a way round it', () => {
    const answer = searched(GPU, { name: 'no GPUs', forbid: { instanceType: ['ml.g*', 'ml.p*'] } });
    expect(answer.flips.map(({ field }) => field)).not.toContain('modelSizeGB');
  });

  it('plans the jobs of a dataset on what is left', () => {
    const stored = workload({ trafficPattern: 'dataset', datasetRecordsPerRun: 1e6, processingTimeSeconds: 1 });
    const answer = under(stored, { name: 'm5.xlarge', allow: { instanceType: ['ml.m5.xlarge'] } });
    expect(typeIn(answer)).toBe('ml.m5.xlarge');
  });

  it('chooses an allowed type for a language model, and none of the others afterwards', () => {
    const llm = workload({ modelId: 'llama-3-8b', responseTimeSeconds: 5, concurrentRequests: 10 });
    const rule = { name: 'g5', allow: { instanceType: ['ml.g5.*'] } };
    expect(typeIn(under(llm))).not.toMatch(/^ml\.g5\./);
    expect(typeIn(under(llm, rule))).toMatch(/^ml\.g5\./);
    expect(typeIn(under(llm))).not.toMatch(/^ml\.g5\./);
  });
});

describe('an exception', () => {
  const gpus = (budgetUsd: number): Guardrail => ({
    name: 'no GPUs',
    forbid: { instanceType: ['ml.g*', 'ml.p*'] },
    except: { budgetUsd },
  });
  const usd = under(GPU).costs[0]?.monthlyUsd?.likely ?? 0;

  it('frees what costs at most its limit: at it and just over it', () => {
    expect(usd).toBeGreaterThan(0);
    expect(typeIn(under(GPU, gpus(usd)))).toBe('ml.g4dn.xlarge');
    const over = under(GPU, gpus(usd - 0.01));
    expect(over.choice).toBeNull();
    expect(policyReasons(over, 'real-time')[0]).toMatch(/forbids ml\.g4dn\.xlarge above \$549 per month\.$/);
  });

  it('frees no cost that is not known', () => {
    const { monthlyRequests: _, ...open } = GPU;
    const unknown = workload({ ...open, trafficPattern: 'variable' });
    const priced = under(unknown).costs.find(({ option }) => option === 'real-time')?.monthlyUsd ?? null;
    expect(priced).toBeNull();
    expect(under(unknown, gpus(1e6)).choice).toBeNull();
  });

  it('holds for an option and a Region too', () => {
    const option: Guardrail = { name: 'no endpoints', forbid: { option: ['real-time'] }, except: { budgetUsd: 1 } };
    expect(policyReasons(under(GPU, option), 'real-time')).toEqual([
      'Policy "no endpoints" forbids Real-time Inference above $1.00 per month.',
    ]);
    const region: Guardrail = { name: 'EU', forbid: { region: ['us-*'] }, except: { budgetUsd: 1e6 } };
    expect(under(GPU, region).choice?.option).toBe('real-time');
  });
});

describe('a limit per month', () => {
  it('rules out what is over it however short the requests are, where their length is not known', () => {
    const always = workload({ trafficPattern: 'steady', modelsScaleIndependently: true, modelCount: 3 });
    const open = { ...always, peakRequestsPerSecond: 1e-6, instanceType: 'ml.inf2.xlarge' };
    const limited = (budgetUsd: number) => under(open, { name: 'limit', limit: { budgetUsd } });
    const { likely = 0 } = under(open).costs[0]?.monthlyUsd ?? {};
    expect(likely).toBeCloseTo(2180.7, 1);
    expect(policyReasons(limited(likely), 'real-time')).toEqual([]);
    expect(policyReasons(limited(likely - 1), 'real-time')).toEqual([
      '$2,181 per month exceeds the $2,180 that policy "limit" allows.',
    ]);
  });

  it('rules out what costs more: at the estimate and just under it', () => {
    const usd = under(GPU).costs[0]?.monthlyUsd?.likely ?? 0;
    expect(under(GPU, { name: 'limit', limit: { budgetUsd: usd } }).choice?.option).toBe('real-time');
    const over = under(GPU, { name: 'limit', limit: { budgetUsd: 500 } });
    expect(policyReasons(over, 'real-time')).toEqual(['$549 per month exceeds the $500 that policy "limit" allows.']);
  });
});

describe('a rule about Regions', () => {
  const eu: Guardrail = { name: 'EU', allow: { region: ['eu-*', 'eu-central-1'] } };

  it('takes the first Region that it names where none is stated', () => {
    const answer = under(GPU, eu);
    expect(answer.workload.region).toBe('eu-central-1');
    expect(answer.choice?.option).toBe('real-time');
  });

  it('rules everything out in a forbidden Region that was stated, and names an allowed one', () => {
    const answer = searched({ ...GPU, region: 'us-west-2' }, eu);
    expect(answer.choice).toBeNull();
    for (const { id } of INFERENCE_OPTIONS)
      expect(policyReasons(answer, id)).toEqual(['Policy "EU" forbids us-west-2.']);
    expect(answer.rejected[0]?.wouldFitIf?.changes).toEqual({ region: 'eu-central-1' });
  });

  it('says no price of a forbidden Region would change the answer', () => {
    const seldom = workload({ trafficPattern: 'variable', monthlyRequests: 1e5, processingTimeSeconds: 0.2 });
    const flips = searched(seldom, eu).flips.filter(({ field }) => field === 'region');
    for (const { to } of flips) expect(String(to)).toMatch(/^eu-/);
  });

  it('holds only in its Regions where it names some', () => {
    // biome-ignore format: a fixture in few lines.
    const rule: Guardrail = { name: 'no g4 in the EU', when: { region: ['eu-*'] }, forbid: { instanceType: ['ml.g4*'] } };
    expect(typeIn(under(GPU, rule))).toBe('ml.g4dn.xlarge');
    expect(typeIn(under({ ...GPU, region: 'eu-west-1' }, rule))).not.toBe('ml.g4dn.xlarge');
  });
});

describe('a rule about Availability Zones', () => {
  const zones: Guardrail = { name: 'zones', require: { availability: 'multi-az' } };

  it('plans at least 2 instances, even where one was said to be enough', () => {
    const answer = searched({ ...GPU, availability: 'single-instance' }, zones);
    expect(answer.choice?.instance?.start).toBe(2);
    expect(answer.workload.availability).toBe('single-instance');
    expect(answer.flips.map(({ field }) => field)).not.toContain('availability');
  });
});

describe('an option that is ruled out without the rules', () => {
  const large = { ...GPU, payloadSizeMB: 500, responseTimeSeconds: 600 };
  const codesOf = ({ rejected }: Explained, option: string) =>
    rejected.find((other) => other.option === option)?.reasons.map(({ code }) => code) ?? [];

  it('is forbidden too where every type that it could run on is, after what rules it out: real-time at 500 MB', () => {
    expect(codesOf(under(large), 'real-time')).toEqual(['payload-over-quota']);
    const rule: Guardrail = { name: 'no GPUs', forbid: { instanceType: ['ml.g*', 'ml.p*'] } };
    const answer = under(large, rule);
    expect(codesOf(answer, 'real-time').slice(0, 2)).toEqual(['payload-over-quota', 'policy']);
    expect(policyReasons(answer, 'real-time')[0]).toBe('Policy "no GPUs" forbids ml.g4dn.xlarge.');
    expect(policyReasons(answer, 'serverless')).toEqual([]);
  });

  it('is forbidden no more than a type that another one replaces', () => {
    expect(policyReasons(under(large, { name: 'no g4', forbid: { instanceType: ['ml.g4*'] } }), 'real-time')).toEqual(
      [],
    );
  });

  it('is forbidden by what it would cost: at the limit and just under it', () => {
    const limited = (budgetUsd: number) => under(large, { name: 'limit', limit: { budgetUsd } });
    const { reasons = [] } = limited(1).rejected.find(({ option }) => option === 'real-time') ?? {};
    const usd = Number(reasons.find(({ code }) => code === 'policy')?.asked);
    expect(policyReasons(limited(usd), 'real-time')).toEqual([]);
    expect(policyReasons(limited(usd - 1), 'real-time')).toEqual([
      '$6,163 per month exceeds the $6,162 that policy "limit" allows.',
    ]);
  });

  it('keeps within a limit where its cost is not known, and an exception frees it only at a known cost', () => {
    const { monthlyRequests: _, ...open } = large;
    const unknown = workload({ ...open, trafficPattern: 'variable' });
    const option = { option: ['real-time'] } as const;
    expect(policyReasons(under(unknown, { name: 'limit', limit: { budgetUsd: 1 } }), 'real-time')).toEqual([]);
    const rule: Guardrail = { name: 'no endpoints', forbid: option, except: { budgetUsd: 1e6 } };
    expect(policyReasons(under(unknown, rule), 'real-time')).toHaveLength(1);
    expect(policyReasons(under(large, rule), 'real-time')).toEqual([]);
  });

  it('is judged as a single model where it has none of the patterns that would serve: a pipeline on serverless', () => {
    const pipeline = workload({ ...GPU, requiresGpu: false, containerCount: 3, coldStarts: 'acceptable' });
    const rule: Guardrail = { name: 'no serverless', forbid: { option: ['serverless'] }, except: { budgetUsd: 0.01 } };
    expect(codesOf(under(pipeline), 'serverless')).toEqual(['hosting-not-on-option']);
    expect(codesOf(under(pipeline, rule), 'serverless')).toEqual(['hosting-not-on-option', 'policy']);
  });
});

const TYPES = ['ml.g*', 'ml.p*', 'ml.m5.*', 'ml.*.xlarge', 'ml.m5.large', 'ml.r*'];
const list = (values: readonly string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const budget = fc.record({ budgetUsd: fc.constantFrom(1, 100, 500, 5000, 1e6) });

const anyCases = fc.record(
  {
    option: fc.uniqueArray(fc.constantFrom(...INFERENCE_OPTIONS.map(({ id }) => id)), { minLength: 1, maxLength: 2 }),
    instanceType: list(TYPES),
    region: list(['us-*', 'eu-west-1', 'ap-southeast-3']),
  },
  { requiredKeys: [] },
);

// biome-ignore format: a fixture in few lines.
const anyRule = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), when: fc.record({ region: list(['us-*', 'eu-west-1']) }), forbid: anyCases,
  allow: anyCases, require: fc.record({ availability: fc.constant('multi-az' as const) }), limit: budget, except: budget }, { requiredKeys: ['name'] });

const anyRules = fc.uniqueArray(anyRule, { minLength: 1, maxLength: 3, selector: ({ name }) => name });

describe('any rules', () => {
  it('are broken by no answer that was made under them', () => {
    fc.assert(
      fc.property(anyWorkload, anyRules, (stated, rules) => {
        expect(rulesBroken(searched(stated, ...rules), rules)).toEqual([]);
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });

  it('hold for what is deployed: the same instance, or none where they forbid the option', () => {
    fc.assert(
      fc.property(anyWorkload, anyRules, (stated, rules) => {
        const answer = under(stated, ...rules);
        for (const { id } of INFERENCE_OPTIONS) {
          const serving = servingOf(answer.workload, id, undefined, rules);
          if (policyReasons(answer, id).length > 0) expect(serving).toBeNull();
          if (answer.choice?.option === id) expect(serving?.instance?.type).toBe(answer.choice.instance?.type);
        }
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });

  it('hold for open questions and for the chart of the costs', () => {
    const rules: Guardrail[] = [{ name: 'no serverless', forbid: { option: ['serverless'] } }];
    const open = workload({ monthlyRequests: 1e5 });
    const led = recommend(workload({ name: 'open' }), undefined, rules).questions?.flatMap(({ answers }) =>
      answers.map(({ option }) => option),
    );
    expect(led).not.toContain('serverless');
    expect(costCurve(open, undefined, rules)?.options ?? []).not.toContain('serverless');
  });

  it('are none without a list, which gives the same bytes', () => {
    expect(JSON.stringify(searched(GPU))).toBe(JSON.stringify(recommend(GPU)));
    expect(
      rulesBroken(searched({ ...GPU, payloadSizeMB: 5000 }), [{ name: 'limit', limit: { budgetUsd: 1 } }]),
    ).toEqual([]);
  });
});

describe('the rules that an answer breaks', () => {
  const answer = searched(GPU);
  const usd = answer.costs[0]?.monthlyUsd?.likely ?? 0;
  it.each([
    ['its option', { forbid: { option: ['real-time'] } }, true],
    ['another option', { forbid: { option: ['serverless'] } }, false],
    ['its instance type', { forbid: { instanceType: ['ml.g4*'] } }, true],
    [
      'its instance type, but not at its cost',
      { forbid: { instanceType: ['ml.g4*'] }, except: { budgetUsd: usd } },
      false,
    ],
    ['its instance type above 1 dollar', { forbid: { instanceType: ['ml.g4*'] }, except: { budgetUsd: 1 } }, true],
    ['the Region that is assumed', { allow: { region: ['eu-*'] } }, true],
    ['a limit just under its cost', { limit: { budgetUsd: usd - 0.01 } }, true],
    ['a limit at its cost', { limit: { budgetUsd: usd } }, false],
    ['two zones', { require: { availability: 'multi-az' } }, true],
    ['a rule of another Region', { when: { region: ['eu-*'] }, forbid: { option: ['real-time'] } }, false],
  ] as const)('are told by %s', (_, rule, isBroken) => {
    expect(rulesBroken(answer, [{ name: 'r', ...rule }])).toHaveLength(isBroken ? 1 : 0);
  });

  it('have no zones to miss where there are two instances, no instance, or a job', () => {
    const zones: Guardrail[] = [{ name: 'r', require: { availability: 'multi-az' } }];
    const seldom = workload({ trafficPattern: 'intermittent', coldStarts: 'acceptable', responseTimeSeconds: 5 });
    const stored = workload({ trafficPattern: 'dataset', datasetRecordsPerRun: 1000, processingTimeSeconds: 1 });
    for (const stated of [{ ...GPU, availability: 'multi-az' as const }, seldom, stored]) {
      expect(rulesBroken(recommend(stated), zones)).toEqual([]);
    }
  });

  it('are broken by an unknown cost only where an exception would need it', () => {
    const { monthlyRequests: _, ...open } = GPU;
    const unknown = searched({ ...open, trafficPattern: 'variable' });
    const rule = { name: 'r', forbid: { option: ['real-time'] }, except: { budgetUsd: 1e6 } } as const;
    expect(rulesBroken(unknown, [rule, { name: 'l', limit: { budgetUsd: 1 } }])).toEqual([rule]);
  });
});

describe('a reason from before rules had names', () => {
  it('reads as forbidden by policy in a cell of the table', () => {
    expect(briefReason({ code: 'policy', text: 'Policy.' }, 'real-time')).toBe('Forbidden by policy');
    const told = { code: 'policy', text: 'Policy.', rule: 'r'.repeat(50) };
    expect([...briefReason(told, 'real-time')].length).toBe(58);
  });
});

describe('a pattern', () => {
  it.each([
    ['ml.g5.xlarge', 'ml.g5.xlarge', true],
    ['ml.g5.xlarge', 'ml.g5.xlarge2', false],
    ['ml.g*', 'ml.g5.xlarge', true],
    ['ml.g*', 'ml.m5.xlarge', false],
    ['*.xlarge', 'ml.g5.xlarge', true],
    ['*.xlarge', 'ml.g5.2xlarge', false],
    ['ml.*.xlarge', 'ml.g5.xlarge', true],
    ['ml.*5*large', 'ml.m5.large', true],
    ['ml.*6*large', 'ml.m5.large', false],
    ['ml.m5.l*large', 'ml.m5.large', false],
    ['*', '', true],
  ])('%s matches %s: %s', (glob, text, isMatch) => {
    expect(matchesGlob(glob, text)).toBe(isMatch);
  });
});
