import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import type { Needs } from '../needs/needs.ts';
import { formatCount, formatGB, formatMB, formatNumber, formatSeconds } from '../workload/measures.ts';
import type { Workload } from '../workload/workload.ts';
import { figure, type ObstacleWords, processingLimit, type RejectionWords } from './words.ts';

/** A figure of the workload against a quota of AWS's. */
export const QUOTA = {
  'payload-over-quota': {
    brief: ({ allowed }) => `At most ${formatMB(figure(allowed))}`,
    text: ({ needs, option, asked, allowed }) =>
      `${needs.isDataset ? 'The largest record' : 'The payload'} is ${formatMB(figure(asked))}; ${option.title} takes ${formatMB(figure(allowed))} at most.`,
    source: ({ option }) => {
      const limit = option.limits.payloadSizeMB;
      return limit && 'disputed' in limit ? limit.disputed.source : limit?.source;
    },
    fix: ({ allowed }) => [{ payloadSizeMB: allowed === PAYLOAD.disputed.value ? PAYLOAD.value : allowed }],
  },
  'payload-disputed': {
    brief: ({ allowed }) => `At most ${formatMB(figure(allowed))} (${formatMB(PAYLOAD.disputed.value)} disputed)`,
    text: ({ option, asked }) =>
      `The payload is ${formatMB(figure(asked))}; for ${option.title} AWS's API reference and feature matrix say 6 MB, its options page and FAQ say 25 MB, so it has to be tested.`,
    source: SOURCES.invokeEndpoint,
    fix: ({ allowed }) => [{ payloadSizeMB: allowed }],
  },
  'record-over-mini-batch': {
    brief: ({ allowed }) => `At most ${formatMB(figure(allowed))} per record`,
    text: ({ asked }) =>
      `The largest record is ${formatMB(figure(asked))}; a transform job sends 100 MB at most, unless the container of your own takes chunked requests (MaxPayloadInMB 0).`,
    source: SOURCES.createTransformJob,
    fix: ({ allowed }) => [{ payloadSizeMB: allowed }],
  },
  'processing-over-quota': {
    brief: ({ option, allowed }) =>
      `At most ${formatSeconds(figure(allowed))} per ${option.answers === 'as-a-job' ? 'record' : 'request'}`,
    text: ({ needs, option, asked, allowed }) =>
      `One ${needs.isDataset ? 'record' : 'request'} takes ${formatSeconds(figure(asked))}; ${option.title} allows ${formatSeconds(figure(allowed))}${needs.streaming === 'none' || !option.streams ? '' : ' with streaming'}.`,
    source: ({ needs, option }) => processingLimit(option, needs)?.source,
    fix: ({ allowed }) => [{ processingTimeSeconds: allowed }],
  },
  'concurrency-over-quota': {
    brief: ({ allowed }) => `At most ${formatNumber(figure(allowed))} concurrent requests`,
    text: ({ option, asked, allowed }) =>
      `${formatCount(figure(asked), 'request')} would be in work at once; a ${option.title} endpoint takes ${formatNumber(figure(allowed))}.`,
    source: QUOTAS.serverlessConcurrency.source,
    fix: fewerAtOnce,
  },
  'model-over-memory': {
    brief: ({ allowed }) => `At most ${formatGB(figure(allowed))} of memory`,
    text: ({ option, asked, allowed }) =>
      `The model needs ${formatGB(figure(asked))} of memory; ${option.title} has ${formatGB(figure(allowed))} at most.`,
    source: ({ option }) => option.limits.modelSizeGB?.source,
    fix: ({ allowed }) => [{ modelSizeGB: allowed }],
  },
  'image-over-quota': {
    brief: ({ allowed }) => `At most ${formatGB(figure(allowed))} for the container image`,
    text: ({ option, asked, allowed }) =>
      `The container image is ${formatGB(figure(asked))}; ${option.title} takes ${formatGB(figure(allowed))} at most.`,
    source: QUOTAS.serverlessImage.source,
    fix: ({ allowed }) => [{ containerImageSizeGB: allowed }],
  },
  'region-not-listed': {
    brief: 'Not listed for this Region',
    text: ({ option, asked }) => `${option.title} is not listed for the Region ${asked}.`,
    source: SOURCES.serverless,
    fix: () => [{ region: 'us-east-1' }],
  },
  'endpoints-over-quota': {
    brief: ({ allowed }) => `At most ${formatNumber(figure(allowed))} endpoints per Region`,
    text: ({ option, asked, allowed }) =>
      `${formatCount(figure(asked), 'model')} would need an endpoint each; ${option.title} has ${formatNumber(figure(allowed))} endpoints a Region.`,
    source: QUOTAS.serverlessEndpoints.source,
    fix: ({ allowed }) => [{ modelCount: allowed }],
  },
  'many-endpoints': {
    brief: 'One endpoint per model needs a quota increase',
    text: ({ asked }) =>
      `${formatCount(figure(asked), 'model')} would need an endpoint each; an account starts with 4 instances across its endpoints, so quotas would have to be raised first.`,
    source: QUOTAS.endpointInstances.source,
    fix: ({ allowed }) => [{ modelCount: allowed }],
  },
  'containers-over-quota': {
    brief: ({ allowed }) => `At most ${formatNumber(figure(allowed))} containers per endpoint`,
    text: ({ asked, allowed }) =>
      `${formatCount(figure(asked), 'container')} would take part; a multi-container endpoint holds ${formatNumber(figure(allowed))}.`,
    source: QUOTAS.containersPerEndpoint.source,
    fix: ({ allowed }) => [{ containerCount: allowed }],
  },
  'models-over-containers': {
    brief: 'One model per container',
    text: ({ asked, allowed }) =>
      `${formatCount(figure(asked), 'model')} do not go into ${formatCount(figure(allowed), 'container')}; on a multi-container endpoint each container serves one.`,
    source: SOURCES.multiContainer,
    fix: ({ allowed }) => [{ modelCount: allowed }],
  },
  'gpu-instance-not-supported': {
    brief: 'Not on this GPU instance type',
    text: ({ asked }) =>
      `Multi-model endpoints run on GPUs only on some instance types, and ${asked} is not among them.`,
    source: SOURCES.multiModelSupport,
    fix: () => [{ instanceType: 'ml.g5.xlarge' }],
  },
} satisfies Record<string, ObstacleWords | RejectionWords>;

const PAYLOAD = QUOTAS.realTimePayload;

function fewerAtOnce(
  { asked, allowed }: { asked: number; allowed: number },
  { isDataset, processingTimeSeconds, stated }: Needs,
): Partial<Workload>[] {
  const { burstRequests, datasetRecordsPerRun, peakRequestsPerSecond } = stated;
  if (isDataset && datasetRecordsPerRun !== undefined) {
    return [{ datasetRecordsPerRun: atMost(datasetRecordsPerRun * (allowed / asked)) }];
  }
  const fix: Partial<Workload> = {};
  if (burstRequests !== undefined && burstRequests > allowed) fix.burstRequests = allowed;
  if (peakRequestsPerSecond !== undefined && processingTimeSeconds !== undefined) {
    fix.peakRequestsPerSecond = Math.min(peakRequestsPerSecond, atMost(allowed / processingTimeSeconds));
  }
  return [fix];
}

/** Three digits, never more than the value: its last digit may round to where the limit is passed again. */
function atMost(value: number): number {
  const rounded = Number(value.toPrecision(3));
  if (rounded <= value) return rounded;
  return Number((rounded - 10 ** (Math.floor(Math.log10(value)) - 2)).toPrecision(3));
}
