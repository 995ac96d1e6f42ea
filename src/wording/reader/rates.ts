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
      RHYTHMS.has(item.text)
        ? countBefore(joined, rhythm.isArticle !== true)
        : undefined;
    if (counted === undefined && later !== undefined) {
      const { value, guess } = later.quantity;
      joined.push({
        kind: 'quantity',
        text: '',
        from: item.from,
        to: items[later.at]?.to ?? to,
        quantity: { dimension: 'rate', value, perMonth: rhythm.perMonth, noun: [], ...(guess && { guess }) },
      });
      at = later.at + 1;
      continue;
    }
    if (counted === undefined) {
      if (rhythm.isArticle) joined.push(...items.slice(at - rhythm.length, at));
      else joined.push({ kind: 'rhythm', text: item.text, from: item.from, to, perMonth: rhythm.perMonth });
      continue;
    }
    const { index, quantity } = counted;
    // "80 models, and on a normal day 12 of them are touched"
    if (item.text === 'on' && joined.slice(index + 1).some(({ text }) => text === 'model' || text === 'adapter')) {
      joined.push(...items.slice(at - rhythm.length, at));
      continue;
    }
    const noun = joined.slice(index + 1).map(({ text }) => text);
    const from = joined[index]?.from ?? item.from;
    joined.length = index;
    const { dimension, value, guess, foreign, low } = quantity;
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
      },
    });
  }
  return joined;
}

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

function rhythmAt(
  items: readonly Item[],
  at: number,
): { perMonth: number; length: number; isArticle?: boolean } | undefined {
  const item = items[at] as Item;
  const dates = datesAt(items, at);
  if (dates) return dates;
  const rhythm = item.kind === 'word' ? RHYTHMS.get(item.text) : undefined;
  if (rhythm !== undefined) return { perMonth: rhythm, length: 1 };
  // "once in a month"
  if (item.text === 'in' && ['once', 'twice', 'time'].includes(items[at - 1]?.text ?? '')) {
    const rhythm = rhythmAt(items, at + 1);
    return rhythm && { ...rhythm, length: rhythm.length + 1 };
  }
  // "120,000 calls in a month"
  if (
    item.text === 'in' &&
    ['a', 'an', 'the', 'any', 'each'].includes(items[at + 1]?.text ?? '') &&
    (PERIODS.get(items[at + 2]?.text ?? '') ?? Number.POSITIVE_INFINITY) <= 730 &&
    !['morning', 'afternoon', 'evening', 'night'].includes(items[at + 2]?.text ?? '') &&
    (items[at + 1]?.text !== 'the' || ['day', 'week', 'month', 'hour', 'year'].includes(items[at + 2]?.text ?? ''))
  )
    return { perMonth: PERIODS.get(items[at + 2]?.text ?? '') ?? 1, length: 3, isArticle: true };
  // "900 photos in one day"
  const one = items[at + 1]?.quantity;
  if (item.text === 'in' && one?.dimension === 'time' && one.unit?.factor === one.value && one.value >= 3600 && at > 1)
    return { perMonth: timesPerMonth(one.value), length: 2, isArticle: true };
  // "spread over the day"
  if (
    ['over', 'across', 'throughout'].includes(item.text) &&
    ['the', 'a', 'one'].includes(items[at + 1]?.text ?? '') &&
    ['day', 'week', 'month'].includes(items[at + 2]?.text ?? '')
  ) {
    return { perMonth: PERIODS.get(items[at + 2]?.text ?? '') ?? 1, length: 3, isArticle: true };
  }
  // "on a working day"
  if (
    item.text === 'on' &&
    ['a', 'an', 'each', 'every', 'any'].includes(items[at + 1]?.text ?? '') &&
    (PERIODS.has(items[at + 2]?.text ?? '') ||
      (['working', 'business', 'normal', 'week', 'typical'].includes(items[at + 2]?.text ?? '') &&
        items[at + 3]?.text === 'day'))
  ) {
    const working = items[at + 3]?.text === 'day' && !PERIODS.has(items[at + 2]?.text ?? '');
    const isWork = ['working', 'business', 'week'].includes(items[at + 2]?.text ?? '');
    return {
      perMonth: working ? (isWork ? 21.65 : 30) : (PERIODS.get(items[at + 2]?.text ?? '') ?? 1),
      length: working ? 4 : 3,
      isArticle: true,
    };
  }
  if (!EVERY.has(item.text)) return undefined;
  const next = items[at + 1];
  if (next === undefined) return undefined;
  if (item.text === 'am' && next.text !== 'tag') return undefined;
  if (['par', 'por', 'al', 'pro', 'je', 'im', 'by'].includes(item.text) && !PERIODS.has(next.text)) return undefined;
  const isArticle = item.text === 'a' || item.text === 'an';
  if (next.quantity?.dimension === 'time' && !isArticle)
    return next.quantity.value > 0 ? { perMonth: timesPerMonth(next.quantity.value), length: 2 } : undefined;
  // "every other day", "per single day", "every three days" is a quantity
  const skip =
    (DAYS_OF_A_KIND.has(next.text) || (next.text === 'second' && ['every', 'each'].includes(item.text))) &&
    items[at + 2] !== undefined &&
    PERIODS.has(items[at + 2]?.text ?? '')
      ? 1
      : 0;
  const name = items[at + 1 + skip];
  const period = name?.kind === 'word' ? PERIODS.get(name.text) : undefined;
  if (period === undefined || (name?.text.length === 1 && item.text !== '/' && item.text !== 'per')) return undefined;
  // "Par jour ouvré"
  const behind = period === 30 && ['ouvré', 'ouvrable'].includes(items[at + 2]?.text ?? '') ? 1 : 0;
  const isWorkday =
    behind === 1 || (skip === 1 && period === 30 && ['working', 'business', 'school', 'market'].includes(next.text));
  const factor = skip === 1 && (next.text === 'other' || next.text === 'second') ? 0.5 : 1;
  return { perMonth: isWorkday ? WORKDAYS : period * factor, length: 2 + skip + behind, isArticle };
}

/** "Per open day", "every other week" */
const DAYS_OF_A_KIND = wordSet(`
  other single given weekday busy working business school market open opening ordinary normal typical average usual
  calendar full whole
`);

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
    if ([':', '='].includes(item.text) || ASKED.has(item.text)) marked = true;
    if (item.quantity)
      return marked &&
        item.quantity.dimension === 'count' &&
        (items[place + 1]?.kind !== 'word' || ASKED.has(items[place + 1]?.text ?? ''))
        ? { at: place, quantity: item.quantity }
        : undefined;
    if (item.kind === 'mark' && ![':', '=', '"', '_', '-', "'", '~'].includes(item.text)) return undefined;
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
