import {
  DEFAULT_REGION,
  formatNumber,
  type OptionCost,
  optionOf,
  type PricesUsed,
  percentFor,
  type Recommendation,
  rateFor,
  type TeamPrices,
} from '../recommender/index.ts';
import { writeLikelyUsd, writeMonthlyCost } from './money.ts';
import { joinClauses } from './sentences.ts';

// What a team pays instead of AWS's list prices, said once beside an amount.

/**
 * Why the chosen option's amount isn't AWS's, and what AWS lists: "with the team's 23% discount; list $4,280". Undefined where it is
 * AWS's.
 */
export function paidWith(recommendation: Recommendation): string | undefined {
  const { choice, costs } = recommendation;
  const cost = costs.find(({ option }) => option === choice?.option);
  const words = cost && withPrices(sourcesOf(recommendation, cost));
  if (words === undefined || cost === undefined) return undefined;
  const list = writeListUsd(cost);
  if (list === undefined) return cost.monthlyUsd === null ? words : undefined;
  return `${words}; list ${list}`;
}

/** A month of an option at AWS's list prices, "$4,280"; undefined where it doesn't differ. */
export const writeListUsd = (cost: OptionCost): string | undefined =>
  cost.listMonthlyUsd && writeLikelyUsd({ ...cost, monthlyUsd: cost.listMonthlyUsd });

/** "$3,300 per month ($2,800–$4,100), list $4,280" */
export function writePaidCost(cost: OptionCost): string {
  const list = writeListUsd(cost);
  return `${writeMonthlyCost(cost)}${list === undefined ? '' : `, list ${list}`}`;
}

/** What an option's bill is paid with: its instances first, then the rest of it. */
function sourcesOf({ workload, choice, facts: { prices } }: Recommendation, { option }: OptionCost): Sources {
  if (prices === undefined) return {};
  const region = workload.region ?? DEFAULT_REGION;
  const thing = { component: optionOf(option).priced, key: choice?.instance?.type ?? '', region };
  const { discountPercent = 0 } = prices;
  if (rateFor(thing, prices) !== undefined) return { hasPlan: true, percent: discountPercent };
  return { percent: percentFor(thing, prices) || discountPercent };
}

interface Sources {
  readonly hasPlan?: boolean;
  readonly percent?: number;
  readonly isByType?: boolean;
}

/** "with the team's 23% discount"; undefined where nothing is off. */
function withPrices({ hasPlan = false, percent = 0, isByType = false }: Sources): string | undefined {
  const parts = [
    ...(hasPlan ? ['Savings Plan'] : []),
    ...(percent > 0 ? [`${formatNumber(percent)}% discount`] : []),
    ...(isByType ? ['discounts by instance type'] : []),
  ];
  return parts.length === 0 ? undefined : `with the team's ${joinClauses(parts, 'and')}`;
}

type Prices = PricesUsed | TeamPrices | undefined;

/** What many bills are counted with: "at list prices", "with the team's Savings Plan and 23% discount". */
export const writePricesOf = (prices: Prices): string => writeTeamPrices(prices) ?? 'at list prices';

/** The same; undefined where they are AWS's list prices. */
export function writeTeamPrices(prices: Prices): string | undefined {
  const { discountPercent: percent = 0, discounts = [], savingsPlan } = prices ?? {};
  const hasPlan = savingsPlan !== undefined && savingsPlan.rates.length > 0;
  return withPrices({ hasPlan, percent, isByType: discounts.length > 0 });
}
