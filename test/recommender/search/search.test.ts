import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkload, recommend, type Workload, type WorkloadField } from '../../../src/recommender/index.ts';
import { judge } from '../../../src/recommender/judge/judge.ts';
import { servedModel } from '../../../src/recommender/needs/served-model.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, sparseWorkload, workload } from '../../support/workloads.ts';

const workloads = fc.oneof(sparseWorkload, anyWorkload);
const RUNS = { numRuns: runs(300, { costly: true }) };

const isCounted = (field: WorkloadField): boolean =>
  /Count$/.test(field) || ['monthlyRequests', 'burstRequests', 'datasetRecordsPerRun'].includes(field);

/** The kernel alone says what an answer's choice is; the search behind a whole answer would take a hundred times as long. */
const optionFor = (stated: Workload): string | null => judge(stated).choice?.option.id ?? null;

describe('a flip', () => {
  it('gives the option that it names, and 0.1 % before it the option stands', () => {
    fc.assert(
      fc.property(workloads, (stated) => {
        const answer = recommend(stated);
        const current = answer.choice?.option ?? null;
        for (const { field, from, to, option, text } of answer.flips) {
          expect(from).toEqual(stated[field] ?? null);
          expect(option).not.toBe(current);
          expect(text).toMatch(/^If .+: (no option fits|[A-Z].+)\.$/);
          const changed = { ...stated, [field]: to };
          expect(parseWorkload(changed).ok).toBe(true);
          expect(optionFor(changed)).toBe(option);
          if (typeof to !== 'number' || typeof from !== 'number') continue;
          const step = isCounted(field) ? Math.max(1, to * 0.001) : to * 0.001;
          // Next to a count that is no whole number the nearest whole one may turn.
          if (Math.abs(to - from) <= step) continue;
          const before = to > from ? to - step : to + step;
          expect(optionFor({ ...stated, [field]: before })).toBe(current);
        }
      }),
      RUNS,
    );
  });

  it('is one a field, numbers first by the size of the change', () => {
    fc.assert(
      fc.property(workloads, (stated) => {
        const { flips } = recommend(stated);
        const fields = flips.map(({ field }) => field);
        expect(new Set(fields).size).toBe(fields.length);
        const ratios = flips.flatMap(({ from, to }) =>
          typeof from === 'number' && typeof to === 'number' && from > 0 ? [Math.max(to / from, from / to)] : [],
        );
        expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('is not looked for where the turn lies so close to zero that no number is 0.1 % before it', () => {
    const tooSmall = { processingTimeSeconds: 1e-322, responseTimeSeconds: 5.4e-323 };
    const { flips, kind } = recommend(workload({ trafficPattern: 'variable', ...tooSmall }));
    expect(kind).toBe('nothing-fits');
    expect(flips.map(({ field }) => field)).not.toContain('responseTimeSeconds');
  });

  it('names 4 MB as where 1 MB on serverless turns, and in which direction', () => {
    const { flips, choice } = recommend(workload({ payloadSizeMB: 1, trafficPattern: 'intermittent' }));
    expect(choice?.option).toBe('serverless');
    expect(flips.find(({ field }) => field === 'payloadSizeMB')).toMatchObject({
      from: 1,
      option: 'asynchronous',
      text: 'If the payload is over 4 MB, up to 1 GB: Asynchronous Inference.',
    });
  });
});

describe('what would make a rejected option fit or win', () => {
  it('holds when it is tried', () => {
    fc.assert(
      fc.property(workloads, (stated) => {
        for (const { option, verdict, wouldFitIf } of recommend(stated).rejected) {
          if (!wouldFitIf) continue;
          const changed = { ...stated, ...wouldFitIf.changes };
          expect(parseWorkload(changed).ok).toBe(true);
          if (verdict === 'outranked') expect(optionFor(changed)).toBe(option);
          else expect(judge(changed).ranked.map(({ pair }) => pair.option.id)).toContain(option);
          expect(wouldFitIf.text).toMatch(/^(Fits|Chosen) if .*\.$/);
        }
      }),
      RUNS,
    );
  });

  it('is found for every option that is rejected, in workloads of all kinds, unless the model is a fact that is in the way', () => {
    let rejected = 0;
    let unanswered = 0;
    fc.assert(
      fc.property(workloads, (stated) => {
        for (const { wouldFitIf } of recommend(stated).rejected) {
          rejected += 1;
          if (!wouldFitIf && servedModel(stated) === undefined) unanswered += 1;
        }
      }),
      { ...RUNS, seed: 7 },
    );
    expect(unanswered).toBe(0);
    expect(rejected).toBeGreaterThan(runs(900, { costly: true }));
  });

  it('takes several fields where one is not enough: a GPU and 30 GB keep a model off serverless', () => {
    const answer = recommend(workload({ requiresGpu: true, modelSizeGB: 30, trafficPattern: 'variable' }));
    expect(answer.rejected.find(({ option }) => option === 'serverless')?.wouldFitIf?.changes).toEqual({
      requiresGpu: false,
      modelSizeGB: 6,
    });
  });
});
