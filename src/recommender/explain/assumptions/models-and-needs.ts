import { QUOTAS } from '../../facts/quotas.ts';
import { DEFAULT_REGION, type Needs } from '../../needs/needs.ts';
import { formatGB } from '../../workload/measures.ts';
import type { WorkloadField } from '../../workload/workload.ts';
import type { AssumptionRule } from './assumption.ts';

const several = (needs: Needs): boolean => needs.models > 1;
const areFamily = (needs: Needs): boolean => needs.arrangement === 'family';

/** What is assumed of the models and the containers that they run in. */
export const MODEL_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'modelCount',
    value: ({ needs }) => needs.models,
    text: ({ needs }) =>
      several(needs)
        ? 'How many models there are is not stated; assumed two or a few.'
        : 'How many models there are is not stated; assumed one.',
  },
  {
    field: 'modelsShareContainer',
    applies: areFamily,
    value: () => true,
    text: () => 'Nothing says whether the models share a container; assumed that they do.',
    always: areFamily,
  },
  {
    field: 'modelsScaleIndependently',
    applies: several,
    value: () => false,
    text: () => 'Nothing says that a model needs its own scaling; assumed that none does.',
  },
  {
    field: 'modelInvocationFrequency',
    applies: (needs) => areFamily(needs) && needs.stated.activeModelCount === undefined,
    value: () => 'rare',
    text: () => 'How often a single model is called is not stated; assumed that most are idle at any time.',
  },
  {
    field: 'containerInvocation',
    applies: (needs) => needs.containers > 1,
    value: ({ needs }) => (needs.arrangement === 'chain' ? 'serial' : 'direct'),
    text: ({ needs }) =>
      needs.arrangement === 'chain'
        ? 'Nothing says how the containers are called; with one model, every request is assumed to pass them in order.'
        : 'Nothing says how the containers are called; with several models, the caller is assumed to pick one.',
    always: (needs) => needs.containers > 1,
  },
  {
    field: 'modelSizeGB',
    value: () => null,
    text: ({ choice }) => {
      const quota = choice?.option.limits.modelSizeGB;
      return quota
        ? `The model's memory is not stated; assumed not over the ${formatGB(quota.value)} that ${choice.option.title} allows.`
        : null;
    },
  },
  {
    field: 'containerImageSizeGB',
    value: () => null,
    text: () => `The container image's size is not stated; assumed not over ${formatGB(QUOTAS.serverlessImage.value)}.`,
  },
];

type NeedField = Extract<WorkloadField, `requires${string}`>;
type YesOrNoNeed = Exclude<NeedField, 'requiresStreaming' | 'requiresGpu'>;

const NEED_WORDS: Record<YesOrNoNeed, string> = {
  requiresVpc: 'access to a VPC',
  requiresNetworkIsolation: 'network isolation',
  requiresDataCapture: 'data capture (Model Monitor)',
  requiresMultipleVariants: 'several production variants',
  requiresMarketplaceModel: 'a model from AWS Marketplace',
  requiresScaleToZero: 'scaling to zero',
};

const notNeeded = (field: YesOrNoNeed): AssumptionRule => ({
  field,
  value: () => false,
  text: () => {
    const are = field === 'requiresMultipleVariants' ? 'are' : 'is';
    return `Nothing says that ${NEED_WORDS[field]} ${are} required; assumed not.`;
  },
});

/** What is assumed of the must-haves: silence is not a "no", so each that could change the answer is named. */
export const NEED_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'requiresGpu',
    value: ({ needs }) => needs.requiresGpu,
    text: ({ needs }) =>
      needs.requiresGpu
        ? `Nothing says whether a GPU is required; ${needs.stated.instanceType} has one, so it is assumed to be.`
        : 'Nothing says that a GPU is required; assumed not.',
  },
  ...(Object.keys(NEED_WORDS) as YesOrNoNeed[]).map(notNeeded),
  {
    field: 'requiresStreaming',
    value: () => 'none',
    text: () => 'Nothing says that answers are streamed; assumed not.',
  },
  {
    field: 'region',
    value: ({ needs }) => needs.region,
    text: () => `No Region is stated; assumed ${DEFAULT_REGION}.`,
    always: () => true,
  },
];
