import { type Unit, unitOf, type WorkloadField, wordingOf } from '../recommender/index.ts';
import { writeCount, writeDuration, writeHours, writeRuns, writeSizeGB, writeUsd } from './quantities/index.ts';
import { writeSizeMB } from './quantities/size.ts';

const WRITERS: Record<Unit, (value: number) => string> = {
  seconds: writeDuration,
  MB: writeSizeMB,
  GB: writeSizeGB,
  hours: writeHours,
  count: writeCount,
  usd: writeUsd,
  runs: writeRuns,
};

/** A field's value as people read it: "30 MB", "yes", "15 min"; "not stated" where there is none. */
export function writeValue(field: WorkloadField, value: unknown): string {
  if (value === undefined || value === null) return 'not stated';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return WRITERS[unitOf(field) ?? 'count'](value);
  return wordingOf(field, String(value));
}
