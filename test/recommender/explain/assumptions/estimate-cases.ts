// biome-ignore-all format: one case a line.
import type { Plan } from '../../../../src/recommender/costs/costing.ts';
import type { Workload, WorkloadField } from '../../../../src/recommender/index.ts';
import { plan } from '../../costs/support.ts';

/** A figure as it is named, or its sentence alone. */
interface Figure {
  readonly field?: WorkloadField;
  readonly value?: unknown;
  readonly text?: string;
}

/** The figure, the plan, the workload, and what is said of it: null where it isn't named. */
export type FigureCase = readonly [string, Plan, Partial<Workload>, string | Figure | null];

export const REAL_TIME = plan('real-time', 'fixed');
export const FOLLOWING = plan('real-time', 'auto-scaling');
export const SERVERLESS = plan('serverless', 'on-demand');
const QUEUE = plan('asynchronous', 'scale-to-zero');
const SCALED_QUEUE = plan('asynchronous', 'auto-scaling');
const WARM = plan('serverless', 'provisioned-concurrency');
const JOB = plan('batch-transform', 'per-job');
const COMPONENTS = plan('real-time', 'scale-to-zero', 'inference-components');
const SHARED = plan('real-time', 'fixed', 'multi-model');

const calls = { processingTimeSeconds: 0.1, payloadSizeMB: 1 } as const;
export const little = { ...calls, trafficPattern: 'steady', monthlyRequests: 1000 } as const;
const busy = { ...little, peakRequestsPerSecond: 29 } as const;
const onFour = { ...little, instanceType: 'ml.m5.xlarge' } as const;
const sparse = { ...little, trafficPattern: 'intermittent' } as const;
const variable = { ...little, trafficPattern: 'variable' } as const;
/** 200 requests of 60 s. */
const burst = { trafficPattern: 'variable', monthlyRequests: 1000, processingTimeSeconds: 60, burstRequests: 200, instanceType: 'ml.m5.xlarge' } as const;
const due = { ...burst, responseTimeSeconds: 900 } as const;
const office = { trafficPattern: 'intermittent', busyHoursPerDay: 8, monthlyRequests: 100_000, processingTimeSeconds: 0.5, concurrentRequests: 20 } as const;
const brief = { ...office, busyDaysPerWeek: 1, monthlyRequests: 1000 } as const;
const nightly = { trafficPattern: 'dataset', datasetRecordsPerRun: 9, datasetRunsPerMonth: 30, processingTimeSeconds: 1 } as const;
const silent = { trafficPattern: 'steady', monthlyRequests: 1000, processingTimeSeconds: 0.1 } as const;
const peak = { ...calls, trafficPattern: 'steady', peakRequestsPerSecond: 500 } as const;
const noPayload = { trafficPattern: 'steady', processingTimeSeconds: 0.1, peakRequestsPerSecond: 500 } as const;
const byDay = { ...calls, trafficPattern: 'variable', peakRequestsPerSecond: 3, busyHoursPerDay: 10, busyDaysPerWeek: 5 } as const;
const many = { ...little, modelCount: 2005, modelSizeGB: 0.1 } as const;
const BATCHES = 'Each instance is assumed to process 1 request at once, 1 per GPU or accelerator; a server that batches requests needs fewer instance hours.';

export const FIGURES: readonly FigureCase[] = [
  ['instance-type', REAL_TIME, little, { field: 'instanceType', value: 'ml.m5.large', text: "Instance type: not given; ml.m5.large is priced, chosen by the month's bill." }],
  ['instance-type', REAL_TIME, { ...little, modelSizeGB: 20 }, "Instance type: not given; ml.m5.2xlarge is priced, chosen by the month's bill; it holds 20 GB."],
  ['processing-range', SERVERLESS, little, 'Requests are priced at a mean of 0.7 times the stated p95, and the range at 0.4 to 1 times.'],
  ['processing-range', FOLLOWING, { concurrentRequests: 50 }, 'Requests are priced at a mean of 0.7 times their p95, and the range at 0.4 to 1 times.'],
  ['burst', SCALED_QUEUE, due, { field: 'burstRequests', value: 5, text: 'The burst is planned on up to 5 instances, which finish it in 10 min once they serve.' }],
  ['burst', SCALED_QUEUE, { ...due, burstRequests: 40 }, null],
  ['burst', REAL_TIME, burst, { value: 50, text: 'The burst is planned on 50 instances that stay on, for 200 requests at once.' }],
  ['burst', REAL_TIME, { ...burst, processingTimeSeconds: 30 }, 'The burst is planned on 25 instances that stay on, for 100 requests at once.'],
  ['burst', REAL_TIME, { ...burst, burstRequests: 4 }, null],
  ['burst', REAL_TIME, { ...burst, processingTimeSeconds: 0.04, responseTimeSeconds: 0.3, peakRequestsPerSecond: 400 }, 'The burst is planned on 8 instances that stay on, for 29 requests at once.'],
  ['max-concurrency', WARM, office, 'Maximum concurrency is planned at 29, of 200 per endpoint.'],
  ['max-concurrency', SERVERLESS, little, null],
  ['max-concurrency', REAL_TIME, office, null],
  ['warm-units', WARM, office, '20 units of provisioned concurrency are kept warm for 243 hours per month.'],
  ['warm-units', WARM, { ...brief, busyHoursPerDay: 0.25 }, '20 units of provisioned concurrency are kept warm for 1 hour per month.'],
  ['warm-units', WARM, { ...brief, busyHoursPerDay: 0.1 }, '20 units of provisioned concurrency are kept warm for 0.4345 hours per month.'],
  ['warm-units', SERVERLESS, office, null],
  ['serverless-memory', SERVERLESS, little, { field: 'modelSizeGB', value: 2 }],
  ['serverless-memory', SERVERLESS, { ...little, modelSizeGB: 3 }, null],
  ['target-utilisation', REAL_TIME, { ...little, peakRequestsPerSecond: 14 }, null],
  ['target-utilisation', REAL_TIME, { ...little, peakRequestsPerSecond: 15 }, 'Instances are sized to be 70% busy at the peak.'],
  ['target-utilisation', JOB, nightly, null],
  ['requests-at-once', REAL_TIME, { ...onFour, peakRequestsPerSecond: 28 }, null],
  ['requests-at-once', REAL_TIME, { ...onFour, peakRequestsPerSecond: 29 }, { field: 'instanceType', value: 4, text: 'Each instance is assumed to process 4 requests at once, 1 per vCPU.' }],
  ['requests-at-once', REAL_TIME, { ...busy, instanceType: 'ml.unheard-of.large' }, "Each instance is assumed to process 1 request at once, because its size isn't known."],
  ['requests-at-once', REAL_TIME, { ...busy, requiresGpu: true }, BATCHES],
  ['requests-at-once', REAL_TIME, { ...busy, requiresStreaming: 'response' }, 'Each instance is assumed to process 2 requests at once, 1 per vCPU; a server that batches requests needs fewer instance hours.'],
  ['requests-at-once', REAL_TIME, { ...busy, instanceType: 'ml.inf2.xlarge' }, BATCHES],
  ['requests-at-once', JOB, { ...nightly, datasetRecordsPerRun: 1e6 }, {}],
  ['busy-hours', FOLLOWING, sparse, 'Busy hours: not given; 4 per day are priced.'],
  ['busy-hours', FOLLOWING, { ...sparse, busyHoursPerDay: 6 }, null],
  ['busy-hours', SERVERLESS, sparse, null],
  ['busy-days', QUEUE, { ...sparse, busyHoursPerDay: 6 }, { field: 'busyDaysPerWeek', value: 7, text: 'Busy days: not given; all 7 per week are priced.' }],
  ['busy-days', QUEUE, { ...sparse, busyHoursPerDay: 6, busyDaysPerWeek: 5 }, null],
  ['busy-days', SERVERLESS, { ...sparse, busyHoursPerDay: 6 }, null],
  ['busy-days', QUEUE, { trafficPattern: 'intermittent', monthlyRequests: 1000, payloadSizeMB: 1, busyHoursPerDay: 6 }, null],
  ['waking', QUEUE, sparse, { field: 'coldStarts', value: 480 + 150, text: 'Each wake-up takes 8 min, of which 5 min are billed, and zero comes 3 min after the last answer.' }],
  ['waking', COMPONENTS, sparse, 'Each wake-up takes 7 min, of which 5 min are billed, and zero comes 26 min after the last answer.'],
  ['waking', QUEUE, { ...little, monthlyRequests: 0 }, null],
  ['start-up', JOB, nightly, 'Each job is priced with 5 min to start.'],
  ['start-up', JOB, { ...nightly, datasetRunsPerMonth: 0 }, null],
  ['day-shape', FOLLOWING, variable, { field: 'trafficPattern', value: 0.5, text: 'Peak load is taken as twice the average.' }],
  ['day-shape', FOLLOWING, { ...variable, peakRequestsPerSecond: 100 }, null],
  ['day-shape', FOLLOWING, { trafficPattern: 'variable', peakRequestsPerSecond: 1, processingTimeSeconds: 0.1 }, 'Average load is taken as half the peak.'],
  ['day-shape', SERVERLESS, variable, null],
  ['day-shape', SERVERLESS, { trafficPattern: 'variable', peakRequestsPerSecond: 1, processingTimeSeconds: 0.1 }, {}],
  ['payload', REAL_TIME, silent, "Payload: not given; data in and out isn't priced."],
  ['payload', SERVERLESS, silent, {}],
  ['payload', QUEUE, silent, null],
  ['payload', REAL_TIME, { ...silent, payloadByReference: true }, null],
  ['largest-payload', SERVERLESS, { ...little, payloadSizeMB: 5.8 },
    { field: 'payloadSizeMB', value: 5.8, text: 'Payloads are priced at 60% of the largest, 5.8 MB, and 20% of that in the other direction.' }],
  ['largest-payload', QUEUE, little, null],
  ['largest-payload', REAL_TIME, { ...little, payloadByReference: true }, null],
  ['largest-payload', SERVERLESS, { ...nightly, payloadSizeMB: 2 }, 'Records are priced at 60% of the largest, 2 MB, and 20% of that in the other direction.'],
  ['largest-payload', SERVERLESS, { ...nightly, payloadSizeMB: 2, datasetSizeGB: 1 }, null],
  ['month-from-peak', REAL_TIME, peak, { field: 'monthlyRequests', value: 1_314_000_000,
    text: 'Requests per month: not given; 1,314,000,000 are priced, at 500 per second, 24 hours per day, 7 days per week.' }],
  ['month-from-peak', SERVERLESS, byDay, 'Requests per month: not given; 1,173,214 are priced, at 50% of 3 per second, 10 hours per day, 5 days per week.'],
  ['month-from-peak', SERVERLESS, { ...byDay, busyHoursPerDay: 1, busyDaysPerWeek: 1 },
    'Requests per month: not given; 23,464 are priced, at 50% of 3 per second, 1 hour per day, 1 day per week.'],
  ['month-from-peak', REAL_TIME, noPayload, null],
  ['month-from-peak', FOLLOWING, { ...noPayload, trafficPattern: 'variable' }, {}],
  ['month-from-peak', SERVERLESS, noPayload, {}],
  ['month-from-peak', SERVERLESS, { ...noPayload, monthlyRequests: 9 }, null],
  ['active-models', SHARED, many, 'Models called per hour: not given; memory for 201 of 2,005 is priced.'],
  ['active-models', SHARED, { ...many, activeModelCount: 100 }, null],
  ['active-models', SHARED, { ...little, modelCount: 2000 }, null],
];

/** All that is named of a plan, in its order. */
export const ALL_NAMED: readonly (readonly [string, Plan, Partial<Workload>, readonly string[]])[] = [
  ['an endpoint that hardly works, which no processing time moves', REAL_TIME, little, ['instance-type', 'largest-payload', 'storage-volume']],
  ['a model of which the size is given', SERVERLESS, { ...little, modelSizeGB: 3 }, ['largest-payload', 'processing-range']],
  ['a stated type with its own disks', REAL_TIME, { instanceType: 'ml.g5.xlarge' }, []],
  ['a model that nothing holds', SERVERLESS, { modelSizeGB: 7 }, []],
];
