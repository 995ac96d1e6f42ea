import { formatNumber, roundedModelled } from './measures.ts';

// Amounts are computed, stored and read in US dollars.

/**
 * What an amount rests on. `listed`: AWS lists it, and it is exact. `estimated`: it was worked out from what people stated, so that
 * more than three digits would be an exactness that nobody has. `modelled`: it rests on a modelled speed, which is known to two.
 */
export type UsdBasis = 'listed' | 'estimated' | 'modelled';

const ESTIMATED_DIGITS = 3;

/** US dollars with as many digits as their basis has. */
export function roundedUsd(usd: number, basis: UsdBasis): number {
  if (basis === 'listed') return usd;
  return basis === 'modelled' ? roundedModelled(usd) : Number(usd.toPrecision(ESTIMATED_DIGITS));
}

/**
 * An amount of US dollars as people read it: "$168", "$4.20", "less than $0.01"; whole from a hundred on, cents below. With as many
 * digits as its basis has: "$1,080" estimated; "$6,000" and "$73" modelled.
 */
export function formatUsd(usd: number, basis: UsdBasis = 'listed'): string {
  const amount = roundedUsd(usd, basis);
  if (amount >= 99.995 || (basis === 'modelled' && amount >= 10)) return `$${formatNumber(Math.round(amount))}`;
  if (amount === 0) return '$0';
  return amount < 0.005 ? 'less than $0.01' : inCents(amount);
}

/** Two amounts that are compared: where they would read the same they are written in cents, "$100.30" against "$100.00". */
export function formatUsdApart(one: number, other: number): readonly [string, string] {
  const [first, second] = [formatUsd(one), formatUsd(other)];
  return first === second ? [inCents(one), inCents(other)] : [first, second];
}

/** What a binary fraction has beyond them is dust. */
const DIGITS = 15;

/** Half a cent counts as one, also where the binary fraction lies a little under it. */
function inCents(usd: number): string {
  const cents = Math.round(Number((usd * 100).toPrecision(DIGITS)));
  return `$${formatNumber(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;
}

/** Less than any rate of AWS's, in US dollars. */
const SMALLEST_RATE = 0.000001;

/** AWS lists rates with ten; beyond that there is only the dust of binary fractions. */
const RATE_DECIMALS = 10;

/** The price of one unit in US dollars, in all its digits as AWS lists it: "$0.23", "$1.408", "$0.00004"; never an exponent. */
export function formatRate(usd: number): string {
  if (usd >= 1000) return formatUsd(usd);
  if (usd > 0 && usd < SMALLEST_RATE) return `less than ${decimalsOf(SMALLEST_RATE)}`;
  return decimalsOf(usd);
}

const decimalsOf = (usd: number): string =>
  `$${usd.toFixed(RATE_DECIMALS).replace(/(\.\d\d(?:\d{0,7}[1-9])?)0+$/, '$1')}`;
