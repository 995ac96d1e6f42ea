import type { WorkloadField } from '../../recommender/index.ts';
import type { Assigned, Claim, Reading } from './types.ts';

/** Seconds in a month. */
export const PER_SECOND = 730 * 3600;

/** The words around a rate. */
interface WordsNear {
  /** From the rate back to the next comma, "and", "but" or quantity. */
  before: string[];
  /** Those between its number and its period, and the next ones. */
  after: string[];
  /** The nearest of both. */
  close: string[];
  clause: string[];
  sentence: string[];
}

/** A rate of a text, with what it takes to tell what it is a rate of. */
export interface RateScene {
  reading: Reading;
  at: number;
  /** All quantities of the text; the rate's own place among them. */
  all: readonly Assigned[];
  index: number;
  /** How many at a time, and how often in a month. */
  value: number;
  perMonth: number;
  noun: readonly string[];
  /** The lower end of a range. */
  low: number | undefined;
  near: WordsNear;
  isPerSecond: boolean;
  /** States a field. With `isHint` it gives way to any other statement of it. */
  add(field: WorkloadField, value: unknown, weight?: number, isHint?: boolean): void;
  /** States requests per month that known hours and days narrow; `to`: the first item after what says so. */
  addMonthly(requests: number, to?: number): void;
  /** Read, and nothing is stated by it. */
  understand(): void;
}

/** The scene of a rate. */
export function sceneOf(
  reading: Reading,
  { at, quantity }: Assigned,
  all: readonly Assigned[],
  index: number,
): RateScene {
  const { value, perMonth = 1, noun = [], low } = quantity;
  const { claims, understood } = reading;
  return {
    reading,
    at,
    all,
    index,
    value,
    perMonth,
    noun,
    low,
    near: wordsNear(reading, at),
    isPerSecond: perMonth >= PER_SECOND * 0.99,
    add(field, amount, weight = 1.1, isHint = false) {
      claims.push({ field, value: amount, from: at, to: at + 1, weight, ...(isHint && { hint: true }) } as Claim);
    },
    addMonthly(requests, to = at + 1) {
      claims.push({ field: 'monthlyRequests', value: requests, from: at, to, weight: 1.2, rate: perMonth });
    },
    understand() {
      understood.push({ from: at, to: at + 1 });
    },
  };
}

function wordsNear({ items, clauses: { clauseOf, sentenceOf } }: Reading, at: number): WordsNear {
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
