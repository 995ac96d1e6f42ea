import { INSTANCE_TYPE_NAMES, instanceTypeOf } from '../facts/instance-types.ts';
import type {
  InstanceComponent,
  PricedComponent,
  PriceList,
  PriceRow,
  PriceTable,
  TeamDiscount,
  TeamPrices,
  TeamRate,
} from '../facts/price-list.ts';
import { SERVERLESS_MEMORY_SIZES_MB } from '../facts/quotas.ts';
import { HOME_REGION, REGIONAL_GUIDE_ERROR, REGIONAL_GUIDE_ERROR_IN_FAMILY } from '../facts/working-figures.ts';
import { MB_PER_GB } from '../workload/measures.ts';
import { matchesGlob } from '../workload/nearest.ts';
import { remembered, rememberedByName } from '../workload/remembered.ts';

/**
 * A price and how it is known. `derived`: by arithmetic, or from the row of another component that AWS prices alike.
 * `regional-guide`: the Region doesn't list it, so us-east-1's price times a ratio stands in.
 */
export interface Price {
  /** What is paid, in US dollars for one unit: AWS's price, or what the team's prices make of it. */
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
  /** The same Region at AWS's prices; the book itself where the team has no other prices. */
  readonly list: PriceBook;
  /** Of the same list and team, another Region's. */
  in(region: string): PriceBook;
  /** Whether any price of the Region is known. */
  readonly isPriced: boolean;
  /** What the Region lists, or what follows from that. */
  listed(component: PricedComponent, key: PriceKey): Price | undefined;
  /** The same or, where the Region's prices are known but not this one, a regional guide. */
  find(component: PricedComponent, key: PriceKey): Price | undefined;
  /** Every instance type that the Region lists for this component, in the list's order. */
  instancesPriced(component: PricedComponent): string[];
}

/** The same list and Region give the same book. A Region that is not in the list gives an empty one. */
export const bookFor = (prices: PriceList, region: string): PriceBook => booksOf(prices)(region);

const booksOf = remembered((prices: PriceList) =>
  rememberedByName((region: string) =>
    prices.team === undefined ? makeBook(prices, region) : paidBook(prices, prices.team, region),
  ),
);

const LISTS = new WeakMap<PriceList['regions'], PriceList>();

/** The same prices without the team's; one list for all teams, so that its books are made once. */
function listOf({ team: _, ...rest }: PriceList): PriceList {
  const known = LISTS.get(rest.regions);
  const list = known !== undefined && known.table === rest.table ? known : rest;
  LISTS.set(rest.regions, list);
  return list;
}

/** A Region at what a team pays. Whatever is derived or adjusted is so from list prices. */
function paidBook(prices: PriceList, { savingsPlan, ...team }: TeamPrices, region: string): PriceBook {
  const list = bookFor(listOf(prices), region);
  const rates = savingsPlan?.rates.filter((rate) => rate.region === region) ?? [];
  const here = { ...team, ...(savingsPlan && { savingsPlan: { ...savingsPlan, rates } }) };
  const paid = new Map<Price, Price>();
  const paidFor = (price: Price | undefined, component: PricedComponent, key: PriceKey): Price | undefined => {
    if (price === undefined) return undefined;
    const known = paid.get(price) ?? paidPrice(price, { component, key, region }, here);
    paid.set(price, known);
    return known;
  };
  return {
    ...list,
    list,
    in: (other) => bookFor(prices, other),
    listed: (component, key) => paidFor(list.listed(component, key), component, key),
    find: (component, key) => paidFor(list.find(component, key), component, key),
  };
}

/** A rate of the plan is known, also where the list price is a guide. */
function paidPrice({ guide, ...price }: Price, thing: PricedThing, team: TeamPrices): Price {
  const rate = rateFor(thing, team);
  if (rate !== undefined) return { usd: rate.usd, basis: 'listed', row: price.row };
  return { ...price, usd: lessPercent(price.usd, percentFor(thing, team)), ...(guide && { guide }) };
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
  const book: PriceBook = {
    region,
    get list() {
      return book;
    },
    in: (other) => bookFor(prices, other),
    isPriced,
    listed,
    find: (component, key) => listed(component, key) ?? guided(component, key),
    instancesPriced: (component) => [...(shelves.get(component)?.keys() ?? [])].map(String),
  };
  return book;
}

/** The rows of the Region, then what only the table has, then what follows from either. Empty without any. */
function listedPrices(prices: PriceList, region: string): Shelves {
  const listed = prices.regions.filter((priced) => priced.region === region);
  const shelves: Shelves = new Map();
  const shelfOf = (component: PricedComponent): Shelf => {
    const shelf = shelves.get(component) ?? new Map<PriceKey, Price>();
    shelves.set(component, shelf);
    return shelf;
  };
  for (const { rows } of listed) for (const row of rows) put(shelfOf(row.component), row);
  const { table } = prices;
  if (table && !listed.some(({ asOf = '' }) => asOf >= table.date)) {
    for (const row of tableRows(table, region)) {
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
  shelf.set(keyOf(row), { usd: row.usd, basis: row.isDerived ? 'derived' : 'listed', row });
}

/** They cost what hosting costs in every pair of rows that was seen (five and one), so its rate stands in for a missing row. */
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
  return { usd, basis: 'regional-guide', row: { ...price.row, usd, source }, guide };
}

const ratioOf = (here: Price | undefined, home: Price | undefined): number | undefined =>
  here && home && here.usd / home.usd;

/** Of how many of all instance types a Region's hourly price is known, and how. */
export type PriceCoverage = Readonly<Record<Price['basis'] | 'unknown', number>>;

/** Counts the hosting prices of a Region by how they are known. */
export function priceCoverage(prices: PriceList, region: string): PriceCoverage {
  const book = bookFor(prices, region);
  const counts = { listed: 0, derived: 0, 'regional-guide': 0, unknown: 0 };
  for (const type of INSTANCE_TYPE_NAMES) counts[book.find('hosting', type)?.basis ?? 'unknown'] += 1;
  return counts;
}

/** What the table has of one Region, as rows. None where it does not have the Region. */
export function tableRows(table: PriceTable, region: string): PriceRow[] {
  const { date, source } = table;
  const rows: PriceRow[] = [];
  const listed = Object.hasOwn(table.regions, region) ? table.regions[region] : undefined;
  for (const entry of listed?.split('; ') ?? []) {
    const [name = '', ...figures] = entry.split(' ');
    if (name === 'serverless') {
      const perGBSecond = Number(figures[0]);
      for (const memorySizeInMB of SERVERLESS_MEMORY_SIZES_MB) {
        const usd = exact((perGBSecond * memorySizeInMB) / MB_PER_GB);
        rows.push({ component: 'serverless', memorySizeInMB, usd, source, date });
      }
      continue;
    }
    const isComputed = name.startsWith('~');
    const family = isComputed ? name.slice(1) : name;
    const sizes = (table.sizes[family] as string).split(' ');
    const prices = isComputed
      ? inProportion(figures, sizes)
      : figures.map((figure) => (figure === '-' ? null : Number(figure)));
    for (const [at, usd] of prices.entries()) {
      if (usd === null) continue;
      const row: PriceRow = { component: 'hosting', instanceType: `ml.${family}.${sizes[at]}`, usd, source, date };
      rows.push(isComputed && at < prices.length - 1 ? { ...row, isDerived: true } : row);
    }
  }
  return rows;
}

/**
 * The prices of a family's sizes from the largest one's alone: "4.925", or "12xlarge 3.69792" where the Region's largest isn't the
 * family's. To as many decimals as that one is written with, half up.
 */
function inProportion(figures: readonly string[], sizes: readonly string[]): number[] {
  const [largest = '', figure = ''] = figures.length > 1 ? figures : [sizes.at(-1), figures[0]];
  const unit = Number(figure) / largeIn(largest);
  const scale = 10 ** (figure.split('.')[1]?.length ?? 0);
  const listed = sizes.slice(0, sizes.indexOf(largest) + 1);
  return listed.map((size) => Math.round(exact(unit * largeIn(size) * scale)) / scale);
}

/** How many times `large` a size is. */
function largeIn(size: string): number {
  if (!size.endsWith('xlarge')) return size === 'large' ? 1 : 0.5;
  return 2 * Number(size.slice(0, -'xlarge'.length) || 1);
}

/** Without the digits that binary fractions add: 0.00012, not 0.00012000000000000002. */
const exact = (usd: number): number => Number(usd.toPrecision(12));

/** How a Region prices what it lists, against us-east-1. */
export interface RegionRatio {
  readonly ratio: number;
  /** How far a price by this ratio may be off, as a share: 0.1 is 10 % either way. */
  readonly error: number;
  /** What it is the ratio of: "the ratio of its g5". */
  readonly of: string;
}

/** What the Region's listed price is to us-east-1's; nothing where either is missing. */
export type RatioAt = (component: PricedComponent, key: string | number) => number | undefined;

/**
 * The ratio for what the Region does not list. Of an instance that of its family, else that of its kind; of storage that of CPU
 * instances, which eu-west-1 is within 2 % of; of data none, since eu-west-1 charges the same; of provisioned concurrency that
 * of serverless inference.
 */
export function ratioFor(
  component: PricedComponent,
  key: string | number,
  { sizes }: PriceTable,
  at: RatioAt,
): RegionRatio | undefined {
  if (component === 'serverless') return undefined;
  if (component === 'data') return { ratio: 1, error: REGIONAL_GUIDE_ERROR, of: 'as in eu-west-1' };
  if (component === 'storage') return ratioOfKind(false, sizes, at);
  if (component === 'provisioned-warm' || component === 'provisioned-inference') {
    const ratio = at('serverless', key);
    return ratio === undefined
      ? undefined
      : { ratio, error: REGIONAL_GUIDE_ERROR, of: 'the ratio of its serverless prices' };
  }
  const family = String(String(key).split('.')[1]);
  const ratios = ratiosOf(family, sizes, at);
  if (ratios.length === 0) return ratioOfKind(isAccelerated(family, sizes), sizes, at);
  const ratio = median(ratios);
  const spread = Math.max(...ratios.map((one) => Math.abs(one / ratio - 1)));
  return { ratio, error: Math.max(spread, REGIONAL_GUIDE_ERROR_IN_FAMILY), of: `the ratio of its ${family} prices` };
}

/** Of all families with GPUs or accelerators that the Region lists, or of all others. */
function ratioOfKind(accelerated: boolean, sizes: PriceTable['sizes'], at: RatioAt): RegionRatio | undefined {
  const families = Object.keys(sizes).filter((family) => isAccelerated(family, sizes) === accelerated);
  const ratios = families.map((family) => ratiosOf(family, sizes, at)).filter((ofFamily) => ofFamily.length > 0);
  if (ratios.length === 0) return undefined;
  const of = `the ratio of its ${accelerated ? 'GPU' : 'CPU'} prices`;
  return { ratio: median(ratios.map(median)), error: REGIONAL_GUIDE_ERROR, of };
}

function ratiosOf(family: string, sizes: PriceTable['sizes'], at: RatioAt): number[] {
  return (sizes[family]?.split(' ') ?? []).flatMap((size) => at('hosting', `ml.${family}.${size}`) ?? []);
}

/** By EC2's description of its first size; a family without one is told by its name. */
function isAccelerated(family: string, sizes: PriceTable['sizes']): boolean {
  const spec = instanceTypeOf(`ml.${family}.${sizes[family]?.split(' ')[0]}`);
  return spec === undefined ? /^(?:[gp]\d|inf|trn|dl)/.test(family) : spec.acceleratorCount > 0;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** What is priced: a component, an instance type or memory size of it, and where. */
export interface PricedThing {
  readonly component: PricedComponent;
  readonly key: string | number;
  /** AWS's name: `eu-west-1`. */
  readonly region: string;
}

/** What a discount leaves of a price in US dollars. `percent`: 0 to 95, off list. */
export const lessPercent = (usd: number, percent: number): number =>
  // Without the digits that binary fractions add. Nothing off leaves the price as it is, to the last bit.
  percent === 0 ? usd : Number(((usd * (100 - percent)) / 100).toPrecision(12));

/** What the team has off its list price, 0 to 95 percent. The plan has no say in it. */
export const percentFor = (thing: PricedThing, team: TeamPrices): number =>
  discountFor(thing, team)?.percent ?? team.discountPercent ?? 0;

/** The plan's rate of it; undefined where the plan doesn't cover it. */
export function rateFor({ component, key, region }: PricedThing, { savingsPlan }: TeamPrices): TeamRate | undefined {
  if (!isInstance(component)) return undefined;
  return savingsPlan?.rates.find(
    (rate) =>
      rate.instanceType === key &&
      rate.region === region &&
      (rate.component === undefined ? component !== 'asynchronous' : rate.component === component),
  );
}

/** The discount that the team has on an instance type itself; undefined where the one on everything counts. */
export function discountFor({ component, key }: PricedThing, { discounts }: TeamPrices): TeamDiscount | undefined {
  if (!isInstance(component)) return undefined;
  return discounts?.find(({ instanceType }) => matchesGlob(instanceType, String(key)));
}

const isInstance = (component: PricedComponent): component is InstanceComponent =>
  component === 'hosting' || component === 'asynchronous' || component === 'batch';
