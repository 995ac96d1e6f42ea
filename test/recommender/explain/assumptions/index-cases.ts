// biome-ignore-all format: one case a line.
import type { Workload, WorkloadField } from '../../../../src/recommender/index.ts';

type Silence = readonly [field: WorkloadField, stated: Partial<Workload>];

const stored = { trafficPattern: 'dataset' } as const;
const gaps = { trafficPattern: 'intermittent' } as const;
const soon = { responseTimeSeconds: 5 } as const;
const known = (modelId: string) => ({ trafficPattern: 'steady', modelId }) as const;
const several = { modelsShareContainer: true, coldStarts: 'unacceptable', modelInvocationFrequency: 'frequent' } as const;

/** Silence that decides is named. */
export const NAMED: readonly Silence[] = [
  ['trafficPattern', {}],
  ['responseTimeSeconds', {}],
  ['coldStarts', {}],
  ['costPriority', {}],
  ['region', {}],
  ['payloadSizeMB', soon],
  ['payloadByReference', { payloadSizeMB: 30 }],
  ['processingTimeSeconds', soon],
  ['trafficPredictable', { ...gaps, coldStarts: 'unacceptable' }],
  ['burstRequests', gaps],
  ['modelCount', {}],
  ['modelSizeGB', gaps],
  ['containerImageSizeGB', gaps],
  ['requiresGpu', gaps],
  ['requiresVpc', gaps],
  ['requiresNetworkIsolation', stored],
  ['requiresDataCapture', gaps],
  ['requiresMultipleVariants', stored],
  ['requiresMarketplaceModel', gaps],
  ['requiresScaleToZero', { ...soon, trafficPattern: 'variable' }],
  ['requiresStreaming', gaps],
  ['modelsShareContainer', { modelCount: 3 }],
  ['modelsScaleIndependently', { modelCount: 3 }],
  ['modelInvocationFrequency', { modelCount: 30, modelsShareContainer: false, containerCount: 2 }],
  ['containerInvocation', { containerCount: 3 }],
  ['datasetRunsPerMonth', stored],
];

/** Silence that changes nothing isn't, nor what is stated. */
export const NOT_NAMED: readonly (readonly [...Silence, why: string])[] = [
  ['trafficPattern', { trafficPattern: 'variable' }, 'it is stated'],
  ['responseTimeSeconds', soon, 'it is stated'],
  ['coldStarts', { coldStarts: 'acceptable' }, 'it is stated'],
  ['costPriority', { costPriority: 'balanced' }, 'it is stated'],
  ['region', { region: 'us-east-1' }, 'it is stated'],
  ['payloadByReference', { payloadSizeMB: 1 }, 'the payload is small'],
  ['payloadSizeMB', { payloadByReference: true }, 'it travels by reference'],
  ['burstRequests', { trafficPattern: 'steady' }, 'instances take any'],
  ['burstRequests', { ...gaps, peakRequestsPerSecond: 1, processingTimeSeconds: 1 }, 'the peak says it'],
  ['trafficPredictable', { busyHoursPerDay: 9, coldStarts: 'unacceptable' }, 'the busy hours are stated'],
  ['trafficPredictable', { ...gaps, coldStarts: 'acceptable' }, 'cold starts are accepted'],
  ['responseTimeSeconds', stored, 'a dataset has none'],
  ['coldStarts', stored, 'a dataset has none'],
  ['datasetRunsPerMonth', { trafficPattern: 'variable' }, 'there is no dataset'],
  ['modelInvocationFrequency', { modelCount: 50, activeModelCount: 5 }, 'the active ones are counted'],
  ['modelsShareContainer', { modelCount: 1 }, 'there is one model'],
  ['requiresVpc', { ...soon, trafficPattern: 'variable' }, 'real-time inference has it'],
];

export const SENTENCES: readonly (readonly [...Silence, text: string | RegExp])[] = [
  ['trafficPattern', { busyHoursPerDay: 2 }, /long idle periods/],
  ['trafficPattern', { monthlyRequests: 10 }, /long idle periods/],
  ['coldStarts', { responseTimeSeconds: 0.2 }, /an answer in 200 ms/],
  ['coldStarts', soon, /a few seconds after idle/],
  ['coldStarts', { ...gaps, payloadSizeMB: 500 }, /about 8 min after idle/],
  ['payloadSizeMB', { ...gaps, ...soon }, /assumed to be at most 4 MB/],
  ['payloadSizeMB', stored, /Record size: not given; assumed to be at most 100 MB/],
  ['processingTimeSeconds', { responseTimeSeconds: 61 }, /at most 61 s per request/],
  ['processingTimeSeconds', soon, /at most 5 s per request/],
  ['processingTimeSeconds', { ...soon, requiresStreaming: 'response' }, /at most 8 min per request/],
  ['processingTimeSeconds', stored, /1 hour per record/],
  ['modelSizeGB', { ...gaps, ...soon }, /6 GB/],
  ['containerImageSizeGB', gaps, /10 GB/],
  ['burstRequests', gaps, /200/],
  ['requiresGpu', { ...gaps, instanceType: 'ml.g5.xlarge' }, /ml\.g5\.xlarge has one/],
  ['requiresGpu', gaps, 'GPU: not given; assumed unnecessary.'],
  ['modelParametersBillion', known('llama-3.3-70b-fp8'), 'llama-3.3-70b has 70.55 billion parameters (LitGPT model configurations, 2026-06-29).'],
  ['modelPrecisionBits', known('llama-3.3-70b-fp8'), "Precision: not given; 8 bits per weight assumed, from the model's name."],
  ['modelParametersBillion', known('qwen2-vl-7b'), 'qwen2-vl-7b has 7 billion parameters (from its name).'],
  ['modelPrecisionBits', known('qwen2-vl-7b'), 'Precision: not given; 16 bits per weight assumed, as published.'],
  ['modelCount', {}, 'Number of models: not given; assumed one.'],
  ['modelCount', several, 'Number of models: not given; assumed a few.'],
  ['containerInvocation', { containerCount: 3 }, /in sequence/],
  ['containerInvocation', { containerCount: 3, modelCount: 3 }, /each request is assumed to name its container/],
  ['requiresMultipleVariants', stored, 'Multiple production variants: not given; assumed unnecessary.'],
  ['requiresVpc', gaps, 'VPC access: not given; assumed unnecessary.'],
];
