import { formatNumber } from '../../measures.ts';
import type { Scaling } from '../../recommendation.ts';
import { HOURS_PER_MONTH } from '../../working-figures.ts';
import type { PriceKey } from '../price-book.ts';
import { isPaid, type PaidEntry, type PricedEntry } from './entry.ts';
import { formatRate, formatUsd } from './money.ts';

const SECONDS_SHOWN = 1000;

/** Of a bill without a total: what is paid whatever the volume, or else the rate of its first line. */
export function certainPart(entries: readonly PricedEntry[], type: PriceKey, scaling: Scaling): string {
  const paid = entries.find(isPaid);
  if (paid) return paidPart(paid, type, scaling);
  return entries
    .slice(0, 1)
    .map((entry) => ratePart(entry, type))
    .join('');
}

function paidPart({ line, component }: PaidEntry, type: PriceKey, scaling: Scaling): string {
  const amount = `${formatUsd(component.monthlyCostUsd)} a month`;
  if (line.meter === 'warmSeconds') return `${line.subject(type)} is ${amount}`;
  if (scaling === 'per-job') return `starting ${type} for each run is ${amount}`;
  const count = component.monthlyQuantity / HOURS_PER_MONTH;
  return count === 1
    ? `one ${type} that stays on is ${amount}`
    : `${formatNumber(count)} ${type} that stay on are ${amount}`;
}

function ratePart({ line, component: { unitPriceUsd } }: PricedEntry, type: PriceKey): string {
  if (line.meter === 'instanceHours') return `an hour of ${type} is ${formatRate(unitPriceUsd)}`;
  const seconds = `${formatNumber(SECONDS_SHOWN)} seconds of ${line.subject(type)}`;
  return `${seconds} are ${formatRate(unitPriceUsd * SECONDS_SHOWN)}`;
}
