import { explainRefusal, LIMIT, NO_LETTER, NUMBER, QUANTITY_TEXT_MAX, sensible } from '../amount.ts';
import { collapseSpaces, type Read, refused, tidy, understood, vocabulary } from '../text.ts';

/** Exponents of ten. */
const SCALES = vocabulary([
  ['thousand|k', 3],
  ['millions?|mio|mn|m', 6],
  ['billions?|bn|b', 9],
]);

/** The source of a pattern for a count, for phrases that contain one: `400`, `1,000`, `2k`, `3 million`. */
export const COUNT = `${NUMBER}(?: ?(?:${SCALES.source})${NO_LETTER})?`;

const PARTS = new RegExp(`^(${NUMBER}) ?(.*)$`, 'u');

const NOUNS =
  'models?|records?|rows?|items?|files?|containers?|steps?|adapters?|requests?|runs?|times?|calls?|documents?|images?';

const WHOLE = new RegExp(`^(?:${LIMIT})?(?<count>${COUNT})(?: (?:${NOUNS}))?\\.?$`, 'u');

const EXAMPLES = '400, 2k or 3 million';

/** How many, at least 0: `400`, `1,000`, `2k`, `3 million records`. Need not be whole: a month has 4.33 weeks. */
export function readCount(text: string): Read<number> {
  if (text.length > QUANTITY_TEXT_MAX) return explainRefusal(text, EXAMPLES);
  const count = WHOLE.exec(tidy(collapseSpaces(text)))?.groups?.['count'];
  const number = count === undefined ? undefined : countOf(count);
  return number === undefined ? explainRefusal(text, EXAMPLES) : understood(number);
}

/** The number of a text that {@link COUNT} matched; undefined if it is beyond sense. */
export function countOf(text: string): number | undefined {
  const [, digits = '', scale = ''] = PARTS.exec(text) ?? [];
  if (digits === '') return undefined;
  const number = Number(digits.replaceAll(',', ''));
  if (scale === '') return sensible(number);
  const exponent = SCALES.meaningOf(scale);
  return exponent === undefined ? undefined : sensible(Number((number * 10 ** exponent).toPrecision(15)));
}

/** `2,000`; reading it gives the same number again. */
export function writeCount(count: number): string {
  if (!Number.isInteger(count) || count < 1000 || count > 1e15) return String(count);
  return count.toLocaleString('en-US');
}

const MONTHLY = String.raw`(?: ?(?:\/|per|a|an|each|every) ?(?:months?|mo)\b| monthly)`;

const WHOLE_USD = new RegExp(
  `^(?:${LIMIT})?(?:(?:us ?)?\\$|usd)? ?(?<amount>${COUNT}) ?(?:usd|us dollars?|dollars?|\\$)?${MONTHLY}?(?: ?(?:or less|max(?:imum)?|at most))?\\.?$`,
  'u',
);

const USD_EXAMPLES = '$500 or 1.5k a month';

/** US dollars a month, at least 0: `$500`, `500 USD`, `$1,500/month`, `2k`. */
export function readUsd(text: string): Read<number> {
  if (text.length > QUANTITY_TEXT_MAX) return explainRefusal(text, USD_EXAMPLES);
  if (/[€£¥₹]|\b(?:eur|euros?|gbp|chf|yen|inr|jpy)\b/i.test(text))
    return refused(`Say it in US dollars; write it like ${USD_EXAMPLES}.`);
  const amount = WHOLE_USD.exec(tidy(collapseSpaces(text)))?.groups?.['amount'];
  const usd = amount === undefined ? undefined : countOf(amount);
  return usd === undefined ? explainRefusal(text, USD_EXAMPLES) : understood(usd);
}

/** `$1,500`; reading it gives the same number again. */
export function writeUsd(usd: number): string {
  return `$${writeCount(usd)}`;
}
