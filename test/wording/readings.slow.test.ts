import { describe, expect, it } from 'vitest';
import { parseWorkload } from '../../src/recommender/index.ts';
import { doubtsOf } from '../../src/wording/heard.ts';
import { readTyped } from '../../src/wording/read-words.ts';
import { readPhrases } from '../support/phrase-score.ts';

/** The readings of each field that is unclear. */
const readingsIn = (typed: string) =>
  Object.fromEntries(readTyped(typed).unclear.map(({ field, readings }) => [field, readings]));

describe('what words in doubt may state', () => {
  it.each([
    ['fraud model, 25ms', { responseTimeSeconds: [0.025], processingTimeSeconds: [0.025] }],
    ['our thing is 4 GB', { payloadSizeMB: [4096], modelSizeGB: [4] }],
    ['must answer within 3.000 ms', { responseTimeSeconds: [3, 0.003] }],
    ['must answer within 3 s or 30 s', { responseTimeSeconds: [30, 3] }],
  ])('is an amount of each field that it may be: %s', (typed, readings) => {
    expect(readingsIn(typed)).toEqual(readings);
  });

  it.each([
    ['steady traffic, sporadic', { trafficPattern: ['steady', 'intermittent'] }],
    ['10 models, 2 MB payload, 40 models', { modelCount: [40, 10] }],
    ['steady traffic, peak 1 rps, 10000 requests per day', { monthlyRequests: [300_000], peakRequestsPerSecond: [1] }],
  ])('is every value that contradicts another: %s', (typed, readings) => {
    expect(readingsIn(typed)).toEqual(readings);
  });

  it.each([
    ['not sure if gpu', { requiresGpu: [true] }],
    ['must feel instant', { responseTimeSeconds: [1] }],
    ['maybe ml.g5.xlarge?', { instanceType: ['ml.g5.xlarge'] }],
    ['recordings run 3 hours, takes 2 h', { processingTimeSeconds: [7200, 10_800] }],
    ['900 sensors, one reading each 15 min', { monthlyRequests: [2_628_000, 2920] }],
  ])('is what a doubted statement states: %s', (typed, readings) => {
    expect(readingsIn(typed)).toMatchObject(readings);
  });

  it.each(['EU only', 'snappy answers', "we don't need realtime", 'budget of 500 euro a month'])(
    'is nothing where no value is named: %s',
    (typed) => {
      const { unclear } = readTyped(typed);
      expect(unclear).not.toHaveLength(0);
      for (const { readings } of unclear) expect(readings).toBeUndefined();
    },
  );

  it('leaves out what the field does not take', () => {
    expect(readTyped('hours: 1\npayloadSizeMB: -3\nregion: eu-west-1').unclear).toEqual([
      { field: 'payloadSizeMB', words: 'payloadSizeMB: -3' },
    ]);
  });

  it('is one doubt for the same words', () => {
    expect(doubtsOf(readTyped('fraud model, 25ms').unclear)).toEqual([
      {
        words: '25ms',
        readings: [
          { field: 'responseTimeSeconds', value: 0.025 },
          { field: 'processingTimeSeconds', value: 0.025 },
        ],
      },
    ]);
  });

  it('is a value of its field in all phrases, and known for seven of eight entries', () => {
    const unclear = [...readPhrases('public'), ...readPhrases('own')].flatMap(({ words }) => readTyped(words).unclear);
    const known = unclear.filter(({ readings }) => readings !== undefined);
    for (const { field, readings = [] } of known) {
      expect(readings.length).toBeGreaterThan(0);
      for (const value of readings) expect(parseWorkload({ name: 'x', [field]: value }).ok).toBe(true);
    }
    // The others name none, such as "snappy" or an amount in euros.
    expect(unclear.length).toBeGreaterThan(150);
    expect(known.length / unclear.length).toBeGreaterThanOrEqual(7 / 8);
  });
});
