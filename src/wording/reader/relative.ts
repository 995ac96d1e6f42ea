import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { doubt } from './claim-role.ts';
import { itemize } from './items.ts';
import { tokenize } from './tokens.ts';
import type { Claim, Item, Reading } from './types.ts';
import { AMOUNTS as AMOUNTS_SAID, FACTORS, PARTS } from './words/amounts.ts';
import { NOUNS } from './words/nouns.ts';
import { RELATIVE_WORDS as WORDS } from './words/sets.ts';

const numbersOf = (words: Readonly<Record<string, string>>): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(words).flatMap(([value, said]) => said.split(' ').map((word) => [word, Number(value)] as const)),
  );

const FACTOR_OF = numbersOf(FACTORS);

/** Parts of a whole. */
const PART_OF = numbersOf(PARTS);

const FACTOR_MAX = 1e6;

interface Amount {
  words: readonly string[];
  fields: readonly WorkloadField[];
}

/** What can be said in relation to what it is now. The first row that has a word near the factor counts. */
const AMOUNTS: readonly Amount[] = Object.entries(AMOUNTS_SAID).map(([fields, words]) => ({
  words: words.trim().split(/\s+/),
  fields: fields.split(' ') as WorkloadField[],
}));

/** Fields that words about traffic as a whole mean, "requests" their number and not their rate. */
const isTraffic = ([field]: readonly WorkloadField[]): boolean => field === 'monthlyRequests';
const DATA: readonly WorkloadField[] = ['datasetSizeGB', 'datasetRecordsPerRun'];
const isData = (fields: readonly WorkloadField[]): boolean => fields.length === DATA.length && fields[0] === DATA[0];
const TRAFFIC: readonly WorkloadField[] = ['monthlyRequests', 'peakRequestsPerSecond', 'burstRequests'];

/** What a request carries, by its nouns. */
const SENT: ReadonlySet<string> = new Set(NOUNS.SENT.split('|'));

const WHOLE = new Set<WorkloadField>(['modelCount', 'containerCount']);

/** Whether a text has a factor, such as "half" or "10x". */
export function saysFactor(text: string): boolean {
  const items = itemize(tokenize(text), text);
  return items.some((_, at) => factorAt(items, at) !== undefined);
}

/** "10x the traffic", "half the payload", "20% more requests": what they make of a workload that is known. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function readRelative(reading: Reading, current: Partial<Workload>): void {
  const { items, claims, doubts, understood } = reading;
  for (const [at, item] of items.entries()) {
    const found = factorAt(items, at);
    if (found === undefined) continue;
    const amount = amountNear(items, found.from, found.to, current);
    if (amount === undefined) {
      // "10x" alone does not say of what.
      if (items.filter(({ kind }) => kind !== 'mark').length <= ALONE_MAX)
        for (const field of ['monthlyRequests', 'payloadSizeMB'] as const)
          doubt(reading, field, found, ...changed(current, [field], found.factor).map(([, value]) => value));
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
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function factorAt(items: readonly Item[], at: number): FoundFactor | undefined {
  const { text, kind, quantity } = items[at] as Item;
  const found = (factor: number, length = 1) => ({ factor, from: at, to: at + length });
  if (kind === 'word' && FACTOR_OF.has(text)) return found(FACTOR_OF.get(text) ?? 1);
  if (kind === 'word' && PART_OF.has(text)) return isSeason(items, at) ? undefined : partAt(items, at, 1);
  if (kind === 'word' && /^x\d{1,6}$/.test(text)) return found(Number(text.slice(1)));
  if (text === 'order' && items[at + 1]?.text === 'of' && items[at + 2]?.text === 'magnitude')
    return found(hasLess(items, at) ? 0.1 : 10, 3);
  if (quantity === undefined) return undefined;
  if (quantity.dimension === 'count' && items[at - 1]?.text === 'of' && items[at - 2]?.text === 'factor')
    return { factor: hasLess(items, at) ? 1 / quantity.value : quantity.value, from: at - 2, to: at + 1 };
  if (quantity.dimension === 'factor') return found(quantity.value);
  if (quantity.dimension === 'count' && items[at + 1]?.text === 'x') return found(quantity.value, 2);
  if (quantity.dimension === 'count' && PART_OF.has(items[at + 1]?.text ?? ''))
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

/** "Next quarter", "per quarter" */
const isSeason = (items: readonly Item[], at: number): boolean => WORDS.season.has(items[at - 1]?.text ?? '');

/** "A third of the traffic", "two thirds", "drops by a quarter". */
function partAt(items: readonly Item[], at: number, count: number): FoundFactor {
  const share = count / (PART_OF.get(items[at]?.text ?? '') ?? 1);
  const next = items[at + 1]?.text ?? '';
  // "A third fewer" leaves two thirds, "a third of it" one.
  if (WORDS.less.has(next) || next === 'off') return { factor: 1 - share, from: at, to: at + 1 };
  if (WORDS.more.has(next)) return { factor: 1 + share, from: at, to: at + 1 };
  const isBy = items.slice(Math.max(0, at - 3), at).some(({ text }) => text === 'by');
  const factor = isBy && hasLess(items, at) ? 1 - share : isBy && hasMore(items, at) ? 1 + share : share;
  return { factor, from: at, to: at + 1 };
}

const wordsNear = (items: readonly Item[], at: number): string[] =>
  items.slice(Math.max(0, at - 4), at + 4).map(({ text }) => text);
const hasLess = (items: readonly Item[], at: number): boolean =>
  wordsNear(items, at).some((word) => WORDS.less.has(word));
const hasMore = (items: readonly Item[], at: number): boolean =>
  wordsNear(items, at).some((word) => WORDS.more.has(word));

const isLength = (word: string): boolean => word === 'long' || word === 'longer';

/** "Prompts twice as long" are about tokens; anything else that is long takes its time. */
const lengthOf = (items: readonly Item[]): string =>
  items.find(({ text }) => ['prompt', 'context', 'output', 'completion'].includes(text))?.text ??
  (items.some(({ text }) => WRITTEN.has(text)) ? 'output' : 'long');

/** What a model writes, as people call it. */
const WRITTEN: ReadonlySet<string> = new Set(['answer', 'reply', 'completion', 'output', 'response', 'summary']);

/** What a factor is a factor of. */
function amountNear(items: readonly Item[], from: number, to: number, current: Partial<Workload>): Near | undefined {
  return namedNear(items, from, to, current) ?? countedNear(items, to) ?? sizedNear(items, from, to, current);
}

/** "5 times as many", "20% fewer": how often the model is called, whatever is sent. */
function countedNear(items: readonly Item[], to: number): Near | undefined {
  const isMore = items[to]?.text === 'more' && SENT.has(items[to + 1]?.text ?? '');
  const at = isMore ? to : [to, to + 1].find((place) => WORDS.count.has(items[place]?.text ?? ''));
  return at === undefined ? undefined : { at, word: '', fields: TRAFFIC };
}

/** "The recordings get twice as big", "tiles will shrink by 60 percent": how large what is sent is. */
function sizedNear(items: readonly Item[], from: number, to: number, current: Partial<Workload>): Near | undefined {
  if (current.payloadSizeMB === undefined) return undefined;
  const [first, last] = [Math.max(0, from - 5), to + 4];
  const near = items.slice(first, last);
  const sent = near.findIndex(({ text }) => SENT.has(text) || WORDS.they.has(text));
  if (sent < 0 || !near.some(({ text }) => WORDS.large.has(text) || text.startsWith('shrink'))) return undefined;
  return { at: first + sent, word: '', fields: ['payloadSizeMB'] };
}

interface Near {
  at: number;
  word: string;
  fields: readonly WorkloadField[];
}

/** The amount whose words stand nearest to a factor, in front of it or behind it. */
function namedNear(items: readonly Item[], from: number, to: number, current: Partial<Workload>): Near | undefined {
  for (let distance = 1; distance <= 5; distance += 1) {
    for (const place of [to - 1 + distance, from - distance]) {
      const word = items[place]?.text ?? '';
      const amount = AMOUNTS.find(({ words }) => words.includes(isLength(word) ? lengthOf(items) : word));
      if (amount === undefined) continue;
      const isAboutSize =
        (items.slice(from, Math.max(to - 1, place) + 3).some(({ text }) => WORDS.large.has(text)) ||
          isShrinking(items, word, from)) &&
        ((isTraffic(amount.fields) && SENT.has(word)) || isData(amount.fields) || word === 'model');
      return { at: place, word, fields: isAboutSize ? [sizeOf(word, amount.fields, current)] : amount.fields };
    }
  }
  return undefined;
}

/** Scans shrink in size, while a volume or requests that shrink become fewer. */
const isShrinking = (items: readonly Item[], word: string, from: number): boolean =>
  SENT.has(word) &&
  !['volume', 'request', 'call', 'invocation', 'query'].includes(word) &&
  items.slice(Math.max(0, from - 4), from).some(({ text }) => text.startsWith('shrink'));

function sizeOf(word: string, fields: readonly WorkloadField[], current: Partial<Workload>): WorkloadField {
  if (word === 'model') return 'modelSizeGB';
  return isData(fields) && current.trafficPattern === 'dataset' ? 'datasetSizeGB' : 'payloadSizeMB';
}

function changed(
  current: Partial<Workload>,
  fields: readonly WorkloadField[],
  factor: number,
): [WorkloadField, number][] {
  const isDataset = current.trafficPattern === 'dataset';
  const isStated = fields.some((field) => current[field] !== undefined);
  const meant =
    isTraffic(fields) && isDataset ? DATA : isStated || (!isTraffic(fields) && !isData(fields)) ? fields : TRAFFIC;
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
