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

const large = { ...GPU, payloadSizeMB: 500, responseTimeSeconds: 600 };
const seldom = workload({ trafficPattern: 'intermittent', coldStarts: 'acceptable', responseTimeSeconds: 5 });
const stored = workload({ trafficPattern: 'dataset', datasetRecordsPerRun: 1e6, processingTimeSeconds: 1 });
const llm = workload({ modelId: 'llama-3-8b', responseTimeSeconds: 5, concurrentRequests: 10 });
const withoutVolume = ({ monthlyRequests: _, ...open }: Workload): Workload =>
  workload({ ...open, trafficPattern: 'variable' });
const usdOf = ({ costs }: Explained): number => costs[0]?.monthlyUsd?.likely ?? 0;
const USD = usdOf(under(GPU));

const NO_G4: Guardrail = { name: 'no g4', forbid: { instanceType: ['ml.g4*'] } };
const NO_GPUS: Guardrail = { name: 'no GPUs', forbid: { instanceType: ['ml.g*', 'ml.p*'] } };
const NO_ENDPOINTS: Guardrail = { name: 'no endpoints', forbid: { option: ['real-time'] } };
const EU: Guardrail = { name: 'EU', allow: { region: ['eu-*', 'eu-central-1'] } };
const NO_US: Guardrail = { name: 'EU', forbid: { region: ['us-*'] } };
const NO_G4_IN_EU: Guardrail = { ...NO_G4, when: { region: ['eu-*'] } };
const upTo = (budgetUsd: number): Guardrail => ({ name: 'limit', limit: { budgetUsd } });
const except = (budgetUsd: number, rule: Guardrail): Guardrail => ({ ...rule, except: { budgetUsd } });

describe('the instance type under a rule', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['is the usual one without any', GPU, [], 'ml.g4dn.xlarge'],
    ['has the next smallest bill where the usual one is forbidden', GPU, [NO_G4], 'ml.g6.xlarge'],
    ['is one that an allow list names', GPU, [{ name: 'g6 only', allow: { instanceType: ['ml.g6.*'] } }], 'ml.g6.xlarge'],
    ['of jobs is one of what is left', stored, [{ name: 'm5.xlarge', allow: { instanceType: ['ml.m5.xlarge'] } }], 'ml.m5.xlarge'],
    ['of a language model is an allowed one', llm, [{ name: 'g5', allow: { instanceType: ['ml.g5.*'] } }], /^ml\.g5\./],
    ['of a language model is any other afterwards', llm, [], /^ml\.(?!g5\.)/],
    ['is the usual one outside the Regions of the rule', GPU, [NO_G4_IN_EU], 'ml.g4dn.xlarge'],
    ['is another in the Regions of the rule', { ...GPU, region: 'eu-west-1' }, [NO_G4_IN_EU], /^ml\.(?!g4)/],
    ['is the usual one for at most the amount that is excepted', GPU, [except(USD, NO_GPUS)], 'ml.g4dn.xlarge'],
  ] as [string, Workload, Guardrail[], string | RegExp][])('%s', (_sentence, stated, rules, type) => {
    if (typeof type === 'string') expect(typeIn(under(stated, ...rules))).toBe(type);
    else expect(typeIn(under(stated, ...rules))).toMatch(type);
  });

  it('is billed: $834 for ml.g6.xlarge where ml.g4* is forbidden', () => {
    expect(under(GPU, NO_G4).costs[0]?.components[0]?.name).toContain('ml.g6.xlarge');
  });

  it('that was named is ruled out, and an allowed one that would do is said', () => {
    const answer = searched({ ...GPU, instanceType: 'ml.g4dn.xlarge' }, NO_G4);
    expect(answer.choice).toBeNull();
    expect(answer.rejected[0]?.wouldFitIf?.changes).toEqual({ instanceType: 'ml.g6.xlarge' });
  });

  it('is no matter of serverless, which has none, and no larger model is offered as a way round it', () => {
    expect(under(seldom, { name: 'none', forbid: { instanceType: ['*'] } }).choice?.option).toBe('serverless');
    expect(searched(GPU, NO_GPUS).flips.map(({ field }) => field)).not.toContain('modelSizeGB');
  });
});

describe('what a rule says against real-time inference', () => {
  /** Three models on an ml.inf2.xlarge that is always on, whose requests may take any time. */
  const always = workload({
    ...{ trafficPattern: 'steady', modelsScaleIndependently: true, modelCount: 3 },
    ...{ peakRequestsPerSecond: 1e-6, instanceType: 'ml.inf2.xlarge' },
  });
  const alwaysUsd = usdOf(under(always));
  const FORBIDDEN = 'Policy "no endpoints" forbids Real-time Inference';
  const NO_GPUS_SAID = 'Policy "no GPUs" forbids ml.g4dn.xlarge';

  // biome-ignore format: one case a line.
  it.each([
    ['that it is forbidden', GPU, NO_ENDPOINTS, [`${FORBIDDEN}.`]],
    ['that it is forbidden above an amount', GPU, except(1, NO_ENDPOINTS), [`${FORBIDDEN} above $1.00 per month.`]],
    ['that its type is forbidden above an amount: a cent less than it costs', GPU, except(USD - 0.01, NO_GPUS),
      [`${NO_GPUS_SAID} above $549 per month.`]],
    ['nothing of a Region up to an amount', GPU, except(1e6, NO_US), []],
    ['that a Region is forbidden', { ...GPU, region: 'us-west-2' }, EU, ['Policy "EU" forbids us-west-2.']],
    ['nothing at the limit of its cost', GPU, upTo(USD), []],
    ['that it costs more than a limit', GPU, upTo(500), ['$549 per month exceeds the $500 that policy "limit" allows.']],
    ['nothing at a limit that it costs however short its requests are', always, upTo(alwaysUsd), []],
    ['that it is over a limit however short its requests are', always, upTo(alwaysUsd - 1),
      ['$2,181 per month exceeds the $2,180 that policy "limit" allows.']],
    ['that an unknown cost is no exception', withoutVolume(GPU), except(1e6, NO_GPUS), [`${NO_GPUS_SAID} above $1,000,000 per month.`]],
    ['that every type is forbidden, where 500 MB rule it out as well', large, NO_GPUS, [`${NO_GPUS_SAID}.`]],
    ['nothing of a type that another one replaces, where 500 MB rule it out', large, NO_G4, []],
    ['nothing of an unknown cost and a limit', withoutVolume(large), upTo(1), []],
    ['nothing where 500 MB rule it out at a known cost that is excepted', large, except(1e6, NO_ENDPOINTS), []],
    ['that it is forbidden at an unknown cost, where 500 MB rule it out', withoutVolume(large), except(1e6, NO_ENDPOINTS),
      [`${FORBIDDEN} above $1,000,000 per month.`]],
  ])('is %s', (_what, stated, rule, said) => {
    expect(policyReasons(under(stated, rule), 'real-time')).toEqual(said);
  });

  it('names each rule of several that forbid every type', () => {
    const [noG, noP]: Guardrail[] = [
      { name: 'no g', forbid: { instanceType: ['ml.g*'] } },
      { name: 'no p', forbid: { instanceType: ['ml.p*'] } },
    ];
    const answer = noG && noP && under(GPU, noG, noP);
    expect(answer?.choice).toBeNull();
    expect(answer?.rejected[0]?.reasons[0]).toMatchObject({ code: 'policy', rule: 'no g', asked: 'ml.g4dn.xlarge' });
    expect(answer && policyReasons(answer, 'real-time')).toEqual([
      'Policy "no g" forbids ml.g4dn.xlarge.',
      expect.stringMatching(/^Policy "no p" forbids ml\.p\d/),
    ]);
  });

  it('is what it would cost where 500 MB rule it out: at the limit and just under it', () => {
    const { reasons = [] } = under(large, upTo(1)).rejected.find(({ option }) => option === 'real-time') ?? {};
    const usd = Number(reasons.find(({ code }) => code === 'policy')?.asked);
    expect(policyReasons(under(large, upTo(usd)), 'real-time')).toEqual([]);
    expect(policyReasons(under(large, upTo(usd - 1)), 'real-time')).toEqual([
      '$6,163 per month exceeds the $6,162 that policy "limit" allows.',
    ]);
  });
});

describe('a rule about Regions or zones', () => {
  it('takes the first Region that it names where none is stated', () => {
    const { workload: understood, choice } = under(GPU, EU);
    expect([understood.region, choice?.option]).toEqual(['eu-central-1', 'real-time']);
  });

  it('rules everything out in a forbidden Region that was stated, and names an allowed one', () => {
    const answer = searched({ ...GPU, region: 'us-west-2' }, EU);
    expect(answer.choice).toBeNull();
    for (const { id } of INFERENCE_OPTIONS)
      expect(policyReasons(answer, id)).toEqual(['Policy "EU" forbids us-west-2.']);
    expect(answer.rejected[0]?.wouldFitIf?.changes).toEqual({ region: 'eu-central-1' });
  });

  it('says no price of a forbidden Region would change the answer', () => {
    const little = workload({ trafficPattern: 'variable', monthlyRequests: 1e5, processingTimeSeconds: 0.2 });
    const flips = searched(little, EU).flips.filter(({ field }) => field === 'region');
    for (const { to } of flips) expect(String(to)).toMatch(/^eu-/);
  });

  it('plans at least 2 instances for two zones, even where one was said to be enough', () => {
    const zones: Guardrail = { name: 'zones', require: { availability: 'multi-az' } };
    const answer = searched({ ...GPU, availability: 'single-instance' }, zones);
    expect(answer.choice?.instance?.start).toBe(2);
    expect(answer.workload.availability).toBe('single-instance');
    expect(answer.flips.map(({ field }) => field)).not.toContain('availability');
  });
});

describe('an option that is ruled out without the rules', () => {
  const codesOf = ({ rejected }: Explained, option: string) =>
    rejected.find((other) => other.option === option)?.reasons.map(({ code }) => code) ?? [];

  it('is forbidden too after what rules it out: real-time at 500 MB, and not serverless, which has no types', () => {
    expect(codesOf(under(large), 'real-time')).toEqual(['payload-over-quota']);
    expect(codesOf(under(large, NO_GPUS), 'real-time').slice(0, 2)).toEqual(['payload-over-quota', 'policy']);
    expect(policyReasons(under(large, NO_GPUS), 'serverless')).toEqual([]);
  });

  it('is judged as a single model where it has none of the patterns that would serve: a pipeline on serverless', () => {
    const pipeline = workload({ ...GPU, requiresGpu: false, containerCount: 3, coldStarts: 'acceptable' });
    const rule = except(0.01, { name: 'no serverless', forbid: { option: ['serverless'] } });
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
