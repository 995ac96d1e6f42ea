import {
  type CostComponent,
  formatNumber,
  formatRate,
  formatUsd,
  type InferenceOptionId,
  type OptionCost,
  type Recommendation,
} from '../recommender/index.ts';

type Cost = Pick<OptionCost, 'monthlyUsd' | 'components'>;

/** "about $357 a month ($300 to $535)"; "cost not known" where a price or a quantity is missing. */
export function writeMonthlyCost({ monthlyUsd }: Pick<Cost, 'monthlyUsd'>): string {
  if (monthlyUsd === null) return 'cost not known';
  const { low, likely, high } = monthlyUsd;
  const range = formatUsd(low) === formatUsd(high) ? '' : ` (${formatUsd(low)} to ${formatUsd(high)})`;
  return `${about(likely)} a month${range}`;
}

/** "About $357 ($300–$535): mostly instances": likely, low to high, and what drives it; "Not known" where a total is missing. */
function writeCostCell({ monthlyUsd, components }: Cost): string {
  if (monthlyUsd === null) return 'Not known';
  const [low, high] = [monthlyUsd.low, monthlyUsd.high].map(formatUsd);
  const range = low === high ? '' : ` (${low}–${high})`;
  const driver = driverOf(components);
  return capitalized(`${about(monthlyUsd.likely)}${range}${driver === undefined ? '' : `: ${driver}`}`);
}

/**
 * What stands beside an option where all are compared: its cost, "Does not fit", or "Not known"; null where no option's is
 * known, and the notes on the costs say why.
 */
export function writeOptionCost(option: InferenceOptionId, { costs, rejected }: Recommendation): string | null {
  if (costs.every(({ monthlyUsd }) => monthlyUsd === null)) return null;
  const isRuledOut = rejected.some((other) => other.option === option && other.verdict === 'ruled-out');
  if (isRuledOut) return 'Does not fit';
  const cost = costs.find((candidate) => candidate.option === option);
  return cost ? writeCostCell(cost) : 'Not known';
}

/** What most of a bill goes to: "instances only", "mostly instances"; the two largest where none is more than half. */
function driverOf(components: Cost['components']): string | undefined {
  const paid = components
    .map(({ name, monthlyCostUsd }) => ({ name: plainName(name), usd: monthlyCostUsd ?? 0 }))
    .filter(({ usd }) => usd > 0)
    .toSorted((a, b) => b.usd - a.usd);
  const [first, second] = paid;
  if (first === undefined || second === undefined) return first && `${first.name} only`;
  const rest = paid.slice(1).reduce((sum, { usd }) => sum + usd, 0);
  return first.usd > rest ? `mostly ${first.name}` : `${first.name} and ${second.name}`;
}

/** "Instances (ml.g5.xlarge, always on)" → "instances": which ones stands in the bill. */
function plainName(name: string): string {
  const [plain = name] = name.split(' (');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** "about $314"; an amount below a cent is not one that anything is about. */
function about(usd: number): string {
  const written = formatUsd(usd);
  return written.startsWith('$') ? `about ${written}` : written;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the chosen option costs in each of two answers: "about $12 → $141 a month"; undefined where neither is known. */
export function describeCostDifference(before: Recommendation, after: Recommendation): string | undefined {
  const from = likelyCost(before);
  const to = likelyCost(after);
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) return `${amount(from)} → ${amount(to)} a month`;
  const same = formatUsd(from) === formatUsd(to);
  return same ? `still ${about(to)} a month` : `${about(from)} → ${formatUsd(to)} a month`;
}

function likelyCost({ choice, costs }: Recommendation): number | undefined {
  return costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;
}

function amount(usd: number | undefined): string {
  return usd === undefined ? 'not known' : formatUsd(usd);
}

/** "Instances (ml.m5.xlarge, always on): 730 hours at $0.23 each = $168"; what is not known is said to be so, and never 0. */
export function writeBillLine(component: CostComponent): string {
  const { name, unit, unitPriceUsd, monthlyQuantity, monthlyCostUsd, basis } = component;
  // Nothing of something that has no amount either: how much of it there is could not be worked out.
  const isKnown = monthlyQuantity > 0 || monthlyCostUsd !== null;
  const quantity = isKnown ? `${countOf(monthlyQuantity)} ${unit}` : `${unit} not known`;
  const derived = basis === 'derived' ? ' (derived price)' : '';
  if (unitPriceUsd === null) return `${name}: ${quantity}, price not listed${derived}`;
  const cost = monthlyCostUsd === null ? '' : ` = ${formatUsd(monthlyCostUsd)}`;
  return `${name}: ${quantity}${isKnown ? ' at' : ','} ${formatRate(unitPriceUsd)} each${cost}${derived}`;
}

/** What next to nothing is used of is not worth an exponent. */
const countOf = (quantity: number): string =>
  quantity > 0 && quantity < 0.01 ? 'less than 0.01' : formatNumber(quantity);

/** A recommendation's `facts.pricesAsOf` as it stands among other dates: "prices as of 2026-09-28", "undated prices", "no price used". */
export function writePricesAsOf(pricesAsOf: string): string {
  if (isDate(pricesAsOf)) return `prices as of ${pricesAsOf}`;
  return pricesAsOf === 'undated' ? 'undated prices' : pricesAsOf;
}

/** The same after an amount or a heading: "with the prices of 2026-09-28"; nothing where no price was used. */
export function writeWithPrices(pricesAsOf: string): string | undefined {
  if (isDate(pricesAsOf)) return `with the prices of ${pricesAsOf}`;
  return pricesAsOf === 'undated' ? 'with undated prices' : undefined;
}

const isDate = (text: string): boolean => /^\d/.test(text);
