import type { InstanceComponent } from '../facts/price-list.ts';
import { QUOTAS } from '../facts/quotas.ts';
import type { Needs } from '../needs/needs.ts';

/** How long a request may take by itself. A queue and a job have as long as they are given. A time of a named machine limits nothing. */
export const secondsLimit = (component: InstanceComponent, needs: Needs): number =>
  Math.min(waitLimit(component, needs), needs.timedOn || needs.stated.instanceType ? Infinity : statedOf(needs));

const statedOf = ({ stated: { processingTimeSeconds = Infinity } }: Needs): number => processingTimeSeconds;

/** The same whatever was stated of how long it takes. */
export function waitLimit(component: InstanceComponent, needs: Needs): number {
  const { responseTimeSeconds = Infinity, streaming, isDataset } = needs;
  const waits = streaming === 'none' && !isDataset ? responseTimeSeconds : Infinity;
  const quota = {
    hosting: QUOTAS.realTimeProcessing,
    asynchronous: QUOTAS.asynchronousProcessing,
    batch: QUOTAS.batchRecordProcessing,
  };
  return Math.min(waits, quota[component].value * (needs.granted.callTimes ?? 1));
}
