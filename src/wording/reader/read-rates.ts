import { wordSet } from '../text.ts';
import type { Assigned } from './assign-roles.ts';
import { ONE_OF_MANY } from './dataset.ts';
import { moodOf } from './moods.ts';
import {
  countedNoun,
  eachBefore,
  isRush,
  isSending,
  manyBefore,
  modelsBefore,
  partsEach,
  readHoursADay,
  sendersOf,
} from './multiplied.ts';
import { clean } from './numbers.ts';
import { WORKDAYS } from './rates.ts';
import type { Claim, Reading } from './types.ts';

const PER_SECOND = 730 * 3600;

const PEAK = wordSet(`
  peak spike burst max maximum busiest sometimes worst top high up surge saw friday launch sale
`);

const AVERAGE = wordSet('avg average mean normally usually typically typical normal baseline base overall');

/** A limit of somebody's, or what others do, is no traffic of ours. */
const FOREIGN_RATES = wordSet('limit quota throttled fps price');

const OTHERS = wordSet('competitor vendor benchmark quota record');

const TOKENS = wordSet('token tok');

const TESTS = wordSet(
  'tested simulated synthetic poc k6 locust jmeter gatling hammered test benchmark loadtest benchmarked stress',
);

/** How often something comes: requests in a month or in the busiest second, runs of a job, hours of a day. */
export function readRate(reading: Reading, { at, quantity }: Assigned, all: readonly Assigned[], index: number): void {
  const { items, clauses, claims, doubts, understood, dataset } = reading;
  const place = { from: at, to: at + 1 };
  const { value, perMonth = 1, noun = [], dimension } = quantity;
  const add = (field: string, amount: unknown, weight = 1.1, hint = false, from = at) =>
    claims.push({ field, value: amount, from, to: at + 1, weight, ...(hint && { hint }) } as Claim);
  if (value === 0) {
    understood.push(place);
    return;
  }
  if (dimension === 'time') {
    readHoursADay(reading, at, value, perMonth);
    return;
  }
  const mood = moodOf(items, place, clauses);
  if (
    mood === 'dropped' &&
    !items
      .slice(Math.max(0, at - 4), at)
      .some(({ text }) => ['maybe', 'perhaps', 'might', 'could', 'possibly'].includes(text))
  ) {
    understood.push(place);
    return;
  }
  const near = wordsNear(reading, at);
  // "350 of them touched per hour" are models, not requests.
  if (
    perMonth === 730 &&
    noun.some((word) =>
      ['touched', 'active', 'hot', 'used', 'alive', 'live', 'busy', 'hit', 'queried', 'invoked'].includes(word),
    ) &&
    items.some(({ text }) => text === 'model' || text === 'adapter')
  ) {
    add('activeModelCount', Math.max(1, Math.round(value)));
    return;
  }
  if (noun.some((word) => ['peak', 'spike', 'rush', 'surge'].includes(word)) && perMonth <= 730) {
    add('trafficPattern', 'variable', 1, true);
    return;
  }
  if (noun[0]?.length === 1) {
    understood.push(place);
    return;
  }
  const limit = near.before.slice(0, 5).concat(near.after.slice(0, 1));
  if (
    perMonth >= 730 &&
    (limit.some((word) => FOREIGN_RATES.has(word)) || near.clause.some((word) => OTHERS.has(word)))
  ) {
    understood.push(place);
    return;
  }
  // "We bill per 1M tokens, about 40M a week"
  const previous = all[index - 1];
  if (
    noun.length === 0 &&
    previous !== undefined &&
    clauses.sentenceOf[previous.at] === clauses.sentenceOf[at] &&
    TOKENS.has(items[previous.at + 1]?.text ?? '') &&
    value >= 1e5
  ) {
    understood.push(place);
    return;
  }
  if (isSending(noun) && !dataset && perMonth < PER_SECOND / 10) {
    add('monthlyRequests', clean(value * perMonth), 1.2);
    return;
  }
  const senders = value <= 100 && !dataset ? sendersOf(reading, at) : undefined;
  if (senders !== undefined && perMonth >= PER_SECOND * 0.99) {
    add('peakRequestsPerSecond', clean(senders * value), 1.2);
    return;
  }
  const multiple = eachBefore(reading, all, index) ?? senders;
  if (multiple !== undefined && !dataset) {
    claims.push({
      field: 'monthlyRequests',
      value: clean(multiple * value * perMonth),
      ...place,
      weight: 1.2,
      rate: perMonth,
    });
    return;
  }
  // "1,000 at the same time once a day": the burst, once per period.
  const burst = claims.find(({ field }) => field === 'burstRequests' || field === 'concurrentRequests')?.value as
    | number
    | undefined;
  if (
    burst !== undefined &&
    perMonth <= 730 &&
    !dataset &&
    (noun.length === 0 ? value < burst : value < burst && isOccasion(noun))
  ) {
    add('monthlyRequests', clean(burst * value * perMonth), 1.2);
    return;
  }
  const parts = partsEach(reading, all, index);
  if (parts !== undefined) {
    claims.push({
      field: 'monthlyRequests',
      value: clean(value * parts.count * perMonth),
      from: at,
      to: parts.to,
      weight: 1.2,
      rate: perMonth,
    });
    understood.push({ from: at, to: parts.to });
    return;
  }
  const perNoun = noun[noun.indexOf('per') + 1];
  const counted = noun.includes('per')
    ? all.find(
        ({ at: place, quantity: other }) =>
          other.dimension === 'count' && [1, 2].some((next) => items[place + next]?.text === perNoun),
      )
    : undefined;
  if (counted && !dataset) {
    claims.push({
      field: 'monthlyRequests',
      value: clean(counted.quantity.value * value * perMonth),
      from: at,
      to: at + 1,
      weight: 1.2,
      rate: perMonth,
    });
    return;
  }
  if (
    ['evening', 'day', 'night', 'week', 'morning', 'weekend', 'month', 'hour'].includes(noun[0] ?? '') &&
    !dataset &&
    perMonth < 30
  ) {
    understood.push(place);
    return;
  }
  // "The old one costs us 4000 a month"
  if (
    noun.length === 0 &&
    perMonth <= 30 &&
    near.before.slice(0, 3).some((word) => ['cost', 'pay', 'paid', 'bill', 'charge'].includes(word))
  ) {
    understood.push(place);
    return;
  }
  if (near.before.some((word) => ['budget', 'spend', 'afford'].includes(word)) && noun.length === 0 && perMonth <= 30) {
    add('monthlyBudgetUsd', clean(value * perMonth));
    return;
  }
  if (noun.some((word) => TOKENS.has(word)) || near.after.some((word) => TOKENS.has(word))) {
    understood.push(place);
    return;
  }
  if (near.clause.some((word) => TESTS.has(word))) {
    doubts.push({ field: 'peakRequestsPerSecond', ...place });
    return;
  }
  const seconds = perMonth >= PER_SECOND * 0.99;
  // "Each is called once a week" is about one of many models, and "each makes 3 a day" about one of many users.
  const many = manyBefore(reading, all, index) ?? countedNoun(reading, all, at);
  if (
    !seconds &&
    ONE_OF_MANY.has(near.before.find((word) => ONE_OF_MANY.has(word)) ?? '') &&
    (value * perMonth < 40 ||
      many !== undefined ||
      near.before.includes('each') ||
      (near.before.includes('every') && modelsBefore(reading, all, index) !== undefined))
  ) {
    const models = modelsBefore(reading, all, index);
    if (many === undefined && models !== undefined && near.before.some((word) => word === 'each' || word === 'every')) {
      add('monthlyRequests', clean(models * value * perMonth), 1);
      if (value * perMonth <= 100) add('modelInvocationFrequency', 'rare', 0.9);
      return;
    }
    if (many === undefined) {
      add('modelInvocationFrequency', value * perMonth <= 100 ? 'rare' : 'frequent', 0.9);
      return;
    }
    claims.push({
      field: 'monthlyRequests',
      value: clean(many * value * perMonth),
      from: at,
      to: at + 1,
      weight: 1.2,
      rate: perMonth,
    });
    return;
  }
  if (dataset) {
    const record = /^(?:day|run|night|week|month|hour|time|job|batch|pass|drop|dump|delivery|file|x|export)$/.test(
      noun[0] ?? '',
    )
      ? false
      : noun.length > 0 || value > 10;
    if (record && value >= 2 && !seconds) {
      add('datasetRecordsPerRun', value, 1);
      add('datasetRunsPerMonth', clean(perMonth), 1);
    } else add('datasetRunsPerMonth', clean(value * perMonth), 1);
    return;
  }
  if (noun.some((word) => ['together', 'once', 'burst', 'moment', 'instant'].includes(word))) {
    // "45 pictures together every 30 minutes"
    add('burstRequests', value);
    if (perMonth <= 3000) {
      add('monthlyRequests', clean(value * perMonth));
      return;
    }
  }
  if (isRush(reading, at, all)) return;
  const others = all.filter(
    ({ quantity: other, at: place }) =>
      other !== quantity &&
      other.perMonth !== undefined &&
      other.dimension === 'rate' &&
      !understood.some(({ from, to }) => from <= place && place < to),
  );
  const isPeak =
    near.before.concat(near.after).some((word) => PEAK.has(word)) && !near.close.some((word) => AVERAGE.has(word));
  const isAverage = near.close.some((word) => AVERAGE.has(word)) && !near.close.some((word) => PEAK.has(word));
  if (seconds) {
    const largest = Math.max(
      value,
      ...others
        .filter(({ quantity: other }) => (other.perMonth ?? 0) >= PER_SECOND * 0.99)
        .map(({ quantity: other }) => other.value),
    );
    if (value < largest) {
      if (isAverage) add('monthlyRequests', clean(value * perMonth));
      else understood.push(place);
      add('trafficPattern', 'variable', 0.9, true);
    } else if (isAverage) add('monthlyRequests', clean(value * perMonth));
    else add('peakRequestsPerSecond', value);
    if (quantity.low !== undefined && quantity.low < value / 3) add('trafficPattern', 'variable', 0.7, true);
    if (near.sentence.join(' ').includes('same second')) add('burstRequests', value);
    return;
  }
  if (
    isPeak &&
    perMonth >= 730 &&
    (others.length > 0 || near.close.concat(near.clause).some((word) => word === 'peak' || word === 'max'))
  ) {
    add('peakRequestsPerSecond', clean((value * perMonth) / PER_SECOND));
    return;
  }
  if (perMonth === WORKDAYS) add('busyDaysPerWeek', 5, 0.8, true);
  if (value <= 3 && value * perMonth <= 300 && perMonth > 30 && perMonth < 730)
    add('trafficPattern', 'intermittent', 0.5, true);
  if (value * perMonth <= 45 && perMonth < 30) add('trafficPattern', 'intermittent', 0.5, true);
  if (perMonth > 730 && perMonth < PER_SECOND / 300 && value <= 3) add('trafficPattern', 'intermittent', 0.5, true);
  // A rate per minute is a peak to plan for, unless it is limited to known hours.
  if (
    perMonth > 730 &&
    value > 3 &&
    !isAverage &&
    !items.some(({ clock }) => clock !== undefined) &&
    !claims.some(({ field }) => field === 'busyHoursPerDay')
  ) {
    add('peakRequestsPerSecond', clean((value * perMonth) / PER_SECOND));
    return;
  }
  claims.push({
    field: 'monthlyRequests',
    value: value * perMonth,
    from: at,
    to: at + 1,
    weight: 1.1,
    ...(perMonth >= 30 && { rate: perMonth }),
  } as Claim);
}

function wordsNear({ items, clauses: { clauseOf, sentenceOf } }: Reading, at: number) {
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

const OCCASIONS = wordSet(`
  flight trip delivery drop wave visit event session launch time run round game match tour shift arrival landing
  departure drive truck ship train bus plane convoy batch burst upload lecture lesson class exam auction draw race ride
`);

/** "60 photos at once, four flights a day": a burst for each of them. */
const isOccasion = (noun: readonly string[]): boolean => noun.some((word) => OCCASIONS.has(word));
