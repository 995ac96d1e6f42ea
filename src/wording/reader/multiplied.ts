import { wordSet } from '../text.ts';
import { PICTURE } from './nouns.ts';
import { clean } from './numbers.ts';
import type { Assigned, Item, Reading } from './types.ts';

/** How many users, devices or shops there are, of which each does something so often. */
export function manyBefore(
  { items, clauses: { sentenceOf } }: Reading,
  all: readonly Assigned[],
  index: number,
): number | undefined {
  const here = all[index];
  for (const { at, quantity } of all.slice(0, index).toReversed()) {
    if (sentenceOf[at] !== sentenceOf[here?.at ?? 0]) return undefined;
    const noun = [items[at + 1], items[at + 2]].map((item) => item?.text ?? '');
    if (quantity.dimension !== 'count' || quantity.perMonth !== undefined) continue;
    if (noun.some((word) => WHO.has(word)) || isHavingEach(items, at, here?.at ?? 0)) return quantity.value;
  }
  return undefined;
}

/** "3 arms with 1 req/s each": whatever has a rate each sends. */
const isHavingEach = (items: Reading['items'], many: number, rate: number): boolean => {
  const [has, noun] = [items[rate - 1]?.text ?? '', items[many + 1]];
  return (
    rate - many <= 4 &&
    noun?.kind === 'word' &&
    ['with', 'at', 'have', 'do', 'make', 'send', 'of', 'x', '@'].includes(has) &&
    ['each', 'apiece'].includes(items[rate + 1]?.text ?? '')
  );
};

/** "40 stores send 500 images a day each", "1k agents x 30 calls a day": how many senders there are. */
export function eachBefore(reading: Reading, all: readonly Assigned[], index: number): number | undefined {
  const here = all[index];
  const before = all[index - 1];
  if (here === undefined || before === undefined) return undefined;
  const { items } = reading;
  const after = [1, 2].some((next) => ['each', 'apiece'].includes(items[here.at + next]?.text ?? ''));
  const times = items
    .slice(before.at + 1, here.at)
    .some(({ text, kind }) => ['x', '*', '×', 'times'].includes(text) && kind !== 'quantity');
  return after || times ? manyBefore(reading, all, index) : undefined;
}

const SENDS = wordSet(
  'call send post report upload ping poll push emit submit fire transmit deliver stream ask query hit',
);

/** "310 inverters call it every quarter of an hour": those that send, with what they do among the words behind their number. */
export const isSending = (noun: readonly string[]): boolean =>
  WHO.has(noun[0] ?? '') && noun.some((word) => SENDS.has(word));

/** "Each posts a reading every 5 minutes", "once a minute for each of the 60 pumps": how many send in this rhythm. */
export function sendersOf({ items, clauses: { sentenceOf } }: Reading, at: number): number | undefined {
  const isCount = (near: number) =>
    items[near]?.quantity?.dimension === 'count' &&
    [1, 2, 3].some((next) => WHO.has(items[near + next]?.text ?? '')) &&
    sentenceOf[near] === sentenceOf[at];
  for (let near = at - 1; near >= at - 12 && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    if (!isCount(near)) continue;
    const between = items.slice(near + 1, at).map(({ text }) => text);
    const said = between.findIndex(
      (word) => ['each', 'every', 'who', 'that', 'which'].includes(word) || SENDS.has(word),
    );
    // "Four people here, the gateway posts 6 an hour": another one does.
    const isOther = between.slice(0, said).some((word) => ['the', 'our', 'a', 'an'].includes(word));
    return said >= 0 && !isOther ? items[near]?.quantity?.value : undefined;
  }
  for (let near = at + 1; near <= at + 7; near += 1) {
    const before = items.slice(at + 1, near).map(({ text }) => text);
    if (isCount(near) && before.some((word) => word === 'each' || word === 'every'))
      return items[near]?.quantity?.value;
  }
  return undefined;
}

const REQUESTS = wordSet('request req call prompt query inference invocation');

const PICTURES = new Set(PICTURE.split('|'));

/** "1,900 claims a day, 3 photos each": how many come with each. */
export function partsEach(
  { items, dataset }: Reading,
  all: readonly Assigned[],
  index: number,
): { count: number; to: number } | undefined {
  const [here, next] = [all[index], all[index + 1]];
  if (dataset || here === undefined || next === undefined || (here.quantity.perMonth ?? 0) > 730) return undefined;
  // "300 requests a day, 2 images each": what one request has in it.
  if (here.quantity.noun?.some((word) => REQUESTS.has(word)) && PICTURES.has(items[next.at + 1]?.text ?? ''))
    return undefined;
  const isClose = next.quantity.dimension === 'count' && next.quantity.value <= 100 && next.at - here.at <= 3;
  const each = [2, 3].find((after) => ['each', 'apiece'].includes(items[next.at + after]?.text ?? ''));
  return isClose && each !== undefined ? { count: next.quantity.value, to: next.at + each + 1 } : undefined;
}

/** "One request carries 12 pictures of 300 KB", "2 photos of 1.5 MB in one request" */
export function partsOfOne(items: Reading['items'], at: number): number {
  const parts = partsBefore(items, at);
  const carries = items.slice(Math.max(0, at - 8), at - 3).map(({ text }) => text);
  const isCarried =
    carries.some((text) => /^(?:carr|contain|hold|has|have|bundle|pack|with|consist|bring)/.test(text)) &&
    carries.some((text) => ['request', 'call', 'one', 'each', 'every', 'payload', 'message'].includes(text));
  const after = items.slice(at + 1, at + 9).map(({ text }) => text);
  return isCarried || IN_ONE.test(after.join(' ')) ? parts : 1;
}

/** "Which we send in one go", "per request" */
const IN_ONE =
  /^(?:each )?(?:(?:which|that) )?(?:(?:we|they|go|come|are|get) ){0,2}(?:send |sent |packed |bundled |together )?(?:in|as|into|per|with) (?:a |one |the same |each |every |single )*(?:request|call|go|post|shot|upload|message|payload|invocation)\b/;

/** "8 images go in one request", each of some size */
export function isInOne({ items, clauses: { sentenceOf } }: Reading, at: number): boolean {
  return items.some(
    ({ text }, near) =>
      sentenceOf[near] === sentenceOf[at] &&
      ['in', 'into', 'per', 'as'].includes(text) &&
      ['one', 'a', 'single'].includes(items[near + 1]?.text ?? '') &&
      ['request', 'call', 'payload', 'message', 'post'].includes(items[near + 2]?.text ?? ''),
  );
}

/** "300 partitions of 1 GB" are 300 GB. */
export function partsBefore(items: Reading['items'], at: number): number {
  const of = ABOUT.has(items[at - 1]?.text ?? '') ? at - 2 : at - 1;
  const noun = items[of - 1];
  // "48 files of 2 GB", "48 parquet files of 2 GB"
  const parts = items[of - 2]?.quantity ?? (items[of - 2]?.kind === 'word' ? items[of - 3]?.quantity : undefined);
  const isCounted =
    parts?.dimension === 'count' && parts.value > 1 && noun?.kind === 'word' && !NO_PARTS.has(noun.text);
  return isCounted && TIMES.has(items[of]?.text ?? '') ? parts.value : 1;
}

/** "48 parquet files of 2 GB": what a dataset lies in, and no records. */
export const isParts = (items: Reading['items'], at: number): boolean =>
  [2, 3].some(
    (next) =>
      FILES.has(items[at + next - 1]?.text ?? '') &&
      TIMES.has(items[at + next]?.text ?? '') &&
      [1, 2].some((more) => items[at + next + more]?.quantity?.dimension === 'size'),
  );

const FILES = wordSet('file partition part shard chunk csv parquet zip dump archive tar export');

/** "4 teams with 3 models each": of how many there is that count; 1 where nobody is counted. */
export function ownersOf(items: Reading['items'], at: number): number {
  const owners = items[at - 3]?.quantity;
  const isEach = items.slice(at + 1, at + 4).some(({ text }) => text === 'each' || text === 'apiece');
  const isHaving = ['x', '×', 'times', ...(isEach ? ['with', 'has', 'have'] : [])].includes(items[at - 1]?.text ?? '');
  return isHaving && owners?.dimension === 'count' ? owners.value : 1;
}

/** What stands between a count of things and the size of each. */
const TIMES = wordSet('of x × * à @');

const ABOUT = wordSet('~ about around roughly');

const NO_PARTS = wordSet('model adapter lora record row line customer');

/** "19 chimneys, every chimney posts …": the count of that noun. */
export function countedNoun(
  { items, clauses: { sentenceOf } }: Reading,
  all: readonly Assigned[],
  at: number,
): number | undefined {
  for (let near = at - 1; near >= Math.max(0, at - 5) && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    if (!['each', 'every'].includes(items[near]?.text ?? '')) continue;
    const noun = items[near + 1]?.text ?? '';
    const counted = all.find(
      ({ at: place, quantity }) =>
        place !== near &&
        quantity.dimension === 'count' &&
        quantity.perMonth === undefined &&
        [1, 2].some((next) => items[place + next]?.text === noun),
    );
    return noun === 'model' ? undefined : counted?.quantity.value;
  }
  return undefined;
}

/** How many models there are, where that is said exactly. */
export function modelsBefore({ items }: Reading, all: readonly Assigned[], index: number): number | undefined {
  const said = all
    .slice(0, index)
    .find(
      ({ at, quantity }) =>
        quantity.dimension === 'count' &&
        quantity.guess === undefined &&
        [1, 2, 3].some((near) => items[at + near]?.text === 'model'),
    );
  return said?.quantity.value;
}

/** Whether a sentence counts more senders than a rate has calls: "900 pools, one reading each 15 min" may be of one or of all. */
export const isOneOfSenders = ({ items, clauses: { sentenceOf } }: Reading, at: number, value: number): boolean =>
  items.some(
    ({ quantity }, near) =>
      near !== at &&
      sentenceOf[near] === sentenceOf[at] &&
      quantity?.dimension === 'count' &&
      quantity.value > value &&
      WHO.has(items[near + 1]?.text ?? ''),
  );

/** "A fleet of 340 trucks": people and things that send, and no models. */
export const isSender = (item: Item | undefined): boolean => item?.kind === 'word' && WHO.has(item.text);

const WHO = wordSet(`
  user customer agent people employee device camera sensor store shop branch clinic hospital doctor analyst client
  member driver vehicle truck machine turbine meter site plant seller engineer teacher student person nurse farm
  farmer lawyer team tenant subscriber patient player courier phone kiosk warehouse factory line trader dealer
  station visitor clerk merchant technician worker robot drone car bus train ship plane house building room bed
  school restaurant pharmacy office partner reviewer inspector rep operator locker gate pump inverter collar cam tracker
  wearable router server lift elevator antenna chimney panel valve fridge scanner terminal till register bus tram watch
`);

/** "12k an hour in the morning rush 7-9, else 100": each rate counts in its own hours. */
export function isRush({ items, claims }: Reading, at: number, all: readonly Assigned[]): boolean {
  const clockAt = items.findIndex(({ clock }, place) => clock !== undefined && place >= 0);
  const rest = all.find(
    ({ at: place, quantity }) =>
      quantity.dimension === 'rate' &&
      [place - 1, place - 2, place - 3, place + 1, place + 2, place + 3].some((near) =>
        ['else', 'otherwise', 'rest'].includes(items[near]?.text ?? ''),
      ),
  );
  const rush = all.find(({ at: place, quantity }) => quantity.dimension === 'rate' && place !== rest?.at);
  const hours = items[clockAt]?.clock?.hours;
  if (!rest || !rush || hours === undefined || (at !== rush.at && at !== rest.at)) return false;
  if (at === rest.at) return true;
  const hourly = ({ quantity: { value, perMonth = 730 } }: Assigned) => (value * perMonth) / 730;
  const place = { from: rush.at, to: rest.at + 1 };
  claims.push({ field: 'peakRequestsPerSecond', value: clean(hourly(rush) / 3600), ...place, weight: 1.2 });
  claims.push({
    field: 'monthlyRequests',
    value: clean((hourly(rush) * hours + hourly(rest) * (24 - hours)) * 30),
    ...place,
    weight: 1.2,
  });
  claims.push({ field: 'trafficPattern', value: 'variable', ...place, weight: 1 });
  return true;
}

const MONEY = wordSet('budget spend limit cap cost bill allowance envelope');

/** "Annual budget of $12k", "$6k for the quarter": how often in a month money comes again. */
export function periodOfMoney({ items, clauses: { clauseOf } }: Reading, at: number): number {
  for (let near = at - 6; near <= at + 3; near += 1) {
    if (clauseOf[near] !== clauseOf[at]) continue;
    const { kind, perMonth = 1, text } = items[near] ?? {};
    if (kind === 'rhythm' && MONEY.has(items[near + 1]?.text ?? '')) return perMonth;
    if (['year', 'quarter'].includes(text ?? '') && items[near - 1]?.text === 'the')
      return text === 'year' ? 1 / 12 : 1 / 3;
  }
  return 1;
}

/** "An ensemble of 4 models", "three nets vote": for those who ask they may be one model. */
export const isEnsemble = ({ items, clauses: { sentenceOf, clauseOf } }: Reading, at: number): boolean =>
  items.some(
    ({ text }, near) =>
      sentenceOf[near] === sentenceOf[at] &&
      near >= at - 4 &&
      near <= at + 8 &&
      (ENSEMBLES.has(text) || (['vote', 'voting'].includes(text) && clauseOf[near] === clauseOf[at])),
  );

const ENSEMBLES = wordSet('ensemble ensembled averaged stacked blended');

/** "60 models, we only serve 4 of them" */
export const isPartServed = (items: Reading['items'], at: number): boolean =>
  items
    .slice(at + 1, at + 8)
    .some(
      ({ text }, near) =>
        ['only', 'just'].includes(text) &&
        ['serve', 'host', 'deploy', 'need', 'want'].includes(items[at + near + 2]?.text ?? ''),
    );

/** "4 sklearn models and 2 pytorch ones" */
export const hasOthers = (items: Reading['items'], at: number): boolean =>
  [3, 4, 5].some(
    (next) =>
      ['and', '+', 'plus', '&'].includes(items[at + next - 1]?.text ?? '') &&
      items[at + next]?.quantity?.dimension === 'count' &&
      [1, 2, 3].some((more) => items[at + next + more]?.text === 'one'),
  );
