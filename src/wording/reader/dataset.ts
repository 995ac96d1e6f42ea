import type { Workload } from '../../recommender/index.ts';
import { isBeside } from './asides.ts';
import { nounsAfter } from './items.ts';
import { JOBS, SCORES } from './job-times.ts';
import { TRAINING } from './moods.ts';
import type { Item, Reading } from './types.ts';
import { DATASET_WORDS as WORDS } from './words/sets.ts';

/** What there is in a text, as far as it tells a job from requests. */
interface Scene extends Reading {
  /** Of a rhythm or a rate, the word that names its period. */
  periodOf: (at: number) => string;
}

/** What speaks for a job over a dataset, and against it: the first item of which it is true says so. */
const EVIDENCE: readonly (readonly [points: number, test: (item: Item, at: number, scene: Scene) => boolean])[] = [
  [0.5, ({ text }) => JOBS.has(text)],
  [0.35, ({ text }) => WORDS.stored.has(text)],
  [0.3, ({ text, kind }) => kind === 'word' && SCORES.test(text)],
  // Nightly, every Sunday, month end, Tuesdays and Fridays
  [
    0.5,
    ({ kind, perMonth = 0 }, at, { periodOf }) =>
      (kind === 'rhythm' && perMonth < 30) || WORDS.runTimes.has(periodOf(at)),
  ],
  [
    0.35,
    (item, _, { tokens }) => {
      const isEvery = rateOf(item) > 0 && [2, 3].some((back) => tokens[item.to - back]?.text === 'every');
      const often = isEvery ? rateOf(item) : item.kind === 'rhythm' ? (item.perMonth ?? 0) : 0;
      return (isEvery || often >= 30) && often <= 730;
    },
  ],
  // Thousands of anything
  [0.4, (item, at, { items }) => countOf(item) >= 300 && !isAboutOthers(items, at)],
  [0.3, (item, at, { items }) => countOf(item) >= 20_000 && !isAboutOthers(items, at)],
  [0.35, (item, at, { items }) => sizeOf(item) >= 1024 && !isAboutModels(items, at)],
  [0.4, (item, at, { items }) => sizeOf(item) >= 20 * 1024 && !isAboutModels(items, at)],
  // Done within hours, but not "within the hour"
  [
    0.35,
    (item, at, { items, tokens }) =>
      timeOf(item) >= 3600 &&
      tokens[item.from]?.text !== 'the' &&
      items.slice(Math.max(0, at - 5), at).some(({ text }) => WORDS.due.has(text)),
  ],
  [-0.8, ({ text }, at, { items }) => WORDS.asked.has(text) && !isNone(items, at)],
  [-0.8, ({ text }) => ['wait', 'waiting', 'live', 'stream', 'steady'].includes(text)],
  [-0.8, (item) => rateOf(item) > 730],
  [
    -0.6,
    (item, at, { periodOf }) =>
      rateOf(item) > 0 && WORDS.days.has(periodOf(at)) && !['run', 'job'].includes(item.quantity?.noun?.[0] ?? ''),
  ],
  [-0.5, (item) => timeOf(item) > 0 && timeOf(item) <= 10],
  // "25 min each"
  [-0.4, (item, at, { items }) => timeOf(item) > 0 && ['each', 'apiece', 'per'].includes(items[at + 1]?.text ?? '')],
  [-0.6, (_, __, { claims }) => claims.some(({ field }) => TRAFFIC.includes(field))],
];

const TRAFFIC: readonly string[] = ['responseTimeSeconds', 'coldStarts', 'requiresStreaming', 'burstRequests'];

/** "No other calls" */
const isNone = (items: readonly Item[], at: number): boolean =>
  [at - 1, at - 2].some((near) => ['no', 'without', 'not'].includes(items[near]?.text ?? ''));

const timeOf = ({ quantity }: Item): number => (quantity?.dimension === 'time' ? quantity.value : 0);

const rateOf = ({ quantity }: Item): number => (quantity?.dimension === 'rate' ? (quantity.perMonth ?? 0) : 0);

const sizeOf = ({ quantity }: Item): number => (quantity?.dimension === 'size' ? quantity.value : 0);

const countOf = ({ quantity }: Item): number =>
  quantity?.dimension === 'count' || (quantity?.dimension === 'rate' && (quantity.perMonth ?? 0) <= 130)
    ? quantity.value
    : 0;

/** So much evidence makes a job. */
const ENOUGH = 0.9;

/** Whether the words are about a job over a dataset rather than about requests. */
export function isDataset(reading: Reading, current: Partial<Workload>): boolean {
  const { items, tokens, claims, doubts } = reading;
  const claimed = claims.findIndex(({ field, value }) => field === 'trafficPattern' && value === 'dataset');
  if (claimed >= 0) {
    const waits = items.findIndex(
      ({ text }, at) =>
        ['caller', 'user', 'client', 'customer'].includes(text) &&
        ['wait', 'waits', 'waiting'].includes(items[at + 1]?.text ?? ''),
    );
    const often = items.findIndex(({ quantity }) => quantity?.dimension === 'rate' && (quantity.perMonth ?? 0) > 730);
    const against = waits >= 0 ? waits : often;
    if (against < 0) return true;
    // Somebody waits for a job's answer, or it is called each second: one of the two is not meant.
    for (let at = claims.length - 1; at >= 0; at -= 1) {
      const { field, value, from = 0, to = 0 } = claims[at] ?? {};
      if (field !== 'trafficPattern' || value !== 'dataset') continue;
      claims.splice(at, 1);
      doubts.push({ field, from, to, reading: value });
    }
    doubts.push({ field: 'trafficPattern', from: against, to: Math.min(items.length, against + 2) });
    return false;
  }
  const periodOf = (at: number) => {
    const item = items[at];
    const isPeriod = item?.kind === 'rhythm' || item?.quantity?.dimension === 'rate';
    return isPeriod ? (tokens[item.to - 1]?.text ?? '') : '';
  };
  // "Batch? Each customer uploads a file"
  let points = doubts.some(({ field, reading: said }) => field === 'trafficPattern' && said === 'dataset') ? -0.6 : 0;
  let best = { at: -1, points: 0 };
  const scene: Scene = { ...reading, items: withoutOthers(reading), periodOf };
  for (const [worth, test] of EVIDENCE) {
    const at = scene.items.findIndex((item, place) => test(item, place, scene));
    if (at < 0) continue;
    points += worth;
    if (worth > best.points) best = { at, points: worth };
  }
  if (points >= ENOUGH) {
    const place = { from: best.at, to: best.at + 1 };
    claims.push({ field: 'trafficPattern', value: 'dataset', ...place, weight: Math.min(1, points) });
    return true;
  }
  return current.trafficPattern === 'dataset' && points > -0.5;
}

/** The items without the sentences of what a model learns from, and without what lies in a lake or a backup. */
function withoutOthers(reading: Reading): Item[] {
  const { items, clauses } = reading;
  const isServed = (of: number | undefined) =>
    items.some(({ text }, at) => clauses.sentenceOf[at] === of && (SCORES.test(text) || JOBS.has(text)));
  const learnt = new Set(clauses.sentenceOf.filter((of, at) => TRAINING.test(items[at]?.text ?? '') && !isServed(of)));
  const isOther = (at: number) =>
    learnt.has(clauses.sentenceOf[at] ?? -1) || (items[at]?.quantity !== undefined && isBeside(reading, at));
  return items.map((item, at) => (isOther(at) ? { kind: 'word', text: '', from: item.from, to: item.to } : item));
}

const isAboutModels = (items: readonly Item[], at: number): boolean => {
  const near = [at - 3, at - 2, at - 1, at + 1, at + 2, at + 3].map((place) => items[place]?.text ?? '');
  return near.some((text) => WORDS.loaded.has(text));
};

/** Models, people and tokens are no records; requests are no rows. */
const isAboutOthers = (items: readonly Item[], at: number): boolean =>
  nounsAfter(items, at).some((word) => WORDS.others.has(word)) ||
  (items[at]?.quantity?.noun ?? []).some((word) => WORDS.others.has(word)) ||
  (items[at + 1]?.kind === 'mark' && (items[at]?.quantity?.noun ?? []).length === 0);
