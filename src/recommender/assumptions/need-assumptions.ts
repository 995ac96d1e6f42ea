import { DEFAULT_REGION } from '../needs.ts';
import type { WorkloadField } from '../workload.ts';
import { type AssumptionRule, rule } from './assumption-rule.ts';

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

const notNeeded = (field: YesOrNoNeed): AssumptionRule =>
  rule({
    field,
    value: () => false,
    text: () =>
      `Nothing says that ${NEED_WORDS[field]} is required; assumed that it is not.`
        .replace('variants is', 'variants are')
        .replace('that it is not', 'not'),
    others: [true],
  });

/** What is assumed of the must-haves: silence is not a "no", so each that could change the answer is named. */
export const NEED_ASSUMPTIONS: readonly AssumptionRule[] = [
  rule({
    field: 'requiresGpu',
    value: ({ needs }) => needs.requiresGpu,
    text: ({ needs }) =>
      needs.requiresGpu
        ? `Nothing says whether a GPU is required; ${needs.stated.instanceType} has one, so it is assumed to be.`
        : 'Nothing says that a GPU is required; assumed not.',
    others: [true, false],
  }),
  ...(Object.keys(NEED_WORDS) as YesOrNoNeed[]).map(notNeeded),
  rule({
    field: 'requiresStreaming',
    value: () => 'none',
    text: () => 'Nothing says that answers are streamed; assumed not.',
    others: ['response', 'bidirectional'],
  }),
  rule({
    field: 'region',
    value: ({ needs }) => needs.region,
    text: () => `No Region is stated; assumed ${DEFAULT_REGION}.`,
    others: [],
    always: () => true,
  }),
];
