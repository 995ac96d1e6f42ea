import { unitOf, WORKLOAD_FIELDS, type Workload, type WorkloadField } from '../recommender/index.ts';
import { provingWords } from './proving-words.ts';
import { zoneOfAbbreviation } from './quantities/zones.ts';
import { readWords } from './read-words.ts';
import { hoursBetween, timeAt } from './reader/clock.ts';
import { itemize } from './reader/items.ts';
import { clean } from './reader/numbers.ts';
import { mendTokens } from './reader/spelling.ts';
import { type Token, tokenize } from './reader/tokens.ts';
import type { Item, Quantity } from './reader/types.ts';
import { PERIODS, timesPerMonth } from './reader/units.ts';
import { wordSet } from './text.ts';

// What the words of a text prove of a field: the value is made anew from a quote's own amounts and words.

/** A place of a text, in characters. */
export interface Place {
  start: number;
  end: number;
}

/** What a quote proves. */
export interface Proof {
  /** As the grammar of units makes it, which the claim came near. */
  value: string | number | boolean;
  /** The amounts that it was made of. */
  amounts: readonly Place[];
}

/** Amounts as far apart as this, as a share of the larger one, are one: a day comes 30 or 30.4 times a month. */
const NEAR = 0.03;

export const isNear = (one: unknown, other: unknown): boolean =>
  typeof one === 'number' && typeof other === 'number'
    ? Math.abs(one - other) <= NEAR * Math.max(Math.abs(one), Math.abs(other))
    : one === other;

/** An amount of the text: a quantity, a rhythm, hours of the clock or something known by name. */
interface Amount extends Place {
  item: Item;
  /** In front of and behind it, as a table has them. */
  words: string[];
}

/** A text that was taken apart once, for all that is claimed of it. */
export interface Evidence {
  text: string;
  amounts: readonly Amount[];
  tokens: readonly Token[];
  /** Where the items of the text lie, so that no quote cuts one in two. */
  places: readonly Place[];
  /** The text without white space and in lower case. */
  letters: Letters;
  /** What the rules read in a quote by itself, for the quotes so far: a model claims several facts of one. */
  alone: Map<string, Partial<Workload>>;
}

export function evidenceIn(text: string): Evidence {
  const tokens = mendTokens(tokenize(text));
  const items = itemize(tokens, text);
  const places = items.map((item) => placeOf(tokens, item));
  return { text, tokens, amounts: amountsIn(tokens, items), places, letters: squeezed(text), alone: new Map() };
}

const placeOf = (tokens: readonly Token[], { from, to }: Item): Place => ({
  start: tokens[from]?.start ?? 0,
  end: tokens[to - 1]?.end ?? 0,
});

const amountsIn = (tokens: readonly Token[], items: readonly Item[]): Amount[] =>
  items.flatMap((item, at) => {
    const isAmount = item.quantity !== undefined || ['rhythm', 'clock', 'thing'].includes(item.kind);
    const near = items.slice(Math.max(0, at - NOUN_REACH), at + NOUN_REACH + 1);
    const words = near.flatMap(({ text, quantity }) => [text, ...(quantity?.noun ?? [])]);
    return isAmount ? [{ item, ...placeOf(tokens, item), words }] : [];
  });

/** The amounts that a place has whole. Of a count with its period it may have either alone, where that is the same number. */
function amountsAt({ text, tokens, amounts }: Evidence, place: Place): Amount[] {
  const lies = ({ start, end }: Place) => place.start <= start && end <= place.end;
  return amounts.flatMap((amount) => {
    if (lies(amount)) return [amount];
    const { quantity, from, to } = amount.item;
    if (quantity?.dimension !== 'rate') return [];
    const own = tokens.slice(from, to).filter(lies);
    return amountsIn(own, itemize(own, text)).filter(({ item }) =>
      item.kind === 'rhythm' ? item.perMonth === quantity.perMonth : item.quantity?.value === quantity.value,
    );
  });
}

/** Items between a number and the noun that says what it counts, at most. */
const NOUN_REACH = 6;

/** Every place where a quote stands in the text, letter for letter but for white space and case, and to the ends of its words. */
export function placesOf({ text, letters: within }: Evidence, quote: string): Place[] {
  const sought = squeezed(quote).letters;
  const places: Place[] = [];
  if (sought === '') return places;
  for (let at = within.letters.indexOf(sought); at >= 0 && places.length < PLACES_MAX; ) {
    let [start, end] = [within.at[at] ?? 0, (within.at[at + sought.length - 1] ?? 0) + 1];
    while (isInWord(text, start)) start -= 1;
    while (isInWord(text, end)) end += 1;
    places.push({ start, end });
    at = within.letters.indexOf(sought, at + 1);
  }
  return places;
}

const PLACES_MAX = 5;

/** Whether a place lies between two letters or digits. */
const isInWord = (text: string, at: number): boolean =>
  /^[\p{L}\p{N}]{2}$/u.test(text.slice(Math.max(0, at - 1), at + 1));

/** A text without white space and in lower case, with the place of each of its letters. */
interface Letters {
  letters: string;
  at: number[];
}

function squeezed(text: string): Letters {
  let letters = '';
  const at: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charAt(index);
    if (/\s/.test(letter)) continue;
    const lower = letter.toLowerCase();
    letters += lower.length === 1 ? lower : letter;
    at.push(index);
  }
  return { letters, at };
}

/**
 * What the words at a place prove of a field, where a value of it is claimed. `known`: facts that narrow a rate to the hours and
 * days in which it comes. Undefined where they prove nothing, or something else.
 */
export function proofOf(
  evidence: Evidence,
  place: Place,
  field: WorkloadField,
  claimed: string | number | boolean,
  known: Partial<Workload> = {},
): Proof | undefined {
  const quote = evidence.text.slice(place.start, place.end);
  if (namesSetting(quote)) return undefined;
  const inside = amountsAt(evidence, place);
  if (typeof claimed === 'number') {
    const all = [
      ...valuesOf(field, inside, known),
      ...(field === 'datasetDeadlineHours' ? hoursIn(evidence, place) : []),
    ];
    const made = all.filter(({ value, low }) => isWithin(claimed, value, low));
    const [nearest] = made.sort((one, other) => Math.abs(one.value - claimed) - Math.abs(other.value - claimed));
    if (nearest) return { value: clean(nearest.value), amounts: nearest.amounts };
  }
  if (field === 'busyFrom') {
    const amounts = inside.filter(({ item }) => item.clock?.from === claimed);
    if (amounts.length > 0) return { value: claimed, amounts };
  }
  return readAlone(evidence, place, field, claimed, inside) ?? namedBy(quote, field, claimed);
}

/** Of a range, any number in it is near its upper end. */
const isWithin = (claimed: number, value: number, low = value): boolean =>
  isNear(claimed, value) || (low < claimed && claimed < value);

/** A setting's name, such as `requiresGpu`, is no word of a team's: it speaks to what fills in the fields. */
const SETTINGS = WORKLOAD_FIELDS.filter((field) => /[A-Z]/.test(field)).flatMap((field) => [
  field,
  field.replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`),
]);

const namesSetting = (quote: string): boolean => SETTINGS.some((name) => quote.includes(name));

/** What the rules read in the quote by itself, where it cuts no amount in two. */
function readAlone(
  { text, places, alone }: Evidence,
  { start, end }: Place,
  field: WorkloadField,
  claimed: string | number | boolean,
  inside: readonly Amount[],
): Proof | undefined {
  const cuts = (at: number) => places.some((place) => place.start < at && at < place.end);
  if (cuts(start) || cuts(end)) return undefined;
  const quote = text.slice(start, end);
  const says = alone.get(quote) ?? readWords(quote).says;
  alone.set(quote, says);
  const value = says[field];
  if (value === undefined || typeof value === 'object' || !isNear(value, claimed)) return undefined;
  return { value, amounts: inside };
}

/** A choice, by the words that a phrase for it has; a time zone by its abbreviation or its city. */
function namedBy(quote: string, field: WorkloadField, claimed: string | number | boolean): Proof | undefined {
  if (field === 'timeZone') {
    const zone = zoneOfAbbreviation(String(claimed)) ?? String(claimed);
    const isNamed = (word: string) => zoneOfAbbreviation(word) === zone || zone.toLowerCase().endsWith(`/${word}`);
    return tokenize(quote).some(({ text }) => isNamed(text)) ? { value: zone, amounts: [] } : undefined;
  }
  const words = provingWords(field, claimed);
  return tokenize(quote).some(({ text }) => words.has(text)) ? { value: claimed, amounts: [] } : undefined;
}

interface Made {
  value: number;
  /** Of a range, its lower end in the same measure. */
  low?: number;
  amounts: readonly Amount[];
}

/** Every value of a field that the amounts of a quote make. */
function valuesOf(field: WorkloadField, amounts: readonly Amount[], known: Partial<Workload>): Made[] {
  const sound = amounts.filter(({ item: { quantity } }) => !quantity?.foreign && !quantity?.ambiguous);
  const of = (read: (item: Item) => number | undefined): Made[] =>
    sound.flatMap((amount) => {
      const value = read(amount.item);
      return value === undefined ? [] : [{ value, ...lowOf(amount, value), amounts: [amount] }];
    });
  const sized = (unit: number) => of(({ quantity }) => amountOf(quantity, 'size', unit));
  const timed = (unit: number) => of(({ quantity }) => amountOf(quantity, 'time', unit));
  switch (unitOf(field)) {
    case 'seconds':
      return timed(1);
    case 'hours':
      return timed(3600);
    case 'MB':
      return sized(1);
    case 'GB':
      return sized(1024);
    case 'usd':
      return of(({ quantity }) =>
        quantity?.dimension === 'money' ? quantity.value * (quantity.perMonth ?? 1) : undefined,
      );
    case 'runs':
      return of(timesAMonth);
    default:
      return countsOf(field, sound, known, of);
  }
}

function lowOf({ item: { quantity } }: Amount, value: number): { low?: number } {
  return quantity?.low === undefined ? {} : { low: (quantity.low / quantity.value) * value };
}

const amountOf = (
  quantity: Quantity | undefined,
  dimension: Quantity['dimension'],
  unit: number,
): number | undefined =>
  quantity?.dimension === dimension && quantity.perMonth === undefined ? quantity.value / unit : undefined;

const timesAMonth = ({ quantity, perMonth }: Item): number | undefined =>
  quantity === undefined
    ? perMonth
    : quantity.dimension === 'rate'
      ? quantity.value * (quantity.perMonth ?? 1)
      : undefined;

/** Seconds of an average month. */
const MONTH = PERIODS.get('s') ?? 1;

/** Fields that are rates, with the number of their periods in a month. */
const PER: Partial<Record<WorkloadField, number>> = {
  monthlyRequests: 1,
  peakRequestsPerSecond: MONTH,
  outputTokensPerSecond: MONTH,
  streamTokensPerSecond: MONTH,
};

function countsOf(
  field: WorkloadField,
  amounts: readonly Amount[],
  known: Partial<Workload>,
  of: (read: (item: Item) => number | undefined) => Made[],
): Made[] {
  const per = PER[field];
  if (per !== undefined) return ratesOf(field, amounts, known, per);
  if (field === 'busyHoursPerDay')
    return of(
      ({ clock, quantity }) => clock?.hours ?? (quantity?.dimension === 'time' ? quantity.value / 3600 : undefined),
    );
  if (field === 'modelParametersBillion')
    return [...of(({ quantity }) => amountOf(quantity, 'params', 1)), ...namedSizes(amounts)];
  if (field === 'modelPrecisionBits')
    return of(({ quantity, thing }) => (thing?.kind === 'model' ? thing.bits : amountOf(quantity, 'bits', 1)));
  const nouns = provingWords(field);
  const counted = amounts.filter(({ item: { quantity } }) => quantity?.dimension === 'count');
  const named = counted.filter(({ words }) =>
    words.some((word) => nouns.has(word) || nouns.has(word.replace(/s$/, ''))),
  );
  return multiplied(
    named.map((amount) => {
      const value = amount.item.quantity?.value ?? 0;
      return { value, ...lowOf(amount, value), amounts: [amount] };
    }),
    amounts,
  );
}

/** In front of a time of day. */
const AT = wordSet('at by before until till from start starts starting');

/** "Start 22:00, results by 06:00": the hours from the first time of a place to its last. */
function hoursIn({ tokens, amounts }: Evidence, place: Place): Made[] {
  const times = tokens.flatMap((token, at) => {
    if (token.start < place.start || token.end > place.end) return [];
    const time = timeAt(tokens, at);
    const end = tokens[at + (time?.length ?? 1) - 1]?.end ?? token.end;
    const isTime = time && end <= place.end && (time.marked || AT.has(tokens[at - 1]?.text ?? ''));
    return isTime ? [{ time, start: token.start, end }] : [];
  });
  const [first, last] = [times[0], times.at(-1)];
  const value = first && last && first !== last ? hoursBetween(first.time, last.time) : undefined;
  if (value === undefined) return [];
  const own = amounts.filter(({ start, end }) => times.some((time) => time.start <= start && end <= time.end));
  return [{ value, amounts: own }];
}

/** "llama 70b" is one name. */
const namedSizes = (amounts: readonly Amount[]): Made[] =>
  amounts.flatMap((amount) => {
    const { thing } = amount.item;
    const [, size] = (thing?.kind === 'model' && /(?:^|[-_])(\d{1,4}(?:\.\d{1,2})?)b(?![a-z])/i.exec(thing.id)) || [];
    return size === undefined ? [] : [{ value: Number(size), amounts: [amount] }];
  });

/** Of rates: each by its period, in the hours and days in which it comes, and times the number of senders. */
function ratesOf(field: WorkloadField, amounts: readonly Amount[], known: Partial<Workload>, per: number): Made[] {
  const ofTokens = /Tokens/.test(field);
  const rates = amounts.flatMap((amount): Made[] => {
    const times = timesAMonth(amount.item) ?? periodOf(amount.item);
    const isOther = amount.words.includes('token') !== ofTokens;
    return times === undefined || isOther
      ? []
      : [{ value: times / per, ...lowOf(amount, times / per), amounts: [amount] }];
  });
  const all = multiplied(rates, amounts);
  return per === 1 ? all.flatMap((made) => narrowed(made, known)) : all;
}

/** "In one month 90,000 photos" */
const periodOf = ({ quantity }: Item): number | undefined =>
  quantity?.dimension === 'time' && quantity.number === 1 ? timesPerMonth(quantity.value) : undefined;

/** As the rules do: a rate by the hour or less holds in busy hours, one by the day on busy days. */
const narrowed = (made: Made, { busyHoursPerDay: hours = 24, busyDaysPerWeek: days = 7 }: Partial<Workload>): Made[] =>
  [1, hours / 24, days / 7, (hours / 24) * (days / 7)].map((share) => ({
    ...made,
    value: made.value * share,
    ...(made.low !== undefined && { low: made.low * share }),
  }));

/** Each value by itself, times another count ("40 stores × 200"), and a share of it ("30 % of 5,000"). */
function multiplied(made: readonly Made[], amounts: readonly Amount[]): Made[] {
  const factors = amounts.flatMap((amount) => {
    const { quantity } = amount.item;
    const factor =
      quantity?.dimension === 'count' ? quantity.value : quantity?.dimension === 'percent' ? quantity.value / 100 : 0;
    return factor > 0 ? [{ factor, amount }] : [];
  });
  return made.flatMap(({ amounts: own, ...one }) => [
    { ...one, amounts: own },
    ...factors.flatMap(({ factor, amount }) =>
      own.includes(amount) ? [] : [{ value: one.value * factor, amounts: [...own, amount] }],
    ),
  ]);
}
