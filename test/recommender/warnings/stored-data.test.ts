import { describe, expect, it } from 'vitest';
import { optionFor, warned } from './told.ts';

const stored = { trafficPattern: 'dataset' } as const;

describe('a data set scored through an endpoint', () => {
  it('is a warning at 8,760 runs a month, between which no job would be done, and none at 730', () => {
    expect(optionFor({ ...stored, datasetRunsPerMonth: 8760 })).toBe('serverless');
    expect(warned('data-set-on-endpoint', { ...stored, datasetRunsPerMonth: 8760 })).toMatchObject({ asked: 8760 });
    expect(optionFor({ ...stored, datasetRunsPerMonth: 730 })).toBe('batch-transform');
    expect(warned('data-set-on-endpoint', { ...stored, datasetRunsPerMonth: 730 })).toBeUndefined();
  });

  it('is a warning without a number where the runs are not stated', () => {
    const waiting = { ...stored, responseTimeSeconds: 20 };
    expect(warned('data-set-on-endpoint', waiting)?.text).toContain('calls to Serverless Inference: splitting');
  });
});

describe('a data set that is stated while requests are said to arrive', () => {
  it.each([
    [{ datasetRecordsPerRun: 1_000_000 }, '1,000,000 records a run'],
    [{ datasetSizeGB: 50 }, '50 GB a run'],
    [{ datasetRunsPerMonth: 30 }, '30 runs a month'],
    [{ datasetDeadlineHours: 6 }, 'due within 6 hours'],
    [{ datasetRunsPerMonth: 30, datasetSizeGB: 0.5 }, '(512 MB a run, 30 runs a month)'],
  ])('is a warning: %j', (figures, said) => {
    expect(warned('data-set-stated-as-requests', figures)?.text).toContain(said);
    expect(warned('data-set-stated-as-requests', { ...stored, ...figures })).toBeUndefined();
  });

  it('is none for a data set of nothing, nor without one', () => {
    expect(warned('data-set-stated-as-requests', { datasetRecordsPerRun: 0, datasetSizeGB: 0 })).toBeUndefined();
    expect(warned('data-set-stated-as-requests', {})).toBeUndefined();
  });
});
