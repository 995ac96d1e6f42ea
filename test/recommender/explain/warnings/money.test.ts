import { describe, expect, it } from 'vitest';
import { MONEY } from '../../../../src/recommender/explain/warnings/money.ts';
import { recommend } from '../../../../src/recommender/index.ts';
import { understand } from '../../../../src/recommender/needs/needs.ts';
import { workload } from '../../../support/workloads.ts';
import { PRICES } from '../../costs/support.ts';
import { optionFor, told, warned } from './told.ts';

const direct = { trafficPattern: 'variable', responseTimeSeconds: 0.5 } as const;

/** One that stays on: 730 h at $0.23 and 30 GB at $0.14, $172.10. */
const instanceType = 'ml.m5.xlarge';
const estimated = { ...direct, processingTimeSeconds: 0.1, monthlyRequests: 1_000_000, instanceType } as const;

describe('an estimate over the budget', () => {
  it('is a warning at $172 of $172, and none at $173', () => {
    const over = warned('over-budget', { ...estimated, monthlyBudgetUsd: 172 }, PRICES);
    expect(over?.asked).toBeCloseTo(172.1, 5);
    expect(over?.allowed).toBe(172);
    expect(over?.text).toContain('no other option is known to stay within it');
    expect(warned('over-budget', { ...estimated, monthlyBudgetUsd: 173 }, PRICES)).toBeUndefined();
  });

  it('is none where no budget is stated', () => {
    expect(warned('over-budget', estimated, PRICES)).toBeUndefined();
  });

  it('names what fits and stays within it, and changes nothing about the choice', () => {
    const busy = {
      ...{ ...direct, responseTimeSeconds: 50, processingTimeSeconds: 1, monthlyRequests: 3_500_000 },
      instanceType,
    } as const;
    const tight = { ...busy, monthlyBudgetUsd: 120 };
    expect(warned('over-budget', tight, PRICES)?.text).toContain('Serverless Inference fits and stays within it');
    expect(optionFor(tight, PRICES)).toBe('real-time');
    expect(optionFor(busy, PRICES)).toBe('real-time');
  });
});

describe('a size that nobody can know', () => {
  it('is held against no budget, not even one of $1', () => {
    const answer = recommend(workload({ name: 'x', ...direct, monthlyBudgetUsd: 1 }));
    expect(answer.choice?.sizing).toMatchObject({ basis: 'unknown', count: null });
    expect(answer.warnings.filter(({ text }) => text.includes('budget'))).toEqual([]);
  });
});

describe('instances that stay on while requests leave them idle', () => {
  it('are a warning for 11.9 busy hours a day of 24, not for 12.1', () => {
    const idle = warned('idle-always-on', { ...direct, busyHoursPerDay: 11.9 });
    expect(idle?.asked).toBeCloseTo((11.9 / 24) * 730, 6);
    expect(idle).toMatchObject({ allowed: 730 });
    expect(warned('idle-always-on', { ...direct, busyHoursPerDay: 12.1 })).toBeUndefined();
  });

  it('are a warning for 3 busy days a week, not for 4', () => {
    expect(warned('idle-always-on', { ...direct, busyDaysPerWeek: 3 })?.text).toContain(
      '730 hours per month but are busy for about 310',
    );
    expect(warned('idle-always-on', { ...direct, busyDaysPerWeek: 4 })).toBeUndefined();
  });

  it('are a warning where the work of a month is 7.2 hours of 730, not where it is 7.4', () => {
    const work = (hours: number) => ({ ...direct, processingTimeSeconds: 0.1, monthlyRequests: hours * 36_000 });
    expect(warned('idle-always-on', work(7.2))?.asked).toBeCloseTo(7.2, 9);
    expect(warned('idle-always-on', work(7.4))).toBeUndefined();
  });

  it('are a warning for intermittent traffic of which no number is known, not for variable traffic', () => {
    const gaps = { responseTimeSeconds: 0.5, trafficPattern: 'intermittent' } as const;
    expect(told(gaps).chosen).toBe('real-time/single-model/auto-scaling');
    expect(warned('idle-always-on', gaps)).toMatchObject({ allowed: 730 });
    expect(warned('idle-always-on', gaps)).not.toHaveProperty('asked');
    expect(warned('idle-always-on', direct)).toBeUndefined();
  });

  it('are said to stay on, not to be all that is paid for: 69 of them follow the peak of adapters in 220 of 730 hours', () => {
    const adapters = {
      ...direct,
      modelCount: 3,
      modelAdapters: true,
      processingTimeSeconds: 12,
      peakRequestsPerSecond: 4,
      busyHoursPerDay: 10,
      busyDaysPerWeek: 5,
      requiresStreaming: 'response',
    } as const;
    expect(told(adapters).chosen).toBe('real-time/inference-components/auto-scaling');
    expect(warned('idle-always-on', adapters)?.text).toBe(
      "Instances stay on 730 hours per month but are busy for about 220; that's the price of no cold starts.",
    );
    const { modelAdapters: _adapters, modelCount: _count, ...one } = adapters;
    expect(warned('idle-always-on', { ...one, coldStarts: 'acceptable' })?.text).toBe(
      'Instances stay on 730 hours per month but are busy for about 220; scale to zero with inference components if callers can retry for about 7 min.',
    );
  });

  it.each([{ requiresDataCapture: true }, { requiresMultipleVariants: true }, { containerCount: 3 }] as const)(
    "aren't told to scale to zero with inference components that don't take %j",
    (stated) => {
      expect(warned('idle-always-on', { busyHoursPerDay: 8, coldStarts: 'acceptable', ...stated })?.text).toBe(
        "Instances stay on 730 hours per month but are busy for about 240; with what you need, they can't scale to zero.",
      );
    },
  );

  it('are a warning behind a queue that may not go to zero, with what to do there', () => {
    const queue = { trafficPattern: 'intermittent', payloadSizeMB: 500 } as const;
    expect(told({ ...queue, coldStarts: 'unacceptable' }).chosen).toBe('asynchronous/single-model/auto-scaling');
    expect(warned('idle-always-on', { ...queue, coldStarts: 'unacceptable' })?.text).toContain('about 8 min');
    expect(told(queue).chosen).toBe('asynchronous/single-model/scale-to-zero');
    expect(warned('idle-always-on', queue)).toBeUndefined();
  });

  it('are none where nothing stays on, nor for a dataset', () => {
    expect(warned('idle-always-on', { trafficPattern: 'intermittent' })).toBeUndefined();
    const scheduled = { trafficPattern: 'dataset', datasetRunsPerMonth: 8760, requiresGpu: true } as const;
    expect(told(scheduled).chosen).toContain('asynchronous');
    expect(warned('idle-always-on', scheduled)).toBeUndefined();
  });
});

describe('serverless inference past its break-even', () => {
  /** Serverless: $0.000028 for a p95 of 1 s, 0.7 s on average. Real-time, with a second and a third ml.m5.xlarge in the busy half: $290.66. They meet at 10.38 million requests. */
  const seconds = (monthlyRequests: number) =>
    ({
      trafficPattern: 'intermittent',
      responseTimeSeconds: 30,
      processingTimeSeconds: 1,
      monthlyRequests,
      busyHoursPerDay: 12,
      trafficPredictable: false,
      instanceType,
    }) as const;

  it('is a warning at 10.4 million requests per month, $291 against $291, and none at 10.3 million', () => {
    expect(optionFor(seconds(10_400_000), PRICES)).toBe('serverless');
    const past = warned('serverless-past-break-even', seconds(10_400_000), PRICES);
    expect(past?.asked).toBeCloseTo(291.2, 6);
    expect(past?.allowed).toBeCloseTo(290.66, 2);
    expect(past?.text).toContain('$290.66 of Real-time Inference');
    expect(optionFor(seconds(10_300_000), PRICES)).toBe('serverless');
    expect(warned('serverless-past-break-even', seconds(10_300_000), PRICES)).toBeUndefined();
  });

  it('is none where the volume is not known', () => {
    const { monthlyRequests: _unknown, ...rest } = seconds(10_400_000);
    expect(optionFor(rest, PRICES)).toBe('serverless');
    expect(warned('serverless-past-break-even', rest, PRICES)).toBeUndefined();
  });

  it('compares with no queue where nobody said that callers can wait', () => {
    const { responseTimeSeconds: _unknown, ...open } = seconds(5_000_000);
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
      instanceType,
    } as const;
    expect(optionFor(often, PRICES)).toBe('serverless');
    const past = warned('serverless-past-break-even', often, PRICES);
    expect(past?.asked).toBeCloseTo(4380 * 1000 * 0.00004, 6);
    expect(past?.text).toContain('$172 of Asynchronous Inference');
  });
});

const stored = { trafficPattern: 'dataset' } as const;

describe('a dataset scored through an endpoint', () => {
  it('is a warning at 8,760 runs per month, between which no job would be done, and none at 730', () => {
    expect(optionFor({ ...stored, datasetRunsPerMonth: 8760 })).toBe('serverless');
    expect(warned('data-set-on-endpoint', { ...stored, datasetRunsPerMonth: 8760 })).toMatchObject({ asked: 8760 });
    expect(optionFor({ ...stored, datasetRunsPerMonth: 730 })).toBe('batch-transform');
    expect(warned('data-set-on-endpoint', { ...stored, datasetRunsPerMonth: 730 })).toBeUndefined();
  });

  it('is a warning without a number where the runs are not given', () => {
    const waiting = { ...stored, responseTimeSeconds: 20 };
    expect(warned('data-set-on-endpoint', waiting)?.text).toContain('Through an endpoint, splitting');
  });
});

describe('a dataset that is given while requests are said to arrive', () => {
  it.each([
    [{ datasetRecordsPerRun: 1_000_000 }, '1,000,000 records per run'],
    [{ datasetSizeGB: 50 }, '50 GB per run'],
    [{ datasetRunsPerMonth: 30 }, '30 runs per month'],
    [{ datasetDeadlineHours: 6 }, 'due within 6 hours'],
    [{ datasetRunsPerMonth: 30, datasetSizeGB: 0.5 }, '(512 MB per run, 30 runs per month)'],
  ])('is a warning: %j', (figures, said) => {
    expect(warned('data-set-stated-as-requests', figures)?.text).toContain(said);
    expect(warned('data-set-stated-as-requests', { ...stored, ...figures })).toBeUndefined();
  });

  it('is none for an empty dataset, nor without one', () => {
    expect(warned('data-set-stated-as-requests', { datasetRecordsPerRun: 0, datasetSizeGB: 0 })).toBeUndefined();
    expect(warned('data-set-stated-as-requests', {})).toBeUndefined();
  });
});

const warningsOf = (stated: Parameters<typeof workload>[0]) => recommend(workload(stated)).warnings;

describe('the hours in which an endpoint is busy', () => {
  const busy = (monthlyRequests: number) =>
    warningsOf({
      trafficPattern: 'variable',
      responseTimeSeconds: 0.5,
      processingTimeSeconds: 0.05,
      monthlyRequests,
    }).find(({ code }) => code === 'idle-always-on')?.text;

  it.each([
    [400_000, 'about 5.6'],
    [5_000, 'about 4 minutes'],
    [1_000, 'less than a minute'],
    [0, 'less than a minute'],
  ])('of %d requests of 50 ms are %s of 730', (requests, text) => {
    expect(busy(requests)).toContain(`730 hours per month but are busy for ${text};`);
  });
});

describe('a budget', () => {
  it('that is exceeded by 30 cents is told so', () => {
    const said = { needs: understand(workload({ name: 'x' })), asked: 100.3, allowed: 100 } as Parameters<
      (typeof MONEY)['over-budget']['text']
    >[0];
    expect(MONEY['over-budget'].text(said)).toContain('$100.30 per month, over your budget of $100.00');
  });
});
