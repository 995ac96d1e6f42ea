import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import type { Plan } from '../../../src/recommender/costs/costing.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { BOOK, needsOf, plan } from '../costs/support.ts';

// What `costs/golden-bills.ts` and `costs/worked-bills.test.ts` have no bill for.

const FIXED = plan('real-time', 'fixed');
const FOLLOWING = plan('real-time', 'auto-scaling');
const TO_ZERO = plan('real-time', 'scale-to-zero', 'inference-components');
const QUEUE = plan('asynchronous', 'auto-scaling');
const QUEUE_TO_ZERO = plan('asynchronous', 'scale-to-zero');
const ON_DEMAND = plan('serverless', 'on-demand');
const WARM = plan('serverless', 'provisioned-concurrency');
const JOB = plan('batch-transform', 'per-job');

/** On the types that the figures were worked out with: 4 at once on an ml.m5.xlarge, 1 on a GPU. */
const bill = (priced: Plan, stated: Partial<Workload>) => {
  const instanceType = stated.requiresGpu ? 'ml.g5.xlarge' : 'ml.m5.xlarge';
  return costOf({ plan: priced, needs: needsOf({ instanceType, ...stated }), book: BOOK }).components;
};
/** Of what is on the first line: the hours of instances, or the seconds of serverless. */
const used = (priced: Plan, stated: Partial<Workload>) => Number(bill(priced, stated)[0]?.monthlyQuantity);

const MONTH = 730;
const DAYS = 730 / 24;
const WORKING_DAYS = (DAYS * 5) / 7;

type Row = readonly [sentence: string, priced: Plan, stated: Partial<Workload>, quantity: number, digits?: number];

const steady = { trafficPattern: 'steady', processingTimeSeconds: 0.1 } as const;
/** A p95 of 143 ms is a mean of 100 ms. */
const variable = { trafficPattern: 'variable', processingTimeSeconds: 1 / 7 } as const;
const gpu = { ...steady, requiresGpu: true } as const;
const onTwo = { ...steady, processingTimeSeconds: 0.7, peakRequestsPerSecond: 2 } as const;
// biome-ignore format: a fixture in few lines.
const burst = { trafficPattern: 'variable', processingTimeSeconds: 30, monthlyRequests: 20_000, burstRequests: 2000 } as const;
const { processingTimeSeconds: _, ...untimed } = burst;
/** 0.9 instances of a GPU, 70 % busy. */
const uneven = (seconds: number) =>
  ({ ...gpu, processingTimeSeconds: seconds / 0.7, monthlyRequests: (0.9 * 0.7 * 730 * 3600) / seconds }) as const;

// biome-ignore format: one case a line.
const INSTANCES: readonly Row[] = [
  ['are counted from the month where no peak is stated: 76,633,200 requests are 29.16 per second', FIXED,
    { ...steady, monthlyRequests: 29.16 * 730 * 3600 }, 2 * MONTH],
  ['are two where one Availability Zone is not enough, even for no requests', FIXED,
    { ...steady, monthlyRequests: 0, availability: 'multi-az' }, 2 * MONTH],
  ['do one request at once on each GPU: 2 requests of 350 ms a second fill one', FIXED,
    { ...gpu, processingTimeSeconds: 0.35, peakRequestsPerSecond: 2 }, MONTH],
  ['are two where a third of one more GPU request does not fit', FIXED,
    { ...gpu, processingTimeSeconds: 0.35, peakRequestsPerSecond: 2.3 }, 2 * MONTH],
  ["do one at once on each of AWS's accelerators", FIXED, { ...onTwo, instanceType: 'ml.inf2.xlarge' }, 2 * MONTH],
  ['do one at once on a type that is not described', FIXED, { ...onTwo, instanceType: 'ml.unheard-of.large' }, 2 * MONTH],
  ['are sized for the p95 where their number is fixed: 80 of 143 ms a second are 5 all day', FIXED,
    { ...variable, peakRequestsPerSecond: 80 }, 5 * MONTH],
  ['stay on for a burst whose callers wait, 250 for 2,000 of 30 s: two in turn within the 60 s of a call, on 4 at once',
    FOLLOWING, burst, 250 * MONTH],
  ['are as many for that burst where their number is fixed', FIXED, { ...burst, trafficPattern: 'steady' }, 250 * MONTH],
  ['are 500 where 31 s leave no time for a second in turn', FOLLOWING, { ...burst, processingTimeSeconds: 31 }, 500 * MONTH],
  ['are 500 where an answer is due in 30 s', FOLLOWING, { ...burst, responseTimeSeconds: 30 }, 500 * MONTH],
  ['are one where no processing time is stated, whatever the burst', FOLLOWING, untimed, MONTH],
  ['are one where 0.9 of them is worked by many requests of 30 ms', FOLLOWING, uneven(0.03), MONTH],
  ['are two where 0.9 of them is worked by few of 30 s, which come unevenly', FOLLOWING, uneven(30), 2 * MONTH, 0],
  // 40 per second on average are 72 in 3 of the hours and 24 in 6: 2.6 and 0.9 instances.
  ['are one outside the busy hours, and in them never fewer than the two of a schedule, from 15 min before', FOLLOWING,
    { ...variable, trafficPattern: 'intermittent', busyHoursPerDay: 9, monthlyRequests: 40 * 9 * DAYS * 3600 },
    DAYS * (3 * 3 + 6 * 2 + 15 + 2 * (16 / 60) + 15 / 60)],
  // A million of 100 ms are 100,000 s of work in 2 h; on 4 at once at 70 % that is 4.96 instances, in 60 of 730 hours.
  ['are as many as the deadline of a dataset needs while there is one', FOLLOWING, { ...nightly(), datasetDeadlineHours: 2 },
    60 * 5 + 670 + 30 * 4 * (16 / 60)],
  ['spread a run over the time to the next where there is no deadline', FOLLOWING, nightly(), MONTH],
];

function nightly() {
  return { ...steady, trafficPattern: 'dataset', datasetRecordsPerRun: 1_000_000, datasetRunsPerMonth: 30 } as const;
}

/** 2 hours of every day. */
const busy = {
  ...steady,
  trafficPattern: 'intermittent',
  busyHoursPerDay: 2,
  busyDaysPerWeek: 7,
  monthlyRequests: 100_000,
} as const;
const known = { ...busy, trafficPredictable: true } as const;
/** What is paid of an hour: `idle` s until it is gone or called again, 5 min to start; `blind` s until an alarm has seen a request. */
const upAt = (idle: number, blind: number) => (perHour: number) => {
  const paid = Math.exp((perHour * idle) / 3600) - 1 + (perHour * 300) / 3600;
  return paid / (paid + 1 + (perHour * blind) / 3600);
};
const components = upAt(1560.07, 120);

// biome-ignore format: one case a line.
const COMPONENTS: readonly Row[] = [
  ['cost 15 min more per day where somebody knows the hours: a schedule has a copy up before them', TO_ZERO, known,
    DAYS * (2 + (15 + 26) / 60)],
  ['cost 5 min of starting and 26 of cooling down for each request that comes alone: 10 are some 5 hours', TO_ZERO,
    { ...busy, monthlyRequests: 10 }, 4.8943, 3],
  ['wake as rarely where somebody knows the hours of 10 requests', TO_ZERO, { ...known, monthlyRequests: 10 }, 4.8943, 3],
  // Spread as a busy spell is: 10.8 per hour in a third of the hours, 3.6 in the others.
  ['stay up for requests that come every 10 min in 85 % of that time, and wake for the others', TO_ZERO,
    { ...busy, busyHoursPerDay: 24, monthlyRequests: 730 * 6 }, (MONTH * (components(10.8) + 2 * components(3.6))) / 3],
  ['cost nothing without a request', TO_ZERO, { ...busy, monthlyRequests: 0 }, 0],
  ['never cost more than those that stay on, however often they wake', TO_ZERO, { ...busy, busyHoursPerDay: 23.99 }, MONTH],
  ['wake once a week for days that are busy around the clock', TO_ZERO, { ...busy, busyHoursPerDay: 24, busyDaysPerWeek: 5 },
    (MONTH * 5) / 7 + (DAYS / 7) * (26 / 60), 4],
  ['go to zero where a dataset is done: 298 hours of work and 30 times 31 min of starting and cooling down', TO_ZERO,
    { ...nightly(), datasetDeadlineHours: 20 }, 3_000_000 / 3600 / 4 / 0.7 + 30 * (1860 / 3600)],
];

const scans = { processingTimeSeconds: 60, payloadSizeMB: 500 } as const;
const office = { ...scans, trafficPattern: 'intermittent', busyHoursPerDay: 8, busyDaysPerWeek: 5 } as const;
/** A third of the hours has 1.8 times the mean, the others 0.6 times; after each day 2.5 min of cooling down. */
const scanned = (monthlyRequests: number): number => {
  const shares = [1.8, 0.6, 0.6].map((load) => upAt(2.5 * 60 + 42, 180)((monthlyRequests / WORKING_DAYS / 8) * load));
  return (WORKING_DAYS / 3) * shares.reduce((sum, share) => sum + share * (8 + (share * 2.5) / 60), 0);
};
/** 200,000 scans of 42 s on average: 0.94 of an instance that is 85 % busy, 1.88 at the top of the day, by the hour of its 24. */
const top = (200_000 * 42) / (730 * 3600 * 4 * 0.85) / 0.5;
const above = [1, 1, 1, 0.9, 0.9, 0.9, 0.85, 0.75, 0.65, 0.65, 0.55].reduce(
  (sum, load) => sum + Math.max(0, top * load - 1),
  0,
);

// biome-ignore format: one case a line.
const QUEUES: readonly Row[] = [
  ['are sized for the average hour, since the queue takes the peaks: a peak of 10 per second costs nothing', plan('asynchronous', 'fixed'),
    { ...scans, trafficPattern: 'steady', monthlyRequests: 10_000, peakRequestsPerSecond: 10 }, MONTH],
  ['follow the work of the day, in parts of instances: 200,000 scans take more than one in 11 of 24 hours', QUEUE,
    { ...scans, trafficPattern: 'variable', monthlyRequests: 200_000 }, MONTH + DAYS * (above + ((top - 1) * 2.5) / 60)],
  ['cost 164 of the busy hours at zero, and 2.5 min each day for cooling down, where scans come all the time', QUEUE_TO_ZERO,
    { ...office, monthlyRequests: 20_000 }, scanned(20_000), 2],
  ['sleep between scans that are far apart: 2,000 per month, 12 per hour, keep one up for 88 of those hours', QUEUE_TO_ZERO,
    { ...office, monthlyRequests: 2000 }, scanned(2000), 2],
  ['cost what the work needs at 85 % busy, where one cannot do it: 2 on average, and 3 that cool down', QUEUE_TO_ZERO,
    { ...office, monthlyRequests: (WORKING_DAYS * 8 * 3600 * 2 * 4 * 0.85) / 42 }, WORKING_DAYS * (2 * 8 + (3 * 2.5) / 60), 3],
];

const warm = {
  trafficPattern: 'intermittent',
  monthlyRequests: 100_000,
  processingTimeSeconds: 0.5,
  busyHoursPerDay: 8,
} as const;
const BUSY_SECONDS = (730 / 3) * 3600;

// biome-ignore format: one case a line.
const UNITS: readonly Row[] = [
  ['are kept warm for 4 hours a day where none are stated', WARM,
    { ...steady, trafficPattern: 'intermittent', monthlyRequests: 1000 }, BUSY_SECONDS / 2],
  ['are one for each request in progress, as stated: 20 are 20, and not 14', WARM, { ...warm, concurrentRequests: 20 }, 20 * BUSY_SECONDS],
  ['are no more than the quota of 200', WARM, { ...warm, burstRequests: 5000 }, 200 * BUSY_SECONDS],
  ['are at least one for each of several models', WARM, { ...warm, modelCount: 3 }, 3 * BUSY_SECONDS],
  ['are 7 for each of three models of a burst of 20', WARM, { ...warm, modelCount: 3, burstRequests: 20 }, 3 * 7 * BUSY_SECONDS],
  ['are not for five models that share the requests on demand: as many seconds as for one', ON_DEMAND, { ...warm, modelCount: 5 }, 35_000],
];

/** A million records of 50 ms: 50,000 s of work a run, four records at once. */
const million = { ...nightly(), processingTimeSeconds: 0.05 } as const;
const WORK = 50_000 / 4 / 3600;
const START = 5 / 60;

// biome-ignore format: one case a line.
const JOBS: readonly Row[] = [
  ['take as many instances as they need to be done before the next run: 6 for a run every 44 min', JOB,
    { ...million, datasetRunsPerMonth: 1000 }, 1000 * (WORK + 6 * START)],
  ['take no more than the 100 instances of a job', JOB, { ...million, datasetDeadlineHours: 0.084 }, 30 * (WORK + 100 * START)],
  ['take no more of them where the deadline ends before they have started', JOB, { ...million, datasetDeadlineHours: 0.01 },
    30 * (WORK + 100 * START)],
  ['are one for a pipeline, however many containers it has', plan('batch-transform', 'per-job', 'inference-pipeline'),
    { ...million, containerCount: 3, containerInvocation: 'serial' }, 30 * (WORK + START)],
  ['are none without a run', JOB, { ...million, datasetRunsPerMonth: 0 }, 0],
];

describe.each([
  ['the hours of instances that stay on', INSTANCES],
  ['the hours of components that go to zero', COMPONENTS],
  ['the hours of instances behind a queue', QUEUES],
  ['the seconds of serverless units', UNITS],
  ['the hours of jobs', JOBS],
])('%s', (_what, rows) => {
  for (const [sentence, priced, stated, quantity, digits = 6] of rows)
    it(sentence, () => expect(used(priced, stated)).toBeCloseTo(quantity, digits));
});

describe('what else an option costs', () => {
  it('is no more for a burst of 8 than for one request, which one instance answers in turn', () => {
    expect(used(FOLLOWING, { ...burst, burstRequests: 8 })).toBe(used(FOLLOWING, { ...burst, burstRequests: 1 }));
  });

  it('is less behind a queue that has 15 min for a burst of 2,000 than in real time', () => {
    const patient = {
      ...burst,
      trafficPattern: 'steady',
      processingTimeSeconds: 60,
      responseTimeSeconds: 900,
    } as const;
    expect(explained(patient).choice?.option).toBe('asynchronous');
  });

  it('follows the day as it is where it has no busy hours: 0 says as little as silence', () => {
    const none = { ...variable, monthlyRequests: 1e8 };
    expect(used(FOLLOWING, { ...none, busyHoursPerDay: 0, busyDaysPerWeek: 0 })).toBe(used(FOLLOWING, none));
  });

  it('has 2 more of what goes to zero for a stated peak of 2.7 min per day, and for 26 min after it', () => {
    const daily = { ...busy, busyHoursPerDay: 4, monthlyRequests: 1_000_000 };
    const more = used(TO_ZERO, { ...daily, peakRequestsPerSecond: 100 }) - used(TO_ZERO, daily);
    expect(more).toBeCloseTo(2 * ((0.5 * 1_000_000) / (100 * 3600) + DAYS * (26 / 60)), 6);
  });

  it('has 7.5 min of each instance that a burst adds behind a queue, every other day at most', () => {
    const calm = {
      ...scans,
      requiresGpu: true,
      trafficPattern: 'variable',
      monthlyRequests: 20_000,
      responseTimeSeconds: 900,
    } as const;
    const hourly = (20_000 / (730 * 3600) / 0.5 / 0.85) * 60;
    const extra = used(QUEUE, { ...calm, burstRequests: 200 }) - used(QUEUE, calm);
    expect(extra).toBeCloseTo((DAYS / 2) * (20 - Math.max(1, hourly)) * 0.125, 6);
  });

  it('has the size of a dataset and a fifth of it back as data, whatever the largest record, and none of an address', () => {
    const dataset = { ...nightly(), datasetSizeGB: 2, payloadSizeMB: 5 } as const;
    expect(bill(FOLLOWING, dataset)[1]?.monthlyQuantity).toBeCloseTo(30 * 2 * 1.2, 9);
    expect(bill(FOLLOWING, { ...dataset, payloadByReference: true })[1]?.name).toBe('Storage volumes');
  });

  it('has a separate rate for what is inferred on warm units, and on demand what finds them at work', () => {
    const inWork = (100_000 / BUSY_SECONDS) * 0.35;
    // Of one unit, a busy spell of 1.8 times the mean in a third of the hours, of 0.6 times in the others: a / (1 + a) find it at work.
    const lost = (load: number) => (load * inWork) / (1 + load * inWork);
    const overflow = 35_000 * ((1.8 / 3) * lost(1.8) + ((2 * 0.6) / 3) * lost(0.6));
    expect(bill(WARM, warm)).toMatchObject([
      { name: 'Provisioned concurrency kept warm (2 GB)', unitPriceUsd: 0.00001, monthlyQuantity: BUSY_SECONDS },
      { unitPriceUsd: 0.0000233, monthlyQuantity: expect.closeTo(35_000 - overflow, 6) },
      { unitPriceUsd: 0.00004, monthlyQuantity: expect.closeTo(overflow, 6) },
    ]);
  });

  it('is nothing of serverless for 6.1 GB, which no size holds, and says so', () => {
    const {
      monthlyUsd,
      components: lines,
      note,
    } = costOf({ plan: ON_DEMAND, needs: needsOf({ ...warm, modelSizeGB: 6.1 }), book: BOOK });
    expect({ monthlyUsd, lines, note }).toEqual({
      monthlyUsd: null,
      lines: [],
      note: 'Nothing on the price list holds a model of 6.1 GB.',
    });
  });

  it('is named with what can be changed of a job: its instance, while jobs run', () => {
    expect(bill(JOB, million)).toMatchObject([
      { name: 'Instances (ml.m5.xlarge, while jobs run)', unit: 'hours', unitPriceUsd: 0.23, basis: 'derived' },
    ]);
  });
});
