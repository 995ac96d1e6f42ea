import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowOf, WORKLOAD_FIELDS, type Workload } from '../../../src/recommender/index.ts';
import { DIMENSIONS } from '../../../src/recommender/search/dimensions.ts';
import { explained } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload } from '../../support/workloads.ts';

const noted = WORKLOAD_FIELDS.filter((field) => rowOf(field).noted);

/** No rule reads these. */
const shown = ['busyFrom', 'timeZone'] as const;

const withoutShown = ({ busyFrom: _, timeZone: __, ...workload }: Workload): Workload => workload;

describe('fields that the search leaves alone', () => {
  it('are those that are only shown, and those of a language model', () => {
    expect(noted).toEqual([
      'processingTimeOn',
      ...shown,
      'modelId',
      'modelConfig',
      'modelParametersBillion',
      'modelPrecisionBits',
      'inputTokens',
      'outputTokens',
      'contextTokens',
      'concurrentRequests',
      'outputTokensPerSecond',
      'streamTokensPerSecond',
      'answerSeconds',
      'images',
      'audioSeconds',
      'imageSteps',
      'imageMegapixels',
      'measurements',
      'variantCount',
      'otherRegions',
    ]);
  });

  it('are searched for no flip', () => {
    expect(DIMENSIONS.filter(({ field }) => noted.includes(field))).toEqual([]);
  });

  it('change nothing of the answer where they are only shown', () => {
    fc.assert(
      fc.property(anyWorkload, (workload) => {
        const { workload: kept, ...answer } = explained(workload);
        const { workload: _, ...bare } = explained(withoutShown(workload));
        for (const field of noted) expect(kept[field]).toEqual(workload[field]);
        expect(answer).toEqual(bare);
      }),
      { numRuns: runs(100, { costly: true }) },
    );
  });
});
