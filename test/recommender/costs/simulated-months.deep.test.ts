import { describe, expect, it } from 'vitest';
import { LANE } from '../../support/lane.ts';
import { billOf } from '../../support/months/bill.ts';
import { overflowShare, queueHours, trackedHours, wokenHours } from '../../support/months/endpoints.ts';
import { drawFrom, MINUTES, minuteRates } from '../../support/months/traffic.ts';
import { coverageOf } from './coverage.ts';

describe("the simulator's bills", () => {
  it("are AWS's for its example of Serverless Inference: 1,000,000 s at 2 GB and 10 GB of data are $40.16", () => {
    const used = { inferenceSeconds: 1_000_000, inGB: 8, outGB: 2 };
    expect(billOf(used, { inferenceSecond: 0.00004, dataGB: 0.016 })).toBeCloseTo(40.16, 9);
  });

  it("are a real account's for batch transform: 2.126 hours of an ml.m5.xlarge at $0.257 are $0.55", () => {
    expect(billOf({ instanceHours: 2.126 }, { instanceHour: 0.257 })).toBeCloseTo(0.546, 3);
  });

  it('are two rates for provisioned concurrency: 5,256,000 s kept warm and 500,000 s of inference are $64.21', () => {
    const rates = { warmSecond: 0.00001, warmInferenceSecond: 0.0000233 };
    expect(billOf({ warmSeconds: 5_256_000, warmInferenceSeconds: 500_000 }, rates)).toBeCloseTo(64.21, 9);
  });
});

describe("the simulator's instances", () => {
  const one = {
    floor: 1,
    isZeroWhenIdle: false,
    max: 10,
    atOnce: 1,
    seconds: 40,
    scaleInMinutes: 10,
    startMinutes: 5,
  };
  const at = (...minutes: number[]) => {
    const arriving = new Float64Array(MINUTES);
    for (const minute of minutes) arriving[minute] = 1;
    return arriving;
  };

  it('stay on without a request, one for 730 hours', () => {
    expect(trackedHours(at(), one)).toBeCloseTo(730, 6);
    expect(queueHours(at(), one)).toBeCloseTo(730, 6);
  });

  it('are none without a request where they go to zero, and some 15 min for one', () => {
    const toZero = { ...one, isZeroWhenIdle: true };
    expect(wokenHours(at(), toZero)).toBeCloseTo(0, 6);
    expect(queueHours(at(), toZero)).toBe(0);
    expect(wokenHours(at(500), toZero) * 60).toBeCloseTo(16, 0);
    expect(queueHours(at(500), toZero) * 60).toBeCloseTo(15, 0);
  });

  it('are added for what the rate of three minutes needs at 70 % busy, and stay for 10 min', () => {
    const arriving = new Float64Array(MINUTES);
    // For an hour, two a minute of 40 s: 1.3 in work, two instances.
    arriving.fill(2, 1000, 1060);
    const added = trackedHours(arriving, one) - 730;
    expect(added).toBeGreaterThan(1);
    expect(added).toBeLessThan(1.3);
  });

  it('find a unit at work as often as Erlang says: with 1 in work and 1 unit, half of the time', () => {
    expect(overflowShare(1, 1, drawFrom(1))).toBeCloseTo(0.5, 1);
    expect(overflowShare(1, 10, drawFrom(1))).toBeLessThan(0.001);
  });
});

describe("the simulator's traffic", () => {
  it('has as many requests as it is given, on the busy days and in the busy hours', () => {
    const rates = minuteRates(10_000, { hours: 8, daysPerWeek: 5, peaked: 0.5 }, undefined, drawFrom(2));
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(10_000, 6);
    expect(rates.filter((rate) => rate > 0).length / MINUTES).toBeCloseTo((8 / 24) * (5 / 7), 1);
  });
});

describe("the simulator's weeks", () => {
  it('begin a month on any weekday: 21 or 22 of 30 noons are busy where five days of a week are', () => {
    const draw = drawFrom(3);
    const noons = Array.from({ length: 30 }, (_, day) => day * 1440 + 720);
    const counts = Array.from({ length: 40 }, () => {
      const rates = minuteRates(1000, { hours: 8, daysPerWeek: 5, peaked: 0 }, undefined, draw);
      return noons.filter((at) => (rates[at] ?? 0) > 0).length;
    });
    expect([...new Set(counts)].toSorted()).toEqual([21, 22]);
  });
});

/** A sample of 100 estimates is off by some percent. */
const SAMPLE =
  LANE === 'deep'
    ? { months: 40_000, inside: 0.95, near: 0.95, wide: 0.055 }
    : { months: 1000, inside: 0.9, near: 0.93, wide: 0.1 };

describe('the range of an estimate whose volume and processing time are stated', () => {
  it('holds nine in ten simulated months, 19 of 20 in a long run, its likely amount is near their mean, and one in eighteen is wider than 3', () => {
    const all = coverageOf(SAMPLE.months, 1).get('all');
    expect(all?.inside).toBeGreaterThanOrEqual(SAMPLE.inside);
    expect(all?.near).toBeGreaterThanOrEqual(SAMPLE.near);
    expect(all?.width).toBeLessThanOrEqual(3);
    expect(all?.wide).toBeLessThanOrEqual(SAMPLE.wide);
  });
});
