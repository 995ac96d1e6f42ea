import { QUOTAS, SERVERLESS_MEMORY_SIZES_MB } from '../../facts/quotas.ts';
import { DEFAULT_SERVERLESS_MEMORY_MB, SECONDS_PER_HOUR } from '../../facts/working-figures.ts';
import type { Needs } from '../../needs/needs.ts';
import { MB_PER_GB } from '../../workload/measures.ts';
import { endpointsOf } from '../capacity.ts';
import type { Capacity, OptionCosting } from '../costing.ts';
import { DATA, serverlessLine } from '../costing.ts';
import type { Volume } from '../volume.ts';

const MEMORY_SIZES: readonly Capacity[] = SERVERLESS_MEMORY_SIZES_MB.map((type) => ({ type }));

const ON_DEMAND = [serverlessLine('serverless', 'inferenceSeconds', 'Inference duration'), DATA];
const PROVISIONED = [
  serverlessLine('provisioned-warm', 'warmSeconds', 'Provisioned concurrency kept warm'),
  serverlessLine('provisioned-inference', 'inferenceSeconds', 'Inference duration'),
  DATA,
];

/** Seconds of inference at a memory size; with provisioned concurrency also the seconds in which it is kept warm; data. */
export const SERVERLESS_COST: OptionCosting = {
  lines: (plan) => (plan.scaling === 'provisioned-concurrency' ? PROVISIONED : ON_DEMAND),
  capacityFor(_plan, { stated }) {
    const memoryMB = stated.modelSizeGB === undefined ? DEFAULT_SERVERLESS_MEMORY_MB : stated.modelSizeGB * MB_PER_GB;
    for (const size of MEMORY_SIZES) if (memoryMB <= Number(size.type)) return size;
    return undefined;
  },
  usageOf(plan, needs, volume, processingSeconds) {
    const endpoints = endpointsOf(plan, needs);
    const units =
      plan.scaling === 'provisioned-concurrency' ? warmUnits(needs, volume, processingSeconds, endpoints) : 0;
    return {
      instanceHours: 0,
      inferenceSeconds: volume.requestsPerMonth * processingSeconds,
      warmSeconds: units * volume.busyHours * SECONDS_PER_HOUR,
      dataGB: volume.dataGB,
      storageGBMonths: 0,
    };
  },
};

/** Enough on every endpoint for the requests in work at the peak, or for a burst; at least one, at most the quota. */
function warmUnits({ stated }: Needs, volume: Volume, processingSeconds: number, endpoints: number): number {
  const atOnce = Math.max(volume.peakRate * processingSeconds, stated.burstRequests ?? 0) / endpoints;
  return endpoints * Math.min(QUOTAS.serverlessConcurrency.value, Math.max(1, Math.ceil(atOnce - 1e-9)));
}
