// What instances and warm capacity are up in a month, and for how long. Imports only the traffic beside it.

import { type Draw, MINUTES } from './traffic.ts';

/** Instances of one endpoint, and what each of them does. */
export interface Instances {
  /** Never fewer while it is up, at least 1. */
  readonly floor: number;
  /** Whether none is up while nothing is to do. */
  readonly isZeroWhenIdle: boolean;
  readonly max: number;
  /** Requests in work on one instance at the same moment. */
  readonly atOnce: number;
  /** Mean seconds that an instance works on a request. */
  readonly seconds: number;
  /** Minutes with less load before it scales in, and minutes from a launch until an instance serves. */
  readonly scaleInMinutes: number;
  readonly startMinutes: number;
  /** As many stay up from 15 min before the busy hours to their end, by a schedule: `hours` from 08:00 on days with requests. */
  readonly scheduled?: { readonly count: number; readonly hours: number } | undefined;
}

const MINUTES_PER_DAY = 1440;

/** How many a schedule keeps up in each minute of a month; 0 outside its hours. */
function scheduledIn(arriving: Float64Array, { scheduled }: Instances): (minute: number) => number {
  if (scheduled === undefined) return () => 0;
  const days = new Set<number>();
  for (let at = 0; at < MINUTES; at += 1) if ((arriving[at] ?? 0) > 0) days.add(Math.floor(at / MINUTES_PER_DAY));
  return (minute) => {
    const since = (minute % MINUTES_PER_DAY) / 60 - 7.75;
    const isOn = since >= 0 && since < scheduled.hours + 0.25 && days.has(Math.floor(minute / MINUTES_PER_DAY));
    return isOn ? scheduled.count : 0;
  };
}

/** Target tracking holds an instance at this share of what it can do. */
const TARGET = 0.7;
/** Alarms of target tracking look at three minutes. */
const ALARM_MINUTES = 3;

/** Instance hours of an endpoint that callers wait for: as many as the rate of the last minutes needs. */
export function trackedHours(arriving: Float64Array, instances: Instances): number {
  const { floor, max, atOnce, seconds, scaleInMinutes } = instances;
  const perInstance = (60 * ALARM_MINUTES * atOnce * TARGET) / seconds;
  const kept = scheduledIn(arriving, instances);
  let up = floor;
  let quiet = 0;
  let hours = 0;
  for (let at = 0; at < MINUTES; at += 1) {
    const recent = (arriving[at] ?? 0) + (arriving[at - 1] ?? 0) + (arriving[at - 2] ?? 0);
    const needed = Math.min(max, Math.max(floor, kept(at), Math.ceil(recent / perInstance)));
    quiet = needed < up ? quiet + 1 : 0;
    if (needed > up || quiet >= scaleInMinutes) {
      up = needed;
      quiet = 0;
    }
    hours += up / 60;
  }
  return hours;
}

/** A queue is let grow to this many minutes of an instance's work before another one is launched. */
const BACKLOG_MINUTES = 5;

/** Instance hours of an endpoint behind a queue: launched for the backlog, released when it is gone. */
export function queueHours(arriving: Float64Array, instances: Instances): number {
  const { max, atOnce, seconds, scaleInMinutes, startMinutes } = instances;
  const idle = instances.isZeroWhenIdle ? 0 : instances.floor;
  const perMinute = (60 * atOnce) / seconds;
  const start = Math.round(startMinutes);
  const launched = new Float64Array(MINUTES + start + 1);
  let ready = idle;
  let starting = 0;
  let backlog = 0;
  let quiet = 0;
  let hours = 0;
  for (let at = 0; at < MINUTES; at += 1) {
    const arrived = launched[at] ?? 0;
    ready += arrived;
    starting -= arrived;
    backlog += arriving[at] ?? 0;
    const waiting = backlog;
    backlog = Math.max(0, backlog - ready * perMinute);
    const wanted = Math.ceil(backlog / (perMinute * BACKLOG_MINUTES));
    // What is at work stays, as many as that takes.
    const working = Math.min(ready, Math.ceil(waiting / perMinute));
    const needed = waiting === 0 ? idle : Math.min(max, Math.max(instances.floor, wanted, working));
    const up = ready + starting;
    if (needed > up) {
      launched[at + start] = (launched[at + start] ?? 0) + needed - up;
      starting += needed - up;
    }
    quiet = needed < up ? quiet + 1 : 0;
    if (quiet >= scaleInMinutes && starting === 0) {
      ready = needed;
      quiet = 0;
    }
    hours += (ready + starting) / 60;
  }
  return hours;
}

/** Instance hours of copies that go to zero: up from a request on, until none came for as long as scaling in takes. */
export function wokenHours(arriving: Float64Array, instances: Instances): number {
  const { scaleInMinutes, startMinutes, floor } = instances;
  const kept = scheduledIn(arriving, instances);
  let sum = 0;
  let upUntil = -1;
  for (let at = 0; at < MINUTES; at += 1) {
    if ((arriving[at] ?? 0) > 0)
      upUntil = at + scaleInMinutes + instances.seconds / 60 + (at > upUntil ? startMinutes : 0);
    if (at <= upUntil || kept(at) > 0) sum += 1 / 60;
  }
  return sum * floor + trackedHours(arriving, instances) - (MINUTES / 60) * floor;
}

/** Requests that a sample of a minute's traffic runs through. */
const SAMPLE = 3000;

/**
 * The share of requests that find all `units` of provisioned concurrency at work, with `inWork` requests in work on average. Found by
 * running requests of random length through them one by one.
 */
export function overflowShare(inWork: number, units: number, draw: Draw): number {
  if (inWork === 0) return 0;
  const busyUntil: number[] = new Array<number>(units).fill(0);
  let now = 0;
  let over = 0;
  for (let request = 0; request < SAMPLE; request += 1) {
    now -= Math.log(1 - draw()) / inWork;
    const free = busyUntil.findIndex((until) => until <= now);
    if (free < 0) over += 1;
    else busyUntil[free] = now - Math.log(1 - draw());
  }
  return over / SAMPLE;
}
