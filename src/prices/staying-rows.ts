import type { PriceRow } from './price-row.ts';

/**
 * The known rows that stay although the list has no line for them: those of a component of which it has no line at all.
 * A list is complete for what it lists, so an instance type missing from it cannot be bought there any more, whoever
 * quoted a price for it. But where a whole component is missing, it is more likely that AWS calls it something else
 * than that endpoints have no storage.
 */
export function stayingRows(known: readonly PriceRow[], listed: readonly PriceRow[]): PriceRow[] {
  const components = new Set(listed.map(({ component }) => component));
  return known.filter(({ component }) => !components.has(component));
}
