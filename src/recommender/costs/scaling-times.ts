import { QUOTAS } from '../facts/quotas.ts';
import {
  ADDED_SECONDS,
  LONG_REQUEST_SECONDS,
  METRIC_DELAY_SECONDS,
  RELEASE_SECONDS,
  REMOVED_SECONDS,
  WAKE_UP_SECONDS,
} from '../facts/scaling-times.ts';
import { type Needs, writesTokens } from '../needs/needs.ts';
import type { ScalingTimes } from '../recommendation.ts';
import { atOnceOn } from './capacity.ts';
import type { Capacity, Plan } from './costing.ts';
import { secondsPerRequest } from './volume.ts';

// How long capacity takes to come and to go, by the alarms and policies of the template. Everything that says one of these
// figures takes it from here: bill, answer, warnings and template. The simulation of the template is their oracle.

const MINUTE = 60;

/** Null where nothing scales by alarms: fixed, serverless, a job. */
export function scalingTimesOf(plan: Plan, needs: Needs, capacity: Capacity): ScalingTimes | null {
  const { scaling } = plan;
  if (scaling !== 'scale-to-zero' && scaling !== 'auto-scaling') return null;
  const seconds = requestSeconds(needs, capacity);
  const isByTheMinute = isQueue(plan) || !isTrackedInProgress(needs, seconds);
  return {
    wakeUpSeconds: wakeUpSecondsOf(plan),
    addedAfterSeconds: ADDED_SECONDS[isByTheMinute ? 'everyMinute' : 'every10Seconds'],
    removedAfterSeconds: removedAfter(plan, needs, capacity),
  };
}

/** From the first request after an idle period until an instance serves. Null where one is always on, or AWS brings capacity. */
export const wakeUpSecondsOf = (plan: Pick<Plan, 'option' | 'scaling'>): number | null =>
  plan.scaling === 'scale-to-zero' ? WAKE_UP_SECONDS[isQueue(plan) ? 'queue' : 'components'] : null;

/** Until an instance that isn't needed is gone: as the template has it, the cooldown alone, or an alarm of target tracking in full. */
export function coolDownSeconds(
  plan: Plan,
  needs: Needs,
  capacity: Capacity,
  turn: 'low' | 'likely' | 'high' = 'likely',
): number {
  const likely = removedAfter(plan, needs, capacity);
  if (turn === 'likely') return likely;
  const isComponents = plan.hosting === 'inference-components';
  const alone = (isComponents ? QUOTAS.componentScaleInCoolDown : QUOTAS.scalingCoolDown).value;
  if (turn === 'low') return Math.min(alone, likely);
  return Math.max(isComponents ? REMOVED_SECONDS + alone : REMOVED_SECONDS, likely);
}

export const isQueue = ({ option }: Pick<Plan, 'option'>): boolean => option === 'asynchronous';

/** p95 of one request, as its template is made for it. */
const requestSeconds = (needs: Needs, { pace }: Capacity): number | undefined =>
  pace?.seconds ?? (writesTokens(needs) ? undefined : secondsPerRequest(needs));

/** Whether target tracking goes by requests in progress: a minute's sum says little of long or streamed requests. */
export function isTrackedInProgress(
  { streaming, model }: Pick<Needs, 'streaming' | 'model'>,
  seconds: number | undefined,
): boolean {
  const isShort = seconds !== undefined && seconds > 0 && seconds <= LONG_REQUEST_SECONDS;
  return !isShort || streaming !== 'none' || model?.writing !== undefined;
}

/** Requests end at any second of the minutes that an alarm looks at. */
const HALF_A_MINUTE = 30;

function removedAfter(plan: Plan, needs: Needs, capacity: Capacity): number {
  // Copies go first, and their instances after them.
  if (plan.hosting === 'inference-components') return REMOVED_SECONDS + RELEASE_SECONDS;
  if (!isQueue(plan)) return REMOVED_SECONDS;
  const atOnce = Math.max(1, Math.floor(atOnceOn(plan, needs, capacity)));
  const target = backlogTarget(requestSeconds(needs, capacity), atOnce, needs.stated.responseTimeSeconds);
  // One request is a backlog that the alarm of target tracking has to see gone in all of its minutes, or it's below the target
  // all along: then one whole minute without any is enough.
  return target > 1 ? HALF_A_MINUTE + MINUTE + METRIC_DELAY_SECONDS : REMOVED_SECONDS - HALF_A_MINUTE;
}

/** AWS's own example (DG async-inference-autoscale, 2026-09), where no response time says better. */
const BACKLOG_TARGET = 5;

/** Where callers gave no response time: longer than this in the queue is worth a look. Ours. */
export const WAIT_SECONDS = 900;

/**
 * The requests that may wait or be in work for each instance: as many as it finishes in the response time, less the minutes in
 * which another starts; where nobody stated one, AWS's example, or fewer of long requests. Never fewer than it works on at once:
 * those in work count as well (DG async-inference-monitor, 2026-09), so a busy instance alone would call for another.
 */
export function backlogTarget(
  seconds: number | undefined,
  atOnce: number,
  responseTimeSeconds: number | undefined,
): number {
  if (seconds === undefined || !(seconds > 0)) return Math.max(atOnce, BACKLOG_TARGET);
  const left = Math.max(0, (responseTimeSeconds ?? WAIT_SECONDS) - ADDED_SECONDS.everyMinute);
  const finished = Math.floor((atOnce * left) / seconds);
  return Math.max(1, atOnce, responseTimeSeconds === undefined ? Math.min(BACKLOG_TARGET, finished) : finished);
}
