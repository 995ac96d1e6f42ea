import { describe, expect, it } from 'vitest';
import type { ComparedSpeed } from '../../src/account/calibration/speeds.ts';
import type { StoredCalibration } from '../../src/account/calibration/store.ts';
import { calibrationLines, writeCalibrations } from '../../src/account/calibration/write-calibrations.ts';
import { expectGolden } from '../support/golden.ts';

const measured = (name: string, ratio: number, more: Partial<StoredCalibration> = {}): StoredCalibration => ({
  reviewId: `review-${name}`,
  name,
  decidedAt: Date.UTC(2026, 9, 20, 9),
  measuredAt: Date.UTC(2026, 10, 19, 9),
  endpoint: `${name}-prod`,
  region: 'eu-west-1',
  option: 'real-time',
  runs: 'real-time',
  estimatedUsd: { low: 350, likely: 400, high: 460 },
  measuredUsd: 400 * ratio,
  counted: '2 instances today × 730 h',
  days: 30,
  volume: { stated: 1_000_000, measured: 1_100_000 },
  ratio,
  why: null,
  ...more,
});
const unmeasured = measured('search', 1, {
  measuredUsd: null,
  ratio: null,
  runs: null,
  days: null,
  why: "There's no endpoint search-prod in eu-west-1.",
});

const NONE = { compared: 0, withinRange: 0, medianRatio: null, lowestRatio: null, highestRatio: null };

const speed = (name: string, perSecond: number, more: Partial<ComparedSpeed> = {}): ComparedSpeed => ({
  reviewId: `review-${name}`,
  name,
  source: 'guidellm',
  instanceType: 'ml.g6e.xlarge',
  measuredAt: '2026-11-20',
  concurrency: 32,
  unit: 'tokens',
  measured: perSecond,
  modelled: { low: 800, likely: 1150, high: 1600 },
  ratio: perSecond / 1150,
  ...more,
});

describe('how speeds fared', () => {
  const speeds = [
    speed('chat', 1240),
    speed('agents', 2300),
    speed('tags', 20, { unit: 'requests', modelled: { low: 10, likely: 25, high: 40 }, ratio: 0.8 }),
  ];

  it('has a line for each, and counts two of three within the interval: 0.8, 1.08 and 2 times what was modelled', () => {
    const lines = calibrationLines([], speeds);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatchObject({ kind: 'speed', review: 'review-chat', unit: 'tokens', measured: 1240 });
    expect(lines.at(-1)).toMatchObject({
      compared: 0,
      speeds: { compared: 3, withinRange: 2, medianRatio: 1240 / 1150, lowestRatio: 0.8, highestRatio: 2 },
    });
  });

  it('stands under the bills in a terminal, at most 80 columns wide', async () => {
    const text = writeCalibrations([measured('fraud', 1)], speeds);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    await expectGolden(text, 'terminal/calibrations-with-speeds.txt');
  });
});

describe('how estimates fared', () => {
  it('has a line for each decision, and one for all of them with the median ratio of 1, 1.1 and 2', () => {
    const all = [
      measured('fraud', 1),
      measured('ads', 2, { option: 'serverless' }),
      measured('ranking', 1.1),
      unmeasured,
    ];
    const lines = calibrationLines(all, []);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatchObject({
      kind: 'calibration',
      review: 'review-fraud',
      decidedAt: '2026-10-20T09:00:00.000Z',
      measuredUsd: 400,
      ratio: 1,
    });
    expect(lines.at(-1)).toEqual({
      kind: 'calibrations',
      unreadable: 1,
      compared: 3,
      withinRange: 2,
      medianRatio: 1.1,
      lowestRatio: 1,
      highestRatio: 2,
      byOption: {
        'real-time': { compared: 2, withinRange: 2, medianRatio: 1.05, lowestRatio: 1, highestRatio: 1.1 },
        serverless: { compared: 1, withinRange: 0, medianRatio: 2, lowestRatio: 2, highestRatio: 2 },
      },
      speeds: NONE,
    });
  });

  it('is written for a terminal, at most 80 columns wide', async () => {
    const text = writeCalibrations(
      [
        measured('fraud', 1),
        measured('ads', 2, { option: 'serverless' }),
        measured('ranking-of-articles-for-the-front-page', 1.1),
        unmeasured,
      ],
      [],
    );
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    await expectGolden(text, 'terminal/calibrations.txt');
  });

  it('says what is still to come where nothing was measured', () => {
    expect(writeCalibrations([], [])).toBe(
      'No decision was measured yet. One with a noted endpoint is, 30 days after it.\n',
    );
    expect(calibrationLines([], [])).toEqual([
      {
        kind: 'calibrations',
        unreadable: 0,
        compared: 0,
        withinRange: 0,
        medianRatio: null,
        lowestRatio: null,
        highestRatio: null,
        byOption: {},
        speeds: NONE,
      },
    ]);
  });

  it('makes harmless what people typed', () => {
    expect(writeCalibrations([measured('fraud\u001b[31m', 1)], [])).not.toContain('\u001b');
  });
});
