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

/** "About $357 ($357–$535), mostly instances": likely, low to high, and what drives it; "Not known" where a total is missing. */
export function writeCostCell({ monthlyUsd, components }: Pick<OptionCost, 'monthlyUsd' | 'components'>): string {
  if (monthlyUsd === null) return 'Not known';
  const [low, likely, high] = [monthlyUsd.low, monthlyUsd.likely, monthlyUsd.high].map(writeDollars);
  const range = low === high ? '' : ` (${low}–${high})`;
  const paid = components.filter((component) => (component.monthlyCostUsd ?? 0) > 0);
  const [driver] = paid.toSorted((a, b) => (b.monthlyCostUsd ?? 0) - (a.monthlyCostUsd ?? 0));
  if (driver === undefined) return `About ${likely}${range}`;
  return `About ${likely}${range}, ${paid.length > 1 ? 'mostly' : 'all'} ${plainName(driver.name)}`;
}

/** "Instances (ml.g5.xlarge, always on)" → "instances": which ones stands in the bill. */
function plainName(name: string): string {
  const [plain = name] = name.split(' (');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
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
