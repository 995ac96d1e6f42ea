import { wordSet } from '../text.ts';
import type { About } from './numbers.ts';
import type { Item, Quantity } from './types.ts';
import { isDayName, PERIODS, RHYTHMS, timesPerMonth } from './units.ts';

/** "A call every 10 seconds" */
const ONE = wordSet(`
  call request query image frame message event prediction picture photo pic snapshot shot scan reading ping question sample
`);

const TIMES: ReadonlyMap<string, number> = new Map([
  ['once', 1],
  ['einmal', 1],
  ['twice', 2],
  ['thrice', 3],
]);

const EVERY = wordSet('every each per / a an pro am im alle jede jeden je par por al by');

/** Joins what belongs to a rhythm: "every 20 minutes", "daily", and the count before it: "300 calls a minute". */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function withRates(items: readonly Item[], about?: About): Item[] {
  const joined: Item[] = [];
  let at = 0;
  while (at < items.length) {
    const rhythm = rhythmAt(items, at);
    const item = items[at] as Item;
    if (!rhythm) {
      joined.push(item);
      at += 1;
      continue;
    }
    at += rhythm.length;
    const last = joined.at(-1);
    if (last?.quantity?.dimension === 'size' && rhythm.perMonth > 730 && rhythm.isArticle !== true) {
      // "5 MB/s" is a bandwidth.
      joined[joined.length - 1] = {
        kind: 'word',
        text: 'bandwidth',
        from: last.from,
        to: items[at - 1]?.to ?? item.to,
      };
      continue;
    }
    if (
      last?.quantity?.dimension === 'time' &&
      last.quantity.perMonth === undefined &&
      [30, 4.33, 21.65].includes(rhythm.perMonth) &&
      (about === 'hours' || (last.quantity.value >= (item.text === 'every' ? 1800 : 60) && !RHYTHMS.has(item.text)))
    ) {
      // "2 hours a day", "5 days a week"
      joined[joined.length - 1] = {
        ...last,
        to: items[at - 1]?.to ?? item.to,
        quantity: { ...last.quantity, perMonth: rhythm.perMonth },
      };
      continue;
    }
    const to = items[at - 1]?.to ?? item.to;
    const later = rhythm.isArticle === true ? undefined : countAfter(items, at, joined);
    const counted =
      rhythm.isArticle === true ||
      ['per', 'pro', 'am', 'im', 'je', 'par', 'por', 'al', 'by', '/'].includes(item.text) ||
      item.text === 'each' ||
      item.text === 'every' ||
      item.text === 'and' ||
      RHYTHMS.has(item.text)
        ? countBefore(joined, rhythm.isArticle !== true)
        : undefined;
    if (counted === undefined && later !== undefined) {
      const { value, guess } = later.quantity;
      const noun = wordsOf(item.text === 'and' ? joined.slice(-2) : items.slice(at, later.at));
      joined.push({
        kind: 'quantity',
        text: '',
        from: item.from,
        to: items[later.at]?.to ?? to,
        quantity: { dimension: 'rate', value, perMonth: rhythm.perMonth, noun, ...(guess && { guess }) },
      });
      at = later.at + 1;
      continue;
    }
    if (counted === undefined) {
      if (rhythm.isArticle) joined.push(...items.slice(at - rhythm.length, at));
      else joined.push(aloneOf(item, to, rhythm.perMonth, last));
      continue;
    }
    const { index, quantity } = counted;
    const noun = joined.slice(index + 1).map(({ text }) => text);
    if (item.text === '/' && noun.some((word) => IN_PROGRESS.has(word))) {
      joined.push(...items.slice(at - rhythm.length, at));
      continue;
    }
    const from = joined[index]?.from ?? item.from;
    joined.length = index;
    const { dimension, value, guess, foreign, low, ambiguous } = quantity;
    joined.push({
      kind: 'quantity',
      text: '',
      from,
      to,
      quantity: {
        dimension: dimension === 'money' ? 'money' : 'rate',
        value,
        perMonth: rhythm.perMonth,
        noun,
        ...(guess && { guess }),
        ...(foreign && { foreign }),
        ...(low !== undefined && { low }),
        ...(ambiguous && { ambiguous }),
      },
    });
  }
  return joined;
}

const wordsOf = (items: readonly Item[]): string[] =>
  items.flatMap(({ kind, text }) => (kind === 'word' ? [text] : []));

/** "The camera triggers every 0.8 s": once in that time. */
const SENDS = wordSet('trigger fire shoot snap');

/** A rhythm by itself, or what is sent once in it. */
function aloneOf({ text, from }: Item, to: number, perMonth: number, last: Item | undefined): Item {
  if (text !== 'every' || !SENDS.has(last?.text ?? '')) return { kind: 'rhythm', text, from, to, perMonth };
  return { kind: 'quantity', text: '', from, to, quantity: { dimension: 'rate', value: 1, perMonth, noun: [] } };
}

/** "18 concurrent / 4 s" is a list, and no rate. */
const IN_PROGRESS = wordSet('concurrent parallel simultaneou');

/** Working days in a month: five a week. */
export const WORKDAYS = 21.65;

const ORDINALS = wordSet('first 1st nth last end start beginning');

/** "The 1st and 15th of the month" are twice, "the last Friday of each month" is once. */
function datesAt(items: readonly Item[], at: number): { perMonth: number; length: number } | undefined {
  let [place, dates] = [at, 0];
  while (ORDINALS.has(items[place]?.text ?? '')) {
    dates += 1;
    place += 1;
    const joined = place;
    while (['and', ',', '+', '&', '/', 'the', 'on'].includes(items[place]?.text ?? '')) place += 1;
    if (place === joined) break;
  }
  if (dates === 0) return undefined;
  const day = items[place]?.text ?? '';
  if (dates === 1 && (isDayName(day) || ['day', 'weekday', 'workday'].includes(day))) place += 1;
  if (items[place]?.text === 'of') place += 1;
  else if (dates < 2) return undefined;
  if (['the', 'each', 'every', 'a'].includes(items[place]?.text ?? '')) place += 1;
  else if (dates < 2) return undefined;
  const period = PERIODS.get(items[place]?.text ?? '');
  // "On the 1st and the 15th"
  if (period === undefined && dates >= 2 && items.slice(at, place).some(({ text }) => /^(?:first|1st|nth)$/.test(text)))
    return { perMonth: dates, length: place - at };
  return period === undefined || period > 1 ? undefined : { perMonth: period * dates, length: place + 1 - at };
}

/** Whether a rhythm is of what is paid in it: "a daily budget of $30". */
export const isOfMoney = (items: readonly Item[], at: number): boolean =>
  RHYTHMS.has(items[at]?.text ?? '') && PAID.has(items[at + 1]?.text ?? '');

const PAID = wordSet('budget cost bill spend spending fee price invoice');

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function rhythmAt(
  items: readonly Item[],
  at: number,
): { perMonth: number; length: number; isArticle?: boolean } | undefined {
  const item = items[at] as Item;
  const dates = datesAt(items, at);
  if (dates) return dates;
  const rhythm = item.kind === 'word' ? RHYTHMS.get(item.text) : undefined;
  if (rhythm !== undefined && !isOfMoney(items, at)) return { perMonth: rhythm, length: 1 };
  // "120,000 calls in a month", "spread over the day", "on a working day"
  const article = items[at + 1]?.text ?? '';
  const within = WITHIN.has(item.text) && ARTICLES.has(article) ? periodAt(items, at + 2) : undefined;
  const name = items[at + 2]?.text ?? '';
  // "6,000 in an afternoon" come once, and "30 alive in any given hour" are no rate.
  const isRate =
    item.text === 'on' || (within?.length === 1 && !['morning', 'afternoon', 'evening', 'night'].includes(name));
  if (within && within.perMonth <= 730 && isRate && (article !== 'the' || ROUND.has(name)))
    return { perMonth: within.perMonth, length: within.length + 2, isArticle: true };
  // "900 photos in one day"
  const one = items[at + 1]?.quantity;
  if (item.text === 'in' && one?.dimension === 'time' && one.unit?.factor === one.value && one.value >= 3600 && at > 1)
    return { perMonth: timesPerMonth(one.value), length: 2, isArticle: true };
  // "Per clinic and day"
  const isAlso = item.text === 'and' && items[at - 2]?.text === 'per' && items[at + 1]?.kind === 'word';
  if (!EVERY.has(item.text) && !isAlso) return undefined;
  const next = items[at + 1];
  if (next === undefined) return undefined;
  if (item.text === 'am' && next.text !== 'tag') return undefined;
  if (['par', 'por', 'al', 'pro', 'je', 'im', 'by'].includes(item.text) && !PERIODS.has(next.text)) return undefined;
  const isArticle = item.text === 'a' || item.text === 'an';
  if (next.quantity?.dimension === 'time' && !isArticle)
    return next.quantity.value > 0 ? { perMonth: timesPerMonth(next.quantity.value), length: 2 } : undefined;
  const isSecond = next.text === 'second' && ['every', 'each'].includes(item.text);
  const period = periodAt(items, at + 1, isSecond);
  if (period === undefined || (next.text.length === 1 && item.text !== '/' && item.text !== 'per')) return undefined;
  return { perMonth: period.perMonth, length: 1 + period.length, isArticle };
}

const WITHIN = wordSet('in over across throughout on of');
const ARTICLES = wordSet('a an the any each every');
const ROUND = wordSet('hour day week month year');

/** The period at an item, with a word for its kind: "day", "working day", "other week", "jour ouvré". */
function periodAt(
  items: readonly Item[],
  at: number,
  isSecond = false,
): { perMonth: number; length: number } | undefined {
  const [kind, name] = [items[at]?.text ?? '', items[at + 1]?.text ?? ''];
  const isOfKind = (isSecond || OF_A_KIND.has(kind)) && PERIODS.has(name);
  const period = items[at]?.kind === 'word' ? PERIODS.get(isOfKind ? name : kind) : undefined;
  if (period === undefined) return undefined;
  const isOuvre = !isOfKind && ['ouvré', 'ouvrable'].includes(name);
  const isWork = period === 30 && (isOuvre || (isOfKind && OF_WORK.has(kind)));
  const isHalf = isOfKind && (isSecond || kind === 'other');
  return { perMonth: isWork ? WORKDAYS : period * (isHalf ? 0.5 : 1), length: isOfKind || isOuvre ? 2 : 1 };
}

/** "Per open day", "every other week" */
const OF_A_KIND = wordSet(`
  other single given weekday busy working business school market open opening ordinary normal typical average usual
  calendar full whole week
`);
const OF_WORK = wordSet('working business school market week');

const ABOUT = wordSet('about around roughly approx ~ volume total avg average is');

const ASKED = wordSet(`
  request req call query hit prediction inference invocation volume traffic
`);

/** "Requests per day: 3200", "daily_calls = 3200", "calls per hour 90", "daily volume 12k". */
function countAfter(
  items: readonly Item[],
  at: number,
  before: readonly Item[],
): { at: number; quantity: Quantity } | undefined {
  let marked = ASKED.has(before.at(-1)?.text ?? '');
  for (let place = at; place <= at + 5; place += 1) {
    const item = items[place];
    if (item === undefined || item.kind === 'break') return undefined;
    if (item.text === ':' || ASKED.has(item.text)) marked = true;
    if (item.quantity)
      return marked &&
        item.quantity.dimension === 'count' &&
        (items[place + 1]?.kind !== 'word' || ASKED.has(items[place + 1]?.text ?? ''))
        ? { at: place, quantity: item.quantity }
        : undefined;
    if (item.kind === 'mark' && ![':', '"', '_', '-', "'", '~'].includes(item.text)) return undefined;
    if (item.kind === 'word' && !marked && !ABOUT.has(item.text)) return undefined;
  }
  return undefined;
}

/** The count that a rhythm belongs to: at most six items before it, in the same clause. */
function countBefore(items: readonly Item[], one: boolean): { index: number; quantity: Quantity } | undefined {
  for (let back = 1; back <= 6; back += 1) {
    const item = items.at(-back);
    if (
      item === undefined ||
      item.kind === 'break' ||
      (item.kind === 'mark' && !['-', "'", '/', '(', ')', '"'].includes(item.text)) ||
      item.kind === 'clock' ||
      item.kind === 'rhythm'
    )
      return undefined;
    const times = TIMES.get(item.text);
    if (times !== undefined) return { index: items.length - back, quantity: { dimension: 'count', value: times } };
    const { quantity } = item;
    if (one && back === 2 && ['a', 'an'].includes(item.text) && ONE.has(items.at(-1)?.text ?? ''))
      return { index: items.length - back, quantity: { dimension: 'count', value: 1 } };
    if (quantity === undefined) continue;
    if (quantity.perMonth !== undefined) return undefined;
    if (
      quantity.dimension === 'count' ||
      quantity.dimension === 'factor' ||
      (quantity.dimension === 'money' && back <= 3)
    )
      return { index: items.length - back, quantity };
    return undefined;
  }
  return undefined;
}
