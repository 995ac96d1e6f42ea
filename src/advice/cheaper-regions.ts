import { bookFor, type InferenceOptionId, optionOf, type PriceList } from '../recommender/index.ts';
import { regionsOf } from './alternatives.ts';

/** Serverless memory sizes cost the same per GB: any one compares Regions. */
const SERVERLESS_MB = 2048;

/**
 * Where what serves now is listed for less: the cheapest Region of the same part of the world, then the cheapest of all. `type`: an
 * instance type; undefined for serverless.
 */
export function cheaperRegions(prices: PriceList, option: InferenceOptionId, type: string | undefined, from: string) {
  const usdIn = (region: string) =>
    bookFor(prices, region).listed(optionOf(option).priced, type ?? SERVERLESS_MB)?.usd ?? Infinity;
  const cheaper = regionsOf(prices)
    .map((region) => ({ region, usd: usdIn(region) }))
    .filter(({ region, usd }) => region !== from && usd < usdIn(from))
    .toSorted((one, other) => one.usd - other.usd || (one.region < other.region ? -1 : 1))
    .map(({ region }) => region);
  const near = cheaper.find((region) => partOf(region) === partOf(from));
  return [...new Set([near, cheaper[0]])].filter((region) => region !== undefined);
}

/** "eu" of "eu-central-1" */
const partOf = (region: string): string => region.split('-')[0] ?? region;
