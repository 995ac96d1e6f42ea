import type { Needs } from '../../needs.ts';
import type { Usage } from '../bill/usage.ts';
import type { Plan } from '../plan.ts';
import type { Volume } from '../volume.ts';
import { endpointsOf, instancesByMemory, instancesMin, requestsAtOnce, storageFor } from './capacity.ts';
import { busyInstances, fixedHours, followingHours, type Load, queueInstances, wokenHours } from './instance-hours.ts';
import type { InstanceType } from './instance-types.ts';

/** What endpoints of instances use in a month, provisioned for this many requests a second in the busiest part of the day. */
export function endpointUsage(
  plan: Plan,
  needs: Needs,
  volume: Volume,
  peakRate: number,
  processingSeconds: number,
  spec: InstanceType | undefined,
  dataGB: number,
): Usage {
  const endpoints = endpointsOf(plan, needs);
  const load: Load = {
    volume,
    share: 1 / endpoints,
    peakRate,
    processingSeconds,
    atOnce: requestsAtOnce(spec),
    floor: Math.max(instancesMin(needs), instancesByMemory(plan, needs, spec)),
  };
  const instanceHours = endpoints * hoursOf(plan, load, needs);
  return {
    instanceHours,
    inferenceSeconds: 0,
    warmSeconds: 0,
    dataGB,
    storageGBMonths: storageFor(instanceHours, spec),
  };
}

function hoursOf({ option, scaling }: Plan, load: Load, needs: Needs): number {
  if (scaling === 'scale-to-zero') {
    return wokenHours(load, option === 'asynchronous' ? queueInstances(load) : busyInstances(load), needs);
  }
  return scaling === 'fixed' ? fixedHours(load) : followingHours(load);
}
