import { spelled } from './numbers.ts';
import { type Token, tokenize } from './tokens.ts';

/**
 * Currencies as people write them, with their codes of ISO 4217, but for codes that are words as well (TRY, CAD drawings). "sek"
 * may be German seconds, and SEK isn't. A "grand" is a thousand dollars.
 */
const CODES: ReadonlyMap<string, readonly string[]> = spelled<readonly string[]>([
  ['$ usd dollar buck grand', ['USD']],
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
  /** Not the US dollar: what it is in dollars isn't known. */
  readonly foreign?: true;
  /** In tokens. */
  readonly length: number;
}

/** The currency that a word or a sign means; undefined where it means none. */
export function moneyAt(tokens: readonly Token[], at: number): Money | undefined {
  const token = tokens[at];
  if (token === undefined) return undefined;
  const sign = tokens[at + 1];
  if (sign?.glued && (sign.text === '$' || sign.text === '¥') && BEFORE_SIGN.has(token.text))
    return { foreign: true, length: 2 };
  const codes = token.raw === 'SEK' ? [token.raw] : CODES.get(token.text);
  return codes && { length: 1, ...(!codes.includes('USD') && { foreign: true }) };
}

/** Whether a text names a currency other than the US dollar. */
export function namesForeignMoney(text: string): boolean {
  const tokens = tokenize(text);
  return tokens.some((_, at) => moneyAt(tokens, at)?.foreign);
}
