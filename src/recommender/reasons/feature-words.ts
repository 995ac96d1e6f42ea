import { SOURCES } from '../facts/sources.ts';
import type { Feature } from '../needs/features.ts';
import type { ConstraintCode } from './reason-code.ts';
import { pluralTitle, type ReasonWords } from './reason-words.ts';

type FeatureCode = Extract<
  ConstraintCode,
  | 'gpu-not-supported'
  | 'vpc-not-supported'
  | 'network-isolation-not-supported'
  | 'data-capture-not-supported'
  | 'data-capture-disputed'
  | 'variants-not-supported'
  | 'variants-disputed'
  | 'marketplace-not-supported'
  | 'streaming-not-supported'
>;

/** What the feature matrix denies to the option as a whole, or else to the hosting pattern. */
const denied = (need: string, feature: Feature, pronoun = 'it'): ReasonWords => ({
  text: ({ option, hosting }) =>
    option.supports[feature] === 'no'
      ? `${need}; ${option.title} does not support ${pronoun}.`
      : `${need}; AWS does not list ${pronoun} for ${pluralTitle(hosting)}.`,
  source: ({ option }) => (option.id === 'serverless' ? SOURCES.serverless : SOURCES.featureMatrix),
});

/** A row of AWS's feature matrix that is asked for and not there. */
export const FEATURE_WORDS: Record<FeatureCode, ReasonWords> = {
  'gpu-not-supported': denied('A GPU is required', 'gpu', 'GPUs'),
  'vpc-not-supported': denied('The container must reach a VPC', 'vpc', 'VPCs'),
  'network-isolation-not-supported': denied('Network isolation is required', 'network-isolation'),
  'data-capture-not-supported': denied('Data capture (and Model Monitor with it) is required', 'data-capture'),
  'variants-not-supported': denied('Several production variants are required', 'variants', 'them'),
  'marketplace-not-supported': denied('The model comes from AWS Marketplace', 'marketplace', 'such models'),
  'data-capture-disputed': {
    text: () =>
      "Data capture is required; AWS's Model Monitor page allows it for pipelines, its feature matrix does not, so it has to be tested.",
    source: SOURCES.featureMatrix,
  },
  'variants-disputed': {
    text: () =>
      "Several production variants are required; AWS's multi-model page speaks of A/B tests, its feature matrix does not list them, so it has to be tested.",
    source: SOURCES.multiModel,
  },
  'streaming-not-supported': {
    text: ({ option, hosting, asked }) => {
      const kind = asked === 'bidirectional' ? 'Bidirectional' : 'Response';
      if (option.id !== 'real-time') return `${kind} streaming is required; only Real-time Inference offers it.`;
      return `${kind} streaming is required; its call cannot name one of several models behind ${pluralTitle(hosting)}.`;
    },
    source: ({ asked }) => (asked === 'bidirectional' ? SOURCES.bidirectionalStream : SOURCES.responseStream),
  },
};
