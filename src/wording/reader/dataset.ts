import type { Workload } from '../../recommender/index.ts';
import { wordSet } from '../text.ts';
import { hoursBetween, timeAt } from './clock.ts';
import { clean } from './numbers.ts';
import type { Item, Reading } from './types.ts';

const REQUESTS = wordSet(`
  rps qps tps latency endpoint user caller chat realtime interactive online api click p99 p95 lambda webhook invoke
  req invocation
`);

/** Nouns for rows of a table, which a job scores on a schedule. */
const RECORDS = wordSet(`
  row record line customer account subscriber member policy product sku household photo document passage listing
`);

/** What runs by itself over data that lies there. */
const JOBS = wordSet('job cron batch overnight airflow etl rescore scorer backfill crontab');

/** Whether the words are about a job over stored data rather than about requests. */
export function isDataset({ items, claims, doubts }: Reading, current: Partial<Workload>): boolean {
  const claimed = claims.findIndex(({ field, value }) => field === 'trafficPattern' && value === 'dataset');
  if (claimed >= 0) {
    const waits = items.findIndex(
      ({ text }, at) =>
        ['caller', 'user', 'client', 'customer'].includes(text) &&
        ['wait', 'waits', 'waiting'].includes(items[at + 1]?.text ?? ''),
    );
    if (waits < 0) return true;
    // Somebody waits for a job's answer: one of the two is not meant.
    claims.splice(claimed, 1);
    doubts.push({ field: 'trafficPattern', from: waits, to: waits + 2 });
    return false;
  }
  // What comes several times an hour may be requests as well as a job.
  const rhythm = items.findIndex(({ kind, perMonth = 0 }) => kind === 'rhythm' && perMonth <= 730);
  const stored = items.some(
    ({ quantity, text }, at) =>
      (quantity !== undefined && ['size', 'count'].includes(quantity.dimension) && isStored(items, at)) ||
      text === 'parquet',
  );
  const nightly = items.some(
    ({ kind, perMonth = 0 }, at) =>
      kind === 'rhythm' &&
      perMonth <= 730 &&
      (items[at - 1]?.quantity?.dimension === 'size' || items[at + 1]?.quantity?.dimension === 'size') &&
      Math.max(items[at - 1]?.quantity?.value ?? 0, items[at + 1]?.quantity?.value ?? 0) >= 1024,
  );
  const total = items.some(
    ({ quantity }, at) =>
      quantity?.dimension === 'size' &&
      quantity.value >= 5 * 1024 &&
      [1, 2, 3].some((next) => ['altogether', 'total', 'overall'].includes(items[at + next]?.text ?? '')),
  );
  const asked = items.some(({ text }) => REQUESTS.has(text));
  const requests = asked || items.some(({ quantity }) => quantity?.dimension === 'rate');
  // Thousands of anything on a rhythm of at most once an hour are scored, not called.
  const many = items.some(
    ({ quantity }, at) =>
      quantity?.dimension === 'count' &&
      quantity.value >= 1000 &&
      !isAboutModels(items, at) &&
      !REQUEST_NOUNS.has(items[at + 1]?.text ?? ''),
  );
  const rare = items.findIndex(
    ({ quantity }) =>
      quantity?.dimension === 'rate' &&
      (quantity.value * (quantity.perMonth ?? 1) <= 31 ||
        (quantity.value >= 1000 &&
          (quantity.perMonth ?? 0) > 31 &&
          (quantity.perMonth ?? 0) <= 730 &&
          ![30, 4.33, 1, 730, 21.65].includes(quantity.perMonth ?? 0) &&
          !(quantity.noun ?? []).some((word) => REQUEST_NOUNS.has(word)))),
  );
  const scored = items.findIndex(
    ({ quantity }, at) =>
      quantity?.dimension === 'rate' &&
      quantity.value >= 1000 &&
      (quantity.perMonth ?? 0) <= 31 &&
      quantity.noun?.some((word) => RECORDS.has(word)) &&
      (quantity.noun.some((word) => ['row', 'record', 'line', 'sku'].includes(word)) ||
        items
          .slice(Math.max(0, at - 5), at)
          .some(({ text }) =>
            /^(?:re)?(?:scor|predict|classif|embed|tag|label|process|rank|enrich|forecast)/.test(text),
          )),
  );
  const training = items.some(({ text }) => /^(?:re)?train/.test(text));
  const huge = !training && items.some(({ quantity }) => quantity?.dimension === 'size' && quantity.value >= 50 * 1024);
  if (rare >= 0 && (huge || (items[rare]?.quantity?.value ?? 0) >= 1000)) {
    claims.push({ field: 'trafficPattern', value: 'dataset', from: rare, to: rare + 1, weight: 1 });
    return true;
  }
  if (scored >= 0 && !asked) {
    claims.push({ field: 'trafficPattern', value: 'dataset', from: scored, to: scored + 1, weight: 1 });
    return true;
  }
  if (rhythm >= 0 && (huge || stored || nightly || many || total) && !requests) {
    claims.push({ field: 'trafficPattern', value: 'dataset', from: rhythm, to: rhythm + 1, weight: 1 });
    return true;
  }
  // "Cron kicks it off at 2:30, 5M rows": rows by the thousand and a job.
  const job = items.findIndex(({ text }) => JOBS.has(text));
  const rows = items.some(
    ({ quantity }, at) =>
      quantity?.dimension === 'count' &&
      quantity.value >= 1000 &&
      [1, 2].some((next) => RECORDS.has(items[at + next]?.text ?? '')),
  );
  if (job >= 0 && (many || huge) && (rows || !requests) && !asked && !training) {
    claims.push({ field: 'trafficPattern', value: 'dataset', from: job, to: job + 1, weight: 0.9 });
    return true;
  }
  // "We score a 64 GB table"
  const table = items.findIndex(({ text }) => ['table', 'csv', 'avro', 'orc', 'jsonl', 'tfrecord'].includes(text));
  if (table >= 0 && huge && !requests) {
    claims.push({ field: 'trafficPattern', value: 'dataset', from: table, to: table + 1, weight: 0.9 });
    return true;
  }
  return current.trafficPattern === 'dataset' && !requests;
}

const isAboutModels = (items: readonly Item[], at: number): boolean =>
  [1, 2, 3, 4].some((next) =>
    ['model', 'adapter', 'lora', 'user', 'token', 'tok', 'tenant'].includes(items[at + next]?.text ?? ''),
  ) || items[at - 1]?.text === 'token';

const REQUEST_NOUNS = wordSet(`
  request req call query hit invocation prediction inference click
`);

const STORED = wordSet(`
  row record line csv parquet jsonl avro table dataset document contract customer image text account export dump
`);

function isStored(items: readonly Item[], at: number): boolean {
  return [at - 2, at - 1, at + 1, at + 2, at + 3].some((near) => STORED.has(items[near]?.text ?? ''));
}

const STARTS = wordSet(`
  start begin from at kick drop land arrive ready available after complete come
`);
const ENDS = wordSet(`
  done finish finished ready by before until complete completed back due till loaded needed wanted expected delivered out there through
`);

/** "Starts at 1 am, must be done by 6 am" is five hours. */
export function readJobWindow({ tokens, items, claims }: Reading): void {
  const itemAt = (token: number) => items.findIndex(({ from, to }) => from <= token && token < to);
  const times: { at: number; time: NonNullable<ReturnType<typeof timeAt>>; ends: boolean; starts: boolean }[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const time = timeAt(tokens, at);
    if (time === undefined) continue;
    const before = tokens.slice(Math.max(0, at - 3), at).map((token) => token.text);
    const ends = before.some((word) => ENDS.has(word));
    const starts = before.some((word) => STARTS.has(word));
    const clocked = tokens[at - 1]?.text === '-' || tokens[at - 1]?.text === 'to';
    if (time.marked || ends || starts || clocked) times.push({ at, time, ends, starts });
    at += time.length - 1;
  }
  const end = times.findLast(({ ends }) => ends);
  const start = times.find((time) => time !== end && time.at < (end?.at ?? 0));
  const window = items.findIndex(({ clock }) => clock !== undefined);
  if (start && end && (start.time.marked || start.starts)) {
    const hours = hoursBetween(start.time, end.time);
    if (hours !== undefined)
      claims.push({
        field: 'datasetDeadlineHours',
        value: hours,
        from: itemAt(start.at),
        to: itemAt(end.at) + 1,
        weight: 1.2,
      });
  } else if (window >= 0) {
    claims.push({
      field: 'datasetDeadlineHours',
      value: items[window]?.clock?.hours as number,
      from: window,
      to: window + 1,
      weight: 1.1,
    });
  }
}

export const ONE_OF_MANY = wordSet(`
  each typical every single some most them one their any model adapter
`);

/** A rhythm by itself: how often a job runs, or something that has to be asked. */
export function readRhythm(reading: Reading): void {
  const { items, claims, doubts, dataset, understood } = reading;
  const burst = claims.find(({ field }) => field === 'burstRequests')?.value as number | undefined;
  for (const [at, { kind, perMonth, text }] of items.entries()) {
    const place = { from: at, to: at + 1 };
    if (dataset && text === 'overnight' && !items.some((item) => item.kind === 'rhythm'))
      claims.push({ field: 'datasetRunsPerMonth', value: 30, ...place, weight: 0.6, hint: true });
    if (dataset && text === 'day' && items[at + 1]?.text === 'after')
      claims.push({ field: 'datasetDeadlineHours', value: 24, from: at, to: at + 2, weight: 0.8 });
    if (kind !== 'rhythm' || perMonth === undefined) continue;
    if (
      dataset &&
      items.some(
        ({ text: word }, near) =>
          word === 'before' && items[near + 1]?.text === 'the' && items[near + 2]?.text === 'next',
      )
    )
      claims.push({
        field: 'datasetDeadlineHours',
        value: clean(perMonth === 30 ? 24 : 730 / perMonth),
        ...place,
        weight: 0.7,
        hint: true,
      });
    if (dataset) claims.push({ field: 'datasetRunsPerMonth', value: clean(perMonth), ...place, weight: 1 });
    else if (burst !== undefined && perMonth <= 730 && !items.some(({ text: word }) => word === 'rest'))
      claims.push({ field: 'monthlyRequests', value: clean(burst * perMonth), ...place, weight: 0.9 });
    else if (
      items.slice(Math.max(0, at - 6), at).some(({ text: word }) => ONE_OF_MANY.has(word)) &&
      items.some(({ text: word }) => word === 'model' || word === 'adapter')
    )
      understood.push(place);
    else if (isWeekday(items, at) && perMonth <= 60)
      claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.6, hint: true });
    else if (['first', 'last', 'nth', 'end', 'cron'].includes(text))
      claims.push({ field: 'trafficPredictable', value: true, ...place, weight: 0.8, hint: true });
    else if (perMonth >= 730 || perMonth >= 4) doubts.push({ field: 'trafficPattern', ...place });
    else understood.push(place);
  }
}

const isWeekday = (items: Reading['items'], at: number): boolean => /^(?:every|each)$/.test(items[at]?.text ?? '');
