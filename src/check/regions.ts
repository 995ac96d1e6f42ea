import { isRegion } from '../account/facts.ts';
import type { Declared } from './templates/declared.ts';

/** Of KMS keys and of SageMaker's own resources, which are in the Region of what uses them. */
const REGIONAL_ARN = /arn:aws[a-z-]*:(?:sagemaker|kms):([a-z0-9-]+):/g;

/** The Region that files say, or that the ARNs of its resources have; null where they say none, or several. */
export function regionsIn(declared: Declared, others: readonly (Declared | null)[]): string | null {
  if (declared.region !== null) return declared.region;
  const found = [declared, ...others].flatMap((one) => {
    const text = one === null ? '' : JSON.stringify(one.properties);
    return [...text.matchAll(REGIONAL_ARN)].flatMap(([, region = '']) => (isRegion(region) ? region : []));
  });
  const [first, ...more] = new Set(found);
  return first !== undefined && more.length === 0 ? first : null;
}
