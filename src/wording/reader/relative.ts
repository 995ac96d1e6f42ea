import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { wordSet } from '../text.ts';
import type { Claim, Item, Reading } from './types.ts';

/** Words that mean a factor, in their stem. */
const FACTORS: Readonly<Record<string, number>> = {
  twice: 2,
  double: 2,
  doubled: 2,
  doubling: 2,
  thrice: 3,
  triple: 3,
  tripled: 3,
  quadruple: 4,
  quadrupled: 4,
  half: 1 / 2,
  halve: 1 / 2,
  halved: 1 / 2,
  halving: 1 / 2,
  tripling: 3,
  treble: 3,
  quadrupling: 4,
  quintuple: 5,
  twofold: 2,
  threefold: 3,
  fourfold: 4,
  fivefold: 5,
  tenfold: 10,
  hundredfold: 100,
};

/** Parts of a whole, in their stem. */
const PARTS: Readonly<Record<string, number>> = { third: 3, quarter: 4, fifth: 5, tenth: 10 };

const FACTOR_MAX = 1e6;

const TRAFFIC: readonly WorkloadField[] = ['monthlyRequests', 'peakRequestsPerSecond', 'burstRequests'];
/** "Requests" means their number, not their rate. */
const REQUESTS: readonly WorkloadField[] = ['monthlyRequests'];
const DATA: readonly WorkloadField[] = ['datasetSizeGB', 'datasetRecordsPerRun'];

interface Amount {
  words: readonly string[];
  fields: readonly WorkloadField[];
}

/** What can be said in relation to what it is now. The first row that has a word near the factor counts. */
const AMOUNTS: readonly Amount[] = [
  { words: ['peak', 'rps', 'qps', 'tps'], fields: ['peakRequestsPerSecond'] },
  { words: ['burst'], fields: ['burstRequests'] },
  { words: ['concurrency', 'concurrent', 'simultaneous', 'parallel'], fields: ['concurrentRequests'] },
  { words: ['payload', 'body'], fields: ['payloadSizeMB'] },
  { words: ['latency', 'response', 'deadline', 'wait'], fields: ['responseTimeSeconds', 'datasetDeadlineHours'] },
  {
    words: [
      'processing',
      'inference',
      'compute',
      'long',
      'longer',
      'slow',
      'slower',
      'quick',
      'quicker',
      'fast',
      'faster',
    ],
    fields: ['processingTimeSeconds'],
  },
  { words: ['weight', 'memory', 'vram'], fields: ['modelSizeGB'] },
  { words: ['budget'], fields: ['monthlyBudgetUsd'] },
  { words: ['context'], fields: ['contextTokens'] },
  { words: ['prompt'], fields: ['inputTokens'] },
  { words: ['model', 'adapter', 'tenant'], fields: ['modelCount'] },
  { words: ['container'], fields: ['containerCount'] },
  { words: ['run', 'job'], fields: ['datasetRunsPerMonth'] },
  { words: ['row', 'record'], fields: ['datasetRecordsPerRun'] },
  { words: ['table', 'dataset', 'data', 'export', 'file', 'volume'], fields: DATA },
  {
    words: ['request', 'call', 'invocation', 'query', 'prediction'],
    fields: REQUESTS,
  },
  {
    words: [
      'traffic',
      'load',
      'volume',
      'throughput',
      'user',
      'caller',
      'scan',
      'image',
      'document',
      'customer',
      'usage',
      'file',
      'picture',
      'video',
      'message',
      'growth',
    ],
    fields: TRAFFIC,
  },
];

const LARGE = wordSet('large big bigger larger heavy heavier small smaller size');
const MORE = wordSet(`
  more higher larger bigger longer grow growth rise increase up extra slower
`);
const LESS = wordSet(`
  less fewer lower smaller shorter drop fall decrease shrink down faster quicker reduce cut
`);
const WHOLE = new Set<WorkloadField>(['modelCount', 'containerCount']);

/** "10x the traffic", "half the payload", "20% more requests": what they make of a workload that is known. */
export function readRelative({ items, claims, doubts, understood }: Reading, current: Partial<Workload>): void {
  for (const [at, item] of items.entries()) {
    const found = factorAt(items, at);
    if (found === undefined) continue;
    const amount = amountNear(items, found.from, found.to);
    if (amount === undefined) {
      // "10x" alone does not say of what.
      if (items.filter(({ kind }) => kind !== 'mark').length <= ALONE_MAX)
        doubts.push(...(['monthlyRequests', 'payloadSizeMB'] as const).map((field) => ({ field, ...found })));
      continue;
    }
    const place = { from: Math.min(found.from, amount.at), to: Math.max(found.to, amount.at + 1) };
    const inverse = amount.word.startsWith('fast') || amount.word.startsWith('quick');
    const factor = inverse && item.quantity?.dimension !== 'percent' ? 1 / found.factor : found.factor;
    const changes = factor > 0 && factor <= FACTOR_MAX ? changed(current, amount.fields, factor) : [];
    if (changes.length === 0) {
      const [field] = amount.fields;
      if (field !== undefined) doubts.push({ field, ...place });
    }
    // "Traffic goes up by a factor of 5" says how much, not that it varies.
    const pattern = claims.findIndex(
      ({ field, from, to }) => field === 'trafficPattern' && from < place.to && place.from < to,
    );
    if (pattern >= 0 && changes.length > 0) claims.splice(pattern, 1);
    for (const [field, value] of changes)
      if (!isKept(items, field)) claims.push({ field, value, ...place, weight: 3 } as Claim);
    understood.push(place);
  }
}

/** "Triple the traffic, same peak": what stays the same is named. */
function isKept(items: readonly Item[], field: WorkloadField): boolean {
  const at = items.findIndex(({ text }) => text === 'same' || text === 'unchanged');
  if (at < 0) return false;
  const near = [items[at + 1], items[at - 1], items[at - 2]].map((item) => item?.text ?? '');
  return AMOUNTS.some(
    ({ words, fields }) => fields.length === 1 && fields[0] === field && words.some((word) => near.includes(word)),
  );
}

/** As many words beside a factor leave no room for what it is a factor of. */
const ALONE_MAX = 3;

interface FoundFactor {
  factor: number;
  from: number;
  to: number;
}

/** The factor that begins at an item, with the items that say it; 0 is none, and is asked. */
function factorAt(items: readonly Item[], at: number): FoundFactor | undefined {
  const { text, kind, quantity } = items[at] as Item;
  const found = (factor: number, length = 1) => ({ factor, from: at, to: at + length });
  if (kind === 'word' && Object.hasOwn(FACTORS, text)) return found(FACTORS[text] ?? 1);
  if (kind === 'word' && Object.hasOwn(PARTS, text)) return partAt(items, at, 1);
  if (kind === 'word' && /^x\d{1,6}$/.test(text)) return found(Number(text.slice(1)));
  if (text === 'order' && items[at + 1]?.text === 'of' && items[at + 2]?.text === 'magnitude')
    return found(hasLess(items, at) ? 0.1 : 10, 3);
  if (quantity === undefined) return undefined;
  if (quantity.dimension === 'count' && items[at - 1]?.text === 'of' && items[at - 2]?.text === 'factor')
    return { factor: hasLess(items, at) ? 1 / quantity.value : quantity.value, from: at - 2, to: at + 1 };
  if (quantity.dimension === 'factor') return found(quantity.value);
  if (quantity.dimension === 'count' && items[at + 1]?.text === 'x') return found(quantity.value, 2);
  if (quantity.dimension === 'count' && Object.hasOwn(PARTS, items[at + 1]?.text ?? ''))
    return { ...partAt(items, at + 1, quantity.value), from: at };
  if (quantity.dimension === 'count' && quantity.value > 0 && quantity.value < 1) return found(quantity.value);
  if (quantity.dimension !== 'percent' || quantity.value <= 0) return undefined;
  const share = quantity.value / 100;
  const before = items[at - 1]?.text;
  if (before === 'to' || items[at + 1]?.text === 'of') return found(share);
  if (before === '-' || hasLess(items, at)) return share < 1 ? found(1 - share) : undefined;
  if (before === '+' || hasMore(items, at)) return found(1 + share);
  return undefined;
}

/** "A third of the traffic", "two thirds", "drops by a quarter". */
function partAt(items: readonly Item[], at: number, count: number): FoundFactor {
  const share = count / (PARTS[items[at]?.text ?? ''] ?? 1);
  const isBy = items.slice(Math.max(0, at - 3), at).some(({ text }) => text === 'by');
  const factor = isBy && hasLess(items, at) ? 1 - share : isBy && hasMore(items, at) ? 1 + share : share;
  return { factor, from: at, to: at + 1 };
}

const wordsNear = (items: readonly Item[], at: number): string[] =>
  items.slice(Math.max(0, at - 4), at + 4).map(({ text }) => text);
const hasLess = (items: readonly Item[], at: number): boolean => wordsNear(items, at).some((word) => LESS.has(word));
const hasMore = (items: readonly Item[], at: number): boolean => wordsNear(items, at).some((word) => MORE.has(word));

const isLength = (word: string): boolean => word === 'long' || word === 'longer';

/** "Prompts twice as long" are about tokens; anything else that is long takes its time. */
const lengthOf = (items: readonly Item[]): string =>
  items.find(({ text }) => text === 'prompt' || text === 'context')?.text ?? 'long';

/** The amount whose words stand nearest to a factor, in front of it or behind it. */
function amountNear(
  items: readonly Item[],
  from: number,
  to: number,
): { at: number; word: string; fields: readonly WorkloadField[] } | undefined {
  for (let distance = 1; distance <= 5; distance += 1) {
    for (const place of [to - 1 + distance, from - distance]) {
      const word = items[place]?.text ?? '';
      const amount = AMOUNTS.find(({ words }) => words.includes(isLength(word) ? lengthOf(items) : word));
      if (amount === undefined) continue;
      const isAboutSize =
        items.slice(from, Math.max(to - 1, place) + 3).some(({ text }) => LARGE.has(text)) &&
        (amount.fields === TRAFFIC || amount.fields === REQUESTS || amount.fields === DATA || word === 'model');
      return {
        at: place,
        word,
        fields: isAboutSize ? [word === 'model' ? 'modelSizeGB' : 'payloadSizeMB'] : amount.fields,
      };
    }
  }
  return undefined;
}

function changed(
  current: Partial<Workload>,
  fields: readonly WorkloadField[],
  factor: number,
): [WorkloadField, number][] {
  const isDataset = current.trafficPattern === 'dataset';
  const isTraffic = fields === TRAFFIC || fields === REQUESTS;
  const isStated = fields.some((field) => current[field] !== undefined);
  const meant = isTraffic && isDataset ? DATA : isStated || (!isTraffic && fields !== DATA) ? fields : TRAFFIC;
  return meant.flatMap((field): [WorkloadField, number][] => {
    const value = current[field];
    return typeof value === 'number' ? [[field, rounded(field, value * factor)]] : [];
  });
}

function rounded(field: WorkloadField, value: number): number {
  if (WHOLE.has(field)) return Math.max(1, Math.round(value));
  const exact = Number(value.toPrecision(15));
  if (Number.isInteger(exact) || String(exact).length <= 8) return exact;
  return exact >= 1000 ? Math.round(exact) : Number(exact.toPrecision(4));
}
