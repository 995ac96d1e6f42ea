import type { WorkloadField } from '../../recommender/index.ts';
import { doubt } from './claim-role.ts';
import { claimsOfAll, ONE_OF_MANY, UPKEEP } from './job-times.ts';
import { moodOf } from './moods.ts';
import { isCountOf, modelsBefore, partsEach, partsOfWhole, sendersOf } from './multiplied.ts';
import { clean } from './numbers.ts';
import { PLAIN_RATE } from './second-look.ts';
import type { Assigned, Claim, Reading } from './types.ts';
import { PER_SECOND } from './units.ts';
import { RATE_SCENE_WORDS as WORDS } from './words/sets.ts';

/** The words around a rate. */
interface WordsNear {
  /** From the rate back to the next comma, "and", "but" or quantity. */
  before: string[];
  /** Those between its number and its period, and the next ones. */
  after: string[];
  /** The nearest of both. */
  close: string[];
  clause: string[];
  sentence: string[];
}

/** A rate of a text, with what it takes to tell what it is a rate of. */
export interface RateScene {
  reading: Reading;
  at: number;
  /** All quantities of the text; the rate's own place among them. */
  all: readonly Assigned[];
  index: number;
  /** How many at a time, and how often in a month. */
  value: number;
  perMonth: number;
  noun: readonly string[];
  /** The lower end of a range. */
  low: number | undefined;
  near: WordsNear;
  isPerSecond: boolean;
  /** States a field. With `isHint` it gives way to any other statement of it. */
  add(field: WorkloadField, value: unknown, weight?: number, isHint?: boolean): void;
  /** States a field of what several items say, the rate and one at another place. */
  addWith(other: number, field: WorkloadField, value: unknown, weight?: number): void;
  /** States requests per month that known hours and days narrow; `with`: another item that says so. */
  addMonthly(requests: number, other?: number): void;
  /** Read, and nothing is stated by it. */
  understand(): void;
}

/** The scene of a rate. */
export function sceneOf(
  reading: Reading,
  { at, quantity }: Assigned,
  all: readonly Assigned[],
  index: number,
): RateScene {
  const { perMonth = 1, noun = [], low } = quantity;
  const isPerSecond = perMonth >= PER_SECOND * 0.99;
  // "Every 0.8 s"
  const value = perMonth > PER_SECOND * 1.01 ? clean((quantity.value * perMonth) / PER_SECOND) : quantity.value;
  const { claims, understood } = reading;
  return {
    reading,
    at,
    all,
    index,
    value,
    perMonth: Math.min(perMonth, PER_SECOND),
    noun,
    low,
    near: wordsNear(reading, at),
    isPerSecond,
    add(field, amount, weight = PLAIN_RATE, isHint = false) {
      claims.push({ field, value: amount, from: at, to: at + 1, weight, ...(isHint && { hint: true }) } as Claim);
    },
    addWith(other, field, amount, weight = PLAIN_RATE) {
      claims.push({ field, value: amount, ...spanOf(at, other), weight } as Claim);
    },
    addMonthly(requests, other = at) {
      claims.push({ field: 'monthlyRequests', value: requests, ...spanOf(at, other), weight: 1.2, rate: perMonth });
    },
    understand() {
      understood.push({ from: at, to: at + 1 });
    },
  };
}

const spanOf = (one: number, other: number) => ({ from: Math.min(one, other), to: Math.max(one, other) + 1 });

function wordsNear({ items, clauses: { clauseOf, sentenceOf } }: Reading, at: number): WordsNear {
  const text = (place: number) => items[place]?.text ?? '';
  const same = (place: number) => sentenceOf[place] === sentenceOf[at];
  const before: string[] = [];
  for (
    let place = at - 1;
    place >= Math.max(0, at - 7) &&
    same(place) &&
    items[place]?.kind !== 'quantity' &&
    ![',', 'but', 'and'].includes(text(place));
    place -= 1
  )
    before.push(text(place));
  const after: string[] = [];
  for (
    let place = at + 1;
    place <= at + 3 && same(place) && items[place]?.kind !== 'quantity' && text(place) !== ',';
    place += 1
  )
    after.push(text(place));
  const noun = items[at]?.quantity?.noun ?? [];
  const close = [...before.slice(0, 4), ...after.slice(0, 2), ...noun];
  const clause = items.filter((_, place) => clauseOf[place] === clauseOf[at]).map((item) => item.text);
  const sentence = items.filter((_, place) => same(place)).map((item) => item.text);
  return { before, after: [...noun, ...after], close, clause, sentence };
}

/** What is denied or long past; a guess still counts. */
export function readDropped(scene: RateScene): boolean {
  const { reading, at, value } = scene;
  const { items, clauses } = reading;
  const isDropped = value === 0 || moodOf(items, { from: at, to: at + 1 }, clauses) === 'dropped';
  if (!isDropped || (value > 0 && items.slice(Math.max(0, at - 4), at).some(({ text }) => WORDS.hedges.has(text))))
    return false;
  scene.understand();
  return true;
}

/** "The pager goes off at 500 errors an hour", "we deploy twice a week" */
export function readForeign(scene: RateScene): boolean {
  const { near, noun, perMonth } = scene;
  const isError =
    noun.some((word) => WORDS.errors.has(word)) && near.before.some((word) => ['off', 'at', 'above'].includes(word));
  const isWork = perMonth <= 730 && near.before.slice(0, 3).some((word) => UPKEEP.test(word));
  // "4,500 x-rays a day"
  const isLetter = noun[0]?.length === 1 && noun[1] !== '-';
  // "The licence is 90,000 a year"
  const isPrice =
    noun.length === 0 &&
    perMonth <= 1 &&
    (near.sentence.some((word) => WORDS.priced.has(word)) ||
      near.before.some((word) => /^(?:cost|charge|pay|paid)/.test(word)));
  if (!isError && !isWork && !isLetter && !isPrice) return false;
  scene.understand();
  return true;
}

/** "We can spend 400 a month" */
export function readMoneyRate({ near, noun, perMonth, value, add }: RateScene): boolean {
  const isSpent = [...near.before, ...noun].some((word) => WORDS.spent.has(word));
  if (!isSpent || noun.some((word) => !WORDS.spent.has(word)) || perMonth > 30) return false;
  add('monthlyBudgetUsd', clean(value * perMonth));
  return true;
}

/** "30 fps" of a video says nothing of how many come; a camera's frames come to us. */
export function readFrameRate({ reading: { items, tokens }, at, understand }: RateScene): boolean {
  const { from, to } = items[at] ?? {};
  const isFilm =
    tokens.slice(from, to).some(({ text }) => text === 'fps') && !items.some(({ text }) => WORDS.films.has(text));
  if (isFilm) understand();
  return isFilm;
}

/** "310 inverters, each calls it 4 times an hour" */
export function readSenders(scene: RateScene): boolean {
  const { reading, at, value, isPerSecond, addWith } = scene;
  const senders = reading.dataset || value > 100 ? undefined : sendersOf(reading, at);
  if (senders === undefined) return false;
  if (isPerSecond) addWith(senders.at, 'peakRequestsPerSecond', clean(senders.count * value), 1.2);
  else addAll(scene, senders.count, senders.at);
  return true;
}

/** What all the senders ask together in this rhythm. */
function addAll({ reading, value, perMonth, at, near }: RateScene, senders: number, of: number): void {
  const { from, to } = spanOf(at, of);
  const all = claimsOfAll(senders * value * perMonth, perMonth, from, to);
  // "4 a minute when busy" are no month of it.
  const isBusy = near.close.some((word) => ['busy', 'busiest', 'peak', 'worst', 'max'].includes(word));
  reading.claims.push(...all.filter(({ field }) => !isBusy || all.length === 1 || field !== 'monthlyRequests'));
}

/** "1,000 at the same time once a day": a burst for each of them. */
export function readBursts({ reading: { claims, dataset }, noun, perMonth, value, add }: RateScene): boolean {
  const { value: burst } =
    claims.find(({ field }) => field === 'burstRequests' || field === 'concurrentRequests') ?? {};
  if (typeof burst !== 'number' || dataset || noun.length > 0 || perMonth > 730 || value >= burst) return false;
  add('monthlyRequests', clean(burst * value * perMonth), 1.2);
  return true;
}

/** "1,900 claims a day, 3 photos each", "5 calls per user a day" with the users counted elsewhere */
export function readParts(scene: RateScene): boolean {
  const { reading, at, all, index, noun, value, perMonth, addMonthly } = scene;
  const parts = partsEach(reading, all, index);
  if (parts !== undefined) {
    addMonthly(clean(value * parts.count * perMonth), parts.to - 1);
    reading.understood.push({ from: at, to: parts.to });
    return true;
  }
  const inEach = partsOfWhole(reading, all, index);
  if (inEach !== undefined) {
    const requests = clean(value * inEach.count * perMonth);
    // A page of a letter may be a request, and so may be the letter.
    if (inEach.isSure) addMonthly(requests, inEach.at);
    else doubt(reading, 'monthlyRequests', spanOf(at, inEach.at), requests, clean(value * perMonth));
    return true;
  }
  if (reading.dataset || !noun.includes('per')) return false;
  const each = noun[noun.indexOf('per') + 1];
  const counted = all.find((one) => isCountOf(reading, one, each));
  if (counted === undefined) return false;
  addMonthly(clean(counted.quantity.value * value * perMonth), counted.at);
  return true;
}

/** "20 per minute per robot, 8 robots"; without their number it is asked. */
export function readPerSender(scene: RateScene): boolean {
  const { reading, at, all, value, perMonth } = scene;
  const { items, doubts } = reading;
  const each = items[at + 2];
  if (reading.dataset || !['per', '/', 'each'].includes(items[at + 1]?.text ?? '') || each?.kind !== 'word')
    return false;
  const counted = all.find((one) => isCountOf(reading, one, each.text));
  if (counted === undefined) doubts.push({ field: 'monthlyRequests', from: at, to: at + 3 });
  else if (perMonth > 730)
    scene.addWith(
      counted.at,
      'peakRequestsPerSecond',
      clean((counted.quantity.value * value * perMonth) / PER_SECOND),
      1.2,
    );
  else scene.addMonthly(clean(counted.quantity.value * value * perMonth), counted.at);
  return true;
}

const isAboutModels = ({ claims }: RateScene['reading']): boolean => claims.some(({ field }) => field === 'modelCount');

/** "Each is called once a week" is about one of many models, and "each makes 3 a day" about one of many users. */
export function readOneOfMany(scene: RateScene): boolean {
  const { reading, at, all, index, near, value, perMonth } = scene;
  if (scene.isPerSecond || !near.before.some((word) => ONE_OF_MANY.has(word))) return false;
  const models = modelsBefore(reading, all, index);
  const isEach = near.before.includes('each');
  const isEvery = near.before.includes('every');
  if (value * perMonth >= 40 && !isEach && !(isEvery && models !== undefined)) return false;
  const isRare = value * perMonth <= 100;
  if (models !== undefined && isEach)
    scene.addWith(models.at, 'monthlyRequests', clean(models.count * value * perMonth), 1);
  else if (isAboutModels(reading)) scene.add('modelInvocationFrequency', isRare ? 'rare' : 'frequent', 0.9);
  else reading.doubts.push({ field: 'monthlyRequests', from: at, to: at + 1, reading: clean(value * perMonth) });
  return true;
}
