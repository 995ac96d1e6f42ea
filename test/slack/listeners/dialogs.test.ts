import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INFERENCE_OPTIONS } from '../../../src/recommender/index.ts';
import { openConcerns, type Review } from '../../../src/reviews/record.ts';
import { VIEWS } from '../../../src/slack/ids.ts';
import { CONFIRMED, DIALOGS } from '../../../src/slack/listeners/dialogs.ts';
import { BLOCKS, decodeDecideMetadata, INPUT } from '../../../src/slack/render/dialogs/dialog.ts';
import { runs } from '../../support/lane.ts';
import { anyReview, REVIEWS } from '../../support/reviews.ts';

/** When a dialog has nothing to ask, and a sentence says so. */
const NOTHING_TO: Readonly<Record<string, (review: Review) => boolean>> = {
  resolveConcern: (review) => openConcerns(review).length === 0 || review.concerns.some(({ blocking }) => blocking),
  're-open-concern': ({ concerns }) => concerns.every(({ resolved }) => resolved === null),
};

const TODAY = '2026-11-24';

describe.each(Object.entries(DIALOGS))('the dialog %s', (name, dialog) => {
  it('opens under the name by which its row is found when it is submitted', () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        const built = dialog.build(review, { userId: 'U0BEN00001', at: review.createdAt });
        // Who has approved already can only take that back.
        const isBack = name === 'accept' && review.approvals.some(({ byId }) => byId === 'U0BEN00001');
        const ids: string[] = [VIEWS[name as keyof typeof VIEWS], ...(isBack ? [VIEWS.confirm] : [])];
        if ('type' in built) expect(ids).toContain(built.callback_id);
        else expect(NOTHING_TO[name]?.(review)).toBe(true);
      }),
      { numRuns: runs(20) },
    );
  });
});

describe.each(Object.entries(CONFIRMED))('the dialog that asks to %s', (act, { build }) => {
  it('names its act in its metadata', () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        const built = build(review, { userId: 'U0BEN00001', at: review.createdAt });
        if (!('type' in built)) expect(NOTHING_TO[act]?.(review)).toBe(true);
        else expect(decodeDecideMetadata(built.private_metadata ?? '')).toMatchObject({ reviewId: review.id, act });
      }),
      { numRuns: runs(20) },
    );
  });
});

describe('the dialog override', () => {
  const read = (value: string) =>
    DIALOGS.override.read({ [BLOCKS.option]: { [INPUT]: { selected_option: { value } } } }, { reviewId: 'r' }, TODAY);

  it.each(INFERENCE_OPTIONS.map(({ id }) => id))('takes %s, as any option that the recommender knows', (option) => {
    expect(read(option)).toEqual([{ kind: 'override', option, reason: '' }]);
  });

  it('of an earlier revision does not ask once more under the newer one, so that it is refused', () => {
    const review = REVIEWS['proposed'] ?? expect.fail();
    const values = {
      [BLOCKS.option]: { [INPUT]: { selected_option: { value: 'batch-transform' } } },
      [BLOCKS.reason]: { [INPUT]: { value: 'We score a dataset.' } },
    };
    const warned = ({ revision }: { revision: number }) =>
      DIALOGS.override.warn?.(review, values, { reviewId: review.id, revision }, { userId: 'U0BEN00001', at: 0 });
    expect([warned(review.latest)?.type, warned({ revision: 0 })]).toEqual(['modal', undefined]);
  });

  it('takes nothing that the recommender does not know', () => {
    expect(() => read('edge')).toThrow('The dialog offers no such option');
  });
});
