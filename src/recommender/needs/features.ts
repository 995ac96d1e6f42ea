import type { ObstacleCode } from '../reasons/reason-code.ts';
import type { Workload } from '../workload/workload.ts';

/** The yes-or-no rows of AWS's feature matrix that a workload can ask for. */
export type Feature = 'gpu' | 'vpc' | 'network-isolation' | 'data-capture' | 'variants' | 'marketplace';

/** `disputed`: one AWS page says yes, another leaves it blank or says no. */
type Support = 'yes' | 'no' | 'disputed';
export type FeatureSupport = Readonly<Record<Feature, Support>>;

/** Only the rows that differ; what is not named is supported. */
export type SupportDifferences = Readonly<Partial<FeatureSupport>>;

/** A feature that can be required, and what is found where it is not supported. */
export interface FeatureRule {
  readonly feature: Feature;
  readonly isRequired: (workload: Workload, requiresGpu: boolean) => boolean;
  readonly notSupported: ObstacleCode;
  readonly disputed: ObstacleCode;
}

const FEATURE_RULES: readonly FeatureRule[] = [
  {
    feature: 'gpu',
    isRequired: (_workload, requiresGpu) => requiresGpu,
    notSupported: 'gpu-not-supported',
    disputed: 'gpu-not-supported',
  },
  {
    feature: 'data-capture',
    isRequired: (workload) => workload.requiresDataCapture === true,
    notSupported: 'data-capture-not-supported',
    disputed: 'data-capture-disputed',
  },
  {
    feature: 'variants',
    isRequired: (workload) => workload.requiresMultipleVariants === true,
    notSupported: 'variants-not-supported',
    disputed: 'variants-disputed',
  },
  {
    feature: 'vpc',
    isRequired: (workload) => workload.requiresVpc === true,
    notSupported: 'vpc-not-supported',
    disputed: 'vpc-not-supported',
  },
  {
    feature: 'network-isolation',
    isRequired: (workload) => workload.requiresNetworkIsolation === true,
    notSupported: 'network-isolation-not-supported',
    disputed: 'network-isolation-not-supported',
  },
  {
    feature: 'marketplace',
    isRequired: (workload) => workload.requiresMarketplaceModel === true,
    notSupported: 'marketplace-not-supported',
    disputed: 'marketplace-not-supported',
  },
];

const NONE_REQUIRED: readonly FeatureRule[] = [];

/** The features that a workload requires: of most, none. The strongest come first: what no setting can change. */
export function requiredFeatures(workload: Workload, requiresGpu: boolean): readonly FeatureRule[] {
  let required: FeatureRule[] | undefined;
  for (const rule of FEATURE_RULES) {
    if (!rule.isRequired(workload, requiresGpu)) continue;
    if (required === undefined) required = [rule];
    else required.push(rule);
  }
  return required ?? NONE_REQUIRED;
}
