import { describe, expect, it } from 'vitest';
import type { WorkloadField } from '../../../src/recommender/index.ts';
import { changeClause, clauseFor, extentOf, otherSide } from '../../../src/recommender/search/change-words.ts';
import type { NumberSample } from '../../../src/recommender/search/outcome.ts';

/** The clause of a turn that was found at a value. */
const turnText = (field: WorkloadField, value: number, sides: { before?: number; until?: number }): string =>
  clauseFor(field, value, extentOf({ at: { value } as NumberSample, ...sides }));

describe('a condition on a number', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['a deadline below an hour in minutes', 'datasetDeadlineHours', 0.08326, { before: 1 / 12 }, 'the deadline of a run is under 5 min'],
    ['hours as hours', 'datasetDeadlineHours', 24, {}, 'the deadline of a run is 24 hours'],
    ['half an hour a day in minutes', 'busyHoursPerDay', 0.5, {}, 'requests arrive for 30 min per day'],
    ['no fraction of a request', 'peakRequestsPerSecond', 277.8, {}, 'the peak is 278 requests per second'],
    ['the least', 'processingTimeSeconds', 9.36, { before: 9.352 }, 'a request takes at least 9.36 s'],
    ['the most', 'processingTimeSeconds', 9.36, { before: 9.369 }, 'a request takes at most 9.36 s'],
    ['one of a kind', 'modelCount', 1, { before: 1.5 }, 'the workload has one model'],
    ['a span up', 'processingTimeSeconds', 9.36, { before: 9.352, until: 10 }, 'a request takes 9.36 s to 10 s'],
    ['a span from minutes to seconds in whole minutes, which 499 s has 8 of', 'datasetDeadlineHours', 5 / 60, { before: 4.99 / 60,
      until: 499 / 3600 }, 'the deadline of a run is 5 min to 8 min'],
    ['a span behind a limit', 'payloadSizeMB', 4.004, { before: 4, until: 6 }, 'the payload is over 4 MB, up to 6 MB'],
    ['the higher of two limits with the other', 'payloadSizeMB', 25.02, { before: 25, until: 1024 },
      'the payload is over 25 MB, up to 1 GB (another AWS page says 6 MB)'],
    ['a span down', 'payloadSizeMB', 3.996, { before: 4, until: 2 }, 'the payload is under 4 MB, down to 2 MB'],
    ['one value where no more was found', 'modelSizeGB', 2.345, { before: 2.344, until: 2.345 }, 'the model needs 2.345 GB'],
  ] as const)('writes %s', (_what, field, value, sides, text) => {
    expect(turnText(field, value, sides)).toBe(text);
  });

  it.each([
    ['over', { least: 60.05, below: 60, most: 100 }, 'a request takes at most 60 s'],
    ['at least', { least: 61, below: 60.95, most: 100 }, 'a request takes under 61 s'],
    ['under', { least: 1, most: 59.95, above: 60 }, 'a request takes at least 60 s'],
    ['at most', { least: 1, most: 60, above: 60.05 }, 'a request takes over 60 s'],
  ] as const)('that leads elsewhere %s a limit has another side', (_what, extent, text) => {
    expect(otherSide('processingTimeSeconds', extent)).toBe(text);
  });

  it('without one limit has no other side', () => {
    expect(otherSide('processingTimeSeconds', { least: 2, below: 1.9, most: 3, above: 3.1 })).toBeUndefined();
  });

  it('that was not narrowed is a limit by the side of what is stated', () => {
    expect(changeClause('payloadSizeMB', 6, 500)).toBe('the payload is at most 6 MB');
    expect(changeClause('responseTimeSeconds', 60, 5)).toBe('the allowed response time is at least 60 s');
    expect(changeClause('responseTimeSeconds', 900, undefined)).toBe('the allowed response time is 15 min');
  });
});
