export { type BusyHours, readBusyHours, writeBusyHours } from './busy-hours.ts';
export { readCount, readUsd, writeCount, writeUsd } from './count.ts';
export { readDuration, readHours, writeDuration, writeHours } from './duration.ts';
export { type Model, readModel, writeModel } from './model.ts';
export { readRuns, readVolume, type Volume, writeRuns, writeVolume } from './rate.ts';
export { type Payload, readPayload, readSizeGB, writePayload, writeSizeGB } from './size.ts';
