import { QUOTAS } from '../../facts/quotas.ts';
import { DEFAULT_REGION, isGpuInstance, isOnePerContainer, type Needs } from '../../needs/needs.ts';
import { formatGB } from '../../workload/measures.ts';
import type { WorkloadField } from '../../workload/workload.ts';
import type { AssumptionRule } from './assumption.ts';

const several = (needs: Needs): boolean => needs.models > 1;
const areFamily = (needs: Needs): boolean => needs.arrangement === 'family';
const shareContainers = (needs: Needs): boolean => areFamily(needs) || isOnePerContainer(needs);

/** What is assumed of the models and the containers that they run in. */
export const MODEL_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'modelCount',
    value: ({ needs }) => needs.models,
    text: ({ needs }) =>
      several(needs) ? 'Number of models: not given; assumed a few.' : 'Number of models: not given; assumed one.',
  },
  {
    field: 'modelsShareContainer',
    applies: areFamily,
    value: () => true,
    text: () => 'Containers: not given; the models are assumed to share one.',
    always: areFamily,
  },
  {
    field: 'modelsScaleIndependently',
    applies: several,
    value: () => false,
    text: () => 'Scaling per model: not given; assumed unnecessary.',
  },
  {
    field: 'modelInvocationFrequency',
    applies: (needs) => shareContainers(needs) && needs.stated.activeModelCount === undefined,
    value: () => 'rare',
    text: () => 'Calls per model: not given; most models are assumed to be idle at any time.',
  },
  {
    field: 'containerCount',
    applies: isOnePerContainer,
    value: ({ needs }) => needs.containers,
    text: ({ needs }) => `Number of containers: not given; assumed ${needs.containers}, with several models in each.`,
    always: isOnePerContainer,
  },
  {
    field: 'containerInvocation',
    applies: (needs) => needs.containers > 1,
    value: ({ needs }) => (needs.arrangement === 'chain' ? 'serial' : 'direct'),
    text: ({ needs }) =>
      needs.arrangement === 'chain'
        ? 'Container order: not given; requests are assumed to pass through all containers in sequence.'
        : 'Container order: not given; each request is assumed to name its container.',
    always: (needs) => needs.containers > 1,
  },
  {
    field: 'modelSizeGB',
    applies: (needs) => needs.modelSizeGB === undefined,
    value: () => null,
    text: ({ choice }) => {
      if (choice === null || choice.option.answers === 'as-a-job') return null;
      const quota = choice.option.limits.modelSizeGB;
      const holds = quota === undefined ? 'fit the instance' : `be at most ${formatGB(quota.value)}`;
      return `Model memory: not given; assumed to ${holds}.`;
    },
  },
  {
    field: 'containerImageSizeGB',
    value: () => null,
    text: () => `Container image: not given; assumed to be at most ${formatGB(QUOTAS.serverlessImage.value)}.`,
  },
];

type NeedField = Extract<WorkloadField, `requires${string}`>;
type YesOrNoNeed = Exclude<NeedField, 'requiresStreaming' | 'requiresGpu'>;

const NEED_WORDS: Record<YesOrNoNeed, string> = {
  requiresVpc: 'VPC access',
  requiresNetworkIsolation: 'Network isolation',
  requiresDataCapture: 'Data capture',
  requiresMultipleVariants: 'Multiple production variants',
  requiresMarketplaceModel: 'AWS Marketplace model',
  requiresScaleToZero: 'Scale to zero',
};

const notNeeded = (field: YesOrNoNeed): AssumptionRule => ({
  field,
  value: () => false,
  text: () => `${NEED_WORDS[field]}: not given; assumed unnecessary.`,
});

/** What is assumed of the must-haves: silence is not a "no", so each that could change the answer is named. */
export const NEED_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'requiresGpu',
    value: ({ needs }) => needs.requiresGpu,
    text: ({ needs }) =>
      needs.requiresGpu
        ? `GPU: not given; assumed necessary, because ${
            isGpuInstance(needs.stated.instanceType)
              ? `${needs.stated.instanceType} has one`
              : `${needs.model?.known?.id ?? 'a model of this size'} needs one`
          }.`
        : 'GPU: not given; assumed unnecessary.',
  },
  ...(Object.keys(NEED_WORDS) as YesOrNoNeed[]).map(notNeeded),
  {
    field: 'requiresStreaming',
    value: () => 'none',
    text: () => 'Streaming: not given; assumed unnecessary.',
  },
  {
    field: 'region',
    value: ({ needs }) => needs.region,
    text: () => `Region: not given; assumed ${DEFAULT_REGION}.`,
    always: () => true,
  },
];
