import type { Behaviour } from '../../../src/deploy/index.ts';
import { formatSeconds, METRIC_DELAY_SECONDS } from '../../../src/recommender/index.ts';
import type { Load } from './load.ts';
import { type Observed, observe } from './observe.ts';
import { type Deployment, deploymentIn, type Unit } from './read-deployment.ts';
import type { Alarm } from './read-scaling.ts';
import { readTemplate } from './read-template.ts';
import { readTerraform } from './read-terraform.ts';
import { COUNT_OPEN, finite, jobBehaviour, latencyBasis, serverlessBehaviour } from './without-instances.ts';

// What a deployment will do, computed from its rendered template. It holds the closed formulas that the product uses.

export interface Simulation {
  readonly behaviour: Behaviour;
  /** One for each variant or component that scales by itself. */
  readonly observed: readonly Observed[];
}

/** What each format is read by. */
const READERS = { cloudformation: readTemplate, terraform: readTerraform } as const;

/**
 * Simulates what a rendered template does under a load: idle for hours, one request, the peak, idle again. The same text and
 * load give the same figures. Throws an Error for a text that isn't of the format.
 */
export function simulate(rendered: string, load: Load, format: keyof typeof READERS = 'cloudformation'): Simulation {
  const deployment = deploymentIn(READERS[format](rendered));
  const { serverless, job, units } = deployment;
  if (serverless !== null) return { behaviour: serverlessBehaviour(serverless, load), observed: [] };
  if (job !== null) return { behaviour: jobBehaviour(job, load), observed: [] };
  const observed = observeUnits(deployment, load);
  return { behaviour: behaviourOf(units, observed, load, deployment.isAsynchronous), observed };
}

/** Stands for a latency that nobody stated: it moves no figure that is given then. */
const SECONDS_UNKNOWN = 1;

function observeUnits({ units, alarms, isAsynchronous }: Deployment, load: Load): Observed[] {
  const { secondsPerRequest = SECONDS_UNKNOWN, atOnce, startUpSeconds, models, responseTimeSeconds } = load;
  const waitsAtMost = responseTimeSeconds && Math.max(0, responseTimeSeconds - secondsPerRequest);
  const rate = load.secondsPerRequest === undefined ? 0 : (load.requestsPerSecond ?? 0) / models;
  const known = new Map<string, Observed>();
  return units.map((unit) => {
    const watched = alarms.filter(({ metric }) =>
      Object.entries(metric.dimensions).every(([name, value]) => !(name in unit.names) || unit.names[name] === value),
    );
    // Components and variants that differ by their names alone behave alike.
    const text = JSON.stringify([unit, watched], (key, value: unknown) => (key === 'id' ? undefined : value));
    const key = Object.values(unit.names).reduce((rest, name) => rest.replaceAll(name, ''), text);
    const same = known.get(key);
    if (same !== undefined) return withAlarmsOf(same, watched);
    const seen = observe(
      unit,
      { secondsPerRequest, atOnce, startUpSeconds, waitsAtMost },
      rate * unit.share,
      isAsynchronous,
      watched,
    );
    known.set(key, seen);
    return seen;
  });
}

const withAlarmsOf = (seen: Observed, watched: readonly Alarm[]): Observed => ({
  ...seen,
  alarms: seen.alarms.map((alarm, at) => ({ ...alarm, id: watched[at]?.id ?? alarm.id })),
});

function behaviourOf(
  units: readonly Unit[],
  observed: readonly Observed[],
  load: Load,
  isAsynchronous: boolean,
): Behaviour {
  const { secondsPerRequest, requestsPerSecond } = load;
  const first = latest(observed.map(({ firstAnswer }) => firstAnswer));
  const isKnown = secondsPerRequest !== undefined;
  const wakes = observed.some(({ countWhenIdle }) => countWhenIdle === 0);
  const isCounted = units.every((unit) => unit.isCounted);
  const most = units.reduce((sum, { max }) => sum + max, 0) * load.atOnce;
  return {
    firstAnswerAfterIdleSeconds: isKnown ? first : wakes && first !== null ? first - SECONDS_UNKNOWN : null,
    zeroAfterSeconds: latest(observed.map(({ zero }) => zero)),
    maxRequestsPerSecond: isKnown && isCounted && units.length > 0 ? finite(most / secondsPerRequest) : null,
    peakReachedAfterSeconds:
      isKnown && isCounted && requestsPerSecond ? latest(observed.map(({ peakReached }) => peakReached)) : null,
    basis: [
      ...(isCounted ? [] : [COUNT_OPEN]),
      ...(wakes || scales(units) ? scalingBasis(units, load) : ['The number of instances is fixed.']),
      ...wakeUpBasis(observed, isAsynchronous),
      ...(wakes ? ['Zero is counted from the answer to a single request.'] : []),
      ...latencyBasis(load, wakes),
      ...(isCounted ? peakBasis(load, isAsynchronous) : []),
    ],
  };
}

/** The last of several to get there; null where one never does, or where there is none. */
function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length < times.length || known.length === 0 ? null : Math.max(...known);
}

const scales = (units: readonly Unit[]): boolean =>
  units.some(({ tracking, steps }) => tracking.length > 0 || steps.length > 0);

function scalingBasis(units: readonly Unit[], { startUpSeconds }: Load): string[] {
  const isQuick = units.some(({ tracking }) => tracking.some((policy) => policy.isQuick));
  return [
    `Assumed: an instance serves ${startUpSeconds} s after its launch. AWS says "several minutes".`,
    `Assumed: a metric reaches its alarm after ${METRIC_DELAY_SECONDS} s. AWS says 1 to 2 min.`,
    isQuick
      ? 'AWS: target tracking adds capacity after 3 datapoints of 10 s above the target and removes it after 90 below.'
      : 'Assumed: target tracking adds capacity after 3 min above the target and removes it after 15 min below 90 % of it.',
    ...scheduledBasis(units),
    ...(units.some(({ releaseSeconds }) => releaseSeconds > 0 && Number.isFinite(releaseSeconds))
      ? ['AWS: instances without copies end after 10 more idle minutes, unless a scale-in policy says otherwise.']
      : []),
  ];
}

function scheduledBasis(units: readonly Unit[]): string[] {
  const [scheduled] = units.filter(({ scheduledMin }) => scheduledMin !== undefined);
  if (scheduled === undefined) return [];
  const kept = Number.isNaN(scheduled.scheduledMin) ? 'more' : `at least ${scheduled.scheduledMin}`;
  return [`Counted outside the busy hours, in which ${kept} ${scheduled.kind} are on.`];
}

function wakeUpBasis(observed: readonly Observed[], isAsynchronous: boolean): string[] {
  if (observed.every(({ countWhenIdle }) => countWhenIdle > 0)) return [];
  if (observed.some(({ firstAnswer }) => firstAnswer === null))
    return ['Nothing wakes it from zero for a single request.'];
  return isAsynchronous
    ? ['At zero, the first request waits in the queue.']
    : ['At zero, requests fail until an instance serves. Callers have to retry.'];
}

function peakBasis(
  { requestsPerSecond, secondsPerRequest, responseTimeSeconds }: Load,
  isAsynchronous: boolean,
): string[] {
  if (!requestsPerSecond) return ["The peak isn't stated."];
  if (secondsPerRequest === undefined) return [];
  if (!isAsynchronous) return ['The peak comes from one moment to the next, right after the first request.'];
  const held =
    responseTimeSeconds === undefined
      ? 'it is held once the instances keep up'
      : `it is held while answers take at most ${formatSeconds(responseTimeSeconds)}`;
  return [`The busiest hour starts right after the first request; ${held}.`];
}
