import type { Workload } from '../../recommender/index.ts';
import { LIMIT } from '../amount.ts';
import { COUNT, countOf } from '../quantities/count.ts';
import { SIZE, sizeGB } from '../quantities/size.ts';
import { need, quantity, type WordPhrase } from './word-phrase.ts';

const SPOKEN: readonly string[] = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const HOW_MANY = `(?:${LIMIT})?(?<count>${COUNT}|${SPOKEN.join('|')})`;

const LIKE =
  '(?:(?:small|large|big|tiny|similar|different|separate|individual|tenant|customer|fine-tuned|ml|ai|xgboost|pytorch|tensorflow|scikit-learn|sklearn|llm) )?';

const NOT_EACH = `(?! (?:per|for each|for every|each|a) )`;

const SERIAL = `(?:in series|in (?:a )?sequence|one after (?:the other|another)|serial(?:ly)?|in a row|chained|in a (?:chain|pipeline))`;

const DIRECT = `(?:called (?:directly|one by one)|(?:invoked )?directly|direct|(?:the )?caller picks(?: one)?|picked by the caller)`;

/** How many models and containers there are, and how large a model is where it is said with their number. */
export const COUNTS: readonly WordPhrase[] = [
  quantity(
    `${HOW_MANY} ${LIKE}models?,? ?(?:of|x|at|with)? ?(?:about |up to |~)?(?<size>${SIZE})(?: (?:each|apiece|per model))`,
    models,
  ),
  quantity(`${HOW_MANY} ${LIKE}models?,? (?:of|x|at) ?(?:about |up to |~)?(?<size>${SIZE})(?: each)?`, models),
  quantity(
    `${HOW_MANY} (?:active|busy|hot)(?: models?)?(?: (?:at a time|(?:in|per|within) (?:an?|one|any|the) (?:busy )?hour))?`,
    active,
  ),
  quantity(
    `${HOW_MANY} models? (?:active|busy|hot|called)(?: (?:at a time|(?:in|per|within) (?:an?|one|any|the) (?:busy )?hour))`,
    active,
  ),
  quantity(`${HOW_MANY} (?:lora )?adapters?`, adapters),
  quantity(`(?:single|only one|just one)[ -]model${NOT_EACH}`, () => ({ modelCount: 1 })),
  quantity(`${HOW_MANY} ${LIKE}models?${NOT_EACH}`, models),
  quantity(
    `${HOW_MANY}[ -](?:different )?(?:containers?|container steps?)(?:,? (?<serial>${SERIAL})|,? (?<direct>${DIRECT}))?`,
    containers,
  ),
  need(`${SERIAL}|inference pipeline|serial inference`, { containerInvocation: 'serial' }),
  need('(?:the )?caller picks one|picked by the caller', { containerInvocation: 'direct' }),
];

type Groups = Record<string, string | undefined>;

function models({ count, size }: Groups): Partial<Workload> | undefined {
  const modelCount = whole(count);
  const modelSizeGB = size === undefined ? undefined : sizeGB(size);
  if (modelCount === undefined || (size !== undefined && !(modelSizeGB && modelSizeGB > 0))) return undefined;
  return { modelCount, ...(modelSizeGB === undefined ? {} : { modelSizeGB }) };
}

function adapters({ count }: Groups): Partial<Workload> | undefined {
  const modelCount = whole(count);
  return modelCount === undefined ? undefined : { modelCount, modelAdapters: true };
}

function active({ count }: Groups): Partial<Workload> | undefined {
  const activeModelCount = whole(count);
  return activeModelCount === undefined ? undefined : { activeModelCount };
}

const CONTAINERS_MAX = 15;

function containers({ count, serial, direct }: Groups): Partial<Workload> | undefined {
  const containerCount = whole(count);
  if (containerCount === undefined || containerCount > CONTAINERS_MAX) return undefined;
  if (serial !== undefined) return { containerCount, containerInvocation: 'serial' };
  return direct === undefined ? { containerCount } : { containerCount, containerInvocation: 'direct' };
}

function whole(text = ''): number | undefined {
  const spoken = SPOKEN.indexOf(text) + 1;
  const count = spoken > 0 ? spoken : countOf(text);
  return count !== undefined && count >= 1 && Number.isSafeInteger(count) ? count : undefined;
}

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
