import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { runs } from '../../support/lane.ts';
import { CHOICES } from '../cases.ts';
import { type Rendered, renderedFor, workloads } from './rendered.ts';

/** The last request ends at any second of an alarm's minute; the simulation's begins with one, and ends in the step it comes in. */
const ZERO_TOLERANCE_SECONDS = 60;

/** A queue's requests end one by one; the formula has those of an instance end together. Longer ones leave it further off. */
const QUEUE_TOLERANCE = { seconds: 60, requests: 2 };

/** How long the simulation's peak lasts at least. */
const PEAK_SECONDS = 6000;

const streamed: fc.Arbitrary<Workload> = fc
  .tuple(workloads, fc.boolean())
  .map(([stated, isStreamed]) => (isStreamed ? { ...stated, requiresStreaming: 'response' } : stated));

function compare({ behaviour, simulation, serving, load }: Rendered): void {
  const { zeroAfterSeconds: zero, peakReachedAfterSeconds: peak, ...rest } = behaviour;
  const { zeroAfterSeconds: seenZero, peakReachedAfterSeconds: seenPeak, ...seenRest } = simulation.behaviour;
  const { secondsPerRequest = 0 } = load;
  expect(rest).toEqual(seenRest);
  expect(rest.basis.length).toBeGreaterThan(0);
  expect(zero === null).toBe(seenZero === null);
  const unseen = serving.option === 'real-time' ? secondsPerRequest : 0;
  expect(Math.abs(Number(zero) - Number(seenZero))).toBeLessThanOrEqual(ZERO_TOLERANCE_SECONDS + unseen);
  // Parts of a request that come as rarely as that wake the simulation's queue again and again.
  if (Number(load.requestsPerSecond) * PEAK_SECONDS < 1) return;
  const { seconds, requests } = QUEUE_TOLERANCE;
  const tolerance = serving.option === 'asynchronous' ? seconds + requests * secondsPerRequest : 0;
  expect(peak === null).toBe(seenPeak === null);
  expect(Math.abs(Number(peak) - Number(seenPeak))).toBeLessThanOrEqual(tolerance);
}

describe('what the product says of a template’s behaviour, against the simulation of the template', () => {
  it('is the same for each option that fits an example or any of 100 random workloads', () => {
    const examples = Object.values(CHOICES).map((workload): [Workload] => [workload]);
    const seen = new Set<string>();
    fc.assert(
      fc.property(streamed, (workload) => {
        for (const rendered of renderedFor(workload)) {
          compare(rendered);
          seen.add(`${rendered.serving.option} ${rendered.serving.scaling}`);
        }
      }),
      { numRuns: examples.length + runs(100, { costly: true }), examples },
    );
    expect(seen.size).toBeGreaterThan(7);
  });
});
