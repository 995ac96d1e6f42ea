import { formatNumber, type OptionCost, type Recommendation } from '../recommender/index.ts';

const CENTS_BELOW = 10;

/** An amount as people compare it: whole dollars, and cents where a dollar would hide them. */
export function writeDollars(usd: number): string {
  return `$${formatNumber(usd < CENTS_BELOW ? Number(usd.toFixed(2)) : Math.round(usd))}`;
}

/** "about $357 a month ($357 to $535)"; "cost not known" where a price or a quantity is missing. */
export function writeMonthlyCost({ monthlyUsd }: Pick<OptionCost, 'monthlyUsd'>): string {
  if (monthlyUsd === null) return 'cost not known';
  const { low, likely, high } = monthlyUsd;
  const range = writeDollars(low) === writeDollars(high) ? '' : ` (${writeDollars(low)} to ${writeDollars(high)})`;
  return `about ${writeDollars(likely)} a month${range}`;
}

/** What the chosen option costs in each of two answers: "about $12 → $141 a month"; undefined where neither is known. */
export function describeCostDifference(before: Recommendation, after: Recommendation): string | undefined {
  const from = likelyCost(before);
  const to = likelyCost(after);
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) return `${amount(from)} → ${amount(to)} a month`;
  const same = writeDollars(from) === writeDollars(to);
  return same ? `still about ${writeDollars(to)} a month` : `about ${writeDollars(from)} → ${writeDollars(to)} a month`;
}

function likelyCost({ choice, costs }: Recommendation): number | undefined {
  return costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;
}

function amount(usd: number | undefined): string {
  return usd === undefined ? 'not known' : writeDollars(usd);
}
