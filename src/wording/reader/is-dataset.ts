import type { Workload } from '../../recommender/index.ts';
import type { Item, Reading } from './types.ts';

const REQUESTS = new Set([
  'rps',
  'qps',
  'tps',
  'latency',
  'endpoint',
  'user',
  'caller',
  'chat',
  'realtime',
  'interactive',
  'online',
  'api',
  'click',
  'p99',
  'p95',
  'lambda',
  'webhook',
  'invoke',
  'req',
  'invocation',
]);

/** Nouns for rows of a table, which a job scores on a schedule. */
const RECORDS = new Set([
  'row',
  'record',
  'line',
  'customer',
  'account',
  'subscriber',
  'member',
  'policy',
  'product',
  'sku',
  'household',
  'photo',
  'document',
  'passage',
  'listing',
]);

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
  const asked = items.some(({ text }) => REQUESTS.has(text));
  const requests = asked || items.some(({ quantity }) => quantity?.dimension === 'rate');
  // Thousands of anything on a rhythm of at most once an hour are scored, not called.
  const many = items.some(
    ({ quantity }, at) => quantity?.dimension === 'count' && quantity.value >= 1000 && !isAboutModels(items, at),
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
      items
        .slice(Math.max(0, at - 5), at)
        .some(({ text }) => /^(?:re)?(?:scor|predict|classif|embed|tag|label|process|rank|enrich|forecast)/.test(text)),
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
  if (rhythm >= 0 && (huge || stored || nightly || many) && !requests) {
    claims.push({ field: 'trafficPattern', value: 'dataset', from: rhythm, to: rhythm + 1, weight: 1 });
    return true;
  }
  return current.trafficPattern === 'dataset' && !requests;
}

const isAboutModels = (items: readonly Item[], at: number): boolean =>
  [1, 2, 3, 4].some((next) =>
    ['model', 'adapter', 'lora', 'user', 'token', 'tok', 'tenant'].includes(items[at + next]?.text ?? ''),
  ) || items[at - 1]?.text === 'token';

const REQUEST_NOUNS = new Set([
  'request',
  'req',
  'call',
  'query',
  'hit',
  'invocation',
  'prediction',
  'inference',
  'click',
]);

const STORED = new Set([
  'row',
  'record',
  'line',
  'csv',
  'parquet',
  'jsonl',
  'avro',
  'table',
  'dataset',
  'document',
  'contract',
  'customer',
  'image',
  'text',
  'account',
  'export',
  'dump',
]);

function isStored(items: readonly Item[], at: number): boolean {
  return [at - 2, at - 1, at + 1, at + 2, at + 3].some((near) => STORED.has(items[near]?.text ?? ''));
}
