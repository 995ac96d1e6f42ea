import { HOME_REGION } from '../facts/working-figures.ts';
import type { Fault } from './fault.ts';
import { nearest } from './nearest.ts';
import { namesAnother, SCHEMA_KEY } from './schema-key.ts';
import {
  kindOf,
  rowOf,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
  wordsOf,
  workloadSchema,
} from './workload.ts';

/** A workload that can be answered, or everything that is wrong with the input: at least one fault. */
export type ParsedWorkload = { ok: true; workload: Workload } | { ok: false; faults: Fault[] };

/**
 * Reads a workload from anything: null and absent fields are *not stated*. All faults are reported at once, one sentence
 * each, naming the field. What is accepted has its fields in the order of the form, whatever order they came in. `$schema`, by
 * which editors complete a file, states nothing.
 */
export function parseWorkload(input: unknown): ParsedWorkload {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { ok: false, faults: [{ field: '', text: 'A workload is a JSON object with at least a name.' }] };
  }
  const { sound, faults } = check(input as Record<string, unknown>);
  const wrong = [...faults, ...impossibleIn(sound)];
  if (wrong.length > 0) return { ok: false, faults: [...anotherFile(input), ...wrong] };
  const workload = sound as Workload;
  workload.name = onOneLine(workload.name);
  if (workload.modelId !== undefined) workload.modelId = onOneLine(workload.modelId);
  return { ok: true, workload };
}

/**
 * A workload of which only the name is stated.
 * @throws Error for a name that no workload has.
 */
export function named(name: string): Workload {
  const parsed = parseWorkload({ name });
  if (!parsed.ok) throw new Error(parsed.faults[0]?.text);
  return parsed.workload;
}

/** The sound fields of an input, in the order of the form, and the faults of the others. Checks only what is stated: a few of all fields. */
function check(input: Record<string, unknown>): { sound: Partial<Workload>; faults: Fault[] } {
  const sound: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const field of WORKLOAD_FIELDS) {
    const value = input[field] ?? undefined;
    if (value === undefined && field !== 'name') continue;
    const parsed = workloadSchema.shape[field].safeParse(value);
    if (parsed.success) sound[field] = parsed.data;
    else faults.push(...faultsOf(field, value));
  }
  const unknown = Object.entries(input).filter(
    ([key, value]) => !Object.hasOwn(workloadSchema.shape, key) && value != null && key !== SCHEMA_KEY,
  );
  for (const [at, [key]] of unknown.entries()) faults.push({ field: key, text: unknownField(key, at < SUGGESTED_MAX) });
  return { sound, faults };
}

function anotherFile(input: object): Fault[] {
  const text = namesAnother(input, 'workload');
  return text === undefined ? [] : [{ field: SCHEMA_KEY, text }];
}

/** Values that no workload has together, though each is one that a workload can have. */
function impossibleIn(sound: Partial<Workload>): Fault[] {
  const { contextTokens, inputTokens = 0, outputTokens = 0, region = HOME_REGION, otherRegions } = sound;
  const tokens = inputTokens + outputTokens;
  if (otherRegions?.includes(region))
    return [{ field: 'otherRegions', text: `otherRegions: ${region} is the Region itself.` }];
  if (contextTokens === undefined || contextTokens >= tokens) return [];
  const least = `at least ${tokens}, the input and output tokens of a request`;
  return [{ field: 'contextTokens', text: `contextTokens must be ${least}; it is ${contextTokens}.` }];
}

/** Names are shown on one line. */
const onOneLine = (name: string): string => name.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' ');

/** The same workload with its fields in the order of the form and without those that nobody gave. */
export function inFormOrder(workload: Workload): Workload {
  const ordered: Partial<Record<WorkloadField, unknown>> = {};
  for (const field of WORKLOAD_FIELDS) {
    const value = workload[field];
    if (value !== undefined && value !== null) ordered[field] = value;
  }
  return ordered as Workload;
}

function faultsOf(field: WorkloadField, value: unknown): Fault[] {
  const inside = rowOf(field).faults?.(value) ?? [];
  if (inside.length === 0) return [{ field, text: faultOf(field, value) }];
  return inside.slice(0, INSIDE_MAX).map((text) => ({ field, text: `${field}: ${text}` }));
}

/** More of them say that it is another kind of file. */
const INSIDE_MAX = 5;

function faultOf(field: WorkloadField, value: unknown): string {
  const meant = typeof value === 'string' ? rowOf(field).meant?.(value) : undefined;
  const hint = meant === undefined ? '.' : `: did you mean ${meant}?`;
  return `${field} must be ${expectationOf(field)}; it is ${shownValue(value)}${hint}`;
}

/** More unknown fields are no slips, and to find what each might mean takes a while. */
const SUGGESTED_MAX = 20;

function unknownField(key: string, mayBeSlip: boolean): string {
  const meant = mayBeSlip ? nearest(key, WORKLOAD_FIELDS) : undefined;
  return `${shown(key)} is not a field of a workload${meant === undefined ? '.' : `: did you mean ${meant}?`}`;
}

/** What a field takes: "a number above 0", "one of serial, direct". */
export function expectationOf(field: WorkloadField): string {
  const words = wordsOf(field);
  if (words) return `one of ${words.join(', ')}`;
  if (kindOf(field) === 'yes-or-no') return 'true or false';
  return rowOf(field).expects ?? (acceptsZero(field) ? 'a number of at least 0' : 'a number above 0');
}

function acceptsZero(field: WorkloadField): boolean {
  return workloadSchema.shape[field].safeParse(0).success;
}

function shownValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'not a finite number';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return value === '' ? 'an empty text' : shown(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

const SHOWN_CHARACTERS_MAX = 40;

/** Quoted, on one line, cut to a length that leaves the sentence readable. */
function shown(value: string): string {
  const characters = [...value];
  const cut = characters.length > SHOWN_CHARACTERS_MAX;
  return JSON.stringify(cut ? `${characters.slice(0, SHOWN_CHARACTERS_MAX).join('')}…` : value);
}

/** Whether two values of a field are the same: what stands in an object counts, not which object it is. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  return JSON.stringify(one) === JSON.stringify(other);
}
