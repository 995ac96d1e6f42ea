import { MULTI_MODEL_GPU_INSTANCES, QUOTAS, SERVERLESS_REGIONS } from './quotas.ts';
import type { Recommendation } from './recommendation.ts';
import { GUIDE_DATE } from './sources.ts';

/** What the answer rests on: when the quotas were read, when the prices, and a version that changes with any of them. */
export const FACTS: Recommendation['facts'] = {
  quotasAsOf: GUIDE_DATE,
  pricesAsOf: 'not priced',
  version: fingerprint([QUOTAS, [...SERVERLESS_REGIONS], [...MULTI_MODEL_GPU_INSTANCES]]),
};

/** FNV-1a, 32 bits, as eight hexadecimal digits: short enough to read aloud, and the same on every machine. */
function fingerprint(facts: unknown): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(facts)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
