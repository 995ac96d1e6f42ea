import { isRegion } from '../account/facts.ts';
import { DEFAULT_REGION } from '../recommender/index.ts';
import type { Declared } from './templates/declared.ts';

/** What says a Region, in the order in which it counts. `image`: the address of a container's image; `environment`: AWS_REGION. */
export type RegionFrom = 'files' | 'image' | 'option' | 'environment' | 'policy' | 'default';

export interface FoundRegion {
  readonly region: string;
  readonly from: RegionFrom;
}

/** Of KMS keys and of SageMaker's own resources, which are in the Region of what uses them. */
const REGIONAL_ARN = /arn:aws[a-z-]*:(?:sagemaker|kms):([a-z0-9-]+):/g;
/** Amazon ECR's addresses. An image lies where its endpoint does (API_ContainerDefinition, read 2026-12). */
const IMAGE = /\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com|on\.aws)/g;

/** The Region that files say, or that the ARNs of its resources have, or its images; null where they say none, or several. */
export function regionIn(declared: Declared, others: readonly (Declared | null)[]): FoundRegion | null {
  if (declared.region !== null) return { region: declared.region, from: 'files' };
  return regionOf(JSON.stringify([declared, ...others].map((one) => one?.properties)));
}

/** That of ARNs in a text, else of images; null where it has none, or several. */
export function regionOf(text: string): FoundRegion | null {
  const only = (pattern: RegExp): string | undefined => {
    const found = [...text.matchAll(pattern)].flatMap(([, region = '']) => (isRegion(region) ? region : []));
    const [first, ...more] = new Set(found);
    return more.length === 0 ? first : undefined;
  };
  const own = only(REGIONAL_ARN);
  const region = own ?? only(IMAGE);
  return region === undefined ? null : { region, from: own === undefined ? 'image' : 'files' };
}

/** Where the files say no Region. */
export function otherRegion(said: Readonly<Partial<Record<RegionFrom, string | undefined>>>): FoundRegion {
  const from = (['option', 'environment', 'policy'] as const).find((one) => isRegion(said[one] ?? ''));
  return from === undefined ? { region: DEFAULT_REGION, from: 'default' } : { region: said[from] ?? '', from };
}
