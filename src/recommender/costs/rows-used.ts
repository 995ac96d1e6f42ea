import type { Needs } from '../needs.ts';
import { OPTION_COSTS } from './options/index.ts';
import type { Plan } from './plan.ts';
import type { PriceBook } from './price-book.ts';
import type { PriceRow } from './price-list.ts';

/** The rows of the price list that a plan's bill rests on. */
export function rowsUsed(plan: Plan, needs: Needs, book: PriceBook): PriceRow[] {
  const { capacityFor, lines } = OPTION_COSTS[plan.option];
  const capacity = capacityFor(plan, needs, book);
  if (!capacity) return [];
  const rows: PriceRow[] = [];
  for (const { component, byType } of lines(plan)) {
    const price = book.find(component, byType ? capacity.type : '');
    if (price) rows.push(price.row);
  }
  return rows;
}
