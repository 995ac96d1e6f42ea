import { describe, expect, it } from 'vitest';
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

describe('how estimates fared', () => {
  it('has a line for each decision, and one for all of them with the median ratio of 1, 1.1 and 2', () => {
    const all = [
      measured('fraud', 1),
      measured('ads', 2, { option: 'serverless' }),
      measured('ranking', 1.1),
      unmeasured,
    ];
    const lines = calibrationLines(all);
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
    });
  });

  it('is written for a terminal, at most 80 columns wide', async () => {
    const text = writeCalibrations([
      measured('fraud', 1),
      measured('ads', 2, { option: 'serverless' }),
      measured('ranking-of-articles-for-the-front-page', 1.1),
      unmeasured,
    ]);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    await expectGolden(text, 'terminal/calibrations.txt');
  });

  it('says what is still to come where nothing was measured', () => {
    expect(writeCalibrations([])).toBe(
      'No decision was measured yet. One with a noted endpoint is, 30 days after it.\n',
    );
    expect(calibrationLines([])).toEqual([
      {
        kind: 'calibrations',
        unreadable: 0,
        compared: 0,
        withinRange: 0,
        medianRatio: null,
        lowestRatio: null,
        highestRatio: null,
        byOption: {},
      },
    ]);
  });

  it('makes harmless what people typed', () => {
    expect(writeCalibrations([measured('fraud\u001b[31m', 1)])).not.toContain('\u001b');
  });
});
