import type { Workload } from '../workload/workload.ts';

/** The yes-or-no rows of AWS's feature matrix that a workload can ask for. */
export type Feature = 'gpu' | 'vpc' | 'network-isolation' | 'data-capture' | 'variants' | 'marketplace';

/** `disputed`: one AWS page says yes, another leaves it blank or says no. */
type Support = 'yes' | 'no' | 'disputed';
export type FeatureSupport = Readonly<Record<Feature, Support>>;

/** Only the rows that differ; what is not named is supported. */
export type SupportDifferences = Readonly<Partial<FeatureSupport>>;

/** When each is required; the strongest come first: what no setting can change. */
const REQUIRED_WHEN: Readonly<Record<Feature, (workload: Workload, requiresGpu: boolean) => boolean>> = {
  gpu: (_workload, requiresGpu) => requiresGpu,
  'data-capture': (workload) => workload.requiresDataCapture === true,
  variants: (workload) => workload.requiresMultipleVariants === true,
  vpc: (workload) => workload.requiresVpc === true,
  'network-isolation': (workload) => workload.requiresNetworkIsolation === true,
  marketplace: (workload) => workload.requiresMarketplaceModel === true,
};

const FEATURES = Object.keys(REQUIRED_WHEN) as Feature[];

/** The features that a workload requires: of most, none. */
export function requiredFeatures(workload: Workload, requiresGpu: boolean): readonly Feature[] {
  return FEATURES.filter((feature) => REQUIRED_WHEN[feature](workload, requiresGpu));
}
