import { optionTitle } from '../options/index.ts';
import type { Extent, InferenceOptionId } from '../recommendation.ts';
import type { NumberChange } from '../workload/fields/row.ts';
import { rowOf, type WorkloadField } from '../workload/workload.ts';
import type { Turn } from './turn.ts';

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

/** The clause for the other side of a limit: "a request takes at most 60 s" for over 60 s. Undefined where there isn't one limit. */
export function otherSide(field: WorkloadField, extent: Extent): string | undefined {
  const limit = limitOf(extent, field);
  return limit && withAmount(field, writeLimit({ is: OTHER_SIDE[limit.is], value: limit.value }, field));
}

interface Limit {
  readonly is: 'over' | 'at least' | 'under' | 'at most';
  readonly value: number;
}

const OTHER_SIDE: Readonly<Record<Limit['is'], Limit['is']>> = {
  over: 'at most',
  'at least': 'under',
  under: 'at least',
  'at most': 'over',
};

/** A limit reads as a limit; where both ends matter, or neither, as the span between them. */
function amountOf(extent: Extent, field: WorkloadField): string {
  const limit = limitOf(extent, field);
  if (limit) return writeLimit(limit, field);
  const { least, below, most, above } = extent;
  const [from, to] = writeSpan(least, most, numberWords(field));
  if (from === to) return from;
  if (below !== undefined && isRounder(below, least, field))
    return `over ${numberWords(field).write(below)}, up to ${to}`;
  if (above !== undefined && isRounder(above, most, field))
    return `under ${numberWords(field).write(above)}, down to ${from}`;
  return `${from} to ${to}`;
}

/** Of an extent with one end: the number at which it turns, or the last one before that, whichever is easier to say. */
function limitOf({ least, below, most, above }: Extent, field: WorkloadField): Limit | undefined {
  if (below !== undefined && above === undefined) {
    return isRounder(below, least, field) ? { is: 'over', value: below } : { is: 'at least', value: least };
  }
  if (above !== undefined && below === undefined) {
    return isRounder(above, most, field) ? { is: 'under', value: above } : { is: 'at most', value: most };
  }
  return undefined;
}

function writeLimit({ is, value }: Limit, field: WorkloadField): string {
  const numbers = numberWords(field);
  const round = is === 'over' || is === 'at least' ? Math.ceil : Math.floor;
  return `${is} ${numbers.write(shorten(value, round, numbers))}`;
}

/** Both ends rounded inwards, unless nothing would be left between them. */
function writeSpan(least: number, most: number, numbers: NumberChange): readonly [string, string] {
  const [from, to] = [shorten(least, Math.ceil, numbers), shorten(most, Math.floor, numbers)];
  if (from >= to) return [numbers.write(least), numbers.write(most)];
  const whole = [inMinutes(from, Math.ceil, numbers), inMinutes(to, Math.floor, numbers)] as const;
  const [start, end] = isOfTwoUnits(numbers.write(from), numbers.write(to)) && whole[0] < whole[1] ? whole : [from, to];
  return [numbers.write(start), numbers.write(end)];
}

/** "5 min", "499 s": one end in seconds is read against the other in minutes. */
const isOfTwoUnits = (from: string, to: string): boolean => / s$/.test(from) !== / s$/.test(to);

/** A time in whole minutes, on the side where what is said of it stays true. */
const inMinutes = (value: number, round: (minutes: number) => number, { smaller = 1 }: NumberChange): number =>
  (round(Number(((value * smaller) / SECONDS_PER_MINUTE).toPrecision(12))) * SECONDS_PER_MINUTE) / smaller;

const SECONDS_PER_MINUTE = 60;

const DIGITS = 3;

/** To three digits as it's written, on the side where what is said of it stays true; estimates are worth no more. */
function shorten(value: number, round: (steps: number) => number, { write, smaller = 1 }: NumberChange): number {
  if (digitsOf(write(value)) <= DIGITS) return value;
  const written = value * smaller;
  const unit = 10 ** (Math.floor(Math.log10(written)) - (DIGITS - 1));
  return Number(((round(Number((written / unit).toPrecision(12))) * unit) / smaller).toPrecision(12));
}

/** Of two neighbours, the one that somebody would have written down. */
const isRounder = (value: number, other: number, field: WorkloadField): boolean => {
  const { write } = numberWords(field);
  const digits = digitsOf(write(value));
  return digits <= DIGITS && digits < digitsOf(write(other));
};

/** Significant digits of a number in words: 1 of "60 s", 4 of "1,025 MB". */
function digitsOf(written: string): number {
  const [mantissa = ''] = Number(written.replace(/\D/g, '')).toExponential().split('e');
  return mantissa.replace('.', '').length;
}

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
