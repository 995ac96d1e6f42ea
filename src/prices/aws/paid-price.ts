import * as z from 'zod';
import type { Attempt } from '../attempt.ts';
import { firstFault } from './offer-file.ts';

/** The terms of one line: the keys are AWS's own numbers and say nothing. */
const TERMS = z.record(
  z.string(),
  z.object({
    priceDimensions: z.record(
      z.string(),
      z.object({
        unit: z.string(),
        beginRange: z.string().optional(),
        pricePerUnit: z.record(z.string(), z.string().regex(/^\d+(\.\d+)?$/, 'is no price')),
      }),
    ),
  }),
);

export interface PaidPrice {
  usd: number;
  unit: string;
}

/**
 * What a line costs on demand, in dollars. A free tier stands beside the price as a range at 0, and a discount for volume
 * as a later range: it is the first range that is paid which counts. Undefined where nothing is paid, or not in dollars.
 */
export function paidPrice(terms: unknown): Attempt<PaidPrice | undefined> {
  const read = TERMS.safeParse(terms);
  if (!read.success) return { ok: false, text: firstFault(read.error) };
  const paid = Object.values(read.data)
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions))
    .map(({ unit, beginRange, pricePerUnit }) => ({
      unit,
      usd: Number(pricePerUnit['USD'] ?? 0),
      from: Number(beginRange ?? 0),
    }))
    .filter(({ usd }) => usd > 0)
    .sort((a, b) => a.from - b.from || b.usd - a.usd);
  const [first] = paid;
  return { ok: true, value: first && { usd: first.usd, unit: first.unit } };
}
