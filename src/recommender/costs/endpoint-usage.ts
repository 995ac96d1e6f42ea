import type { InstanceType } from '../facts/instance-types.ts';
import {
  COOL_DOWN_SECONDS,
  HOURS_PER_MONTH,
  SECONDS_PER_HOUR,
  TARGET_UTILISATION,
  WAKE_UP_SECONDS,
} from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import { endpointsOf, instancesByMemory, instancesFor, instancesMin, requestsAtOnce, storageFor } from './capacity.ts';
import type { InstanceCount, Plan, Usage } from './costing.ts';
import type { Volume } from './volume.ts';

/** What the instances of an option's endpoints are provisioned for. */
interface Provisioned {
  /** Requests a second in the busiest part of the day. */
  readonly peakRate: number;
  readonly processingSeconds: number;
  readonly spec: InstanceType | undefined;
  readonly dataGB: number;
}

/**
 * What endpoints of instances use in a month. `busy` counts the instances of an endpoint that is up although it can go to
 * zero.
 */
export function endpointUsage(
  plan: Plan,
  needs: Needs,
  volume: Volume,
  { peakRate, processingSeconds, spec, dataGB }: Provisioned,
  busy: (load: Load) => number = busyInstances,
): Usage {
  const load = loadOf(plan, needs, volume, { peakRate, processingSeconds, spec });
  const instanceHours = endpointsOf(plan, needs) * hoursOf(plan, load, needs, busy);
  return {
    instanceHours,
    inferenceSeconds: 0,
    warmSeconds: 0,
    dataGB,
    storageGBMonths: storageFor(instanceHours, spec),
  };
}

/** How many instances each endpoint has at least, and in its busiest part of the day. */
export function endpointInstances(
  plan: Plan,
  needs: Needs,
  volume: Volume,
  provisioned: Omit<Provisioned, 'dataGB'>,
  busiest: (load: Load) => number = peakInstances,
): InstanceCount {
  const load = loadOf(plan, needs, volume, provisioned);
  return { floor: load.floor, busiest: Math.ceil(busiest(load)) };
}

function loadOf(
  plan: Plan,
  needs: Needs,
  volume: Volume,
  { peakRate, processingSeconds, spec }: Omit<Provisioned, 'dataGB'>,
): Load {
  return {
    volume,
    share: 1 / endpointsOf(plan, needs),
    peakRate,
    processingSeconds,
    atOnce: requestsAtOnce(spec),
    floor: Math.max(instancesMin(needs), instancesByMemory(plan, needs, spec)),
  };
}

function hoursOf({ scaling }: Plan, load: Load, needs: Needs, busy: (load: Load) => number): number {
  if (scaling === 'scale-to-zero') return wokenHours(load, busy(load), needs);
  return scaling === 'fixed' ? fixedHours(load) : followingHours(load);
}

/** What falls on one endpoint, and what an instance of it can do. */
export interface Load {
  readonly volume: Volume;
  /** This endpoint's part of the requests, above 0 and at most 1. */
  readonly share: number;
  /** The requests a second, of all endpoints, that the busiest part of the day is provisioned for. */
  readonly peakRate: number;
  readonly processingSeconds: number;
  /** Requests in work on an instance at the same moment. */
  readonly atOnce: number;
  /** With fewer instances than this it does not serve. */
  readonly floor: number;
}

const WAKING_HOURS = (WAKE_UP_SECONDS + COOL_DOWN_SECONDS) / SECONDS_PER_HOUR;

/** As many instances as the peak needs, all month. */
const fixedHours = (load: Load): number => HOURS_PER_MONTH * peakInstances(load);

function peakInstances({ share, peakRate, processingSeconds, atOnce, floor }: Load): number {
  return instancesFor(peakRate * share, processingSeconds, atOnce, floor);
}

/** As many instances as each hour needs, never fewer than the floor. */
function followingHours(load: Load): number {
  const { busyHours } = load.volume;
  return busyHours * busyInstances(load) + (HOURS_PER_MONTH - busyHours) * load.floor;
}

/**
 * None while idle, else `busy` of them in the mean. Requests that come close together keep them up for the busy hours; one
 * that comes alone wakes them and lets them go again; a data set keeps them up until it is done. Never more than instances
 * that stay on.
 */
function wokenHours(load: Load, busy: number, { isDataset }: Needs): number {
  const { volume, share, atOnce, floor } = load;
  const requests = volume.requestsPerMonth * share;
  const workHours = (requests * load.processingSeconds) / SECONDS_PER_HOUR;
  const upHours = isDataset ? workHours / (atOnce * TARGET_UTILISATION) : volume.busyHours * busy;
  const together = upHours + volume.busyPeriods * WAKING_HOURS * busy;
  const alone = (requests * WAKING_HOURS + workHours) * floor;
  return Math.min(together, alone, followingHours(load));
}

/** Instances in the mean where requests can wait for one another: no hour needs a whole number of them. */
export function queueInstances({ volume, share, processingSeconds, atOnce, floor }: Load): number {
  const seconds = volume.requestsPerMonth * share * processingSeconds;
  return Math.max(floor, seconds / (volume.busyHours * SECONDS_PER_HOUR * atOnce * TARGET_UTILISATION));
}

/** Instances in the mean of the busy hours, as many in each as it needs. */
function busyInstances(load: Load): number {
  const { volume, share, peakRate, processingSeconds, atOnce, floor } = load;
  if (peakInstances(load) === floor) return floor;
  const { loads, parts } = volume.shape;
  let sum = 0;
  for (const { load: part, times } of loads) {
    const rate = part === 1 ? peakRate : part * volume.hourlyPeakRate;
    sum += times * instancesFor(rate * share, processingSeconds, atOnce, floor);
  }
  return sum / parts;
}
