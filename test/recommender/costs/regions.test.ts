import { describe, expect, it } from 'vitest';
import {
  costCurve,
  type Guardrail,
  type Recommendation,
  recommend,
  rulesBroken,
  type Workload,
} from '../../../src/recommender/index.ts';
import { writeSize } from '../../../src/wording/sizes.ts';
import { surely } from '../../support/answers.ts';
import { workload } from '../../support/workloads.ts';

const steady = {
  trafficPattern: 'steady',
  peakRequestsPerSecond: 300,
  processingTimeSeconds: 0.02,
  responseTimeSeconds: 0.3,
  modelSizeGB: 1,
} as const;
const chat = {
  trafficPattern: 'variable',
  modelId: 'llama-3.1-8b',
  inputTokens: 1000,
  outputTokens: 300,
  peakRequestsPerSecond: 3,
  requiresStreaming: 'response',
  responseTimeSeconds: 3,
} as const;

const answer = (stated: Partial<Workload>, rules?: readonly Guardrail[]) => surely(stated, undefined, rules);
const searched = (stated: Partial<Workload>) => recommend(workload(stated));
const likely = ({ costs: [cost] }: Pick<Recommendation, 'costs'>): number => Number(cost?.monthlyUsd?.likely);
const usdOf = (stated: Partial<Workload>): number => likely(answer(stated));

describe('several Regions', () => {
  it('cost what each costs at its own prices, and the sum is the bill, its lines and its curve', () => {
    const two = answer({ ...steady, otherRegions: ['eu-west-1'] });
    const [own, other] = [usdOf(steady), usdOf({ ...steady, region: 'eu-west-1' })];
    const { regions = [] } = two.choice ?? {};
    expect(regions.map(({ code }) => code)).toEqual(['us-east-1', 'eu-west-1']);
    expect(regions.map(({ monthlyUsd }) => monthlyUsd)).toEqual([expect.closeTo(own, 6), expect.closeTo(other, 6)]);
    expect(likely(two)).toBeCloseTo(own + other, 6);
    const lines = two.costs[0]?.components ?? [];
    expect(lines.reduce((sum, { monthlyCostUsd }) => sum + Number(monthlyCostUsd), 0)).toBeCloseTo(own + other, 6);
    const stated = costCurve(two.workload)?.points.find(({ isStated }) => isStated);
    expect(stated?.usd[0]).toBeCloseTo(own + other, 6);
    expect(writeSize(two)).toMatch(/ · total of 2 Regions: us-east-1 \$\d+, eu-west-1 \$\d+/);
  });

  it('price a second one that nobody named like the first, and ask for it', () => {
    const { choice, assumptions, costs } = answer({ ...steady, availability: 'multi-region' });
    expect(costs[0]?.monthlyUsd?.likely).toBeCloseTo(2 * usdOf(steady), 6);
    expect(choice?.regions?.map(({ code }) => code)).toEqual(['us-east-1', null]);
    expect(choice?.sizing?.needs).toContain('otherRegions');
    expect(assumptions.map(({ text }) => text)).toContain('Second Region: not given; priced like us-east-1.');
  });

  it('price what was weighed against the choice for all of them too', () => {
    const alone = answer({ ...chat, otherRegions: undefined }).choice?.sizing?.alternatives ?? [];
    const two = answer({ ...chat, availability: 'multi-region' }).choice?.sizing?.alternatives ?? [];
    expect(two.map(({ monthlyUsd }) => monthlyUsd)).toEqual(alone.map(({ monthlyUsd }) => monthlyUsd * 2));
  });

  it.each([
    [['eu-west-1'], 300],
    [['eu-west-1', 'us-west-2'], 150],
    [['eu-west-1', 'us-west-2', 'us-east-2'], 100],
  ])('each hold the peak without one of them: %j', (otherRegions, peakRequestsPerSecond) => {
    const instances = answer({ ...steady, otherRegions }).choice?.regions?.map(({ instance }) => instance?.start);
    const alone = answer({ ...steady, peakRequestsPerSecond }).choice?.instance?.start;
    expect(new Set(instances)).toEqual(new Set([alone]));
  });

  it.each([
    [
      'serverless',
      {
        trafficPattern: 'intermittent',
        monthlyRequests: 50_000,
        processingTimeSeconds: 0.2,
        coldStarts: 'acceptable',
        modelSizeGB: 1,
      },
      1,
      1.01,
    ],
    [
      'asynchronous',
      {
        trafficPattern: 'intermittent',
        monthlyRequests: 2000,
        processingTimeSeconds: 300,
        responseTimeSeconds: 3600,
        coldStarts: 'minutes-acceptable',
      },
      1,
      1.6,
    ],
    [
      'batch-transform',
      { trafficPattern: 'dataset', datasetRecordsPerRun: 1e6, datasetRunsPerMonth: 30, processingTimeSeconds: 0.05 },
      1,
      1,
    ],
    ['real-time', { ...steady, payloadSizeMB: 1 }, 1, 1.9],
  ] as const)('pay once for what is paid by the request: %s', (option, stated, least, most) => {
    const two = answer({ ...stated, availability: 'multi-region' });
    expect(two.choice?.option).toBe(option);
    expect(likely(two) / usdOf(stated)).toBeGreaterThanOrEqual(least - 1e-9);
    expect(likely(two) / usdOf(stated)).toBeLessThanOrEqual(most + 1e-9);
  });

  it('run another type where a Region lacks that of the first, and have no total where none has a price', () => {
    const other = answer({ ...chat, otherRegions: ['eu-west-1'] });
    expect(other.choice?.instance?.type).toBe('ml.g6e.xlarge');
    expect(other.choice?.regions?.[1]?.instance?.type).not.toBe('ml.g6e.xlarge');
    expect(writeSize(other)).toMatch(
      / · total of 2 Regions: us-east-1 \$[\d,]+, eu-west-1 \$[\d,]+ \(.*ml\.g5\.xlarge\)/,
    );
    const { costs, choice } = answer({ ...chat, otherRegions: ['us-gov-west-1'] });
    expect([costs[0]?.monthlyUsd, choice?.regions?.[1]?.monthlyUsd]).toEqual([null, null]);
    expect(costs[0]?.note).toContain("AWS's price list has no prices for us-gov-west-1.");
  });

  it('keep to a rule of any of them', () => {
    const rules: Guardrail[] = [{ name: 'EU only', allow: { region: ['eu-*'] } }];
    const stated = { ...steady, region: 'eu-west-1', otherRegions: ['us-east-1'] };
    expect(answer(stated, rules).kind).toBe('nothing-fits');
    expect(rulesBroken(answer(stated), rules)).toEqual(rules);
    expect(rulesBroken(answer({ ...stated, otherRegions: ['eu-west-3'] }), rules)).toEqual([]);
    const zones: Guardrail[] = [{ name: 'HA', when: { region: ['us-*'] }, require: { availability: 'multi-az' } }];
    const small = { ...stated, peakRequestsPerSecond: 1 };
    expect(answer(small, zones).choice?.regions?.map(({ instance }) => instance?.start)).toEqual([2, 2]);
    const budget: Guardrail[] = [{ name: 'budget', limit: { budgetUsd: usdOf(steady) * 1.5 } }];
    expect(rulesBroken(answer(stated), budget)).toEqual(budget);
  });
});

describe('hours that are known', () => {
  const office = {
    ...chat,
    trafficPattern: 'intermittent',
    busyHoursPerDay: 9,
    busyDaysPerWeek: 5,
    busyFrom: '09:00',
    coldStarts: 'unacceptable',
  } as const;

  it('have components at zero outside them, warm within, where nobody calls then', () => {
    const { choice, outsideHours, notes = [] } = searched(office);
    expect([choice?.hosting, choice?.scaling, choice?.instance?.min]).toEqual([
      'inference-components',
      'scale-to-zero',
      0,
    ]);
    expect(choice?.instance?.busyMin).toBeGreaterThan(0);
    expect(answer({ ...office, peakRequestsPerSecond: 0.001 }).choice?.instance?.busyMin).toBe(1);
    expect(outsideHours).toBeUndefined();
    expect(notes.map(({ code }) => code)).toContain('zero-outside-busy-hours');
  });

  it.each([
    { busyFrom: undefined },
    { trafficPattern: 'variable' },
    { trafficPredictable: false },
    { costPriority: 'performance' },
  ] as const)('offer that as a lever where it is not said: %j', (change) => {
    const other = searched({ ...office, ...change });
    expect(other.choice?.scaling).toBe('auto-scaling');
    expect(other.outsideHours).toEqual({ monthlyUsd: expect.closeTo(usdOf(office), -3), zero: true });
    expect(other.outsideHours?.monthlyUsd).toBeLessThan(likely(other) * 0.7);
  });
});

describe('a caller that waits 75 s for work of 70 s', () => {
  const held = {
    trafficPattern: 'variable',
    monthlyRequests: 100_000,
    processingTimeSeconds: 70,
    requiresGpu: true,
  } as const;

  it.each([{ responseTimeSeconds: 75 }, { callerTimeoutSeconds: 75 }])(
    'is told of streams and of its account: %j',
    (wait) => {
      const { choice, rejected, rationale } = searched({ ...held, ...wait });
      expect(choice?.confidence).not.toBe('firm');
      expect(rationale.map(({ text }) => text).join(' ')).not.toContain('which leaves time for a queue');
      expect(choice?.holdsIf.map(({ field, to }) => [field, to])).toContainEqual(['requiresStreaming', 'real-time']);
      const against = rejected.find(({ option }) => option === 'real-time')?.reasons.map(({ text }) => text);
      expect(against?.join(' ')).toMatch(/A streamed response has 8 min\..* account may have a higher limit/);
    },
  );

  it('is no matter where the time is twice as long', () => {
    expect(JSON.stringify(answer({ ...held, responseTimeSeconds: 140 }))).not.toContain('A streamed response has');
  });
});
