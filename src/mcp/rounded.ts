/** What is stated, or has to be stated again to get the same answer: exact. */
const EXACT: ReadonlySet<string> = new Set([
  'workload',
  'changes',
  'measurements',
  'says',
  'readings',
  'from',
  'to',
  'value',
  'values',
  'alike',
  'range',
  'rules',
  'assumed',
  'prices',
]);

/** Digits of a figure that was computed. More are no information: prices are estimates, and speeds are modelled or measured. */
const DIGITS = 4;

/** Digits of what a limit is compared with, and of a price: fewer would read as the limit itself, or as another price. */
const DIGITS_OF: Readonly<Record<string, number>> = { asked: 6, allowed: 6, unitPriceUsd: 6 };

/** The same data without digits that mean nothing. What was stated stays as it is. */
export const rounded = <T>(data: T): T => roundedIn(data, DIGITS) as T;

function roundedIn(value: unknown, digits: number): unknown {
  if (typeof value === 'number') return roundedTo(value, digits);
  if (Array.isArray(value)) return value.map((item) => roundedIn(item, digits));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      EXACT.has(key) ? item : roundedIn(item, DIGITS_OF[key] ?? digits),
    ]),
  );
}

const roundedTo = (value: number, digits: number): number =>
  Math.abs(value) >= 10 ** digits ? Math.round(value) : Number(value.toPrecision(digits));
