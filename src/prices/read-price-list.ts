import { readFile } from 'node:fs/promises';
import { type Attempt, reasonOf } from './attempt.ts';
import { fetchOffer } from './aws/fetch-offer.ts';
import { type ListedRows, listedRows } from './aws/listed-rows.ts';
import { readOfferFile } from './aws/offer-file.ts';

/** Where a price list comes from: a file in AWS's form, or the web. */
export type PriceListPlace = { kind: 'file'; path: string } | { kind: 'web'; baseUrl: string };

/** A Region's prices from AWS's price list. Whatever is wrong is said with the place where it is. */
export async function readPriceList(place: PriceListPlace, region: string): Promise<Attempt<ListedRows>> {
  const list = place.kind === 'web' ? await fetchOffer(place.baseUrl, region) : await readOffer(place.path);
  if (!list.ok) return list;
  const offer = readOfferFile(list.value.text);
  const rows = offer.ok ? listedRows(offer.value, region) : offer;
  return rows.ok ? rows : { ok: false, text: `${list.value.address}: ${rows.text}` };
}

async function readOffer(path: string): Promise<Attempt<{ address: string; text: string }>> {
  try {
    return { ok: true, value: { address: path, text: await readFile(path, 'utf8') } };
  } catch (error) {
    return { ok: false, text: `${path}: It cannot be read: ${reasonOf(error)}.` };
  }
}
