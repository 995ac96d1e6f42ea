import {
  formatSeconds,
  isJob,
  isQueue,
  JOB_START_UP_SECONDS,
  METRIC_DELAY_SECONDS,
  QUOTAS,
  type Serving,
  START_UP_SECONDS,
  TRACKING_ALARMS,
} from '../recommender/index.ts';
import { sending } from './choices/batch-transform.ts';
import { type DeploymentFacts, instanceOf } from './facts.ts';
import { isSized } from './parts/counts.ts';
import { loadMetric, queueTarget } from './parts/scaling.ts';

// What a deployment does over time, in closed formulas. A simulation of the rendered template holds them in the tests.

/** Null where it isn't determined or never happens; `basis` says on what the rest stands. */
export interface Behaviour {
  /** From the first request after an idle period until it, or its retry, is answered. */
  readonly firstAnswerAfterIdleSeconds: number | null;
  /** From the last answer until no instance is left. */
  readonly zeroAfterSeconds: number | null;
  /** With everything that the template allows in service. */
  readonly maxRequestsPerSecond: number | null;
  /** From the start of the peak until it is held. */
  readonly peakReachedAfterSeconds: number | null;
  /** What the figures rest on, and what they leave out, in sentences. */
  readonly basis: readonly string[];
}

/** What a template does under its workload: idle for hours, one request, the peak from one moment to the next, idle again. */
export function behaviourOf(facts: DeploymentFacts): Behaviour {
  if (facts.serving.serverless !== null) return serverlessBehaviour(facts, facts.serving.serverless);
  return isJob(facts.serving.option) ? jobBehaviour(facts) : endpointBehaviour(facts);
}

/** Times beyond sense in what was stated give no figure. */
const finite = (figure: number): number | null => (Number.isFinite(figure) ? figure : null);

/** What is open where the template asks for the number of instances. */
const COUNT_OPEN = 'How many instances there are is a parameter, so what they hold is open.';

const PEAK_OPEN = "The peak isn't stated.";

/** What is open where nobody stated how long a request takes. */
function latencyBasis({ secondsPerRequest }: Serving, wakes: boolean): string[] {
  if (secondsPerRequest !== undefined) return [];
  return [`Model latency isn't stated${wakes ? ', and the first answer takes that much longer' : ''}.`];
}

/** Rates differ by rounding alone. */
const SLACK = 1e-9;

/** Capacity that comes with the request; only what is kept warm answers without a cold start. */
function serverlessBehaviour(
  { serving }: DeploymentFacts,
  { maxConcurrency, provisionedConcurrency }: NonNullable<Serving['serverless']>,
): Behaviour {
  const { secondsPerRequest: seconds, requestsPerSecond: rate } = serving;
  const most = seconds === undefined ? null : finite(maxConcurrency / seconds);
  const isHeld = most !== null && rate !== undefined && rate <= most * (1 + SLACK);
  const warm = provisionedConcurrency ?? 0;
  return {
    firstAnswerAfterIdleSeconds: warm > 0 ? (seconds ?? null) : null,
    zeroAfterSeconds: null,
    maxRequestsPerSecond: most,
    peakReachedAfterSeconds: isHeld ? 0 : null,
    basis: [
      warm > 0
        ? `The first ${warm} requests at once find warm capacity in the scheduled hours; others have a cold start.`
        : 'AWS gives no figure for a cold start.',
      'Serverless has no instances that could be at zero.',
      ...latencyBasis(serving, false),
      ...(Number.isFinite(rate) ? [] : [PEAK_OPEN]),
    ],
  };
}

/** A job starts by its schedule and ends by itself: it neither waits for a request nor goes to zero. */
function jobBehaviour(facts: DeploymentFacts): Behaviour {
  const { secondsPerRequest: seconds } = facts.serving;
  const inWork = instanceOf(facts).max * sending(facts).atOnce;
  return {
    firstAnswerAfterIdleSeconds: null,
    zeroAfterSeconds: null,
    maxRequestsPerSecond: seconds === undefined || !isSized(facts) ? null : finite(inWork / seconds),
    peakReachedAfterSeconds: null,
    basis: [
      'The job runs on its schedule, and its instances end with it.',
      `Assumed: it reads its first record ${JOB_START_UP_SECONDS} s after its start.`,
      ...(isSized(facts) ? [] : [COUNT_OPEN]),
      ...latencyBasis(facts.serving, false),
    ],
  };
}

/** The instances of a variant, or the copies of a model: what scales as one. */
interface Unit {
  /** When the peak comes, right after the first request of an idle period. */
  readonly count: number;
  readonly max: number;
  /** Requests in work on one at the same moment. */
  readonly atOnce: number;
  /** As many scale alike: a model's copies, or a variant's instances, for each that the template shows. Adapters run in the copies of their base. */
  readonly units: number;
}

function unitOf(facts: DeploymentFacts): Unit {
  const { scaling, copies, isAdapters } = facts.serving;
  const isFixed = scaling === 'fixed';
  const { min, start, max, atOnce } = instanceOf(facts);
  if (copies === null)
    return { count: isFixed ? start : Math.max(1, min), max: isFixed ? start : max, atOnce, units: facts.shown };
  return {
    count: isFixed ? copies.start : 1,
    max: isFixed ? copies.start : copies.max,
    atOnce: copies.atOnce,
    units: isAdapters ? 1 : facts.shown,
  };
}

function endpointBehaviour(facts: DeploymentFacts): Behaviour {
  const { serving } = facts;
  const { secondsPerRequest: seconds, times } = serving;
  const wakes = serving.scaling === 'scale-to-zero';
  const unit = unitOf(facts);
  const isPlanned = seconds !== undefined && isSized(facts);
  const first = wakes ? Number(times?.wakeUpSeconds) + (seconds ?? 0) : seconds;
  return {
    firstAnswerAfterIdleSeconds: first === undefined ? null : finite(Math.round(first * 1000) / 1000),
    // What is said is what is billed.
    zeroAfterSeconds: wakes ? (times?.removedAfterSeconds ?? null) : null,
    maxRequestsPerSecond: isPlanned ? finite((unit.units * unit.max * unit.atOnce) / seconds) : null,
    peakReachedAfterSeconds: isPlanned ? peakReachedAfter(facts, unit, seconds) : null,
    basis: [
      ...(isSized(facts) ? [] : [COUNT_OPEN]),
      ...scalingBasis(facts, unit),
      ...(wakes ? wakeUpBasis(serving) : []),
      ...latencyBasis(serving, wakes),
      ...(isSized(facts) ? peakBasis(facts) : []),
    ],
  };
}

/** Null where it is never held, or where nobody states it. */
function peakReachedAfter(facts: DeploymentFacts, unit: Unit, seconds: number): number | null {
  const { requestsPerSecond, copies, isAdapters, models, times, option } = facts.serving;
  if (!requestsPerSecond || !Number.isFinite(requestsPerSecond)) return null;
  // Models that scale by themselves share it evenly.
  const rate = requestsPerSecond / (copies === null || isAdapters ? 1 : models);
  const needed = ((rate * seconds) / unit.atOnce) * (1 - SLACK);
  if (unit.count >= needed) return 0;
  if (unit.max < needed || times === null) return null;
  const peak: Peak = { ...unit, rate, seconds, needed, added: times.addedAfterSeconds };
  return isQueue(option) ? queueIsHeldAfter(facts, peak) : callsAreHeldAfter(facts, peak);
}

interface Peak extends Unit {
  readonly rate: number;
  readonly seconds: number;
  /** As many keep up with the rate. */
  readonly needed: number;
  /** Seconds until the first that are added serve. */
  readonly added: number;
}

const asked = (load: number, target: number): number => Math.ceil(load / target - SLACK);

/**
 * Callers are turned away until what is added serves: all that it takes, or first too few where little had piled up when it was
 * counted, and then the rest.
 */
function callsAreHeldAfter(facts: DeploymentFacts, { count, atOnce, rate, seconds, needed, added }: Peak): number {
  const { isTrackedInProgress, copies } = facts.serving;
  if (!isTrackedInProgress) return added;
  const { out, periodSeconds } = TRACKING_ALARMS.every10Seconds;
  const overdue = Math.min(
    out * periodSeconds * (rate - (count * atOnce) / seconds),
    rate * QUOTAS.realTimeProcessing.value,
  );
  const { target } = loadMetric(facts, atOnce, copies === null ? 'variant' : 'component');
  const isEnough = asked(count * atOnce + overdue, target) >= needed;
  return isEnough ? added : added + periodSeconds + START_UP_SECONDS.likely;
}

const MINUTE = 60;
/** Requests come at the start of a step, and are answered within it or later. */
const STEP_SECONDS = 10;
const STEPS_PER_MINUTE = MINUTE / STEP_SECONDS;
/** How long a peak lasts: what isn't held by then never is. */
const PEAK_MINUTES = 100;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/**
 * Instances are added once the backlog has been over its target for three minutes: as many as it takes by then. Where they are
 * too few, all follow, since target tracking multiplies a figure of the few by the many that serve by then. The peak is held
 * from when nobody waits too long; where nobody says what is too long, from when the instances keep up.
 */
function queueIsHeldAfter(facts: DeploymentFacts, peak: Peak): number | null {
  const { count, max, atOnce, rate, seconds, needed, added } = peak;
  const { responseTimeSeconds } = facts.workload;
  const target = queueTarget(facts);
  /** Requests that each place has taken since a moment: short ones all along, longer ones one after the other. */
  const turns = (elapsed: number): number =>
    elapsed < 0 ? 0 : seconds < STEP_SECONDS ? (elapsed + STEP_SECONDS) / seconds : 1 + Math.floor(elapsed / seconds);
  /** Waiting or in work, on average over a minute. */
  const backlog = (minute: number): number => {
    const middle = minute * MINUTE + (MINUTE - STEP_SECONDS) / 2;
    const come = rate * (middle + STEP_SECONDS);
    return Math.max(come - count * atOnce * (turns(middle) - 1), rate * Math.min(middle + STEP_SECONDS, seconds));
  };
  const over = upTo(PEAK_MINUTES).find((minute) => backlog(minute) > target * count);
  const first = over === undefined ? Infinity : added + over * MINUTE;
  const next = over === undefined ? count : Math.min(max, Math.max(count + 1, asked(backlog(over + 2), target)));
  const second = first + MINUTE + START_UP_SECONDS.likely;
  if (responseTimeSeconds === undefined) return finite(next >= needed ? first : second);
  const taken = (at: number): number =>
    atOnce * (count * turns(at) + (next - count) * turns(at - first) + (max - next) * turns(at - second));
  const isLate = (step: number): boolean => {
    const end = (step + 1) * STEP_SECONDS;
    const oldest = Math.floor(taken(end - STEP_SECONDS) / rate / STEP_SECONDS + SLACK) * STEP_SECONDS;
    return end - oldest > Math.max(0, responseTimeSeconds - seconds) && oldest < end;
  };
  const steps = upTo(PEAK_MINUTES * STEPS_PER_MINUTE);
  const held = (steps.findLast(isLate) ?? -1) + 1;
  return held === steps.length ? null : held * STEP_SECONDS;
}

function scalingBasis(facts: DeploymentFacts, { max }: Unit): string[] {
  const { serving } = facts;
  const isFixed =
    serving.scaling === 'fixed' ||
    (serving.scaling === 'auto-scaling' && serving.copies !== null && isSized(facts) && max <= 1);
  if (isFixed) return ['The number of instances is fixed.'];
  const isQuick = serving.option !== 'asynchronous' && serving.isTrackedInProgress;
  return [
    `Assumed: an instance serves ${START_UP_SECONDS.likely} s after its launch. AWS says "several minutes".`,
    `Assumed: a metric reaches its alarm after ${METRIC_DELAY_SECONDS} s. AWS says 1 to 2 min.`,
    isQuick
      ? 'AWS: target tracking adds capacity after 3 datapoints of 10 s above the target and removes it after 90 below.'
      : 'Assumed: target tracking adds capacity after 3 min above the target and removes it after 15 min below 90 % of it.',
    ...scheduledBasis(facts),
    ...(serving.copies !== null && serving.scaling === 'scale-to-zero'
      ? ['AWS: instances without copies end after 10 more idle minutes, unless a scale-in policy says otherwise.']
      : []),
  ];
}

/** The worst case is outside the hours in which a schedule keeps more on. */
function scheduledBasis(facts: DeploymentFacts): string[] {
  const { copies, instance } = facts.serving;
  const { busyMin } = copies ?? instance ?? {};
  if (busyMin === undefined) return [];
  const kept = isSized(facts) ? `at least ${busyMin}` : 'more';
  return [`Counted outside the busy hours, in which ${kept} ${copies ? 'copies' : 'instances'} are on.`];
}

const wakeUpBasis = ({ option }: Serving): string[] => [
  isQueue(option)
    ? 'At zero, the first request waits in the queue.'
    : 'At zero, requests fail until an instance serves. Callers have to retry.',
  'Zero is counted from the answer to a single request.',
];

function peakBasis({ serving, workload: { responseTimeSeconds } }: DeploymentFacts): string[] {
  if (!serving.requestsPerSecond || !Number.isFinite(serving.requestsPerSecond)) return [PEAK_OPEN];
  if (serving.secondsPerRequest === undefined) return [];
  if (serving.option !== 'asynchronous')
    return ['The peak comes from one moment to the next, right after the first request.'];
  const held =
    responseTimeSeconds === undefined
      ? 'it is held once the instances keep up'
      : `it is held while answers take at most ${formatSeconds(responseTimeSeconds)}`;
  return [`The busiest hour starts right after the first request; ${held}.`];
}
