import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RELEASE_SECONDS } from '../../../src/recommender/facts/scaling-times.ts';
import type { ScalingTimes } from '../../../src/recommender/index.ts';
import { runs } from '../../support/lane.ts';
import { STEP_SECONDS, World } from '../../support/oracle/world.ts';
import { type Rendered, renderedFor, workloads } from './rendered.ts';

/** Requests end at any second of an alarm's minute; the simulation has them begin with one. */
const TOLERANCE_SECONDS = 60;

/** The simulation takes a call as over in the step in which it comes, however long it is. */
const unseen = ({ serving, load: { secondsPerRequest = 0 } }: Rendered): number =>
  serving.option === 'real-time' ? secondsPerRequest : 0;

const withTimes = (check: (rendered: Rendered, times: ScalingTimes) => void, wanted: 'zero' | 'more'): number => {
  let checked = 0;
  fc.assert(
    fc.property(workloads, (stated) => {
      for (const rendered of renderedFor(stated)) {
        const { times } = rendered.serving;
        if (times === null || (times.wakeUpSeconds !== null) !== (wanted === 'zero')) continue;
        check(rendered, times);
        checked += 1;
      }
    }),
    { numRuns: Math.max(10, runs(60, { costly: true })) },
  );
  return checked;
};

describe('what a workload’s endpoint takes to scale, against the simulation of its template', () => {
  it('wakes after the same seconds, and is at zero again within a minute of the same', () => {
    const checked = withTimes((rendered, times) => {
      const { simulation, load } = rendered;
      const { firstAnswerAfterIdleSeconds: first, zeroAfterSeconds: zero } = simulation.behaviour;
      expect(Number(first) - (load.secondsPerRequest ?? 0)).toBeCloseTo(Number(times.wakeUpSeconds), 2);
      const off = Math.abs(Number(zero) - times.removedAfterSeconds);
      expect(off).toBeLessThanOrEqual(TOLERANCE_SECONDS + unseen(rendered));
    }, 'zero');
    expect(checked).toBeGreaterThan(2);
  });

  it('adds an instance after the same seconds, and removes it within a minute of the same', () => {
    const checked = withTimes((rendered, times) => {
      for (const unit of rendered.units) {
        if (unit.max <= unit.min) continue;
        const seen = scaled(rendered, unit);
        expect(seen.added).toBe(times.addedAfterSeconds);
        // After a backlog that was worked off, a queue gives its instances back one cooldown after the other.
        if (rendered.serving.option === 'asynchronous') continue;
        const release = unit.kind === 'copies' ? RELEASE_SECONDS : 0;
        const off = Math.abs(seen.removed + release - times.removedAfterSeconds);
        expect(off).toBeLessThanOrEqual(TOLERANCE_SECONDS);
      }
    }, 'more');
    expect(checked).toBeGreaterThan(2);
  });
});

/** Far more load than the maximum can take, for half an hour, and then none. */
function scaled({ load, serving }: Rendered, unit: Rendered['units'][number]): { added: number; removed: number } {
  const isQueue = serving.option === 'asynchronous';
  const { secondsPerRequest = 1, atOnce, startUpSeconds } = load;
  const world = new World(
    { ...unit, initial: unit.min },
    { secondsPerRequest, atOnce, startUpSeconds, waitsAtMost: undefined },
    isQueue,
    [],
  );
  const pass = (seconds: number, perStep: number, until: () => boolean): number => {
    const start = world.now;
    while (world.now < start + seconds && !until()) world.step(perStep);
    return world.now - start;
  };
  pass(3600, 0, () => false);
  const each = (STEP_SECONDS * unit.min * atOnce) / secondsPerRequest;
  const perStep = isQueue ? 1e6 : Math.max(1, 1000 * each);
  // In service with the step after the one in which it starts to serve.
  const added = pass(1800, perStep, () => world.target.isServingAt(world.now) && world.target.count > unit.min);
  pass(1800 - added, perStep, () => false);
  const removed = pass(7200, 0, () => world.target.count <= unit.min);
  return { added: added - STEP_SECONDS, removed };
}
