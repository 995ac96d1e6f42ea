import { QUOTAS } from '../facts/quotas.ts';
import { JOB_START_UP_SECONDS, QUEUE_RESPONSE_TIME_MIN_SECONDS } from '../facts/working-figures.ts';
import type { Obstacle } from '../finding.ts';
import type { Needs } from '../needs/needs.ts';
import { figure } from '../reasons/reason-words.ts';
import type { Workload } from '../workload/workload.ts';

/** What would clear one finding out of the way. */
export function fixesOf({ code, asked, allowed }: Obstacle, needs: Needs): Partial<Workload>[] {
  const limit = figure(allowed);
  switch (code) {
    case 'payload-over-quota':
    case 'payload-disputed':
    case 'record-over-mini-batch':
      return [
        {
          payloadSizeMB:
            code === 'payload-over-quota' && limit === QUOTAS.realTimePayload.disputed.value
              ? QUOTAS.realTimePayload.value
              : limit,
        },
      ];
    case 'processing-over-quota':
      return [{ processingTimeSeconds: limit }];
    case 'answer-later-than-needed':
      return [{ responseTimeSeconds: figure(asked) }];
    case 'caller-timeout-shorter':
      return [{ callerTimeoutSeconds: figure(asked) }];
    case 'queue-gives-no-promise':
    case 'caller-waits':
      return [{ responseTimeSeconds: Math.max(QUEUE_RESPONSE_TIME_MIN_SECONDS, needs.processingTimeSeconds ?? 0) }];
    case 'requests-not-a-data-set':
      return [{ trafficPattern: 'dataset' }];
    case 'cold-starts-not-accepted':
    case 'busy-times-not-known':
      return [{ coldStarts: 'acceptable' }];
    case 'wake-up-takes-minutes':
      return [{ coldStarts: 'minutes-acceptable' }];
    case 'concurrency-over-quota':
      return concurrencyFixes(figure(asked), limit, needs);
    case 'model-over-memory':
      return [{ modelSizeGB: limit }];
    case 'image-over-quota':
      return [{ containerImageSizeGB: limit }];
    case 'region-not-listed':
      return [{ region: 'us-east-1' }];
    case 'gpu-not-supported':
      return [{ requiresGpu: false }];
    case 'vpc-not-supported':
      return [{ requiresVpc: false }];
    case 'network-isolation-not-supported':
      return [{ requiresNetworkIsolation: false }];
    case 'data-capture-not-supported':
    case 'data-capture-disputed':
      return [{ requiresDataCapture: false }];
    case 'variants-not-supported':
    case 'variants-disputed':
      return [{ requiresMultipleVariants: false }];
    case 'marketplace-not-supported':
      return [{ requiresMarketplaceModel: false }];
    case 'streaming-not-supported':
      return [{ requiresStreaming: 'none' }];
    case 'scale-to-zero-not-supported':
      return [{ requiresScaleToZero: false }];
    case 'job-start-up-over-interval':
    case 'job-start-up-fills-interval':
    case 'job-over-interval':
      return [{ datasetRunsPerMonth: 30 }, { datasetRunsPerMonth: 1 }, { datasetRecordsPerRun: 1 }];
    case 'job-over-deadline':
      return [
        { datasetDeadlineHours: 24 },
        { datasetDeadlineHours: 720 },
        { datasetRecordsPerRun: 1, datasetDeadlineHours: (2 * JOB_START_UP_SECONDS) / 3600 },
      ];
    case 'models-over-containers':
    case 'endpoints-over-quota':
    case 'many-endpoints':
      return [{ modelCount: limit }];
    case 'containers-over-quota':
      return [{ containerCount: limit }];
    case 'gpu-instance-not-supported':
      return [{ instanceType: 'ml.g5.xlarge' }];
  }
}

function concurrencyFixes(
  asked: number,
  limit: number,
  { isDataset, processingTimeSeconds, stated }: Needs,
): Partial<Workload>[] {
  const { burstRequests, datasetRecordsPerRun, peakRequestsPerSecond } = stated;
  if (isDataset && datasetRecordsPerRun !== undefined) {
    return [{ datasetRecordsPerRun: atMost(datasetRecordsPerRun * (limit / asked)) }];
  }
  const fix: Partial<Workload> = {};
  if (burstRequests !== undefined && burstRequests > limit) fix.burstRequests = limit;
  if (peakRequestsPerSecond !== undefined && processingTimeSeconds !== undefined) {
    fix.peakRequestsPerSecond = Math.min(peakRequestsPerSecond, atMost(limit / processingTimeSeconds));
  }
  return [fix];
}

/** Three digits, never more than the value: its last digit may round to where the limit is passed again. */
function atMost(value: number): number {
  const rounded = Number(value.toPrecision(3));
  if (rounded <= value) return rounded;
  return Number((rounded - 10 ** (Math.floor(Math.log10(value)) - 2)).toPrecision(3));
}
