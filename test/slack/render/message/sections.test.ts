import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../../local-workspace/block-kit/validate.ts';
import { SECTIONS } from '../../../../src/slack/render/message/index.ts';
import { runs } from '../../../support/lane.ts';
import { anyRecommendation, CT_SCANS, NOTHING_FITS } from '../../../support/recommendations.ts';
import { reviewOf } from '../../../support/reviews.ts';

const TEXT_MAX = 6000;

describe.each(SECTIONS.map((section) => [section.id, section] as const))('the section %s', (_, section) => {
  it('stays inside the limits of Slack for any recommendation, with and without a table', () => {
    fc.assert(
      fc.property(anyRecommendation, fc.boolean(), (recommendation, table) => {
        const blocks = section.build(reviewOf(recommendation), { table });
        expect(validateBlocks('message', blocks)).toEqual([]);
        expect(JSON.stringify(blocks).length).toBeLessThan(TEXT_MAX);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('the sections together', () => {
  it('have different names', () => {
    expect(new Set(SECTIONS.map(({ id }) => id)).size).toBe(SECTIONS.length);
  });

  it('are not there when there is nothing to say', () => {
    const present = SECTIONS.filter(({ build }) => build(reviewOf(NOTHING_FITS), { table: true }).length > 0);
    expect(present.map(({ id }) => id)).toEqual(['header', 'why', 'options', 'context', 'actions']);
  });

  it('have one primary button, and carry the id of the review alone; Accept also the revision that was seen', () => {
    const blocks = SECTIONS.flatMap(({ build }) => build(reviewOf(CT_SCANS, { revision: 3 }), { table: true }));
    const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    const buttons = elements.filter((element) => element.type === 'button');
    expect(buttons.map(({ action_id, value }) => [action_id, value])).toEqual([
      ['accept_review', 'review-1@3'],
      ['raise_concern', 'review-1'],
      ['change_answers', 'review-1'],
    ]);
    expect(buttons.filter(({ style }) => style === 'primary')).toHaveLength(1);
  });
});
