import { describe, expect, it } from 'vitest';
import { PRICES } from '../costs/support.ts';
import { optionFor, warned } from './told.ts';

describe('serverless inference past its break-even', () => {
  /** Serverless: $0.00004 a second. Real-time, with the second ml.m5.xlarge of the busy half: $258.15. They meet at 6.45 million seconds. */
  const seconds = (monthlyRequests: number) =>
    ({
      trafficPattern: 'intermittent',
      responseTimeSeconds: 30,
      processingTimeSeconds: 1,
      monthlyRequests,
      busyHoursPerDay: 12,
    }) as const;

  it('is a warning at 6.5 million seconds a month, $260 against $258, and none at 6.4 million', () => {
    expect(optionFor(seconds(6_500_000), PRICES)).toBe('serverless');
    const past = warned('serverless-past-break-even', seconds(6_500_000), PRICES);
    expect(past?.asked).toBeCloseTo(260, 6);
    expect(past?.allowed).toBeCloseTo(258.15, 6);
    expect(past?.text).toContain('Real-time Inference $258');
    expect(optionFor(seconds(6_400_000), PRICES)).toBe('serverless');
    expect(warned('serverless-past-break-even', seconds(6_400_000), PRICES)).toBeUndefined();
  });

  it('is none where the volume is not known', () => {
    const { monthlyRequests: _unknown, ...rest } = seconds(6_500_000);
    expect(optionFor(rest, PRICES)).toBe('serverless');
    expect(warned('serverless-past-break-even', rest, PRICES)).toBeUndefined();
  });

  it('compares with no queue where nobody said that callers can wait', () => {
    const { responseTimeSeconds: _unknown, ...open } = seconds(6_400_000);
    expect(optionFor(open, PRICES)).toBe('serverless');
    expect(warned('serverless-past-break-even', open, PRICES)).toBeUndefined();
    const patient = { ...open, responseTimeSeconds: 900 };
    expect(optionFor(patient, PRICES)).toBe('serverless');
    expect(warned('serverless-past-break-even', patient, PRICES)?.text).toContain('Asynchronous Inference');
  });

  it('compares with nothing that may not fit: a job every 10 min for $154, but a queue for $172', () => {
    const often = {
      trafficPattern: 'dataset',
      datasetRunsPerMonth: 4380,
      datasetRecordsPerRun: 1000,
      processingTimeSeconds: 1,
    } as const;
    expect(optionFor(often, PRICES)).toBe('serverless');
    const past = warned('serverless-past-break-even', often, PRICES);
    expect(past?.asked).toBeCloseTo(175.2, 6);
    expect(past?.text).toContain('Asynchronous Inference $172');
  });
});
