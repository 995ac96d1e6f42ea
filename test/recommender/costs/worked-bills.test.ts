import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import type { Plan } from '../../../src/recommender/costs/costing.ts';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import { instanceOf } from '../../../src/recommender/costs/priced-instance.ts';
import type { PriceList } from '../../../src/recommender/facts/price-list.ts';
import type { TeamPrices, Workload } from '../../../src/recommender/index.ts';
import { BOOK, listOf, needsOf, PRICES, plan, RATES } from './support.ts';

// Bills at the edge of a rule, worked out by hand from AWS's prices of September 2026 and the figures that are ours, in this
// order: what one costs more or less. A month has 730 h, 30.42 days and 21.73 working days.

const FIXED = plan('real-time', 'fixed');
const FOLLOWING = plan('real-time', 'auto-scaling');
const QUEUE = plan('asynchronous', 'auto-scaling');
const DAYS = 730 / 24;
const WORKING_DAYS = (DAYS * 5) / 7;

/** An ml.m5.xlarge for an hour, $0.23, with its part of 30 GB at $0.14 per month: $172.10 for all of them. */
const HOUR = 0.23 + (30 * 0.14) / 730;

/** 4 requests of 100 ms at once; planned to be 70 % busy, it takes 28 per second. */
const m5 = { instanceType: 'ml.m5.xlarge', processingTimeSeconds: 0.1 } as const;
const steady = { ...m5, trafficPattern: 'steady' } as const;
const variable = { ...m5, trafficPattern: 'variable' } as const;

const usdOf = (priced: Plan, stated: Partial<Workload>, book = BOOK): number =>
  costOf({ plan: priced, needs: needsOf(stated), book }).monthlyUsd?.likely ?? Number.NaN;

/** What is chosen from some types: "2 × ml.m5.large for $176". */
function choiceOf(priced: Plan, stated: Partial<Workload>, usd: Readonly<Record<string, number>>): string {
  const rates = Object.entries(usd).map(([instanceType, each]) => {
    return { component: 'hosting', instanceType, usd: each } as const;
  });
  const book = bookFor(listOf([...RATES.filter(({ component }) => component !== 'hosting'), ...rates]), 'us-east-1');
  const instance = instanceOf({ plan: priced, needs: needsOf(stated), book });
  return `${instance?.start} × ${instance?.type} for $${usdOf(priced, stated, book).toFixed(2)}`;
}

type Bill = readonly [rule: string, usd: () => number, worked: number];

// biome-ignore format: one bill a line, or two.
const COUNTS: readonly Bill[] = [
  ['is for one instance that is busy just as planned: 28 per second × 0.1 s are 2.8 of 4 × 70 %, 730 h × $0.23 + 30 GB × $0.14 = $172.10',
    () => usdOf(FIXED, { ...steady, peakRequestsPerSecond: 28 }), 172.1],
  ['is for two just over it: 28.01 per second × 0.1 s are 2.801, 2 × $172.10',
    () => usdOf(FIXED, { ...steady, peakRequestsPerSecond: 28.01 }), 344.2],
  ['has one in each of two zones, whatever the load: 2 × $172.10',
    () => usdOf(FIXED, { ...steady, peakRequestsPerSecond: 1, availability: 'multi-az' }), 344.2],
  ['divides the load between variants: 84 per second on three are 28 each, 3 × $172.10',
    () => usdOf(FIXED, { ...steady, peakRequestsPerSecond: 84, requiresMultipleVariants: true, variantCount: 3 }), 516.3],
  ['has one more of each variant just over it: 84.1 per second take 3 × 2 × $172.10',
    () => usdOf(FIXED, { ...steady, peakRequestsPerSecond: 84.1, requiresMultipleVariants: true, variantCount: 3 }), 1032.6],
  ['gives each component a whole GPU: four models are on one ml.g5.12xlarge, 730 h × $7.09 and no volume',
    () => usdOf(plan('real-time', 'fixed', 'inference-components'), componentsOf(4)), 5175.7],
  ['takes a second one for the fifth component: 2 × 730 h × $7.09',
    () => usdOf(plan('real-time', 'fixed', 'inference-components'), componentsOf(5)), 10_351.4],
  ['has memory for the longest requests in progress: an ml.g6e.xlarge holds 23 of 8,192 tokens, two hold 46, 2 × 730 h × $2.61',
    () => usdOf(FIXED, chatsAtOnce(46), BOOK_G6E), 3810.6],
  ['takes a third one for the 47th, however fast they are: 3 × 730 h × $2.61',
    () => usdOf(FIXED, chatsAtOnce(47), BOOK_G6E), 5715.9],
];

const componentsOf = (modelCount: number): Partial<Workload> => ({
  ...steady,
  instanceType: 'ml.g5.12xlarge',
  monthlyRequests: 1000,
  modelCount,
  modelSizeGB: 1,
  modelsScaleIndependently: true,
});

/** 15 GiB of weights and 1 GiB of cache for each. */
const chatsAtOnce = (concurrentRequests: number): Partial<Workload> => ({
  trafficPattern: 'steady',
  modelId: 'llama-3-8b',
  inputTokens: 1000,
  outputTokens: 100,
  contextTokens: 8192,
  concurrentRequests,
  instanceType: 'ml.g6e.xlarge',
});
const BOOK_G6E = bookFor(listOf([{ component: 'hosting', instanceType: 'ml.g6e.xlarge', usd: 2.61 }]), 'us-east-1');

// biome-ignore format: one bill a line, or two.
const BURSTS: readonly Bill[] = [
  ['keeps one on for a burst that it answers in time: in 2 s each of 4 places answers 4 requests of 0.5 s, 16 in all',
    () => usdOf(FOLLOWING, { ...waiting, burstRequests: 16 }), 172.1],
  ['keeps two on for the 17th request of that burst', () => usdOf(FOLLOWING, { ...waiting, burstRequests: 17 }), 344.2],
  ['adds five behind a queue that allows it: 60 × 100 s due in 640 s, 340 s after a start, are 4.4 × 4; ten bursts, four more × 7.5 min',
    () => usdOf(QUEUE, { ...queued, responseTimeSeconds: 640 }), (730 + 10 * 4 * (450 / 3600)) * HOUR],
  ['keeps three on where what is added would be too late: 9 min until it serves and 100 s are 640 s, 6,000 s in 639 s are 2.3 × 4',
    () => usdOf(QUEUE, { ...queued, responseTimeSeconds: 639 }), 516.3],
];

const waiting = { ...variable, processingTimeSeconds: 0.5, responseTimeSeconds: 2, monthlyRequests: 1000 } as const;
const queued = { ...variable, processingTimeSeconds: 100, monthlyRequests: 600, burstRequests: 60 } as const;

// biome-ignore format: one bill a line, or two.
const HOURS: readonly Bill[] = [
  ['has a second one in busy hours, from 15 min before to 16 min after: 730 h + 21.73 days × (8 h + 31 min)',
    () => usdOf(FOLLOWING, { ...variable, ...office, peakRequestsPerSecond: 40 }), (730 + WORKING_DAYS * (8 + 31 / 60)) * HOUR],
  ['has a second one for a peak of 21 min a day and 16 min after it: 730 h + 30.42 days × 37 min',
    () => usdOf(FOLLOWING, { ...variable, monthlyRequests: 10_000_000, peakRequestsPerSecond: 50 }),
    (730 + (DAYS * (21 + 16)) / 60) * HOUR],
  ['gives peaks half of the requests at most: 50,000 at 50 per second last 1,000 s in all, beside 30.42 days × 16 min',
    () => usdOf(FOLLOWING, { ...variable, monthlyRequests: 100_000, peakRequestsPerSecond: 50 }),
    (730 + 1000 / 3600 + (DAYS * 16) / 60) * HOUR],
  // So few that none meets another.
  ['is 8.2 min at zero for each request that comes alone: 5 min to start, 42 s of 60 s, 2.5 min until it is gone',
    () => usdOf(plan('asynchronous', 'scale-to-zero'), { ...alone, monthlyRequests: 1e-6 }) * 1e6,
    ((300 + 42 + 150) / 3600) * HOUR],
  ['starts a job for each run: 30 × 300 s, and 30 × 12,000 records × 1 s on 4 at once, 27.5 h × $0.23 without a volume',
    () => usdOf(plan('batch-transform', 'per-job'), runsDueIn(3300)), 6.325],
  ['starts two where one has no time left: 3,299 s less 300 s are under 3,000 s, 30 × 300 s more',
    () => usdOf(plan('batch-transform', 'per-job'), runsDueIn(3299)), 6.9],
];

const office = { busyHoursPerDay: 8, busyDaysPerWeek: 5 } as const;
const alone = { ...m5, trafficPattern: 'intermittent', processingTimeSeconds: 60 } as const;
const runsDueIn = (seconds: number): Partial<Workload> => ({
  ...m5,
  trafficPattern: 'dataset',
  processingTimeSeconds: 1,
  datasetRunsPerMonth: 30,
  datasetRecordsPerRun: 12_000,
  datasetDeadlineHours: seconds / 3600,
});

// biome-ignore format: one bill a line, or two.
const USE: readonly Bill[] = [
  ['is by GB-seconds: 1,000,000 × 100 ms × 70 % at 2 GB × $0.00002',
    () => usdOf(plan('serverless', 'on-demand'), { ...small, modelSizeGB: 2 }), 2.8],
  ['is at 3 GB just over 2 GB: 70,000 s × 3 × $0.00002',
    () => usdOf(plan('serverless', 'on-demand'), { ...small, modelSizeGB: 2.001 }), 4.2],
  ['keeps two units warm for 10 per second × 0.2 s: 2 × 173.8 h × 3,600 s × $0.00001',
    () => usdOf(plan('serverless', 'provisioned-concurrency'), warmFor(10)), 2 * WORKING_DAYS * 8 * 3600 * 0.000_01],
  ['keeps a third unit warm just over it',
    () => usdOf(plan('serverless', 'provisioned-concurrency'), warmFor(10.01)), 3 * WORKING_DAYS * 8 * 3600 * 0.000_01],
  ['has data in and out: 1,000,000 × 0.6 MB, and a fifth of it back, are 703.125 GB × $0.016, beside $172.10',
    () => usdOf(FIXED, { ...steady, monthlyRequests: 1_000_000, payloadSizeMB: 1 }), 183.35],
  ['has no data where a request carries an address',
    () => usdOf(FIXED, { ...steady, monthlyRequests: 1_000_000, payloadSizeMB: 1, payloadByReference: true }), 172.1],
];

const small = { trafficPattern: 'intermittent', monthlyRequests: 1_000_000, processingTimeSeconds: 0.1 } as const;
const warmFor = (peakRequestsPerSecond: number): Partial<Workload> => ({
  ...office,
  trafficPattern: 'intermittent',
  monthlyRequests: 0,
  processingTimeSeconds: 0.2,
  peakRequestsPerSecond,
});

/** On list prices, or at what a team pays. */
const onOne = (team: TeamPrices, priced = FIXED): number =>
  usdOf(priced, { ...steady, monthlyRequests: 1000 }, bookFor({ ...PRICES, team }, 'us-east-1'));
const planFor = (region: string): TeamPrices => ({
  savingsPlan: {
    term: '3-years',
    payment: 'no-upfront',
    rates: [{ instanceType: 'ml.m5.xlarge', region, usd: 0.147 }],
  },
});

/** Frankfurt lists one size of the family, a quarter above us-east-1. */
const TWO_REGIONS: PriceList = {
  regions: [],
  table: {
    source: 'a test',
    date: '2026-09-22',
    sizes: { g5: 'xlarge 2xlarge' },
    regions: { 'us-east-1': 'g5 1.408 1.515', 'eu-central-1': 'g5 1.76 -' },
  },
};
const inFrankfurt = (instanceType: string): number => {
  const stated = { ...steady, monthlyRequests: 1000, instanceType, region: 'eu-central-1' };
  return usdOf(FIXED, stated, bookFor(TWO_REGIONS, 'eu-central-1'));
};

// biome-ignore format: one bill a line, or two.
const RATES_PAID: readonly Bill[] = [
  ['is at the price of its Region: 730 h × $1.76 in Frankfurt, not $1.408', () => inFrankfurt('ml.g5.xlarge'), 1284.8],
  ["is at us-east-1's price × the ratio of its family where the Region lists none: 730 h × $1.515 × 1.76 / 1.408",
    () => inFrankfurt('ml.g5.2xlarge'), 1382.4375],
  ['takes 23 % off all of it: $172.10 × 77 %', () => onOne({ discountPercent: 23 }), 132.517],
  ['takes 30 % off a type alone: 730 h × $0.23 × 70 % + $4.20',
    () => onOne({ discounts: [{ instanceType: 'ml.m5*', percent: 30 }] }), 121.73],
  ["is at a plan's rate: 730 h × $0.147 + $4.20", () => onOne(planFor('us-east-1')), 111.51],
  ["is at the list price where the plan's rate is of another Region", () => onOne(planFor('eu-west-1')), 172.1],
  ["is at the list price behind a queue, which a plan's rates don't cover unless they say so",
    () => onOne(planFor('us-east-1'), plan('asynchronous', 'fixed')), 172.1],
];

describe.each([
  ['the number of instances', COUNTS],
  ['a burst', BURSTS],
  ['the hours of a month', HOURS],
  ['what is used', USE],
  ['the rate', RATES_PAID],
])('a bill by %s', (_, bills) => {
  it.each(bills)('%s', (_rule, usd, worked) => {
    expect(usd()).toBeCloseTo(worked, 6);
  });
});

describe('the type that is chosen', () => {
  const forTwo = { trafficPattern: 'steady', processingTimeSeconds: 0.1, peakRequestsPerSecond: 28 } as const;

  it('is the handier number within 5 %: 2 × (730 h × $0.118 + $4.20) = $180.68 is, 730 h × $0.1181 is over $172.10 × 1.05 = $180.705', () => {
    const at = (usd: number) => choiceOf(FIXED, forTwo, { 'ml.m5.large': usd, 'ml.m5.xlarge': 0.23 });
    expect(at(0.118)).toBe('2 × ml.m5.large for $180.68');
    expect(at(0.1181)).toBe('1 × ml.m5.xlarge for $172.10');
  });

  it('has the fewest GPUs of alike bills within 10 %: one for 730 h × $4.40 = $3,212 where four cost $2,920, not for $4.41', () => {
    const chat = { trafficPattern: 'steady', modelId: 'llama-3.1-8b', inputTokens: 300, outputTokens: 500 } as const;
    const at = (usd: number) =>
      choiceOf(FIXED, { ...chat, peakRequestsPerSecond: 5 }, { 'ml.g5.xlarge': 1, 'ml.g6e.xlarge': usd });
    expect(at(4.4)).toBe('1 × ml.g6e.xlarge for $3212.00');
    expect(at(4.41)).toBe('4 × ml.g5.xlarge for $2920.00');
  });
});

describe('the least, the start and the most instances', () => {
  const counts = (priced: Plan, stated: Partial<Workload>) => {
    const { min, start, max, peak, busyMin } = instanceOf({ plan: priced, needs: needsOf(stated), book: BOOK }) ?? {};
    return [min, start, peak ?? max, max, ...(busyMin === undefined ? [] : [busyMin])];
  };

  it.each([
    ['are all the same where they are fixed', FIXED, { ...steady, peakRequestsPerSecond: 56.01 }, [3, 3, 3, 3]],
    ['have one more than the peak takes', FOLLOWING, { ...variable, peakRequestsPerSecond: 56 }, [1, 1, 2, 3]],
    ['have a fifth more of ten', FOLLOWING, { ...variable, peakRequestsPerSecond: 280 }, [1, 4, 10, 12]],
    ['have 2.2 more, rounded up, of eleven', FOLLOWING, { ...variable, peakRequestsPerSecond: 280.1 }, [1, 4, 11, 14]],
    [
      'begin with two in two zones',
      FOLLOWING,
      { ...variable, peakRequestsPerSecond: 56, availability: 'multi-az' },
      [2, 2, 2, 3],
    ],
    [
      'are none and one at zero',
      plan('asynchronous', 'scale-to-zero'),
      { ...alone, monthlyRequests: 1000 },
      [0, 1, 1, 2],
    ],
    [
      'have one more in busy hours that are known, which the schedule keeps',
      FOLLOWING,
      { ...variable, ...office, peakRequestsPerSecond: 84 },
      [1, 2, 3, 4, 2],
    ],
    [
      'begin with what a burst takes that is over before one is added',
      QUEUE,
      { ...queued, responseTimeSeconds: 639 },
      [3, 3, 3, 4],
    ],
  ] as const)('%s', (_rule, priced, stated, expected) => {
    expect(counts(priced, stated)).toEqual(expected);
  });
});
