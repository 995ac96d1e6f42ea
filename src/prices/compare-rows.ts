import { keyOf, type PriceRow } from './price-row.ts';
import { sortRows } from './sort-rows.ts';

/** A price that is another than before: undefined before where it is new, and after where it is gone. */
export interface Difference {
  row: PriceRow;
  before: number | undefined;
  after: number | undefined;
}

/** The prices that differ, in the order of the rows. Another source or date alone is no difference. */
export function compareRows(known: readonly PriceRow[], next: readonly PriceRow[]): Difference[] {
  const before = new Map(known.map((row) => [keyOf(row), row.usd]));
  const after = new Map(next.map((row) => [keyOf(row), row.usd]));
  const rows = new Map([...known, ...next].map((row) => [keyOf(row), row]));
  return sortRows([...rows.values()])
    .map((row) => ({ row, before: before.get(keyOf(row)), after: after.get(keyOf(row)) }))
    .filter((difference) => difference.before !== difference.after);
}
