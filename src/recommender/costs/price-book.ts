import { instanceTypeOf } from '../facts/instance-types.ts';
import type { PricedComponent, PriceList, PriceRow, PriceTable } from '../facts/price-list.ts';
import { HOME_REGION } from '../facts/working-figures.ts';
import { type RegionRatio, ratioFor, tableRows } from './regional-prices.ts';

/**
 * A price and how it is known. `derived`: by arithmetic, or from the row of another component that AWS prices alike.
 * `regional-guide`: the Region doesn't list it, so us-east-1's price times a ratio stands in.
 */
export interface Price {
  /** In US dollars for one unit. */
  readonly usd: number;
  readonly basis: 'listed' | 'derived' | 'regional-guide';
  readonly row: PriceRow;
  /** Of a regional guide, what it was calculated with. */
  readonly guide?: RegionRatio;
}

/** What a price depends on beside its component: an instance type, a memory size in MB, or nothing (an empty text). */
export type PriceKey = string | number;

/** The prices of one Region, looked up. */
export interface PriceBook {
  readonly region: string;
  /** Whether any price of the Region is known. */
  readonly isPriced: boolean;
  /** What the Region lists, or what follows from that. */
  listed(component: PricedComponent, key: PriceKey): Price | undefined;
  /** The same or, where the Region's prices are known but not this one, a regional guide. */
  find(component: PricedComponent, key: PriceKey): Price | undefined;
  /** Every instance type that the Region lists for this component, in the list's order. */
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
type Shelves = Map<PricedComponent, Shelf>;

function makeBook(prices: PriceList, region: string): PriceBook {
  const shelves = listedPrices(prices, region);
  const isPriced = shelves.size > 0;
  const listed: PriceBook['listed'] = (component, key) => shelves.get(component)?.get(key);
  const { table } = prices;
  const isGuided = isPriced && region !== HOME_REGION && table?.regions[region] !== undefined;
  const guides = new Map<string, Price | undefined>();
  const guided = (component: PricedComponent, key: PriceKey): Price | undefined => {
    if (!isGuided || !isOffered(component, key, region)) return undefined;
    const name = `${component} ${key}`;
    if (!guides.has(name)) guides.set(name, guidedPrice(component, key, table, listed, bookFor(prices, HOME_REGION)));
    return guides.get(name);
  };
  return {
    region,
    isPriced,
    listed,
    find: (component, key) => listed(component, key) ?? guided(component, key),
    instancesPriced: (component) => [...(shelves.get(component)?.keys() ?? [])].map(String),
  };
}

/** The rows of the Region, then what only the table has, then what follows from either. Empty without any. */
function listedPrices(prices: PriceList, region: string): Shelves {
  const listed = prices.regions.filter((priced) => priced.region === region);
  const isWhole = listed.some(({ asOf }) => asOf !== undefined && asOf >= (prices.table?.date ?? ''));
  const shelves: Shelves = new Map();
  const shelfOf = (component: PricedComponent): Shelf => {
    const shelf = shelves.get(component) ?? new Map<PriceKey, Price>();
    shelves.set(component, shelf);
    return shelf;
  };
  for (const { rows } of listed) for (const row of rows) put(shelfOf(row.component), row);
  if (prices.table && !isWhole) {
    for (const row of tableRows(prices.table, region)) {
      const shelf = shelfOf(row.component);
      if (!shelf.has(keyOf(row))) put(shelf, row);
    }
  }
  if (shelves.size === 0) return shelves;
  for (const component of ['asynchronous', 'batch'] as const) {
    deriveFromHosting(shelfOf('hosting'), shelfOf(component), (type) => isOffered(component, type, region));
  }
  return shelves;
}

const keyOf = ({ instanceType, memorySizeInMB }: PriceRow): PriceKey => instanceType ?? memorySizeInMB ?? '';

/** Of two rows for one thing the dearer stands, so that nothing is promised too cheap. */
function put(shelf: Shelf, row: PriceRow): void {
  const known = shelf.get(keyOf(row));
  if (known && known.usd >= row.usd) return;
  shelf.set(keyOf(row), { usd: row.usd, basis: row.grade === 'derived' ? 'derived' : 'listed', row });
}

/**
 * Asynchronous and batch instances cost what hosting costs, in every pair of rows that was seen (five and one); where they
 * have no row themselves, the hosting rate stands in.
 */
function deriveFromHosting(hosting: Shelf, shelf: Shelf, offers: (instanceType: string) => boolean): void {
  for (const [key, { usd, row }] of hosting) {
    if (!shelf.has(key) && offers(String(key))) shelf.set(key, { usd, basis: 'derived', row });
  }
}

/** Types that a Region hosts but does not offer for asynchronous endpoints, as far as a full list of it was seen (2026-10-04). */
const NOT_ASYNCHRONOUS: Readonly<Record<string, readonly string[]>> = { 'eu-west-3': ['ml.g4dn.xlarge'] };

function isOffered(component: PricedComponent, key: PriceKey, region: string): boolean {
  const type = String(key);
  if (component === 'asynchronous') return NOT_ASYNCHRONOUS[region]?.includes(type) !== true;
  return component !== 'batch' || instanceTypeOf(type)?.validForTransform === true;
}

/** us-east-1's price times how the Region prices the like; nothing where neither is known. */
function guidedPrice(
  component: PricedComponent,
  key: PriceKey,
  table: PriceTable,
  listed: PriceBook['listed'],
  home: PriceBook,
): Price | undefined {
  const price = home.listed(component, key);
  const guide = price && ratioFor(component, key, table, (of, at) => ratioOf(listed(of, at), home.listed(of, at)));
  if (!guide) return undefined;
  const usd = Number((price.usd * guide.ratio).toPrecision(6));
  const source = `us-east-1's price × ${Number(guide.ratio.toPrecision(3))}, ${guide.of}`;
  return { usd, basis: 'regional-guide', row: { ...price.row, usd, source, grade: 'guide' }, guide };
}

const ratioOf = (here: Price | undefined, home: Price | undefined): number | undefined =>
  here && home && here.usd / home.usd;
