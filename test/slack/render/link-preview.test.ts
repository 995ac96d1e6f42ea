import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../local-workspace/block-kit/validate.ts';
import { parseWorkload } from '../../../src/recommender/index.ts';
import type { Decision, NamedReview } from '../../../src/reviews/record.ts';
import { buildLinkPreview, buildReviewPreview } from '../../../src/slack/render/link-preview.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { expectGolden } from '../../support/golden.ts';
import { anyRecommendation } from '../../support/recommendations.ts';
import { reviewOf } from '../../support/reviews.ts';
import { readable } from '../readable.ts';

const URL = 'https://acme.slack.com/archives/C0ML/p1795514400000100';
const AT = 1_795_514_400_000;

const answerTo = (stated: object) => {
  const parsed = parseWorkload({ name: 'ct-scans', ...stated });
  if (!parsed.ok) throw new Error('not a workload');
  return ADVISOR.advise(parsed.workload);
};
const SCANS = answerTo({
  payloadSizeMB: 500,
  responseTimeSeconds: 900,
  processingTimeSeconds: 90,
  monthlyRequests: 6000,
});
const decided = (kind: Decision['kind'], option: Decision['option']): Partial<NamedReview> => ({
  state: kind,
  since: { byId: 'U0BEN', at: AT, reason: null },
  decision: { kind, option, revision: 1, reason: null, own: false, despiteConcerns: [], byId: 'U0BEN', at: AT },
});

describe('the preview of a link', () => {
  it('reads as in the golden file: not reviewed, needs facts, no option fits, proposed, accepted, overridden, withdrawn', async () => {
    const cases: [string, ReturnType<typeof buildLinkPreview>][] = [
      ['not reviewed', buildLinkPreview(SCANS, 'ct-scans 500 MB')],
      ['too little is known', buildLinkPreview(answerTo({}), '{}')],
      ['no option fits', buildLinkPreview(answerTo({ payloadSizeMB: 500, responseTimeSeconds: 0.01 }), '{}')],
      ['too long for a button', buildLinkPreview(SCANS, undefined)],
      ['proposed', buildReviewPreview({ review: reviewOf(SCANS), url: URL })],
      ['accepted', buildReviewPreview({ review: reviewOf(SCANS, decided('accepted', 'asynchronous')), url: URL })],
      ['overridden', buildReviewPreview({ review: reviewOf(SCANS, decided('overridden', 'real-time')), url: URL })],
      ['withdrawn', buildReviewPreview({ review: reviewOf(SCANS, { state: 'withdrawn' }), url: URL })],
    ];
    const text = cases.map(([name, blocks]) => readable({ text: name, blocks })).join('\n---\n\n');
    await expectGolden(text, 'slack/link-previews.txt');
  });

  it('is one that Slack takes, for any answer and any name', () => {
    fc.assert(
      fc.property(anyRecommendation, fc.string({ maxLength: 2000 }), (recommendation, words) => {
        for (const blocks of [
          buildLinkPreview(recommendation, words || undefined),
          buildReviewPreview({ review: reviewOf(recommendation), url: URL }),
        ]) {
          expect(validateBlocks('message', blocks)).toEqual([]);
          expect(JSON.stringify(blocks)).not.toMatch(/"text":""/);
        }
      }),
      { numRuns: 30 },
    );
  });
});
