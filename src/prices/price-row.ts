import * as z from 'zod';
import type { PriceList } from '../recommender/index.ts';

export type RegionPrices = PriceList['regions'][number];
export type PriceRow = RegionPrices['rows'][number];
export type PricedComponent = PriceRow['component'];

/** An AWS Region's name, such as `us-east-1`. It becomes part of a file's name and of a web address. */
export const REGION_NAME = /^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/;

const usd = z.number().positive();
const source = z.string().min(1);
const date = z
  .string()
  .regex(/^\d{4}(-\d{2}){0,2}$/)
  .nullable();

/** A row as it stands in a data file. */
export const PRICE_ROW = z.strictObject({
  component: z.enum([
    'hosting',
    'asynchronous',
    'batch',
    'serverless',
    'provisioned-warm',
    'provisioned-inference',
    'data',
    'storage',
  ]),
  instanceType: z.exactOptional(z.string().regex(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/)),
  memorySizeInMB: z.exactOptional(z.int().positive()),
  usd,
  source,
  date,
  grade: z.enum(['A', 'A-', 'B', 'C', 'derived']),
  disputed: z.exactOptional(z.strictObject({ usd, source, date })),
}) satisfies z.ZodType<PriceRow>;

/** What a row is the price of; no two rows of a Region share it. */
export function keyOf({ component, instanceType, memorySizeInMB }: PriceRow): string {
  return `${component} ${instanceType ?? memorySizeInMB ?? ''}`;
}
