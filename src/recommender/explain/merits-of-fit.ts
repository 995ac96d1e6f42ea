import { SOURCES } from '../facts/sources.ts';
import { gpuNeed } from '../findings/features.ts';
import type { ConstraintCode } from '../findings/index.ts';
import { figure, noColdStarts, type Subject, say, unitOf, type Words } from '../findings/words.ts';
import type { Pair } from '../judge/judgement.ts';
import { askedOf, type LimitedField, type Needs } from '../needs/needs.ts';
import type { Reason } from '../recommendation.ts';
import { formatGB, formatMB, formatNumber, formatSeconds } from '../workload/measures.ts';

const STREAMING_SOURCES = {
  none: undefined,
  response: SOURCES.responseStream,
  bidirectional: SOURCES.bidirectionalStream,
} as const;

const GPU = 'a GPU';

/** What others fail on and the choice does not. */
export const FIT_MERITS = {
  'payload-fits': {
    text: ({ needs, option, asked, allowed }) =>
      `${formatMB(figure(asked))} per ${unitOf(needs)} is within the ${formatMB(figure(allowed))} limit of ${option.title}.`,
    source: ({ option }) => option.limits.payloadSizeMB?.source,
  },
  'processing-fits': {
    text: ({ needs, option, asked, allowed }) =>
      `${formatSeconds(figure(asked))} per ${unitOf(needs)} is within the ${formatSeconds(figure(allowed))} limit of ${option.title}.`,
    source: ({ option }) => option.limits.processingTimeSeconds?.source,
  },
  'answers-directly': {
    text: ({ asked }) =>
      `You need an answer in ${formatSeconds(figure(asked))}, so the caller must be answered directly.`,
    source: SOURCES.options,
  },
  'stays-warm': {
    text: ({ needs }) => `${noColdStarts(needs)}; these instances are always on.`,
    source: SOURCES.options,
  },
  'feature-available': {
    text: ({ needs, option, asked }) =>
      asked === GPU && !needs.stated.requiresGpu
        ? `${gpuNeed(needs)}; ${option.title} supports it.`
        : `You need ${asked}, which ${option.title} supports.`,
    source: ({ needs, asked }) => (asked === 'streaming' ? STREAMING_SOURCES[needs.streaming] : SOURCES.featureMatrix),
  },
  'memory-available': {
    text: ({ asked }) => `A model of ${formatGB(figure(asked))} fits into an instance's memory.`,
    source: SOURCES.realTime,
  },
  'image-fits': {
    text: ({ asked }) => `A container image of ${formatGB(figure(asked))} rules out only Serverless Inference.`,
    source: SOURCES.serverless,
  },
  'concurrency-available': {
    text: ({ option, asked }) =>
      `${option.title} serves ${formatNumber(figure(asked))} concurrent requests by adding instances.`,
    source: SOURCES.autoScaling,
  },
  'region-available': {
    text: ({ option, asked }) =>
      `AWS doesn't list Serverless Inference for ${asked}; that doesn't affect ${option.title}.`,
    source: SOURCES.serverless,
  },
} satisfies Record<string, Words>;

export interface FitMerit {
  readonly code: keyof typeof FIT_MERITS;
  readonly asked?: number | string | undefined;
  readonly allowed?: number | undefined;
}

export const sayFit = (merit: FitMerit, subject: Subject): Reason =>
  say(merit.code, FIT_MERITS[merit.code], subject, merit);

/** What speaks for the choice where another option fails on this. */
export function meritAgainst(code: ConstraintCode, needs: Needs, choice: Pair): FitMerit | undefined {
  switch (code) {
    case 'payload-over-quota':
      return fits('payload-fits', 'payloadSizeMB', needs, choice);
    case 'processing-over-quota':
      return fits('processing-fits', 'processingTimeSeconds', needs, choice);
    case 'queue-gives-no-promise':
      return { code: 'answers-directly', asked: needs.responseTimeSeconds };
    case 'cold-starts-not-accepted':
    case 'busy-times-not-known':
      return staysWarm(choice) ? { code: 'stays-warm' } : undefined;
    case 'model-over-memory':
      return { code: 'memory-available', asked: needs.modelSizeGB };
    case 'image-over-quota':
      return { code: 'image-fits', asked: needs.stated.containerImageSizeGB };
    case 'concurrency-over-quota':
      return { code: 'concurrency-available', asked: needs.concurrency };
    case 'region-not-listed':
      return { code: 'region-available', asked: needs.region };
    default: {
      const feature = FEATURE_NAMES[code];
      return feature ? { code: 'feature-available', asked: feature } : undefined;
    }
  }
}

/** Models of a multi-model endpoint are loaded when they are called, and copies at zero have to wake. */
const staysWarm = ({ hosting, scaling }: Pair): boolean => hosting.id !== 'multi-model' && scaling !== 'scale-to-zero';

const FEATURE_NAMES: Partial<Record<ConstraintCode, string>> = {
  'gpu-not-supported': GPU,
  'vpc-not-supported': 'VPC access',
  'network-isolation-not-supported': 'network isolation',
  'data-capture-not-supported': 'data capture',
  'variants-not-supported': 'multiple production variants',
  'marketplace-not-supported': 'a model from AWS Marketplace',
  'streaming-not-supported': 'streaming',
};

function fits(code: FitMerit['code'], field: LimitedField, needs: Needs, { option }: Pair): FitMerit | undefined {
  const asked = askedOf(needs, field);
  const allowed = option.limits[field]?.value;
  if (asked === undefined || allowed === undefined || asked > allowed) return undefined;
  return { code, asked, allowed };
}
