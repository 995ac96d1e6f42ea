import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hybrid, recommend, type Workload, whatWouldChange } from '../../../src/recommender/index.ts';
import { runs } from '../../support/lane.ts';
import { workload } from '../../support/workloads.ts';

const answerFor = (stated: Partial<Workload>) => recommend(workload(stated));
const hybridsFor = (stated: Partial<Workload>): Hybrid[] => answerFor(stated).hybrids;

const nightly = {
  trafficPattern: 'steady',
  coldStarts: 'acceptable',
  responseTimeSeconds: 2,
  processingTimeSeconds: 0.3,
  modelSizeGB: 2,
  monthlyRequests: 5_000_000,
  datasetRecordsPerRun: 150_000,
  datasetRunsPerMonth: 30,
} as const;

const office = {
  trafficPattern: 'variable',
  coldStarts: 'unacceptable',
  processingTimeSeconds: 0.1,
  monthlyRequests: 1_000_000,
  busyHoursPerDay: 10,
  busyDaysPerWeek: 5,
} as const;

const fewHot = {
  modelCount: 20,
  activeModelCount: 3,
  modelsShareContainer: true,
  coldStarts: 'unacceptable',
  processingTimeSeconds: 0.05,
  monthlyRequests: 2_000_000,
} as const;

describe('a nightly job with serverless for the rest', () => {
  it('is offered where 150,000 records a night are 90 % of 5,000,000 requests', () => {
    const [hybrid, ...others] = hybridsFor(nightly);
    expect(others).toEqual([]);
    expect(hybrid?.title).toBe('Nightly batch, serverless for the rest');
    expect(hybrid?.text).toMatch(
      /^If the 150,000 records of a run can be scored before they're asked for: Batch Transform for 90% of requests and Serverless Inference for the rest, about \$[\d.]+ per month instead of \$[\d.]+\.$/,
    );
    expect(hybrid?.parts.map(({ option }) => option)).toEqual(['batch-transform', 'serverless']);
    expect(hybrid?.parts.map(({ share }) => share)).toEqual([expect.closeTo(0.9), expect.closeTo(0.1)]);
  });

  it('costs what a job for those records and serverless for 500,000 requests cost by themselves', () => {
    const usd = (stated: Partial<Workload>) => answerFor(stated).costs[0]?.monthlyUsd?.likely;
    const { monthlyRequests, datasetRecordsPerRun, datasetRunsPerMonth, ...rest } = nightly;
    const { coldStarts, responseTimeSeconds, ...of } = rest;
    const job = usd({ ...of, trafficPattern: 'dataset', datasetRecordsPerRun, datasetRunsPerMonth });
    const stragglers = usd({ ...rest, trafficPattern: 'intermittent', monthlyRequests: monthlyRequests / 10 });
    expect(hybridsFor(nightly)[0]?.monthlyUsd).toBeCloseTo(Number(job) + Number(stragglers), 6);
  });

  it.each([
    ['where no dataset is stated', { datasetRecordsPerRun: undefined }],
    ['where it is all that is asked for', { monthlyRequests: 4_500_000 }],
    ['with a GPU, which serverless has not', { requiresGpu: true }],
    ['with streaming, which a job has not', { requiresStreaming: 'response' }],
    ['with no cold starts, which serverless has', { coldStarts: 'unacceptable' }],
  ] as const)('is none %s', (_what, stated) => {
    expect(hybridsFor({ ...nightly, ...stated } as Partial<Workload>)).toEqual([]);
  });
});

describe('a hot tier and a tail of many models', () => {
  it('is offered where 3 of 20 models that must never load are the busy ones', () => {
    const answer = answerFor(fewHot);
    expect(answer.choice?.hosting).toBe('single-model');
    expect(answer.hybrids).toHaveLength(1);
    expect(answer.hybrids[0]?.text).toMatch(
      /^If the same 3 models are always busy and the other 17 may load on their first call: 3 as recommended and the other 17 on a multi-model endpoint, about \$\d+ per month instead of \$[\d,]+\.$/,
    );
  });

  it('asks models that scale on their own to scale together', () => {
    const apart = { modelCount: 50, activeModelCount: 5, modelsScaleIndependently: true, requiresGpu: true } as const;
    const [hybrid] = hybridsFor({ ...apart, processingTimeSeconds: 0.2, monthlyRequests: 2_000_000 });
    expect(hybrid?.text).toContain('and the other 45 can scale together');
  });

  it.each([
    ['more than half are busy', { activeModelCount: 11 }],
    ['containers differ', { modelsShareContainer: false }],
    ['all share an endpoint already', { coldStarts: 'acceptable' }],
  ] as const)('is none where %s', (_what, stated) => {
    expect(hybridsFor({ ...fewHot, ...stated })).toEqual([]);
  });
});

describe('scheduled instances with serverless outside the busy hours', () => {
  it('are offered for 50 of 168 hours a week, if cold starts are fine outside them', () => {
    const answer = answerFor(office);
    expect(answer.choice).toMatchObject({ option: 'real-time', scaling: 'auto-scaling' });
    expect(answer.hybrids).toHaveLength(1);
    expect(answer.hybrids[0]?.text).toMatch(
      /^If cold starts are fine outside the busy hours: instances on a schedule for 50 hours per week and Serverless Inference for the rest, about \$[\d.]+ per month instead of \$[\d.]+\.$/,
    );
  });

  it('say only the schedule where cold starts are accepted anyway', () => {
    const [hybrid] = hybridsFor({ ...office, coldStarts: 'acceptable', costPriority: 'performance' });
    expect(hybrid?.text).toMatch(/^If instances run on a schedule for 50 hours per week: Serverless Inference for/);
  });

  it.each([
    ['for 120 hours a week, which save too little', { busyHoursPerDay: 20, busyDaysPerWeek: 6 }],
    ['where nobody knows the hours', { trafficPredictable: false }],
    ['with a GPU, which serverless has not', { requiresGpu: true }],
    ['for 7 GB, which serverless does not hold', { modelSizeGB: 7 }],
    ['without a volume, so without a price', { monthlyRequests: undefined }],
  ] as const)('are none %s', (_what, stated) => {
    expect(hybridsFor({ ...office, ...stated } as Partial<Workload>)).toEqual([]);
  });
});

describe('every hybrid', () => {
  const likely: fc.Arbitrary<Workload> = fc
    .record(
      {
        trafficPattern: fc.constantFrom('steady', 'variable', 'intermittent'),
        coldStarts: fc.constantFrom('unacceptable', 'acceptable', 'minutes-acceptable'),
        responseTimeSeconds: fc.constantFrom(0.5, 5, 120),
        costPriority: fc.constantFrom('lowest-cost', 'balanced', 'performance'),
        busyHoursPerDay: fc.constantFrom(2, 8, 24),
        busyDaysPerWeek: fc.constantFrom(2, 5, 7),
        modelCount: fc.constantFrom(1, 3, 20, 60),
        activeModelCount: fc.constantFrom(1, 2, 10),
        modelsScaleIndependently: fc.boolean(),
        requiresGpu: fc.boolean(),
        datasetRecordsPerRun: fc.constantFrom(100, 20_000, 100_000),
        availability: fc.constantFrom('single-instance', 'multi-az'),
      },
      { requiredKeys: [] },
    )
    .chain((stated) =>
      fc
        .record({
          monthlyRequests: fc.constantFrom(10_000, 1_000_000, 4_000_000),
          processingTimeSeconds: fc.constantFrom(0.02, 0.3, 2),
        })
        .map((load) => workload({ ...stated, ...load } as Partial<Workload>)),
    );

  it('costs less than half of the choice, is the sum of its parts, and shares out all requests', () => {
    let seen = 0;
    fc.assert(
      fc.property(likely, (stated) => {
        const { hybrids, costs } = recommend(stated);
        for (const { parts, monthlyUsd } of hybrids) {
          seen += 1;
          expect(monthlyUsd * 2).toBeLessThan(Number(costs[0]?.monthlyUsd?.likely));
          expect(parts.reduce((sum, part) => sum + part.monthlyUsd, 0)).toBeCloseTo(monthlyUsd, 9);
          expect(parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(1, 9);
          for (const { share } of parts) expect(share).toBeGreaterThan(0);
        }
      }),
      { numRuns: Math.max(60, runs(300)) },
    );
    expect(seen).toBeGreaterThan(5);
  });

  it('leaves the answer alone and comes last among what would change it', () => {
    const answer = answerFor(office);
    const text = answer.hybrids[0]?.text;
    for (const max of [2, 3, 5]) {
      const lines = whatWouldChange(answer, max);
      expect(lines.length).toBeLessThanOrEqual(max);
      expect(lines.at(-1)).toBe(text);
    }
    expect(whatWouldChange(answer, 1)).toHaveLength(1);
  });

  it('is missing from the answers of earlier versions, which have the near flips alone', () => {
    const { hybrids: _, ...earlier } = answerFor(office);
    expect(whatWouldChange(earlier as ReturnType<typeof answerFor>, 3)).not.toContain('on a schedule');
  });
});
