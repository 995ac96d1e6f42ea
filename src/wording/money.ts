import {
  type CostComponent,
  formatNumber,
  formatRate,
  formatUsd,
  isJob,
  type OptionCost,
  type Recommendation,
} from '../recommender/index.ts';

type Cost = Pick<OptionCost, 'option' | 'monthlyUsd' | 'components'>;

/** "$357 per month ($300–$535)"; without a total what is known, as the message says it: "from $172 per month". */
export const writeMonthlyCost = (cost: Cost): string => writeBriefCost(cost) ?? 'cost not known';

/** " ($300–$535)"; nothing where both ends read the same. */
function rangeOf({ low, high }: NonNullable<Cost['monthlyUsd']>): string {
  const [from, to] = [formatUsd(low), formatUsd(high)];
  return from === to ? '' : ` (${from}–${to})`;
}

/** What an option costs, in as few words as a table cell takes; `unit` is left out there where it is "per month". */
export interface BriefCost {
  /** "$357 ($300–$535)", "from $172", "$1.408". */
  amount: string;
  unit: string;
}

/** The best number that is known: a month's total, else what is paid whatever the volume, else a rate. */
export function briefCost({ option, monthlyUsd, components }: Cost): BriefCost | undefined {
  if (monthlyUsd !== null) {
    return { amount: `${formatUsd(monthlyUsd.likely)}${rangeOf(monthlyUsd)}`, unit: 'per month' };
  }
  const [first] = components;
  if (first === undefined || first.unitPriceUsd === null) return undefined;
  if (first.monthlyCostUsd !== null && first.monthlyCostUsd > 0 && !isJob(option)) {
    const certain = components.reduce((sum, { monthlyCostUsd }) => sum + (monthlyCostUsd ?? 0), 0);
    return { amount: `from ${formatUsd(certain)}`, unit: 'per month' };
  }
  if (first.unit === 'hours') {
    return {
      amount: rateOf(first.unitPriceUsd),
      unit: isJob(option) ? 'per job hour' : 'per busy hour',
    };
  }
  return {
    amount: rateOf(first.unitPriceUsd * SECONDS_SHOWN),
    unit: `per ${formatNumber(SECONDS_SHOWN)} s in use`,
  };
}

/** In cents where that says enough. */
const rateOf = (usd: number): string => (usd >= 0.1 ? formatUsd(usd) : formatRate(usd));

/** A second of serverless inference costs too little to be read. */
const SECONDS_SHOWN = 1000;

/** "$357 per month ($300–$535)", "from $172 per month", "$1.408 per busy hour"; undefined where no price is known. */
export function writeBriefCost(cost: Cost): string | undefined {
  const { monthlyUsd } = cost;
  if (monthlyUsd !== null) return `${formatUsd(monthlyUsd.likely)} per month${rangeOf(monthlyUsd)}`;
  const brief = briefCost(cost);
  return brief && `${brief.amount} ${brief.unit}`;
}

/**
 * What most of a bill goes to: "mostly data processed"; the two largest where none is more than half. Undefined where the
 * first line, which serves the model, is the largest, or there is no total.
 */
export function costDriver({ monthlyUsd, components }: Cost): string | undefined {
  if (monthlyUsd === null) return undefined;
  const paid = components
    .map(({ name, monthlyCostUsd }, at) => ({ name: plainName(name), usd: monthlyCostUsd ?? 0, at }))
    .toSorted((a, b) => b.usd - a.usd);
  const [first, second] = paid;
  if (first === undefined || second === undefined || first.at === 0) return undefined;
  const rest = paid.slice(1).reduce((sum, { usd }) => sum + usd, 0);
  return first.usd > rest ? `mostly ${first.name}` : `${first.name} and ${second.name}`;
}

/** "Instances (ml.g5.xlarge, always on)" → "instances": which ones stands in the bill. */
function plainName(name: string): string {
  const [plain = name] = name.split(' (');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** What the chosen option costs in each of two answers: "$12 → $141 per month"; undefined where neither is known. */
export function describeCostDifference(before: Recommendation, after: Recommendation): string | undefined {
  const from = likelyCost(before);
  const to = likelyCost(after);
  if (from === undefined && to === undefined) return undefined;
  if (from === undefined || to === undefined) return `${amount(from)} → ${amount(to)}`;
  const [was, is] = [formatUsd(from), formatUsd(to)];
  return was === is ? `still ${is} per month` : `${was} → ${is} per month`;
}

function likelyCost({ choice, costs }: Recommendation): number | undefined {
  return costs.find(({ option }) => option === choice?.option)?.monthlyUsd?.likely;
}

function amount(usd: number | undefined): string {
  return usd === undefined ? 'not known' : `${formatUsd(usd)} per month`;
}

/** "Instances (ml.m5.xlarge, always on): 730 hours × $0.23 = $168"; what is not known is said to be so, and never 0. */
export function writeBillLine(component: CostComponent): string {
  const { name, unit, unitPriceUsd, monthlyQuantity, monthlyCostUsd, basis } = component;
  // Nothing of something that has no amount either: how much of it there is could not be worked out.
  const isKnown = monthlyQuantity > 0 || monthlyCostUsd !== null;
  const derived = BASIS_WORDS[basis];
  const quantity = isKnown ? `${countOf(monthlyQuantity)} ${unit}` : `${unit} not known`;
  if (unitPriceUsd === null) return `${name}: ${quantity}, price not listed${derived}`;
  if (!isKnown) return `${name}: ${formatRate(unitPriceUsd)} per ${singular(unit)}${derived}`;
  const cost = monthlyCostUsd === null ? '' : ` = ${formatUsd(monthlyCostUsd)}`;
  return `${name}: ${quantity} × ${formatRate(unitPriceUsd)}${cost}${derived}`;
}

const BASIS_WORDS: Readonly<Record<CostComponent['basis'], string>> = {
  listed: '',
  derived: ' (derived price)',
  'regional-guide': " (us-east-1's price adjusted to the Region)",
  unknown: '',
};

const singular = (unit: string): string => unit.replace(/s$/, '');

/** What next to nothing is used of is not worth an exponent. */
const countOf = (quantity: number): string =>
  quantity > 0 && quantity < 0.01 ? 'less than 0.01' : formatNumber(quantity);

/**
 * What limits an estimate, beside the lines of its bill: "No total without requests per month." These show the price that the
 * sentence goes on with.
 */
export function noteBesideBill(note: string): string {
  return note.replace(/^(No total without [^:]+): .+?\.(?= |$)/, '$1.');
}

/** A recommendation's `facts.pricesAsOf` as it stands among other dates: "prices as of 2026-09-28", "undated prices", "no price used". */
export function writePricesAsOf(pricesAsOf: string): string {
  if (isDate(pricesAsOf)) return `prices as of ${pricesAsOf}`;
  return pricesAsOf === 'undated' ? 'undated prices' : pricesAsOf;
}

/**
 * The same after an amount or a heading: "at prices of 2026-09-28", "at 2026 prices"; nothing where no price was used.
 */
export function writeWithPrices(pricesAsOf: string): string | undefined {
  if (/^\d{4}$/.test(pricesAsOf)) return `at ${pricesAsOf} prices`;
  if (isDate(pricesAsOf)) return `at prices of ${pricesAsOf}`;
  return pricesAsOf === 'undated' ? 'at undated prices' : undefined;
}

const isDate = (text: string): boolean => /^\d/.test(text);
