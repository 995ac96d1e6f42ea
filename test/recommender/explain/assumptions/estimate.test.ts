import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../src/recommender/costs/costing.ts';
import { bookFor } from '../../../../src/recommender/costs/price-book.ts';
import { volumeAt } from '../../../../src/recommender/costs/volume.ts';
import { usedFigures } from '../../../../src/recommender/explain/assumptions/estimate.ts';
import { WORKLOAD_FIELDS, type Workload } from '../../../../src/recommender/index.ts';
import { understand } from '../../../../src/recommender/needs/needs.ts';
import { explained } from '../../../support/answers.ts';
import { runs } from '../../../support/lane.ts';
import { anyWorkload, sparseWorkload } from '../../../support/workloads.ts';
import { BOOK, needsOf, PRICES, plansFor, pricedWorkload } from '../../costs/support.ts';
import { ALL_NAMED, FIGURES, FOLLOWING, little, REAL_TIME } from './estimate-cases.ts';

const used = (priced: Plan, stated: Partial<Workload>) =>
  usedFigures({ plan: priced, needs: needsOf(stated), book: BOOK }).map(({ say, sayBriefly: _, ...figure }) => ({
    ...figure,
    text: say(),
  }));

describe('the figures that an estimate made use of', () => {
  const cases = FIGURES.map(([figure, priced, stated, expected]) => [figure, expected, priced, stated] as const);
  it.each(cases)('have %s: %j', (name, expected, priced, stated) => {
    const figure = used(priced, stated).find((assumption) => assumption.figure === name);
    if (expected === null) expect(figure).toBeUndefined();
    else expect(figure).toMatchObject(typeof expected === 'string' ? { text: expected } : expected);
  });

  it.each(ALL_NAMED)('are of %s', (_, priced, stated, names) => {
    expect(used(priced, stated).map(({ figure }) => figure)).toEqual(names);
  });

  it('say how an instance wakes once, and of other options only the times', () => {
    const { assumptions } = explained({ concurrentRequests: 100, requiresScaleToZero: true });
    expect(assumptions.find(({ field }) => field === 'coldStarts')?.text).toBe(
      'Cold starts: not given; a few seconds after idle periods are assumed to be fine. Each wake-up takes 8 min, of which 5 min are billed, and zero comes 3 min after the last answer (Asynchronous Inference). Real-time Inference: 7 min to wake and 26 min until zero again.',
    );
  });

  it('call nothing priced where the Region has no prices, and keep what sizes the instances', () => {
    const busy = { ...little, trafficPattern: 'variable', peakRequestsPerSecond: 200 } as const;
    const unpriced = usedFigures({
      plan: FOLLOWING,
      needs: needsOf({ ...busy, region: 'us-gov-west-1' }),
      book: bookFor(PRICES, 'us-gov-west-1'),
    });
    expect(unpriced.map(({ figure }) => figure)).toEqual(['instance-type', 'requests-at-once', 'target-utilisation']);
    expect(unpriced[0]?.say()).toBe('Instance type: not given; ml.c6i.large is assumed.');
    expect(unpriced.map(({ say }) => say()).join(' ')).not.toMatch(/priced|range/);
  });

  it('name what an instance does at a volume at which plans are compared, although the month needs one instance', () => {
    const turn = volumeAt(needsOf(little), 1e9, 0.1);
    const compared = usedFigures({ plan: REAL_TIME, needs: needsOf(little), book: BOOK }, [turn]).map(
      ({ figure }) => figure,
    );
    expect(compared).toEqual(expect.arrayContaining(['requests-at-once', 'target-utilisation']));
  });

  it('are each named once, in one sentence, at a field of the workload, for any plan', () => {
    fc.assert(
      fc.property(fc.oneof(pricedWorkload, anyWorkload, sparseWorkload), (stated) => {
        for (const priced of plansFor(stated)) {
          const assumed = usedFigures({ plan: priced, needs: understand(stated), book: BOOK });
          expect(new Set(assumed.map(({ figure }) => figure)).size).toBe(assumed.length);
          for (const { field, say } of assumed) {
            const text = say();
            expect(WORKLOAD_FIELDS).toContain(field);
            expect(text).toMatch(/^[A-Z\d][^.]*(\.\S[^.]*)*\.$/);
            expect(text).not.toMatch(/undefined|NaN|Infinity|(?<![.\d])[01] (?:hours|days)\b/);
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('are said alike in all estimates of a workload in which they have the same value', () => {
    fc.assert(
      fc.property(fc.oneof(pricedWorkload, anyWorkload, sparseWorkload), (stated) => {
        const sentences = new Map<string, string>();
        for (const priced of plansFor(stated)) {
          for (const { figure, value, say } of usedFigures({ plan: priced, needs: understand(stated), book: BOOK })) {
            const key = `${figure} ${value}`;
            expect(say()).toBe(sentences.get(key) ?? say());
            sentences.set(key, say());
          }
        }
      }),
      { numRuns: runs(1000) },
    );
  });
});
