import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { type CostCurve, costCurve } from '../../../src/recommender/judge/cost-curve.ts';
import { explained } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { sparseWorkload, workload } from '../../support/workloads.ts';
import { PRICES, pricedWorkload, tokenWorkload } from '../costs/support.ts';

function curveOf(stated: Partial<Workload>): CostCurve {
  const curve = costCurve(workload(stated), PRICES);
  if (curve === null) throw new Error('No curve');
  return curve;
}

const steady = { trafficPattern: 'steady', processingTimeSeconds: 0.2, modelSizeGB: 2 } as const;

/** An option's amounts by volume. */
function amountsOf({ options, points }: CostCurve, option: CostCurve['options'][number]): Record<number, number> {
  const at = options.indexOf(option);
  return Object.fromEntries(points.map(({ volume, usd }) => [volume, usd[at] ?? Number.NaN]));
}

const volumesOf = ({ points }: CostCurve): number[] => points.map(({ volume }) => volume);

describe('the curve of monthly cost against volume', () => {
  it('of steady requests of 200 ms shows $5.60 per million on serverless against $88.57 for one ml.m5.large', () => {
    const curve = curveOf({ ...steady, monthlyRequests: 3e6 });
    const [serverless, realTime] = [amountsOf(curve, 'serverless'), amountsOf(curve, 'real-time')];
    expect(serverless[1e6]).toBeCloseTo(5.6, 9);
    expect(serverless[3e6]).toBeCloseTo(16.8, 9);
    expect(realTime[1e6]).toBeCloseTo(88.57, 9);
  });

  it('leaves out volumes beyond what can be priced: an hour on an ml.g5.xlarge for each of 10^12 requests costs over $1 trillion', () => {
    // biome-ignore format: a fixture in few lines.
    const hour = { trafficPattern: 'steady', instanceType: 'ml.g5.xlarge', processingTimeSeconds: 3600, responseTimeSeconds: 36_000 } as const;
    expect(Math.max(...volumesOf(curveOf({ ...hour, monthlyRequests: 1e12 })))).toBeLessThan(1e12);
    expect(
      Math.max(...volumesOf(curveOf({ ...hour, processingTimeSeconds: 600, monthlyRequests: 1e12 }))),
    ).toBeGreaterThanOrEqual(1e12);
  });

  it('runs from a tenth of the stated volume to three times the break-even, the stated volume in its place', () => {
    const curve = curveOf({ ...steady, monthlyRequests: 3e6 });
    expect(curve.breakEven?.volume).toBeCloseTo(88.57 / 5.6e-6, -4);
    expect(curve.breakEven).toMatchObject({ cheaperBelow: 'serverless', cheaperAbove: 'real-time' });
    expect(volumesOf(curve)).toEqual([2e5, 5e5, 1e6, 2e6, 3e6, 5e6, 1e7, 2e7, 5e7]);
    expect(curve.points.filter(({ isStated }) => isStated).map(({ volume }) => volume)).toEqual([3e6]);
    expect(curve.usual).toEqual([]);
    expect(curve.assumedSeconds).toBeNull();
  });

  it('takes steps of 1 and 3 where the break-even is far from the stated volume: 1,000 against 15.7 million', () => {
    const curve = curveOf({ ...steady, monthlyRequests: 1000 });
    const steps = volumesOf(curve).map((volume) => Number(volume.toExponential().split('e')[0]));
    expect(new Set(steps)).toEqual(new Set([1, 3]));
    expect(volumesOf(curve).length).toBeLessThanOrEqual(20);
  });

  it('has the three usual volumes in sight where neither a volume nor a break-even is known', () => {
    const onGpu = { trafficPattern: 'steady', modelSizeGB: 2, requiresGpu: true, responseTimeSeconds: 1 } as const;
    const curve = curveOf({ ...onGpu, processingTimeSeconds: 0.2 });
    expect(curve.breakEven).toBeNull();
    expect([volumesOf(curve).at(0), volumesOf(curve).at(-1)]).toEqual([1e4, 1e8]);
    // How many GPUs a volume takes can't be drawn by a time that nobody stated.
    expect(costCurve(workload(onGpu), PRICES)).toBeNull();
  });

  it('without a volume or a processing time has 10 thousand, 1 million and 100 million requests of 200 ms beside it', () => {
    const curve = curveOf({ trafficPattern: 'steady', modelSizeGB: 2 });
    const at = curve.options.indexOf('serverless');
    expect(curve.usual.map(({ volume, usd }) => [volume, usd[at]?.toFixed(2)])).toEqual([
      [1e4, '0.06'],
      [1e6, '5.60'],
      [1e8, '560.00'],
    ]);
    expect(curve.points.some(({ isStated }) => isStated)).toBe(false);
    expect(curve.assumedSeconds).toBe(0.2);
  });

  it('of a dataset counts the records of a run', () => {
    // biome-ignore format: a fixture in few lines.
    const curve = curveOf({ trafficPattern: 'dataset', processingTimeSeconds: 0.02, datasetRecordsPerRun: 2e6, datasetRunsPerMonth: 30 });
    expect(curve.counts).toBe('records');
    expect(curve.breakEven).toBeNull();
    expect(volumesOf(curve)).toEqual([2e5, 5e5, 1e6, 2e6, 5e6]);
  });

  it('of a dataset with an unknown rhythm counts its runs: one, 30 and 730 per month', () => {
    const curve = curveOf({ trafficPattern: 'dataset', processingTimeSeconds: 0.02, datasetRecordsPerRun: 2e6 });
    expect(curve.counts).toBe('runs');
    expect(curve.usual.map(({ volume }) => volume)).toEqual([1, 30, 730]);
    const [once, daily] = curve.usual.map(({ usd: [batch = 0] }) => batch);
    expect(daily).toBeCloseTo(30 * (once ?? 0), 6);
  });

  it('leaves out an option without a price, and is none where no option has one', () => {
    expect(costCurve(workload({ monthlyRequests: 1e6, region: 'eu-west-9' }), PRICES)).toBeNull();
    const listed = PRICES.regions.map(({ region, rows }) => ({
      region,
      rows: rows.filter(({ component }) => component !== 'serverless'),
    }));
    const curve = costCurve(workload({ monthlyRequests: 1e6, processingTimeSeconds: 0.2 }), { regions: listed });
    expect(curve?.options).not.toContain('serverless');
    expect(curve?.options).toContain('real-time');
  });

  it('is none where no option fits', () => {
    expect(costCurve(workload({ payloadSizeMB: 5000, responseTimeSeconds: 1 }), PRICES)).toBeNull();
  });
});

describe.each([
  ['less than one request', 0.5],
  ['more requests than a chart can show', 6e307],
])('%s', (_, monthlyRequests) => {
  it('has no curve', () => {
    expect(costCurve(workload({ responseTimeSeconds: 0.2, monthlyRequests }), PRICES)).toBeNull();
  });
});

describe('any curve', () => {
  const any = fc.oneof(pricedWorkload, sparseWorkload, tokenWorkload);

  it('has 2 to 20 growing volumes, and an amount of each option that never falls', () => {
    fc.assert(
      fc.property(any, (stated) => {
        const curve = costCurve(stated, PRICES);
        if (curve === null) return;
        expect(curve.points.length).toBeGreaterThanOrEqual(2);
        expect(curve.points.length).toBeLessThanOrEqual(20);
        for (const [at, { volume, usd }] of curve.points.entries()) {
          expect(usd).toHaveLength(curve.options.length);
          const before = curve.points[at - 1];
          if (before === undefined) continue;
          expect(volume).toBeGreaterThan(before.volume);
          for (const [index, amount] of usd.entries()) {
            expect(amount).toBeGreaterThanOrEqual((before.usd[index] ?? 0) * (1 - 1e-9));
          }
        }
      }),
      { numRuns: runs(500, { costly: true }) },
    );
  });

  it('costs at the stated volume what the estimate says', () => {
    fc.assert(
      fc.property(fc.oneof(pricedWorkload, tokenWorkload), (stated) => {
        const curve = costCurve(stated, PRICES);
        if (curve === null) return;
        const here = curve.points.find(({ isStated }) => isStated);
        const costs = explained(stated, PRICES).costs.filter(({ monthlyUsd }) => monthlyUsd !== null);
        // Where only the requests in progress are stated, no volume is.
        const { concurrentRequests: load, monthlyRequests, peakRequestsPerSecond } = stated;
        if (costs.length === 0 || (load && !(monthlyRequests ?? peakRequestsPerSecond))) return;
        expect(here?.usd.map((usd, at) => [curve.options[at], usd])).toEqual(
          costs.map(({ option, monthlyUsd }) => [option, monthlyUsd?.likely]),
        );
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });

  it('has its break-even in sight: what is cheaper changes between a volume below it and one above', () => {
    fc.assert(
      fc.property(any, (stated) => {
        const curve = costCurve(stated, PRICES);
        if (!curve?.breakEven) return;
        const { volume, cheaperBelow, cheaperAbove } = curve.breakEven;
        const here = curve.points.find(({ isStated }) => isStated)?.volume ?? volume;
        if (Math.max(here / volume, volume / here) > 1e7) return;
        const [one, other] = [curve.options.indexOf(cheaperBelow), curve.options.indexOf(cheaperAbove)];
        const difference = ({ usd }: CostCurve['points'][number]): number => (usd[one] ?? 0) - (usd[other] ?? 0);
        const below = curve.points.filter((point) => point.volume < volume);
        const above = curve.points.filter((point) => point.volume > volume);
        expect(above.length).toBeGreaterThan(0);
        expect(below.map(difference).every((usd) => usd < 1e-6)).toBe(true);
        expect(below.length).toBeGreaterThan(0);
      }),
      { numRuns: runs(300) },
    );
  });
});
