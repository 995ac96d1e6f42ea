import { ADDED_SECONDS } from '../facts/scaling-times.ts';
import {
  HOURS_PER_MONTH,
  KEPT_UP_SHARE,
  PEAK_SHARE_MAX,
  QUEUE_UTILISATION,
  SCALE_OUT_WINDOW_SECONDS,
  SCHEDULE_LEAD_SECONDS,
  SECONDS_PER_HOUR,
  START_UP_SECONDS,
  TARGET_UTILISATION,
} from '../facts/working-figures.ts';
import { comesInKnownHours, type Needs } from '../needs/needs.ts';
import { fleetsOf, instancesByMemory, instancesFor, requestsAtOnce, sharesOf, storageFor } from './capacity.ts';
import type { Capacity, InstanceCount, Plan, Usage } from './costing.ts';
import { atOnceAt, plannedShare, secondsAt, shareAtPeak } from './pace.ts';
import { volumeOn } from './scaled-time.ts';
import { coolDownSeconds, isQueue, wakeUpSecondsOf } from './scaling-times.ts';
import { burstAtOnce, type Volume } from './volume.ts';
import { instancesWithin, waitP95 } from './waiting.ts';

/** How an endpoint meets a load that it has no instance for yet. */
export interface Endpoint {
  /** The most instances that it is set up for. */
  readonly sized: (load: Load) => number;
  /** Instances in use at this many requests per second; a fraction where none has to be there in advance. */
  readonly inUse: (load: Load, rate: number) => number;
  /** How busy they are planned to be at the busiest moment. */
  readonly planned: (pace: Capacity['pace']) => number;
  /** How busy they are while a dataset is scored. */
  readonly runUtilisation: number;
}

/** Callers wait: each moment needs instances that are there, with room for the next requests. */
export const ANSWERING: Endpoint = {
  sized: ({ peakRate, share, seconds, atOnce, busyAtPeak, floor, forMemory }) =>
    instancesFor(peakRate * share, seconds, atOnce * busyAtPeak, Math.max(floor, forMemory)),
  inUse: (load, rate) => {
    const { meanSeconds, atOnce, busy, floor } = load;
    const needed = (rate * meanSeconds) / (atOnce * busy);
    const each = meanSeconds / (SCALE_OUT_WINDOW_SECONDS * atOnce * busy);
    // Few and long requests come unevenly, and what was added for them stays until it has cooled down.
    return Math.min(ANSWERING.sized(load), Math.max(floor, Math.ceil(needed + Math.sqrt(needed * each) - 1e-9)));
  },
  planned: plannedShare,
  runUtilisation: TARGET_UTILISATION,
};

/** Requests wait: the queue takes what comes unevenly, and instances work through it. */
export const QUEUEING: Endpoint = {
  sized: (load) => Math.max(load.floor, Math.ceil(hourInstances(load) - 1e-9), load.forBurst),
  inUse: ({ volume: { queueUtilisation }, meanSeconds, atOnce, floor }, rate) =>
    Math.max(floor, (rate * meanSeconds) / (atOnce * queueUtilisation)),
  planned: () => QUEUE_UTILISATION.likely,
  // All of a run is in the queue from its start.
  runUtilisation: 1,
};

function hourInstances({ volume: { sizing }, share, seconds, atOnce, busyAtPeak }: Load): number {
  return (sizing.hourlyPeakRate * share * seconds) / (atOnce * busyAtPeak);
}

/** Whether instances are up before a burst comes to a queue: where their number is fixed, or what scaling adds would be too late. */
const standBy = ({ scaling }: Plan, { sizing }: Volume, seconds: number): boolean =>
  scaling === 'fixed' || (scaling === 'auto-scaling' && sizing.burstDueSeconds < ADDED_SECONDS.everyMinute + seconds);

/** The seconds that instances have for a burst once they serve. */
export function burstWithin(plan: Plan, volume: Volume, seconds: number): number {
  const { burstDueSeconds } = volume.sizing;
  const left = burstDueSeconds - START_UP_SECONDS.likely;
  return standBy(plan, volume, seconds) || left < seconds ? burstDueSeconds : left;
}

export function endpointUsage(plan: Plan, needs: Needs, volume: Volume, capacity: Capacity, endpoint: Endpoint): Usage {
  const instanceHours =
    fleetsOf(plan, needs) * hoursOf(plan, loadOf(plan, needs, volume, capacity, endpoint), needs, endpoint);
  return {
    instanceHours,
    inferenceSeconds: 0,
    overflowSeconds: 0,
    warmSeconds: 0,
    dataGB: volume.dataGB,
    storageGBMonths: storageFor(instanceHours, plan, needs, capacity.spec),
  };
}

/** How many instances each endpoint has at least, and at its busiest. */
export function endpointInstances(
  plan: Plan,
  needs: Needs,
  volume: Volume,
  capacity: Capacity,
  endpoint: Endpoint,
): InstanceCount {
  const load = loadOf(plan, needs, volume, capacity, endpoint);
  const rate = endpoint === ANSWERING ? load.peakRate : volume.sizing.hourlyPeakRate;
  const demand = (rate * load.share * load.seconds) / load.atOnce;
  return {
    floor: load.floor,
    busiest: endpoint.sized(load),
    mean: Math.ceil(endpoint.inUse(load, rateAt(load, volume.shape.mean)) - 1e-9),
    busyMin: scheduledMin(plan, needs, load, endpoint),
    busy: load.busy,
    demand,
  };
}

/** What the callers of one fleet wait for: requests per second, their stated p95, and what is left of the stated response time. */
interface Waiting {
  readonly perSecond: number;
  readonly seconds: number;
  readonly limit: number;
}

/** Nothing where nobody waits for a whole answer, a time or a rate isn't stated, or requests slow each other. */
function waitingOf(plan: Plan, needs: Needs, { isLoad, sizing }: Volume, { pace }: Capacity): Waiting | undefined {
  const { processingTimeSeconds, responseTimeSeconds: limit } = needs.stated;
  if (plan.costing.callersWait !== true || needs.isDataset || isLoad || needs.streaming !== 'none') return undefined;
  if (processingTimeSeconds === undefined || limit === undefined || pace !== undefined) return undefined;
  const perSecond = sizing.requestRate / sharesOf(plan, needs);
  return perSecond > 0 ? { perSecond, seconds: sizing.processingSeconds, limit } : undefined;
}

/** Seconds that 95 of 100 requests wait at most for a free copy, on this many instances. Undefined where it isn't known. */
export function waitSecondsOn(
  instances: number,
  plan: Plan,
  needs: Needs,
  volume: Volume,
  capacity: Capacity,
): number | undefined {
  const waiting = waitingOf(plan, needs, volume, capacity);
  const copies = instances * requestsAtOnce(capacity.spec, needs.modelSizeGB);
  return waiting && waitP95(copies, waiting.perSecond, waiting.seconds);
}

/** How busy instances may be at the peak: no more than keeps waiting and work within the stated response time. */
function busyFor(waiting: Waiting | undefined, share: number, perSecond: number, atOnce: number): number {
  if (waiting === undefined) return share;
  const demand = (perSecond * waiting.seconds) / atOnce;
  const least = Math.max(1, Math.ceil(demand / share - 1e-9) - 1);
  const instances = instancesWithin(waiting.limit, { ...waiting, least, atOnce });
  return instances === least ? share : Math.min(share, demand / instances);
}

/** When callers come is known: the hours are stated, or it is said that somebody knows them. A queue doesn't mind. */
export function isScheduled(plan: Plan, needs: Needs): boolean {
  const { hosting, scaling } = plan;
  const scales = scaling === 'auto-scaling' || scaling === 'scale-to-zero';
  // Which of several models that scale by themselves is called in which hours isn't known.
  const isOne = hosting !== 'inference-components' || needs.models === 1 || needs.arrangement === 'adapters';
  const { busyHoursPerDay, busyDaysPerWeek } = needs.stated;
  const areStated = busyHoursPerDay !== undefined || busyDaysPerWeek !== undefined;
  const isKnown = needs.busyTimesKnown && (areStated ? hasIdleHours(needs) : needs.traffic !== 'steady');
  return scales && isOne && isKnown && !isQueue(plan) && !needs.isDataset;
}

/** At zero outside of known hours alone: within them no request may find it so, however seldom they come. */
export const needsWarmHours = (needs: Needs): boolean =>
  comesInKnownHours(needs) && needs.stated.coldStarts !== 'minutes-acceptable';

/** Long enough for an instance to go and to come again, each day or at the end of the week. */
function hasIdleHours({ stated: { busyHoursPerDay = 24, busyDaysPerWeek = 7 } }: Needs): boolean {
  const lead = SCHEDULE_LEAD_SECONDS / SECONDS_PER_HOUR;
  const isIdleDaily = busyHoursPerDay <= 24 - 2 * lead;
  return busyHoursPerDay > 0 && busyDaysPerWeek > 0 && (isIdleDaily || busyDaysPerWeek < 7);
}

/**
 * The minimum that scheduled actions set for the busy hours: what their quiet part takes anyway, and at least one more than is
 * always on, since auto scaling takes minutes to add any. Undefined where nobody knows when they are, or no more is ever needed.
 */
function scheduledMin(plan: Plan, needs: Needs, load: Load, endpoint: Endpoint): number | undefined {
  if (!isScheduled(plan, needs)) return undefined;
  const { floor, volume } = load;
  const most = endpoint.sized(load);
  const quiet = endpoint.inUse(load, rateAt(load, Math.min(...volume.shape.loads.map((part) => part.load))));
  if (plan.scaling === 'auto-scaling') return most > floor ? Math.min(most, Math.max(quiet, floor + 1)) : undefined;
  // Who puts up with a wake-up isn't asked for hours that nobody spoke of.
  const isTold = needs.stated.trafficPredictable === true || needs.stated.busyFrom !== undefined;
  const isKept = upShare(load) >= KEPT_UP_SHARE || needsWarmHours(needs);
  return isTold && hasIdleHours(needs) && isKept ? Math.min(most, quiet) : undefined;
}

/** What falls on one variant of one endpoint, and what an instance of it can do. */
interface Load {
  readonly volume: Volume;
  /** Until an instance that isn't needed is gone. */
  readonly coolDownHours: number;
  /** Its part of the requests, above 0 and at most 1. */
  readonly share: number;
  /** The same of the requests that it answers in a usual month: of several Regions less than it has to hold. */
  readonly followed: number;
  /** Requests in work on an instance at the same moment. */
  readonly atOnce: number;
  /** Of one request: what capacity is sized for, and the mean of the month. */
  readonly seconds: number;
  readonly meanSeconds: number;
  /** The busiest second to plan for, of all endpoints. */
  readonly peakRate: number;
  /** As many finish a stated burst before it is due; 0 without one. */
  readonly forBurst: number;
  /** How busy instances are kept, likely; and how busy they may be at the peak where they turn out slower or faster. */
  readonly busy: number;
  readonly busyAtPeak: number;
  /** With fewer instances than this it does not serve. */
  readonly floor: number;
  /** As many hold the requests that are stated to be in progress at the busiest moment; 0 where memory is no matter. */
  readonly forMemory: number;
  /** Hours from the first request after an idle period until an instance is launched for it, which nobody pays for. */
  readonly noticedHours: number;
}

/** What requests take of an instance is as stated of each, or as fast as the model writes on it. */
function loadOf(plan: Plan, needs: Needs, asStated: Volume, capacity: Capacity, endpoint: Endpoint): Load {
  const { spec, pace, scaled } = capacity;
  const volume = volumeOn(asStated, scaled);
  const share = 1 / sharesOf(plan, needs);
  const { sizing } = volume;
  const atOnce = pace === undefined ? requestsAtOnce(spec, needs.modelSizeGB) : atOnceAt(pace, volume.pace);
  const seconds = pace === undefined ? sizing.processingSeconds : secondsAt(pace, volume);
  const each = burstSecondsOf(needs, capacity);
  const forCallers = pace?.work === 'together' ? sizing.burstRequests : burstAtOnce(volume, each);
  const queued = (sizing.burstRequests * each) / burstWithin(plan, volume, each);
  // Auto scaling adds none before the callers of a burst give up, so what answers it is always there.
  const isOn = endpoint === ANSWERING || standBy(plan, volume, each);
  const forBurst = Math.ceil(((endpoint === ANSWERING ? forCallers : queued) * share) / atOnce - 1e-9);
  const peakRate = pace === undefined ? sizing.peakRate : Math.max(sizing.requestRate, sizing.inProgress / seconds);
  const busy = busyFor(waitingOf(plan, needs, volume, capacity), endpoint.planned(pace), peakRate * share, atOnce);
  return {
    volume,
    coolDownHours: coolDownSeconds(plan, needs, capacity, volume.coolDown) / SECONDS_PER_HOUR,
    noticedHours: Math.max(0, (wakeUpSecondsOf(plan) ?? 0) - START_UP_SECONDS.likely) / SECONDS_PER_HOUR,
    share,
    // What goes to zero follows what comes, and in a usual month each Region answers its part.
    followed: plan.scaling === 'scale-to-zero' ? 1 / fleetsOf(plan, needs) / needs.regions.length : share,
    atOnce,
    seconds,
    meanSeconds: pace === undefined ? volume.meanSeconds : seconds,
    peakRate,
    forBurst,
    busy,
    busyAtPeak: shareAtPeak(pace, busy, volume.pace),
    floor: Math.max(needs.instancesMin, instancesByMemory(plan, needs, capacity), isOn ? forBurst : 0),
    forMemory: pace === undefined ? 0 : Math.ceil((sizing.inProgress * share) / pace.held - 1e-9),
  };
}

/** Of a request of a burst; 0 where nobody knows it. */
export const burstSecondsOf = (needs: Needs, { pace, scaled }: Pick<Capacity, 'pace' | 'scaled'>): number =>
  pace?.seconds ?? (needs.processingTimeSeconds ?? 0) * (scaled?.times ?? 1);

function hoursOf(plan: Plan, load: Load, needs: Needs, endpoint: Endpoint): number {
  const fixed = HOURS_PER_MONTH * endpoint.sized(load);
  if (plan.scaling === 'fixed') return fixed;
  const bursts = endpoint === QUEUEING ? burstHours(load) : 0;
  // Where nobody says which hours they are, nobody knows what they cost.
  const scheduled = hasIdleHours(needs) ? scheduledMin(plan, needs, load, endpoint) : undefined;
  const following = followingHours(load, endpoint, scheduled);
  const isToZero = plan.scaling === 'scale-to-zero';
  const lead = scheduled === undefined ? 0 : leadHours(load, scheduled - (isToZero ? 0 : load.floor));
  const hours = Math.min(fixed, HOURS_PER_MONTH * load.floor + following + bursts + lead);
  if (!isToZero) return hours;
  if (needs.isDataset) return Math.min(hours, runHours(load, endpoint));
  const up = scheduled === undefined ? wokenHours(load) : keptHours(load);
  return Math.min(hours, up + following + bursts + lead);
}

/** What is started before the busy hours, by a schedule. */
const leadHours = ({ volume }: Load, instances: number): number =>
  volume.busyPeriods * (SCHEDULE_LEAD_SECONDS / SECONDS_PER_HOUR) * instances;

/** Up for all of the busy hours, and then gone. */
const keptHours = ({ volume: { busyHours, busyPeriods }, floor, coolDownHours }: Load): number =>
  floor * (busyHours + busyPeriods * coolDownHours);

/**
 * As many instances as each part of the day uses, beyond the floor: a difference of two sums would be rounded. `kept`: as many
 * are on in the busy hours, whatever the load.
 */
function followingHours(load: Load, endpoint: Endpoint, kept = load.floor): number {
  const { volume, floor, coolDownHours } = load;
  const { busyHours, busyDays } = volume;
  const most = endpoint.sized(load);
  let sum = 0;
  let top = floor;
  let always = most;
  for (const { load: height, times } of volume.shape.loads) {
    const instances = Math.max(kept, endpoint.inUse(load, rateAt(load, height)));
    sum += times * (instances - floor);
    top = Math.max(top, Math.min(most, instances));
    always = Math.min(always, instances);
  }
  // What is in use at every busy hour cools down in the idle ones alone: never, where there are none.
  const lasting = Math.min(top, Math.max(floor, always)) - floor;
  const idleHours = HOURS_PER_MONTH - busyHours;
  const hours = (busyHours * sum) / volume.shape.parts;
  return (
    hours +
    lasting * Math.min(busyDays * coolDownHours, idleHours) +
    busyDays * (top - floor - lasting) * coolDownHours +
    peakHoursOf(load, endpoint, top)
  );
}

/** What the stated peak takes on top of what the busiest hour has. */
function peakHoursOf(load: Load, endpoint: Endpoint, top: number): number {
  const { share, coolDownHours } = load;
  const { busyDays, peakHours, requestsPerMonth } = load.volume;
  const extra = endpoint.inUse(load, load.peakRate * share) - top;
  if (endpoint === QUEUEING || !(extra > 0)) return 0;
  const mostHours = (PEAK_SHARE_MAX * requestsPerMonth) / (load.peakRate * SECONDS_PER_HOUR);
  // A peak takes at least one request.
  const days = Math.min(busyDays, requestsPerMonth * share);
  return extra * (Math.min(busyDays * peakHours, mostHours) + days * coolDownHours);
}

/** What starting and cooling down takes of the instances that come for bursts; their work is part of the month's. */
function burstHours(load: Load): number {
  const { bursts, startUpHours } = load.volume;
  const extra = Math.max(0, load.forBurst - Math.max(load.floor, hourInstances(load)));
  return bursts === 0 ? 0 : bursts * extra * (startUpHours + load.coolDownHours);
}

/** None while idle: what those are up that the load wakes. What it takes beyond the floor comes and goes as without zero. */
function wokenHours(load: Load): number {
  const { volume, coolDownHours, floor } = load;
  const { busyHours, busyPeriods, shape } = volume;
  const hours = upShares(load).map(({ up, times }) => times * up * (busyHours + up * busyPeriods * coolDownHours));
  return (hours.reduce((sum, each) => sum + each, 0) / shape.parts) * floor;
}

/**
 * For how much of each part of the busy hours the endpoint is up. Requests come independently of each other: one that comes
 * before the instances have cooled down keeps them up, and one that comes later wakes them again.
 */
function upShares(load: Load): { up: number; times: number }[] {
  const { volume, coolDownHours, noticedHours, meanSeconds } = load;
  const stays = coolDownHours + meanSeconds / SECONDS_PER_HOUR;
  return volume.shape.loads.map(({ load: height, times }) => {
    const perHour = rateAt(load, height) * SECONDS_PER_HOUR;
    const unpaid = 1 + perHour * noticedHours;
    return { up: 1 - unpaid / (Math.exp(perHour * stays) + perHour * volume.startUpHours + unpaid - 1), times };
  });
}

const upShare = (load: Load): number =>
  upShares(load).reduce((sum, { up, times }) => sum + up * times, 0) / load.volume.shape.parts;

/** A dataset keeps as many as finish it in time up until it is done. */
function runHours(load: Load, endpoint: Endpoint): number {
  const { volume, followed, atOnce, coolDownHours, meanSeconds } = load;
  const { requestsPerMonth, busyPeriods, startUpHours } = volume;
  const workHours = (requestsPerMonth * followed * meanSeconds) / SECONDS_PER_HOUR / (atOnce * endpoint.runUtilisation);
  const wakings = Math.min(busyPeriods, requestsPerMonth * followed);
  return workHours + wakings * (startUpHours + coolDownHours) * endpoint.sized(load);
}

/** The requests per second of an endpoint while the day's load is at this height. */
function rateAt({ volume: { requestsPerMonth, busyHours, shape }, followed }: Load, height: number): number {
  const mean = (requestsPerMonth * followed) / (busyHours * SECONDS_PER_HOUR);
  return (mean * height) / shape.mean;
}
