import { currencyCode, currencySymbol, inUsd } from '../../recommender/index.ts';
import { spelled } from './numbers.ts';
import { type Token, tokenize } from './tokens.ts';

/**
 * Currencies as people write them, with their codes of ISO 4217. Codes that are words as well (TRY, CAD drawings) are read only in
 * capitals, and only by a team that has that currency; "sek" may be German seconds, and SEK isn't.
 */
const CODES: ReadonlyMap<string, readonly string[]> = spelled<readonly string[]>([
  ['$ usd dollar buck', ['USD']],
  ['€ eur euro', ['EUR']],
  ['£ gbp quid pound', ['GBP']],
  ['₹ inr rupee', ['INR']],
  ['chf franc', ['CHF']],
  ['¥', ['JPY', 'CNY']],
  ['yen jpy', ['JPY']],
  ['cny rmb yuan', ['CNY']],
  ['aud', ['AUD']],
  ['nzd', ['NZD']],
  ['sgd', ['SGD']],
  ['hkd', ['HKD']],
  ['kr krona kronor krone kroner', ['SEK', 'NOK', 'DKK', 'ISK']],
  ['nok', ['NOK']],
  ['dkk', ['DKK']],
  ['pln zł zloty', ['PLN']],
  ['czk', ['CZK']],
  ['huf forint', ['HUF']],
  ['brl', ['BRL']],
  ['mxn', ['MXN']],
  ['peso', ['MXN', 'PHP', 'CLP', 'COP', 'ARS']],
  ['₩ krw', ['KRW']],
  ['₪ ils shekel', ['ILS']],
  ['zar', ['ZAR']],
  ['aed', ['AED']],
  ['twd', ['TWD']],
  ['₴ uah hryvnia', ['UAH']],
]);

/** What stands directly before a sign that several currencies have: "A$500". Without any, a dollar is the US dollar. */
const BEFORE_SIGN: ReadonlyMap<string, string> = spelled([
  ['a au', 'AUD'],
  ['c ca', 'CAD'],
  ['r', 'BRL'],
  ['nz', 'NZD'],
  ['s sg', 'SGD'],
  ['hk', 'HKD'],
  ['mx', 'MXN'],
  ['nt', 'TWD'],
  ['cn', 'CNY'],
]);

/** A currency that stands at a token. */
export interface Money {
  /** How many US dollars one of it is; of a foreign one 1. */
  readonly factor: number;
  /** Neither the team's nor the US dollar: what it is in either isn't known. */
  readonly foreign?: true;
  /** In tokens. */
  readonly length: number;
}

/** The currency that a word or a sign means; undefined where it means none. A "grand" is a thousand of the team's. */
export function moneyAt(tokens: readonly Token[], at: number): Money | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const sign = tokens[at + 1];
  const signed = sign?.glued && (sign.text === '$' || sign.text === '¥') ? BEFORE_SIGN.get(token.text) : undefined;
  if (signed !== undefined) return moneyOf([signed], 2);
  const own = currencyCode();
  if (token.raw === own || token.raw === currencySymbol().trim() || token.text === 'grand') return moneyOf([own], 1);
  const codes = token.raw === 'SEK' ? [token.raw] : CODES.get(token.text);
  return codes && moneyOf(codes, 1);
}

function moneyOf(codes: readonly string[], length: number): Money {
  if (codes.includes(currencyCode())) return { factor: inUsd(1), length };
  return { factor: 1, length, ...(!codes.includes('USD') && { foreign: true }) };
}

/** Whether a text names a currency that is neither the team's nor the US dollar. */
export function namesForeignMoney(text: string): boolean {
  const tokens = tokenize(text);
  return tokens.some((_, at) => moneyAt(tokens, at)?.foreign);
}
