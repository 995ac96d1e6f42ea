import { doubtful, type Finding, rulesOut } from './finding.ts';
import type { Needs } from './needs.ts';
import type { ObstacleCode } from './reasons/reason-code.ts';

/** The yes-or-no rows of AWS's feature matrix that a workload can ask for. */
export type Feature = 'gpu' | 'vpc' | 'network-isolation' | 'data-capture' | 'variants' | 'marketplace';

/** `disputed`: one AWS page says yes, another leaves it blank or says no. */
type Support = 'yes' | 'no' | 'disputed';
export type FeatureSupport = Readonly<Record<Feature, Support>>;
/** Only the rows that differ; what is not named is supported. */
export type SupportDifferences = Readonly<Partial<FeatureSupport>>;

interface FeatureRule {
  readonly feature: Feature;
  readonly isRequired: (needs: Needs) => boolean;
  readonly notSupported: ObstacleCode;
  readonly disputed: ObstacleCode;
}

const FEATURE_RULES: readonly FeatureRule[] = [
  {
    feature: 'gpu',
    isRequired: (n) => n.requiresGpu,
    notSupported: 'gpu-not-supported',
    disputed: 'gpu-not-supported',
  },
  {
    feature: 'data-capture',
    isRequired: (n) => n.stated.requiresDataCapture === true,
    notSupported: 'data-capture-not-supported',
    disputed: 'data-capture-disputed',
  },
  {
    feature: 'variants',
    isRequired: (n) => n.stated.requiresMultipleVariants === true,
    notSupported: 'variants-not-supported',
    disputed: 'variants-disputed',
  },
  {
    feature: 'vpc',
    isRequired: (n) => n.stated.requiresVpc === true,
    notSupported: 'vpc-not-supported',
    disputed: 'vpc-not-supported',
  },
  {
    feature: 'network-isolation',
    isRequired: (n) => n.stated.requiresNetworkIsolation === true,
    notSupported: 'network-isolation-not-supported',
    disputed: 'network-isolation-not-supported',
  },
  {
    feature: 'marketplace',
    isRequired: (n) => n.stated.requiresMarketplaceModel === true,
    notSupported: 'marketplace-not-supported',
    disputed: 'marketplace-not-supported',
  },
];

/** Adds what is required and not supported. The strongest come first: what no setting can change. */
export function judgeFeatures(needs: Needs, supports: SupportDifferences, findings: Finding[]): void {
  for (const rule of FEATURE_RULES) {
    const support = supports[rule.feature];
    if (support === undefined || support === 'yes' || !rule.isRequired(needs)) continue;
    findings.push(support === 'no' ? rulesOut(rule.notSupported) : doubtful(rule.disputed));
  }
}
