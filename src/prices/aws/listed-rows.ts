import type { Attempt } from '../attempt.ts';
import { keyOf, type PriceRow } from '../price-row.ts';
import type { OfferFile } from './offer-file.ts';
import { paidPrice } from './paid-price.ts';
import { pricedLineOf } from './priced-lines.ts';
import { otherRegionOf } from './region-of-line.ts';

const SOURCE = 'AWS price list';

/** What is wanted of an offer file. */
export interface ListedRows {
  /** When AWS published it: "2026-10-05". */
  date: string;
  rows: PriceRow[];
  /** Lines that were left out because they are stated in another unit than was expected. */
  unread: string[];
}

/** The lines of an offer file that endpoints and transform jobs are billed by. */
export function listedRows(offer: OfferFile, region: string): Attempt<ListedRows> {
  const date = offer.publicationDate.slice(0, 10);
  const rows = new Map<string, PriceRow>();
  const unread: string[] = [];
  for (const [sku, { attributes }] of Object.entries(offer.products)) {
    const { usagetype = '' } = attributes;
    const line = pricedLineOf(usagetype);
    const terms = offer.terms.OnDemand[sku];
    if (line === undefined || terms === undefined) continue;
    const other = otherRegionOf(attributes, region);
    if (other !== undefined) return { ok: false, text: `It is the price list of ${other}, not of ${region}.` };
    const price = paidPrice(terms);
    if (!price.ok) return { ok: false, text: `It is damaged at ${usagetype} (${sku}): ${price.text}.` };
    if (price.value === undefined) continue;
    const { usd, unit } = price.value;
    if (line.units.includes(unit.toLowerCase())) {
      const row: PriceRow = { ...line.of, usd, source: SOURCE, date, grade: 'A' };
      rows.set(keyOf(row), merge(rows.get(keyOf(row)), row));
    } else unread.push(`${usagetype} in ${unit}`);
  }
  if (rows.size === 0) return { ok: false, text: 'It has no price for an endpoint or a transform job.' };
  return { ok: true, value: { date, rows: [...rows.values()], unread } };
}

/** Two lines for one thing, such as data in and data out: where they differ, the higher counts, and both are kept. */
function merge(one: PriceRow | undefined, other: PriceRow): PriceRow {
  if (one === undefined) return other;
  if (one.usd === other.usd) return one;
  const [lower, higher] = one.usd < other.usd ? [one, other] : [other, one];
  return { ...higher, disputed: { usd: lower.usd, source: `${SOURCE}, another line`, date: lower.date } };
}
