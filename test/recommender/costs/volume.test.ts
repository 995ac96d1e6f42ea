import { describe, expect, it } from 'vitest';
import { type Volume, volumeOf } from '../../../src/recommender/costs/volume.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { needsOf } from './support.ts';

const volume = (stated: Partial<Workload>) => volumeOf(needsOf({ processingTimeSeconds: 0.1, ...stated }));

const close = (figure: number, digits = 6): number => expect.closeTo(figure, digits) as unknown as number;
const requests = (perMonth: number) => ({ requestsPerMonth: close(perMonth, 3) });
const peak = (peakRate: number, digits?: number) => ({ sizing: { peakRate: close(peakRate, digits) } });

const steady = { trafficPattern: 'steady' } as const;
const gaps = { trafficPattern: 'intermittent' } as const;
const at10 = { peakRequestsPerSecond: 10 } as const;
const aSecond = { ...steady, monthlyRequests: 2_628_000 } as const;
const nightly = { trafficPattern: 'dataset', datasetRecordsPerRun: 1000, datasetRunsPerMonth: 30 } as const;
const heavy = { ...nightly, datasetSizeGB: 1e300, datasetRecordsPerRun: 1e-300, datasetRunsPerMonth: 0 } as const;

interface Known {
  readonly requestsPerMonth?: number;
  readonly busyHours?: number;
  readonly busyPeriods?: number;
  readonly dataGB?: number;
  readonly sizing?: Partial<Volume['sizing']>;
}

// biome-ignore format: one case a line.
const CASES: readonly (readonly [sentence: string, ...(readonly [Partial<Workload>, Known | null])[]])[] = [
  ['is not known without a processing time, and not without requests or a peak',
    [{ processingTimeSeconds: undefined, monthlyRequests: 1000 } as never, null],
    [steady, null],
    [{ ...steady, burstRequests: 20 }, null]],
  ['is 0 where it is stated to be, which is not silence',
    [{ monthlyRequests: 0 }, { requestsPerMonth: 0, dataGB: 0, sizing: { peakRate: 0 } }]],
  ['follows from the peak of steady traffic: 10 per second are 26,280,000 per month; of variable traffic half of that',
    [{ ...steady, ...at10 }, requests(26_280_000)],
    [{ trafficPattern: 'variable', ...at10 }, requests(13_140_000)]],
  ['does not follow from the peak of traffic with idle stretches of unknown length, but does from its busy hours',
    [{ ...gaps, ...at10 }, null],
    [{ ...gaps, ...at10, busyHoursPerDay: 0 }, null],
    [{ ...gaps, ...at10, busyHoursPerDay: 6 }, requests(26_280_000 / 4)]],
  ['falls on the busy hours of the busy days: 8 hours on 5 of 7 days are 173.8 hours in 21.7 stretches',
    [{ monthlyRequests: 1_000_000, busyHoursPerDay: 8, busyDaysPerWeek: 5 },
      { busyHours: close(173.81, 2), busyPeriods: close(21.73, 2), ...peak(1_000_000 / (173.8095 * 3600), 4) }]],
  ['falls on 4 hours a day where traffic comes and goes and no hours are stated',
    [{ ...gaps, monthlyRequests: 1000 }, { busyHours: close(730 / 6) }]],
  ['has the stated peak where it is higher than what the month gives, and the month where it is not',
    [{ ...aSecond, peakRequestsPerSecond: 5 }, peak(5, 12)],
    [{ ...aSecond, peakRequestsPerSecond: 0.5 }, peak(1, 9)]],
  ['brings no data without a payload, however many requests there are', [{ ...steady, peakRequestsPerSecond: 1e308 }, { dataGB: 0 }]],
  ['is a number however short the busy hours are', [{ ...gaps, monthlyRequests: 3600, busyHoursPerDay: 5e-324 }, peak(3600)]],
  ['of a dataset is its records times its runs, whatever requests are stated beside it',
    [{ ...nightly, monthlyRequests: 5, peakRequestsPerSecond: 9 },
      { requestsPerMonth: 30_000, busyPeriods: 30, ...peak(30_000 / (730 * 3600), 12) }]],
  ['of a dataset is not known without the records of a run or without the runs',
    [{ trafficPattern: 'dataset', datasetRecordsPerRun: 1000 }, null],
    [{ trafficPattern: 'dataset', datasetRunsPerMonth: 30 }, null]],
  ['of a dataset has to be done before its deadline: 30 runs of 2 hours are 60 busy hours, of 48 hours all 730',
    [{ ...nightly, datasetDeadlineHours: 2 }, { busyHours: 60 }],
    [{ ...nightly, datasetDeadlineHours: 48 }, { busyHours: 730 }]],
  ['of a dataset brings as much data as its size says, or 0.6 of its largest record for each, and a fifth of it back',
    [{ ...nightly, datasetSizeGB: 2, payloadSizeMB: 1 }, { dataGB: close(60 * 1.2, 9) }],
    [{ ...nightly, payloadSizeMB: 1 }, { dataGB: close((30_000 * 0.6 * 1.2) / 1024, 9) }],
    [{ ...nightly, datasetRecordsPerRun: 0, datasetSizeGB: 2 }, { dataGB: 0 }]],
  ['of a dataset brings no data without a run, however much one would bring', [heavy, { dataGB: 0 }]],
];

describe('the volume of a month', () => {
  for (const [sentence, ...cases] of CASES)
    it(sentence, () => {
      for (const [stated, known] of cases) {
        if (known === null) expect(volume(stated)).toBeNull();
        else expect(volume(stated)).toMatchObject(known);
      }
    });
});
