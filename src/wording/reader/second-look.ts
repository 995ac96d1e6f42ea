import type { DoubtReading, Workload, WorkloadField } from '../../recommender/index.ts';
import type { Claim, Doubtful, Quantity, Reading } from './types.ts';
import { FIELD_NAMES, MULTIPLIED_WORDS, SECOND_LOOK_WORDS as WORDS } from './words/sets.ts';

const WHO = MULTIPLIED_WORDS.who;

/** More than this nobody sends in one period. */
export const PER_SENDER_MAX = 100;

/** What is settled so far. */
interface Settled {
  says: Partial<Workload>;
  /** The claims that the facts were taken from. */
  used: readonly Claim[];
  unclear: Doubtful[];
}

/** The weight of a rate that no number of senders multiplies. */
export const PLAIN_RATE = 1.1;

/** The weight of a size that nothing but its unit speaks for. */
export const BARE_SIZE = 0.5;

/** A settled fact in its text. */
interface Fact extends Reading {
  claim: Claim;
  value: number;
  used: readonly Claim[];
}

/**
 * Facts that are more often wrong than the rest, by field. Over a thousand phrases that were new to the reader, 1 fact in 16 was
 * wrong. Of those with another count in their sentence it was 4 in 10, and every payload of 1 GB or more without a clear noun.
 */
const UNLIKELY: readonly (readonly [field: WorkloadField, test: (fact: Fact) => boolean])[] = [
  ['monthlyRequests', (fact) => fact.claim.weight === PLAIN_RATE && !isTotal(fact) && hasOtherCounts(fact)],
  ['monthlyRequests', isFarFromPeriod],
  ['monthlyRequests', seldom(({ value }) => value <= 10)],
  ['payloadSizeMB', (fact) => fact.value >= 50 && fact.claim.weight <= BARE_SIZE && isOfUnknown(fact)],
  ['payloadSizeMB', seldom(({ value, claim, used }) => value >= 1024 && claim.weight < 1 && !isByReference(used))],
  // "Recordings run 2 to 3 hours"
  ['processingTimeSeconds', seldom(({ value, claim }) => value >= 3600 && claim.weight < 1.1)],
  ['modelCount', isOfOthers],
  ['concurrentRequests', seldom(({ value }) => value > 2000)],
  // So few at once are in progress together, or are parts of one request.
  ['burstRequests', seldom(({ value }) => value < 10)],
  // The price of something, and no budget
  ['monthlyBudgetUsd', seldom(({ value }) => value < 10)],
];

/** A dataset that is scored more often than every quarter of an hour is asked about in requests. */
const RUNS_MAX = 3000;

/**
 * Asks about facts that do not fit the other words of their sentence, or that are seldom meant in such an amount. What a "what
 * if" supposes is short, and counts as it is.
 */
export function lookAgain(reading: Reading, { says, used, unclear }: Settled): void {
  if (reading.clauses.supposed) return;
  const ask = (field: WorkloadField) => {
    const claim = used.find((one) => one.field === field);
    const reading = says[field];
    if (claim === undefined || reading === undefined) return;
    delete says[field];
    unclear.push({ field, from: claim.from, to: claim.to, reading: reading as DoubtReading['value'] });
  };
  if ((says.datasetRunsPerMonth ?? 0) > RUNS_MAX)
    for (const field of ['datasetRunsPerMonth', 'trafficPattern'] as const) ask(field);
  for (const [field, isUnlikely] of UNLIKELY) {
    const value = says[field];
    const claim = used.find((one) => one.field === field);
    if (typeof value === 'number' && claim !== undefined && isUnlikely({ ...reading, claim, value, used })) ask(field);
  }
}

const isByReference = (used: readonly Claim[]): boolean => used.some(({ field }) => field === 'payloadByReference');

/** What names a field: said of an amount, it is meant, however seldom such an amount is. */
const NAMES: Partial<Record<WorkloadField, ReadonlySet<string>>> = FIELD_NAMES;

/** Of an amount that is seldom meant, unless its field is named. */
function seldom(test: (fact: Fact) => boolean): (fact: Fact) => boolean {
  return (fact) => test(fact) && !isNamed(fact);
}

/** "payload 3 GB", "3 GB per request", "8 requests at once": the word stands in the claim or next to it. */
function isNamed({ items, claim: { field, from, to } }: Fact): boolean {
  const names = NAMES[field];
  const words = items
    .slice(Math.max(0, from - 1), to + 1)
    .flatMap(({ text, quantity }) => [text, ...(quantity?.noun ?? [])]);
  return words.some((word) => names?.has(word));
}

/** "The mesh is 240 MB": a noun that is not known to be sent may be the model. */
const isOfUnknown = ({ items, claim }: Fact): boolean => items[claim.from - 1]?.kind === 'word';

/** "30 an hour in total", "6 rps on average, 45 at most": the other numbers do not change it. */
function isTotal({ items, clauses: { sentenceOf }, claim }: Fact): boolean {
  const isSeldom = claim.rate === undefined;
  return items.some(
    ({ text }, at) =>
      (WORDS.all.has(text) && sentenceOf[at] === sentenceOf[claim.from]) ||
      (isSeldom && WORDS.average.has(text) && Math.abs(at - claim.from) < 3),
  );
}

/** "25 wafers per lot, 90 lots a day": a count in the same sentence that no fact was read from may multiply the rate. */
function hasOtherCounts(fact: Fact): boolean {
  const { items, clauses, claim, used, understood } = fact;
  const { sentenceOf } = clauses;
  // "A million users, 3,000 pictures a day": nobody sends that number each.
  const isOfAll = (rateOf(fact)?.value ?? 0) > PER_SENDER_MAX;
  const isRead = (at: number) => [...used, ...understood].some(({ from, to }) => from <= at && at < to);
  return items.some(
    ({ quantity }, at) =>
      (quantity?.dimension === 'count' || quantity?.dimension === 'rate') &&
      quantity.value !== 1 &&
      sentenceOf[at] === sentenceOf[claim.from] &&
      !['max', 'peak', 'shift'].includes(items[at + 1]?.text ?? '') &&
      items[at - 2]?.text !== 'team' &&
      !(isOfAll && WHO.has(items[at + 1]?.text ?? '')) &&
      !isRead(at),
  );
}

const rateOf = ({ items, claim: { from, to } }: Fact): Quantity | undefined =>
  items.slice(from, to).find(({ quantity }) => quantity?.perMonth !== undefined)?.quantity;

/** "70 patients per clinic per week": words between a number and its period make it something else. */
function isFarFromPeriod(fact: Fact): boolean {
  const noun = rateOf(fact)?.noun ?? [];
  // "30 uploads per clinic and day, 85 clinics"
  const each = noun[noun.indexOf('per') + 1];
  if (fact.items.slice(fact.claim.from, fact.claim.to + 2).some(({ text }) => text === each)) return false;
  return noun.includes('per') || (noun.length > 2 && !noun.some((word) => WORDS.sends.has(word)));
}

/** "A fleet of 230 vans": what was said in front of the number is not what it counts. */
function isOfOthers({ items, claim: { from, to } }: Fact): boolean {
  const next = items[to];
  return (
    to - from > 1 && items[to - 1]?.quantity !== undefined && next?.kind === 'word' && !WORDS.noNoun.has(next.text)
  );
}
