import { optionTitle } from '../options/index.ts';
import type { InferenceOptionId } from '../recommendation.ts';
import type { NumberChange } from '../workload/fields/row.ts';
import { rowOf, type WorkloadField } from '../workload/workload.ts';
import type { Turn } from './turn.ts';

/** How far along a number something holds: from the least to the most, and the numbers next to these, at which it doesn't. */
export interface Extent {
  readonly least: number;
  /** Absent where the least is as far as was looked. */
  readonly below?: number;
  readonly most: number;
  /** Absent where the most is as far as was looked. */
  readonly above?: number;
}

/** "the payload is over 4 MB": a clause for a word, or for a number as far as it holds. */
export function clauseFor(field: WorkloadField, value: unknown, extent?: Extent): string {
  const { change } = rowOf(field);
  if (typeof value === 'number') return withAmount(field, amountOf(extent ?? { least: value, most: value }, field));
  const clauses = change as Readonly<Record<string, string>> | string;
  return typeof clauses === 'string' ? `${clauses} ${String(value)}` : String(clauses[String(value)]);
}

/** The same for a change from what is stated, where nothing more was found out: a smaller number is the most. */
export function changeClause(field: WorkloadField, value: unknown, stated: unknown): string {
  if (typeof value !== 'number' || typeof stated !== 'number') return clauseFor(field, value);
  return withAmount(field, `at ${value < stated ? 'most' : 'least'} ${numberWords(field).write(value)}`);
}

const numberWords = (field: WorkloadField): NumberChange => rowOf(field).change as NumberChange;

const withAmount = (field: WorkloadField, amount: string): string => numberWords(field).clause(amount);

/** A limit reads as a limit; where both ends matter, or neither, as the span between them. */
function amountOf({ least, below, most, above }: Extent, field: WorkloadField): string {
  const { write, smaller = 1 } = numberWords(field);
  const over = below !== undefined && isRounder(below * smaller, least * smaller) ? `over ${write(below)}` : undefined;
  const under = above !== undefined && isRounder(above * smaller, most * smaller) ? `under ${write(above)}` : undefined;
  if (below !== undefined && above === undefined) return over ?? `at least ${write(least)}`;
  if (above !== undefined && below === undefined) return under ?? `at most ${write(most)}`;
  const [from, to] = [write(least), write(most)];
  if (from === to) return from;
  if (over) return `${over}, up to ${to}`;
  return under ? `${under}, down to ${from}` : `${from} to ${to}`;
}

/** Of two neighbours, the one that somebody would have written down. */
const isRounder = (value: number, other: number): boolean => isRound(value) && !isRound(other);

const isRound = (value: number): boolean => Number(value.toPrecision(2)) === Number(value.toPrecision(12));

/** How far a turn was found to hold; nothing where it was not seen to turn. */
export function extentOf({ at: { value }, before, until }: Turn): Extent | undefined {
  if (before === undefined) return undefined;
  const end = until ?? value;
  const ends = until === undefined ? {} : { [value > before ? 'above' : 'below']: until };
  return value > before
    ? { least: value, below: before, most: end, ...ends }
    : { least: end, most: value, above: before, ...ends };
}

/** "If the payload is over 4 MB: Asynchronous Inference." */
export const conditionText = (clause: string, to: InferenceOptionId | null): string =>
  `If ${clause}: ${to === null ? 'no option fits' : optionTitle(to)}.`;
