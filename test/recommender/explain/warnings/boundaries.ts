// biome-ignore-all format: one boundary a line, or two.
import { expect } from 'vitest';
import type { WarningCode } from '../../../../src/recommender/explain/warnings/index.ts';
import type { WorkloadField } from '../../../../src/recommender/index.ts';
import type { Boundary, Stated } from '../boundaries.ts';

type Row = Boundary<WarningCode>;

const variable = { trafficPattern: 'variable' } as const;
const steady = { trafficPattern: 'steady' } as const;
const gaps = { trafficPattern: 'intermittent' } as const;
const stored = { trafficPattern: 'dataset' } as const;
const scheduled = { ...stored, datasetRunsPerMonth: 8760 } as const;
const stream = { requiresStreaming: 'response' } as const;
const soon = { ...variable, responseTimeSeconds: 0.5 } as const;
const two = { otherRegions: ['eu-west-1'] };
const gateway = { ...variable, callerTimeoutSeconds: 29 } as const;
const queued = { payloadSizeMB: 500 } as const;
const pipeline = { containerCount: 3, containerInvocation: 'serial' } as const;
const apart = { modelCount: 3, modelsScaleIndependently: true } as const;
const onP5 = { instanceType: 'ml.p5.48xlarge' } as const;

export const ANSWERS: readonly Row[] = [
  ['a client gives up after 60 s, which 50 s are near', 'client-timeout-too-short', { ...variable, processingTimeSeconds: 50 },
    { asked: 50, allowed: 70, chosen: 'real-time' },
    { processingTimeSeconds: 49.9 }, { processingTimeSeconds: 55, ...stream }, [{ processingTimeSeconds: 55, ...queued }, 'asynchronous']],
  ['a client of serverless does too', 'client-timeout-too-short', { ...gaps, processingTimeSeconds: 50 }, { asked: 50, allowed: 70, chosen: 'serverless' },
    { processingTimeSeconds: 49.9 }],
  ['the router between Regions streams nothing', 'router-streaming', { ...soon, ...stream, ...two }, {}, { requiresStreaming: undefined }, { otherRegions: undefined }],
  ['the router takes 6 MB', 'router-payload', { ...soon, ...two, payloadSizeMB: 6.1 }, { asked: 6.1, allowed: 6, chosen: 'real-time' },
    { payloadSizeMB: 6 }, [{ payloadSizeMB: 30, responseTimeSeconds: undefined }, 'asynchronous']],
  ['the router waits 60 s', 'router-time', { ...stream, ...two, processingTimeSeconds: 60.1 }, { asked: 60.1, allowed: 60 }, { processingTimeSeconds: 60 }],
  ['copies between Regions cost', 'two-regions-data', { ...soon, availability: 'multi-region' }, { asked: 2 }, { availability: 'multi-az' }],
  ['only a stream has more than 60 s', 'only-streaming-has-time', { ...stream, processingTimeSeconds: 60.1 }, { asked: 60.1, allowed: 60 },
    { processingTimeSeconds: 60 },
    { requiresStreaming: undefined }],
  ['1.81 s leave 2 s without margin', 'response-time-without-margin', { ...variable, responseTimeSeconds: 2, processingTimeSeconds: 1.81 },
    { asked: 1.81, allowed: 2 },
    { processingTimeSeconds: 1.8 }],
  ['neither a stream nor a dataset needs a margin', 'response-time-without-margin', { responseTimeSeconds: 100, processingTimeSeconds: 99 }, {}, stream, stored],
  ['an answer may come after 29 s', 'caller-timeout-shorter-than-need', { ...gateway, responseTimeSeconds: 29.1 }, { asked: 29.1, allowed: 29 },
    { responseTimeSeconds: 29 }, { responseTimeSeconds: undefined }],
  ['an answer may be late where nobody said how long it takes', 'caller-timeout-shorter-than-need', { ...gateway, responseTimeSeconds: 45 }, {},
    { processingTimeSeconds: 2 }, stream, stored],
  ['a stream is cut off after 29 s', 'stream-longer-than-connection', { ...gateway, ...stream, processingTimeSeconds: 29.1 }, { asked: 29.1, allowed: 29 },
    { processingTimeSeconds: 29 }, { processingTimeSeconds: undefined }, { processingTimeSeconds: 45, callerTimeoutSeconds: undefined }],
  ['an answer is left in S3', 'answer-after-connection', { ...gateway, ...queued }, { asked: 29, text: /Poll S3 for the result/, chosen: 'asynchronous' },
    { callerTimeoutSeconds: undefined }, [{ ...scheduled, ...queued }, 'asynchronous']],
  ['an answer of 15 min is left in S3', 'answer-after-connection', { ...gateway, ...queued, responseTimeSeconds: 900 }, { asked: 29, allowed: 900 },
    { callerTimeoutSeconds: 900 }],
  ['a cold start may be too long below 10 s', 'cold-start-against-response-time', { ...gaps, responseTimeSeconds: 9.9 },
    { asked: 9.9, chosen: 'serverless/single-model/on-demand' },
    { responseTimeSeconds: 10 }, { responseTimeSeconds: undefined }, { responseTimeSeconds: 2, coldStarts: 'acceptable' }, { responseTimeSeconds: 2, ...variable },
    [{ responseTimeSeconds: 0.5, trafficPredictable: true }, 'serverless/single-model/provisioned-concurrency']],
  ['components at zero fail requests while they wake', 'requests-fail-while-waking', { ...gaps, ...apart, coldStarts: 'minutes-acceptable' },
    { chosen: 'real-time/inference-components/scale-to-zero' },
    [{ coldStarts: 'acceptable' }, 'real-time/inference-components/auto-scaling'],
      [{ ...queued, modelCount: 1, modelsScaleIndependently: undefined }, 'asynchronous/single-model/scale-to-zero']],
  ['a queue at zero wakes only with a policy', 'wakes-only-with-policy', { ...gaps, ...queued },
    { text: /HasBacklogWithoutCapacity/, chosen: 'asynchronous/single-model/scale-to-zero' },
    [variable, 'asynchronous/single-model/auto-scaling'],
      [{ ...apart, payloadSizeMB: undefined, coldStarts: 'minutes-acceptable' }, 'real-time/inference-components/scale-to-zero']],
  ['each model of a multi-model endpoint loads first', 'cold-load-takes-seconds', { modelCount: 3000, modelsShareContainer: true },
    { text: /S3/, chosen: 'real-time/multi-model' },
    { modelCount: 1 }, { ...apart, modelsShareContainer: undefined },
      [{ modelCount: 3, modelsShareContainer: undefined, containerCount: 3 }, 'real-time/multi-container']],
  ['one instance was said to be enough', 'one-instance-in-production', { ...soon, availability: 'single-instance' }, { allowed: 1 },
    { availability: 'multi-az' }, { availability: undefined }, { ...gaps, responseTimeSeconds: undefined },
      [{ ...queued, responseTimeSeconds: undefined }, 'asynchronous'],
    [{ ...gaps, coldStarts: 'minutes-acceptable', requiresGpu: true, responseTimeSeconds: 5 }, 'real-time/inference-components/scale-to-zero'],
    [{ ...stored, requiresMultipleVariants: true, responseTimeSeconds: undefined }, 'real-time']],
  ['one instance does 730 requests a month, one an hour', 'one-instance-in-production', { ...soon, processingTimeSeconds: 0.1, monthlyRequests: 730 }, {},
    { monthlyRequests: 729 }, { processingTimeSeconds: undefined }],
];

const payloads = ['payload-near-quota', 'payloadSizeMB'] as const;
const times = ['processing-near-quota', 'processingTimeSeconds'] as const;

/** Within a tenth of a quota: the code, the field, what is chosen and stated, the most that is comfortable, the least that isn't, and the quota. */
export const NEAR_QUOTA: readonly (readonly [WarningCode, WorkloadField, string, Stated, number, number, number])[] = [
  [...payloads, 'real-time', { responseTimeSeconds: 5 }, 5.4, 5.41, 6],
  [...payloads, 'serverless', { ...gaps, responseTimeSeconds: 5 }, 3.6, 3.61, 4],
  [...payloads, 'asynchronous', { responseTimeSeconds: 900, processingTimeSeconds: 90 }, 921.6, 921.7, 1024],
  [...payloads, 'batch-transform', stored, 90, 90.1, 100],
  [...times, 'real-time', variable, 54, 54.1, 60],
  [...times, 'serverless', gaps, 54, 54.1, 60],
  [...times, 'asynchronous', queued, 3240, 3241, 3600],
  [...times, 'batch-transform', stored, 3240, 3241, 3600],
  [...times, 'real-time', { responseTimeSeconds: 5, requiresStreaming: 'response' }, 432, 432.1, 480],
  [...times, 'real-time', { responseTimeSeconds: 5, requiresStreaming: 'bidirectional' }, 1620, 1621, 1800],
  ['memory-near-quota', 'modelSizeGB', 'serverless', gaps, 5.4, 5.41, 6],
  ['image-near-quota', 'containerImageSizeGB', 'serverless', gaps, 9, 9.1, 10],
  ['concurrency-near-quota', 'burstRequests', 'serverless', gaps, 180, 181, 200],
];

/** Near a quota that isn't theirs. */
export const NO_QUOTA: readonly (readonly [WarningCode, Stated])[] = [
  ['payload-near-quota', { responseTimeSeconds: 5, payloadSizeMB: 6, payloadByReference: true }],
  ['payload-near-quota', { responseTimeSeconds: 5, payloadSizeMB: 6.1 }],
  ['processing-near-quota', { ...stream, processingTimeSeconds: 60 }],
  ['image-near-quota', { ...steady, responseTimeSeconds: 5, containerImageSizeGB: 9.5 }],
  ['concurrency-near-quota', { ...steady, responseTimeSeconds: 5, burstRequests: 190 }],
  ['memory-near-quota', { ...steady, responseTimeSeconds: 5, modelSizeGB: 5.6 }],
  ['memory-near-quota', { ...steady, responseTimeSeconds: 5, modelSizeGB: 499 }],
];

const chat = { ...steady, modelId: 'llama-3-8b', contextTokens: 8192, concurrentRequests: 50, inputTokens: 1000, outputTokens: 300 } as const;
const untold = { contextTokens: undefined, concurrentRequests: undefined };

export const CAPACITY: readonly Row[] = [
  ['a serverless endpoint has 5 GB of disk', 'model-may-exceed-disk', { ...gaps, modelSizeGB: 5.1 }, { asked: 5.1, allowed: 5, chosen: 'serverless' },
    { modelSizeGB: 5 },
    { modelSizeGB: undefined }, variable],
  ['transform jobs have no ml.r5.xlarge', 'instance-not-for-transform', { ...stored, instanceType: 'ml.r5.xlarge' },
    { asked: 'ml.r5.xlarge', text: /ml\.m5\.xlarge/, chosen: 'batch-transform' },
    { instanceType: 'ml.m5.xlarge' }, { instanceType: 'ml.unheard-of.large' }, { instanceType: undefined }, steady],
  ['transform jobs have ml.g5.xlarge in place of a GPU that they lack', 'instance-not-for-transform', { ...stored, instanceType: 'ml.g7e.2xlarge' },
    { text: /ml\.g5\.xlarge/ }],
  ['serverless inference uses no instance type', 'instance-type-not-used', { ...gaps, instanceType: 'ml.m5.xlarge' }, { asked: 'ml.m5.xlarge' }, variable,
    { instanceType: undefined }],
  ['a new type may lack, and one ml.g6.12xlarge for $4,199 holds the load too', 'new-instance-may-lack', chat,
    { asked: 'ml.g7e.2xlarge', allowed: '1 × ml.g6.12xlarge for $4,199 per month',
    text: 'ml.g7e.2xlarge is new in 2026 and not in every Region, so if it has no capacity, take 1 × ml.g6.12xlarge for $4,199 per month, which holds the load too.' },
    { region: 'us-gov-west-1' }, { answerSeconds: 2.5, modelId: 'llama-3.3-70b', modelPrecisionBits: 4 }, { contextTokens: 1300 },
      { instanceType: 'ml.g7e.2xlarge' },
      { inputTokens: undefined, outputTokens: undefined, responseTimeSeconds: 5 },
    { ...untold, modelId: undefined, inputTokens: undefined, outputTokens: undefined, requiresGpu: true }],
  ['weights of 8 bits are on a type that computes in them', 'new-instance-may-lack', { ...chat, modelId: 'llama-3.3-70b', modelPrecisionBits: 8 },
    { allowed: '2 × ml.g6e.12xlarge for $19,000 per month' }],
  ['an older type holds deepseek-v3 in us-east-1, and none in eu-central-1', 'new-instance-may-lack',
    { ...chat, ...untold, modelId: 'deepseek-v3', peakRequestsPerSecond: 0.1, region: 'us-east-1' },
    { asked: 'ml.g7e.48xlarge' }, { region: 'eu-central-1' }],
];

const atZero = { ...apart, requiresScaleToZero: true, coldStarts: 'minutes-acceptable' } as const;
const family = { ...atZero, requiresGpu: true, modelCount: 20, modelSizeGB: 8 } as const;
const adapters = { modelCount: 3, modelAdapters: true } as const;
const scored = { ...stored, datasetRecordsPerRun: 10_000, processingTimeSeconds: 0.1, instanceType: 'ml.m5.xlarge' } as const;

export const SETTINGS: readonly Row[] = [
  ['a queue waits 900 s by default', 'invocation-timeout-default', { ...queued, processingTimeSeconds: 901 }, { asked: 901, allowed: 900,
    text: 'Set InvocationTimeoutSeconds to 3,600 on every call: by default, processing ends after 15 min, and a request takes 901 s.' },
    { processingTimeSeconds: 900 }, [{ payloadSizeMB: undefined, requiresStreaming: 'bidirectional', processingTimeSeconds: 1200 }, 'real-time']],
  ['a transform job waits 600 s by default', 'transform-timeout-default', { ...stored, processingTimeSeconds: 601 },
    { asked: 601, allowed: 600, text: /InvocationsTimeoutInSeconds to 3,600/ }, { processingTimeSeconds: 600 }],
  ['a transform job takes 6 MB by default, and 100 MB at once', 'transform-payload-default', { ...stored, payloadSizeMB: 6.1 },
    { asked: 6.1, allowed: 6, text: /^Set MaxPayloadInMB to 7 and MaxConcurrentTransforms to at most 14:/ }, { payloadSizeMB: 6 }, { payloadSizeMB: 101 }],
  ['a record of 100 MB goes alone', 'transform-payload-default', { ...stored, payloadSizeMB: 100 }, { text: /to at most 1:/ }],
  ['a job scores one record at a time by default, and 4 on 4 vCPUs', 'transform-concurrency-default', scored, { asked: 4, allowed: 1,
    text: 'Set MaxConcurrentTransforms to 4, which the estimate counts on: by default, an instance scores 1 record at a time.' }, { instanceType: 'ml.g5.xlarge' },
    { payloadSizeMB: 7 }],
  ['a record over 6 MB has one warning for both settings', 'transform-payload-default', { ...scored, payloadSizeMB: 7 }, {}],
  ['a P family may lack, and another one takes its place', 'capacity-may-lack', { ...variable, responseTimeSeconds: 5, instanceType: 'ml.p4d.24xlarge' },
    { asked: 'ml.p4d.24xlarge', allowed: expect.stringContaining('ml.p4de.24xlarge') }, { instanceType: 'ml.g5.48xlarge' },
      [{ ...pipeline, ...onP5 }, 'real-time/inference-pipeline']],
  ['a P family without another is reserved', 'capacity-may-lack', { ...variable, ...onP5, responseTimeSeconds: 5 },
    { allowed: undefined, text: /reserve it with a training plan/ }],
  ['a P family may lack behind a queue', 'capacity-may-lack', { ...queued, ...onP5 }, { chosen: 'asynchronous' }],
  ['a request expires after 6 hours in a queue', 'queue-expires-before-due', { ...queued, responseTimeSeconds: 86_400 },
    { asked: 86_400, allowed: 21_600, text: /^Callers wait up to 24 hours, but a request expires after 6 hours in the queue/ }, { responseTimeSeconds: 21_600 }],
  ['so do the records of a run', 'queue-expires-before-due', { ...stored, requiresNetworkIsolation: true, datasetDeadlineHours: 12 },
    { text: /due in 12 hours/, chosen: 'asynchronous' },
    { datasetDeadlineHours: 6 }, { datasetDeadlineHours: undefined }],
  ["AWS's guide ends at 500 GB: real-time", 'model-over-guidance', { responseTimeSeconds: 5, modelSizeGB: 500.1 },
    { asked: 500.1, allowed: 500, chosen: 'real-time' },
    { modelSizeGB: 500 }],
  ["AWS's guide ends at 500 GB: a queue", 'model-over-guidance', { ...queued, responseTimeSeconds: 900, modelSizeGB: 500.1 },
    { asked: 500.1, allowed: 500, chosen: 'asynchronous' }, { modelSizeGB: 500 }],
  ["AWS's guide ends at 500 GB: a job", 'model-over-guidance', { ...stored, modelSizeGB: 500.1 }, { asked: 500.1, allowed: 500, chosen: 'batch-transform' },
    { modelSizeGB: 500 }],
  ['20 models of 8 GB start on 20 instances, though 3 are called', 'components-start-at-one', { ...family, activeModelCount: 3 }, { asked: 20,
    text: 'Create each component with 1 copy: the first deployment bills 20 instances until auto scaling takes unused copies to zero.' },
      { requiresScaleToZero: false }],
  ['20 models start on 20 instances where all may be called', 'components-start-at-one', family, { asked: 20 }],
  ['one model starts on one', 'components-start-at-one', { ...family, modelCount: 1, activeModelCount: 1 }, { asked: 1 }],
  ['20 models start on 5 of 4 GPUs', 'components-start-at-one', { ...family, activeModelCount: 1, instanceType: 'ml.g4dn.12xlarge' }, { asked: 5 }],
  ['20 adapters start on one', 'components-start-at-one', { ...family, activeModelCount: 1, modelAdapters: true }, { asked: 1 }],
  ['a type that EC2 does not describe starts at least one', 'components-start-at-one',
    { ...atZero, modelCount: 20, activeModelCount: 1, instanceType: 'ml.x9.large' },
    { asked: 1 }],
  ['zero is tried first outside us-east-1', 'zero-may-be-refused', { ...atZero, region: 'eu-central-1' }, { asked: 'eu-central-1' }, { region: undefined },
    { region: 'us-east-1' }],
  ['zero was refused in Paris', 'zero-may-be-refused', { ...atZero, region: 'eu-west-3' },
    { text: /^Try MinInstanceCount 0 first: eu-west-3 refused it in August 2026/ }],
];

const busyOf = (monthlyRequests: number, busy: string): Row =>
  [`${monthlyRequests} requests of 50 ms are ${busy} of 730 hours`, 'idle-always-on', { ...soon, processingTimeSeconds: 0.05, monthlyRequests },
    { text: new RegExp(`730 hours per month but are busy for ${busy};`) }];
const neverZero = (what: string, stated: Stated): Row =>
  [`${what} can't scale to zero`, 'idle-always-on', { busyHoursPerDay: 8, coldStarts: 'acceptable', ...stated },
    { text: "Instances stay on 730 hours per month but are busy for about 240; with what the workload needs, they can't scale to zero." }];
const streamed = { ...soon, ...stream, processingTimeSeconds: 12, peakRequestsPerSecond: 4, busyHoursPerDay: 10, busyDaysPerWeek: 5 } as const;
const asRequests = (said: RegExp, figures: Stated): Row => ['a dataset is given while requests arrive', 'data-set-stated-as-requests', figures, { text: said },
  stored];

export const MONEY_SPENT: readonly Row[] = [
  ['11.9 of 24 busy hours are idle', 'idle-always-on', { ...soon, busyHoursPerDay: 11.9 }, { asked: (11.9 / 24) * 730, allowed: 730 }, { busyHoursPerDay: 12.1 }],
  ['3 of 7 busy days are idle', 'idle-always-on', { ...soon, busyDaysPerWeek: 3 }, { text: /730 hours per month but are busy for about 310/ },
    { busyDaysPerWeek: 4 }],
  ['7.2 of 730 hours of work are idle', 'idle-always-on', { ...soon, processingTimeSeconds: 0.1, monthlyRequests: 259_200 }, { asked: 7.2 },
    { monthlyRequests: 266_400 }],
  ['gaps of which no number is known are idle', 'idle-always-on', { ...gaps, responseTimeSeconds: 0.5 },
    { asked: undefined, allowed: 730, chosen: 'real-time/single-model/auto-scaling' }, variable],
  ['instances stay on, and are not all that is paid for: adapters in 220 of 730 hours', 'idle-always-on', { ...streamed, ...adapters },
    { chosen: 'real-time/inference-components/auto-scaling',
    text: "Instances stay on 730 hours per month but are busy for about 220; that's the price of no cold starts." }],
  ['instances scale to zero if callers can retry', 'idle-always-on', { ...streamed, coldStarts: 'acceptable' },
    { text: 'Instances stay on 730 hours per month but are busy for about 220; scale to zero with inference components if callers can retry for about 7 min.' }],
  neverZero('captured data', { requiresDataCapture: true }),
  neverZero('variants', { requiresMultipleVariants: true }),
  neverZero('a pipeline', { containerCount: 3 }),
  ['a queue may not go to zero', 'idle-always-on', { ...gaps, ...queued, coldStarts: 'unacceptable' },
    { text: /about 8 min/, chosen: 'asynchronous/single-model/auto-scaling' },
    [{ coldStarts: undefined }, 'asynchronous/single-model/scale-to-zero'], { payloadSizeMB: undefined, coldStarts: undefined },
      [{ ...scheduled, requiresGpu: true }, 'asynchronous']],
  busyOf(400_000, 'about 5.6'),
  busyOf(5000, 'about 4 minutes'),
  busyOf(1000, 'less than a minute'),
  busyOf(0, 'less than a minute'),
  asRequests(/1,000,000 records per run/, { datasetRecordsPerRun: 1_000_000 }),
  asRequests(/50 GB per run/, { datasetSizeGB: 50 }),
  asRequests(/30 runs per month/, { datasetRunsPerMonth: 30 }),
  asRequests(/\(512 MB per run, 30 runs per month\)/, { datasetRunsPerMonth: 30, datasetSizeGB: 0.5 }),
  ['an empty dataset is none', 'data-set-stated-as-requests', { datasetDeadlineHours: 6 }, { text: /due within 6 hours/ },
    { datasetDeadlineHours: undefined }, { datasetDeadlineHours: undefined, datasetRecordsPerRun: 0, datasetSizeGB: 0 }],
];

export const quiet = { ...gaps, responseTimeSeconds: 5 } as const;
const each = { payloadSizeMB: 30, modelsShareContainer: true } as const;
const gpuChat = { ...steady, responseTimeSeconds: 5, requiresGpu: true } as const;
const tokens = { ...steady, ...stream, responseTimeSeconds: 5, inputTokens: 1000, outputTokens: 300, contextTokens: 8192, modelId: 'llama-3-8b' } as const;
const parts = { ...quiet, ...atZero, responseTimeSeconds: 20, processingTimeSeconds: 2, monthlyRequests: 20_000, requiresGpu: true, modelSizeGB: 8 } as const;
const scans = { ...gaps, requiresGpu: true, payloadSizeMB: 300 } as const;
const burst = { ...steady, requiresGpu: true, payloadSizeMB: 50, processingTimeSeconds: 60, monthlyRequests: 20_000, responseTimeSeconds: 900,
burstRequests: 2000 } as const;

export const ACCOUNT: readonly Row[] = [
  ['new accounts have 10 of serverless concurrency: 8 requests at once take 12, 7 take 10', 'account-concurrency-may-be-lower', { ...quiet, burstRequests: 8 },
    { asked: 12, allowed: 10, chosen: 'serverless',
    text: 'Request a quota for a maximum concurrency of 12: new accounts can start with 10 for all serverless endpoints together.' },
    { burstRequests: 7 }, { burstRequests: undefined }, [{ ...variable, burstRequests: 150 }, 'real-time']],
  ['a peak of 8 per second at 1 s each takes 12', 'account-concurrency-may-be-lower', { ...quiet, peakRequestsPerSecond: 8, processingTimeSeconds: 1 },
    { asked: 12 }],
  ['accounts have 4 instances: 5 endpoints', 'endpoint-quota-may-be-lower', { ...each, modelCount: 5 },
    { asked: 5, allowed: '4 instances across all endpoints', chosen: 'asynchronous/single-model' },
    { modelCount: 4 }, { ...stored, modelCount: 50, ...{ payloadSizeMB: undefined, modelsShareContainer: undefined } },
      { modelCount: 50, payloadSizeMB: undefined }],
  ['accounts have 5 serverless endpoints: 6', 'endpoint-quota-may-be-lower', { ...scheduled, modelCount: 6 },
    { asked: 6, allowed: '5 endpoints', chosen: 'serverless/single-model' }, { modelCount: 5 }],
  ['5 in progress on a GPU each need 5 instances', 'instance-quota-may-be-lower', { ...gpuChat, concurrentRequests: 5 }, { asked: 5, allowed: 4,
    text: 'Request a quota of 5 instances for the peak; accounts start with 4, and with 0 of most GPU types.' }, { concurrentRequests: 4 }],
  ['5,000 streams of llama-3-8b take 16 instances', 'instance-quota-may-be-lower', { ...tokens, concurrentRequests: 5000 }, { asked: 16, allowed: 4 },
    { ...variable, ...untold, requiresStreaming: undefined, responseTimeSeconds: undefined, inputTokens: undefined, outputTokens: undefined, burstRequests: 3600 }],
  ['a GPU type starts at 0', 'gpu-quota-starts-at-zero', { ...gpuChat, concurrentRequests: 1 }, { asked: 'ml.g4dn.xlarge', allowed: 0 }, { requiresGpu: undefined },
    { ...stored, responseTimeSeconds: undefined }],
  ['a GPU type starts at 0, and 4 are planned', 'gpu-quota-starts-at-zero', { ...gpuChat, concurrentRequests: 4 }, { asked: '4 × ml.g4dn.xlarge', allowed: 0 },
    { concurrentRequests: 5 }],
  ['20 models take 20 instances, though 3 are called', 'memory-instances-over-quota', { ...parts, modelCount: 20, activeModelCount: 3 }, { asked: 20,
    text: 'Request a quota of 20 instances for the memory of the models; accounts start with 4, and with 0 of most GPU types.' },
      { modelCount: 4, activeModelCount: 1 }],
  ['5 models are more than accounts start with', 'memory-instances-over-quota', { ...parts, modelCount: 5, activeModelCount: 1 }, { asked: 5, allowed: 4 }],
  ['20 models take 20 instances where the load is unknown', 'memory-instances-over-quota',
    { ...parts, processingTimeSeconds: undefined, modelSizeGB: undefined, modelId: 'llama-3-8b', modelCount: 20, activeModelCount: 3 }, { asked: 20 }],
  ['4 models take 4 of the GPU type', 'gpu-quota-starts-at-zero', { ...parts, modelCount: 4, activeModelCount: 1 }, { asked: '4 × ml.g4dn.xlarge' },
    { modelCount: 20, activeModelCount: 3 }],
  ['one model without a stated time has room for 2', 'gpu-quota-starts-at-zero', { ...parts, processingTimeSeconds: undefined, modelCount: 1, activeModelCount: 1 },
    { asked: '2 × ml.g4dn.xlarge' }],
  ['a size that is unknown is one instance', 'gpu-quota-starts-at-zero', scans, { asked: 'ml.g4dn.xlarge', chosen: 'asynchronous/single-model/scale-to-zero' }],
  ['the peak takes 9 instances, more than memory', 'instance-quota-may-be-lower',
    { ...parts, monthlyRequests: undefined, peakRequestsPerSecond: 3, modelCount: 6, activeModelCount: 3 }, { asked: 9, allowed: 4 },
    { peakRequestsPerSecond: undefined, monthlyRequests: 20_000, modelCount: 20 }],
  ['memory takes fewer than the peak', 'memory-instances-over-quota', { ...parts, modelCount: 6, activeModelCount: 3 }, { asked: 6 },
    { monthlyRequests: undefined, peakRequestsPerSecond: 3 }],
  ['2,000 requests of 60 s due in 15 min need 134 instances', 'burst-over-quota', burst, { asked: 134, allowed: 4,
    text: 'Request a quota of 134 instances for 2,000 requests of 60 s arriving together, due in 15 min; accounts start with 4, and with 0 of most GPU types.' }],
  ['61 requests need 5 instances, and 60 need 4', 'burst-over-quota', { ...burst, burstRequests: 61 }, { asked: 5 }, { burstRequests: 60 }],
  ['new instances start first, so 200 are needed, and 40 more', 'burst-over-quota', { ...burst, ...variable },
    { asked: 240, chosen: 'asynchronous/single-model/auto-scaling' }],
  ['a burst is due within 6 hours', 'burst-over-quota', { ...burst, burstRequests: 40_000, responseTimeSeconds: undefined },
    { text: 'Request a quota of 112 instances for 40,000 requests of 60 s arriving together, which expire after 6 hours in the queue; accounts start with 4, and with 0 of most GPU types.' }],
  ['a burst has one warning', 'instance-quota-may-be-lower', { ...burst, burstRequests: undefined, monthlyRequests: 200_000 }, {}, { burstRequests: 2000 }],
  ["a burst can't be planned for without a processing time", 'burst-not-planned', { ...burst, processingTimeSeconds: undefined },
    { text: '2,000 requests arriving together are not planned for: give the processing time to have the instances counted.' }, { burstRequests: 1 },
      { processingTimeSeconds: 60 }],
  ['a burst of 2 is more than one instance takes', 'burst-not-planned', { ...burst, processingTimeSeconds: undefined, burstRequests: 2 }, {}],
  ['Model Monitor is closed to new customers', 'model-monitor-closed', { requiresDataCapture: true }, {}, { requiresDataCapture: false },
    { requiresDataCapture: undefined }],
  ['accounts have 10,000 requests per second', 'request-rate-over-account', { ...soon, peakRequestsPerSecond: 10_001 }, { asked: 10_001, allowed: 10_000 },
    { peakRequestsPerSecond: 10_000 }, { peakRequestsPerSecond: 20_000, ...stream }, { peakRequestsPerSecond: 20_000, ...scheduled, responseTimeSeconds: undefined },
    [{ peakRequestsPerSecond: 20_000, ...queued, responseTimeSeconds: undefined }, 'asynchronous']],
  ['27 billion a month are more than 10,000 per second, and 26 billion are not', 'request-rate-over-account', { ...soon, ...steady, monthlyRequests: 27e9 }, {},
    { monthlyRequests: 26e9 }],
];

const m5 = { instanceType: 'ml.m5.xlarge' } as const;
/** One that stays on: 730 h at $0.23 and 30 GB at $0.14, $172.10. */
const estimated = { ...soon, ...m5, processingTimeSeconds: 0.1, monthlyRequests: 1_000_000 } as const;
/** One ml.m5.xlarge does 28 requests of 100 ms a second. */
const peak = (peakRequestsPerSecond: number) => ({ ...soon, ...m5, processingTimeSeconds: 0.1, peakRequestsPerSecond }) as const;
const shared = { modelCount: 50, modelsShareContainer: true } as const;
/** ml.m5.large has 8 GB, of which 6.4 can be used. */
const large = { ...shared, modelSizeGB: 6.5, instanceType: 'ml.m5.large' } as const;
/** One ml.m5.xlarge has 4 requests in work, 2.8 of them at the target utilisation. */
const calls = { ...shared, ...m5, activeModelCount: 2, processingTimeSeconds: 0.1, peakRequestsPerSecond: 56 } as const;
/** ml.m5.large holds 6 models of 1 GB in what can be used of its 8 GB. */
const hot = { ...variable, modelCount: 200, modelSizeGB: 1, responseTimeSeconds: 1, processingTimeSeconds: 0.05, monthlyRequests: 1_000_000, activeModelCount: 25,
instanceType: 'ml.m5.large' } as const;
const busyQueue = { ...peak(1), responseTimeSeconds: 900, monthlyRequests: 200_000_000 } as const;
const month = { ...soon, processingTimeSeconds: 0.08, monthlyRequests: 4_000_000, modelSizeGB: 1 } as const;

/** At prices that stay. */
export const PRICED: readonly Row[] = [
  ['$172.10 exceed $172, and not $173', 'over-budget', { ...estimated, monthlyBudgetUsd: 172 },
    { asked: 172.1, allowed: 172, text: /no other option is known to stay within it/ }, { monthlyBudgetUsd: 173 }, { monthlyBudgetUsd: undefined }],
  ['a cheaper option that fits is named, and not chosen', 'over-budget',
    { ...soon, ...m5, responseTimeSeconds: 50, processingTimeSeconds: 1, monthlyRequests: 3_500_000, monthlyBudgetUsd: 120 },
    { text: /Serverless Inference fits and stays within it/, chosen: 'real-time' }, [{ monthlyBudgetUsd: undefined }, 'real-time']],
  ['one instance does all of 28 requests per second', 'one-instance-in-production', peak(28), { asked: 28, allowed: 1 }, { peakRequestsPerSecond: 28.1 },
    { peakRequestsPerSecond: 0 }],
  ['one instance does all of 4,000,000 requests per month', 'one-instance-in-production', month,
    { asked: undefined, text: /^Run at least 2 instances in production: the estimate has one,/ },
    { monthlyRequests: 400_000_000 }, { availability: 'multi-az' }],
  ['4 models of 6.5 GB meet 4 instances with 6.4 GB each', 'hot-models-over-memory', { ...large, activeModelCount: 4 }, { asked: 26, allowed: 25.6 },
    { modelSizeGB: 6.4 }, { activeModelCount: undefined }, { activeModelCount: undefined, modelInvocationFrequency: 'rare' },
      { modelSizeGB: 1, activeModelCount: 30, instanceType: undefined },
    { activeModelCount: 20, modelSizeGB: undefined, instanceType: undefined }, { activeModelCount: 20, instanceType: 'ml.unheard-of.large' },
      { activeModelCount: 20, modelsScaleIndependently: true }],
  ['the priced instances hold 30 models of 1 GB, and are 5', 'memory-instances-over-quota', { ...shared, modelSizeGB: 1, activeModelCount: 30 }, { asked: 5 }],
  ['all models are busy where each is called frequently', 'hot-models-over-memory', { ...large, modelInvocationFrequency: 'frequent' }, { asked: 325 }],
  ['GPU memory holds them where a GPU is needed: 22.35 GB of each of two ml.g5.xlarge', 'hot-models-over-memory',
    { ...shared, modelSizeGB: 20, activeModelCount: 2, instanceType: 'ml.g5.xlarge' }, { allowed: 2 * 22.35 * 0.8 }],
  ['no known instance holds 400 GB', 'hot-models-over-memory', { ...large, activeModelCount: 4 }, {},
    { instanceType: undefined, modelSizeGB: 400, peakRequestsPerSecond: 1000, processingTimeSeconds: 0.1 }],
  ['112.1 requests per second need 5 instances and room for a sixth', 'instance-quota-may-be-lower', peak(112.1),
    { asked: 6, allowed: 4, text: /6 instances for the peak, with room above it/ }, { peakRequestsPerSecond: 112 }],
  ['the busiest hour counts behind a queue, not the busiest second', 'instance-quota-may-be-lower', busyQueue,
    { text: /6 instances for the busiest hour, with room above it/, chosen: 'asynchronous' },
    [{ peakRequestsPerSecond: 1000, payloadSizeMB: 30, monthlyRequests: 1_000_000 }, 'asynchronous'], { ...stored, modelCount: 9 }],
  ['each endpoint has its own, unless the endpoints alone are too many', 'instance-quota-may-be-lower', { ...each, modelCount: 3, availability: 'multi-az' },
    { text: /6 instances for 3 endpoints/ }, { modelCount: 10 }],
  ['3 busy queues are counted together', 'instance-quota-may-be-lower',
    { ...peak(112.1), ...each, responseTimeSeconds: 900, modelCount: 3, monthlyRequests: 250_000_000 }, { asked: 9, chosen: 'asynchronous' },
    { modelCount: 10, monthlyRequests: undefined }],
  ['25 hot models need 5 instances for memory, and 24 don’t', 'memory-instances-over-quota', hot,
    { asked: 5, allowed: 4, text: 'Request a quota of 5 instances for the memory of busy models; accounts start with 4.' },
    { activeModelCount: 24 }, { peakRequestsPerSecond: 600 }],
  ['600 requests per second of 50 ms need 22 instances and 5 more', 'instance-quota-may-be-lower', { ...hot, peakRequestsPerSecond: 600 }, { asked: 27 },
    { peakRequestsPerSecond: undefined }],
  ['5 components need a GPU each, and so do 4', 'memory-instances-over-quota', { ...apart, modelCount: 5, requiresGpu: true }, { asked: 5 }, { modelCount: 4 }],
  ['the GPU type that is priced starts at 0', 'gpu-quota-starts-at-zero', { requiresGpu: true }, { asked: 'ml.g4dn.xlarge', allowed: 0 },
    { requiresGpu: undefined }],
  ['the GPU type that is stated starts at 0', 'gpu-quota-starts-at-zero', { ...variable, instanceType: 'ml.g6e.xlarge' }, { asked: 'ml.g6e.xlarge' }],
  ['no priced type holds 450 GB', 'gpu-quota-starts-at-zero', { requiresGpu: true, modelSizeGB: 450, responseTimeSeconds: 5 },
    { asked: undefined, text: 'Request a quota for the GPU instance type on endpoints; most GPU types start at 0.' }],
];

/** All that a workload is told. */
export const ALL_TOLD: readonly (readonly [string, Stated, string[]])[] = [
  ['begins with the conditions of the choice', { modelCount: 50, modelsShareContainer: true, payloadSizeMB: 10, coldStarts: 'unacceptable' },
    ['payload-disputed', 'cold-loads-not-accepted', 'cold-load-takes-seconds']],
  ['says a connection that is too short once, as the condition', { ...gateway, responseTimeSeconds: 45, processingTimeSeconds: 29.1 }, ['caller-timeout-shorter']],
  ['says 21 endpoints once, as the condition', { ...each, modelCount: 21 }, ['many-endpoints']],
  ['says that most models are hot once, as the condition', { ...calls, peakRequestsPerSecond: 10_000, activeModelCount: 26 },
    ['most-models-hot', 'instance-quota-may-be-lower', 'cold-load-takes-seconds']],
  ['is nothing where no option fits', { payloadSizeMB: 10, responseTimeSeconds: 1, processingTimeSeconds: 2 }, []],
  ['holds a size that nobody can know against no budget, not even one of $1', { ...soon, monthlyBudgetUsd: 1 }, []],
];

/** Workloads that are told nothing. */
export const COMFORTABLE: readonly (readonly [string, Stated])[] = [
  ['nothing is known of', {}],
  ['is served in real time', { ...soon, payloadSizeMB: 1, processingTimeSeconds: 0.1, modelSizeGB: 2 }],
  ['is served without servers', { ...gaps, coldStarts: 'acceptable', payloadSizeMB: 1, processingTimeSeconds: 1, burstRequests: 5 }],
  ['is served from a queue', { ...variable, responseTimeSeconds: 1800, payloadSizeMB: 200, processingTimeSeconds: 90 }],
  ['is scored every night', { ...stored, datasetRunsPerMonth: 30, datasetSizeGB: 6 }],
  ['is a chain of containers', { ...pipeline, payloadSizeMB: 1 }],
  ['is a menu of containers', { modelCount: 3, containerCount: 3, containerInvocation: 'direct' }],
  ['is made of adapters', adapters],
  ['is served on two instances', { ...soon, responseTimeSeconds: 1, payloadSizeMB: 1, processingTimeSeconds: 0.2, modelCount: 1, availability: 'multi-az' }],
];

/** What quotas are asked for. */
export const QUOTAS: readonly (readonly [string, Stated, object])[] = [
  ['5 in progress', { ...gpuChat, concurrentRequests: 5 }, { instance: { max: 5 } }],
  ['5,000 streams', { ...tokens, concurrentRequests: 5000 }, { instance: { type: 'ml.g7e.24xlarge', max: 16 } }],
  ['a burst for a model of unknown load', { ...variable, modelId: 'llama-3-8b', burstRequests: 3600 },
    { sizing: { basis: 'unknown' }, instance: { min: 1, max: 2 } }],
  ['20 models of which 3 are called', { ...parts, modelCount: 20, activeModelCount: 3 }, { instance: { min: 0, start: 3, max: 20 } }],
  ['one model without a stated time', { ...parts, processingTimeSeconds: undefined, modelCount: 1, activeModelCount: 1 },
    { instance: { min: 0, start: 1, max: 2 } }],
  ['6 models at a peak', { ...parts, monthlyRequests: undefined, peakRequestsPerSecond: 3, modelCount: 6, activeModelCount: 3 }, { instance: { max: 9 } }],
  ['scans of unknown size', scans, { scaling: 'scale-to-zero', sizing: { basis: 'unknown' }, instance: { max: 2 } }],
];
