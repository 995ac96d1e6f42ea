import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Recommendation, recommend, type Workload } from '../../../../src/recommender/index.ts';
import { buildReviewMessage } from '../../../../src/slack/render/message/index.ts';
import { buildDetails } from '../../../../src/slack/render/thread/details.ts';
import { ADVISOR } from '../../../support/advisor.ts';
import { describedWorkload } from '../../../support/confidence.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { PRICED_WORKLOADS } from '../../../support/priced-workloads.ts';
import { reviewOf } from '../../../support/reviews.ts';
import { workload } from '../../../support/workloads.ts';
import { readable, type Size, sizeOf } from '../../readable.ts';

/** Of whose kind a priced workload has the first reply. */
const PLAIN: readonly Workload[] = [
  workload({
    name: 'ct-scans',
    trafficPattern: 'intermittent',
    responseTimeSeconds: 900,
    payloadSizeMB: 500,
    requiresGpu: true,
  }),
  workload({
    name: 'fraud-scoring',
    trafficPattern: 'variable',
    responseTimeSeconds: 0.3,
    coldStarts: 'unacceptable',
    payloadSizeMB: 0.5,
    burstRequests: 300,
  }),
  workload({
    name: 'model-per-tenant',
    trafficPattern: 'variable',
    responseTimeSeconds: 5,
    modelCount: 3000,
    modelSizeGB: 0.0625,
    modelsShareContainer: true,
    modelInvocationFrequency: 'rare',
  }),
  workload({
    name: 'nightly-churn',
    trafficPattern: 'dataset',
    datasetSizeGB: 40,
    datasetRunsPerMonth: 30,
    datasetDeadlineHours: 6,
  }),
  workload({
    name: 'llm-adapters',
    trafficPattern: 'variable',
    responseTimeSeconds: 2,
    modelCount: 40,
    modelSizeGB: 16,
    modelAdapters: true,
    requiresGpu: true,
    requiresStreaming: 'response',
  }),
];

const OTHERS: readonly Workload[] = [
  workload({
    name: 'preprocessing-chain',
    trafficPattern: 'steady',
    responseTimeSeconds: 2,
    containerCount: 3,
    containerInvocation: 'serial',
  }),
  workload({ name: 'large-and-quick', responseTimeSeconds: 0.2, payloadSizeMB: 500 }),
  workload({ name: 'near-the-wall', responseTimeSeconds: 2, payloadSizeMB: 10 }),
  workload({
    name: 'chat-without-tokens',
    modelId: 'llama-3.1-8b',
    peakRequestsPerSecond: 50,
    requiresStreaming: 'response',
  }),
  workload({
    name: 'image-tagging',
    trafficPattern: 'steady',
    responseTimeSeconds: 1,
    coldStarts: 'unacceptable',
    requiresGpu: true,
    peakRequestsPerSecond: 800,
  }),
  workload({ name: 'court-hearings', requiresGpu: true, processingTimeSeconds: 7200, payloadSizeMB: 900 }),
  workload({
    name: 'rare-chat',
    trafficPattern: 'intermittent',
    modelId: 'llama-3.1-8b',
    monthlyRequests: 20_000,
    inputTokens: 1000,
    outputTokens: 300,
    requiresStreaming: 'response',
  }),
];

const WORKLOADS = [...PLAIN, ...OTHERS];

/** The version changes with every rule and every price, and says nothing about how the message reads. */
function answerTo(workload: Workload): Recommendation {
  const recommendation = recommend(workload);
  return { ...recommendation, facts: { ...recommendation.facts, version: 'v' } };
}

const messageFor = (workload: Workload): string => readable(buildReviewMessage(reviewOf(answerTo(workload))));

describe('what stands in the channel and in its thread', () => {
  it.each(WORKLOADS.map((workload) => [workload.name, workload] as const))(
    'reads as reviewed for %s',
    async (name, workload) => {
      await expectGolden(messageFor(workload), `slack/${name}.txt`);
    },
  );

  it.each(PRICED_WORKLOADS.map((workload) => [workload.name, workload] as const))(
    'reads as reviewed for %s, of which the volume is stated',
    async (name, workload) => {
      await expectGolden(messageFor(workload), `slack/priced/${name}.txt`);
    },
  );

  it.each([...OTHERS, ...PRICED_WORKLOADS].map((workload) => [workload.name, workload] as const))(
    'reads as reviewed in the first reply to %s',
    async (name, workload) => {
      const recommendation = answerTo(workload);
      const reply = readable(buildDetails({ recommendation, curve: ADVISOR.curveOf(recommendation) }));
      await expectGolden(reply, `slack/threads/${name}.txt`);
    },
  );

  it('reads as reviewed without a table', async () => {
    const review = reviewOf(answerTo(workload({ name: 'churn', trafficPattern: 'dataset', datasetSizeGB: 40 })));
    await expectGolden(readable(buildReviewMessage(review, { table: false })), 'slack/without-a-table.txt');
  });
});

const isShort = ({ characters, lines }: Size): boolean => characters <= 900 && lines <= 14;

describe('the message is skimmed, so', () => {
  it.each([...WORKLOADS, ...PRICED_WORKLOADS].map((workload) => [workload.name, workload] as const))(
    'for %s it has at most 900 characters and 14 lines outside the table, and 60 characters in a cell',
    (_, workload) => {
      const size = sizeOf(buildReviewMessage(reviewOf(answerTo(workload))));
      expect(size.characters).toBeLessThanOrEqual(900);
      expect(size.lines).toBeLessThanOrEqual(14);
      expect(size.widestCell).toBeLessThanOrEqual(60);
    },
  );

  it('19 of 20 generated workloads get as short a message, and none a wider cell', () => {
    const sizes = fc
      .sample(describedWorkload, { numRuns: runs(1000), seed: 15 })
      .map((workload) => sizeOf(buildReviewMessage(reviewOf(recommend(workload)))));
    expect(Math.max(...sizes.map(({ widestCell }) => widestCell))).toBeLessThanOrEqual(60);
    expect(sizes.filter(isShort).length / sizes.length).toBeGreaterThanOrEqual(0.95);
  });
});
