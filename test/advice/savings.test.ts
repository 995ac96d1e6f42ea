import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSavings } from '../../src/advice/savings.ts';
import { type Recommendation, recommend, type Workload } from '../../src/recommender/index.ts';
import { ADVISOR } from '../support/advisor.ts';
import { runs } from '../support/lane.ts';
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

describe('the ways to a smaller bill', () => {
  it('each save 5 % or more of the bill of today, the cheapest first, whatever the prices were', () => {
    fc.assert(
      fc.property(anyWorkload, (stated) => {
        const { today, ways } = findSavings(ADVISOR, recommend(stated, pricesTimes(3)));
        const bill = today.costs.find(({ option }) => option === today.choice?.option)?.monthlyUsd?.likely ?? 0;
        expect(JSON.stringify(today)).toBe(JSON.stringify(recommend(stated)));
        for (const { usd } of ways) expect(usd).toBeLessThan(0.95 * bill);
        expect(ways.map(({ usd }) => usd)).toEqual(ways.map(({ usd }) => usd).toSorted((a, b) => a - b));
      }),
      { numRuns: runs(60) },
    );
  });

  it('each give what the recommender gives when it is asked for, and leave out no cheaper GPU', () => {
    fc.assert(
      fc.property(gpuWorkload, fc.constantFrom('ml.g4dn.xlarge', 'ml.g5.xlarge', 'ml.g6.xlarge'), (stated, chip) => {
        const { today, ways } = findSavings(ADVISOR, recommend(stated));
        const usdOf = ({ choice, costs }: Recommendation) =>
          costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;
        for (const way of ways) {
          if (way.kind !== 'type') continue;
          expect(way.usd).toBe(usdOf(recommend({ ...stated, instanceType: way.type })));
        }
        const [bill, onChip] = [usdOf(today), usdOf(recommend({ ...stated, instanceType: chip }))];
        if (bill === undefined || onChip === undefined || onChip >= 0.95 * bill) return;
        expect(ways.some(({ usd }) => usd <= onChip)).toBe(true);
      }),
      { numRuns: runs(40) },
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
    const levers = (more: object) =>
      findSavings(ADVISOR, { workload: workload({ ...steady, ...more }) }).ways.flatMap((way) =>
        way.kind === 'lever' ? [way.lever] : [],
      );
    expect(levers({ availability: 'multi-az' })).toContain('one-zone');
    expect(levers({ instanceType: 'ml.m5.24xlarge' })).toContain('any-type');
    expect(levers({})).not.toContain('one-zone');
    expect(levers({})).not.toContain('any-type');
  });

  it('are none where no option fits', () => {
    const { today, ways } = findSavings(ADVISOR, {
      workload: workload({ payloadSizeMB: 5000, responseTimeSeconds: 1 }),
    });
    expect([today.choice, ways]).toEqual([null, []]);
  });
});
