export { type BusyHours, readBusyHours, writeBusyHours } from './busy-hours.ts';
export { readCount, writeCount } from './count.ts';
export { readDuration, readHours, writeDuration, writeHours } from './duration.ts';
export { type Model, readModel, writeModel } from './model.ts';
export { type Payload, readPayload, writePayload } from './payload.ts';
export { readRuns, writeRuns } from './runs.ts';
export { readSizeGB, writeSizeGB } from './size.ts';
export { readUsd, writeUsd } from './usd.ts';
export { readVolume, type Volume, writeVolume } from './volume.ts';
