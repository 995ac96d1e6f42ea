import {
  type CostComponent,
  formatNumber,
  formatRate,
  formatUsd,
  HOURS_PER_MONTH,
  type InferenceOptionId,
  isJob,
  type OptionCost,
  type PricesUsed,
  type Recommendation,
  roundedUsd,
  type UsdBasis,
} from '../recommender/index.ts';
import { writeBriefCount } from './volumes.ts';

type Cost = Pick<OptionCost, 'option' | 'monthlyUsd' | 'components'> &
  Partial<Pick<OptionCost, 'perMillionOutputTokensUsd' | 'isModelled'>>;

/** "$357 per month ($300–$535)"; without a total what is known, as the message says it: "$172 per month per instance". */
export const writeMonthlyCost = (cost: Cost): string => writeBriefCost(cost) ?? 'cost not known';

/** What a month's amount rests on. What AWS lists for instances that stay on has no range. */
export function basisOfCost(cost: Cost): UsdBasis {
  const { monthlyUsd, perMillionOutputTokensUsd, isModelled = perMillionOutputTokensUsd?.basis === 'modelled' } = cost;
  if (monthlyUsd?.low === monthlyUsd?.high) return 'listed';
  return isModelled ? 'modelled' : 'estimated';
}

/** The likely amount of a month, "$5,400"; undefined without a total. */
export const writeLikelyUsd = (cost: Cost): string | undefined =>
  cost.monthlyUsd === null ? undefined : formatUsd(cost.monthlyUsd.likely, basisOfCost(cost));

/** " ($300–$535)"; nothing where both ends read the same, or without a total. */
export function writeCostRange(cost: Cost): string {
  if (cost.monthlyUsd === null) return '';
  const basis = basisOfCost(cost);
  const [low, high] = [formatUsd(cost.monthlyUsd.low, basis), formatUsd(cost.monthlyUsd.high, basis)];
  return low === high ? '' : ` (${low}–${high})`;
}

/**
 * A month's total in a headline, with its likely amount as `strong` writes it: "$5,400 (about €4,900) per month ($3,600–$9,800)".
 * The currency is the one in which the team counts. Undefined without a total.
 */
export function writeTotal(
  cost: Cost,
  strong: (text: string) => string,
  currency: PricesUsed['currency'],
): string | undefined {
  const likely = writeLikelyUsd(cost);
  if (likely === undefined) return undefined;
  return `${strong(`${likely}${aboutIn(currency, cost)} per month`)}${writeCostRange(cost)}`;
}

/** " (about €4,900)": with as many digits as the dollars have. '' for US dollars. */
function aboutIn(currency: PricesUsed['currency'], cost: Cost): string {
  if (currency === undefined || currency.code === 'USD' || cost.monthlyUsd === null) return '';
  const amount = roundedUsd(cost.monthlyUsd.likely * currency.perUsd, basisOfCost(cost));
  const whole = amount >= 100 ? { maximumFractionDigits: 0 } : {};
  return ` (about ${amount.toLocaleString('en', { style: 'currency', currency: currency.code, ...whole })})`;
}

/** What an option costs, in as few words as a table cell takes; `unit` is left out there where it is "per month". */
export interface BriefCost {
  /** "$357 ($300–$535)", "$172 each", "from $40", "$1.408". */
  amount: string;
  unit: string;
}

/** The best number that is known: a month's total, else what one instance costs, else what is paid whatever the volume, else a rate. */
export function briefCost(cost: Cost): BriefCost | undefined {
  const { option, components } = cost;
  const likely = writeLikelyUsd(cost);
  if (likely !== undefined) return { amount: `${likely}${writeCostRange(cost)}`, unit: 'per month' };
  const each = priceOfOne(cost);
  if (each !== undefined) return { amount: `${each} each`, unit: 'per month' };
  const [first] = components;
  if (first === undefined || first.unitPriceUsd === null) return undefined;
  if (first.unit === 'hours') {
    return { amount: rateOf(first.unitPriceUsd), unit: isJob(option) ? 'per job hour' : 'per busy hour' };
  }
  if (first.monthlyCostUsd !== null && first.monthlyCostUsd > 0) {
    const certain = components.reduce((sum, { monthlyCostUsd }) => sum + (monthlyCostUsd ?? 0), 0);
    return { amount: `from ${formatUsd(certain)}`, unit: 'per month' };
  }
  return { amount: rateOf(first.unitPriceUsd * SECONDS_SHOWN), unit: `per ${formatNumber(SECONDS_SHOWN)} s in use` };
}

/** What one instance that stays on costs per month, "$538"; undefined where none stays on. */
function priceOfOne({ option, components: [first] }: Cost): string | undefined {
  const staysOn = first?.unit === 'hours' && !isJob(option) && (first.monthlyCostUsd ?? 0) > 0;
  return staysOn && first.unitPriceUsd !== null ? formatUsd(first.unitPriceUsd * HOURS_PER_MONTH) : undefined;
}

/** In cents where that says enough. */
const rateOf = (usd: number): string => (usd >= 0.1 ? formatUsd(usd) : formatRate(usd));

/** A second of serverless inference costs too little to be read. */
const SECONDS_SHOWN = 1000;

/** "$357 per month ($300–$535)", "$172 per month per instance", "$1.408 per busy hour"; undefined where no price is known. */
export function writeBriefCost(cost: Cost): string | undefined {
  const likely = writeLikelyUsd(cost);
  if (likely !== undefined) return `${likely} per month${writeCostRange(cost)}`;
  const each = priceOfOne(cost);
  if (each !== undefined) return `${each} per month per instance`;
  const brief = briefCost(cost);
  return brief && `${brief.amount} ${brief.unit}`;
}

/**
 * What most of a bill goes to: "mostly data processed"; the two largest where none is more than half. Undefined where the
 * first line, which serves the model, is the largest, or there is no total.
 */
export function costDriver({ monthlyUsd, components }: Cost): string | undefined {
  if (monthlyUsd === null) return undefined;
  const sums = new Map<string, number>();
  for (const { name, monthlyCostUsd } of components)
    sums.set(plainName(name), (sums.get(plainName(name)) ?? 0) + (monthlyCostUsd ?? 0));
  const paid = [...sums].map(([name, usd], at) => ({ name, usd, at })).toSorted((a, b) => b.usd - a.usd);
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

/** What the chosen option costs in each of two answers, or another in the second: "$12 → $141 per month"; undefined where neither is known. */
export function describeCostDifference(
  before: Recommendation,
  after: Recommendation,
  option = after.choice?.option,
): string | undefined {
  const [was, is] = [likelyOf(before, before.choice?.option), likelyOf(after, option)];
  if (was === undefined && is === undefined) return undefined;
  if (was === undefined || is === undefined) return `${amount(was)} → ${amount(is)}`;
  return was === is ? `still ${is} per month` : `${was} → ${is} per month`;
}

function likelyOf({ costs }: Recommendation, of: InferenceOptionId | undefined): string | undefined {
  const cost = costs.find(({ option }) => option === of);
  return cost && writeLikelyUsd(cost);
}

const amount = (usd: string | undefined): string => (usd === undefined ? 'not known' : `${usd} per month`);

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

/** What next to nothing is used of is not worth an exponent, and nobody knows millions to the last one. */
const countOf = (quantity: number): string =>
  quantity > 0 && quantity < 0.01 ? 'less than 0.01' : writeBriefCount(quantity);

/**
 * What limits an estimate, beside the lines of its bill: "No total without requests per month." These show the price that the
 * sentence goes on with.
 */
export function noteBesideBill(note: string): string {
  return note.replace(/^(No total without [^:]+): .+?\.(?= |$)/, '$1.');
}

/**
 * A recommendation's `facts.pricesAsOf` as it stands among other dates: "prices as of 2026-09-28", "2026 prices", "undated prices", "no price used".
 */
export function writePricesAsOf(pricesAsOf: string): string {
  if (isDate(pricesAsOf)) return /^\d+$/.test(pricesAsOf) ? `${pricesAsOf} prices` : `prices as of ${pricesAsOf}`;
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
