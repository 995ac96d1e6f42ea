import { type CostComponent, formatNumber, formatRate, formatUsd } from '../recommender/index.ts';

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
