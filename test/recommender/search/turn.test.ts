import { describe, expect, it } from 'vitest';
import type { NumberDimension } from '../../../src/recommender/search/dimensions.ts';
import type { NumberSample } from '../../../src/recommender/search/outcome.ts';
import { Turns } from '../../../src/recommender/search/turn.ts';

const dimension: NumberDimension = {
  kind: 'number',
  field: 'processingTimeSeconds',
  min: 1e-300,
  max: 1e5,
  whole: false,
  cuts: [],
  cutsOf: () => [],
  isMonotone: true,
  silence: 'low',
  impliedBy: () => undefined,
  applies: () => true,
};

/** One thing from 1 on, another below, and a third where no number lies between it and zero. */
const sample = (value: number): NumberSample => {
  const weighed = value >= 1 ? null : value > 1e-323 ? 'serverless' : 'asynchronous';
  return { value, outcome: { choice: null, bests: [], usd: [], weighed } };
};
const turns = () => new Turns((_field, value) => sample(value));

describe('a turn on a walk', () => {
  it('is said to hold up to where another one begins before the next sample', () => {
    const walk = [sample(2), sample(0.5), sample(1e-323)];
    const found = turns().first(
      dimension,
      walk,
      ({ weighed }) => weighed !== null,
      (outcome, { weighed }) => outcome.weighed === weighed,
    );
    expect(found?.at.value).toBeCloseTo(1, 2);
    expect(found?.until).toBe(0.5);
  });

  it('is said to hold where it was found alone if its end lies too close to zero to be narrowed', () => {
    const found = turns().first(
      dimension,
      [sample(2), sample(1e-323)],
      ({ weighed }) => weighed !== null,
      (outcome, { weighed }) => outcome.weighed === weighed,
    );
    expect(found?.at.value).toBeCloseTo(1, 2);
    expect(found?.until).toBe(found?.at.value);
  });

  it('is looked for once: what was narrowed is remembered', () => {
    let tried = 0;
    const counting = new Turns((_field, value) => {
      tried += 1;
      return sample(value);
    });
    const walk = [sample(2), sample(0.5)];
    const first = counting.first(dimension, walk, ({ weighed }) => weighed !== null);
    const after = tried;
    expect(after).toBeGreaterThan(5);
    expect(counting.first(dimension, walk, ({ weighed }) => weighed === 'serverless')).toEqual(first);
    expect(tried).toBe(after);
  });
});
