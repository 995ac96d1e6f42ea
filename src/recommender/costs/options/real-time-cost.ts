import { instanceFor } from '../choose-instance.ts';
import type { OptionCosting } from '../costing.ts';
import { DATA, instanceLine, STORAGE } from '../costing.ts';
import { endpointUsage } from '../endpoint-usage.ts';

const LINES = [instanceLine('hosting'), DATA, STORAGE];

/** Instances by the hour, enough for the peak; data in and out; the volumes of instances without disks of their own. */
export const REAL_TIME_COST: OptionCosting = {
  lines: () => LINES,
  capacityFor: (plan, needs, book) => instanceFor('hosting', plan, needs, book),
  usageOf: (plan, needs, volume, processingSeconds, { spec }) =>
    endpointUsage(plan, needs, volume, volume.peakRate, processingSeconds, spec, volume.dataGB),
};
