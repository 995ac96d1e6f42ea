import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../../local-workspace/block-kit/validate.ts';
import type { Choice, Recommendation } from '../../../../src/recommender/index.ts';
import { SECTIONS } from '../../../../src/slack/render/message/index.ts';
import { runs } from '../../../support/lane.ts';
import { anyRecommendation, CT_SCANS, NOTHING_FITS, UNKNOWN_SIZE } from '../../../support/recommendations.ts';
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
    expect(present.map(({ id }) => id)).toEqual(['header', 'summary', 'actions', 'ruled-out', 'way-out', 'context']);
  });

  const buttonsOf = (recommendation: Recommendation) => {
    const blocks = SECTIONS.flatMap(({ build }) => build(reviewOf(recommendation, { revision: 3 }), { table: true }));
    const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    return elements.filter((element) => element.type === 'button');
  };

  const withChoice = (more: Partial<Choice>): Recommendation => ({
    ...CT_SCANS,
    choice: { ...(CT_SCANS.choice ?? expect.fail()), ...more },
  });

  it('carry the id of the review alone; Accept also the revision that was seen', () => {
    const sized = withChoice({ sizing: null });
    expect(buttonsOf(sized).map(({ action_id, value }) => [action_id, value])).toEqual([
      ['accept_review', 'review-1@3'],
      ['change_answers', 'review-1'],
      ['raise_concern', 'review-1'],
    ]);
  });

  it.each([
    [{ confidence: 'firm', conditional: false }, ['Accept', 'primary']],
    [{ confidence: 'firm', conditional: true }, ['Accept…', undefined]],
    [{ confidence: 'likely', conditional: false }, ['Accept…', undefined]],
    [{ confidence: 'needs-facts', conditional: false }, ['Change answers', undefined]],
  ] as const)('have a primary button only where the answer is firm: %j', (choice, accept) => {
    const [first, ...others] = buttonsOf(withChoice({ sizing: null, ...choice }));
    expect([first?.text.text, first?.style]).toEqual(accept);
    expect(others.filter(({ style }) => style === 'primary')).toEqual([]);
  });

  it('ask first what the size waits for, with acceptance in the menu', () => {
    const [first] = buttonsOf(withChoice({ confidence: 'firm', conditional: false, sizing: UNKNOWN_SIZE }));
    expect([first?.text.text, first?.action_id, first?.style]).toEqual(['Answer', 'answer_size', 'primary']);
  });
});
