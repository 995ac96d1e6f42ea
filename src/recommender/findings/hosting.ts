import { SOURCES } from '../facts/sources.ts';
import type { Needs } from '../needs/needs.ts';
import { formatCount, formatNumber } from '../workload/measures.ts';
import { pluralTitle, type RejectionWords } from './words.ts';

/** "Requests pass through 3 containers in sequence"; nothing of what is assumed sounds stated. */
export function inSequence({ stated }: Needs): string {
  const containers =
    stated.containerCount === undefined ? 'the containers' : formatCount(stated.containerCount, 'container');
  return stated.containerInvocation === 'serial'
    ? `Requests pass through ${containers} in sequence`
    : `Requests are assumed to pass through ${containers} in sequence`;
}

/** Why a hosting pattern is not the one. */
export const HOSTING = {
  'hosting-not-on-option': {
    brief: ({ asked }) => `No ${asked ?? 'hosting for these models'}`,
    text: ({ option, hosting }) => `${option.title} doesn't offer ${pluralTitle(hosting)}.`,
    source: SOURCES.featureMatrix,
  },
  'no-fixed-sequence': {
    brief: 'No containers in a fixed order',
    text: () => "An inference pipeline runs containers in sequence, which you didn't ask for.",
  },
  'no-shared-container': {
    brief: 'Needs one container for all models',
    text: () => 'Your models run in different containers; a multi-model endpoint has one.',
    source: SOURCES.multiModel,
  },
  'containers-in-sequence': {
    brief: 'Runs no containers in sequence',
    text: ({ needs }) => `${inSequence(needs)}; only an inference pipeline does that.`,
    source: SOURCES.inferencePipelines,
  },
  'containers-picked-by-caller': {
    brief: 'Needs one container for all models',
    text: ({ needs }) =>
      needs.stated.containerInvocation === 'direct'
        ? 'Requests name their container; a multi-model endpoint has only one.'
        : 'Requests are assumed to name their container; a multi-model endpoint has only one.',
    source: SOURCES.multiModel,
  },
  'models-scale-alone': {
    brief: 'Scales all models together',
    text: ({ hosting }) => `Your models need to scale independently; on ${pluralTitle(hosting)} they scale together.`,
    source: SOURCES.inferenceComponents,
  },
  'adapters-over-one-base': {
    brief: 'Loads the base model for each adapter',
    text: () => 'Your models are adapters of one base model; only inference components load that base once.',
    source: SOURCES.inferenceComponents,
  },
  'one-endpoint-wanted': {
    brief: 'Needs several endpoints',
    text: () => 'You want one endpoint for all models.',
  },
  'many-endpoints-to-run': {
    brief: 'Needs an instance for each model',
    text: ({ needs }) =>
      needs.stated.modelCount === undefined
        ? 'Separate endpoints need at least one instance per model.'
        : `Separate endpoints need at least one instance for each of ${formatNumber(needs.models)} models.`,
  },
  'shared-container-preferred': {
    brief: 'Meant for different containers',
    text: ({ needs }) =>
      `${needs.stated.modelsShareContainer ? 'Your models share a container' : 'The models are assumed to share a container'}; a multi-container endpoint is for different ones.`,
    source: SOURCES.multiModel,
  },
  'components-not-needed': {
    brief: 'Independent scaling not needed',
    text: () => "You didn't ask for models to scale independently.",
  },
  'zero-needs-components': {
    brief: 'Keeps an instance on',
    text: () => 'A real-time endpoint scales to zero only with inference components.',
    source: SOURCES.scaleToZero,
  },
} satisfies Record<string, RejectionWords>;

export type HostingCode = keyof typeof HOSTING;
