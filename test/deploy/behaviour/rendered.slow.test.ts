import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, named, recommend, type Serving, type Workload } from '../../../src/recommender/index.ts';
import { runs } from '../../support/lane.ts';
import type { Observed } from '../../support/oracle/observe.ts';
import { simulate } from '../../support/oracle/simulate.ts';
import { workload } from '../../support/workloads.ts';
import { CHOICES } from '../cases.ts';
import { type Rendered, renderedFor, workloads } from './rendered.ts';
import { changed, without } from './templates.ts';

/**
 * What all is well for: nobody calls for hours, and every instance is full at the peak. Then steady traffic is missing, and the
 * answers of a model that writes tokens take longer than at its usual peak.
 */
const staysQuiet = (id: string, { writesTokens }: Serving): boolean =>
  id !== 'NoRequests' && !(writesTokens && id.endsWith('Latency'));

/** What a template promises and its simulation doesn't show. */
function brokenPromises({ serving, load, units, job, simulation }: Rendered): string[] {
  const { behaviour, observed } = simulation;
  const isPlanned = load.requestsPerSecond !== undefined && load.secondsPerRequest !== undefined;
  const checks = units.map((unit, at): Record<string, boolean> => {
    const { alarms, ...seen } = observed[at] as Observed;
    const toZero = unit.min === 0;
    return {
      'counts stay within minimum and maximum': seen.least >= unit.min && seen.most <= unit.max,
      'it is at its minimum when idle': seen.countWhenIdle === unit.min,
      'the first request, or its retry, is answered': seen.firstAnswer !== null,
      'only components fail, once': seen.failedFirst === (toZero && serving.option === 'real-time' ? 1 : 0),
      'zero is reached after one request, and after the peak':
        !toZero || (seen.zero !== null && seen.zeroAfterPeak !== null),
      'the peak is held': !isPlanned || (seen.peakReached !== null && seen.throttledAfterwards === 0),
      'no request waits too long afterwards':
        load.responseTimeSeconds === undefined ||
        seen.longestWait <= Math.max(0, load.responseTimeSeconds - (load.secondsPerRequest ?? 0)),
      'no alarm is raised when all is well': alarms
        .filter(({ id }) => staysQuiet(id, serving))
        .every(({ idle, peak }) => idle === 'OK' && peak === 'OK'),
    };
  });
  const whole = {
    'it is made of instances, components, serverless capacity or a job':
      units.length > 0 || serving.option === 'serverless' || job !== null,
    'capacity that is kept warm has no cold start':
      serving.scaling !== 'provisioned-concurrency' || behaviour.firstAnswerAfterIdleSeconds === load.secondsPerRequest,
  };
  return [...checks, whole].flatMap((check) =>
    Object.entries(check).flatMap(([promise, kept]) => (kept ? [] : [promise])),
  );
}

const nameOf = ({ option, hosting, scaling }: Choice | Serving): string => `${option} ${hosting} ${scaling}`;

describe('a rendered template', () => {
  it('keeps its promises for each option that fits an example or any of 60 random workloads, and so for each choice', () => {
    const choices = new Set<string>();
    const examples = Object.values(CHOICES).map((workload): [Workload] => [workload]);
    fc.assert(
      fc.property(workloads, (workload) => {
        for (const rendered of renderedFor(workload)) {
          choices.add(nameOf(rendered.serving));
          expect(brokenPromises(rendered)).toEqual([]);
        }
      }),
      { numRuns: examples.length + runs(60, { costly: true }), examples },
    );
    const chosen = examples.flatMap(([workload]) => recommend(workload).choice ?? []);
    expect([...choices]).toEqual(expect.arrayContaining(chosen.map(nameOf)));
  });
});

describe('a queue of requests of 10 min', () => {
  it('keeps up with its busiest hour, and within 15 min, where nobody stated a response time', () => {
    const [queue] = renderedFor(
      workload({
        name: 'films',
        trafficPattern: 'intermittent',
        processingTimeSeconds: 600,
        monthlyRequests: 20_000,
        requiresGpu: true,
      }),
    );
    expect(queue?.serving.option).toBe('asynchronous');
    expect(queue && brokenPromises(queue)).toEqual([]);
  });
});

describe('steady traffic that stops', () => {
  it('raises an alarm after an hour, which is quiet again at the peak', () => {
    const steady = renderedFor(
      workload({
        name: 'churn',
        trafficPattern: 'steady',
        processingTimeSeconds: 0.1,
        peakRequestsPerSecond: 20,
        modelSizeGB: 1,
      }),
    ).find(({ serving }) => serving.option === 'real-time');
    const alarms = steady?.simulation.observed.flatMap((seen) => seen.alarms);
    expect(alarms).toContainEqual({ id: 'NoRequests', idle: 'ALARM', peak: 'OK' });
  });
});

describe('the behaviour of six choices', () => {
  // biome-ignore format: one case a line.
  it.each([
    // Warm: the model alone. 5 instances x 2 at once / 40 ms. The 3 that stay on for a burst reach the peak of 150.
    ['real-time', 0.04, null, 300, 0],
    // 1 min of alarm, 1 of delay, 5 of start-up and 4 s. 15 min of alarm less these 4 s, 1 of delay, 10 until the instances end.
    ['inference-components-to-zero', 424, 1556, 2, 540],
    // 2 min of alarm, 1 of delay, 5 of start-up and 90 s. 2 instances / 90 s. The minute after the answer, 1 of delay. Waits stay within the 15 min.
    ['asynchronous-to-zero', 570, 150, 3 / 90, 0],
    // A cold start has no figure. 5 at once / 300 ms.
    ['serverless', null, null, 5 / 0.3, 0],
    // Warm from 08:45, before 09:00. 6 at once / 200 ms.
    ['serverless-provisioned', 0.2, null, 30, 0],
    // No request waits for a job. How long a record takes isn't stated.
    ['batch-transform', null, null, null, null],
  ])('%s: first answer %s s, zero %s s, at most %s per second, peak after %s s', (name, first, zero, most, peak) => {
    const workload = CHOICES[name] ?? named(name);
    const option = recommend(workload).choice?.option;
    const rendered = renderedFor(workload).find(({ serving }) => serving.option === option);
    const figures = {
      firstAnswerAfterIdleSeconds: first,
      maxRequestsPerSecond: most,
      peakReachedAfterSeconds: peak,
    };
    expect(rendered?.simulation.behaviour).toMatchObject({ ...figures, zeroAfterSeconds: zero });
    // What is said of zero is of any second in which the last request ends.
    expect(rendered?.behaviour).toMatchObject(figures);
  });
});

describe('a fault in a rendered template breaks a promise', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['without the wake-up policy', 'the first request, or its retry, is answered', (text: string) => without(text, 'WakePolicy')],
    ['with InvocationsPerInstance as its metric', 'zero is reached after one request, and after the peak',
      (text: string) => changed(text, 'ApproximateBacklogSizePerInstance', 'InvocationsPerInstance')],
    ['with error alarms that take no data for a breach', 'no alarm is raised when all is well',
      (text: string) => changed(text, 'TreatMissingData: notBreaching', 'TreatMissingData: breaching')],
  ])('a queue %s: %s', (_, promise, change) => {
    const [rendered = expect.fail()] = renderedFor(CHOICES['asynchronous-to-zero'] ?? named('any'));
    expect(brokenPromises(rendered)).toEqual([]);
    const simulation = simulate(change(rendered.text), rendered.load);
    expect(brokenPromises({ ...rendered, simulation })).toContain(promise);
  });
});
