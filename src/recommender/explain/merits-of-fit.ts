import { SOURCES } from '../facts/sources.ts';
import type { ConstraintCode } from '../findings/index.ts';
import { figure, type Subject, say, type Words } from '../findings/words.ts';
import type { Pair } from '../judge/judgement.ts';
import { askedOf, type LimitedField, type Needs } from '../needs/needs.ts';
import type { Reason } from '../recommendation.ts';
import { formatCount, formatGB, formatMB, formatSeconds } from '../workload/measures.ts';

const STREAMING_SOURCES = {
  none: undefined,
  response: SOURCES.responseStream,
  bidirectional: SOURCES.bidirectionalStream,
} as const;

/** What others fail on and the choice does not. */
export const FIT_MERITS = {
  'payload-fits': {
    text: ({ needs, option, asked, allowed }) =>
      `${needs.isDataset ? 'The largest record' : 'The payload'} is ${formatMB(figure(asked))}; ${option.title} takes up to ${formatMB(figure(allowed))}.`,
    source: ({ option }) => option.limits.payloadSizeMB?.source,
  },
  'processing-fits': {
    text: ({ option, asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))}; ${option.title} lets it run for ${formatSeconds(figure(allowed))}.`,
    source: ({ option }) => option.limits.processingTimeSeconds?.source,
  },
  'answers-directly': {
    text: ({ option, asked }) =>
      `A caller waits ${formatSeconds(figure(asked))} at most; ${option.title} answers on the call itself, without a queue.`,
    source: SOURCES.options,
  },
  'stays-warm': {
    text: () => 'Cold starts are not accepted; its instances stay on, so no request meets one.',
    source: SOURCES.options,
  },
  'feature-available': {
    text: ({ option, asked }) => `${option.title} supports ${asked}, as required.`,
    source: ({ needs, asked }) => (asked === 'streaming' ? STREAMING_SOURCES[needs.streaming] : SOURCES.featureMatrix),
  },
  'memory-available': {
    text: ({ asked }) => `The model needs ${formatGB(figure(asked))} of memory, which an instance can have.`,
    source: SOURCES.realTime,
  },
  'image-fits': {
    text: ({ asked }) =>
      `The container image is ${formatGB(figure(asked))}, which only Serverless Inference does not take.`,
    source: SOURCES.serverless,
  },
  'concurrency-available': {
    text: ({ asked }) =>
      `${formatCount(figure(asked), 'request')} at once are spread over as many instances as it takes.`,
    source: SOURCES.autoScaling,
  },
  'region-available': {
    text: ({ option, asked }) =>
      `${option.title} does not depend on the Regions of Serverless Inference, and ${asked} is not among those.`,
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
      return choice.hosting.id === 'multi-model' ? undefined : { code: 'stays-warm' };
    case 'model-over-memory':
      return { code: 'memory-available', asked: needs.stated.modelSizeGB };
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

const FEATURE_NAMES: Partial<Record<ConstraintCode, string>> = {
  'gpu-not-supported': 'GPU instances',
  'vpc-not-supported': 'a VPC',
  'network-isolation-not-supported': 'network isolation',
  'data-capture-not-supported': 'data capture',
  'variants-not-supported': 'several production variants',
  'marketplace-not-supported': 'models from AWS Marketplace',
  'streaming-not-supported': 'streaming',
};

function fits(code: FitMerit['code'], field: LimitedField, needs: Needs, { option }: Pair): FitMerit | undefined {
  const asked = askedOf(needs, field);
  const allowed = option.limits[field]?.value;
  if (asked === undefined || allowed === undefined || asked > allowed) return undefined;
  return { code, asked, allowed };
}
