import type { SectionBlock, StaticSelect } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../../local-workspace/block-kit/validate.ts';
import { renderDeployment } from '../../../../src/deploy/index.ts';
import { type Doubt, type Recommendation, recommend, weighed } from '../../../../src/recommender/index.ts';
import { approvalStates, asksForApproval } from '../../../../src/reviews/approvals.ts';
import { writeAdr } from '../../../../src/reviews/decision-record.ts';
import { missingFacts } from '../../../../src/reviews/lists/refresh.ts';
import { buildAccept } from '../../../../src/slack/render/dialogs/accept.ts';
import { buildReviewMessage } from '../../../../src/slack/render/message/index.ts';
import { readAnswerValue, stateWords } from '../../../../src/slack/render/message/section.ts';
import { answerLine } from '../../../../src/wording/answer-line.ts';
import { openPoints } from '../../../../src/wording/sentences.ts';
import { runs } from '../../../support/lane.ts';
import { historyOf, reviewOf, TEAM_RULES } from '../../../support/reviews.ts';
import { anyDoubts, sparseWorkload, workload } from '../../../support/workloads.ts';

const STEADY = workload({ name: 'sql-helper', trafficPattern: 'steady', peakRequestsPerSecond: 20 });

const MB_800: Doubt = {
  words: '800 MB',
  readings: [
    { field: 'modelSizeGB', value: 0.8 },
    { field: 'payloadSizeMB', value: 800 },
  ],
};

const DOUBTED = weighed(recommend(STEADY), [MB_800]);

/** No option answers 500 MB within a second, unless the payload is an address. */
const STUCK = weighed(recommend(workload({ payloadSizeMB: 500, responseTimeSeconds: 1, trafficPattern: 'steady' })), [
  { words: 'from the bucket', readings: [{ field: 'payloadByReference', value: true }] },
]);

const blocksOf = (recommendation: Recommendation) => buildReviewMessage(reviewOf(recommendation)).blocks;

const questionsIn = (recommendation: Recommendation): SectionBlock[] =>
  blocksOf(recommendation).filter(
    (block): block is SectionBlock => block.type === 'section' && block.block_id?.startsWith('fact_') === true,
  );

const choicesOf = ({ accessory }: SectionBlock) => (accessory as StaticSelect).options ?? [];

describe('a message about words in doubt', () => {
  it('asks which they are, with where each reading leads and what it costs', () => {
    expect(questionsIn(DOUBTED).map(({ text }) => text?.text)).toEqual([
      [
        '*1. You wrote “800 MB”. Which is it?*',
        '• Model memory 0.8 GB → *real-time*, $74.46 per month per instance',
        '• Payload 800 MB → *asynchronous*, $74.46 per month per instance',
        '• Something else → *real-time*, $74.46 per month per instance',
      ].join('\n'),
    ]);
    expect(buildReviewMessage(reviewOf(DOUBTED)).text).toBe(
      'One fact decides for sql-helper: You wrote “800 MB”. Is it model memory 0.8 GB or payload 800 MB?',
    );
  });

  it('has a choice for each reading, and one for none of them', () => {
    const [question] = questionsIn(DOUBTED);
    expect(
      choicesOf(question ?? expect.fail()).map(({ text, value = '' }) => [text.text, readAnswerValue(value)]),
    ).toEqual([
      ['Model memory 0.8 GB', { reviewId: 'review-1', revision: 1, field: 'modelSizeGB', value: 0.8 }],
      ['Payload 800 MB', { reviewId: 'review-1', revision: 1, field: 'payloadSizeMB', value: 800 }],
      ['Something else', { reviewId: 'review-1', revision: 1, field: 'modelSizeGB', value: null }],
    ]);
  });

  it('quotes the words as text, and no longer than a line', () => {
    const words = `<!channel> ${'x'.repeat(2000)}`;
    const [question] = questionsIn(weighed(recommend(STEADY), [{ ...MB_800, words }]));
    const [heading = ''] = question?.text?.text.split('\n') ?? [];
    expect(heading).toContain('&lt;!channel&gt;');
    expect(heading).not.toContain('<!');
    expect(heading.length).toBeLessThan(200);
  });

  it('claims neither an option nor that none fits', () => {
    const texts = JSON.stringify(blocksOf(STUCK));
    expect(texts).toContain('One fact decides');
    expect(texts).toContain('Payload as S3 address yes → *real-time*');
    expect(texts).toContain('Something else → no option fits');
    expect(texts).not.toContain('"No option fits');
    expect(stateWords(reviewOf(STUCK))).toBe('Needs facts');
  });

  it('stays within the limits of Slack, with different ids, whatever the words and readings are', () => {
    fc.assert(
      fc.property(sparseWorkload, anyDoubts, (stated, doubts) => {
        const blocks = blocksOf(weighed(recommend(stated), doubts));
        expect(validateBlocks('message', blocks)).toEqual([]);
        const ids = blocks.flatMap(({ block_id }) => block_id ?? []);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: runs(60, { costly: true }) },
    );
  });
});

describe('while words in doubt decide', () => {
  it.each([DOUBTED, STUCK])('everybody waits for what they mean', (recommendation) => {
    const latest = { ...reviewOf(recommendation).latest, team: TEAM_RULES };
    const review = { ...reviewOf(recommendation), latest };
    expect(missingFacts(recommendation)).toHaveLength(1);
    expect(asksForApproval(review)).toBe(false);
    expect(renderDeployment(recommendation, { format: 'cloudformation' })).toMatchObject({
      ok: false,
      text: expect.stringMatching(/^Too little is known to write code\. Say what “.+” means first\.$/),
    });
    expect(openPoints(recommendation)[0]).toMatch(/^You wrote “.+”\. Is it .+\?$/);
    expect(answerLine(recommendation)).toMatch(/^One fact decides: You wrote/);
  });

  it('conditions that would lead elsewhere are told apart, not negated, in the dialog that accepts', () => {
    const stated = {
      modelId: 'llama-3.1-8b',
      requiresGpu: true,
      monthlyRequests: 1e5,
      inputTokens: 500,
      outputTokens: 200,
    };
    const text = JSON.stringify(buildAccept(reviewOf(recommend(workload(stated)))));
    expect(text).toContain('*Real-time Inference* holds unless:\\n• traffic has long idle periods');
    expect(text).not.toContain('not traffic');
  });

  it('the decision record and the dialog that accepts name them', () => {
    const review = reviewOf(DOUBTED);
    const record = writeAdr(review, historyOf(review), { url: null, policyNow: null });
    expect(record).toContain('# Decide how to serve sql-helper');
    expect(record).toContain('“800 MB”: model memory 0.8 GB or payload 800 MB?');
    expect(JSON.stringify(buildAccept(review))).toContain(
      "“800 MB” doesn't count: model memory 0.8 GB or payload 800 MB?",
    );
    expect(approvalStates(review)).toEqual([]);
  });
});
