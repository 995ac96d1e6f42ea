import { optionTitle } from '../options/index.ts';
import type { InferenceOptionId } from '../recommendation.ts';
import type { NumberChange } from '../workload/fields/row.ts';
import { rowOf, type WorkloadField } from '../workload/workload.ts';

/** On which side of a number it holds, and how far that was found. */
interface Side {
  /** The last value at which it does not hold yet. */
  readonly before?: number;
  /** The last value up to which it was found to hold; absent where that is without end. */
  readonly until?: number;
}

/** "the payload is over 4 MB": a number with the side it has to be on, a choice in words. */
export function conditionText(field: WorkloadField, value: unknown, side: Side = {}): string {
  const { change } = rowOf(field);
  if (typeof value !== 'number') {
    const clauses = change as Readonly<Record<string, string>> | string;
    return typeof clauses === 'string' ? `${clauses} ${String(value)}` : String(clauses[String(value)]);
  }
  const words = change as NumberChange;
  const isCount = words.subject === 'there';
  const subject = isCount ? (value === 1 ? 'there is' : 'there are') : words.subject;
  return `${subject} ${sideText(value, side, words, isCount)}`;
}

function sideText(
  value: number,
  { before, until }: Side,
  { write, smaller = 1 }: NumberChange,
  isCount: boolean,
): string {
  const written = write(value);
  if (before === undefined) return written;
  const isMore = value > before;
  const turnsBehind = !isCount && isRound(before * smaller) && !isRound(value * smaller);
  if (until !== undefined) {
    const end = write(until);
    if (end === written || end === write(before)) return written;
    return turnsBehind
      ? `${isMore ? 'over' : 'under'} ${write(before)}, ${isMore ? 'up' : 'down'} to ${end}`
      : `between ${written} and ${end}`;
  }
  if (turnsBehind) return `${isMore ? 'over' : 'under'} ${write(before)}`;
  if (isCount && !isMore) return value === 1 ? written : `${written} or fewer`;
  return `${written} or ${isMore ? 'more' : 'less'}`;
}

/** "Asynchronous Inference if the payload is over 4 MB." */
export function flipText(field: WorkloadField, value: unknown, option: InferenceOptionId | null, side?: Side): string {
  return `${option ? optionTitle(option) : 'Nothing fits any more'} if ${conditionText(field, value, side)}.`;
}

/** A figure that somebody would have written down: two significant digits are enough for it. */
const isRound = (value: number): boolean => Number(value.toPrecision(2)) === Number(value.toPrecision(12));
