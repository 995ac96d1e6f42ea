import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import { formatUsd, recommend } from '../../../../src/recommender/index.ts';
import { answerAsk } from '../../../../src/slack/outbox/answer-question.ts';
import type { Message } from '../../../../src/slack/render/message.ts';
import { buildNoReview, mentionWords } from '../../../../src/slack/render/thread/help.ts';
import { buildWhatIf } from '../../../../src/slack/render/thread/what-if.ts';
import { ADVISOR } from '../../../support/advisor.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { pricesTimes } from '../../../support/prices.ts';
import { anyRecommendation, HOSTILE_WORDS } from '../../../support/recommendations.ts';
import { anyReview, NO_TEAM, reviewOf } from '../../../support/reviews.ts';
import { workload } from '../../../support/workloads.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';
import { readable } from '../../readable.ts';

const BOT = 'U0BOT00001';

/** A moment, as each reader's own clock shows it. */
const DATE = /^<!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]+>$/;

const WORKLOAD = workload({
  name: 'ct-scans',
  trafficPattern: 'intermittent',
  responseTimeSeconds: 900,
  payloadSizeMB: 500,
  processingTimeSeconds: 90,
  monthlyRequests: 6000,
  requiresGpu: true,
});

async function ask(words: string, workload = WORKLOAD): Promise<Message> {
  const recommendation = recommend(workload);
  const facts = { ...recommendation.facts, version: 'v' };
  const review = reviewOf({ ...recommendation, facts });
  const team = { ...NO_TEAM, history: async () => ({ events: [], revisions: [review.latest] }) };
  return answerAsk({ words, review, botUserId: BOT, advisor: ADVISOR, team, store: async () => 'what-if-1' });
}

const ASKS: readonly [name: string, words: string][] = [
  ['what-if', 'what if payload is 3 MB, it takes 2 s and no gpu'],
  ['what-if-relative', 'what if twice the traffic and half the payload'],
  ['what-if-partly-understood', 'what if 30 MB and the moon is full'],
  ['what-if-unchanged', 'what if payload is 500 MB'],
  ['what-if-refused', 'what if 1,5 GB'],
  ['what-if-an-option', 'what if we use serverless'],
  ['why', 'why?'],
  ['why-not-an-option', 'why not serverless'],
  ['why-not-the-choice', 'why not asynchronous'],
  ['why-not-a-hosting', 'why not multi-model'],
  ['compare', 'compare'],
  ['cost', 'cost'],
  ['cost-with-conditions', 'what would it cost with 10x the traffic on ml.g5.2xlarge'],
  ['cost-in-another-region', 'what would it cost in frankfurt'],
  ['cost-region-without-prices', 'what would it cost in us-gov-west-1'],
  ['cost-of-an-option', 'how much would serverless cost'],
  ['cost-cheaper', 'cheaper?'],
  ['cost-breakdown', 'why so expensive'],
  ['cost-break-even', 'when does real-time break even?'],
  ['cost-by-volume', 'how does the cost grow with traffic'],
  ['cost-multi-az', 'how much more for multi-az'],
  ['sources', 'which AWS pages is this from'],
  ['stated', 'what did we tell you'],
  ['cost-per-request', 'how much is that per 1000 requests'],
  ['cost-per-token', 'price per million tokens?'],
  ['cost-budget', 'does this stay under 500 bucks a month'],
  ['why-not-with-conditions', 'would serverless work with 3 MB, 2 s per request and no gpu'],
  ['compare-two', 'real-time vs async'],
  ['limits', 'is 6 MB a hard limit?'],
  ['limit-of-one', 'max payload of async?'],
  ['limit-not-known', 'max models per endpoint?'],
  ['feature', 'does serverless do gpus?'],
  ['instances-compared', 'T4 or A10G?'],
  ['levers', 'too much money, options?'],
  ['concern', 'this breaks our PHI rule'],
  ['instance', 'which instance'],
  ['count', 'how many instances at 10x the traffic'],
  ['scaling', 'how does it scale'],
  ['warnings', 'what are the risks'],
  ['deploy', 'how do I deploy this'],
  ['standing', 'where do we stand'],
  ['deciders', 'who decides this?'],
  ['history', 'show history'],
  ['changes', 'what changed since revision 1'],
  ['what-if-cleared', 'nobody waits any more and it comes as one 40 GB file per night'],
  ['what-if-unclear', 'what if 10x'],
  ['assumptions', 'assumptions'],
  ['help', 'help'],
  ['what-if-not-understood', 'what if pigs could fly'],
  ['not-understood-act', 'can you accept this'],
  ['not-understood', 'sing a song'],
  ['not-understood-nearest', 'will there be a discount'],
];

describe('the answers in a thread', () => {
  it.each(ASKS)('read as reviewed: %s', async (name, words) => {
    const whole = `> ${words}\n\n${readable(await ask(words))}`;
    await expectGolden(whole, `slack/answers/${name}.txt`);
  });

  it('read as reviewed: cheaper, of a language model over its budget', async () => {
    const chat = workload({
      name: 'chat',
      modelId: 'llama-3.1-8b',
      requiresStreaming: 'response',
      trafficPattern: 'variable',
      peakRequestsPerSecond: 20,
      inputTokens: 1000,
      outputTokens: 300,
      monthlyBudgetUsd: 2000,
    });
    const whole = `> cheaper?\n\n${readable(await ask('cheaper?', chat))}`;
    await expectGolden(whole, 'slack/answers/cost-cheaper-chat.txt');
  });

  it('read as reviewed where no review stands', async () => {
    const whole = (['thread', 'channel', 'unconfirmed'] as const)
      .map((place) => readable(buildNoReview(BOT, place)))
      .join('\n');
    await expectGolden(whole, 'slack/answers/no-review.txt');
  });

  it('stay inside the limits of Slack and ping nobody, for any review and any question', async () => {
    const questions = ASKS.map(([, words]) => words);
    const anyQuestion = fc.oneof(fc.constantFrom(...questions, ...HOSTILE_WORDS), fc.string({ maxLength: 400 }));
    await fc.assert(
      fc.asyncProperty(anyReview, anyQuestion, fc.boolean(), async (review, words, table) => {
        const revisions = [review.latest];
        const events = [{ kind: 'created' as const, actorId: review.requesterId, at: 0, revision: 1 as const }];
        const team = { ...NO_TEAM, history: async () => ({ events, revisions }) };
        const asked = { words, review, botUserId: BOT, advisor: ADVISOR, team, store: async () => 'id' };
        const message = await answerAsk(asked, { table });
        expect(validateMessage(message)).toEqual([]);
        const markup = [message.text, ...mrkdwnIn(message.blocks)].flatMap((text) =>
          unexpectedMarkup(text, [`<@${BOT}>`, '<@U0ANA00001>', '<@U0BEN00001>']),
        );
        expect(markup.filter((sequence) => !DATE.test(sequence))).toEqual([]);
      }),
      { numRuns: runs(300, { costly: true }) },
    );
  });

  it('stay inside the limits of Slack for any two answers side by side', () => {
    fc.assert(
      fc.property(anyRecommendation, anyRecommendation, fc.string({ maxLength: 200 }), (before, after, ignored) => {
        const offer = { whatIfId: 'x'.repeat(36), revision: 99_999 };
        const message = buildWhatIf({ before, after, ignored, questions: ignored, offer });
        expect(validateMessage(message)).toEqual([]);
        expect([message.text, ...mrkdwnIn(message.blocks)].flatMap((text) => unexpectedMarkup(text))).toEqual([]);
      }),
      { numRuns: runs(300) },
    );
  });
});

describe('an answer that compares', () => {
  const STEADY = workload({
    name: 'ranker',
    trafficPattern: 'steady',
    monthlyRequests: 1e6,
    processingTimeSeconds: 0.1,
    responseTimeSeconds: 0.5,
    modelSizeGB: 4,
    requiresGpu: true,
    coldStarts: 'unacceptable',
  });
  const stored = recommend(STEADY, pricesTimes(1.5));
  const reviewed = (words: string) =>
    answerAsk({
      words,
      review: reviewOf(stored),
      botUserId: BOT,
      advisor: ADVISOR,
      team: NO_TEAM,
      store: async () => 'what-if-1',
    });

  it('counts both sides at the prices of today: a VPC changes no cost of an answer that was stored when all cost 1.5 times as much', async () => {
    const today = formatUsd(recommend(STEADY).costs[0]?.monthlyUsd?.likely ?? 0);
    expect(formatUsd(stored.costs[0]?.monthlyUsd?.likely ?? 0)).not.toBe(today);
    const text = readable(await reviewed('what if we need a VPC'));
    expect(text).toContain('*With:* VPC not stated → yes');
    expect(text).toContain(`*Cost:* still ${today} per month`);
    expect(readable(await reviewed('what would it cost with a VPC'))).toContain(`*Cost:* still ${today} per month`);
  });
});

describe('mentionWords', () => {
  it.each([
    [`<@${BOT}> what if 5 MB`, 'what if 5 MB'],
    [`<@${BOT}|bot> help`, 'help'],
    [`hey <@${BOT}> \`compare\``, 'hey compare'],
    [`<@${BOT}> payload &gt; 5 MB &amp; no gpu`, 'payload > 5 MB & no gpu'],
    [`<@${BOT}> <https://a.example|a.example> and <#C1|general>`, 'a.example and general'],
    [`<@${BOT}>`, ''],
  ])('takes %s for "%s"', (text, words) => {
    expect(mentionWords(text, BOT)).toBe(words);
  });
});
