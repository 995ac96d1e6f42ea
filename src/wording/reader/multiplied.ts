import type { Assigned, Item, Reading } from './types.ts';
import { NOUNS } from './words/nouns.ts';
import { MULTIPLIED_WORDS as WORDS } from './words/sets.ts';

/** A count, and the item that says it. */
interface Counted {
  count: number;
  at: number;
}

const countAt = ({ items }: Reading, at: number): Counted => ({ count: items[at]?.quantity?.value ?? 1, at });

/** "60 pumps, each posts a reading every 5 minutes": how many send in this rhythm. */
export function sendersOf(reading: Reading, at: number): Counted | undefined {
  const {
    items,
    clauses: { sentenceOf },
  } = reading;
  // "8 lines x 3 images per second"
  const lanes = ownersOf(items, at);
  if (lanes.count > 1) return lanes;
  const every = items.findLastIndex(({ text }, near) => near < at && near > at - 9 && ['each', 'every'].includes(text));
  const isSender = (near: number) =>
    [1, 2, 3].some((next) => WORDS.who.has(items[near + next]?.text ?? '')) ||
    // "60 translators, each …", "two tunnels, and every tunnel …"
    (isPlural(reading, near + 1) && (items[near + 1]?.text === items[every + 1]?.text || every === near + 3));
  const isCount = (near: number) => items[near]?.quantity?.dimension === 'count' && isSender(near);
  const places: number[] = [];
  for (let near = at - 1; near >= 0 && sentenceOf[near] === sentenceOf[at]; near -= 1)
    if (isCount(near)) places.unshift(near);
  // "120 machines in 3 plants, every machine posts": those that it names, else the nearest.
  const named = places.filter((near) => items[near + 1]?.text === items[every + 1]?.text);
  const near = named[0] ?? places.findLast((place) => place >= at - 12);
  if (near === undefined) return every < 0 ? undefined : countedBefore(reading, every);
  const between = items.slice(near + 1, at).map(({ text }) => text);
  const said = between.findIndex((word) => ['each', 'every', 'who', 'that', 'which'].includes(word));
  // "12 cameras, 1 image per second each"
  const isEach = ['each', 'apiece'].includes(items[at + 1]?.text ?? '') && items[at + 2]?.kind !== 'word';
  // "Four people here, the gateway posts 6 an hour": another one does.
  const isOther = between.slice(0, said).some((word) => ['the', 'our', 'a', 'an'].includes(word));
  return isEach || (said >= 0 && !isOther) ? withOwners(reading, countAt(reading, near), places) : undefined;
}

/** What sends and is no request, by a plural: no model, no picture and no time. */
export const isPlural = ({ items, tokens }: Reading, at: number): boolean => {
  const { kind, text = '', from = 0 } = items[at] ?? {};
  return kind === 'word' && /s$/iu.test(tokens[from]?.raw ?? '') && !NO_SENDERS.has(text);
};

const NO_SENDERS = new Set([
  ...`${NOUNS.WORK}|${NOUNS.SENT}|${NOUNS.NET}`.split('|').filter((word) => !WORDS.who.has(word)),
  ...['model', 'adapter', 'container', 'gpu', 'instance', 'token', 'hour', 'day', 'week', 'month', 'time', 'class'],
]);

/**
 * "22 stations, each has two cameras, each camera sends …", "at each of 14 hubs are two tunnels, every tunnel …", "lines A and B have
 * 6 cameras each, every camera …": the number counted is of each owner's.
 */
function withOwners({ items, clauses: { sentenceOf } }: Reading, of: Counted, places: readonly number[]): Counted {
  const text = (at: number) => items[at]?.text ?? '';
  const isHaving = WORDS.has.has(text(of.at - 1));
  const isEach = (at: number) => [1, 2, 3, 4].some((back) => ['each', 'every'].includes(text(at - back)));
  const before = items.flatMap(({ quantity }, at) =>
    at < of.at && sentenceOf[at] === sentenceOf[of.at] && quantity?.dimension === 'count' ? [at] : [],
  );
  const owner =
    isHaving && text(of.at - 2) === 'each'
      ? places.findLast((place) => place < of.at)
      : before.find((at) => isEach(at) || text(of.at + 2) === 'each');
  if (owner !== undefined) return { count: of.count * (items[owner]?.quantity?.value ?? 1), at: owner };
  if (!isHaving || text(of.at + 2) !== 'each') return of;
  let [at, names] = [of.at - 2, 1];
  const isJoin = (place: number) => ['and', ',', '&', '/'].includes(text(place));
  for (; isJoin(at - 1) || isJoin(at - 2); at -= isJoin(at - 1) ? 2 : 3) names += 1;
  return { count: of.count * names, at };
}

/** "There are 120 machines. Every machine posts …": how many, where one count says so. */
function countedBefore(reading: Reading, every: number): Counted | undefined {
  const { items } = reading;
  const noun = items[every + 1]?.text ?? '';
  const places = items.flatMap(({ quantity }, near) =>
    near < every && quantity?.dimension === 'count' && items[near + 1]?.text === noun ? [near] : [],
  );
  const [place] = places;
  return !NO_SENDERS.has(noun) && place !== undefined && places.length === 1 ? countAt(reading, place) : undefined;
}

const PICTURES = new Set(NOUNS.PICTURE.split('|'));

/** "1,900 claims a day, 3 photos each": how many come with each. */
export function partsEach(
  { items, dataset }: Reading,
  all: readonly Assigned[],
  index: number,
): { count: number; to: number } | undefined {
  const [here, next] = [all[index], all[index + 1]];
  if (dataset || here === undefined || next === undefined || (here.quantity.perMonth ?? 0) > 730) return undefined;
  // "300 requests a day, 2 images each": what one request has in it.
  if (here.quantity.noun?.some((word) => WORDS.requests.has(word)) && PICTURES.has(items[next.at + 1]?.text ?? ''))
    return undefined;
  const isClose = next.quantity.dimension === 'count' && next.quantity.value <= 100 && next.at - here.at <= 3;
  const each = [2, 3].find((after) => ['each', 'apiece'].includes(items[next.at + after]?.text ?? ''));
  return isClose && each !== undefined ? { count: next.quantity.value, to: next.at + each + 1 } : undefined;
}

/** What may itself be the request; a job or a batch is one of many. */
const REQUESTED = new Set(
  NOUNS.WORK.split('|').filter((word) => !['job', 'run', 'batch', 'study', 'order'].includes(word)),
);

/** "20 flights a week, 300 photos per flight", "jobs: 5 per week, per job: 120 tiles": how many come with each. */
export function partsOfWhole(
  { items, dataset }: Reading,
  all: readonly Assigned[],
  index: number,
): (Counted & { isSure: boolean }) | undefined {
  const here = all[index];
  const { perMonth = 0, noun = [] } = here?.quantity ?? {};
  if (here === undefined || dataset || perMonth > 730) return undefined;
  const text = (at: number) => items[at]?.text ?? '';
  const label = text(here.at - 1) === ':' ? text(here.at - 2) : '';
  const whole = [label, noun.at(-1) ?? ''].find((word) => word !== '') ?? '';
  if (whole === '' || WORDS.requests.has(whole) || WORDS.who.has(whole) || noun.includes('per')) return undefined;
  const isPart = ({ at, quantity }: Assigned): boolean => {
    if (quantity.dimension !== 'count' || quantity.perMonth !== undefined || quantity.value < 2 || at === here.at)
      return false;
    const isLabelled = text(at - 1) === ':' && text(at - 2) === whole && WORDS.each.has(text(at - 3));
    const isNear = text(at - 2) === 'each' && at > here.at && at - here.at < 6;
    if (isLabelled || (WORDS.has.has(text(at - 1)) && (text(at - 2) === whole || isNear))) return true;
    return (
      items[at + 1]?.kind === 'word' &&
      [2, 3].some((next) => WORDS.each.has(text(at + next)) && text(at + next + 1) === whole)
    );
  };
  const part = all.find(isPart);
  if (part === undefined) return undefined;
  const name = text(part.at + 1);
  // What is measured by itself is what is sent: "40 MB per tile", "6 MB each".
  const isMeasured = ({ quantity }: Item, at: number): boolean =>
    (quantity?.dimension === 'size' || quantity?.dimension === 'time') &&
    (WORDS.each.has(text(at + 1)) ||
      [-2, -1, 1, 2, 3].some((near) => text(at + near) === name && at + near !== part.at + 1));
  return { count: part.quantity.value, at: part.at, isSure: !REQUESTED.has(whole) && items.some(isMeasured) };
}

/** "85 clinics", "clinics: 85" */
export const isCountOf = ({ items }: Reading, { at, quantity }: Assigned, noun: string | undefined): boolean =>
  quantity.dimension === 'count' &&
  ([1, 2].some((next) => items[at + next]?.text === noun) ||
    (items[at - 1]?.text === ':' && items[at - 2]?.text === noun));

/** "300 partitions of 1 GB" are 300 GB: how many parts, and where that is said; one where nobody counts them. */
export function partsBefore(items: Reading['items'], at: number): Counted {
  const of = WORDS.about.has(items[at - 1]?.text ?? '') ? at - 2 : at - 1;
  const noun = items[of - 1];
  // "48 files of 2 GB", "48 parquet files of 2 GB"
  const place = items[of - 2]?.kind === 'word' ? of - 3 : of - 2;
  const parts = items[place]?.quantity;
  const isCounted =
    parts?.dimension === 'count' && parts.value > 1 && noun?.kind === 'word' && !WORDS.noParts.has(noun.text);
  return isCounted && WORDS.times.has(items[of]?.text ?? '') ? { count: parts.value, at: place } : { count: 1, at };
}

/** Whether a count is of what comes in one request: "32 rows a request", "a call holds 50 records". */
export const isInRequest = ({ items }: Reading, at: number): boolean =>
  BEHIND.test(wordsIn(items.slice(at + 1, at + 9))) || IN_FRONT.test(wordsIn(items.slice(Math.max(0, at - 3), at)));

const wordsIn = (items: readonly Item[]): string => items.map(({ text }) => text).join(' ');

const CALL = '(?:one |a |each |every |the |single )?(?:request|req|call|message|invocation|query|post)';
const BEHIND = new RegExp(`^(?:[^\\s,.;]+ ){1,4}?(?:per|a|each|every|/|in|into) ${CALL}\\b`);
const IN_FRONT = new RegExp(`${CALL} (?:has|have|hold|contain|carry|include|bring|with|of)(?: about| up to| ~)?$`);

/** "32 rows a request, 1 KB a row", "each call holds 8 images of 300 KB": how many of what has this size are in one request. */
export function itemsBeside(reading: Reading, at: number): Counted {
  const { items, clauses } = reading;
  const text = (near: number) => items[near]?.text ?? '';
  const noun = text(WORDS.times.has(text(at - 1)) ? at - 2 : at + 2);
  const isEach = /^(?:each|apiece)$/.test(text(at + 1)) && items[at + 2]?.kind !== 'word';
  const place = items.findIndex(
    ({ quantity }, near) =>
      quantity?.dimension === 'count' &&
      quantity.value > 1 &&
      clauses.sentenceOf[near] === clauses.sentenceOf[at] &&
      (isEach || (noun !== '' && [1, 2].some((next) => text(near + next) === noun))) &&
      isInRequest(reading, near),
  );
  return place < 0 ? { count: 1, at } : countAt(reading, place);
}

/** "10,000 rows take 8 seconds": how many are worked on in that time; one where nobody counts them. */
export function rowsBefore(reading: Reading, at: number): Counted {
  const { items, clauses } = reading;
  const verb = items.findLastIndex(
    ({ text }, near) => near < at && near >= at - 3 && ['take', 'took', 'need'].includes(text),
  );
  const count = verb - 2;
  const isCounted =
    ['row', 'record', 'line'].includes(items[verb - 1]?.text ?? '') &&
    items[count]?.quantity?.dimension === 'count' &&
    clauses.clauseOf[count] === clauses.clauseOf[at];
  return isCounted ? countAt(reading, count) : { count: 1, at };
}

/** "4 teams x 3 models": of how many there is that count; one where nobody is counted. */
export function ownersOf(items: Reading['items'], at: number): Counted {
  const owners = items[at - 3]?.quantity;
  const isHaving = ['x', '×', 'times'].includes(items[at - 1]?.text ?? '');
  return isHaving && owners?.dimension === 'count' ? { count: owners.value, at: at - 3 } : { count: 1, at };
}

/** How many models there are, where that is said exactly. */
export function modelsBefore({ items }: Reading, all: readonly Assigned[], index: number): Counted | undefined {
  const said = all
    .slice(0, index)
    .find(
      ({ at, quantity }) =>
        quantity.dimension === 'count' &&
        quantity.guess === undefined &&
        [1, 2, 3].some((near) => items[at + near]?.text === 'model'),
    );
  return said && { count: said.quantity.value, at: said.at };
}

/** Where a sentence counts more senders than a rate has calls: "900 pools, one reading each 15 min" may be of one or of all; -1 for none. */
export const sendersBeside = ({ items, clauses: { sentenceOf } }: Reading, at: number, value: number): number =>
  items.findIndex(
    ({ quantity }, near) =>
      near !== at &&
      sentenceOf[near] === sentenceOf[at] &&
      quantity?.dimension === 'count' &&
      quantity.value > value &&
      WORDS.who.has(items[near + 1]?.text ?? ''),
  );
