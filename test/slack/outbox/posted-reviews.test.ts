import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import { fillFromWords } from '../../../src/slack/form/fill-from-words.ts';
import { interpretDraft } from '../../../src/slack/form/read-form.ts';
import { storeSubmission } from '../../../src/slack/listeners/form-submission.ts';
import type { Message } from '../../../src/slack/render/message.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { expectGolden } from '../../support/golden.ts';
import { readable } from '../readable.ts';
import { type Bench, CHANNEL, REQUESTER, startBench, TEAM } from './support/bench.ts';
import type { Call, Reply } from './support/fake-slack.ts';

/** What somebody types, and what Slack says to the message before it takes it. */
const REVIEWS: readonly [words: string, refusal: Reply][] = [
  [
    'ct-scans 500 MB within 15 min, sporadic, gpu, 4 GB, from the <clinic> of M\u00fcller & Co',
    { kind: 'error', error: 'not_in_channel' },
  ],
  [
    'support-chat llama 3.1 8b streaming, 1000 tokens in, 500 out, 50 rps peak, 2M requests per month',
    { kind: 'error', error: 'missing_scope', needed: 'chat:write' },
  ],
  ['foo', { kind: 'error', error: 'is_archived' }],
];

describe('a review as it is posted', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.close());

  /** Sends the form as the words fill it. */
  async function submit(words: string): Promise<string> {
    const { draft } = fillFromWords(words, { authorId: REQUESTER, from: 'command' });
    const interpreted = interpretDraft(draft, { needsChannel: false });
    if (!interpreted.ok) throw new Error(JSON.stringify(interpreted.errors));
    const stored = await storeSubmission(
      {
        db: bench.db,
        receivers: 0,
        logger: createLogger({ level: 'fatal' }),
        advisor: ADVISOR,
        people: { channelName: async () => undefined },
        settings: { reviewsPerHour: 0, workspaceReviewsPerHour: 0 },
      },
      {
        person: { teamId: TEAM, userId: REQUESTER },
        metadata: { draftId: draft['name'] ?? '', channelId: CHANNEL },
        draft,
        workload: interpreted.workload,
        responseAddress: { url: bench.slack.responseUrl('command'), expiresAt: bench.now() + 60_000 },
      },
    );
    if (!stored.ok) throw new Error('The review was refused.');
    return stored.reviewId;
  }

  const shown = ({ method, args }: Call) => `--- ${method}\n\n${readable(args as unknown as Message)}`;

  it('reads as reviewed in whole, from the private notice to the first reply, for three workloads', async () => {
    const told: string[] = [];
    for (const [words, refusal] of REVIEWS) {
      const from = bench.slack.calls.length;
      bench.slack.onCall(({ method }) => (method === 'chat.postMessage' ? refusal : undefined));
      const reviewId = await submit(words);
      await bench.poster.kick(reviewId);
      bench.slack.onCall(() => undefined);
      await bench.poster.postAgain({ teamId: TEAM, reviewId });
      await bench.poster.kick(reviewId);
      const [refused, ...calls] = bench.slack.calls.slice(from);
      expect(refused?.method).toBe('chat.postMessage');
      told.push(`=== ${words}\n\n${calls.map(shown).join('\n')}`);
    }
    await expectGolden(told.join('\n'), 'slack/posted-reviews.txt');
  });
});
