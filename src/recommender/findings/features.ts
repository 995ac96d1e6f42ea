import { SOURCES } from '../facts/sources.ts';
import type { Feature } from '../needs/features.ts';
import type { Workload } from '../workload/workload.ts';
import { type ObstacleWords, pluralTitle, type RejectionWords } from './words.ts';

/** What the feature matrix denies to the option as a whole, or else to the hosting pattern. */
const denied = (
  need: string,
  feature: Feature,
  fix: Partial<Workload>,
  brief: string,
  pronoun = 'it',
): ObstacleWords => ({
  brief,
  text: ({ option, hosting }) =>
    option.supports[feature] === 'no'
      ? `${need}; ${option.title} does not support ${pronoun}.`
      : `${need}; AWS does not list ${pronoun} for ${pluralTitle(hosting)}.`,
  source: ({ option }) => option.supportsSource,
  fix: () => [fix],
});

/** A row of AWS's feature matrix that is asked for and not there. */
export const FEATURES = {
  'gpu-not-supported': denied('A GPU is required', 'gpu', { requiresGpu: false }, 'No GPUs', 'GPUs'),
  'vpc-not-supported': denied('The container must reach a VPC', 'vpc', { requiresVpc: false }, 'No VPC access', 'VPCs'),
  'network-isolation-not-supported': denied(
    'Network isolation is required',
    'network-isolation',
    { requiresNetworkIsolation: false },
    'No network isolation',
  ),
  'data-capture-not-supported': denied(
    'Data capture (and Model Monitor with it) is required',
    'data-capture',
    { requiresDataCapture: false },
    'No data capture',
  ),
  'variants-not-supported': denied(
    'Several production variants are required',
    'variants',
    { requiresMultipleVariants: false },
    'No multiple production variants',
    'them',
  ),
  'marketplace-not-supported': denied(
    'The model comes from AWS Marketplace',
    'marketplace',
    { requiresMarketplaceModel: false },
    'No AWS Marketplace models',
    'such models',
  ),
  'data-capture-disputed': {
    brief: 'AWS pages disagree about data capture',
    text: () =>
      "Data capture is required; AWS's Model Monitor page allows it for pipelines, its feature matrix does not, so it has to be tested.",
    source: SOURCES.featureMatrix,
    fix: () => [{ requiresDataCapture: false }],
  },
  'variants-disputed': {
    brief: 'AWS pages disagree about variants',
    text: () =>
      "Several production variants are required; AWS's multi-model page speaks of A/B tests, its feature matrix does not list them, so it has to be tested.",
    source: SOURCES.multiModel,
    fix: () => [{ requiresMultipleVariants: false }],
  },
  'streaming-not-supported': {
    brief: ({ option }) => (option.streams ? "Streaming can't name one of several models" : 'No streaming'),
    text: ({ option, hosting, asked }) => {
      const kind = asked === 'bidirectional' ? 'Bidirectional' : 'Response';
      if (!option.streams) return `${kind} streaming is required; only Real-time Inference offers it.`;
      return `${kind} streaming is required; its call cannot name one of several models behind ${pluralTitle(hosting)}.`;
    },
    source: ({ asked }) => (asked === 'bidirectional' ? SOURCES.bidirectionalStream : SOURCES.responseStream),
    fix: () => [{ requiresStreaming: 'none' }],
  },
} satisfies Record<string, ObstacleWords | RejectionWords>;

/** What is found where a required feature is not supported, or only by one of two pages. */
export const MISSING_FEATURE = {
  gpu: { no: 'gpu-not-supported', disputed: 'gpu-not-supported' },
  'data-capture': { no: 'data-capture-not-supported', disputed: 'data-capture-disputed' },
  variants: { no: 'variants-not-supported', disputed: 'variants-disputed' },
  vpc: { no: 'vpc-not-supported', disputed: 'vpc-not-supported' },
  'network-isolation': { no: 'network-isolation-not-supported', disputed: 'network-isolation-not-supported' },
  marketplace: { no: 'marketplace-not-supported', disputed: 'marketplace-not-supported' },
} as const satisfies Record<Feature, Record<'no' | 'disputed', keyof typeof FEATURES>>;
