import { SOURCES } from '../facts/sources.ts';
import { pluralTitle, type RejectionWords } from './words.ts';

/** Why a hosting pattern is not the one. */
export const HOSTING = {
  'hosting-not-on-option': {
    brief: ({ asked }) => `No ${asked ?? 'hosting for these models'}`,
    text: ({ option, hosting }) => `${option.title} does not offer ${pluralTitle(hosting)}.`,
    source: SOURCES.featureMatrix,
  },
  'no-fixed-sequence': {
    brief: 'No containers in a fixed order',
    text: () => 'No request passes several containers in a fixed order.',
  },
  'no-shared-container': {
    brief: 'Needs one container for all models',
    text: () => 'The models run in different containers; a multi-model endpoint needs one that all of them share.',
    source: SOURCES.multiModel,
  },
  'containers-in-sequence': {
    brief: 'Runs no containers in sequence',
    text: () => 'Every request passes several containers in order, which only an inference pipeline does.',
    source: SOURCES.inferencePipelines,
  },
  'containers-picked-by-caller': {
    brief: 'Needs one container for all models',
    text: () => 'The caller picks one of several containers; a multi-model endpoint has one that all models share.',
    source: SOURCES.multiModel,
  },
  'models-scale-alone': {
    brief: 'Scales all models together',
    text: ({ hosting }) => `Each model needs its own scaling; on ${pluralTitle(hosting)} all of them scale together.`,
    source: SOURCES.inferenceComponents,
  },
  'adapters-over-one-base': {
    brief: 'Loads the base model for each adapter',
    text: () => 'The models are adapters over one base model, which inference components load once.',
    source: SOURCES.inferenceComponents,
  },
  'one-endpoint-wanted': {
    brief: 'Needs several endpoints',
    text: () => 'The models are to be served from one endpoint.',
  },
  'many-endpoints-to-run': {
    brief: 'Needs an instance for each model',
    text: ({ needs }) =>
      `One endpoint for each of ${needs.models} models means as many instances that stay on, or idle apart.`,
  },
  'shared-container-preferred': {
    brief: 'Meant for different containers',
    text: () => 'The models share one container, so a multi-model endpoint serves them with less.',
    source: SOURCES.multiModel,
  },
  'components-not-needed': {
    brief: 'Independent scaling not needed',
    text: () => 'No model was said to need its own scaling or its own share of the instances.',
  },
  'zero-needs-components': {
    brief: 'Keeps an instance on',
    text: () => 'A real-time endpoint scales to zero only with inference components.',
    source: SOURCES.scaleToZero,
  },
} satisfies Record<string, RejectionWords>;

export type HostingCode = keyof typeof HOSTING;
