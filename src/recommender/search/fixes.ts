import type { Finding } from '../finding.ts';
import { HOSTING_PATTERNS } from '../hosting/index.ts';
import type { Judgement, Verdict } from '../judge.ts';
import type { Needs } from '../needs.ts';
import { QUOTAS } from '../quotas.ts';
import type { InferenceOptionId, RejectedOption } from '../recommendation.ts';
import { JOB_START_UP_SECONDS, QUEUE_RESPONSE_TIME_MIN_SECONDS } from '../working-figures.ts';
import type { Workload } from '../workload.ts';

type Changes = Partial<Workload>;

/** Candidates for the next change towards an option, the most direct first. Each is tried on the kernel by the caller. */
export function fixesFor(
  option: InferenceOptionId,
  verdict: RejectedOption['verdict'],
  judgement: Judgement,
): Changes[] {
  const own = judgement.verdicts.find((candidate) => candidate.option.id === option);
  if (!own) return [];
  const blocking = [...own.findings, ...own.pairs.flatMap((pair) => pair.findings)].filter(isInTheWay);
  const fixes = blocking.flatMap((finding) => fixOf(finding, judgement));
  if (own.best === null && own.pairs.length === 0) fixes.push(...hostingFixes(own, judgement));
  if (own.best === null && blocking.length === 0) fixes.push(ONE_MODEL);
  if (verdict === 'outranked') fixes.push(...rankFixes(option, judgement));
  return fixes;
}

const isInTheWay = ({ effect }: Finding): boolean => effect !== 'conditional';

const ONE_MODEL: Changes = { modelCount: 1, containerCount: 1, modelAdapters: false };

function fixOf({ code, allowed }: Finding, { needs }: Judgement): Changes[] {
  const limit = typeof allowed === 'number' ? allowed : 0;
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
      return [{ responseTimeSeconds: needs.processingTimeSeconds ?? limit }];
    case 'caller-timeout-shorter':
      return [{ callerTimeoutSeconds: needs.processingTimeSeconds ?? limit }];
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
      return concurrencyFixes(limit, needs);
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
    default:
      return [];
  }
}

function concurrencyFixes(
  limit: number,
  { concurrency = limit, isDataset, processingTimeSeconds, stated }: Needs,
): Changes[] {
  const { burstRequests, datasetRecordsPerRun, peakRequestsPerSecond } = stated;
  if (isDataset)
    return datasetRecordsPerRun ? [{ datasetRecordsPerRun: datasetRecordsPerRun * (limit / concurrency) }] : [];
  const fix: Changes = {};
  if (burstRequests !== undefined && burstRequests > limit) fix.burstRequests = limit;
  if (peakRequestsPerSecond !== undefined && processingTimeSeconds !== undefined) {
    fix.peakRequestsPerSecond = Math.min(peakRequestsPerSecond, limit / processingTimeSeconds);
  }
  return [fix];
}

/** No pattern of the option serves the workload: an arrangement that it does serve. */
function hostingFixes({ option }: Verdict, { weighings, needs }: Judgement): Changes[] {
  const served = HOSTING_PATTERNS.some(
    (pattern, index) => weighings[index]?.serves && option.hostings.includes(pattern.id),
  );
  if (served) return [];
  if (needs.arrangement === 'chain') return [{ containerCount: 1 }];
  return [{ modelsShareEndpoint: false }, ONE_MODEL];
}

/** It fits, and loses: the traffic and the tolerance under which it would be preferred. */
function rankFixes(option: InferenceOptionId, { needs }: Judgement): Changes[] {
  switch (option) {
    case 'real-time':
      return [{ trafficPattern: 'steady' }, { costPriority: 'performance' }, { monthlyRequests: 1e9 }];
    case 'serverless':
      return [{ trafficPattern: 'intermittent' }, { costPriority: 'balanced' }, { monthlyRequests: 1000 }];
    case 'asynchronous':
      return [
        { responseTimeSeconds: 900 },
        { trafficPattern: needs.traffic === 'dataset' ? 'variable' : needs.traffic },
        { trafficPattern: 'variable' },
        { costPriority: 'balanced' },
      ];
    case 'batch-transform':
      return [{ trafficPattern: 'dataset' }, { datasetRunsPerMonth: 30 }];
  }
}
