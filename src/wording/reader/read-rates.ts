import { wordSet } from '../text.ts';
import { doubt } from './claim-role.ts';
import { timeAt, timeOfDay } from './clock.ts';
import { sendersBeside } from './multiplied.ts';
import { clean } from './numbers.ts';
import {
  type RateScene,
  readBursts,
  readDropped,
  readForeign,
  readFrameRate,
  readMoneyRate,
  readOneOfMany,
  readParts,
  readPerSender,
  readSenders,
  sceneOf,
} from './rate-scene.ts';
import { WORKDAYS } from './rates.ts';
import { isBusyWeekend } from './read-times.ts';
import { isCorrected } from './resolve.ts';
import { PER_SENDER_MAX, PLAIN_RATE } from './second-look.ts';
import { isCountingTokens, readSlowest, readTokenRate } from './token-rates.ts';
import type { Assigned, Claim, Reading } from './types.ts';
import { PER_SECOND } from './units.ts';
import { NOUNS } from './words/nouns.ts';
import { MULTIPLIED_WORDS } from './words/sets.ts';

/** What a rate may be, the surest first; the last reads any. */
const READERS: readonly ((scene: RateScene) => boolean)[] = [
  readSlowest,
  readDropped,
  readEither,
  readForeign,
  readTokenRate,
  readFrameRate,
  readSenders,
  readBursts,
  readParts,
  readTimesOnly,
  readMoneyRate,
  readTestRate,
  readPerSender,
  readOneOfMany,
  readRuns,
  readTogether,
  readSeconds,
  readPeak,
  readUncertain,
  readMonth,
];

/** How often something comes: requests in a month or in the busiest second, runs of a job, hours of a day. */
export function readRate(reading: Reading, one: Assigned, all: readonly Assigned[], index: number): void {
  const { value, perMonth = 1, dimension } = one.quantity;
  if (dimension === 'time' && value > 0) readHoursADay(reading, one.at, value, perMonth);
  else {
    const scene = sceneOf(reading, one, all, index);
    READERS.some((read) => read(scene));
  }
}

/** "10 or 20 rps", "300 + 200 rps" */
function readEither({ reading, at, all, index, perMonth, isPerSecond }: RateScene): boolean {
  const { ambiguous, value = 0, low = value } = all[index]?.quantity ?? {};
  if (ambiguous !== true || reading.dataset) return false;
  const amounts = [value, low].map((amount) => (isPerSecond ? amount : clean(amount * perMonth)));
  doubt(reading, isPerSecond ? 'peakRequestsPerSecond' : 'monthlyRequests', { from: at, to: at + 1 }, ...amounts);
  return true;
}

const PERIOD_NAMES = wordSet('evening day night week morning weekend month hour');

/** "Three evenings a week" says on how many, and not how often it is called. */
function readTimesOnly(scene: RateScene): boolean {
  const { noun, perMonth, reading } = scene;
  if (reading.dataset || perMonth >= 30 || !PERIOD_NAMES.has(noun[0] ?? '')) return false;
  // "Six nights a week" are as many days on which it is busy.
  const isDays = perMonth === 4.33 && noun.length === 1 && scene.value >= 4 && scene.value <= 7 && noun[0] !== 'hour';
  if (isDays) scene.add('busyDaysPerWeek', scene.value, 0.9);
  else scene.understand();
  return true;
}

const TESTS = wordSet(
  'tested simulated synthetic poc k6 locust jmeter gatling hammered test benchmark loadtest benchmarked stress',
);

/** What a test sent may be what is to come. */
function readTestRate({ reading, at, value, perMonth, near }: RateScene): boolean {
  if (!near.clause.some((word) => TESTS.has(word))) return false;
  const perSecond = clean((value * perMonth) / PER_SECOND);
  reading.doubts.push({ field: 'peakRequestsPerSecond', from: at, to: at + 1, reading: perSecond });
  return true;
}

const NO_RECORD =
  /^(?:day|run|night|week|month|hour|time|job|batch|pass|drop|dump|delivery|file|x|export|flight|trip|voyage|shift)$/;

/** Of a job: its runs, with the records of each where they are named. */
function readRuns({ reading: { dataset }, noun, value, perMonth, isPerSecond, add }: RateScene): boolean {
  if (!dataset) return false;
  const isRecords = !NO_RECORD.test(noun[0] ?? '') && (noun.length > 0 || value > 10);
  if (isRecords && value >= 2 && !isPerSecond) {
    add('datasetRecordsPerRun', value, 1);
    add('datasetRunsPerMonth', clean(perMonth), 1);
  } else add('datasetRunsPerMonth', clean(value * perMonth), 1);
  return true;
}

/** "45 pictures together every 30 minutes" */
function readTogether({ noun, value, perMonth, add }: RateScene): boolean {
  if (!noun.some((word) => ['together', 'once', 'burst', 'moment', 'instant'].includes(word))) return false;
  add('burstRequests', value);
  if (perMonth > 3000) return false;
  add('monthlyRequests', clean(value * perMonth));
  return true;
}

const PEAK = wordSet(`
  peak spike burst max maximum busiest sometimes worst top high up surge saw friday launch sale
`);

const AVERAGE = wordSet('avg average mean normally usually typically typical normal baseline base overall');

/** What the rate of a month is called, where another one is the busiest: "on a normal evening" says only when. */
const MEAN = wordSet('avg average mean overall');

const isPeak = ({ near }: RateScene): boolean =>
  near.before.concat(near.after).some((word) => PEAK.has(word)) &&
  !near.after.includes('off') &&
  !near.close.some((word) => AVERAGE.has(word));

const isAverage = ({ near }: RateScene): boolean =>
  near.close.some((word) => AVERAGE.has(word)) && !near.close.some((word) => PEAK.has(word));

/** The other rates of the text that were not understood as something else. */
function othersOf({ reading, all, at }: RateScene): Assigned[] {
  const rates = all.filter(
    (other) =>
      other.at !== at &&
      other.quantity.dimension === 'rate' &&
      other.quantity.perMonth !== undefined &&
      !isCountingTokens(other.quantity),
  );
  if (rates.length === 0) return rates;
  const read = new Set<number>();
  for (const { from, to } of reading.understood) for (let place = from; place < to; place += 1) read.add(place);
  return rates.filter(
    (other) => !read.has(other.at) && !isCorrected(reading, Math.min(at, other.at), Math.max(at, other.at)),
  );
}

/** "On a normal evening": when, and no mean. */
const isOfDay = ({ near: { before } }: RateScene): boolean =>
  before.some((word, at) => DAY_TIMES.has(word) && AVERAGE.has(before[at + 1] ?? ''));

const DAY_TIMES = wordSet('evening morning afternoon day night lunch');

/** "40 per second, and in January double that": by how much it is more at times. */
function factorBehind({ reading: { items, clauses }, at }: RateScene): number | undefined {
  const place = items.findIndex(
    ({ text, quantity }, near) =>
      near > at &&
      clauses.sentenceOf[near] === clauses.sentenceOf[at] &&
      (['double', 'twice', 'triple'].includes(text) || quantity?.dimension === 'factor') &&
      ['that', 'as', 'this', 'it', 'more', 'normal', 'usual'].includes(items[near + 1]?.text ?? ''),
  );
  return place < 0 ? undefined : (items[place]?.quantity?.value ?? (items[place]?.text === 'triple' ? 3 : 2));
}

/** Of several rates a second the largest is the peak. */
function readSeconds(scene: RateScene): boolean {
  const { value, perMonth, low, isPerSecond, add } = scene;
  if (!isPerSecond) return false;
  const { reading, at } = scene;
  // "3 lines, one picture every 0.8 s"
  const isEvery = (reading.items[at]?.quantity?.perMonth ?? 0) > PER_SECOND * 1.01;
  const senders = isEvery ? sendersBeside(reading, at, value) : -1;
  if (senders >= 0) {
    const all = clean((reading.items[senders]?.quantity?.value ?? 1) * value);
    doubt(reading, 'peakRequestsPerSecond', { from: Math.min(senders, at), to: Math.max(senders, at) + 1 }, all, value);
    return true;
  }
  const seconds = othersOf(scene).filter(({ quantity }) => (quantity.perMonth ?? 0) >= PER_SECOND * 0.99);
  const largest = Math.max(value, ...seconds.map(({ quantity }) => quantity.value));
  const isMean =
    isAverage(scene) && !isOfDay(scene) && (value === largest || scene.near.close.some((word) => MEAN.has(word)));
  const factor = factorBehind(scene);
  if (factor !== undefined && value === largest)
    doubt(reading, 'peakRequestsPerSecond', { from: at, to: at + 1 }, clean(factor * value), value);
  else if (isMean) add('monthlyRequests', clean(value * perMonth));
  else if (value < largest) scene.understand();
  else add('peakRequestsPerSecond', value);
  if (value < largest) add('trafficPattern', 'variable', 0.9, true);
  if (low !== undefined && low < value / 3) add('trafficPattern', 'variable', 0.7, true);
  return true;
}

/** "Peak 600 an hour" */
function readPeak(scene: RateScene): boolean {
  const { near, perMonth, value, add } = scene;
  if (!isPeak(scene) || perMonth < 730) return false;
  const isNamed = near.close.concat(near.clause).some((word) => word === 'peak' || word === 'max');
  if (!isNamed && othersOf(scene).length === 0) return false;
  add('peakRequestsPerSecond', clean((value * perMonth) / PER_SECOND));
  return true;
}

const REQUESTS = new Set(`${NOUNS.WORK}|${NOUNS.SENT}|hit|lookup|question|time|x`.split('|'));

/** "Three shift changes a day", "900 pools, one reading each 15 min": what may be no requests, or those of one sender. */
function readUncertain({ reading, at, value, perMonth, noun, near }: RateScene): boolean {
  const { items } = reading;
  const requests = clean(value * perMonth);
  const senders = value > PER_SENDER_MAX ? -1 : sendersBeside(reading, at, value);
  if (senders >= 0) {
    const place = { from: Math.min(senders, at), to: Math.max(senders, at) + 1 };
    doubt(reading, 'monthlyRequests', place, clean((items[senders]?.quantity?.value ?? 1) * requests), requests);
    return true;
  }
  const one = senderOf(reading, at);
  if (one !== undefined && value <= PER_SENDER_MAX) {
    const many = items.findIndex(
      ({ quantity }, near) =>
        quantity?.dimension === 'count' &&
        quantity.value > 1 &&
        [1, 2].some((next) => items[near + next]?.text === one),
    );
    const all = many < 0 ? [] : [clean((items[many]?.quantity?.value ?? 1) * requests)];
    doubt(reading, 'monthlyRequests', { from: at, to: at + 1 }, ...all, requests);
    return true;
  }
  const share = shareOf(reading, at);
  if (share > 0) {
    doubt(reading, 'monthlyRequests', { from: at, to: at + 1 }, clean(requests * share), requests);
    return true;
  }
  const isUnknown = noun.length > 0 && !noun.some((word) => REQUESTS.has(word));
  const isVague = items[at]?.quantity?.guess === true;
  if (
    !isVague &&
    !(value <= 5 && perMonth <= 730 && isUnknown) &&
    !near.before.includes('then') &&
    !isBusyWeekend(items)
  )
    return false;
  doubt(reading, 'monthlyRequests', { from: at, to: at + 1 }, requests);
  return true;
}

/** "A manager opens it five times a day": of whom the sentence tells how often one calls. */
function senderOf({ items, clauses: { sentenceOf } }: Reading, at: number): string | undefined {
  const start = sentenceOf.indexOf(sentenceOf[at] ?? -1);
  if (!['a', 'an', 'each', 'every'].includes(items[start]?.text ?? '')) return undefined;
  return items.slice(start + 1, Math.min(start + 4, at)).find(({ text }) => MULTIPLIED_WORDS.who.has(text))?.text;
}

/** "180k listings a day, 15 % of the sellers will use it": the part that comes to us, as it seems; 0 where none is named. */
function shareOf({ items, clauses: { sentenceOf } }: Reading, at: number): number {
  const isHere = (near: number) => sentenceOf[near] === sentenceOf[at];
  const place = items.findIndex(
    ({ quantity }, near) =>
      near > at && quantity?.dimension === 'percent' && items[near + 1]?.text === 'of' && isHere(near),
  );
  const isUsed = items.slice(place, place + 9).some(({ text }, near) => USES.has(text) && isHere(place + near));
  return place >= 0 && isUsed ? (items[place]?.quantity?.value ?? 0) / 100 : 0;
}

const USES = wordSet('use click need open take choose pick press trigger reach go want tap ask');

/** Any other rate is what comes in a month. */
function readMonth(scene: RateScene): boolean {
  const { reading, at, value, perMonth, add } = scene;
  const { items, claims } = reading;
  if (perMonth === WORKDAYS) add('busyDaysPerWeek', 5, 0.8, true);
  // A rate per minute is a peak to plan for, unless it is limited to known hours.
  const isHoursKnown =
    items.some(({ clock }) => clock !== undefined) || claims.some(({ field }) => field === 'busyHoursPerDay');
  if (perMonth > 730 && value > 3 && !isAverage(scene) && !isHoursKnown) {
    // "600 per minute at peak, 100 off-peak"
    if (othersOf(scene).some(({ quantity: other }) => other.perMonth === perMonth && other.value > value)) {
      add('trafficPattern', 'variable', 0.9, true);
      scene.understand();
      return true;
    }
    add('peakRequestsPerSecond', clean((value * perMonth) / PER_SECOND));
    return true;
  }
  claims.push({
    field: 'monthlyRequests',
    value: clean(value * perMonth),
    from: at,
    to: at + 1,
    weight: PLAIN_RATE,
    ...(perMonth >= 30 && { rate: perMonth }),
  } as Claim);
  return true;
}

/** Fewer than one a minute leave an endpoint idle most of the time, whatever is said of their peaks. */
const FEW = 43_800;

/** What a few requests per day do over the day is no pattern of traffic: what follows from so few is left to be inferred. */
export function dropPatternOfFew({ claims }: Reading): void {
  const volume = claims.find(({ field }) => field === 'monthlyRequests')?.value as number | undefined;
  if (volume === undefined || volume >= FEW || claims.some(({ field }) => field === 'peakRequestsPerSecond')) return;
  for (let at = claims.length - 1; at >= 0; at -= 1) {
    const { field, value, hint } = claims[at] ?? {};
    if (field === 'trafficPattern' && value === 'variable' && hint) claims.splice(at, 1);
  }
}

const OPENS = wordSet('from at starting open beginning');
const UNUSED = wordSet('idle quiet dead unused off sleep asleep silent nothing');

const WORKS = wordSet('take took eat need spend chew crunch burn last');

const isIdle = (items: Reading['items'], clauseOf: readonly number[], at: number): boolean =>
  items.some(
    ({ text }, near) => near >= at - 3 && near < at + 3 && clauseOf[near] === clauseOf[at] && UNUSED.has(text),
  ) && !items.slice(Math.max(0, at - 2), at).some(({ text }) => ['busy', 'used', 'only', 'active'].includes(text));

/** "From 8 in the morning, 14 hours a day"; hours by themselves leave the rest of the day idle. */
function startOrPattern({ items, tokens }: Reading, at: number, hours: number, idle: boolean): Claim[] {
  const start = items.flatMap(({ text, from }, near) => {
    const isStart = text === 'clock-time' && Math.abs(near - at) <= 6 && OPENS.has(items[near - 1]?.text ?? '');
    const time = isStart ? timeAt(tokens, from) : undefined;
    return time ? [{ field: 'busyFrom', value: timeOfDay(time), from: near, to: near + 1, weight: 1 } as Claim] : [];
  });
  if (start.length > 0 && !idle) return start;
  return hours < 24 ? [{ field: 'trafficPattern', value: 'intermittent', from: at, to: at + 1, weight: 0.9 }] : [];
}

/** "2 hours a day" are busy ones, unless they are idle; "5 days a week" likewise. */
export function readHoursADay(reading: Reading, at: number, seconds: number, perMonth = 30): void {
  const { items, claims, doubts, understood, dataset, clauses } = reading;
  const place = { from: at, to: at + 1 };
  const idle = isIdle(items, clauses.clauseOf, at);
  const hours = seconds / 3600;
  // "The job takes 5 hours every night"
  if (dataset) {
    claims.push({ field: 'datasetRunsPerMonth', value: perMonth, ...place, weight: 0.9 });
    return;
  }
  if (items.slice(Math.max(0, at - 3), at).some(({ text }) => WORKS.has(text))) {
    understood.push(place);
    return;
  }
  if (perMonth === 30 && hours <= 24) {
    claims.push({ field: 'busyHoursPerDay', value: clean(idle ? 24 - hours : hours), ...place, weight: 1.1 });
    claims.push(...startOrPattern(reading, at, hours, idle));
    claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.5, hint: true });
  } else if (perMonth === 4.33 && hours / 24 <= 7 && hours % 24 === 0)
    claims.push({ field: 'busyDaysPerWeek', value: idle ? 7 - hours / 24 : hours / 24, ...place, weight: 1.1 });
  else if (perMonth === 30) doubts.push({ field: 'busyHoursPerDay', ...place });
  else understood.push(place);
}
