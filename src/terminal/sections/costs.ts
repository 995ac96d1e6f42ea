import { type CostComponent, formatNumber, type OptionCost, optionTitle } from '../../recommender/index.ts';
import { bullet, inert } from '../lines.ts';
import type { Section } from './section.ts';

/** What each option that fits costs a month. An amount that is not known is said to be so, and never 0. */
export const COSTS: Section = {
  title: 'Cost a month',
  lines: ({ costs }) =>
    costs.flatMap((cost) => [
      ...bullet(`${optionTitle(cost.option)}: ${total(cost)}${cost.note === null ? '' : `. ${inert(cost.note)}`}`),
      ...cost.components.flatMap((component) => bullet(describe(component), 4)),
    ]),
};

function total({ monthlyUsd }: OptionCost): string {
  if (!monthlyUsd) return 'no total';
  const { low, likely, high } = monthlyUsd;
  return low === high ? usd(likely) : `about ${usd(likely)} (${usd(low)} to ${usd(high)})`;
}

function describe({ name, unit, unitPriceUsd, monthlyQuantity, monthlyCostUsd, basis }: CostComponent): string {
  const price = unitPriceUsd === null ? 'price not listed' : `$${unitPriceUsd} each`;
  const cost = monthlyCostUsd === null ? '' : ` = ${usd(monthlyCostUsd)}`;
  const derived = basis === 'derived' ? ' (derived price)' : '';
  return `${inert(name)}: ${formatNumber(monthlyQuantity)} ${inert(unit)}, ${price}${cost}${derived}`;
}

function usd(amount: number): string {
  return `$${formatNumber(amount)}`;
}
