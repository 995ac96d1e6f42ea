import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import type { Choice, Recommendation } from '../../../../src/recommender/index.ts';
import { buildReviewMessage } from '../../../../src/slack/render/message/index.ts';
import { runs } from '../../../support/lane.ts';
import { anyRecommendation, CT_SCANS, NOTHING_FITS } from '../../../support/recommendations.ts';
import { reviewOf } from '../../../support/reviews.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';

const headerOf = (recommendation: Recommendation): string => {
  const header = buildReviewMessage(reviewOf(recommendation)).blocks.find((block) => block.type === 'header');
  return header?.type === 'header' ? header.text.text : '';
};

const named = (recommendation: Recommendation, name: string): Recommendation => ({
  ...recommendation,
  workload: { ...recommendation.workload, name },
});

describe('buildReviewMessage', () => {
  it('stays inside the limits of Slack for any recommendation, and lets nothing that people typed become a mention or a link', () => {
    fc.assert(
      fc.property(anyRecommendation, fc.boolean(), (recommendation, table) => {
        const review = reviewOf(recommendation, { revision: 2, authorId: 'U0BEN00001' });
        const message = buildReviewMessage(review, { table });
        expect(validateMessage(message)).toEqual([]);
        const people = ['<@U0ANA00001>', '<@U0BEN00001>'];
        const markup = [message.text, ...mrkdwnIn(message.blocks)].flatMap((text) => unexpectedMarkup(text, people));
        expect(markup).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('escapes the text, because Slack reads it as mrkdwn', () => {
    expect(buildReviewMessage(reviewOf(named(NOTHING_FITS, '<!channel>'))).text).toMatch(
      /^No option fits &lt;!channel&gt;: /,
    );
  });

  it('cuts the name in the header, and never the choice', () => {
    const header = headerOf(named(CT_SCANS, '\u{1F680}'.repeat(80)));
    expect(header.length).toBeLessThanOrEqual(150);
    expect(header).toMatch(/^Asynchronous Inference · (?:\u{1F680})+…$/u);
    const long = headerOf(named(CT_SCANS, 'n'.repeat(200)));
    expect(long).toHaveLength(150);
    expect(long).toMatch(/^Asynchronous Inference · n+…$/);
  });

  it('renders a review from before answers said how sure they are, with a plain Accept', () => {
    const { choice } = CT_SCANS;
    const { confidence: _, holdsIf: __, instance: ___, sizing: ____, ...older } = choice ?? expect.fail();
    const { blocks } = buildReviewMessage(
      reviewOf({ ...CT_SCANS, choice: { ...older, conditional: false } as Choice }),
    );
    expect(mrkdwnIn(blocks)[0]).toBe('Scales to zero · *$0.74 per busy hour* · sized by earlier rules');
    expect(JSON.stringify(blocks)).toContain('"text":"Accept"');
    expect(JSON.stringify(blocks)).toContain('"text":"Recompute"');
  });
});
