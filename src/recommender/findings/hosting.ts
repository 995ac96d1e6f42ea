import { SOURCES } from '../facts/sources.ts';
import type { Needs } from '../needs/needs.ts';
import { formatCount, formatNumber } from '../workload/measures.ts';
import { pluralTitle, type RejectionWords } from './words.ts';

/** "3 containers", or "the containers" where nobody said how many. */
export const countOfContainers = ({ stated: { containerCount } }: Needs): string =>
  containerCount === undefined ? 'the containers' : formatCount(containerCount, 'container');

export const HOSTING = {
  'hosting-not-on-option': {
    brief: ({ asked }) => `No ${asked ?? 'hosting for these models'}`,
    text: ({ option, hosting }) => `${option.title} doesn't offer ${pluralTitle(hosting)}.`,
    source: SOURCES.featureMatrix,
  },
  'no-fixed-sequence': {
    brief: 'No containers in a fixed order',
    text: () => "An inference pipeline runs containers in sequence, which wasn't asked for.",
  },
  'no-shared-container': {
    brief: 'Needs one container for all models',
    text: () => 'The models run in different containers; a multi-model endpoint has one.',
    source: SOURCES.multiModel,
  },
  'containers-in-sequence': {
    brief: 'Runs no containers in sequence',
    text: ({ needs }) => `Only an inference pipeline runs ${countOfContainers(needs)} in sequence.`,
    source: SOURCES.inferencePipelines,
  },
  'containers-picked-by-caller': {
    brief: 'Needs one container for all models',
    text: ({ needs }) =>
      `${needs.stated.containerInvocation === 'direct' ? 'Requests name their container; a' : 'A'} multi-model endpoint has only one container.`,
    source: SOURCES.multiModel,
  },
  'models-scale-alone': {
    brief: 'Scales all models together',
    text: ({ hosting }) => `The models need to scale independently; on ${pluralTitle(hosting)} they scale together.`,
    source: SOURCES.inferenceComponents,
  },
  'adapters-over-one-base': {
    brief: 'Loads the base model for each adapter',
    text: () => 'The models are adapters of one base model; only inference components load that base once.',
    source: SOURCES.inferenceComponents,
  },
  'one-endpoint-wanted': {
    brief: 'Needs several endpoints',
    text: () => 'All models have to share one endpoint.',
  },
  'many-endpoints-to-run': {
    brief: 'Needs an instance for each model',
    text: ({ needs }) =>
      needs.stated.modelCount === undefined
        ? 'Separate endpoints need at least one instance per model.'
        : `Separate endpoints need at least one instance for each of ${formatNumber(needs.models)} models.`,
  },
  'sharing-saves-little': {
    brief: 'Saves under a tenth of the bill',
    text: () => 'Under this load, sharing instances saves less than a tenth of what one endpoint each costs.',
  },
  'shared-container-preferred': {
    brief: 'Meant for different containers',
    text: ({ needs }) =>
      `${needs.stated.modelsShareContainer ? 'The models share a container; a' : 'A'} multi-container endpoint is for models in different containers.`,
    source: SOURCES.multiModel,
  },
  'scored-one-by-one': {
    brief: 'Each model scores the dataset separately',
    text: () => 'Each model scores the dataset separately.',
  },
  'components-not-needed': {
    brief: 'Independent scaling not needed',
    text: () => "Models that scale independently weren't asked for.",
  },
  'zero-needs-components': {
    brief: 'Keeps an instance on',
    text: () => 'A real-time endpoint scales to zero only with inference components.',
    source: SOURCES.scaleToZero,
  },
} satisfies Record<string, RejectionWords>;

export type HostingCode = keyof typeof HOSTING;
