import { describe, expect, it } from 'vitest';
import { volumeOf } from '../../../src/recommender/costs/volume.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { needsOf } from './support.ts';

const volume = (stated: Partial<Workload>) => volumeOf(needsOf({ processingTimeSeconds: 0.1, ...stated }));

describe('the volume of requests', () => {
  it('is not known without a processing time, and not without requests or a peak', () => {
    expect(volumeOf(needsOf({ monthlyRequests: 1000 }))).toBeNull();
    expect(volume({ trafficPattern: 'steady' })).toBeNull();
    expect(volume({ trafficPattern: 'steady', burstRequests: 20 })).toBeNull();
  });

  it('is 0 where it is stated to be, which is not silence', () => {
    expect(volume({ monthlyRequests: 0 })).toMatchObject({ requestsPerMonth: 0, dataGB: 0, sizing: { peakRate: 0 } });
  });

  it('follows from the peak of steady traffic: 10 per second are 26,280,000 per month', () => {
    expect(volume({ trafficPattern: 'steady', peakRequestsPerSecond: 10 })?.requestsPerMonth).toBeCloseTo(
      26_280_000,
      3,
    );
  });

  it('is half of that for variable traffic, whose day has a mean of half of its peak', () => {
    expect(volume({ trafficPattern: 'variable', peakRequestsPerSecond: 10 })?.requestsPerMonth).toBeCloseTo(
      13_140_000,
      3,
    );
  });

  it('does not follow from the peak of traffic with idle stretches of unknown length, but does from its busy hours', () => {
    const intermittent = { trafficPattern: 'intermittent', peakRequestsPerSecond: 10 } as const;
    expect(volume(intermittent)).toBeNull();
    expect(volume({ ...intermittent, busyHoursPerDay: 0 })).toBeNull();
    expect(volume({ ...intermittent, busyHoursPerDay: 6 })?.requestsPerMonth).toBeCloseTo(26_280_000 / 4, 3);
  });

  it('falls on the busy hours of the busy days: 8 hours on 5 of 7 days are 173.8 hours in 21.7 stretches', () => {
    const office = volume({ monthlyRequests: 1_000_000, busyHoursPerDay: 8, busyDaysPerWeek: 5 });
    expect(office?.busyHours).toBeCloseTo(173.81, 2);
    expect(office?.busyPeriods).toBeCloseTo(21.73, 2);
    expect(office?.sizing.peakRate).toBeCloseTo(1_000_000 / (173.8095 * 3600), 4);
  });

  it('falls on 4 hours a day where traffic comes and goes and no hours are stated', () => {
    expect(volume({ trafficPattern: 'intermittent', monthlyRequests: 1000 })?.busyHours).toBeCloseTo(730 / 6, 6);
  });

  it('has the stated peak where it is higher than what the month gives, and the month where it is not', () => {
    const steady = { trafficPattern: 'steady', monthlyRequests: 2_628_000 } as const;
    expect(volume({ ...steady, peakRequestsPerSecond: 5 })?.sizing.peakRate).toBe(5);
    expect(volume({ ...steady, peakRequestsPerSecond: 0.5 })?.sizing.peakRate).toBeCloseTo(1, 9);
  });

  it('brings no data without a payload, however many requests there are', () => {
    expect(volume({ trafficPattern: 'steady', peakRequestsPerSecond: 1e308 })?.dataGB).toBe(0);
  });

  it('is a number however short the busy hours are', () => {
    const short = volume({ trafficPattern: 'intermittent', monthlyRequests: 3600, busyHoursPerDay: 5e-324 });
    expect(short?.sizing.peakRate).toBeCloseTo(3600, 6);
  });
});

describe('the volume of a dataset', () => {
  const nightly = { trafficPattern: 'dataset', datasetRecordsPerRun: 1000, datasetRunsPerMonth: 30 } as const;

  it('is its records times its runs, whatever requests are stated beside it', () => {
    expect(volume({ ...nightly, monthlyRequests: 5, peakRequestsPerSecond: 9 })).toMatchObject({
      requestsPerMonth: 30_000,
      busyPeriods: 30,
      sizing: { peakRate: 30_000 / (730 * 3600) },
    });
  });

  it('is not known without the records of a run or without the runs', () => {
    expect(volume({ trafficPattern: 'dataset', datasetRecordsPerRun: 1000 })).toBeNull();
    expect(volume({ trafficPattern: 'dataset', datasetRunsPerMonth: 30 })).toBeNull();
  });

  it('has to be done before its deadline: 30 runs of 2 hours are 60 busy hours, of 48 hours all 730', () => {
    expect(volume({ ...nightly, datasetDeadlineHours: 2 })?.busyHours).toBe(60);
    expect(volume({ ...nightly, datasetDeadlineHours: 48 })?.busyHours).toBe(730);
  });

  it('brings as much data as its size says, or 0.6 of its largest record for each, and a fifth of it back', () => {
    expect(volume({ ...nightly, datasetSizeGB: 2, payloadSizeMB: 1 })?.dataGB).toBeCloseTo(60 * 1.2, 9);
    expect(volume({ ...nightly, payloadSizeMB: 1 })?.dataGB).toBeCloseTo((30_000 * 0.6 * 1.2) / 1024, 9);
    expect(volume({ ...nightly, datasetRecordsPerRun: 0, datasetSizeGB: 2 })?.dataGB).toBe(0);
  });

  it('brings no data without a run, however much one would bring', () => {
    const heavy = { ...nightly, datasetSizeGB: 1e300, datasetRecordsPerRun: 1e-300, datasetRunsPerMonth: 0 };
    expect(volume(heavy)?.dataGB).toBe(0);
  });
});
