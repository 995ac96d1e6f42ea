import { instanceFor } from '../choose-instance.ts';
import type { OptionCosting } from '../costing.ts';
import { instanceLine, STORAGE } from '../costing.ts';
import { endpointUsage } from '../endpoint-usage.ts';

const LINES = [instanceLine('asynchronous'), STORAGE];

/**
 * Instances by the hour, enough for each hour's average, since the queue takes the peaks; and their volumes. Data processing
 * is charged on what a request itself carries: here an address, since payloads lie in S3 (SOURCES.asynchronous).
 */
export const ASYNCHRONOUS_COST: OptionCosting = {
  lines: () => LINES,
  capacityFor: (plan, needs, book) => instanceFor('asynchronous', plan, needs, book),
  usageOf: (plan, needs, volume, processingSeconds, { spec }) =>
    endpointUsage(plan, needs, volume, volume.hourlyPeakRate, processingSeconds, spec, 0),
};
