// biome-ignore-all format: one workload a line.
import { COSTLIEST_FIRST, type WarningCode } from '../../../../src/recommender/explain/warnings/index.ts';
import type { Workload } from '../../../../src/recommender/index.ts';
import { measured } from '../../../support/measured.ts';
import { known } from '../boundaries.ts';
import { ACCOUNT, ANSWERS, CAPACITY, MONEY_SPENT, SETTINGS } from './boundaries.ts';

const family = { modelCount: 50, modelsShareContainer: true } as const;
const gaps = { trafficPattern: 'intermittent' } as const;
const stored = { trafficPattern: 'dataset' } as const;
const variable = { trafficPattern: 'variable' } as const;
const timed = { trafficPattern: 'steady', modelSizeGB: 1, peakRequestsPerSecond: 300, responseTimeSeconds: 0.5 } as const;
const chat = { trafficPattern: 'variable', modelId: 'llama-3.1-8b', inputTokens: 300, outputTokens: 500, peakRequestsPerSecond: 50,
  requiresStreaming: 'response' } as const;

/** Of warnings, or of ways in which a sentence can go, without a boundary at prices as they are. */
const OTHERS: { readonly [Code in WarningCode]?: readonly Partial<Workload>[] } = {
  'no-instance-holds-model': [{ ...variable, modelId: 'llama-3.1-70b', contextTokens: 131_072, region: 'af-south-1' }],
  'image-for-arm64': [{ trafficPattern: 'steady', instanceType: 'ml.c7g.large' }],
  'model-over-instance': [
    { ...variable, modelId: 'llama-3-70b', instanceType: 'ml.g5.2xlarge' },
    { ...variable, modelId: 'llama-3-8b', instanceType: 'ml.m5.xlarge' },
    { ...variable, modelSizeGB: 20, instanceType: 'ml.m5.xlarge' },
  ],
  'context-over-model': [{ ...variable, modelId: 'llama-3-8b', contextTokens: 16_384 }],
  'model-without-gpu': [
    { ...variable, modelId: 'llama-3-8b', requiresGpu: false },
    { ...variable, modelParametersBillion: 8, requiresGpu: false },
  ],
  'instance-not-listed': [
    { ...variable, instanceType: 'ml.g6e.xlarge', region: 'eu-west-1' },
    { ...variable, instanceType: 'ml.g5.12xlarge', region: 'me-south-1' },
    { ...variable, instanceType: 'ml.p2.xlarge' },
    { ...variable, modelId: 'llama-3-8b', region: 'mx-central-1' },
  ],
  'size-is-modelled': [
    { ...variable, modelId: 'llama-3-8b', inputTokens: 1000, outputTokens: 300, peakRequestsPerSecond: 20 },
    { ...variable, modelId: 'llama-3-8b', inputTokens: 1000, outputTokens: 300, peakRequestsPerSecond: 0.2 },
    { ...stored, modelId: 'llama-3-8b', inputTokens: 1000, outputTokens: 300, datasetRecordsPerRun: 10_000, datasetRunsPerMonth: 30, datasetDeadlineHours: 2 },
  ],
  'size-is-unknown': [
    { ...variable, requiresGpu: true, peakRequestsPerSecond: 300, responseTimeSeconds: 0.5 },
    { ...stored, datasetRecordsPerRun: 5_000_000, datasetRunsPerMonth: 30 },
  ],
  'stated-time-beyond-model': [
    { ...variable, modelId: 'sdxl', imageSteps: 30, peakRequestsPerSecond: 0.1, processingTimeSeconds: 6, instanceType: 'ml.g6.xlarge' },
    { ...variable, modelId: 'sdxl', imageSteps: 30, peakRequestsPerSecond: 0.1, processingTimeSeconds: 2, processingTimeOn: 'A10G' },
  ],
  'measurement-without-type': [{ ...timed, measurements: [measured({ instanceType: null })] }],
  'measurement-of-other-model': [{ ...chat, measurements: [measured({ model: 'Qwen/Qwen3-32B', instanceType: 'ml.g6e.xlarge' })] }],
  'measurements-disagree': [
    { ...timed, measurements: [measured({ measuredAt: '2026-11-20' }),
      measured({ measuredAt: '2026-10-02', points: [{ concurrency: 16, requestsPerSecond: 20, p95: 0.9 }] })] },
    { ...timed, measurements: [measured({}), measured({ points: [{ concurrency: 16, requestsPerSecond: 20, p95: 0.9 }] })] },
  ],
  'stated-time-differs': [{ ...timed, processingTimeSeconds: 0.5,
    measurements: [measured({ points: [{ concurrency: 1, requestsPerSecond: 10, p95: 0.12 }] })] }],
  'measurement-over-limit': [{ ...timed, responseTimeSeconds: 0.2, processingTimeSeconds: 0.1, measurements: [measured({})] }],
  'measurement-without-tokens': [{ ...chat, measurements: [measured({ source: 'inference-recommender', instanceType: 'ml.g6e.xlarge' })] }],
  'measurement-failed': [{ ...timed, measurements: [measured({ points: [{ concurrency: 64, requestsPerSecond: 55, p95: 2, failedShare: 0.04 }] })] }],
  'transform-timeout-default': [{ ...stored, processingTimeSeconds: 1800 }],
  'invocation-timeout-default': [{ payloadSizeMB: 500, processingTimeSeconds: 2400 }],
  'zero-may-be-refused': [{ modelCount: 3, modelsScaleIndependently: true, requiresScaleToZero: true, requiresGpu: true,
    region: 'eu-west-1' }],
  'over-budget': [
    { ...variable, responseTimeSeconds: 0.5, processingTimeSeconds: 0.1, monthlyRequests: 1_000_000, monthlyBudgetUsd: 100, instanceType: 'ml.m5.xlarge' },
    { ...variable, responseTimeSeconds: 50, processingTimeSeconds: 1, monthlyRequests: 3_500_000, monthlyBudgetUsd: 120, instanceType: 'ml.m5.xlarge' },
  ],
  'hot-models-over-memory': [
    { ...family, modelSizeGB: 10, activeModelCount: 20, instanceType: 'ml.m5.large' },
    { ...family, modelSizeGB: 10, modelInvocationFrequency: 'frequent', instanceType: 'ml.m5.large' },
  ],
  'one-instance-in-production': [{ ...variable, responseTimeSeconds: 0.5, peakRequestsPerSecond: 5 }],
  'payload-near-quota': [
    { responseTimeSeconds: 5, payloadSizeMB: 5.8 },
    { ...stored, payloadSizeMB: 95 },
  ],
  'processing-near-quota': [
    { ...variable, processingTimeSeconds: 58 },
    { ...stored, processingTimeSeconds: 3500 },
    { requiresStreaming: 'response', processingTimeSeconds: 450 },
    { requiresStreaming: 'bidirectional', processingTimeSeconds: 1750 },
  ],
  'memory-near-quota': [{ ...gaps, modelSizeGB: 5.6 }],
  'image-near-quota': [{ ...gaps, containerImageSizeGB: 9.5 }],
  'concurrency-near-quota': [{ ...gaps, burstRequests: 190 }],
  'instance-quota-may-be-lower': [
    { ...variable, peakRequestsPerSecond: 100, processingTimeSeconds: 0.5 },
    { ...variable, responseTimeSeconds: 900, monthlyRequests: 200_000_000, processingTimeSeconds: 0.5 },
    { modelCount: 3, modelsShareContainer: true, payloadSizeMB: 30, availability: 'multi-az' },
  ],
  'memory-instances-over-quota': [{ ...family, modelSizeGB: 2, activeModelCount: 20, instanceType: 'ml.m5.large' }],
};

const TOLD = [...ANSWERS, ...CAPACITY, ...SETTINGS, ...MONEY_SPENT, ...ACCOUNT];

/** Workloads that are told each warning: one at least, and one for each way in which its sentence can go. */
export const WARNING_EXAMPLES = COSTLIEST_FIRST.flatMap((code) => [
  ...TOLD.filter(([, told]) => told === code).map(([, , stated]) => [code, known(stated)] as const),
  ...(OTHERS[code] ?? []).map((stated) => [code, stated] as const),
]);
