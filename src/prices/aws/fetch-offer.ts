import type { Attempt } from '../attempt.ts';
import { fetchText } from './fetch-text.ts';
import { OFFER_CODE } from './offer-file.ts';
import { pathInIndex } from './region-index.ts';

/** Where AWS publishes its price list; it takes no credentials. */
export const AWS_PRICE_LIST = 'https://pricing.us-east-1.amazonaws.com';

/** A Region's current offer file: its text, and the address that AWS's index gives for it. */
export async function fetchOffer(baseUrl: string, region: string): Promise<Attempt<{ address: string; text: string }>> {
  const indexUrl = new URL(`/offers/v1.0/aws/${OFFER_CODE}/current/region_index.json`, baseUrl);
  const index = await fetchText(indexUrl);
  const path = index.ok ? pathInIndex(index.value, region) : index;
  if (!path.ok) return { ok: false, text: `${indexUrl}: ${path.text}` };
  const fileUrl = new URL(path.value, indexUrl);
  if (fileUrl.origin !== indexUrl.origin)
    return { ok: false, text: `${indexUrl}: It points to another host, ${fileUrl.host}.` };
  const file = await fetchText(fileUrl);
  if (!file.ok) return { ok: false, text: `${fileUrl}: ${file.text}` };
  return { ok: true, value: { address: fileUrl.href, text: file.value } };
}
