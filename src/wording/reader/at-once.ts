import { wordSet } from '../text.ts';
import { SENT, WORK } from './nouns.ts';
import { clean } from './numbers.ts';
import type { Assigned, Reading } from './types.ts';

/** A count of what comes or works at the same moment: people who are served together, or a burst. */
export function readAtOnce(reading: Reading, one: Assigned, all: readonly Assigned[], index: number): boolean {
  return readWithinASecond(reading, one, all, index) || readWithinHours(reading, one) || readPeople(reading, one);
}

/** "A storm of 8,000 photos in one afternoon" comes over hours, and not at once. */
function readWithinHours({ items, doubts, understood }: Reading, { at, roles }: Assigned): boolean {
  if (!roles.some(({ role, from }) => role === 'burstRequests' && from < at)) return false;
  for (let near = at + 1; near <= at + 4 && items[near]?.kind === 'word'; near += 1) {
    const [next, period] = [items[near + 1], items[near + 2]];
    if (!OVER.has(items[near]?.text ?? '')) continue;
    const isTime = next?.quantity?.dimension === 'time' && next.quantity.value >= SPREAD_MIN;
    const isPeriod = ['a', 'an', 'one', 'the'].includes(next?.text ?? '') && HOURS.has(period?.text ?? '');
    // "In the morning" says when.
    if (!isTime && (!isPeriod || (next?.text === 'the' && items[near]?.text === 'in'))) continue;
    doubts.push({ field: 'burstRequests', from: at, to: at + 1 });
    understood.push({ from: near, to: near + 2 });
    return true;
  }
  return false;
}

const OVER = wordSet('in within over during across throughout');

const HOURS = wordSet('hour morning afternoon evening night day weekend week month shift');

/** Over this number of seconds or more nothing comes at once. */
const SPREAD_MIN = 600;

/** "800 alerts within a second" come together. */
function readWithinASecond(
  { items, claims, understood }: Reading,
  { at, quantity }: Assigned,
  all: readonly Assigned[],
  index: number,
): boolean {
  const next = all[index + 1];
  if (
    quantity.dimension !== 'count' ||
    next?.quantity.dimension !== 'time' ||
    next.quantity.value > 2 ||
    next.at - at > 5
  )
    return false;
  if (
    !['within', 'in'].includes(items[next.at - 1]?.text ?? '') ||
    items.slice(at + 1, next.at - 1).some(({ kind }) => kind !== 'word')
  )
    return false;
  const place = { from: at, to: next.at + 1 };
  claims.push({ field: 'burstRequests', value: quantity.value, ...place, weight: 1.2 });
  claims.push({
    field: 'peakRequestsPerSecond',
    value: clean(quantity.value / Math.max(1, next.quantity.value)),
    ...place,
    weight: 1,
  });
  understood.push(place);
  return true;
}

const TOGETHER =
  /^(?:at once|(?:at|in|on) (?:the )?(?:very |exact )?same (?:time|moment|instant|second|minute)|in same time|(?:at )?same time|simultaneously|in parallel|concurrently|at (?:a|any|any one|one) time|at any (?:given )?moment)(?: |$)/;

/** What is counted at once by rows of the table of roles: it is sent, and has no time. */
const SENT_THINGS = new Set(
  [...SENT.split('|'), ...WORK.split('|')].filter((word) => !['user', 'customer', 'patient'].includes(word)),
);

const NOT_PEOPLE = wordSet(
  'model adapter lora container token tok instance gpu worker shop request stream connection camera sensor alert',
);

/** What people do in one moment, and not for a while. */
const PRESSES = wordSet('press click submit upload send fire arrive come land drop post ping report tap');

/** What is said of models, of which some are in use together. */
const IN_USE = wordSet('hot active use used traffic live busy called loaded warm');

const FAR = 8;

/** "20 travellers at once", "60 people chat at the same moment": people who are served at the same time. */
function readPeople({ items, claims, clauses: { sentenceOf } }: Reading, { at, quantity }: Assigned): boolean {
  if (quantity.dimension !== 'count' || !Number.isInteger(quantity.value) || quantity.value < 2) return false;
  const between: string[] = [];
  for (let near = at + 1; near <= at + FAR && sentenceOf[near] === sentenceOf[at]; near += 1) {
    const text = items
      .slice(near, near + 6)
      .map((item) => item.text)
      .join(' ');
    if (TOGETHER.test(text)) {
      const noun = between.filter((word) => word !== ')').slice(0, 2);
      if (noun.some((word) => SENT_THINGS.has(word) || NOT_PEOPLE.has(word)) || between.length === 0) return false;
      const isAboutModels = items.some((item) => ['model', 'adapter', 'lora'].includes(item.text));
      if (isAboutModels && between.some((word) => IN_USE.has(word))) return false;
      const isBurst = between.some((word) => PRESSES.has(word));
      const field = isBurst ? 'burstRequests' : 'concurrentRequests';
      claims.push({ field, value: quantity.value, from: at, to: near + 2, weight: 1.5 });
      return true;
    }
    if (items[near]?.quantity !== undefined || items[near]?.text === ',') return false;
    between.push(items[near]?.text ?? '');
  }
  return false;
}
