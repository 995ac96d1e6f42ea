import { describe, expect, it } from 'vitest';
import { costOf, monthlyUsd } from '../../../src/recommender/costs/bill.ts';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import { SHIPPED_PRICES } from '../../../src/recommender/facts/prices.ts';
import { BOOK, listOf, needsOf, plan } from './support.ts';

/** 10 million requests of 100 ms on average, with 1 KB in and out: a million seconds at 2 GB, and 10 GB of data. */
const PUBLISHED = {
  trafficPattern: 'intermittent',
  monthlyRequests: 10_000_000,
  processingTimeSeconds: 0.1 / 0.7,
  payloadSizeMB: (10 * 1024) / 10_000_000 / (0.6 * 1.2),
} as const;

describe("AWS's example of Serverless Inference: 1,000,000 s at 2 GB and 10 GB of data are $40.16 per month", () => {
  it('is reproduced to the cent: $40.00 of inference and $0.16 of data', () => {
    const bill = costOf({ plan: plan('serverless', 'on-demand'), needs: needsOf(PUBLISHED), book: BOOK });
    expect(bill.components.map(({ monthlyCostUsd }) => monthlyCostUsd?.toFixed(2))).toEqual(['40.00', '0.16']);
    expect(bill.monthlyUsd?.likely).toBeCloseTo(40.16, 6);
  });

  it('is reproduced within 1 % with the prices that ship', () => {
    const book = bookFor(SHIPPED_PRICES, 'us-east-1');
    const usd = monthlyUsd({ plan: plan('serverless', 'on-demand'), needs: needsOf(PUBLISHED), book });
    expect(Math.abs((usd ?? 0) / 40.16 - 1)).toBeLessThan(0.01);
  });
});

/** infracost, sagemaker_endpoint_configuration_test.golden, 0da4c138: two ml.m5.xlarge in us-east-1 with 50 GB each, $347.00. */
describe("infracost's example of two ml.m5.xlarge that stay on", () => {
  const bill = costOf({
    plan: plan('real-time', 'fixed'),
    needs: needsOf({
      ...{ trafficPattern: 'steady', monthlyRequests: 1000, processingTimeSeconds: 0.1 },
      ...{ availability: 'multi-az', instanceType: 'ml.m5.xlarge' },
    }),
    book: BOOK,
  });

  it('is reproduced for the instances: 1,460 hours, $335.80', () => {
    expect(bill.components[0]).toMatchObject({ monthlyQuantity: 1460, monthlyCostUsd: 335.8 });
  });

  it('differs by $2.80 for the volumes: 30 GB each at $0.14 where it counts 50 GB each at $0.112', () => {
    expect(bill.components[1]).toMatchObject({ monthlyQuantity: 60, unitPriceUsd: 0.14 });
    expect(bill.monthlyUsd?.likely).toBeCloseTo(347 - 100 * 0.112 + 60 * 0.14, 6);
  });
});

/** infracost, the same file at 157609da: two units at 2 GB kept warm all month, 500,000 s of inference, 20 GB of data. */
describe("infracost's example of provisioned concurrency", () => {
  const bill = costOf({
    plan: plan('serverless', 'provisioned-concurrency'),
    needs: needsOf({
      trafficPattern: 'steady',
      monthlyRequests: 500_000,
      peakRequestsPerSecond: 1.4,
      processingTimeSeconds: 1 / 0.7,
      payloadSizeMB: (20 * 1024) / 500_000 / (0.6 * 1.2),
    }),
    book: BOOK,
  });
  const [warm, inference, overflow, data] = bill.components;

  it('is reproduced in its quantities: 5,256,000 s kept warm, 500,000 s of inference, 20 GB', () => {
    expect(warm?.monthlyQuantity).toBe(5_256_000);
    expect(Number(inference?.monthlyQuantity) + Number(overflow?.monthlyQuantity)).toBeCloseTo(500_000, 6);
    expect(data?.monthlyQuantity).toBeCloseTo(20, 9);
  });

  it('costs $64.53 and $0.13 for overflow: that file has the two rates the wrong way round ($122.46 and $5.00)', () => {
    const rates = bill.components.map(({ unitPriceUsd }) => unitPriceUsd ?? 0);
    expect(rates).toEqual([0.00001, 0.0000233, 0.00004, 0.016]);
    expect(5_256_000 * (rates[1] ?? 0)).toBeCloseTo(122.46, 1);
    // 0.19 requests are in work at a time; of those that come, a²/2 / (1 + a + a²/2) find both units at work.
    const inWork = 500_000 / (730 * 3600);
    const lost = inWork ** 2 / 2 / (1 + inWork + inWork ** 2 / 2);
    expect(bill.monthlyUsd?.likely).toBeCloseTo(52.56 + 11.65 + 0.32 + 500_000 * lost * (0.00004 - 0.0000233), 6);
  });
});

/**
 * awslabs/stable-diffusion-aws-extension, docs/en/cost.md (December 2023), from AWS's calculator: an ml.g5.2xlarge for
 * 8 hours on 20 days with 240 GB of storage, $276.00.
 */
describe('the example of AWS that keeps an ml.g5.2xlarge up for 160 hours', () => {
  const stated = {
    trafficPattern: 'intermittent',
    busyHoursPerDay: 8,
    busyDaysPerWeek: (20 * 7 * 24) / 730,
    processingTimeSeconds: 7,
    instanceType: 'ml.g5.2xlarge',
  } as const;
  const bill = (monthlyRequests: number) =>
    costOf({ plan: plan('asynchronous', 'scale-to-zero'), needs: needsOf({ ...stated, monthlyRequests }), book: BOOK });

  it('is reproduced but for two things: no volume for a type with local disks ($33.60), 20 times 2.5 min of cooling down ($1.26)', () => {
    const { components, monthlyUsd: range } = bill(50_000);
    expect(components).toHaveLength(1);
    expect(components[0]?.monthlyQuantity).toBeCloseTo(160 + (20 * 2.5) / 60, 0);
    // And in the quieter hours it sleeps for some minutes in all.
    expect(range?.likely).toBeGreaterThan(276 - 240 * 0.14 + (20 * 2.5 * 1.515) / 60 - 1);
    expect(range?.likely).toBeLessThan(276 - 240 * 0.14 + (20 * 2.5 * 1.515) / 60);
  });

  it('takes 165 hours for its 72,000 images of 7 s on average: 140 hours of work at 85 % busy, where it counts 88 %', () => {
    const { components } = costOf({
      plan: plan('asynchronous', 'scale-to-zero'),
      needs: needsOf({ ...stated, processingTimeSeconds: 10, monthlyRequests: 72_000 }),
      book: BOOK,
    });
    // In a third of the hours 1.8 times as many come, 1.85 instances; in the others 0.6 times, less than one, which stays up.
    const atMost = (140 / 160 / 0.85) * 1.8;
    const inMean = (atMost + 2) / 3;
    expect(components[0]?.monthlyQuantity).toBeCloseTo(160 * inMean + ((20 * 2.5) / 60) * atMost, 1);
  });
});

/**
 * aws-samples/sagemaker-ssh-helper, Sample_Costs.md: an account's bill of December 2023 in EU (Ireland). Batch transform on
 * an ml.m5.xlarge: 2.126 hours at $0.257, $0.55; hosting on one at the same rate, as the derived batch prices have it.
 */
describe('a bill of AWS for batch transform', () => {
  const rate = { instanceType: 'ml.m5.xlarge', usd: 0.257 };
  const twelveRuns = needsOf({
    trafficPattern: 'dataset',
    datasetRunsPerMonth: 12,
    datasetRecordsPerRun: ((2.126 - (12 * 300) / 3600) * 3600 * 4) / 12,
    processingTimeSeconds: 1,
    instanceType: 'ml.m5.xlarge',
    region: 'eu-west-1',
  });

  it.each([
    ['listed', 'batch'],
    ['derived', 'hosting'],
  ] as const)('is $0.55 for 2.126 hours with a %s price', (basis, component) => {
    const book = bookFor(listOf([{ component, ...rate }], 'eu-west-1'), 'eu-west-1');
    const bill = costOf({ plan: plan('batch-transform', 'per-job'), needs: twelveRuns, book });
    expect(bill.components[0]?.basis).toBe(basis);
    expect(bill.components[0]?.monthlyQuantity).toBeCloseTo(2.126, 6);
    expect(bill.monthlyUsd?.likely.toFixed(2)).toBe('0.55');
  });
});
