import { describe, expect, it } from 'vitest';
import { conditionText } from '../../../src/recommender/search/change-words.ts';

describe('a condition on a number', () => {
  it.each([
    [
      'a deadline below an hour in minutes',
      'datasetDeadlineHours',
      0.08326,
      { before: 1 / 12 },
      'a run may take under 5 min',
    ],
    ['hours as hours', 'datasetDeadlineHours', 24, {}, 'a run may take 24 hours'],
    ['half an hour a day in minutes', 'busyHoursPerDay', 0.5, {}, 'requests come in 30 min a day'],
    ['no fraction of a request', 'peakRequestsPerSecond', 277.8, {}, 'requests in the busiest second are 278'],
    [
      'a span up',
      'processingTimeSeconds',
      9.36,
      { before: 9.352, until: 10 },
      'one request takes between 9.36 s and 10 s',
    ],
    ['a span behind a limit', 'payloadSizeMB', 4.004, { before: 4, until: 6 }, 'the payload is over 4 MB, up to 6 MB'],
    ['a span down', 'payloadSizeMB', 3.996, { before: 4, until: 2 }, 'the payload is under 4 MB, down to 2 MB'],
    [
      'one value where no more was found',
      'modelSizeGB',
      2.345,
      { before: 2.344, until: 2.345 },
      'a model needs 2.345 GB',
    ],
  ] as const)('writes %s', (_what, field, value, side, text) => {
    expect(conditionText(field, value, side)).toBe(text);
  });
});
