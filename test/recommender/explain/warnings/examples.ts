// biome-ignore-all format: one workload a line.
import type { WarningCode } from '../../../../src/recommender/explain/warnings/index.ts';
import type { Workload } from '../../../../src/recommender/index.ts';
import { measured } from '../../../support/measured.ts';

const family = { modelCount: 50, modelsShareContainer: true } as const;
const gaps = { trafficPattern: 'intermittent' } as const;
const stored = { trafficPattern: 'dataset' } as const;
const variable = { trafficPattern: 'variable' } as const;
const timed = { trafficPattern: 'steady', modelSizeGB: 1, peakRequestsPerSecond: 300, responseTimeSeconds: 0.5 } as const;
const chat = { trafficPattern: 'variable', modelId: 'llama-3.1-8b', inputTokens: 300, outputTokens: 500, peakRequestsPerSecond: 50,
  requiresStreaming: 'response' } as const;
const oftenStored = { ...stored, datasetRunsPerMonth: 8760 } as const;
const burst = { payloadSizeMB: 50, processingTimeSeconds: 60, responseTimeSeconds: 900, monthlyRequests: 20_000, burstRequests: 2000 } as const;

/** Workloads that are told each warning: one at least, and one for each way in which its sentence can go. */
export const WARNING_EXAMPLES: Record<WarningCode, readonly Partial<Workload>[]> = {
  'instance-not-for-transform': [
    { ...stored, instanceType: 'ml.r5.xlarge' },
    { ...stored, instanceType: 'ml.g7e.2xlarge' },
  ],
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
  'measured-load-low': [{ ...chat,
    measurements: [measured({ instanceType: 'ml.g6e.xlarge', points: [{ concurrency: 16, requestsPerSecond: 1.6, outputTokensPerSecond: 800, p95: 11 }] })] }],
  'measured-levels-apart': [
    {
      ...chat,
      answerSeconds: 8,
      measurements: [
        measured({
          instanceType: 'ml.g6e.xlarge',
          points: [
            { concurrency: 8, requestsPerSecond: 1.4, outputTokensPerSecond: 700, p95: 6.1 },
            { concurrency: 32, requestsPerSecond: 4.2, outputTokensPerSecond: 2100, p95: 8.4 },
          ],
        }),
      ],
    },
  ],
  'measurement-tokens-differ': [{ ...chat,
    measurements: [measured({ instanceType: 'ml.g6e.xlarge', points: [{ concurrency: 16, requestsPerSecond: 8, outputTokens: 100, p95: 2.2 }] })] }],
  'measurement-without-tokens': [{ ...chat, measurements: [measured({ source: 'inference-recommender', instanceType: 'ml.g6e.xlarge' })] }],
  'measurement-failed': [{ ...timed, measurements: [measured({ points: [{ concurrency: 64, requestsPerSecond: 55, p95: 2, failedShare: 0.04 }] })] }],
  'transform-payload-default': [{ ...stored, payloadSizeMB: 50 }],
  'transform-concurrency-default': [{ ...stored, datasetRecordsPerRun: 10_000, processingTimeSeconds: 0.1 }],
  'capacity-may-lack': [{ ...variable, responseTimeSeconds: 5, instanceType: 'ml.p4d.24xlarge' }],
  'new-instance-may-lack': [{ trafficPattern: 'steady', modelId: 'llama-3-8b', inputTokens: 1000, outputTokens: 300, contextTokens: 8192,
    concurrentRequests: 50 }],
  'transform-timeout-default': [{ ...stored, processingTimeSeconds: 1800 }],
  'invocation-timeout-default': [{ payloadSizeMB: 500, processingTimeSeconds: 2400 }],
  'queue-expires-before-due': [
    { payloadSizeMB: 500, responseTimeSeconds: 86_400 },
    { ...stored, datasetDeadlineHours: 24, requiresNetworkIsolation: true },
  ],
  'model-over-guidance': [{ responseTimeSeconds: 5, modelSizeGB: 753 }],
  'zero-may-be-refused': [
    { modelCount: 3, modelsScaleIndependently: true, requiresScaleToZero: true, requiresGpu: true, region: 'eu-west-1' },
    { modelCount: 3, modelsScaleIndependently: true, requiresScaleToZero: true, requiresGpu: true, region: 'eu-west-3' },
  ],
  'components-start-at-one': [{ modelCount: 3, modelsScaleIndependently: true, requiresScaleToZero: true, requiresGpu: true }],
  'components-share-network': [
    { modelCount: 3, modelAdapters: true, requiresVpc: true },
    { modelCount: 3, modelAdapters: true, requiresNetworkIsolation: true },
    { modelCount: 3, modelAdapters: true, requiresVpc: true, requiresNetworkIsolation: true },
  ],
  'request-rate-over-account': [{ ...variable, responseTimeSeconds: 0.5, peakRequestsPerSecond: 12_000 }],
  'stream-longer-than-connection': [{ requiresStreaming: 'response', processingTimeSeconds: 45, callerTimeoutSeconds: 29 }],
  'caller-timeout-shorter-than-need': [{ ...variable, responseTimeSeconds: 45, callerTimeoutSeconds: 29 }],
  'answer-after-connection': [
    { payloadSizeMB: 500, responseTimeSeconds: 900, callerTimeoutSeconds: 29 },
    { payloadSizeMB: 500, callerTimeoutSeconds: 29 },
  ],
  'over-budget': [
    { ...variable, responseTimeSeconds: 0.5, processingTimeSeconds: 0.1, monthlyRequests: 1_000_000, monthlyBudgetUsd: 100, instanceType: 'ml.m5.xlarge' },
    { ...variable, responseTimeSeconds: 50, processingTimeSeconds: 1, monthlyRequests: 3_500_000, monthlyBudgetUsd: 120, instanceType: 'ml.m5.xlarge' },
  ],
  'idle-always-on': [
    { ...gaps, requiresGpu: true, responseTimeSeconds: 0.5 },
    { ...variable, responseTimeSeconds: 0.5, busyHoursPerDay: 10, busyDaysPerWeek: 5 },
    { ...variable, responseTimeSeconds: 0.5, monthlyRequests: 100_000, processingTimeSeconds: 0.2 },
    { ...gaps, payloadSizeMB: 500, coldStarts: 'unacceptable' },
    { ...gaps, requiresGpu: true, responseTimeSeconds: 0.5, modelCount: 3, modelAdapters: true },
  ],
  'serverless-past-break-even': [{ ...gaps, responseTimeSeconds: 30, processingTimeSeconds: 1, monthlyRequests: 10_400_000, busyHoursPerDay: 12 }],
  'data-set-on-endpoint': [oftenStored, { ...stored, responseTimeSeconds: 5 }],
  'data-set-stated-as-requests': [
    { ...variable, datasetRecordsPerRun: 1_000_000 },
    { ...variable, datasetSizeGB: 50 },
    { ...variable, datasetRunsPerMonth: 30 },
    { ...variable, datasetDeadlineHours: 6 },
  ],
  'hot-models-over-memory': [
    { ...family, modelSizeGB: 10, activeModelCount: 20, instanceType: 'ml.m5.large' },
    { ...family, modelSizeGB: 10, modelInvocationFrequency: 'frequent', instanceType: 'ml.m5.large' },
  ],
  'models-too-hot-to-share': [{ ...family, activeModelCount: 2, peakRequestsPerSecond: 100, processingTimeSeconds: 0.1 }],
  'one-instance-in-production': [
    { ...variable, responseTimeSeconds: 0.5, availability: 'single-instance' },
    { ...variable, responseTimeSeconds: 0.5, peakRequestsPerSecond: 5 },
    { ...variable, responseTimeSeconds: 0.5, monthlyRequests: 4_000_000, processingTimeSeconds: 0.08 },
  ],
  'requests-fail-while-waking': [{ ...gaps, modelCount: 3, modelsScaleIndependently: true, coldStarts: 'minutes-acceptable' }],
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
  'model-may-exceed-disk': [{ ...gaps, modelSizeGB: 5.2 }],
  'image-near-quota': [{ ...gaps, containerImageSizeGB: 9.5 }],
  'concurrency-near-quota': [{ ...gaps, burstRequests: 190 }],
  'only-streaming-has-time': [{ requiresStreaming: 'response', processingTimeSeconds: 90 }],
  'client-timeout-too-short': [{ ...variable, processingTimeSeconds: 52 }],
  'caller-timeout-near': [{ ...variable, processingTimeSeconds: 28, callerTimeoutSeconds: 29 }],
  'response-time-without-margin': [{ ...variable, responseTimeSeconds: 2, processingTimeSeconds: 1.9 }],
  'cold-start-against-response-time': [{ ...gaps, responseTimeSeconds: 3 }],
  'cold-load-takes-seconds': [family],
  'gpu-quota-starts-at-zero': [{ requiresGpu: true }],
  'instance-quota-may-be-lower': [
    { ...variable, peakRequestsPerSecond: 100, processingTimeSeconds: 0.5 },
    { ...variable, responseTimeSeconds: 900, monthlyRequests: 200_000_000, processingTimeSeconds: 0.5 },
    { modelCount: 3, modelsShareContainer: true, payloadSizeMB: 30, availability: 'multi-az' },
  ],
  'burst-over-quota': [
    { ...burst, trafficPattern: 'steady', requiresGpu: true },
    { ...burst, trafficPattern: 'steady', requiresGpu: true, responseTimeSeconds: 86_400, burstRequests: 40_000 },
  ],
  'burst-before-scaling': [{ ...burst, ...variable, responseTimeSeconds: 300 }],
  'burst-not-planned': [{ ...variable, payloadSizeMB: 50, responseTimeSeconds: 900, burstRequests: 2000 }],
  'memory-instances-over-quota': [
    { ...family, modelSizeGB: 2, activeModelCount: 20, instanceType: 'ml.m5.large' },
    { modelCount: 6, modelsScaleIndependently: true, requiresGpu: true },
  ],
  'endpoint-quota-may-be-lower': [
    { modelCount: 10, payloadSizeMB: 500 },
    { ...oftenStored, modelCount: 10 },
  ],
  'account-concurrency-may-be-lower': [{ ...gaps, burstRequests: 50 }],
  'model-monitor-closed': [{ ...variable, requiresDataCapture: true }],
  'wakes-only-with-policy': [{ ...gaps, payloadSizeMB: 500 }],
  'instance-type-not-used': [{ ...gaps, instanceType: 'ml.m5.xlarge' }],
};
