import * as z from 'zod';
import type { PriceList } from '../../src/recommender/index.ts';

/** The outcome of something that can fail for external reasons. `text` says why, in one sentence. */
export type Attempt<T> = { ok: true; value: T } | { ok: false; text: string };

/** The message of an error, or of its cause, such as the one behind "fetch failed". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}

export type RegionPrices = PriceList['regions'][number];
export type PriceRow = RegionPrices['rows'][number];
export type PricedComponent = PriceRow['component'];

/** An AWS Region's name, such as `us-east-1`. It becomes part of a web address. */
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
  isDerived: z.exactOptional(z.literal(true)),
  disputed: z.exactOptional(z.strictObject({ usd, source, date })),
}) satisfies z.ZodType<PriceRow>;

/** Identifies what a row is the price of. Unique within a Region. */
export function keyOf({ component, instanceType, memorySizeInMB }: PriceRow): string {
  return `${component} ${instanceType ?? memorySizeInMB ?? ''}`;
}

const COMPONENTS = PRICE_ROW.shape.component.options;

/** Sorts rows as they are written: by component, then by memory, or by instance family and size. */
export function sortRows(rows: readonly PriceRow[]): PriceRow[] {
  return [...rows].sort(
    (a, b) =>
      COMPONENTS.indexOf(a.component) - COMPONENTS.indexOf(b.component) ||
      (a.memorySizeInMB ?? 0) - (b.memorySizeInMB ?? 0) ||
      compareTypes(a.instanceType ?? '', b.instanceType ?? ''),
  );
}

function compareTypes(a: string, b: string): number {
  const [, familyA = '', sizeA = ''] = a.split('.');
  const [, familyB = '', sizeB = ''] = b.split('.');
  return compareText(familyA, familyB) || sizeOf(sizeA) - sizeOf(sizeB) || compareText(sizeA, sizeB);
}

/** "medium" below "large" below "xlarge" below "2xlarge": AWS doubles from one to the next. */
function sizeOf(size: string): number {
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  if (multiple !== undefined) return Number(multiple);
  return { medium: 0.25, large: 0.5, xlarge: 1 }[size] ?? Number.MAX_VALUE;
}

/** By code unit, so that the order doesn't depend on the locale. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A changed price. `before` is undefined if it is new, `after` if it is gone. */
export interface Difference {
  row: PriceRow;
  before: number | undefined;
  after: number | undefined;
}

/** The prices that differ, in row order. Source and date don't count. */
export function compareRows(known: readonly PriceRow[], next: readonly PriceRow[]): Difference[] {
  const before = new Map(known.map((row) => [keyOf(row), row.usd]));
  const after = new Map(next.map((row) => [keyOf(row), row.usd]));
  const rows = new Map([...known, ...next].map((row) => [keyOf(row), row]));
  return sortRows([...rows.values()])
    .map((row) => ({ row, before: before.get(keyOf(row)), after: after.get(keyOf(row)) }))
    .filter((difference) => difference.before !== difference.after);
}
