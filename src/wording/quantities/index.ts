import { readModelConfig, type Unit, unitOf, type WorkloadField, wordingOf } from '../../recommender/index.ts';
import type { Read } from '../text.ts';
import { readDuration, readHours, writeDuration, writeHours } from './duration.ts';
import { readCount, readUsd, writeCount, writeUsd } from './grammar.ts';
import { readRuns, writeRuns } from './rate.ts';
import { readSizeGB, readSizeMB, writeSizeGB, writeSizeMB } from './size.ts';

export { type BusyHours, readBusyHours, writeBusyHours } from './busy-hours.ts';
export { readVolume, type Volume, writeVolume } from './rate.ts';
export { type Model, type Payload, readModel, readPayload, writeModel, writePayload } from './size.ts';
export {
  readCount,
  readDuration,
  readHours,
  readRuns,
  readSizeGB,
  readSizeMB,
  readUsd,
  writeCount,
  writeDuration,
  writeHours,
  writeRuns,
  writeSizeGB,
  writeUsd,
};

/** How a unit's numbers are typed and written. `read` returns exactly the number that `write` was given. */
export const UNITS: Readonly<Record<Unit, { read(text: string): Read<number>; write(value: number): string }>> = {
  seconds: { read: readDuration, write: writeDuration },
  MB: { read: readSizeMB, write: writeSizeMB },
  GB: { read: readSizeGB, write: writeSizeGB },
  hours: { read: readHours, write: writeHours },
  count: { read: readCount, write: writeCount },
  usd: { read: readUsd, write: writeUsd },
  runs: { read: readRuns, write: writeRuns },
};

/** A field's value as people read it: "30 MB", "yes", "15 min"; "not stated" where there is none. */
export function writeValue(field: WorkloadField, value: unknown): string {
  if (value === undefined || value === null) return 'not stated';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return UNITS[unitOf(field) ?? 'count'].write(value);
  if (typeof value === 'object') return writeModelConfig(value);
  return wordingOf(field, String(value));
}

/** "config.json of 30.5B parameters, 3B active, 8-bit" */
export function writeModelConfig(config: unknown): string {
  const read = readModelConfig(config);
  if (!read.ok) return 'config.json';
  const inBillions = (count: number): string => `${writeCount(Number(count.toPrecision(3)))}B`;
  const active = read.activeBillion === null ? '' : `, ${inBillions(read.activeBillion)} active`;
  return `config.json of ${inBillions(read.parametersBillion)} parameters${active}, ${read.precisionBits}-bit`;
}
