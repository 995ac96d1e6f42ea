import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { holdsBeyondACall, type Needs } from '../needs/needs.ts';
import { type ComputedWork, likelyPerSecond } from '../throughput/computed-work.ts';
import { formatCount, formatGB, formatMB, formatNumber, formatSeconds } from '../workload/measures.ts';
import type { Workload } from '../workload/workload.ts';
import { nameOf } from './features.ts';
import { type Figures, figure, type ObstacleWords, processingLimit, type RejectionWords, unitOf } from './words.ts';

/** A figure of the workload against a quota of AWS's. */
export const QUOTA = {
  'payload-over-quota': {
    brief: ({ allowed }) => {
      const { sure, disputed } = payloadLimit(allowed);
      return `At most ${sure}${disputed === undefined ? '' : `; ${disputed} disputed`}`;
    },
    text: ({ needs, option, asked, allowed }) => {
      const { sure, disputed } = payloadLimit(allowed);
      const also = disputed === undefined ? '' : ` (${disputed} disputed)`;
      return `${payload(needs, asked)} exceeds the ${sure} limit of ${option.title}${also}.`;
    },
    source: ({ option }) => {
      const limit = option.limits.payloadSizeMB;
      return limit && 'disputed' in limit ? limit.disputed.source : limit?.source;
    },
    fix: ({ allowed }) => [{ payloadSizeMB: allowed === PAYLOAD.disputed.value ? PAYLOAD.value : allowed }],
  },
  'payload-disputed': {
    brief: ({ allowed }) => `At most ${formatMB(figure(allowed))}; ${formatMB(PAYLOAD.disputed.value)} disputed`,
    text: ({ needs, asked, allowed }) =>
      `${payload(needs, asked)} needs a test: AWS documents both ${formatMB(figure(allowed))} and ${formatMB(PAYLOAD.disputed.value)} as the limit.`,
    source: SOURCES.invokeEndpoint,
    fix: ({ allowed }) => [{ payloadSizeMB: allowed }],
  },
  'record-over-mini-batch': {
    brief: ({ allowed }) => `At most ${formatMB(figure(allowed))} per record`,
    text: ({ needs, asked, allowed }) =>
      `${payload(needs, asked)} exceeds the ${formatMB(figure(allowed))} a transform job sends, unless the container takes chunks (MaxPayloadInMB 0).`,
    source: SOURCES.createTransformJob,
    fix: ({ allowed }) => [{ payloadSizeMB: allowed }],
  },
  'processing-over-quota': {
    brief: ({ option, allowed }) =>
      `At most ${formatSeconds(figure(allowed))} per ${option.answers === 'as-a-job' ? 'record' : 'request'}`,
    text: ({ needs, option, asked, allowed }) =>
      `${speechTimed(needs) ? `About ${formatSeconds(Number(figure(asked).toPrecision(2)))}` : formatSeconds(figure(asked))} per ${unitOf(needs)}${speechTimed(needs) ? ', modelled for WhisperX on a T4,' : ''} exceeds the ${formatSeconds(figure(allowed))} ${needs.streaming === 'none' || !option.streams ? '' : 'streaming '}limit of ${option.title}.${option.id === 'real-time' && holdsBeyondACall(needs) ? LONGER : ''}`,
    source: ({ needs, option }) => processingLimit(option, needs)?.source,
    fix: ({ allowed }, needs) => [withinSeconds(needs, allowed)],
  },
  'concurrency-over-quota': {
    brief: ({ allowed }) => `At most ${formatNumber(figure(allowed))} concurrent requests`,
    text: ({ option, asked, allowed }) =>
      `${formatNumber(figure(asked))} concurrent requests exceed the limit of ${formatNumber(figure(allowed))} per ${option.title} endpoint.`,
    source: QUOTAS.serverlessConcurrency.source,
    fix: fewerAtOnce,
  },
  'model-over-memory': {
    brief: ({ allowed }) => `At most ${formatGB(figure(allowed))} of memory`,
    text: ({ option, asked, allowed }) =>
      `A model of ${formatGB(figure(asked))} exceeds the ${formatGB(figure(allowed))} memory limit of ${option.title}.`,
    source: ({ option }) => option.limits.modelSizeGB?.source,
    fix: ({ allowed }, { model }) => [{ modelSizeGB: allowed }, ...lowerPrecisions(model)],
  },
  /** `asked`: the families that hold it. */
  'job-lacks-types': {
    brief: 'No instance type of jobs holds the model',
    text: ({ needs, asked }) =>
      `No instance type of Batch Transform holds ${nameOf(needs)}: it lacks ${asked}, which endpoints have.`,
    source: SOURCES.transformResources,
    fix: (_, { model }) => lowerPrecisions(model),
  },
  'multi-model-gpu-too-small': {
    brief: 'No supported GPU type holds a model',
    text: ({ needs, asked }) => {
      const holding =
        asked === undefined ? '' : ` that holds ${nameOf(needs)} (${formatGB(Number(figure(asked).toPrecision(3)))})`;
      return `Multi-model endpoints with GPUs take g4dn and g5 up to 16xlarge; ${needs.region} has none${holding}.`;
    },
    source: SOURCES.multiModelSupport,
    fix: (_, { model }) => lowerPrecisions(model),
  },
  'image-over-quota': {
    brief: ({ allowed }) => `At most ${formatGB(figure(allowed))} for the container image`,
    text: ({ option, asked, allowed }) =>
      `A container image of ${formatGB(figure(asked))} exceeds the ${formatGB(figure(allowed))} limit of ${option.title}.`,
    source: QUOTAS.serverlessImage.source,
    fix: ({ allowed }) => [{ containerImageSizeGB: allowed }],
  },
  'region-not-listed': {
    brief: 'Not listed for this Region',
    text: ({ option, asked }) => `AWS doesn't list ${option.title} for ${asked}.`,
    source: SOURCES.serverless,
    fix: () => [{ region: 'us-east-1' }],
  },
  'endpoints-over-quota': {
    brief: ({ allowed }) => `At most ${formatNumber(figure(allowed))} endpoints per Region`,
    text: ({ option, asked, allowed }) =>
      `${formatNumber(figure(asked))} models need an endpoint each; ${option.title} allows ${formatNumber(figure(allowed))} per Region.`,
    source: QUOTAS.serverlessEndpoints.source,
    fix: ({ allowed }) => [{ modelCount: allowed }],
  },
  'many-endpoints': {
    brief: 'One endpoint per model needs a quota increase',
    text: ({ option, asked }) =>
      `${formatNumber(figure(asked))} separate ${option.title} endpoints need a higher quota first; accounts start with ${QUOTAS.endpointInstances.value} instances.`,
    source: QUOTAS.endpointInstances.source,
    fix: ({ allowed }) => [{ modelCount: allowed }],
  },
  'containers-over-quota': {
    brief: ({ allowed }) => `At most ${formatNumber(figure(allowed))} containers per endpoint`,
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} containers exceed the limit of ${formatNumber(figure(allowed))} per multi-container endpoint.`,
    source: QUOTAS.containersPerEndpoint.source,
    fix: ({ allowed }) => [{ containerCount: allowed }],
  },
  'models-over-containers': {
    brief: 'One model per container',
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} models don't fit into ${formatCount(figure(allowed), 'container')}; on a multi-container endpoint each serves one.`,
    source: SOURCES.multiContainer,
    fix: ({ allowed }) => [{ modelCount: allowed }],
  },
  'gpu-instance-not-supported': {
    brief: 'Not on this GPU instance type',
    text: ({ asked }) => `AWS doesn't list ${asked} for multi-model endpoints on GPUs.`,
    source: SOURCES.multiModelSupport,
    fix: () => [{ instanceType: 'ml.g5.xlarge' }],
  },
} satisfies Record<string, ObstacleWords | RejectionWords>;

/** AWS's pages: QUOTAS.realTimeResponseStream, and of InvokeInferenceRouter (2026-12-01), which doesn't say how to get it. */
const LONGER = ` A streamed response has ${formatSeconds(QUOTAS.realTimeResponseStream.value)}. AWS's inference-router page says that an account may have a higher limit, so ask AWS.`;

/** Of a model whose weights follow from its parameters. */
export function lowerPrecisions(model: Needs['model']): Pick<Workload, 'modelPrecisionBits'>[] {
  if (model?.billions === undefined) return [];
  return PRECISIONS.filter((bits) => bits < model.bits).map((modelPrecisionBits) => ({ modelPrecisionBits }));
}

/** Bits per weight, the nearest to what is usual first. */
const PRECISIONS = [16, 8, 4] as const;

/** Where AWS's pages differ the lower figure is the limit everywhere, and the other one is named beside it. */
function payloadLimit(allowed: Figures['allowed']): { sure: string; disputed?: string } {
  const { value, disputed } = PAYLOAD;
  if (allowed !== disputed.value) return { sure: formatMB(figure(allowed)) };
  return { sure: formatMB(value), disputed: formatMB(disputed.value) };
}

const PAYLOAD = QUOTAS.realTimePayload;

/** "500 MB per request" */
const payload = (needs: Needs, asked: Figures['asked']): string => `${formatMB(figure(asked))} per ${unitOf(needs)}`;

function fewerAtOnce(
  { asked, allowed }: { asked: number; allowed: number },
  { isDataset, processingTimeSeconds, stated }: Needs,
): Partial<Workload>[] {
  const { burstRequests, concurrentRequests, datasetRecordsPerRun, peakRequestsPerSecond } = stated;
  if (isDataset && datasetRecordsPerRun !== undefined) {
    return [{ datasetRecordsPerRun: atMost(datasetRecordsPerRun * (allowed / asked)) }];
  }
  const fix: Partial<Workload> = {};
  if (burstRequests !== undefined && burstRequests > allowed) fix.burstRequests = allowed;
  if (concurrentRequests !== undefined && concurrentRequests > allowed) fix.concurrentRequests = allowed;
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

/** Shorter work; of audio of which the seconds follow, a shorter recording. */
function withinSeconds(needs: Needs, seconds: number): Partial<Workload> {
  const speech = speechTimed(needs);
  // Of so much audio that the rate of the GPU is the limit.
  const perSecond = speech && likelyPerSecond({ ...speech, audioSeconds: 3600 }, 't4');
  return perSecond ? { audioSeconds: atMost(seconds * perSecond) } : { processingTimeSeconds: seconds };
}

/** How long it takes follows from the audio. */
const speechTimed = ({ stated, model }: Needs): Extract<ComputedWork, { kind: 'speech' }> | undefined =>
  stated.processingTimeSeconds === undefined && model?.computing?.kind === 'speech' ? model.computing : undefined;
