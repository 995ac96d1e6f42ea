import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Recommendation,
  recommend,
  rowOf,
  WORKLOAD_FIELDS,
  type Workload,
} from '../../../src/recommender/index.ts';
import { DIMENSIONS } from '../../../src/recommender/search/dimensions.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload } from '../../support/workloads.ts';

const noted = WORKLOAD_FIELDS.filter((field) => rowOf(field).noted);

const withoutNoted = (workload: Workload): Workload =>
  Object.fromEntries(Object.entries(workload).filter(([field]) => !noted.some((name) => name === field))) as Workload;

/** An answer without how sure it is: the parameters of a model say how large it plausibly is. */
function unsure({ choice, assumptions, ...answer }: Omit<Recommendation, 'workload'>) {
  const { confidence: _, holdsIf: __, ...chosen } = choice ?? { confidence: null, holdsIf: null };
  const assumed = assumptions.map(({ field, value, text }) => ({ field, value, text }));
  return { ...answer, chosen, assumed: assumed.sort((one, other) => one.field.localeCompare(other.field)) };
}

describe('fields that are only noted', () => {
  it('are the ones that no rule reads yet', () => {
    expect(noted).toEqual([
      'busyFrom',
      'timeZone',
      'modelId',
      'modelParametersBillion',
      'modelPrecisionBits',
      'inputTokens',
      'outputTokens',
      'contextTokens',
      'concurrentRequests',
    ]);
  });

  it('are searched for no flip', () => {
    expect(DIMENSIONS.filter(({ field }) => noted.includes(field))).toEqual([]);
  });

  it('are kept, and change nothing of the answer but how sure it is', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const { workload: kept, ...answer } = recommend(workload);
        const { workload: _, ...bare } = recommend(withoutNoted(workload));
        for (const field of noted) expect(kept[field]).toEqual(workload[field]);
        expect(unsure(answer)).toEqual(unsure(bare));
      }),
      { numRuns: runs(100) },
    );
  });
});
