import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdvisor, withChanges } from '../../src/advice/advisor.ts';
import { findSavings } from '../../src/advice/savings.ts';
import { type Recommendation, recommend, type Workload } from '../../src/recommender/index.ts';
import type { Lever } from '../../src/wording/savings.ts';
import { pricedWorkload, tokenWorkload } from '../recommender/costs/support.ts';
import { ADVISOR } from '../support/advisor.ts';
import { runs } from '../support/lane.ts';
import { STREAMED } from '../support/priced-workloads.ts';
import { pricesTimes } from '../support/prices.ts';
import { anyWorkload, workload } from '../support/workloads.ts';

/** What runs on GPUs, timed or a model that writes tokens. */
const gpuWorkload: fc.Arbitrary<Workload> = fc
  .record({
    trafficPattern: fc.constantFrom('steady', 'variable', 'intermittent'),
    peakRequestsPerSecond: fc.constantFrom(0.5, 5, 50),
    of: fc.constantFrom(
      { requiresGpu: true, processingTimeSeconds: 0.2 },
      { requiresGpu: true, processingTimeSeconds: 2, modelSizeGB: 10 },
      { modelId: 'llama-3.1-8b', inputTokens: 1000, outputTokens: 300 },
    ),
  })
  .map(({ of, ...rest }) => workload({ ...rest, ...of }));

/** What is asked for in a sentence of the lever. */
const leversOf = (stated: Partial<Workload>, advisor = ADVISOR) =>
  findSavings(advisor, advisor.advise(workload(stated))).ways;
const leverIn = (stated: Partial<Workload>, lever: Lever) => leversOf(stated).find((way) => way.lever === lever);
const namesIn = (stated: Partial<Workload>) => leversOf(stated).map(({ lever }) => lever);

const CHAT = {
  modelId: 'llama-3.1-8b',
  trafficPattern: 'variable',
  peakRequestsPerSecond: 5,
  inputTokens: 1000,
  outputTokens: 300,
} as const;

const ON_GPU = {
  requiresGpu: true,
  trafficPattern: 'variable',
  peakRequestsPerSecond: 20,
  processingTimeSeconds: 0.5,
} as const;

describe('the ways to a smaller bill', () => {
  it('each save 5 % or more of the bill of today, the cheapest first, whatever the prices were', () => {
    fc.assert(
      fc.property(anyWorkload, (stated) => {
        const { today, ways } = findSavings(ADVISOR, recommend(stated, pricesTimes(3)));
        const bill = today.costs.find(({ option }) => option === today.choice?.option)?.monthlyUsd?.likely ?? 0;
        expect(JSON.stringify(today)).toBe(JSON.stringify(recommend(stated)));
        for (const { usd, savedUsd } of ways) {
          expect(usd).toBeLessThan(0.95 * bill);
          expect(savedUsd).toBe(bill - usd);
        }
        expect(ways.map(({ usd }) => usd)).toEqual(ways.map(({ usd }) => usd).toSorted((a, b) => a - b));
      }),
      { numRuns: runs(60, { costly: true }) },
    );
  });

  it('each cost what the recommender says of the workload with its changes, of any lever', () => {
    fc.assert(
      fc.property(fc.oneof(gpuWorkload, tokenWorkload, pricedWorkload, anyWorkload), (stated) => {
        const { today, ways } = findSavings(ADVISOR, recommend(stated));
        for (const { changes, option, usd, size } of ways) {
          const after = recommend(withChanges(today.workload, changes));
          expect(after.costs.find((cost) => cost.option === option)?.monthlyUsd?.likely).toBe(usd);
          if (size === null) continue;
          expect([after.choice?.option, after.choice?.instance?.type]).toEqual([option, size.type]);
          expect(after.choice?.sizing?.count?.likely).toBe(size.count);
        }
      }),
      { numRuns: runs(60, { costly: true }) },
    );
  });

  it('each cost what the advisor says under the rules of a team, and none breaks them', () => {
    const rules = [
      { name: 'no p', forbid: { instanceType: ['ml.p*'] } },
      { name: 'zones', require: { availability: 'multi-az' as const } },
      { name: 'in the US', allow: { region: ['us-*'] } },
    ];
    const advisor = createAdvisor({ policy: { version: '01234567', defaults: [], rules } });
    fc.assert(
      fc.property(fc.oneof(gpuWorkload, tokenWorkload), (stated) => {
        const { today, ways } = findSavings(advisor, advisor.advise(stated));
        for (const { changes, option, usd, size } of ways) {
          const after = advisor.again({ ...today, workload: withChanges(today.workload, changes) });
          expect(after.costs.find((cost) => cost.option === option)?.monthlyUsd?.likely).toBe(usd);
          expect(size?.type ?? '').not.toMatch(/^ml\.p/);
        }
      }),
      { numRuns: runs(20, { costly: true }) },
    );
  });

  it('name no other type than the answer weighed its own against, each on the price list of the Region', () => {
    fc.assert(
      fc.property(
        fc.oneof(gpuWorkload, tokenWorkload, pricedWorkload),
        fc.constantFrom('us-east-1', 'me-central-1', 'ap-south-2'),
        (stated, region) => {
          const { today, ways } = findSavings(ADVISOR, recommend({ ...stated, region }));
          const weighed = today.choice?.sizing?.alternatives.map(({ type }) => type);
          const others = ways.filter(({ lever }) => lever === 'another-type');
          for (const { size, option, bill } of others) {
            expect(weighed).toContain(size?.type);
            expect(option).toBe(today.choice?.option);
            expect(bill.components[0]?.basis).toMatch(/^(?:listed|derived)$/);
          }
        },
      ),
      { numRuns: runs(60, { costly: true }) },
    );
  });

  it('name no ml.g4dn.xlarge for 34.5 GB on its 16, nor for SDXL within 7 s, nor a type unlisted in me-central-1', () => {
    const load = { trafficPattern: 'variable', peakRequestsPerSecond: 1 } as const;
    const typeIn = (stated: Partial<Workload>) => leverIn(stated, 'another-type')?.size?.type;
    // A modelled time may make a faster GPU cheaper: 12 s of an L40S are 6.5 s of an RTX PRO 6000.
    expect(
      typeIn({ ...load, modelId: 'flux.1-dev', modelSizeGB: 34.5, requiresGpu: true, processingTimeSeconds: 12 }),
    ).toBe('ml.g7e.2xlarge');
    expect(typeIn({ ...load, modelId: 'stable-diffusion-xl', processingTimeSeconds: 7 })).not.toBe('ml.g4dn.xlarge');
    for (const stated of [ON_GPU, { ...CHAT, peakRequestsPerSecond: 20 }])
      expect(namesIn({ ...stated, region: 'me-central-1' })).not.toContain('another-type');
  });

  it('leave out no cheaper GPU', () => {
    fc.assert(
      fc.property(gpuWorkload, fc.constantFrom('ml.g4dn.xlarge', 'ml.g5.xlarge', 'ml.g6.xlarge'), (stated, chip) => {
        const { today, ways } = findSavings(ADVISOR, recommend(stated));
        const usdOf = ({ choice, costs }: Recommendation) =>
          costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;
        const [bill, onChip] = [usdOf(today), usdOf(recommend({ ...stated, instanceType: chip }))];
        if (bill === undefined || onChip === undefined || onChip >= 0.95 * bill) return;
        expect(ways.some(({ usd }) => usd <= onChip)).toBe(true);
      }),
      { numRuns: runs(40, { costly: true }) },
    );
  });

  it('are two instances made one where one zone would do, and no lever that the workload has not', () => {
    const steady = {
      trafficPattern: 'steady',
      monthlyRequests: 1e5,
      processingTimeSeconds: 0.2,
      modelSizeGB: 2,
      coldStarts: 'unacceptable',
    } as const;
    expect(namesIn({ ...steady, availability: 'multi-az' })).toContain('one-zone');
    expect(namesIn({ ...steady, instanceType: 'ml.m5.24xlarge' })).toContain('any-type');
    expect(namesIn(steady)).not.toContain('one-zone');
    expect(namesIn(steady)).not.toContain('any-type');
  });

  it('are 8 bits per weight of a model served at 16, and 4 bits only where they save 5 % more', () => {
    expect(leverIn({ ...CHAT, peakRequestsPerSecond: 50 }, 'eight-bits')).toMatchObject({
      costs: 'quality',
      changes: { modelPrecisionBits: 8 },
    });
    expect(namesIn({ ...CHAT, modelPrecisionBits: 8 })).not.toContain('eight-bits');
    expect(namesIn({ ...CHAT, modelPrecisionBits: 4 }).filter((lever) => lever.endsWith('bits'))).toEqual([]);
    const eight = leverIn({ ...CHAT, modelId: 'llama-3.3-70b' }, 'eight-bits');
    const four = leverIn({ ...CHAT, modelId: 'llama-3.3-70b' }, 'four-bits');
    if (eight && four) expect(four.usd).toBeLessThan(eight.usd * 0.95);
  });

  it('are another Region of the same part of the world before a cheaper one elsewhere', () => {
    expect(leverIn({ ...ON_GPU, region: 'eu-central-1' }, 'another-region')?.changes.region).toMatch(/^eu-/);
    const elsewhere = leverIn({ ...ON_GPU, region: 'sa-east-1' }, 'another-region');
    expect(elsewhere?.costs).toBe('safety');
    expect(elsewhere?.changes.region).toMatch(/^us-/);
  });

  it('are no other Region where the VPC is in this one, or the policy allows no other', () => {
    const here = { ...ON_GPU, region: 'sa-east-1' };
    expect(namesIn({ ...here, requiresVpc: true })).not.toContain('another-region');
    const policy = { version: '1', defaults: [], rules: [{ name: 'home', allow: { region: ['sa-east-1'] } }] };
    const ways = leversOf(here, createAdvisor({ policy }));
    expect(ways.map(({ lever }) => lever)).not.toContain('another-region');
  });

  it('are 10 hours on 5 days per week for what is always on, unless cold starts are ruled out or hours stated', () => {
    expect(leverIn(ON_GPU, 'office-hours')).toMatchObject({
      costs: 'time',
      changes: { busyHoursPerDay: 10, busyDaysPerWeek: 5 },
    });
    for (const stated of [
      { coldStarts: 'unacceptable' },
      { busyHoursPerDay: 12 },
      { trafficPattern: 'dataset' },
    ] as const)
      expect(namesIn({ ...ON_GPU, ...stated })).not.toContain('office-hours');
  });

  it('are a queue with 15 min for callers who wait for whole answers, and none for what streams', () => {
    const peaks = { ...ON_GPU, peakRequestsPerSecond: 200, responseTimeSeconds: 2, coldStarts: 'acceptable' } as const;
    expect(leverIn(peaks, 'queue')).toMatchObject({ option: 'asynchronous', changes: { responseTimeSeconds: 900 } });
    expect(namesIn({ ...peaks, requiresStreaming: 'response' })).not.toContain('queue');
    expect(namesIn({ ...peaks, coldStarts: 'unacceptable' })).not.toContain('queue');
  });

  it('are batching on a GPU, and half the time on a CPU, on the type of today', () => {
    expect(leverIn(ON_GPU, 'batching')).toMatchObject({
      costs: 'time',
      option: 'real-time',
      changes: { processingTimeSeconds: 0.25, instanceType: 'ml.g4dn.xlarge' },
      size: { type: 'ml.g4dn.xlarge' },
    });
    const onCpu = { ...ON_GPU, requiresGpu: false, coldStarts: 'unacceptable', modelSizeGB: 1 } as const;
    expect(leverIn(onCpu, 'half-time')).toMatchObject({ costs: 'work', changes: { processingTimeSeconds: 0.25 } });
    expect(namesIn(onCpu)).not.toContain('batching');
  });

  it('are no less work: 15 min of audio instead of 30 is half of it', () => {
    const long = { modelId: 'whisper-large-v3', audioSeconds: 1800, monthlyRequests: 20_000 } as const;
    const { rejected } = ADVISOR.advise(workload(long));
    expect(rejected.find(({ option }) => option === 'real-time')?.wouldFitIf?.changes).toHaveProperty('audioSeconds');
    expect(namesIn(long)).not.toContain('fewer-demands');
  });

  it('are one change where two save no more than 5 % beyond it: no data capture alone, for models that then share', () => {
    const fewer = leversOf(STREAMED).filter(({ lever }) => lever === 'fewer-demands');
    expect(fewer.map(({ changes, option }) => [option, changes])).toEqual([
      ['batch-transform', { requiresStreaming: 'none' }],
      ['real-time', { requiresDataCapture: false }],
    ]);
  });

  it('never give up the GPU that a model needs: its time on a CPU is another', () => {
    for (const { changes } of leversOf(ON_GPU)) expect(changes).not.toHaveProperty('requiresGpu');
  });
});
