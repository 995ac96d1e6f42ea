import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { has, itDecides, tells } from '../decisions.ts';

const every = (seconds: number) =>
  ({ trafficPattern: 'dataset', datasetRunsPerMonth: (730 * 3600) / seconds }) as const;
const hourly = every(3600);
const nightly = { trafficPattern: 'dataset', datasetRunsPerMonth: 30 } as const;
const due = (hours: number) => ({ ...nightly, datasetDeadlineHours: hours });

/** Has four records in work at once. */
const instanceType = 'ml.m5.xlarge';
const each = { processingTimeSeconds: 1, instanceType } as const;
/** A run that takes so long on one of them. */
const run = (seconds: number) => ({ ...each, datasetRecordsPerRun: 4 * seconds });

const JOB = { chosen: 'batch-transform/single-model/per-job', conditional: false } as const;
const raised = (asked: number) => ({
  ...JOB,
  conditional: true,
  warnings: tells('job-needs-quota-raise', { asked, allowed: 4 }),
});
const ruledOut = (code: string) => ({ against: { 'batch-transform': [code] } });
const STARTS_TOO_OFTEN = { lost: { 'batch-transform': ['job-start-up-fills-interval', 'certain-preferred'] } };
const SERVERLESS = { chosen: 'serverless/single-model/on-demand' } as const;

const textAgainst = (stated: Partial<Workload>) =>
  explained(stated).rejected.find(({ option }) => option === 'batch-transform')?.reasons[0]?.text;

// biome-ignore format: one case a line.
describe('a job and the next one, with a start-up of 300 s', () => {
  itDecides([
    ['cannot start every 300 s: an endpoint that a scheduler calls is chosen',
      [every(300), { ...SERVERLESS, why: has('called-by-scheduler'), ...ruledOut('job-start-up-over-interval') }]],
    ['spends much of every 301 to 900 s on starting, so an endpoint that fits for certain comes first',
      [every(301), STARTS_TOO_OFTEN],
      [every(600), STARTS_TOO_OFTEN],
      [every(900), STARTS_TOO_OFTEN]],
    ['is the choice every 901 s, every day, and where no rhythm is stated or it never runs',
      [every(901), JOB],
      [every(86_400), JOB],
      [{ trafficPattern: 'dataset' }, JOB],
      [{ trafficPattern: 'dataset', datasetRunsPerMonth: 0 }, JOB]],
    ['leaves some records every few minutes to an endpoint: a job would have 12 s for 500, or need five instances for 13,000',
      [{ ...every(312), datasetRecordsPerRun: 500, processingTimeSeconds: 0.1 },
        { ...SERVERLESS, lost: { 'batch-transform': has('job-start-up-fills-interval') } }],
      [{ ...every(375), datasetRecordsPerRun: 13_000, processingTimeSeconds: 0.1 },
        { ...SERVERLESS, lost: { 'batch-transform': has('job-start-up-fills-interval') } }]],
    ['has no rhythm where requests arrive: what is said of a dataset is not asked of it',
      [{ trafficPattern: 'variable', datasetRunsPerMonth: 1e6 }, ruledOut('requests-not-a-data-set')]],
  ]);

  it('says how often in words that people use', () => {
    expect(textAgainst(every(600))).toMatch(/assumed.*10 minutes between jobs|10 minutes between jobs.*assumed/);
  });
});

// biome-ignore format: one case a line.
describe('records in work on an instance at once', () => {
  itDecides([
    ['are as many as the bill counts: 52,800 of 1 s are done in an hour by 4 ml.m5.xlarge, 4 at a time, and by as many ml.m5.large not',
      [{ ...hourly, ...each, datasetRecordsPerRun: 52_800 }, JOB],
      [{ ...hourly, ...each, datasetRecordsPerRun: 52_800, instanceType: 'ml.m5.large' }, { ...JOB, conditional: true }]],
    ['are no more than 100 MB together: two of 50 MB, one of 51 MB',
      [{ ...hourly, ...each, datasetRecordsPerRun: 26_400, payloadSizeMB: 50 }, JOB],
      [{ ...hourly, ...each, datasetRecordsPerRun: 26_400, payloadSizeMB: 51 }, { ...JOB, conditional: true }],
      [{ ...hourly, ...each, datasetRecordsPerRun: 13_200, payloadSizeMB: 51 }, JOB]],
  ]);

  it('decide alike in judgement and bill: a million of 500 ms within 30 min are 84 instances of a job that is not ruled out, and 42 hours', () => {
    const million = { ...due(0.5), datasetRecordsPerRun: 1_000_000, processingTimeSeconds: 0.5, instanceType };
    const { choice, warnings, costs } = explained(million);
    expect(choice).toMatchObject({ option: 'batch-transform', conditional: true });
    expect(warnings).toEqual(tells('job-needs-quota-raise', { asked: 84 }));
    expect(Number(costs[0]?.components[0]?.monthlyQuantity) / 30).toBeCloseTo((84 * 300 + (1_000_000 * 0.5) / 4) / 3600, 6);
  });
});

// biome-ignore format: one case a line.
describe('a run, on the 4 instances that an account starts with', () => {
  itDecides([
    ['of 13,200 s ends within the hour: 300 s and a quarter of it', [{ ...hourly, ...run(13_200) }, JOB]],
    ['of 13,201 s needs a fifth instance, so the quota has to be raised', [{ ...hourly, ...run(13_201) }, raised(5)]],
    ['of 330,000 s needs the 100 instances that a job can have', [{ ...hourly, ...run(330_000) }, raised(100)]],
    ['of 330,001 s does not end before the next is due, whatever the quota',
      [{ ...hourly, ...run(330_001) }, ruledOut('job-over-interval')]],
    ['whose time cannot be told is taken to end', [{ ...hourly, datasetRecordsPerRun: 1e9 }, JOB]],
  ]);

  it('says how long it takes in what people count: 61 minutes of 1 hour, 13 hours 59 minutes of 3', () => {
    expect(textAgainst({ ...hourly, ...run(330_001) })).toMatch(/100 instances.+61 minutes.+1 hour\./);
    expect(textAgainst({ trafficPattern: 'dataset', datasetDeadlineHours: 3, ...run(5_000_000) })).toMatch(/13 hours 59 minutes.+3 hours/);
  });
});

// biome-ignore format: one case a line.
describe('a deadline', () => {
  itDecides([
    ['of 6 hours leaves a run of 85,200 s to 4 instances, and 85,201 s to five',
      [{ ...due(6), ...run(85_200) }, JOB],
      [{ ...due(6), ...run(85_201) }, raised(5)]],
    ['is what a job fails where it comes before the next run, and changes nothing after it',
      [{ ...due(1), ...run(330_001) }, ruledOut('job-over-deadline')],
      [{ ...hourly, datasetDeadlineHours: 24, ...run(330_001) }, ruledOut('job-over-interval')]],
    ['of 300 s is met by a job that only starts, of 299 s by none',
      [{ trafficPattern: 'dataset', datasetDeadlineHours: 300 / 3600 }, { chosen: JOB.chosen }],
      [{ trafficPattern: 'dataset', datasetDeadlineHours: 299 / 3600 }, ruledOut('job-over-deadline')]],
  ]);
});
