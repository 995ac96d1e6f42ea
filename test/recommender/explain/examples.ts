// biome-ignore-all format: one workload a line.
import type { ReasonCode, Workload } from '../../../src/recommender/index.ts';

const family = { modelCount: 50, modelsShareContainer: true } as const;
const menu = { modelCount: 3, containerCount: 3, containerInvocation: 'direct' } as const;
const chain = { containerCount: 3, containerInvocation: 'serial' } as const;
const apart = { modelCount: 3, modelsScaleIndependently: true } as const;
const gaps = { trafficPattern: 'intermittent' } as const;
const seldom = { trafficPattern: 'variable', processingTimeSeconds: 1, responseTimeSeconds: 5 } as const;
const stored = { trafficPattern: 'dataset' } as const;

/**
 * Workloads that are told each code: one at least, and one for each way in which its sentence can go. Warnings have their
 * triggers in separate tests.
 */
export const EXAMPLES: Partial<Record<ReasonCode, readonly Partial<Workload>[]>> = {
  'payload-over-quota': [{ payloadSizeMB: 500 }, { ...stored, payloadSizeMB: 500 }],
  'payload-disputed': [{ payloadSizeMB: 7, responseTimeSeconds: 5 }],
  'record-over-mini-batch': [{ ...stored, payloadSizeMB: 150 }],
  'processing-over-quota': [{ processingTimeSeconds: 90 }, { ...stored, processingTimeSeconds: 4000 },
    { requiresStreaming: 'response', processingTimeSeconds: 500 }, { requiresStreaming: 'bidirectional', processingTimeSeconds: 2000 }],
  'concurrency-over-quota': [{ ...gaps, burstRequests: 250 }],
  'model-over-memory': [{ modelSizeGB: 8 }],
  'image-over-quota': [{ ...gaps, containerImageSizeGB: 12 }],
  'region-not-listed': [{ region: 'me-central-1' }],
  'endpoints-over-quota': [{ ...stored, modelCount: 51 }],
  'many-endpoints': [{ ...family, payloadSizeMB: 30 }],
  'containers-over-quota': [{ modelCount: 16, modelsShareContainer: false }],
  'models-over-containers': [{ ...menu, modelCount: 50 }],
  'job-lacks-types': [{ ...stored, modelId: 'llama-3.1-405b' }],
  'multi-model-gpu-too-small': [{ modelCount: 2, modelId: 'llama-2-13b' }],
  'gpu-instance-not-supported': [{ ...family, requiresGpu: true, instanceType: 'ml.g6.2xlarge' }],

  'answer-later-than-needed': [{ responseTimeSeconds: 2, processingTimeSeconds: 3 }],
  'queue-gives-no-promise': [{ responseTimeSeconds: 5 }],
  'requests-not-a-data-set': [{}, { trafficPattern: 'steady' }, { responseTimeSeconds: 900 }],
  'caller-waits': [{ ...stored, responseTimeSeconds: 5 }],
  'caller-timeout-shorter': [{ callerTimeoutSeconds: 29, processingTimeSeconds: 45, responseTimeSeconds: 50 }],
  'cold-starts-not-accepted': [{ responseTimeSeconds: 0.2 }, { trafficPattern: 'steady', coldStarts: 'unacceptable' }],
  'busy-times-not-known': [{ ...gaps, coldStarts: 'unacceptable' }],
  'wake-up-takes-minutes': [
    { ...apart, requiresScaleToZero: true, requiresGpu: true, responseTimeSeconds: 5 },
    { payloadSizeMB: 500, requiresScaleToZero: true, coldStarts: 'unacceptable' },
  ],
  'wake-up-over-response-time': [{ ...gaps, payloadSizeMB: 500, responseTimeSeconds: 300, processingTimeSeconds: 10, requiresScaleToZero: true }],
  'wake-up-unproven': [{ ...gaps, payloadSizeMB: 500, responseTimeSeconds: 900 }],
  'warm-capacity-is-not-zero': [{ ...gaps, trafficPredictable: true, coldStarts: 'unacceptable', requiresScaleToZero: true }],
  'scale-to-zero-not-supported': [{ ...chain, requiresScaleToZero: true }],
  'most-models-hot': [{ ...family, modelInvocationFrequency: 'frequent' }],
  'needs-server-of-all-frameworks': [{ modelCount: 3, modelsShareContainer: false, requiresGpu: true, modelSizeGB: 1 }],
  // Six accelerators either way: 84 requests per second keep 4.2 busy, 1.4 for each model.
  'sharing-saves-little': [{ modelCount: 3, modelsShareContainer: true, requiresGpu: true, modelSizeGB: 1, trafficPattern: 'steady', peakRequestsPerSecond: 84,
    processingTimeSeconds: 0.05 }],
  'cold-loads-not-accepted': [{ ...family, coldStarts: 'unacceptable' }],

  'gpu-not-supported': [
    { ...gaps, requiresGpu: true },
    { ...menu, requiresGpu: true },
  ],
  'vpc-not-supported': [{ ...gaps, requiresVpc: true }],
  'network-isolation-disputed': [{ ...stored, requiresNetworkIsolation: true }],
  'network-isolation-not-supported': [{ ...gaps, requiresNetworkIsolation: true }],
  'data-capture-not-supported': [
    { payloadSizeMB: 500, requiresDataCapture: true },
    { ...family, requiresDataCapture: true },
    { ...apart, requiresDataCapture: true },
  ],
  'variants-not-supported': [
    { ...gaps, requiresMultipleVariants: true },
    { ...apart, requiresMultipleVariants: true },
  ],
  'marketplace-not-supported': [
    { ...gaps, requiresMarketplaceModel: true },
    { ...chain, requiresMarketplaceModel: true },
  ],
  'data-capture-disputed': [{ ...chain, requiresDataCapture: true }],
  'variants-disputed': [{ ...family, requiresMultipleVariants: true }],
  'streaming-not-supported': [{ requiresStreaming: 'response' }, { requiresStreaming: 'bidirectional' }, { ...family, requiresStreaming: 'response' }],

  'job-start-up-over-interval': [{ ...stored, datasetRunsPerMonth: 8760 }],
  'job-start-up-fills-interval': [{ ...stored, datasetRunsPerMonth: 4380 }],
  'job-over-interval': [
    { ...stored, datasetRunsPerMonth: 730, datasetRecordsPerRun: 4e6, processingTimeSeconds: 1, instanceType: 'ml.m5.xlarge' },
    { ...stored, datasetRunsPerMonth: 100, datasetRecordsPerRun: 4e7, processingTimeSeconds: 1, instanceType: 'ml.m5.xlarge' },
  ],
  'job-over-deadline': [{ ...stored, datasetDeadlineHours: 0.05 }],
  'job-needs-quota-raise': [{ ...stored, datasetDeadlineHours: 6, datasetRecordsPerRun: 1e7, processingTimeSeconds: 0.1, instanceType: 'ml.m5.xlarge' }],

  'hosting-not-on-option': [family, chain, apart],
  'no-fixed-sequence': [family],
  'no-shared-container': [{ modelCount: 3, modelsShareContainer: false }],
  'containers-in-sequence': [chain],
  'containers-picked-by-caller': [menu],
  'models-scale-alone': [apart],
  'adapters-over-one-base': [{ modelCount: 3, modelAdapters: true }],
  'one-endpoint-wanted': [{ modelCount: 3, modelsShareEndpoint: true }],
  'many-endpoints-to-run': [{ modelCount: 3 }],
  'shared-container-preferred': [family],
  'scored-one-by-one': [{ ...stored, modelCount: 3, responseTimeSeconds: 5, modelSizeGB: 8 }],
  'components-not-needed': [family],
  'zero-needs-components': [{ ...gaps, coldStarts: 'minutes-acceptable', responseTimeSeconds: 5, requiresGpu: true }],

  'payload-fits': [{ payloadSizeMB: 500 }, { ...stored, payloadSizeMB: 30 }],
  'processing-fits': [{ processingTimeSeconds: 90 }],
  'answers-directly': [{ responseTimeSeconds: 5 }],
  'answers-within-queue': [{ responseTimeSeconds: 900 }],
  'answers-after-timeout': [{ callerTimeoutSeconds: 29, processingTimeSeconds: 40, trafficPattern: 'variable', responseTimeSeconds: 600 }],
  'stays-warm': [{ responseTimeSeconds: 0.2 }],
  'warm-in-known-hours': [{ ...gaps, trafficPredictable: true, coldStarts: 'unacceptable' }],
  'feature-available': [{ requiresGpu: true }, { requiresVpc: true }, { requiresStreaming: 'response' }],
  'memory-available': [{ modelSizeGB: 60 }],
  'image-fits': [{ containerImageSizeGB: 12 }],
  'concurrency-available': [{ burstRequests: 250 }],
  'region-available': [{ region: 'me-central-1' }],
  'scales-to-zero': [
    { ...gaps, payloadSizeMB: 500 },
    { ...apart, ...gaps, coldStarts: 'minutes-acceptable' },
  ],
  'steady-uses-instances': [{ trafficPattern: 'steady' }],
  'schedule-before-peaks': [{ trafficPattern: 'variable', trafficPredictable: true, responseTimeSeconds: 0.5 }],
  'follows-traffic': [{}, { trafficPattern: 'variable' }, { ...gaps, costPriority: 'performance' }],
  'pays-for-use-only': [gaps, { ...stored, datasetRunsPerMonth: 8760 }],

  'unpredictable-and-tolerant': [{ trafficPredictable: false, coldStarts: 'acceptable' }],
  'queue-absorbs-peaks': [{ payloadSizeMB: 500 }],
  'scores-stored-data': [stored, { ...stored, modelCount: 3 }],
  'called-by-scheduler': [{ ...stored, datasetRunsPerMonth: 8760 }],
  'many-models-one-container': [family, { modelsShareContainer: true }, { modelCount: 500, modelsShareContainer: false, containerCount: 3 },
    { modelCount: 500, modelsShareContainer: false, modelInvocationFrequency: 'rare' }],
  'containers-stay-loaded': [menu],
  'sequence-on-one-endpoint': [chain, { containerInvocation: 'serial' }, { ...chain, ...stored }],
  'components-share-instances': [apart],
  'adapters-share-base': [{ modelAdapters: true }],
  'one-model-each': [
    { modelCount: 3, payloadSizeMB: 500 },
    { modelCount: 3, ...stored },
    { modelsShareContainer: true, payloadSizeMB: 500 },
  ],
  'cheapest-by-estimate': [{ ...seldom, monthlyRequests: 2000 }],
  'estimates-are-close': [{ ...seldom, monthlyRequests: 4e6 }],
  'worth-its-price': [{ trafficPattern: 'steady', costPriority: 'performance', processingTimeSeconds: 0.1, monthlyRequests: 1e7 }],
  'only-one-left': [{ modelCount: 300 }],

  'costs-more': [{ ...seldom, monthlyRequests: 2000 }],
  'bills-while-idle': [gaps, { ...stored, datasetRunsPerMonth: 8760 },
    { trafficPattern: 'variable', responseTimeSeconds: 600, monthlyRequests: 20_000, processingTimeSeconds: 2 }],
  'fails-while-waking': [{ ...gaps, coldStarts: 'minutes-acceptable', responseTimeSeconds: 5 }],
  'cold-starts-in-busy-traffic': [{ trafficPattern: 'variable' }, { trafficPattern: 'steady' }],
  'cold-starts-against-performance': [{ ...gaps, costPriority: 'performance' }],
  'queue-slower-than-direct': [{ trafficPattern: 'variable' }, { ...stored, datasetRunsPerMonth: 8760 },
    { trafficPattern: 'steady', responseTimeSeconds: 900 }],
  'capacity-for-peaks': [
    { trafficPattern: 'variable', responseTimeSeconds: 900 },
    { trafficPredictable: false, coldStarts: 'acceptable', costPriority: 'lowest-cost', processingTimeSeconds: 40, monthlyRequests: 2_000_000, payloadSizeMB: 4,
      burstRequests: 150 },
    { ...stored, datasetRunsPerMonth: 9000, requiresMarketplaceModel: true },
  ],
  'capacity-for-unknown-peaks': [{ trafficPredictable: false, coldStarts: 'acceptable' }],
  'minutes-allow-a-queue': [
    { trafficPattern: 'variable', responseTimeSeconds: 900 },
    { coldStarts: 'minutes-acceptable', costPriority: 'lowest-cost', processingTimeSeconds: 2, monthlyRequests: 4_000_000, requiresScaleToZero: true },
  ],
  'job-suits-stored-data': [stored],
  'certain-preferred': [{ payloadSizeMB: 7 }],
};
