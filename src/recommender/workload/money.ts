import type { TeamCurrency } from '../facts/team-prices.ts';
import { formatNumber, roundedModelled } from './measures.ts';

// Amounts are computed and stored in US dollars. People read and type them in their team's currency, which holds for as long as
// a text is written: texts are written at once, so one variable is enough.

/** How an amount is written in a currency. */
interface Notation {
  /** What stands before the digits: "$", "€", "CHF ". */
  readonly symbol: string;
  /** Of its smallest unit: 2 for cents, 0 for yen. */
  readonly digits: number;
}

const DOLLARS: Notation = { symbol: '$', digits: 2 };
const NOTATIONS = new Map<string, Notation>();

let current: TeamCurrency | undefined;
let notation = DOLLARS;

/** Sets the currency of what is read and written from here on, outside of `inCurrency`; undefined: US dollars. For a program. */
export function setCurrency(currency: TeamCurrency | undefined): void {
  current = otherThanUsd(currency);
  notation = current === undefined ? DOLLARS : notationOf(current.code);
}

/** The currency, unless its amounts are those in US dollars. */
const otherThanUsd = (currency: TeamCurrency | undefined): TeamCurrency | undefined =>
  currency?.code === 'USD' && currency.perUsd === 1 ? undefined : currency;

/** Calls `write` with amounts read and written in a currency; undefined: US dollars. Returns and throws what it does. */
export function inCurrency<T>(currency: TeamCurrency | undefined, write: () => AtOnce<T>): T {
  const outer = current;
  setCurrency(currency);
  try {
    return write();
  } finally {
    setCurrency(outer);
  }
}

/** No promise: it would go on after the currency was set back. */
export type AtOnce<T> = T extends PromiseLike<unknown> ? never : T;

/** ISO 4217 leaves it to each currency whether it has cents; what stands before an amount is as English has it. */
function notationOf(code: string): Notation {
  const known = NOTATIONS.get(code);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
  const parts = format.formatToParts(1);
  const symbol = parts.slice(
    0,
    parts.findIndex(({ type }) => type === 'integer'),
  );
  const made = {
    symbol: symbol.map(({ value }) => value).join(''),
    digits: format.resolvedOptions().maximumFractionDigits ?? DOLLARS.digits,
  };
  NOTATIONS.set(code, made);
  return made;
}

/** ISO 4217's code of the currency that amounts are written in: "EUR". */
export const currencyCode = (): string => current?.code ?? 'USD';

/** "US dollars", "EUR" */
export const currencyName = (): string => current?.code ?? 'US dollars';

/** What stands before an amount: "$", "€", "CHF ". */
export const currencySymbol = (): string => notation.symbol;

/** "in EUR at 0.91 per USD (2026-11-20)"; undefined for US dollars. */
export const currencyNote = (): string | undefined =>
  current && `in ${current.code} at ${current.perUsd} per USD (${current.asOf})`;

/** What a binary fraction has beyond them is dust. */
const DIGITS = 15;

/** An amount that was stored in US dollars has more dust: 500 that was typed is 500 that is shown. */
const CONVERTED_BACK_DIGITS = 12;

/** An amount in US dollars as it is written: times the rate. */
export const inTeamCurrency = (usd: number): number =>
  current === undefined ? usd : Number((usd * current.perUsd).toPrecision(CONVERTED_BACK_DIGITS));

/** What was typed, in US dollars. */
export const inUsd = (amount: number): number => (current === undefined ? amount : amount / current.perUsd);

/**
 * An amount of US dollars as people read them on a bill: "$168", "$4.20", "less than $0.01"; whole from a hundred on, cents below.
 */
export const formatUsd = (usd: number): string => formatAmount(inTeamCurrency(usd));

function formatAmount(amount: number): string {
  const { symbol, digits } = notation;
  if (amount >= 99.995) return `${symbol}${formatNumber(Math.round(amount))}`;
  if (amount === 0) return `${symbol}0`;
  const smallest = 10 ** -digits;
  return amount < smallest / 2 ? `less than ${symbol}${smallest.toFixed(digits)}` : inSmallest(amount);
}

/** Two amounts that are compared: where they would read the same they are written in cents, "$100.30" against "$100.00". */
export function formatUsdApart(one: number, other: number): readonly [string, string] {
  const [first, second] = [formatUsd(one), formatUsd(other)];
  return first === second ? [inSmallest(inTeamCurrency(one)), inSmallest(inTeamCurrency(other))] : [first, second];
}

/** To the cent, or what the currency has for one. Half of one counts as one, also where the binary fraction lies a little under it. */
function inSmallest(amount: number): string {
  const { symbol, digits } = notation;
  const scale = 10 ** digits;
  const cents = Math.round(Number((amount * scale).toPrecision(DIGITS)));
  const fraction = digits === 0 ? '' : `.${String(cents % scale).padStart(digits, '0')}`;
  return `${symbol}${formatNumber(Math.floor(cents / scale))}${fraction}`;
}

/** Less than any rate of AWS's, in US dollars. */
const SMALLEST_RATE = 0.000001;

/** AWS lists rates with ten; beyond that there is only the dust of binary fractions. */
const RATE_DECIMALS = 10;

/** Of a rate that was converted: AWS lists none in that currency, so more would be an exactness that nobody states. */
const CONVERTED_DIGITS = 4;

/**
 * The price of one unit in US dollars, in all its digits as AWS lists it: "$0.23", "$1.408", "$0.00004"; never an exponent. In
 * another currency to four digits: "€0.2093".
 */
export function formatRate(usd: number): string {
  const rate = inTeamCurrency(usd);
  if (rate >= 1000) return formatUsd(usd);
  if (usd > 0 && usd < SMALLEST_RATE) return `less than ${decimalsOf(inTeamCurrency(SMALLEST_RATE))}`;
  return decimalsOf(rate);
}

function decimalsOf(rate: number): string {
  const { symbol, digits } = notation;
  const exact = (current === undefined ? rate : Number(rate.toPrecision(CONVERTED_DIGITS))).toFixed(RATE_DECIMALS);
  const shown =
    digits === 0
      ? exact.replace(/\.(\d{0,9}[1-9])?0*$/, (_, rest?: string) => (rest === undefined ? '' : `.${rest}`))
      : exact.replace(/(\.\d\d(?:\d{0,7}[1-9])?)0+$/, '$1');
  return `${symbol}${shown}`;
}

/** US dollars that rest on a modelled speed, so that they are written with two digits. Still in US dollars. */
export const roundedModelledUsd = (usd: number): number => inUsd(roundedModelled(inTeamCurrency(usd)));

/** Digits of an amount that was worked out from what people stated: more would be an exactness that nobody has. */
const ESTIMATED_DIGITS = 3;

/** US dollars of an estimate that rests on no modelled speed, with three digits. Still in US dollars. */
export const roundedEstimatedUsd = (usd: number): number =>
  inUsd(Number(inTeamCurrency(usd).toPrecision(ESTIMATED_DIGITS)));

/** The same as it is written: "$1,080", "$357", "$4.20". */
export const formatEstimatedUsd = (usd: number): string => formatUsd(roundedEstimatedUsd(usd));

/** An amount that rests on a modelled speed: "$6,000", "$73", "$4.20". */
export function formatModelledUsd(usd: number): string {
  const rounded = roundedModelled(inTeamCurrency(usd));
  return rounded >= 10 ? `${notation.symbol}${formatNumber(rounded)}` : formatAmount(rounded);
}
