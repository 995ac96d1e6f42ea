import { unitOf, type WorkloadField, wordingOf } from '../recommender/index.ts';
import { UNITS } from './quantities/index.ts';

/** A field's value as people read it: "30 MB", "yes", "15 min"; "not stated" where there is none. */
export function writeValue(field: WorkloadField, value: unknown): string {
  if (value === undefined || value === null) return 'not stated';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return UNITS[unitOf(field) ?? 'count'].write(value);
  return wordingOf(field, String(value));
}
