import { describe, expect, it } from 'vitest';
import { readRuns, readVolume, writeRuns, writeVolume } from '../../../src/wording/quantities/index.ts';

describe('readVolume', () => {
  it.each([
    ['2000/day', { monthlyRequests: 60_000 }],
    ['50,000 a day', { monthlyRequests: 1_500_000 }],
    ['2k per hour', { monthlyRequests: 1_460_000 }],
    ['3M a month', { monthlyRequests: 3_000_000 }],
    ['1,000,000/month', { monthlyRequests: 1_000_000 }],
    ['100 requests per minute', { monthlyRequests: 4_380_000 }],
    ['100 rpm', { monthlyRequests: 4_380_000 }],
    ['2000 daily', { monthlyRequests: 60_000 }],
    ['50 rps', { peakRequestsPerSecond: 50 }],
    ['50/s', { peakRequestsPerSecond: 50 }],
    ['50 requests per second', { peakRequestsPerSecond: 50 }],
    ['50 QPS', { peakRequestsPerSecond: 50 }],
    ['peak 600/min', { peakRequestsPerSecond: 10 }],
    ['50 rps on average', { monthlyRequests: 131_400_000 }],
    ['20 at once', { burstRequests: 20 }],
    ['bursts of 20', { burstRequests: 20 }],
    ['20 in parallel', { burstRequests: 20 }],
    ['2000/day, 20 at once', { monthlyRequests: 60_000, burstRequests: 20 }],
    ['2000/day and 5 rps', { monthlyRequests: 60_000, peakRequestsPerSecond: 5 }],
    ['', {}],
  ])('"%s" keeps peak, average and burst apart', (text, volume) => {
    expect(readVolume(text)).toEqual({ ok: true, value: volume });
  });

  it.each(['2000', '10 rps and 5 rps', '2,5/day', '-5/day', 'a lot', '1e308/day', '5 MB/day'])(
    '"%s" is refused with an example',
    (text) => {
      const read = readVolume(text);
      expect(read.ok).toBe(false);
      if (!read.ok) expect(read.text).toContain('2000/day');
    },
  );
});

describe('writeVolume', () => {
  it.each([
    [{ monthlyRequests: 60_000, burstRequests: 20 }, '2,000/day, 20 at once'],
    [{ monthlyRequests: 3_000_000 }, '3,000,000/month'],
    [{ monthlyRequests: 100 }, '100/month'],
    [{ peakRequestsPerSecond: 50 }, '50 rps'],
  ])('%o is written as "%s"', (volume, text) => {
    expect(writeVolume(volume)).toBe(text);
  });
});

describe('readRuns', () => {
  it.each([
    ['nightly', 30],
    ['every night', 30],
    ['weekly', 4.33],
    ['every monday', 4.33],
    ['every weekday', 21.65],
    ['monthly', 1],
    ['hourly', 730],
    ['every 15 min', 2920],
    ['every 2 days', 15],
    ['twice a day', 60],
    ['4 a month', 4],
    ['4.33 a month', 4.33],
    ['4.33 per month', 4.33],
  ])('"%s" is %d runs per month', (text, runs) => {
    expect(readRuns(text)).toEqual({ ok: true, value: runs });
  });

  it.each(['sometimes', '4', '-1 a month', 'every 0 min', '1,5 a month'])('"%s" is refused with an example', (text) => {
    expect(readRuns(text)).toEqual({ ok: false, text: expect.stringContaining('every night') });
  });

  it('writes 30 as every night, 4.33 as every week and any other number by the month', () => {
    expect([writeRuns(30), writeRuns(4.33), writeRuns(4)]).toEqual(['every night', 'every week', '4 per month']);
  });
});
