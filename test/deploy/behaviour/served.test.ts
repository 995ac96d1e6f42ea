import { expect, it } from 'vitest';
import { Served } from '../../support/oracle/served.ts';

it('counts a request that is answered in the middle of a step for the half of it in which it was there', () => {
  const queue = new Served({ secondsPerRequest: 25, atOnce: 1 }, true, 10);
  const inProgress = [
    queue.step(0, 2, 1), // One is in work, one waits.
    queue.step(10, 0, 1),
    queue.step(20, 0, 1), // The first is answered after 25 s.
    queue.step(30, 0, 1),
    queue.step(40, 0, 1), // The second after 50 s.
    queue.step(50, 0, 1),
  ].map((sample) => sample.inProgress);
  expect(inProgress).toEqual([2, 2, 1.5, 1, 1, 0]);
});
