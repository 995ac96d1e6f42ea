import type { Fault } from '../fault.ts';
import { isObject, type JsonObject } from '../model-config/open-config.ts';

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
    return value === null ? null : value * scale;
  };
  return {
    document,
    faults,
    positive,
    needed(path, scale) {
      const before = faults.length;
      const value = positive(path, scale);
      if (value === null && faults.length === before) {
        faults.push({ field: field(path), text: `${field(path)} is missing.` });
      }
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
  if (typeof value === 'number' && value > 0 && value < SECONDS_MAX) {
    return new Date(value * 1000).toISOString().slice(0, DATE_LENGTH);
  }
  if (typeof value !== 'string') return null;
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(value) ?? [];
  const date = `${year}-${month}-${day}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, DATE_LENGTH) !== date ? null : date;
}

const DATE_LENGTH = 10;
/** The end of the year 9999. */
const SECONDS_MAX = 253_402_300_799;

/** Of one thing of a document that says nothing more of it: nulls. */
export const NO_SECONDS = { mean: null, p50: null, p95: null, p99: null };
