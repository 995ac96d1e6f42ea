import { instanceTypeOf } from '../facts/instance-types.ts';
import type { PricedComponent, PriceList, PriceRow } from '../facts/price-list.ts';

/** A price and how it is known. `derived`: by arithmetic, or from the row of another component that AWS prices alike. */
interface Price {
  /** In US dollars for one unit. */
  readonly usd: number;
  readonly basis: 'listed' | 'derived';
  readonly row: PriceRow;
}

/** What a price depends on beside its component: an instance type, a memory size in MB, or nothing (an empty text). */
export type PriceKey = string | number;

/** The prices of one Region, looked up. */
export interface PriceBook {
  readonly region: string;
  /** Whether any price of the Region is known. */
  readonly isPriced: boolean;
  find(component: PricedComponent, key: PriceKey): Price | undefined;
  /** Every instance type with a price for this component, in the list's order. */
  instancesPriced(component: PricedComponent): string[];
}

const BOOKS = new WeakMap<PriceList, Map<string, PriceBook>>();

/** The same list and Region give the same book. A Region that is not in the list gives an empty one. */
export function bookFor(prices: PriceList, region: string): PriceBook {
  let books = BOOKS.get(prices);
  if (!books) {
    books = new Map();
    BOOKS.set(prices, books);
  }
  let book = books.get(region);
  if (!book) {
    book = makeBook(prices, region);
    books.set(region, book);
  }
  return book;
}

type Shelf = Map<PriceKey, Price>;

function makeBook(prices: PriceList, region: string): PriceBook {
  const rows = prices.regions.filter((priced) => priced.region === region).flatMap((priced) => priced.rows);
  const shelves = new Map<PricedComponent, Shelf>();
  const shelfOf = (component: PricedComponent): Shelf => {
    const shelf = shelves.get(component) ?? new Map<PriceKey, Price>();
    shelves.set(component, shelf);
    return shelf;
  };
  for (const row of rows) put(shelfOf(row.component), row);
  deriveFromHosting(shelfOf('hosting'), shelfOf('asynchronous'), (type) => !isNotAsynchronous(region, type));
  deriveFromHosting(shelfOf('hosting'), shelfOf('batch'), (type) => instanceTypeOf(type)?.validForTransform === true);
  return {
    region,
    isPriced: rows.length > 0,
    find: (component, key) => shelves.get(component)?.get(key),
    instancesPriced: (component) => [...shelfOf(component).keys()].map(String),
  };
}

/** Of two rows for one thing the dearer stands, so that nothing is promised too cheap. */
function put(shelf: Shelf, row: PriceRow): void {
  const key = row.instanceType ?? row.memorySizeInMB ?? '';
  const known = shelf.get(key);
  if (known && known.usd >= row.usd) return;
  shelf.set(key, { usd: row.usd, basis: row.grade === 'derived' ? 'derived' : 'listed', row });
}

/**
 * Asynchronous and batch instances cost what hosting costs, in every pair of rows that was seen (five and one); where they
 * have no row of their own, the hosting rate stands in.
 */
function deriveFromHosting(hosting: Shelf, shelf: Shelf, offers: (instanceType: string) => boolean): void {
  for (const [key, { usd, row }] of hosting) {
    if (!shelf.has(key) && offers(String(key))) shelf.set(key, { usd, basis: 'derived', row });
  }
}

/** Types that a Region hosts but does not offer for asynchronous endpoints, as far as a full list of it was seen (2026-10-04). */
const NOT_ASYNCHRONOUS: Readonly<Record<string, readonly string[]>> = { 'eu-west-3': ['ml.g4dn.xlarge'] };

function isNotAsynchronous(region: string, instanceType: string): boolean {
  return NOT_ASYNCHRONOUS[region]?.includes(instanceType) === true;
}
