import { explainRefusal, LIMIT, QUANTITY_TEXT_MAX } from '../amount.ts';
import { type Read, refused, understood } from '../read.ts';
import { collapseSpaces, tidy } from '../tidy.ts';
import { COUNT, countOf, writeCount } from './count.ts';

const MONTHLY = String.raw`(?: ?(?:\/|per|a|an|each|every) ?(?:months?|mo)\b| monthly)`;
const WHOLE = new RegExp(
  `^(?:${LIMIT})?(?:(?:us ?)?\\$|usd)? ?(?<amount>${COUNT}) ?(?:usd|us dollars?|dollars?|\\$)?${MONTHLY}?(?: ?(?:or less|max(?:imum)?|at most))?\\.?$`,
  'u',
);
const EXAMPLES = '$500 or 1.5k a month';

/** US dollars a month, at least 0: `$500`, `500 USD`, `$1,500/month`, `2k`. */
export function readUsd(text: string): Read<number> {
  if (text.length > QUANTITY_TEXT_MAX) return explainRefusal(text, EXAMPLES);
  if (/[€£¥₹]|\b(?:eur|euros?|gbp|chf|yen|inr|jpy)\b/i.test(text))
    return refused(`Say it in US dollars; write it like ${EXAMPLES}.`);
  const amount = WHOLE.exec(tidy(collapseSpaces(text)))?.groups?.['amount'];
  const usd = amount === undefined ? undefined : countOf(amount);
  return usd === undefined ? explainRefusal(text, EXAMPLES) : understood(usd);
}

/** `$1,500`; reading it gives the same number again. */
export function writeUsd(usd: number): string {
  return `$${writeCount(usd)}`;
}
