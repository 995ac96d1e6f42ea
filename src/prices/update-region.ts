import type { Attempt } from './attempt.ts';
import type { ListedRows } from './aws/listed-rows.ts';
import { compareRows, type Difference } from './compare-rows.ts';
import { droppedTooMany } from './dropped-too-many.ts';
import { readKnownPrices, writePrices } from './files/price-folder.ts';
import type { PriceRow } from './price-row.ts';
import { type PriceListPlace, readPriceList } from './read-price-list.ts';
import { stayingRows } from './staying-rows.ts';

export interface UpdateOrder {
  region: string;
  from: PriceListPlace;
  /** The folder of the data modules. */
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
  /** Known rows that stay although the list does not have them. */
  staying: PriceRow[];
  /** The files that were written; null where none was to be. */
  written: string[] | null;
}

/**
 * Brings a Region's file up to AWS's price list. If anything is wrong with the list or with what is known, the files stay
 * as they are.
 */
export async function updateRegion(order: UpdateOrder): Promise<Attempt<Update>> {
  const next = await findNext(order);
  if (!next.ok) return { ok: false, text: `${next.text}\nNothing was changed.` };
  const { region, folder, dryRun } = order;
  const { rows, ...found } = next.value;
  if (dryRun) return { ok: true, value: { region, ...found, written: null } };
  const written = await writePrices(folder, { region, rows });
  return written.ok ? { ok: true, value: { region, ...found, written: written.value } } : written;
}

/** The rows that the Region should have, and how they differ from those it has. */
async function findNext({ region, from, folder, allowDrops }: UpdateOrder) {
  const known = await readKnownPrices(folder, region);
  if (!known.ok) return known;
  const list = await readPriceList(from, region);
  if (!list.ok) return list;
  const staying = stayingRows(known.value.rows, list.value.rows);
  const rows = [...list.value.rows, ...staying];
  const differences = compareRows(known.value.rows, rows);
  const doubt = allowDrops ? undefined : droppedTooMany(known.value.rows.length, differences);
  if (doubt !== undefined) return { ok: false, text: doubt } as const;
  return { ok: true, value: { list: list.value, rows, staying, differences } } as const;
}
