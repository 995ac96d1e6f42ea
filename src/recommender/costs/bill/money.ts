import { formatNumber } from '../../measures.ts';

/** Less than any rate of AWS's; as an amount it is nothing. */
const SMALLEST = 0.000001;

/** Dollars as people read them: "$168", "$4.20", "$0.00004"; whole from a hundred on, cents above one, three digits of a rate. */
export function formatUsd(usd: number): string {
  if (usd >= 99.995) return `$${formatNumber(Math.round(usd))}`;
  if (usd === 0 || usd >= 0.995) return `$${usd.toFixed(2)}`;
  if (usd < SMALLEST) return `less than $${SMALLEST.toFixed(6)}`;
  return `$${Number(usd.toPrecision(3)).toFixed(8).replace(/0+$/, '')}`;
}
