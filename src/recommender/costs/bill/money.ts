import { formatNumber } from '../../measures.ts';

/** Dollars as people read them: "$168", "$4.20", "$0.00004"; whole from a hundred on, cents above one, two digits of a rate. */
export function formatUsd(usd: number): string {
  if (usd >= 100) return `$${formatNumber(Math.round(usd))}`;
  if (usd === 0 || usd >= 1) return `$${usd.toFixed(2)}`;
  return `$${Number(usd.toPrecision(3)).toFixed(DECIMALS_MAX).replace(/0+$/, '')}`;
}

const DECIMALS_MAX = 12;
