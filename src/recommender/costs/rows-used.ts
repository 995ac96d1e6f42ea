import type { Needs } from '../needs.ts';
import { OPTION_COSTS } from './options/index.ts';
import type { Plan } from './plan.ts';
import type { PriceBook } from './price-book.ts';
import type { PriceRow } from './price-list.ts';
import { usedLines } from './used-lines.ts';
import { volumeOf } from './volume.ts';

/** The rows of the price list that a plan's bill rests on: those of the lines that it shows. */
export function rowsUsed(plan: Plan, needs: Needs, book: PriceBook): PriceRow[] {
  const capacity = OPTION_COSTS[plan.option].capacityFor(plan, needs, book);
  if (!capacity) return [];
  const rows: PriceRow[] = [];
  for (const { line } of usedLines(plan, needs, volumeOf(needs), capacity)) {
    const price = book.find(line.component, line.byType ? capacity.type : '');
    if (price) rows.push(price.row);
  }
  return rows;
}
