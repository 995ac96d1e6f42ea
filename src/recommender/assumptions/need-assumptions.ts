import { DEFAULT_REGION } from '../needs.ts';
import type { WorkloadField } from '../workload.ts';
import type { AssumptionRule } from './assumption-rule.ts';

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
