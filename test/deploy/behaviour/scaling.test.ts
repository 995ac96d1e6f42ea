import { describe, expect, it } from 'vitest';
import type { Step, Tracking } from '../../support/oracle/read-scaling.ts';
import { ScalableTarget, steppedCapacity, trackedCapacity } from '../../support/oracle/scaling.ts';

const target = (initial = 1) => new ScalableTarget(initial, { min: 0, max: 10 }, 300);
const to = (count: number, cooldown = 600) => [{ to: count, cooldown }];

describe('a scalable target', () => {
  it('serves with what it adds 300 s later', () => {
    const one = target();
    one.scaleOut(0, to(3));
    one.advanceTo(299);
    expect([one.count, one.desired]).toEqual([1, 3]);
    one.advanceTo(300);
    expect(one.count).toBe(3);
  });

  it('takes the largest of several proposals, up to its maximum of 10', () => {
    const one = target();
    one.scaleOut(0, [...to(2), ...to(25), ...to(4)]);
    expect(one.desired).toBe(10);
  });

  it('does nothing else while instances start', () => {
    const one = target(2);
    one.scaleOut(0, to(3));
    one.scaleOut(60, to(9));
    one.scaleIn(60, to(0));
    expect(one.desired).toBe(3);
  });

  it('scales out once more after its cooldown of 600 s, which starts when the instances serve', () => {
    const one = target();
    one.scaleOut(0, to(3));
    one.advanceTo(300);
    one.scaleOut(899, to(5));
    expect(one.desired).toBe(3);
    one.scaleOut(900, to(5));
    expect(one.desired).toBe(5);
  });

  it('adds only the rest of a larger scale-out within the cooldown: 3 after 2 is 1 more', () => {
    const one = target();
    one.scaleOut(0, to(3));
    one.advanceTo(300);
    one.scaleOut(400, to(6));
    expect(one.desired).toBe(4);
  });

  it('scales in again only after the cooldown, but out at once', () => {
    const one = target(8);
    one.scaleIn(0, to(5));
    one.scaleIn(599, to(2));
    expect(one.count).toBe(5);
    one.scaleOut(599, to(6));
    one.advanceTo(899);
    one.scaleIn(900, to(2));
    expect(one.count).toBe(2);
  });

  it('scales in to the largest proposal and never below its minimum of 0', () => {
    const one = target(8);
    one.scaleIn(0, [...to(-1), ...to(4)]);
    expect(one.count).toBe(4);
    one.scaleIn(600, to(-1));
    expect(one.count).toBe(0);
  });
});

describe('what a policy asks for', () => {
  it('is in proportion to the metric, rounded up: 3 instances at 7 with a target of 5 are 5', () => {
    expect(trackedCapacity({ target: 5 } as Tracking, 7, 3)).toBe(5);
    expect(trackedCapacity({ target: 5 } as Tracking, 5, 3)).toBe(3);
    expect(trackedCapacity({ target: 5 } as Tracking, 11, 0)).toBe(3);
  });

  const step = (type: string, by: number, from = 0, most = Infinity) =>
    ({ type, alarm: { threshold: 1 }, adjustments: [{ from, to: most, by }] }) as unknown as Step;

  it.each([
    ['ChangeInCapacity', 2, 6],
    ['ExactCapacity', 2, 2],
    ['PercentChangeInCapacity', 60, 6],
    ['PercentChangeInCapacity', 10, 5],
    ['PercentChangeInCapacity', -10, 3],
    ['Sideways', 2, undefined],
  ])('of 4 with %s %s is %s', (type, by, capacity) => {
    expect(steppedCapacity(step(type, by), 1, 4)).toBe(capacity);
  });

  it('is nothing where no step covers the breach', () => {
    expect(steppedCapacity(step('ChangeInCapacity', 1, 0, 2), 3, 4)).toBeUndefined();
    expect(steppedCapacity(step('ChangeInCapacity', 1, 0, 2), 2.9, 4)).toBe(5);
  });
});
