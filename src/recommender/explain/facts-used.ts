import { rowsUsed } from '../costs/bill.ts';
import { bookFor } from '../costs/price-book.ts';
import type { PriceList } from '../facts/price-list.ts';
import { MULTI_MODEL_GPU_INSTANCES, QUOTAS, SERVERLESS_MEMORY_SIZES_MB, SERVERLESS_REGIONS } from '../facts/quotas.ts';
import { GUIDE_DATE } from '../facts/sources.ts';
import { type Judgement, planOf } from '../judge/judgement.ts';
import type { Recommendation } from '../recommendation.ts';

/** What the answer rests on: when the quotas were read, the oldest price it used, and a version of all the facts. */
export function factsOf(judgement: Judgement, prices: PriceList): Recommendation['facts'] {
  return { quotasAsOf: GUIDE_DATE, pricesAsOf: oldestPrice(judgement, prices), version: versionOf(prices) };
}

function oldestPrice({ needs, ranked }: Judgement, prices: PriceList): string {
  const book = bookFor(prices, needs.region);
  let oldest: string | undefined;
  for (const { pair } of ranked) {
    for (const { date } of rowsUsed(planOf(pair), needs, book)) {
      const read = date ?? UNDATED;
      if (oldest === undefined || read < oldest) oldest = read;
    }
  }
  return oldest ?? 'no price used';
}

/** Sorts behind every date: it is named only where nothing that is dated was used. */
const UNDATED = 'undated';

const VERSIONS = new WeakMap<PriceList, string>();

/** It changes when any quota or any price does. */
function versionOf(prices: PriceList): string {
  let version = VERSIONS.get(prices);
  if (version === undefined) {
    version = fingerprint([
      QUOTAS,
      [...SERVERLESS_REGIONS],
      [...MULTI_MODEL_GPU_INSTANCES],
      SERVERLESS_MEMORY_SIZES_MB,
      prices,
    ]);
    VERSIONS.set(prices, version);
  }
  return version;
}

/** FNV-1a, 32 bits, as eight hexadecimal digits: short enough to read aloud, and the same on every machine. */
function fingerprint(facts: unknown): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(facts)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
