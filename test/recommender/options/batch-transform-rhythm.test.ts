import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { codesOf, rejectedBy, ruledOutBy } from '../../support/reading.ts';

const MONTH_SECONDS = 730 * 3600;
const every = (seconds: number): number => MONTH_SECONDS / seconds;
const scored = (stated: Partial<Workload>) => explained({ trafficPattern: 'dataset', ...stated });

/** Has four records in work at once. */
const instanceType = 'ml.m5.xlarge';

/** A run that takes so long on one of them. */
const run = (seconds: number) =>
  ({ datasetRecordsPerRun: 4 * seconds, processingTimeSeconds: 1, instanceType }) as const;

describe('a job and the next one, with a start-up of 300 s', () => {
  it('cannot start every 300 s: an endpoint that a scheduler calls is chosen', () => {
    const answer = scored({ datasetRunsPerMonth: every(300) });
    expect(ruledOutBy(answer, 'batch-transform')).toEqual(['job-start-up-over-interval']);
    expect(answer.choice?.option).toBe('serverless');
    expect(codesOf(answer.rationale)).toContain('called-by-scheduler');
  });

  it.each([301, 600, 900])(
    'spends much of every %d s on starting, so an endpoint that fits for certain comes first',
    (seconds) => {
      const answer = scored({ datasetRunsPerMonth: every(seconds) });
      expect(rejectedBy(answer, 'batch-transform')).toEqual([
        'outranked',
        ['job-start-up-fills-interval', 'certain-preferred'],
      ]);
    },
  );

  it.each([901, 3600, 86_400])('is the choice every %d s', (seconds) => {
    expect(scored({ datasetRunsPerMonth: every(seconds) }).choice).toMatchObject({
      option: 'batch-transform',
      conditional: false,
    });
  });

  it('is the choice where no rhythm is stated, or where it never runs', () => {
    expect(scored({}).choice).toMatchObject({ option: 'batch-transform', conditional: false });
    expect(scored({ datasetRunsPerMonth: 0 }).choice?.option).toBe('batch-transform');
  });

  it('says how often in words that people use', () => {
    const minutes = scored({ datasetRunsPerMonth: every(600) }).rejected.find(
      ({ option }) => option === 'batch-transform',
    );
    expect(minutes?.reasons[0]?.text).toContain('10 minutes between jobs');
    expect(minutes?.reasons[0]?.text).toContain('assumed');
  });
});

describe('a small dataset that is scored every few minutes', () => {
  it.each([
    ['every 5.2 min, 500 records of 100 ms: a job would have 12 s for them', 312, 500],
    ['every 6.3 min, 13,000 records of 100 ms: a job would need five instances', 375, 13_000],
  ])('belongs on an endpoint that a scheduler calls: %s', (_, seconds, records) => {
    const stated = { datasetRunsPerMonth: every(seconds), datasetRecordsPerRun: records, processingTimeSeconds: 0.1 };
    const answer = scored(stated);
    expect(answer.choice?.option).toBe('serverless');
    expect(rejectedBy(answer, 'batch-transform')?.[1]).toContain('job-start-up-fills-interval');
  });
});

describe('records in work on an instance at once', () => {
  const inTime = (stated: Partial<Workload>) => {
    const { choice } = scored({ datasetRunsPerMonth: every(3600), ...stated });
    return choice?.option === 'batch-transform' && !choice.conditional;
  };

  it('are as many as the bill counts: 52,800 of 1 s are done in an hour by 4 ml.m5.xlarge, 4 at a time, and by as many ml.m5.large not', () => {
    const records = { datasetRecordsPerRun: 52_800, processingTimeSeconds: 1, instanceType } as const;
    expect(inTime(records)).toBe(true);
    expect(inTime({ ...records, instanceType: 'ml.m5.large' })).toBe(false);
  });

  it('are no more than 100 MB together: two of 50 MB, one of 51 MB', () => {
    const large = { datasetRecordsPerRun: 26_400, processingTimeSeconds: 1, payloadSizeMB: 50 } as const;
    expect(inTime(large)).toBe(true);
    expect(inTime({ ...large, payloadSizeMB: 51 })).toBe(false);
    expect(inTime({ ...large, payloadSizeMB: 51, datasetRecordsPerRun: 13_200 })).toBe(true);
  });

  it('decide alike in judgement and bill: a million of 500 ms within 30 min are 84 instances of a job that is not ruled out, and 42 hours', () => {
    const answer = scored({
      ...{ datasetRecordsPerRun: 1_000_000, datasetRunsPerMonth: 30, processingTimeSeconds: 0.5 },
      ...{ datasetDeadlineHours: 0.5, instanceType },
    });
    expect(answer.choice).toMatchObject({ option: 'batch-transform', conditional: true });
    expect(answer.warnings.find(({ code }) => code === 'job-needs-quota-raise')).toMatchObject({ asked: 84 });
    const hours = answer.costs[0]?.components[0]?.monthlyQuantity ?? 0;
    expect(hours / 30).toBeCloseTo((84 * 300 + (1_000_000 * 0.5) / 4) / 3600, 6);
  });
});

describe('a run, on the 4 instances that an account starts with', () => {
  const hourly = { datasetRunsPerMonth: every(3600) } as const;

  it('of 13,200 s ends within the hour: 300 s and a quarter of it', () => {
    expect(scored({ ...hourly, ...run(13_200) }).choice).toMatchObject({
      option: 'batch-transform',
      conditional: false,
    });
  });

  it('of 13,201 s needs a fifth instance, so the quota has to be raised', () => {
    const { choice, warnings } = scored({ ...hourly, ...run(13_201) });
    expect(choice).toMatchObject({ option: 'batch-transform', conditional: true });
    const raise = warnings.find(({ code }) => code === 'job-needs-quota-raise');
    expect(raise).toMatchObject({ asked: 5, allowed: 4 });
    expect(raise?.text).toMatch(/about 5 instances.+ 4, /);
  });

  it('of 330,000 s needs the 100 instances that a job can have', () => {
    const { warnings } = scored({ ...hourly, ...run(330_000) });
    expect(warnings.find(({ code }) => code === 'job-needs-quota-raise')).toMatchObject({ asked: 100 });
  });

  it('of 330,001 s does not end before the next is due, whatever the quota', () => {
    const answer = scored({ ...hourly, ...run(330_001) });
    expect(ruledOutBy(answer, 'batch-transform')).toEqual(['job-over-interval']);
    const reason = answer.rejected.find(({ option }) => option === 'batch-transform')?.reasons[0];
    expect(reason?.text).toMatch(/100 instances.+61 minutes.+1 hour\./);
  });

  it('whose time cannot be told is taken to end', () => {
    expect(scored({ ...hourly, datasetRecordsPerRun: 1e9 }).choice).toMatchObject({
      option: 'batch-transform',
      conditional: false,
    });
  });
});

describe('a deadline', () => {
  it('of 6 hours leaves a run of 85,200 s to 4 instances, and 85,201 s to five', () => {
    const nightly = { datasetRunsPerMonth: 30, datasetDeadlineHours: 6 } as const;
    expect(scored({ ...nightly, ...run(85_200) }).choice?.conditional).toBe(false);
    const over = scored({ ...nightly, ...run(85_201) });
    expect(over.choice).toMatchObject({ option: 'batch-transform', conditional: true });
    expect(over.warnings.find(({ code }) => code === 'job-needs-quota-raise')).toMatchObject({ asked: 5 });
  });

  it('is what a job fails where it comes before the next run', () => {
    const answer = scored({ datasetRunsPerMonth: 30, datasetDeadlineHours: 1, ...run(330_001) });
    expect(ruledOutBy(answer, 'batch-transform')).toEqual(['job-over-deadline']);
  });

  it('after the next run is due changes nothing', () => {
    const answer = scored({ datasetRunsPerMonth: every(3600), datasetDeadlineHours: 24, ...run(330_001) });
    expect(ruledOutBy(answer, 'batch-transform')).toEqual(['job-over-interval']);
  });

  it('of 300 s is met by a job that only starts, of 299 s by none', () => {
    expect(scored({ datasetDeadlineHours: 300 / 3600 }).choice?.option).toBe('batch-transform');
    expect(ruledOutBy(scored({ datasetDeadlineHours: 299 / 3600 }), 'batch-transform')).toEqual(['job-over-deadline']);
  });

  it('of some hours is said in hours', () => {
    const answer = scored({ datasetDeadlineHours: 3, ...run(5_000_000) });
    const reason = answer.rejected.find(({ option }) => option === 'batch-transform')?.reasons[0];
    expect(reason?.text).toMatch(/13 hours 59 minutes.+3 hours/);
  });
});

describe('a run of requests', () => {
  it('has no rhythm: what is said of a dataset is not asked of it', () => {
    const answer = explained({ trafficPattern: 'variable', datasetRunsPerMonth: 1e6 });
    expect(ruledOutBy(answer, 'batch-transform')).toEqual(['requests-not-a-data-set']);
  });
});
