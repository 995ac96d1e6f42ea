import type { Needs } from '../../needs.ts';
import { HOURS_PER_MONTH, SECONDS_PER_HOUR, WAKE_UP_SECONDS } from '../../working-figures.ts';
import { COOL_DOWN_SECONDS, TARGET_UTILISATION } from '../cost-figures.ts';
import type { Volume } from '../volume.ts';
import { instancesFor } from './capacity.ts';

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
export function fixedHours({ share, peakRate, processingSeconds, atOnce, floor }: Load): number {
  return HOURS_PER_MONTH * instancesFor(peakRate * share, processingSeconds, atOnce, floor);
}

/** As many instances as each hour needs, never fewer than the floor. */
export function followingHours(load: Load): number {
  const { busyHours } = load.volume;
  return busyHours * busyInstances(load) + (HOURS_PER_MONTH - busyHours) * load.floor;
}

/**
 * None while idle, else `busy` of them in the mean. Requests that come close together keep them up for the busy hours; one
 * that comes alone wakes them and lets them go again; a data set keeps them up until it is done. Never more than instances
 * that stay on.
 */
export function wokenHours(load: Load, busy: number, { isDataset }: Needs): number {
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
export function busyInstances({ volume, share, peakRate, processingSeconds, atOnce, floor }: Load): number {
  if (instancesFor(peakRate * share, processingSeconds, atOnce, floor) === floor) return floor;
  const { loads, parts } = volume.shape;
  let sum = 0;
  for (const { load, times } of loads) {
    const rate = load === 1 ? peakRate : load * volume.hourlyPeakRate;
    sum += times * instancesFor(rate * share, processingSeconds, atOnce, floor);
  }
  return sum / parts;
}
