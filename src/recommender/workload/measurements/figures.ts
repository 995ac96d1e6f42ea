import { type Fault, refuse } from '../fault.ts';
import { isObject, type JsonObject } from '../model-config/open-config.ts';
import type { MeasuredPoint } from './measurement.ts';

/** Figures of one document, each by its path from the top; what is wrong with them is collected. */
export interface Figures {
  readonly document: JsonObject;
  readonly faults: Fault[];
  /** Above 0, times `scale`. A fault where it is missing or anything else. */
  needed(path: string, scale?: number): number;
  /** The same, or null where it isn't there. */
  positive(path: string, scale?: number): number | null;
  /** At least 0, or null. */
  count(path: string): number | null;
  /** A text on one line, or null. */
  text(path: string): string | null;
}

export function figuresOf(document: JsonObject, faults: Fault[], within = ''): Figures {
  const field = (path: string): string => (within === '' ? path : `${within}.${path}`);
  function figure(path: string, isRight: (value: number) => boolean, expected: string): number | null {
    const value = numberIn(valueAt(document, path));
    if (value === undefined) return null;
    if (typeof value === 'number' && isRight(value)) return value;
    faults.push({ field: field(path), text: `${field(path)} must be ${expected}; it is ${shown(value)}.` });
    return null;
  }
  const positive = (path: string, scale = 1): number | null => {
    const value = figure(path, (number) => number > 0 && number <= FIGURE_MAX, 'a number above 0');
    return value === null ? null : Number((value * scale).toPrecision(DIGITS));
  };
  return {
    document,
    faults,
    positive,
    needed(path, scale) {
      const before = faults.length;
      const value = positive(path, scale);
      if (value === null && faults.length === before) refuse(faults, `${field(path)} is missing.`, field(path));
      return value ?? 0;
    },
    count: (path) => figure(path, (number) => number >= 0 && number <= FIGURE_MAX, 'a number of at least 0'),
    text(path) {
      const value = valueAt(document, path);
      return typeof value === 'string' && value.trim() !== '' ? value.slice(0, TEXT_MAX).replace(/\s+/g, ' ') : null;
    },
  };
}

/** No endpoint does more of anything. */
const FIGURE_MAX = 1e12;
const TEXT_MAX = 200;
/** Without those that a change of unit adds: 0.0612, not 0.061200000000000004. */
const DIGITS = 12;

/** What stands at `request_latency.p50`; undefined where nothing does. */
export function valueAt(document: unknown, path: string): unknown {
  let value: unknown = document;
  for (const key of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(key)];
    else value = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

/** AWS writes some figures as text, and Python writes NaN as null or as text. */
function numberIn(value: unknown): unknown {
  if (value === null || value === 'NaN') return undefined;
  if (typeof value !== 'string') return value;
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : value;
}

const SHOWN_MAX = 40;

function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, SHOWN_MAX));
  return Array.isArray(value) ? 'a list' : typeof value === 'boolean' ? String(value) : 'an object';
}

/** The date of an RFC 3339 time, of seconds since 1970, or of `20260523-114606`; null for anything else. */
export function dateOf(value: unknown): string | null {
  if (typeof value === 'number') return value > 0 && value < SECONDS_MAX ? dayOf(Math.floor(value / 86_400)) : null;
  if (typeof value !== 'string') return null;
  const [, year = '', month = '', day = ''] = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(value) ?? [];
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const days = Number(month) === 2 && isLeap ? 29 : DAYS[Number(month) - 1];
  return days !== undefined && Number(day) >= 1 && Number(day) <= days ? `${year}-${month}-${day}` : null;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** The end of the year 9999. */
const SECONDS_MAX = 253_402_300_799;
const DAYS_PER_400_YEARS = 146_097;
/** From March 1 of the year 0, from which leap days come last, to January 1, 1970. */
const DAYS_TO_1970 = 719_468;

/** The date of a day since 1970-01-01. Without the host's clock, which the recommender doesn't know. */
function dayOf(day: number): string {
  const since = day + DAYS_TO_1970;
  const era = Math.floor(since / DAYS_PER_400_YEARS);
  const ofEra = since - era * DAYS_PER_400_YEARS;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const ofMonth = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${year + era * 400 + (month <= 2 ? 1 : 0)}-${two(month)}-${two(ofMonth)}`;
}

/** Of a document that says nothing of a point. */
export const NO_POINT: MeasuredPoint = {
  concurrency: null,
  requestsPerSecond: 0,
  outputTokensPerSecond: null,
  inputTokens: null,
  outputTokens: null,
  seconds: { mean: null, p50: null, p95: null, p99: null },
  timeToFirstTokenSeconds: null,
  failedShare: null,
};
