import { type PriceCoverage, priceCoverage, SHIPPED_PRICES } from '../../src/recommender/index.ts';
import { type ListedRows, type PriceListPlace, readPriceList } from './listed-rows.ts';
import { readKnownPrices, writePrices } from './price-file.ts';
import { type Attempt, compareRows, type Difference, type PriceRow } from './price-row.ts';

export interface UpdateOrder {
  region: string;
  from: PriceListPlace;
  /** The folder of the data module. */
  folder: string;
  /** Show what would change, and write nothing. */
  dryRun: boolean;
  /** Take a list that lacks more than half of the known prices. */
  allowDrops: boolean;
}

export interface Update {
  region: string;
  list: ListedRows;
  differences: Difference[];
  /** Known rows that are kept although the list lacks them. */
  staying: PriceRow[];
  /** How the Region's instance prices are then known. */
  coverage: PriceCoverage;
  /** The files written. Null for a dry run. */
  written: string[] | null;
}

/**
 * Updates a Region's prices from AWS's price list. If anything is wrong with the list or the known prices, the file is unchanged.
 */
export async function updateRegion(order: UpdateOrder): Promise<Attempt<Update>> {
  const next = await findNext(order);
  if (!next.ok) return { ok: false, text: `${next.text}\nNothing was changed.` };
  const { region, folder, dryRun } = order;
  const { regions, ...found } = next.value;
  if (dryRun) return { ok: true, value: { region, ...found, written: null } };
  const written = await writePrices(folder, regions);
  return written.ok ? { ok: true, value: { region, ...found, written: written.value } } : written;
}

/** The prices with the Region's new rows, and how these differ from the old ones. */
async function findNext({ region, from, folder, allowDrops }: UpdateOrder) {
  const all = await readKnownPrices(folder);
  if (!all.ok) return all;
  const others = all.value.filter((known) => known.region !== region);
  const known = all.value.find((one) => one.region === region)?.rows ?? [];
  const list = await readPriceList(from, region);
  if (!list.ok) return list;
  const staying = stayingRows(known, list.value.rows);
  const rows = [...list.value.rows, ...staying];
  const regions = [...others, { region, rows, asOf: list.value.date }];
  const { table } = SHIPPED_PRICES;
  const differences = compareRows(known, rows);
  const doubt = allowDrops ? undefined : droppedTooMany(known.length, differences);
  if (doubt !== undefined) return { ok: false, text: doubt } as const;
  return {
    ok: true,
    value: {
      list: list.value,
      regions,
      staying,
      differences,
      coverage: priceCoverage({ regions, ...(table && { table }) }, region),
    },
  } as const;
}

/** If more than this share of the known prices is missing, the list is refused. */
const DROPPED_SHARE_MAX = 0.5;

/** Why a list that lacks most of the known prices is refused. Undefined if it has them. */
export function droppedTooMany(known: number, differences: readonly Difference[]): string | undefined {
  const dropped = differences.filter(({ after }) => after === undefined).length;
  if (dropped <= known * DROPPED_SHARE_MAX) return undefined;
  return `The list would drop ${dropped} of the ${known} known prices, more than half; if that is right, give --allow-drops.`;
}

/**
 * The known rows that are kept although the list lacks them: those of a component without any line in it. An instance type that
 * the list lacks is no longer sold there. But if a whole component is missing, AWS has more likely renamed it.
 */
export function stayingRows(known: readonly PriceRow[], listed: readonly PriceRow[]): PriceRow[] {
  const components = new Set(listed.map(({ component }) => component));
  return known.filter(({ component }) => !components.has(component));
}
