import type { Workload } from '../../src/recommender/index.ts';
import { workload } from './workloads.ts';

/** Workloads with enough stated for a monthly total, if prices are known. */
// biome-ignore format: one workload a line.
export const PRICED_WORKLOADS: readonly Workload[] = [
  workload({ name: 'fraud-scoring-with-peak', trafficPattern: 'steady', responseTimeSeconds: 0.3, processingTimeSeconds: 0.04, coldStarts: 'unacceptable',
    payloadSizeMB: 0.0625, monthlyRequests: 60_000_000, peakRequestsPerSecond: 150, modelSizeGB: 1 }),
  workload({ name: 'ct-scans-by-the-day', trafficPattern: 'intermittent', responseTimeSeconds: 900, processingTimeSeconds: 90, payloadSizeMB: 500,
    monthlyRequests: 6_000, busyHoursPerDay: 10, busyDaysPerWeek: 5, modelSizeGB: 14, requiresGpu: true }),
  workload({ name: 'churn-every-night', trafficPattern: 'dataset', payloadSizeMB: 1, processingTimeSeconds: 0.02, datasetSizeGB: 40,
    datasetRecordsPerRun: 2_000_000, datasetRunsPerMonth: 30, datasetDeadlineHours: 6, modelSizeGB: 2, requiresGpu: false }),
  workload({ name: 'model-for-each-shop', trafficPattern: 'variable', responseTimeSeconds: 2, processingTimeSeconds: 0.05, payloadSizeMB: 0.25,
    monthlyRequests: 4_000_000, modelCount: 800, modelSizeGB: 0.2, modelsShareContainer: true, modelInvocationFrequency: 'rare', coldStarts: 'acceptable' }),
  workload({ name: 'adapters-on-components', trafficPattern: 'variable', responseTimeSeconds: 2, processingTimeSeconds: 1.5, payloadSizeMB: 0.1,
    monthlyRequests: 1_500_000, modelCount: 12, modelSizeGB: 16, modelAdapters: true, requiresGpu: true, requiresStreaming: 'response' }),
  workload({ name: 'office-hours-kept-warm', trafficPattern: 'intermittent', trafficPredictable: true, coldStarts: 'unacceptable', responseTimeSeconds: 0.8,
    processingTimeSeconds: 0.2, payloadSizeMB: 0.5, monthlyRequests: 200_000, busyHoursPerDay: 8, busyDaysPerWeek: 5, modelSizeGB: 1.5 }),
  workload({ name: 'close-call', trafficPattern: 'intermittent', responseTimeSeconds: 30, processingTimeSeconds: 1, payloadSizeMB: 1,
    monthlyRequests: 3_000_000, busyHoursPerDay: 12, coldStarts: 'acceptable', modelSizeGB: 1.5 }),
  workload({ name: 'over-its-budget', trafficPattern: 'variable', responseTimeSeconds: 0.5, processingTimeSeconds: 0.1, payloadSizeMB: 0.1,
    monthlyRequests: 1_000_000, monthlyBudgetUsd: 80, modelSizeGB: 4, requiresVpc: true }),
  workload({ name: 'rarely-called', trafficPattern: 'intermittent', responseTimeSeconds: 10, processingTimeSeconds: 0.3, payloadSizeMB: 0.01,
    monthlyRequests: 40, coldStarts: 'acceptable', modelSizeGB: 0.8 }),
  workload({ name: 'mostly-data', trafficPattern: 'steady', responseTimeSeconds: 5, processingTimeSeconds: 0.1, payloadSizeMB: 6, monthlyRequests: 10_000_000,
    requiresVpc: true, modelSizeGB: 2 }),
  workload({ name: 'region-without-prices', trafficPattern: 'steady', responseTimeSeconds: 0.5, processingTimeSeconds: 0.1, payloadSizeMB: 0.1,
    monthlyRequests: 5_000_000, modelSizeGB: 2, region: 'us-gov-west-1' }),
  workload({ name: 'support-in-office-hours', trafficPattern: 'variable', responseTimeSeconds: 2, coldStarts: 'unacceptable', processingTimeSeconds: 0.1,
    payloadSizeMB: 0.1, monthlyRequests: 1_000_000, busyHoursPerDay: 10, busyDaysPerWeek: 5, modelSizeGB: 2 }),
];

/** A model on a GPU that is always on. */
// biome-ignore format: one workload a line.
export const GPU = workload({ responseTimeSeconds: 0.5, requiresGpu: true, trafficPattern: 'steady', monthlyRequests: 1e6, processingTimeSeconds: 0.1,
  modelSizeGB: 4 });

/** Models that can't share an endpoint that captures data, and answers in parts, which no other option gives. */
// biome-ignore format: one workload a line.
export const STREAMED = { trafficPattern: 'dataset', datasetRecordsPerRun: 1000, datasetRunsPerMonth: 30, processingTimeSeconds: 1, modelCount: 300,
  modelSizeGB: 1, modelAdapters: true, requiresDataCapture: true, requiresStreaming: 'response' } as const;
