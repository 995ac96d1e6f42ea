import { formatNumber } from '../../measures.ts';

/** Less than any rate of AWS's. */
const SMALLEST_RATE = 0.000001;
/** AWS lists rates with ten; beyond that there is only the dust of binary fractions. */
const RATE_DECIMALS = 10;

/** An amount of US dollars as people read them on a bill: "$168", "$4.20", "less than $0.01"; whole from a hundred on, cents below. */
export function formatUsd(usd: number): string {
  if (usd >= 99.995) return `$${formatNumber(Math.round(usd))}`;
  if (usd === 0) return '$0';
  return usd < 0.005 ? 'less than $0.01' : inCents(usd);
}

/** Two amounts that are compared: where they would read the same they are written in cents, "$100.30" against "$100.00". */
export function formatUsdApart(one: number, other: number): readonly [string, string] {
  const [first, second] = [formatUsd(one), formatUsd(other)];
  return first === second ? [inCents(one), inCents(other)] : [first, second];
}

/** Half a cent counts as one, also where the binary fraction lies a little under it. */
function inCents(usd: number): string {
  const cents = Math.round(Number((usd * 100).toPrecision(15)));
  return `$${formatNumber(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;
}

/** The price of one unit in US dollars, in all its digits as AWS lists it: "$0.23", "$1.408", "$0.00004"; never an exponent. */
export function formatRate(usd: number): string {
  if (usd >= 1000) return formatUsd(usd);
  if (usd > 0 && usd < SMALLEST_RATE) return `less than $${SMALLEST_RATE.toFixed(6)}`;
  return `$${usd.toFixed(RATE_DECIMALS).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}
