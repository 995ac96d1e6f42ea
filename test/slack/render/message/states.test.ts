import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import { buildReviewMessage } from '../../../../src/slack/render/message/index.ts';
import { menuValue, readMenuValue, readSeenValue, seenValue } from '../../../../src/slack/render/message/section.ts';
import { standingSection } from '../../../../src/slack/render/message/standing.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { anyReview, REVIEWS } from '../../../support/reviews.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';
import { readable } from '../../readable.ts';

describe('the message of a review in each of its states', () => {
  it.each(Object.entries(REVIEWS))('reads as reviewed, %s', async (name, review) => {
    const { text, blocks } = buildReviewMessage(review);
    // The answer itself is in other golden files, except what the team chose against it.
    const about = blocks.filter(
      (block) =>
        review.state === 'overridden' ||
        (!['header', 'table'].includes(block.type) && !JSON.stringify(block).includes('*Why*')),
    );
    await expectGolden(readable({ text, blocks: about }), `slack/states/${name}.txt`);
  });

  it('stays inside the limits of Slack, and pings nobody, whatever happened and whatever people typed', () => {
    fc.assert(
      fc.property(anyReview, fc.boolean(), (review, table) => {
        const message = buildReviewMessage(review, { table });
        expect(validateMessage(message)).toEqual([]);
        const markup = [message.text, ...mrkdwnIn(message.blocks)].flatMap((text) =>
          unexpectedMarkup(text, ['<@U0ANA00001>', '<@U0BEN00001>']),
        );
        expect(markup.filter((sequence) => !/^<!date\^\d+\^[^<>]*>$/.test(sequence))).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('shows fewer than six elements beside each other, one of them primary at most, in every state', () => {
    fc.assert(
      fc.property(anyReview, (review) => {
        const rows = buildReviewMessage(review).blocks.flatMap((block) =>
          block.type === 'actions' ? [block.elements] : [],
        );
        for (const row of rows) expect(row.length).toBeLessThan(6);
        const elements = rows.flat();
        const primary = elements.filter((element) => element.type === 'button' && element.style === 'primary');
        expect(primary.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: runs(100) },
    );
  });

  it('says nothing of a standing where nothing has happened', () => {
    expect(standingSection.build(REVIEWS['proposed'] ?? expect.fail(), { table: true })).toEqual([]);
  });
});

describe('what buttons and menus carry', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 99_999 }), (reviewId, revision) => {
        expect(readSeenValue(seenValue({ reviewId, revision }))).toEqual({ reviewId, revision });
        expect(readSeenValue(reviewId)).toEqual({ reviewId });
        expect(readMenuValue(menuValue('re-open', reviewId))).toEqual({ item: 're-open', reviewId });
      }),
    );
  });

  it('is nothing for rubbish', () => {
    for (const rubbish of ['', 'override', 'override:', 'other:x']) expect(readMenuValue(rubbish)).toBeUndefined();
  });
});
