import type { Workload, WorkloadField } from '../../recommender/index.ts';
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
  tenfold: 10,
};

const TRAFFIC: readonly WorkloadField[] = ['monthlyRequests', 'peakRequestsPerSecond', 'burstRequests'];
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
    words: [
      'traffic',
      'load',
      'volume',
      'request',
      'call',
      'invocation',
      'query',
      'prediction',
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

const LARGE = new Set(['large', 'big', 'bigger', 'larger', 'heavy', 'heavier', 'small', 'smaller', 'size']);
const MORE = new Set([
  'more',
  'higher',
  'larger',
  'bigger',
  'longer',
  'grow',
  'growth',
  'rise',
  'increase',
  'up',
  'extra',
  'slower',
]);
const LESS = new Set([
  'less',
  'fewer',
  'lower',
  'smaller',
  'shorter',
  'drop',
  'fall',
  'decrease',
  'shrink',
  'down',
  'faster',
  'quicker',
  'reduce',
  'cut',
]);
const WHOLE = new Set<WorkloadField>(['modelCount', 'containerCount']);

/** "10x the traffic", "half the payload", "20% more requests": what they make of a workload that is known. */
export function readRelative({ items, claims, doubts, understood }: Reading, current: Partial<Workload>): void {
  for (const [at, item] of items.entries()) {
    const factor = factorAt(items, at);
    if (factor === undefined) continue;
    const amount = amountNear(items, at);
    if (amount === undefined) continue;
    const place = { from: Math.min(at, amount.at), to: Math.max(at, amount.at) + 1 };
    const inverse = amount.word.startsWith('fast') || amount.word.startsWith('quick');
    const changes = changed(
      current,
      amount.fields,
      inverse && item.quantity?.dimension !== 'percent' ? 1 / factor : factor,
    );
    if (changes.length === 0) {
      const [field] = amount.fields;
      if (field !== undefined) doubts.push({ field, ...place });
    }
    for (const [field, value] of changes) claims.push({ field, value, ...place, weight: 3 } as Claim);
    understood.push(place);
  }
}

function factorAt(items: readonly Item[], at: number): number | undefined {
  const { text, kind, quantity } = items[at] as Item;
  if (kind === 'word') return Object.hasOwn(FACTORS, text) ? FACTORS[text] : undefined;
  if (quantity === undefined || quantity.value <= 0) return undefined;
  if (quantity.dimension === 'factor') return quantity.value <= 1e6 ? quantity.value : undefined;
  if (quantity.dimension === 'count' && quantity.value === 0.5) return 0.5;
  if (quantity.dimension !== 'percent' || quantity.value > 1e6) return undefined;
  const near = items.slice(Math.max(0, at - 4), at + 4).map((item) => item.text);
  const share = quantity.value / 100;
  if (near.some((word) => LESS.has(word))) return share < 1 ? 1 - share : undefined;
  if (near.some((word) => MORE.has(word))) return 1 + share;
  return items[at + 1]?.text === 'of' ? share : undefined;
}

/** The amount whose words stand nearest to a factor, in front of it or behind it. */
function amountNear(
  items: readonly Item[],
  at: number,
): { at: number; word: string; fields: readonly WorkloadField[] } | undefined {
  for (let distance = 1; distance <= 5; distance += 1) {
    for (const place of [at + distance, at - distance]) {
      const word = items[place]?.text ?? '';
      const amount = AMOUNTS.find(({ words }) => words.includes(word));
      if (amount === undefined) continue;
      const isAboutSize =
        items.slice(at, Math.max(at, place) + 3).some(({ text }) => LARGE.has(text)) &&
        (amount.fields === TRAFFIC || amount.fields === DATA || word === 'model');
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
  const meant = fields === TRAFFIC && isDataset ? DATA : fields;
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
