import type { HostingPatternId, InferenceOptionId, Scaling, Workload } from '../../../src/recommender/index.ts';

/** A bill written by hand: quantity and rate of each line, in the bill's order, and how its quantities come about. */
interface GoldenBill {
  readonly why: string;
  readonly plan: readonly [InferenceOptionId, Scaling, HostingPatternId?];
  readonly stated: Partial<Workload>;
  /** Quantity, and US dollars for one unit, of the price list in `support.ts`. */
  readonly lines: readonly (readonly [number, number])[];
}

// Rates of us-east-1. An hour of:
const M5_LARGE = 0.115;
const M5_XLARGE = 0.23;
const M5_2XLARGE = 0.461;
const G4DN_XLARGE = 0.7364;
const G5_XLARGE = 1.408;
const R6I_4XLARGE = 1.21;
// A GB of data, a GB of storage for a month, and a second on demand at 1 GB.
const DATA = 0.016;
const STORAGE = 0.14;
const SECOND = 0.00002;
const WARM = 0.000005;
const WARM_SECOND = 0.00001165;

const MONTH = 730;
const DAYS = 730 / 24;
/**
 * A bill of requests counts the mean: 0.7 of a p95, and 0.6 of the largest payload with a fifth of it the other way. A job is
 * billed for the seconds per record that are stated.
 */
const MEAN = 0.7;
const GB_PER_MB = (0.6 * 1.2) / 1024;

const steady = { trafficPattern: 'steady' } as const;
const seldom = { trafficPattern: 'intermittent' } as const;
const little = { ...steady, monthlyRequests: 100_000, processingTimeSeconds: 0.1 } as const;
const XLARGE = { instanceType: 'ml.m5.xlarge' } as const;
const REAL_TIME = ['real-time', 'fixed'] as const;
const ON_DEMAND = ['serverless', 'on-demand'] as const;
const QUEUE = ['asynchronous', 'fixed'] as const;
const JOB = ['batch-transform', 'per-job'] as const;
const nightly = {
  trafficPattern: 'dataset',
  datasetRunsPerMonth: 30,
  datasetRecordsPerRun: 100_000,
  processingTimeSeconds: 0.1,
} as const;

/** Instances that stay on, each with a volume: 30 GB, and 1.3 times the weights where their size is stated. */
const on = (count: number, rate: number, volumeGB = 30) =>
  [
    [count * MONTH, rate],
    [count * volumeGB, STORAGE],
  ] as const;

// biome-ignore format: one case a line.
const FIXED: readonly GoldenBill[] = [
  { why: 'one ml.m5.large where no memory is stated: 2 GB', plan: REAL_TIME, stated: little, lines: on(1, M5_LARGE) },
  { why: '2 GB fit an ml.m5.large', plan: REAL_TIME, stated: { ...little, modelSizeGB: 2 }, lines: on(1, M5_LARGE, 33) },
  { why: '6.4 GB are 80 % of 8 GiB', plan: REAL_TIME, stated: { ...little, modelSizeGB: 6.4 }, lines: on(1, M5_LARGE, 39) },
  { why: '6.5 GB are more than 80 % of 8 GiB', plan: REAL_TIME, stated: { ...little, modelSizeGB: 6.5 }, lines: on(1, M5_XLARGE, 39) },
  { why: '100 GB take an instance of 128 GiB', plan: REAL_TIME, stated: { ...little, modelSizeGB: 100 }, lines: on(1, R6I_4XLARGE, 160) },
  { why: 'two zones', plan: REAL_TIME, stated: { ...little, ...XLARGE, availability: 'multi-az' }, lines: on(2, M5_XLARGE) },
  { why: '28 of 100 ms per second fill 4 vCPUs to 70 %', plan: REAL_TIME, stated: { ...little, ...XLARGE, peakRequestsPerSecond: 28 },
    lines: on(1, M5_XLARGE) },
  { why: '29 of 100 ms per second do not fit one', plan: REAL_TIME, stated: { ...little, ...XLARGE, peakRequestsPerSecond: 29 }, lines: on(2, M5_XLARGE) },
  { why: '29 of 100 ms per second take three ml.m5.large for $264.45, where two ml.m5.xlarge cost $344.20', plan: REAL_TIME,
    stated: { ...little, peakRequestsPerSecond: 29 }, lines: on(3, M5_LARGE) },
  { why: '100 of 100 ms per second are 10 at once, on 2.8 each', plan: REAL_TIME, stated: { ...little, ...XLARGE, peakRequestsPerSecond: 100 },
    lines: on(4, M5_XLARGE) },
  { why: '100 of 100 ms per second take two ml.m5.2xlarge for $681.46, where four ml.m5.xlarge cost $688.40', plan: REAL_TIME,
    stated: { ...little, peakRequestsPerSecond: 100 }, lines: on(2, M5_2XLARGE) },
  { why: 'a GPU has local disks, and so no volume: one ml.g4dn.xlarge where no memory is stated, 12.8 GB', plan: REAL_TIME,
    stated: { ...little, requiresGpu: true }, lines: [[MONTH, G4DN_XLARGE]] },
  { why: '10 GB fit a GPU of 16 GB', plan: REAL_TIME, stated: { ...little, requiresGpu: true, modelSizeGB: 10 }, lines: [[MONTH, G4DN_XLARGE]] },
  { why: '3 of 500 ms per second are 1.5 at once, on GPUs that take 0.7', plan: REAL_TIME,
    stated: { ...little, processingTimeSeconds: 0.5, peakRequestsPerSecond: 3, instanceType: 'ml.g5.xlarge' }, lines: [[3 * MONTH, G5_XLARGE]] },
  { why: 'three models on three endpoints', plan: REAL_TIME, stated: { ...little, ...XLARGE, modelCount: 3 }, lines: on(3, M5_XLARGE) },
  {
    why: '1 MB at most: 0.6 MB in and a fifth of it out',
    plan: REAL_TIME,
    stated: { ...little, ...XLARGE, payloadSizeMB: 1 },
    lines: [
      [MONTH, M5_XLARGE],
      [100_000 * GB_PER_MB, DATA],
      [30, STORAGE],
    ],
  },
  {
    why: '6 MB at most, ten million times',
    plan: REAL_TIME,
    stated: { ...little, ...XLARGE, monthlyRequests: 10_000_000, payloadSizeMB: 6 },
    lines: [
      [MONTH, M5_XLARGE],
      [10_000_000 * 6 * GB_PER_MB, DATA],
      [30, STORAGE],
    ],
  },
  { why: 'an address carries no data', plan: REAL_TIME, stated: { ...little, ...XLARGE, payloadSizeMB: 500, payloadByReference: true },
    lines: on(1, M5_XLARGE) },
  { why: 'a stated instance type', plan: REAL_TIME, stated: { ...little, instanceType: 'ml.m5.large' }, lines: on(1, M5_LARGE) },
];

const SERVERLESS: readonly GoldenBill[] = [
  ...([1, 2, 3, 4, 5, 6] as const).map(
    (gigabytes): GoldenBill => ({
      why: `a million of 200 ms at ${gigabytes} GB`,
      plan: ON_DEMAND,
      stated: { ...seldom, monthlyRequests: 1_000_000, processingTimeSeconds: 0.2, modelSizeGB: gigabytes },
      lines: [[1_000_000 * 0.2 * MEAN, gigabytes * SECOND]],
    }),
  ),
  {
    why: '2 GB where no memory is stated',
    plan: ON_DEMAND,
    stated: { ...seldom, monthlyRequests: 3000, processingTimeSeconds: 20 },
    lines: [[3000 * 20 * MEAN, 2 * SECOND]],
  },
  {
    why: '4 MB at most',
    plan: ON_DEMAND,
    stated: { ...seldom, monthlyRequests: 500_000, processingTimeSeconds: 1, payloadSizeMB: 4 },
    lines: [
      [500_000 * MEAN, 2 * SECOND],
      [500_000 * 4 * GB_PER_MB, DATA],
    ],
  },
  {
    why: 'a dataset of 10 GB, and a fifth of it back',
    plan: ON_DEMAND,
    stated: { ...nightly, datasetSizeGB: 10 },
    lines: [
      [30 * 100_000 * 0.1, 2 * SECOND],
      [30 * 10 * 1.2, DATA],
    ],
  },
  {
    why: 'records of at most 1 MB',
    plan: ON_DEMAND,
    stated: { ...nightly, payloadSizeMB: 1 },
    lines: [
      [30 * 100_000 * 0.1, 2 * SECOND],
      [30 * 100_000 * GB_PER_MB, DATA],
    ],
  },
  {
    why: '200 units kept warm for 8 hours of 22 days, and no overflow worth a cent',
    plan: ['serverless', 'provisioned-concurrency'],
    stated: {
      ...seldom,
      ...{ monthlyRequests: 200_000, processingTimeSeconds: 0.5, burstRequests: 200 },
      ...{ busyHoursPerDay: 8, busyDaysPerWeek: 5 },
    },
    lines: [
      [200 * 8 * ((DAYS * 5) / 7) * 3600, 2 * WARM],
      [200_000 * 0.5 * MEAN, 2 * WARM_SECOND],
    ],
  },
];

// biome-ignore format: one case a line.
const QUEUES: readonly GoldenBill[] = [
  { why: 'one instance behind a queue', plan: QUEUE, stated: { ...little, ...XLARGE, payloadSizeMB: 500 }, lines: on(1, M5_XLARGE) },
  { why: '150,000 of a minute are 3.42 at once, on 3.4 each', plan: QUEUE,
    stated: { ...steady, ...XLARGE, monthlyRequests: 150_000, processingTimeSeconds: 60 }, lines: on(2, M5_XLARGE) },
  { why: '148,000 of a minute are 3.38 at once', plan: QUEUE, stated: { ...steady, ...XLARGE, monthlyRequests: 148_000, processingTimeSeconds: 60 },
    lines: on(1, M5_XLARGE) },
  { why: '2,000 of a minute on a GPU within 15 min: 133.3 at once', plan: QUEUE,
    stated: { ...steady, ...{ monthlyRequests: 20_000, processingTimeSeconds: 60, responseTimeSeconds: 900 },
      ...{ burstRequests: 2000, instanceType: 'ml.g5.xlarge' } }, lines: [[134 * MONTH, G5_XLARGE]] },
  {
    why: '4 runs of 1,000 minutes on 4 vCPUs, 5 min of starting and 2.5 of cooling down each',
    plan: ['asynchronous', 'scale-to-zero'],
    stated: { trafficPattern: 'dataset', ...{ datasetRunsPerMonth: 4, datasetRecordsPerRun: 1000, processingTimeSeconds: 60, ...XLARGE } },
    lines: [
      [(4 * 1000 * 60) / 3600 / 4 + 4 * 0.125, M5_XLARGE],
      [(((4 * 1000 * 60) / 3600 / 4 + 4 * 0.125) / MONTH) * 30, STORAGE],
    ],
  },
];

const job = (why: string, stated: Partial<Workload>, hours: number, rate = M5_XLARGE): GoldenBill => ({
  why,
  plan: JOB,
  stated: { ...nightly, ...XLARGE, ...stated },
  lines: [[hours, rate]],
});
/** The work of a month on one vCPU, in hours. */
const WORK = (30 * 100_000 * 0.1) / 3600;
const START = 5 / 60;

const JOBS: readonly GoldenBill[] = [
  job('4 records at once, and 5 min of starting', {}, WORK / 4 + 30 * START),
  job('2 records at once on 2 vCPUs', { instanceType: 'ml.m5.large' }, WORK / 2 + 30 * START, M5_LARGE),
  job('1 record at once on a GPU', { instanceType: 'ml.g5.xlarge' }, WORK + 30 * START, G5_XLARGE),
  job('2 records of 50 MB at once: 100 MB are sent together', { payloadSizeMB: 50 }, WORK / 2 + 30 * START),
  job('1 record of 51 MB at once', { payloadSizeMB: 51 }, WORK + 30 * START),
  job('a job for each of three models', { modelCount: 3 }, WORK / 4 + 3 * 30 * START),
  job('2,500 s of work in 600 s less 5 min: 9', { datasetDeadlineHours: 1 / 6 }, WORK / 4 + 9 * 30 * START),
  job('data of a job is not charged', { datasetSizeGB: 100 }, WORK / 4 + 30 * START),
  job('once a month', { datasetRunsPerMonth: 1 }, WORK / 30 / 4 + START),
  {
    why: 'one ml.m5.large: its work costs what it does on an ml.m5.xlarge, its 5 min of starting half',
    plan: JOB,
    stated: nightly,
    lines: [[WORK / 2 + 30 * START, M5_LARGE]],
  },
];

// biome-ignore format: one case a line.
const FOLLOWING: readonly GoldenBill[] = [
  { why: 'one instance at any hour', plan: ['real-time', 'auto-scaling'],
    stated: { trafficPattern: 'variable', ...XLARGE, monthlyRequests: 1_000_000, processingTimeSeconds: 0.1 }, lines: on(1, M5_XLARGE) },
  {
    why: '80 per second of 100 ms on average: 3 instances in 8 hours of the day, 2 in 6, 1 in 10, and 16 min of scaling in',
    plan: ['real-time', 'auto-scaling'],
    stated: { trafficPattern: 'variable', ...XLARGE, peakRequestsPerSecond: 80, processingTimeSeconds: 1 / 7 },
    lines: on((8 * 3 + 6 * 2 + 10 + (2 * 16) / 60) / 24, M5_XLARGE),
  },
  { why: 'components for 2 hours a day, and 26 min of cooling down', plan: ['real-time', 'scale-to-zero', 'inference-components'],
    stated: { ...seldom, ...XLARGE, busyHoursPerDay: 2, monthlyRequests: 1_000_000, processingTimeSeconds: 0.1 }, lines: on((2 + 26 / 60) / 24, M5_XLARGE) },
  { why: 'a queue for 8 hours a day, and 2.5 min of cooling down', plan: ['asynchronous', 'scale-to-zero'],
    stated: { ...seldom, ...XLARGE, busyHoursPerDay: 8, monthlyRequests: 1_000_000, processingTimeSeconds: 0.1 }, lines: on((8 + 2.5 / 60) / 24, M5_XLARGE) },
];

/** Worked out by hand from the price list; nothing in it comes from the program. */
export const GOLDEN_BILLS: readonly GoldenBill[] = [...FIXED, ...SERVERLESS, ...QUEUES, ...JOBS, ...FOLLOWING];
