import { METRIC_DELAY_SECONDS, TRACKING_ALARMS } from '../../../src/recommender/index.ts';
import { type AlarmState, alarmState, LOOKS_BACK } from './alarms.ts';
import { datapoint, type Sample } from './metrics.ts';
import type { Unit } from './read-deployment.ts';
import type { Alarm, Tracking } from './read-scaling.ts';
import { type Proposal, ScalableTarget, steppedCapacity, trackedCapacity } from './scaling.ts';
import { Served } from './served.ts';

// One resource that scales, in steps of 10 s: requests come, metrics are published, alarms go off, policies scale.

export const STEP_SECONDS = 10;

/** What an instance or a copy can do, and what comes. */
export interface UnitLoad {
  /** p95 of one request. */
  readonly secondsPerRequest: number;
  /** Requests in work on one at the same moment. */
  readonly atOnce: number;
  /** From a launch until it serves. */
  readonly startUpSeconds: number;
  /** Seconds that a request may wait in a queue; undefined where nobody says. */
  readonly waitsAtMost: number | undefined;
}

export class World {
  readonly target: ScalableTarget;
  readonly served: Served;
  readonly #unit: Unit;
  readonly #samples: Sample[] = [];
  readonly #states = new Map<Alarm, AlarmState>();
  readonly #points = new Map<Alarm, (number | null)[]>();
  readonly #tracking: readonly { policy: Tracking; high: Alarm; low: Alarm }[];
  readonly #watched: readonly Alarm[];

  /** `watched` are alarms that scale nothing, of which the state is followed. */
  constructor(unit: Unit, load: UnitLoad, isAsynchronous: boolean, watched: readonly Alarm[]) {
    this.#unit = unit;
    this.#watched = watched;
    this.#tracking = unit.tracking.map((policy) => ({ policy, high: highAlarm(policy), low: lowAlarm(policy) }));
    this.target = new ScalableTarget(unit.initial, unit, load.startUpSeconds);
    this.served = new Served(load, isAsynchronous, STEP_SECONDS);
  }

  /** Seconds since the start, always whole steps. */
  get now(): number {
    return this.#samples.length * STEP_SECONDS;
  }

  /** Before its first period has passed, by what missing data means. */
  stateOf(alarm: Alarm): AlarmState {
    return this.#states.get(alarm) ?? alarmState(alarm, [], 'INSUFFICIENT_DATA');
  }

  /** One step, with the requests that come in it. */
  step(requests: number): Sample {
    this.target.advanceTo(this.now);
    const sample = this.served.step(this.now, requests, this.target.count);
    this.#samples.push(sample);
    this.#scale();
    return sample;
  }

  #scale(): void {
    const out: Proposal[] = [];
    const below: Proposal[] = [];
    let agree = true;
    for (const { cooldown, ...step } of this.#unit.steps) {
      if (!this.#fires(step.alarm)) continue;
      const value = this.#latest(step.alarm) ?? step.alarm.threshold;
      const to = steppedCapacity({ ...step, cooldown }, value, this.target.count);
      if (to !== undefined) out.push({ to, cooldown });
    }
    for (const { policy, high, low } of this.#tracking) {
      const [isHigh, isLow] = [this.#fires(high), this.#fires(low)];
      const value = this.#latest(high);
      const to = value === null ? this.target.count : trackedCapacity(policy, value, this.target.count);
      if (isHigh) out.push({ to, cooldown: policy.outCooldown });
      if (isLow && policy.scalesIn) below.push({ to, cooldown: policy.inCooldown });
      agree &&= !policy.scalesIn || this.stateOf(low) === 'ALARM';
    }
    for (const alarm of this.#watched) this.#fires(alarm);
    this.target.scaleOut(this.now, out);
    if (out.length === 0 && agree) this.target.scaleIn(this.now, below);
  }

  /** Evaluates an alarm once a period's figures have reached it. Whether it's in ALARM then, which runs its actions. */
  #fires(alarm: Alarm): boolean {
    const seen = this.now - METRIC_DELAY_SECONDS;
    if (seen < alarm.periodSeconds || seen % alarm.periodSeconds !== 0) return false;
    const points = this.#pointsOf(alarm);
    const [from, to] = [seen - alarm.periodSeconds, seen].map((second) => second / STEP_SECONDS);
    points.push(datapoint(alarm.metric, this.#unit.names, this.#samples.slice(from, to)));
    const state = alarmState(alarm, points, this.stateOf(alarm));
    this.#states.set(alarm, state);
    return state === 'ALARM';
  }

  /** The datapoints that have reached an alarm, the newest last. */
  #pointsOf(alarm: Alarm): (number | null)[] {
    const points = this.#points.get(alarm) ?? [];
    this.#points.set(alarm, points);
    return points;
  }

  /** What a policy goes by: the newest of the datapoints that the alarm looks at. */
  #latest(alarm: Alarm): number | null {
    return (
      this.#pointsOf(alarm)
        .slice(-(1 + LOOKS_BACK))
        .findLast((point) => point !== null) ?? null
    );
  }
}

const trackingAlarm = (
  { metric, isQuick }: Tracking,
  kind: 'out' | 'in',
  comparison: string,
  threshold: number,
): Alarm => {
  const { periodSeconds, ...datapoints } = isQuick ? TRACKING_ALARMS.every10Seconds : TRACKING_ALARMS.everyMinute;
  const periods = datapoints[kind];
  return {
    id: '',
    metric,
    periodSeconds,
    evaluationPeriods: periods,
    datapointsToAlarm: periods,
    threshold,
    comparison,
    missing: 'missing',
  };
};

/** Target tracking scales in below this share of its target: see `TRACKING_ALARMS`. */
const SCALES_IN_BELOW = 0.9;

const highAlarm = (policy: Tracking): Alarm => trackingAlarm(policy, 'out', 'GreaterThanThreshold', policy.target);

const lowAlarm = (policy: Tracking): Alarm =>
  trackingAlarm(policy, 'in', 'LessThanThreshold', policy.target * SCALES_IN_BELOW);
