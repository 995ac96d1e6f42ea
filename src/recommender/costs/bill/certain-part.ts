import { formatNumber } from '../../measures.ts';
import type { CostComponent, Scaling } from '../../recommendation.ts';
import { HOURS_PER_MONTH } from '../../working-figures.ts';
import type { PriceKey } from '../price-book.ts';
import type { CostLine } from './cost-lines.ts';
import { formatUsd } from './money.ts';

/** A line of a bill, with what it comes to. */
export interface Entry {
  readonly line: CostLine;
  readonly component: CostComponent;
}

const SECONDS_SHOWN = 1000;

/** Of a bill without a total: what is paid whatever the volume, or else the rate of its first line. */
export function certainPart(entries: readonly Entry[], type: PriceKey, scaling: Scaling): string {
  const paid = entries.find(({ component }) => component.monthlyCostUsd !== null);
  if (paid) return paidPart(paid, type, scaling);
  return entries
    .slice(0, 1)
    .map(({ line, component }) => ratePart(line.subject(type), component))
    .join('');
}

function paidPart({ line, component }: Entry, type: PriceKey, scaling: Scaling): string {
  const amount = `${formatUsd(component.monthlyCostUsd ?? 0)} a month`;
  if (line.meter === 'warmSeconds') return `${line.subject(type)} is ${amount}`;
  if (scaling === 'per-job') return `starting ${type} for each run is ${amount}`;
  const count = component.monthlyQuantity / HOURS_PER_MONTH;
  return count === 1
    ? `one ${type} that stays on is ${amount}`
    : `${formatNumber(count)} ${type} that stay on are ${amount}`;
}

function ratePart(subject: string, { unit, unitPriceUsd }: CostComponent): string {
  const usd = unitPriceUsd ?? 0;
  if (unit === 'hours') return `an hour of ${subject} is ${formatUsd(usd)}`;
  return `${formatNumber(SECONDS_SHOWN)} seconds of ${subject} are ${formatUsd(usd * SECONDS_SHOWN)}`;
}
