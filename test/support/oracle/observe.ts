import type { AlarmState } from './alarms.ts';
import type { Sample } from './metrics.ts';
import type { Unit } from './read-deployment.ts';
import type { Alarm } from './read-scaling.ts';
import { STEP_SECONDS, type UnitLoad, World } from './world.ts';

// One unit through a day: idle for hours, one request, idle again, then the peak from one moment to the next, and idle.

const MINUTE = 60;
const HOUR = 3600;
/** As long as target tracking waits before it scales in, and some minutes more. */
const SCALING_IN = 1200;
const STEPS_PER_MINUTE = MINUTE / STEP_SECONDS;

/** What was seen of one unit. Times are in seconds; null for what never happened. */
export interface Observed {
  /** Instances or copies when the first request came. */
  readonly countWhenIdle: number;
  /** Requests that failed before the first was answered: 0 or 1. */
  readonly failedFirst: number;
  /** From the first request until it, or its retry, was answered. */
  readonly firstAnswer: number | null;
  /** From that answer until no instance was left. */
  readonly zero: number | null;
  /** From the start of the peak until it was held to its end. */
  readonly peakReached: number | null;
  /** Requests turned away after that. */
  readonly throttledAfterwards: number;
  /** The longest wait in a queue after that. */
  readonly longestWait: number;
  /** From the last answer of the peak until no instance was left. */
  readonly zeroAfterPeak: number | null;
  readonly least: number;
  readonly most: number;
  /** The state of each alarm that scales nothing: after the idle hours, and at the end of the peak. */
  readonly alarms: readonly { readonly id: string; readonly idle: AlarmState; readonly peak: AlarmState }[];
}

/** `requestsPerSecond` is the peak; 0 where it isn't known. */
export function observe(
  unit: Unit,
  load: UnitLoad,
  requestsPerSecond: number,
  isAsynchronous: boolean,
  watched: readonly Alarm[],
): Observed {
  const day = new Day(unit, load, isAsynchronous, watched);
  const states = (): AlarmState[] => watched.map((alarm) => day.world.stateOf(alarm));
  day.passFor(day.patience);
  const countWhenIdle = day.world.target.count;
  const idle = states();
  const first = day.oneRequest();
  const zero = unit.min > 0 ? null : day.zeroAfter(first.answeredAt);
  // What went back to zero starts the peak with what another request wakes, after another idle period.
  if (zero !== null) {
    day.passFor(day.patience);
    day.oneRequest();
  }
  day.finishMinute();
  const peak = requestsPerSecond > 0 ? day.passFor(HOUR + day.patience, requestsPerSecond) : [];
  const atPeak = states();
  const held = heldFrom(peak, load, requestsPerSecond);
  const afterwards = held === null ? [] : peak.slice(held);
  return {
    countWhenIdle,
    failedFirst: first.failed,
    firstAnswer: first.answeredAt === null ? null : toMilliseconds(first.answeredAt - first.at),
    zero,
    peakReached: held === null ? null : held * STEP_SECONDS,
    throttledAfterwards: afterwards.reduce((sum, { throttled, noCapacity }) => sum + throttled + noCapacity, 0),
    longestWait: Math.max(0, ...afterwards.map(({ oldestSeconds }) => oldestSeconds)),
    zeroAfterPeak: unit.min > 0 ? null : day.zeroAfter(day.workOff()),
    least: day.least,
    most: day.most,
    alarms: watched.map(({ id }, at) => ({ id, idle: idle[at] ?? 'OK', peak: atPeak[at] ?? 'OK' })),
  };
}

/** Without what subtracting clock times adds in the last digits. */
const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

class Day {
  readonly world: World;
  /** Seconds within which every alarm and cooldown has had its effect twice. */
  readonly patience: number;
  least: number;
  most: number;
  readonly #unit: Unit;
  readonly #load: UnitLoad;
  readonly #isAsynchronous: boolean;

  constructor(unit: Unit, load: UnitLoad, isAsynchronous: boolean, watched: readonly Alarm[]) {
    this.world = new World(unit, load, isAsynchronous, watched);
    this.patience = patienceWith(unit);
    this.least = unit.initial;
    this.most = unit.initial;
    this.#unit = unit;
    this.#load = load;
    this.#isAsynchronous = isAsynchronous;
  }

  passFor(seconds: number, perSecond = 0): Sample[] {
    const steps = Math.ceil(seconds / MINUTE) * STEPS_PER_MINUTE;
    return Array.from({ length: steps }, () => this.#step(perSecond * STEP_SECONDS));
  }

  finishMinute(): void {
    while (this.world.now % MINUTE > 0) this.#step(0);
  }

  /** A request at the start of a minute. One that fails is tried once more, when there is something to answer it. */
  oneRequest(): { at: number; answeredAt: number | null; failed: number } {
    this.finishMinute();
    const at = this.world.now;
    const until = at + HOUR + this.patience + this.#load.startUpSeconds + this.#load.secondsPerRequest;
    let failed = 0;
    for (let now = at; now < until; now = this.world.now) {
      const isSent = now === at || (failed > 0 && this.world.target.isServingAt(now));
      const { answered, noCapacity } = this.#step(isSent ? 1 : 0);
      failed += noCapacity;
      if (answered > 0) return { at, answeredAt: this.#answeredAt(now), failed };
    }
    return { at, answeredAt: null, failed };
  }

  #answeredAt(sentAt: number): number {
    return this.#isAsynchronous ? this.world.served.lastAnswerAt : sentAt + this.#load.secondsPerRequest;
  }

  /** Passes the time until everything is answered. Returns when that was; null where it takes more than half a day. */
  workOff(): number | null {
    const end = this.world.now;
    while (this.world.served.pending > 0 && this.world.now < end + 12 * HOUR) this.#step(0);
    if (this.world.served.pending > 0) return null;
    return this.#isAsynchronous ? this.world.served.lastAnswerAt : end;
  }

  /** Passes the time until nothing is left in service. Returns how long that takes from the last answer on. */
  zeroAfter(lastAnswerAt: number | null): number | null {
    const until = this.world.now + HOUR + this.patience;
    while (this.world.target.count > 0 && this.world.now < until) this.#step(0);
    if (lastAnswerAt === null || this.world.target.count > 0) return null;
    const zero = this.world.now - lastAnswerAt + this.#unit.releaseSeconds;
    return Number.isFinite(zero) ? toMilliseconds(zero) : null;
  }

  #step(requests: number): Sample {
    const sample = this.world.step(requests);
    this.least = Math.min(this.least, sample.count);
    this.most = Math.max(this.most, sample.count);
    return sample;
  }
}

function patienceWith({ steps, tracking }: Unit): number {
  const alarms = steps.map(({ alarm }) => alarm.periodSeconds * alarm.evaluationPeriods);
  const cooldowns = [
    ...steps.map(({ cooldown }) => cooldown),
    ...tracking.flatMap(({ inCooldown, outCooldown }) => [inCooldown, outCooldown]),
  ];
  return 2 * Math.max(SCALING_IN, ...alarms, ...cooldowns);
}

/**
 * The step from which the peak is held to its end: nobody is turned away, and nobody waits in a queue longer than allowed.
 * Where no wait is too long, a queue's instances have to keep up once.
 */
function heldFrom(
  peak: readonly Sample[],
  { secondsPerRequest, atOnce, waitsAtMost }: UnitLoad,
  perSecond: number,
): number | null {
  if (peak.length === 0) return null;
  const keepsUp = ({ count }: Sample): boolean => (count * atOnce) / secondsPerRequest >= perSecond * (1 - 1e-9);
  if (peak[0]?.isAsynchronous && waitsAtMost === undefined) {
    const first = peak.findIndex(keepsUp);
    return first < 0 ? null : first;
  }
  const isShort = ({ throttled, noCapacity, oldestSeconds }: Sample): boolean =>
    throttled + noCapacity > 0 || oldestSeconds > (waitsAtMost ?? Infinity);
  const last = peak.findLastIndex(isShort);
  return last === peak.length - 1 ? null : last + 1;
}
