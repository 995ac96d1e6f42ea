import { collapseSpaces, type Read, refused, tidy, understood, vocabulary } from '../text.ts';
import {
  END,
  explainRefusal,
  LIMIT,
  NO_LETTER,
  NUMBER,
  QUANTITY_TEXT_MAX,
  scaled,
  sensible,
  toNumber,
  type Unit,
  writeAmount,
} from './grammar.ts';

const SECONDS_IN = vocabulary([
  ['microseconds?|usecs?|us', 1e-6],
  ['milliseconds?|millis|msecs?|ms', 1e-3],
  ['seconds?|secs?|s', 1],
  ['minutes?|mins?|m', 60],
  ['hours?|hrs?|h', 3600],
  ['days?|d', 86_400],
  ['weeks?', 604_800],
]);

const UNIT = SECONDS_IN.source;
/** A comma joins no parts here: in a sentence it stands between two statements, "within 15 min, 90 s each". */
const NEXT = `(?: ?(?:and )?)`;
const PART = `${NUMBER} ?(?:${UNIT})${NO_LETTER}`;
/** A part starts where no number goes on, so that a long number is gone through once. */
const EACH_PART = new RegExp(`(?<![\\d.,])(${NUMBER}) ?(${UNIT})${NO_LETTER}`, 'gu');

/** Durations said in words; "overnight" is from an evening to the next morning, 12 hours. */
const SPOKEN = vocabulary([
  ['over ?night', 12 * 3600],
  ['half an hour', 1800],
  ['(?:a|1|one) quarter of an hour', 900],
  ['(?:an|one) hour and a half', 5400],
  ['(?:an|one) hour', 3600],
  ['(?:a|one) minute', 60],
  ['(?:a|one) second', 1],
  ['(?:a|one) day', 86_400],
  ['(?:a|one) week', 604_800],
  ['sub-?second', 0.9],
]);

/** The source of a pattern for a duration, for phrases that contain one. */
export const DURATION = `(?:${PART}(?:${NEXT}${PART}){0,2}(?: ?\\d{1,2}(?![\\d.,:])${NO_LETTER})?|${SPOKEN.source})`;

const WHOLE = new RegExp(
  `^(?:${LIMIT})?(?<duration>${DURATION})(?: ?(?:or less|or faster|max(?:imum)?|at most|each|per (?:request|call)|p9[059]))?\\.?$`,
  'u',
);
const EXAMPLES = '300 ms, 15 min or overnight';

/**
 * How long something may take, in seconds and above 0: `300 ms`, `15 min`, `1h30`, `under 200ms`, `overnight` (12 hours).
 */
export function readDuration(text: string): Read<number> {
  if (text.length > QUANTITY_TEXT_MAX) return explainRefusal(text, EXAMPLES);
  const duration = WHOLE.exec(tidy(collapseSpaces(text)).replaceAll(', ', ' '))?.groups?.['duration'];
  const seconds = duration === undefined ? undefined : durationSeconds(duration);
  if (seconds === undefined) return explainRefusal(text, EXAMPLES);
  if (seconds <= 0) return refused(`A time must be above zero; write it like ${EXAMPLES}.`);
  return understood(seconds);
}

/** Seconds of a text that {@link DURATION} matched; undefined if its parts do not make one duration. */
export function durationSeconds(text: string): number | undefined {
  const spoken = SPOKEN.meaningOf(text);
  if (spoken !== undefined) return spoken;
  const parts = [...text.matchAll(EACH_PART)];
  let total = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (const [, digits = '', unit = ''] of parts) {
    const number = toNumber(digits);
    const size = SECONDS_IN.meaningOf(unit) ?? 1;
    if (number === undefined || size >= smallest) return undefined;
    total = parts.length === 1 ? scaledSeconds(number, size) : total + scaledSeconds(number, size);
    smallest = size;
  }
  const last = parts.at(-1);
  const tail = last ? text.slice(last.index + last[0].length).trim() : '';
  if (tail === '') return sensible(total);
  // "1h30" and "2min30": a bare number after hours or minutes counts the next smaller unit.
  const next = smallest === 3600 ? 60 : smallest === 60 ? 1 : undefined;
  const rest = Number(tail);
  return next === undefined || !(rest < 60) ? undefined : sensible(total + rest * next);
}

function scaledSeconds(value: number, factor: number): number {
  return scaled(value, factor);
}

const WRITTEN_UNITS: readonly Unit[] = [
  ['h', 3600],
  ['min', 60],
  ['s', 1],
  ['ms', 1e-3],
];

/** `15 min` for 900; reading it gives the same number again. */
export function writeDuration(seconds: number): string {
  return writeAmount(seconds, WRITTEN_UNITS, 's');
}

const PLAIN_HOURS = new RegExp(`^(${NUMBER}) ?(?:hours?|hrs?|h)${END}`, 'u');
const ONE_HOUR: Unit = ['h', 1];
const WRITTEN_HOURS: readonly Unit[] = [['days', 24], ONE_HOUR];

/** How long something may take, in hours and above 0: `6 h`, `90 min`, `2 days`, `overnight`. */
export function readHours(text: string): Read<number> {
  const read = readDuration(text);
  return read.ok ? understood(inHours(text, read.value)) : read;
}

/** `24 h`, `2 days`; reading it gives the same number again. */
export function writeHours(hours: number): string {
  const inHoursAlone = writeAmount(hours, [ONE_HOUR], 'h');
  if (hours < 48) return inHoursAlone;
  const text = writeAmount(hours, WRITTEN_HOURS, 'h');
  const read = readHours(text);
  return read.ok && read.value === hours ? text : inHoursAlone;
}

/** A plain number of hours is taken as it stands, because 0.1 h made seconds and hours again need not be 0.1. */
function inHours(text: string, seconds: number): number {
  const plain = PLAIN_HOURS.exec(tidy(collapseSpaces(text)));
  const hours = plain?.[1] === undefined ? undefined : toNumber(plain[1]);
  return hours !== undefined && scaled(hours, 3600) === seconds ? hours : Number((seconds / 3600).toPrecision(15));
}
