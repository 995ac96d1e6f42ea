import { PRICE_ROW, type PriceRow } from './price-row.ts';

const COMPONENTS = PRICE_ROW.shape.component.options;

/** Rows in the one order in which they are written: by component, then by memory, or by instance family and size. */
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

/** By code unit: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
