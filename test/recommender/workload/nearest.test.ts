import { describe, expect, it } from 'vitest';
import { distance, nearest, WORKLOAD_FIELDS } from '../../../src/recommender/index.ts';

describe('the distance of two names', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['flaw', 'lawn', 2],
    ['same', 'same', 0],
  ])('from "%s" to "%s" is %d letters', (one, other, letters) => expect(distance(one, other)).toBe(letters));
});

describe('the nearest field', () => {
  it.each([
    ['payload_mb', 'payloadSizeMB'],
    ['PayloadSizeMb', 'payloadSizeMB'],
    ['gpu', 'requiresGpu'],
    ['requireGPU', 'requiresGpu'],
    ['monthlyRequest', 'monthlyRequests'],
    ['requestsPerMonth', undefined],
    ['respnseTimeSeconds', 'responseTimeSeconds'],
    ['timezone', 'timeZone'],
    ['paylod', 'payloadSizeMB'],
    ['processng', 'processingTimeSeconds'],
    ['colour', undefined],
    ['x', undefined],
    ['', undefined],
    ['x'.repeat(100_000), undefined],
  ])('to "%s" is %s', (typed, meant) => expect(nearest(typed, WORKLOAD_FIELDS)).toBe(meant));

  it('is none where no name is known', () => expect(nearest('name', [])).toBeUndefined());
});
