import { DATA, instanceLine, STORAGE } from '../bill/cost-lines.ts';
import { instanceFor } from '../instances/choose-instance.ts';
import { endpointUsage } from '../instances/endpoint-usage.ts';
import type { OptionCosting } from './option-cost.ts';

const LINES = [instanceLine('hosting'), DATA, STORAGE];

/** Instances by the hour, enough for the peak; data in and out; the volumes of instances without disks of their own. */
export const REAL_TIME_COST: OptionCosting = {
  lines: () => LINES,
  capacityFor: (plan, needs, book) => instanceFor('hosting', plan, needs, book),
  usageOf: (plan, needs, volume, processingSeconds, { spec }) =>
    endpointUsage(plan, needs, volume, volume.peakRate, processingSeconds, spec, volume.dataGB),
};
