import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const OFFER_PATH = fileURLToPath(new URL('../fixtures/us-east-1.json', import.meta.url));

/** A price list for us-east-1 of 2026-11-01, written by hand in the form of AWS's offer files. */
export const OFFER = readFileSync(OFFER_PATH, 'utf8');

/** The index that leads to it. */
export const INDEX = readFileSync(new URL('../fixtures/region_index.json', import.meta.url), 'utf8');

/** A file of that form with the given lines alone: usage type, unit and dollars. */
export function offerOf(lines: { usagetype: string; unit: string; usd: string; regionCode?: string }[]): string {
  const products: Record<string, unknown> = {};
  const OnDemand: Record<string, unknown> = {};
  for (const [index, { usagetype, unit, usd, regionCode }] of lines.entries()) {
    const sku = `SKU${index}`;
    products[sku] = { sku, attributes: { usagetype, ...(regionCode === undefined ? {} : { regionCode }) } };
    OnDemand[sku] = { [`${sku}.T`]: { priceDimensions: { [`${sku}.T.R`]: { unit, pricePerUnit: { USD: usd } } } } };
  }
  return JSON.stringify({
    offerCode: 'AmazonSageMaker',
    publicationDate: '2026-11-02T00:00:00Z',
    products,
    terms: { OnDemand },
  });
}
