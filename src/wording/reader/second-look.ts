import type { DoubtReading, Workload, WorkloadField } from '../../recommender/index.ts';
import type { Claim, Doubtful, Reading } from './types.ts';
import { FIELD_NAMES, SECOND_LOOK_WORDS as WORDS } from './words/sets.ts';

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

/** Facts that are more often wrong than the rest, by field. */
const UNLIKELY: readonly (readonly [field: WorkloadField, test: (fact: Fact) => boolean])[] = [
  ['monthlyRequests', isOfEachOther],
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

/** "70 patients per clinic per week", where nothing says how many clinics: "30 uploads per clinic and day, 85 clinics". */
function isOfEachOther({ items, claim: { from, to } }: Fact): boolean {
  const noun = items.slice(from, to).find(({ quantity }) => quantity?.perMonth !== undefined)?.quantity?.noun ?? [];
  const each = noun[noun.indexOf('per') + 1];
  return noun.includes('per') && !items.slice(from, to + 2).some(({ text }) => text === each);
}

/** "A fleet of 230 vans": what was said in front of the number is not what it counts. */
function isOfOthers({ items, claim: { from, to } }: Fact): boolean {
  const next = items[to];
  return (
    to - from > 1 &&
    items[to - 1]?.quantity !== undefined &&
    next?.kind === 'word' &&
    !WORDS.noNoun.has(next.text) &&
    !items.slice(to, to + 4).some(({ text }) => text === 'model')
  );
}
