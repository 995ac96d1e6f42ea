import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/recommender/index.ts';
import { at } from '../support/deploy-rules/rule.ts';
import { deployed } from './cases.ts';

const HOUR = 3600;

/** What a job's template says of its runs. */
function runsOf(stated: Partial<Workload>) {
  const scored = { trafficPattern: 'dataset', modelSizeGB: 1, ...stated } as const;
  const { template, notes } = deployed(scored, { option: 'batch-transform' });
  const { Parameters, Resources } = template;
  return {
    input: String(Parameters['InputUri']?.Description),
    rhythm: Parameters['Rhythm']?.Default,
    seconds: Number(at(Resources['Run']?.Properties, 'Definition', 'TimeoutSeconds')),
    late: String(Resources['RunLate']?.Properties['AlarmDescription']),
    notes,
  };
}

describe('a run', () => {
  it.each([
    [4.3, 'cron(0 2 ? * SUN *)', 7 * 24],
    [60, 'rate(12 hours)', 12],
    [30.4, 'cron(0 2 * * ? *)', 24],
    [1, 'cron(0 2 1 * ? *)', 28 * 24],
    [12, 'rate(3 days)', 72],
  ])(
    'of %s per month is over before the next one, however late it started and when clocks go forward',
    (runs, rhythm, hours) => {
      const run = runsOf({ datasetRunsPerMonth: runs });
      expect(run.rhythm).toBe(rhythm);
      const shortest = hours * HOUR - (rhythm.startsWith('cron') ? HOUR : 0);
      // A start is tried for 900 s.
      expect(run.seconds).toBeLessThan(shortest - 900);
      expect(run.seconds).toBeGreaterThan(shortest * 0.8);
      expect(run.late).toMatch(/before the next one writes to the same place\. .*, or run it less often\.$/);
    },
  );

  it('of every 30 minutes keeps nine tenths of them', () => {
    expect(runsOf({ datasetRunsPerMonth: 1460 })).toMatchObject({ rhythm: 'rate(30 minutes)', seconds: 1620 });
  });

  it('is stopped at its deadline where that comes first', () => {
    const run = runsOf({ datasetRunsPerMonth: 4.3, datasetDeadlineHours: 6, datasetRecordsPerRun: 2000 });
    expect(run.seconds).toBe(6 * HOUR);
    expect(run.late).toMatch(/at its deadline, 6 hours after its start\. /);
    expect(run.late).not.toContain('less often');
  });
});

describe('the files of a run', () => {
  const many = { datasetRunsPerMonth: 30, datasetRecordsPerRun: 5_000_000, processingTimeSeconds: 0.1 };

  it('are as many as its instances, because AWS gives each to one', () => {
    const run = runsOf({ ...many, datasetSizeGB: 50 });
    expect(run.input).toContain('It takes at least 3 files of similar size.');
    expect(run.late).toContain('Check that InputUri has at least 3 files of similar size');
    expect(run.notes).toContain(
      'AWS gives each file to one instance: have at least 3 files of similar size, or instances idle.',
    );
  });

  it('are as many as are entered where no size is known', () => {
    expect(runsOf({ datasetRunsPerMonth: 30 }).input).toContain('at least InstanceCount files');
  });

  it('are what there is on one instance, and where each is one record', () => {
    const one = runsOf({ ...many, processingTimeSeconds: 0.001, datasetSizeGB: 5 });
    const each = runsOf({ ...many, datasetRecordsPerRun: 20_000, processingTimeSeconds: 20, payloadSizeMB: 40 });
    for (const { input, notes } of [one, each]) {
      expect(input).toMatch(/under it\.$/);
      expect(notes.join(' ')).not.toContain('similar size');
    }
    expect(one.late).toContain('Add instances and divide the dataset into as many files');
    expect(each.late).toContain('Add instances, or');
  });
});
