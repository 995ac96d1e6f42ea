import {
  type Measurement,
  readModelConfig,
  SOURCE_NAMES,
  type Unit,
  unitOf,
  type WorkloadField,
  wordingOf,
} from '../../recommender/index.ts';
import type { Read } from '../text.ts';
import * as amounts from './amounts.ts';
import { writeCount } from './amounts.ts';

export * from './amounts.ts';
export * from './answers.ts';

/** How a unit's numbers are typed and written. `read` returns exactly the number that `write` was given. */
export const UNITS: Readonly<Record<Unit, { read(text: string): Read<number>; write(value: number): string }>> = {
  seconds: { read: amounts.readDuration, write: amounts.writeDuration },
  MB: { read: amounts.readSizeMB, write: amounts.writeSizeMB },
  GB: { read: amounts.readSizeGB, write: amounts.writeSizeGB },
  hours: { read: amounts.readHours, write: amounts.writeHours },
  count: { read: amounts.readCount, write: amounts.writeCount },
  usd: { read: amounts.readUsd, write: amounts.writeUsd },
  runs: { read: amounts.readRuns, write: amounts.writeRuns },
};

/** A field's value as people read it: "30 MB", "yes", "15 min"; "not stated" where there is none. */
export function writeValue(field: WorkloadField, value: unknown): string {
  if (value === undefined || value === null) return 'not stated';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return UNITS[unitOf(field) ?? 'count'].write(value);
  if (Array.isArray(value))
    return field === 'otherRegions' ? value.join(', ') : writeMeasurements(value as Measurement[]);
  if (typeof value === 'object') return writeModelConfig(value);
  return wordingOf(field, String(value));
}

/** "GuideLLM on ml.g6e.xlarge (2026-11-20)": who measured, on what and when, as far as that is known. */
export function writeMeasured({ source, instanceType, measuredAt }: Measurement): string {
  const when = measuredAt === null ? '' : ` (${measuredAt})`;
  return `${SOURCE_NAMES[source]} on ${instanceType ?? 'an instance type that nobody named'}${when}`;
}

/** Several are listed once each. */
export const writeMeasurements = (measurements: readonly Measurement[]): string =>
  [...new Set(measurements.map(writeMeasured))].join('; ');

/** "config.json of 30.5B parameters, 3B active, 8-bit" */
export function writeModelConfig(config: unknown): string {
  const read = readModelConfig(config);
  if (!read.ok) return 'config.json';
  const inBillions = (count: number): string => `${writeCount(Number(count.toPrecision(3)))}B`;
  const active = read.activeBillion === null ? '' : `, ${inBillions(read.activeBillion)} active`;
  return `config.json of ${inBillions(read.parametersBillion)} parameters${active}, ${read.precisionBits}-bit`;
}
