import { describe, expect, it } from 'vitest';
import { costOf, rowsUsed } from '../../../src/recommender/costs/bill.ts';
import type { Plan } from '../../../src/recommender/costs/costing.ts';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { BOOK, listOf, needsOf, PRICES, plan, RATES } from './support.ts';

const REAL_TIME = plan('real-time', 'fixed');
const SERVERLESS = plan('serverless', 'on-demand');
const PROVISIONED = plan('serverless', 'provisioned-concurrency');
const steady = { trafficPattern: 'steady', monthlyRequests: 1_000_000, processingTimeSeconds: 0.2 } as const;

/** On one type, so that an amount follows from what is stated. Serverless has none. */
const XLARGE = { instanceType: 'ml.m5.xlarge' } as const;

const bill = (priced: Plan, stated: Partial<Workload>, book = BOOK) =>
  costOf({ plan: priced, needs: needsOf({ ...XLARGE, ...stated }), book });

describe('a bill', () => {
  it('names its components as the price page does, what can be changed in brackets, and adds up to $183', () => {
    // biome-ignore format: one case a line.
    expect(bill(REAL_TIME, { ...steady, payloadSizeMB: 1 })).toEqual({
      option: 'real-time',
      monthlyUsd: {
        low: expect.closeTo(183.35 - Math.hypot(11.25 * (0.35 / 0.6), 11.25 * (0.19 / 1.2), 0.5625), 9),
        likely: expect.closeTo(183.35, 9),
        high: expect.closeTo(183.35 + Math.hypot(11.25 * (0.35 / 0.6), 11.25 * (0.45 / 1.2), 0.5625), 9),
      },
      components: [
        { name: 'Instances (ml.m5.xlarge, always on)', unit: 'hours', unitPriceUsd: 0.23, monthlyQuantity: 730, monthlyCostUsd: 167.9, basis: 'listed' },
        { name: 'Data processed', unit: 'GB', unitPriceUsd: 0.016, monthlyQuantity: expect.closeTo(703.125, 9), monthlyCostUsd: expect.closeTo(11.25, 9),
          basis: 'listed' },
        { name: 'Storage volumes', unit: 'GB-months', unitPriceUsd: 0.14, monthlyQuantity: 30, monthlyCostUsd: 4.2, basis: 'listed' },
      ],
      note: null,
    });
  });

  it('has the mean processing time at 0.7 of the p95, and ranges from 0.4 to 1 and by 5 % of requests: $3.18 to $8.02', () => {
    const [processing, requests] = [0.3 * 8, 0.05 * 5.6];
    expect(bill(SERVERLESS, steady).monthlyUsd).toEqual({
      low: expect.closeTo(5.6 - Math.hypot(processing, requests), 9),
      likely: expect.closeTo(5.6, 9),
      high: expect.closeTo(5.6 + Math.hypot(processing, requests), 9),
    });
  });

  it('ranges by 30 % of requests where the month is worked out from its peak', () => {
    const {
      low = 0,
      likely = 0,
      high = 0,
    } = bill(SERVERLESS, { trafficPattern: 'steady', peakRequestsPerSecond: 1, processingTimeSeconds: 0.2 })
      .monthlyUsd ?? {};
    expect(likely).toBeCloseTo(730 * 3600 * 0.14 * 0.00004, 9);
    expect(high / likely).toBeCloseTo(1 + Math.hypot(3 / 7, 0.3), 9);
    expect(low / likely).toBeCloseTo(1 - Math.hypot(3 / 7, 0.3), 9);
  });

  it('has no range where instances that stay on are all of it', () => {
    expect(bill(REAL_TIME, steady).monthlyUsd).toEqual({ low: 172.1, likely: 172.1, high: 172.1 });
  });

  it.each([
    ['fixed', 'always on'],
    ['auto-scaling', 'auto scaling'],
    ['scale-to-zero', 'off while idle'],
  ] as const)('says of %s capacity: %s', (scaling, words) => {
    expect(bill(plan('asynchronous', scaling), steady).components[0]?.name).toBe(`Instances (ml.m5.xlarge, ${words})`);
  });
});

const without = (...components: string[]) =>
  bookFor(listOf(RATES.filter(({ component }) => !components.includes(component))), 'us-east-1');
const withData = { ...steady, payloadSizeMB: 1 } as const;
const { monthlyRequests: _month, ...unasked } = steady;
const { trafficPattern, processingTimeSeconds: _seconds, ...asked } = steady;
const two = { trafficPattern, availability: 'multi-az' } as const;
const office = { trafficPattern: 'intermittent', busyHoursPerDay: 8 } as const;
const dataset = { trafficPattern: 'dataset' } as const;
const JOB = plan('batch-transform', 'per-job');
const ONE = 'one ml.m5.xlarge that stays on costs $168 per month.';

// biome-ignore format: one case a line.
describe('the note of a bill without a total', () => {
  it.each([
    ['a price of data that is not listed', REAL_TIME, withData, 'Price not listed for data processing in us-east-1.', ['data']],
    ['a price of volumes', REAL_TIME, withData, 'Price not listed for storage volumes in us-east-1.', ['storage']],
    ['two prices', REAL_TIME, withData, 'Price not listed for data processing and storage volumes in us-east-1.', ['data', 'storage']],
    ['three prices', REAL_TIME, withData, 'Price not listed for ml.m5.xlarge, data processing and storage volumes in us-east-1.',
      ['hosting', 'data', 'storage']],
    ['a memory size with what it is for', PROVISIONED, steady,
      'Price not listed for provisioned concurrency kept warm at 2 GB in us-east-1.',
      ['provisioned-warm']],
    ['a memory size on demand', SERVERLESS, steady, 'Price not listed for inference duration at 2 GB in us-east-1.', ['serverless']],
    ['an instance that is not listed', REAL_TIME, { ...steady, instanceType: 'ml.p5e.48xlarge' },
      'Price not listed for ml.p5e.48xlarge in us-east-1.'],
    ['a type without a GPU for what needs one', REAL_TIME, { ...steady, requiresGpu: true },
      `No total, because the speed on ml.m5.xlarge isn't known: ${ONE}`],
    ['requests and time, and what is certain', REAL_TIME, { trafficPattern },
      `No total without requests per month and processing time: ${ONE}`],
    ['only what is missing: the time', REAL_TIME, { ...two, monthlyRequests: 1000 },
      'No total without processing time: 2 ml.m5.xlarge that stay on cost $336 per month.'],
    ['only what is missing: the requests', REAL_TIME, { ...two, processingTimeSeconds: 1 },
      'No total without requests per month: 2 ml.m5.xlarge that stay on cost $336 per month.'],
    ['the rate of what is paid by use: 1,000 seconds', SERVERLESS, unasked,
      'No total without requests per month: 1,000 seconds of inference duration at 2 GB cost $0.04.'],
    ['the rate of an hour', plan('asynchronous', 'scale-to-zero'), asked,
      'No total without processing time: ml.m5.xlarge costs $0.23 per hour.'],
    ['one unit kept warm over the stated hours', PROVISIONED, office,
      'No total without requests per month and processing time: provisioned concurrency kept warm at 2 GB costs $8.76 per month.'],
    ['the records and runs of a dataset', JOB, dataset,
      'No total without records per run, runs per month and processing time: ml.m5.xlarge costs $0.23 per hour.'],
    ['the records alone, and what starting its jobs costs', JOB, { ...dataset, datasetRunsPerMonth: 730, processingTimeSeconds: 1 },
      'No total without records per run: starting ml.m5.xlarge for each run costs $13.99 per month.'],
  ] as const)('names %s', (_what, priced, stated, text, missing: readonly string[] = []) => {
    expect(bill(priced, stated, missing.length > 0 ? without(...missing) : BOOK)).toMatchObject({ monthlyUsd: null, note: text });
  });
});

describe('where a price or a volume is missing', () => {
  it('a line has no amount, not 0', () => {
    expect(bill(REAL_TIME, { ...steady, instanceType: 'ml.p5e.48xlarge' }).components[0]).toMatchObject({
      unitPriceUsd: null,
      monthlyCostUsd: null,
      basis: 'unknown',
    });
    expect(bill(SERVERLESS, {}).components[0]).toMatchObject({
      unitPriceUsd: 0.00004,
      monthlyQuantity: 0,
      monthlyCostUsd: null,
    });
    expect(bill(REAL_TIME, { trafficPattern }).components.map((line) => line.monthlyQuantity)).toEqual([730, 30]);
  });

  it('a Region without any prices is said to have none', () => {
    expect(bill(REAL_TIME, steady, bookFor(PRICES, 'eu-central-1'))).toMatchObject({
      monthlyUsd: null,
      note: "AWS's price list has no prices for eu-central-1.",
    });
  });

  it('a price that nothing would be used of is not missed, and an option at 0 requests is not free for want of one', () => {
    expect(bill(REAL_TIME, steady, without('data')).note).toBeNull();
    expect(bill(SERVERLESS, { ...steady, monthlyRequests: 0 }, without('serverless')).monthlyUsd).toBeNull();
  });
});

describe('where what was stated leads beyond any sense', () => {
  it('there is no total where no number of warm units holds the requests: all of them overflow', () => {
    const endless = { ...steady, monthlyRequests: 1e308, processingTimeSeconds: 1e308 };
    expect(bill(PROVISIONED, endless).monthlyUsd).toBeNull();
  });

  it('there is no total where $0.9 trillion are likely and the upper end is $1.3 trillion', () => {
    const { monthlyUsd, note } = bill(SERVERLESS, { ...steady, monthlyRequests: 1.6e17, processingTimeSeconds: 0.2 });
    expect(monthlyUsd).toBeNull();
    expect(note).toBe('These figures lead to an implausible amount, so there is no total.');
  });

  it.each([
    [REAL_TIME, { ...steady, monthlyRequests: 1e300 }],
    [SERVERLESS, { ...steady, monthlyRequests: 1e308, processingTimeSeconds: 1e308 }],
  ])('there is no total but a note, and every quantity is a number (%o)', (priced, stated) => {
    const { monthlyUsd, components, note } = bill(priced, stated);
    expect(monthlyUsd).toBeNull();
    expect(note).toBe('These figures lead to an implausible amount, so there is no total.');
    expect(components[0]?.monthlyCostUsd).toBeNull();
    expect(Number.isFinite(components[0]?.monthlyQuantity)).toBe(true);
  });
});

describe('the rows of the price list that a bill rests on', () => {
  const unsized = { monthlyRequests: 100_000, processingTimeSeconds: 0.2 } as const;
  const known = { ...unsized, payloadSizeMB: 1 } as const;

  // biome-ignore format: one case a line.
  it.each([
    ['of an endpoint its instance, its data and its storage', REAL_TIME, known, ['hosting ml.m5.xlarge', 'data', 'storage']],
    ['of provisioned concurrency both of its rates, that of its overflow and its data', PROVISIONED, known,
      ['provisioned-warm 2048', 'provisioned-inference 2048', 'serverless 2048', 'data']],
    ['without the data where no payload is stated, as the bill has it', REAL_TIME, unsized, ['hosting ml.m5.xlarge', 'storage']],
    ['the instance alone where it has local disks', REAL_TIME, { instanceType: 'ml.g5.xlarge' }, ['hosting ml.g5.xlarge']],
    ['what serves where no volume is known', SERVERLESS, {}, ['serverless 2048']],
    ['the hosting rows where a price is derived from them', JOB, {}, ['hosting ml.m5.xlarge']],
    ['none where nothing holds the model', SERVERLESS, { modelSizeGB: 7 }, []],
    ['none where nothing is listed', JOB, { instanceType: 'ml.p3.2xlarge' }, []],
  ] as const)('are %s', (_what, priced, stated, expected) => {
    const rows = rowsUsed({ plan: priced, needs: needsOf({ ...XLARGE, ...stated }), book: BOOK }).map(({ row }) => row);
    const names = rows.map(({ component, instanceType, memorySizeInMB }) => [component, instanceType ?? memorySizeInMB]);
    expect(names.map((name) => name.filter(Boolean).join(' '))).toEqual(expected);
  });
});
