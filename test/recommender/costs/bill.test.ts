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
  costOf(priced, needsOf({ ...XLARGE, ...stated }), book);

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

describe('where a price is missing', () => {
  it('there is no total: an unlisted instance is null, not 0, and named', () => {
    const { monthlyUsd, components, note } = bill(REAL_TIME, { ...steady, instanceType: 'ml.p5e.48xlarge' });
    expect(monthlyUsd).toBeNull();
    expect(components[0]).toMatchObject({ unitPriceUsd: null, monthlyCostUsd: null, basis: 'unknown' });
    expect(note).toBe('Price not listed for ml.p5e.48xlarge in us-east-1.');
  });

  it('a Region without any prices is said to have none', () => {
    expect(bill(REAL_TIME, steady, bookFor(PRICES, 'eu-central-1'))).toMatchObject({
      monthlyUsd: null,
      note: "AWS's price list has no prices for eu-central-1.",
    });
  });

  const without = (...components: string[]) =>
    bookFor(listOf(RATES.filter(({ component }) => !components.includes(component))), 'us-east-1');

  it.each([
    [['data'], 'data processing'],
    [['storage'], 'storage volumes'],
    [['data', 'storage'], 'data processing and storage volumes'],
    [['hosting', 'data', 'storage'], 'ml.m5.xlarge, data processing and storage volumes'],
  ])('of %j the note names %s', (components, named) => {
    expect(bill(REAL_TIME, { ...steady, payloadSizeMB: 1 }, without(...components)).note).toBe(
      `Price not listed for ${named} in us-east-1.`,
    );
  });

  it('memory sizes are named with what they are for', () => {
    const provisioned = plan('serverless', 'provisioned-concurrency');
    expect(bill(provisioned, steady, without('provisioned-warm')).note).toBe(
      'Price not listed for provisioned concurrency kept warm at 2 GB in us-east-1.',
    );
    expect(bill(SERVERLESS, steady, without('serverless')).note).toBe(
      'Price not listed for inference duration at 2 GB in us-east-1.',
    );
  });

  it('of a type without a GPU there is none for what needs one, and the note has what one instance costs', () => {
    const { monthlyUsd, note } = bill(REAL_TIME, { ...steady, requiresGpu: true });
    expect(monthlyUsd).toBeNull();
    expect(note).toBe(
      "No total, because the speed on ml.m5.xlarge isn't known: one ml.m5.xlarge that stays on costs $168 per month.",
    );
  });

  it('a price that nothing would be used of is not missed: no payload, no data price', () => {
    expect(bill(REAL_TIME, steady, without('data')).note).toBeNull();
  });

  it('an option at 0 requests is not free for want of a price', () => {
    expect(bill(SERVERLESS, { ...steady, monthlyRequests: 0 }, without('serverless')).monthlyUsd).toBeNull();
  });
});

describe('where the volume is not given', () => {
  const note = (priced: Plan, stated: Partial<Workload>) => bill(priced, stated).note;

  it('there is no total, and the note has what is certain: one ml.m5.xlarge costs $168 per month', () => {
    const { monthlyUsd, components } = bill(REAL_TIME, { trafficPattern: 'steady' });
    expect(monthlyUsd).toBeNull();
    expect(components.map(({ monthlyQuantity }) => monthlyQuantity)).toEqual([730, 30]);
    expect(note(REAL_TIME, { trafficPattern: 'steady' })).toBe(
      'No total without requests per month and processing time: one ml.m5.xlarge that stays on costs $168 per month.',
    );
  });

  it('only what is missing is named', () => {
    const two = { trafficPattern: 'steady', availability: 'multi-az' } as const;
    expect(note(REAL_TIME, { ...two, monthlyRequests: 1000 })).toBe(
      'No total without processing time: 2 ml.m5.xlarge that stay on cost $336 per month.',
    );
    expect(note(REAL_TIME, { ...two, processingTimeSeconds: 1 })).toMatch(/^No total without requests per month:/);
  });

  it('what is paid by use has its rate: 1,000 seconds are $0.04, an hour $0.23', () => {
    expect(note(SERVERLESS, { ...steady, monthlyRequests: undefined } as never)).toBe(
      'No total without requests per month: 1,000 seconds of inference duration at 2 GB cost $0.04.',
    );
    expect(note(plan('asynchronous', 'scale-to-zero'), { monthlyRequests: 10 })).toBe(
      'No total without processing time: ml.m5.xlarge costs $0.23 per hour.',
    );
  });

  it('nothing is said to cost 0 because its volume is not known', () => {
    const [inference] = bill(SERVERLESS, {}).components;
    expect(inference).toMatchObject({ unitPriceUsd: 0.00004, monthlyQuantity: 0, monthlyCostUsd: null });
  });

  it('one unit of provisioned concurrency is certain over the stated hours: $8.76', () => {
    const office = { trafficPattern: 'intermittent', busyHoursPerDay: 8 } as const;
    expect(note(plan('serverless', 'provisioned-concurrency'), office)).toMatch(
      /: provisioned concurrency kept warm at 2 GB costs \$8\.76 per month\.$/,
    );
  });

  it('of a dataset its records and runs are named, and starting its jobs is certain', () => {
    const job = plan('batch-transform', 'per-job');
    expect(note(job, { trafficPattern: 'dataset' })).toBe(
      'No total without records per run, runs per month and processing time: ml.m5.xlarge costs $0.23 per hour.',
    );
    expect(note(job, { trafficPattern: 'dataset', datasetRunsPerMonth: 730, processingTimeSeconds: 1 })).toBe(
      'No total without records per run: starting ml.m5.xlarge for each run costs $13.99 per month.',
    );
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
  const known = { monthlyRequests: 100_000, processingTimeSeconds: 0.2, payloadSizeMB: 1 };
  const rows = (...about: Parameters<typeof plan>) => rowsFor(known, ...about);
  const rowsFor = (stated: Parameters<typeof needsOf>[0], ...about: Parameters<typeof plan>) =>
    rowsUsed(plan(...about), needsOf({ ...XLARGE, ...stated }), BOOK).map(
      ({ row: { component, instanceType, memorySizeInMB } }) =>
        [component, instanceType ?? memorySizeInMB].filter(Boolean).join(' '),
    );

  it('are, of an endpoint, its instance, its data and its storage', () => {
    expect(rows('real-time', 'fixed')).toEqual(['hosting ml.m5.xlarge', 'data', 'storage']);
  });

  it('are, of provisioned concurrency, both of its rates, that of its overflow and its data', () => {
    expect(rows('serverless', 'provisioned-concurrency')).toEqual([
      'provisioned-warm 2048',
      'provisioned-inference 2048',
      'serverless 2048',
      'data',
    ]);
  });

  it('leave out the data where no payload is stated, as the bill does', () => {
    const { payloadSizeMB: _, ...unsized } = known;
    expect(rowsFor(unsized, 'real-time', 'fixed')).toEqual(['hosting ml.m5.xlarge', 'storage']);
  });

  it('are the instance alone where it has local disks and no payload is given', () => {
    expect(rowsFor({ instanceType: 'ml.g5.xlarge' }, 'real-time', 'fixed')).toEqual(['hosting ml.g5.xlarge']);
  });

  it('are what serves where no volume is known: its rate is named in the bill', () => {
    expect(rowsFor({}, 'serverless', 'on-demand')).toEqual(['serverless 2048']);
  });

  it('are the hosting rows where a price is derived from them', () => {
    expect(rowsFor({}, 'batch-transform', 'per-job')).toEqual(['hosting ml.m5.xlarge']);
  });

  it('are none where nothing holds the model or nothing is listed', () => {
    expect(rowsUsed(plan('serverless', 'on-demand'), needsOf({ modelSizeGB: 7 }), BOOK)).toEqual([]);
    expect(rowsUsed(plan('batch-transform', 'per-job'), needsOf({ instanceType: 'ml.p3.2xlarge' }), BOOK)).toEqual([]);
  });
});
