import type { Unit } from '../../recommender/index.ts';
import type { Read } from '../text.ts';
import { readCount, readUsd, writeCount, writeUsd } from './count.ts';
import { readDuration, readHours, writeDuration, writeHours } from './duration.ts';
import { readRuns, writeRuns } from './rate.ts';
import { readSizeGB, readSizeMB, writeSizeGB, writeSizeMB } from './size.ts';

export { type BusyHours, readBusyHours, writeBusyHours } from './busy-hours.ts';
export { type Model, readModel, writeModel } from './model.ts';
export { readVolume, type Volume, writeVolume } from './rate.ts';
export { type Payload, readPayload, writePayload } from './size.ts';
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
