import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import type { ReviewAction } from '../../../../src/reviews/action.ts';
import type { NamedReview } from '../../../../src/reviews/record.ts';
import { buildReviewMessage } from '../../../../src/slack/render/message/index.ts';
import { menuValue, readMenuValue, readSeenValue, seenValue } from '../../../../src/slack/render/message/section.ts';
import { standingSection } from '../../../../src/slack/render/message/standing.ts';
import { ANA, BEN, DINA, proposed, RULES, tell } from '../../../reviews/support/story.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { NEEDS_FACTS } from '../../../support/recommendations.ts';
import { anyReview, REVIEWS, reviewOf } from '../../../support/reviews.ts';
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
      { numRuns: runs(500, { costly: true }) },
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

describe('the head of a message', () => {
  const needsFacts = reviewOf(NEEDS_FACTS);
  const unknown = { ...needsFacts, latest: { ...needsFacts.latest, team: RULES } };
  const shown = ({ review }: { review: NamedReview }) => readable(buildReviewMessage(review));

  it('names who approved what waits for facts, and asks nobody else', () => {
    expect(shown(tell([], unknown))).not.toContain('approvals');
    const approved = shown(tell([[BEN, { kind: 'accept' }]], unknown));
    expect(approved).toContain(`*1 of 2 approvals* (<@${BEN}>) · expensive endpoints`);
    expect(approved).toContain('[Approve…] [Change answers]');
  });

  it('says what is up for approval where facts are missing', () => {
    const choice: ReviewAction = { kind: 'override', option: 'serverless', reason: 'It sleeps at night' };
    const chosen = shown(tell([[BEN, choice]], unknown));
    expect(chosen).toContain(`*Proposed against the recommendation* by <@${BEN}>: Serverless Inference`);
    expect(chosen).toContain('[Approve…]');
    expect(chosen).not.toContain('anyway');
  });

  it("calls a choice against the recommendation its requester's, and says apart that it is ruled out", () => {
    const choice: ReviewAction = { kind: 'override', option: 'serverless', reason: 'We tile the scans' };
    const chosen = shown(tell([[ANA, choice]]));
    expect(chosen).toMatch(
      new RegExp(
        `^\\*Chosen against the recommendation\\* by its requester <@${ANA}> · <!date[^>]*>\\n\\*Reason:\\* We tile the scans\\n\\*Ruled out:\\* At most 4 MB$`,
        'm',
      ),
    );
  });

  it('says in the text that a review was accepted despite a blocking concern', () => {
    const team = { ...RULES, approvals: [] };
    const { review } = tell(
      [
        [BEN, { kind: 'raise-concern', text: 'PHI leaves the VPC', blocking: true }],
        [DINA, { kind: 'accept', despiteConcerns: [1], reason: 'A pilot' }],
      ],
      proposed(team),
    );
    expect(buildReviewMessage(review).text).toMatch(/^Accepted\. 1 blocking concern\. Asynchronous Inference for/);
  });
});

describe('what buttons and menus carry', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 99_999 }), (reviewId, revision) => {
        expect(readSeenValue(seenValue({ reviewId, revision }))).toEqual({ reviewId, revision });
        expect(readSeenValue(reviewId)).toEqual({ reviewId });
        const value = menuValue('re-open', { reviewId, revision });
        expect(readMenuValue(value)).toEqual({ item: 're-open', reviewId, revision });
        expect(readMenuValue(`re-open:${reviewId}`)).toEqual({ item: 're-open', reviewId });
      }),
    );
  });

  it('is nothing for rubbish', () => {
    for (const rubbish of ['', 'override', 'override:', 'other:x']) expect(readMenuValue(rubbish)).toBeUndefined();
  });
});
