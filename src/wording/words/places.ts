import { COUNT, countOf } from '../quantities/count.ts';
import { quantity, type WordPhrase } from './word-phrase.ts';

const REGION = String.raw`(?:us|eu|ap|ca|sa|af|me|il|mx|cn)-(?:gov-|iso[a-z]?-)?(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d`;
const MONTHLY = String.raw`(?: ?\/ ?(?:month|mo)| (?:per|a|each|every) month| monthly)`;
const NOT_OTHERWISE = String.raw`(?! ?(?:\/|per |an? |each |every |k |[kmb]\b))`;

/** Where it runs, on what, and what it may cost. */
export const PLACES: readonly WordPhrase[] = [
  quantity(`(?:in |region:? )?(?<region>${REGION})`, ({ region }) => (region === undefined ? undefined : { region })),
  quantity('(?:on )?(?<type>ml\\.[a-z0-9-]{1,20}\\.[a-z0-9-]{1,20})', ({ type }) =>
    type === undefined ? undefined : { instanceType: type },
  ),
  quantity(budget(`(?:us ?)?\\$ ?(?<amount>${COUNT})(?: ?usd)?`), usd),
  quantity(budget(`(?<amount>${COUNT}) ?(?:usd|us dollars?|dollars?|\\$)`), usd),
  quantity(`budget(?: (?:of|is|at most|up to))*:? ?(?<amount>${COUNT})(?:${MONTHLY}|${NOT_OTHERWISE})`, usd),
];

function budget(amount: string): string {
  return String.raw`(?:(?:monthly )?budget(?: (?:of|is))?:? ?|costs? (?:at most |under |up to |below )?|(?:under|up to|at most|below|max\.?|<|<=) ?)?${amount}(?:${MONTHLY}|${NOT_OTHERWISE})(?: (?:budget|max))?`;
}

function usd({ amount = '' }: Record<string, string | undefined>) {
  const monthlyBudgetUsd = countOf(amount);
  return monthlyBudgetUsd === undefined ? undefined : { monthlyBudgetUsd };
}
