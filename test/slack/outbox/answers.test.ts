import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPost } from '../../../src/slack/outbox/posts.ts';
import { submitQuestion } from '../../../src/slack/outbox/questions.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { type Bench, CHANNEL, startBench, statesOf, TEAM, until } from './support/bench.ts';

describe.each(databases())('with the %s database, questions in the thread of a review', (kind) => {
  let bench: Bench;
  let reviewId: string;
  beforeEach(async () => {
    bench = await startBench({ kind });
    reviewId = await bench.submit();
    await bench.poster.kick(reviewId);
  });
  afterEach(() => bench.close());

  /** `second`: when it was asked, by Slack's clock. */
  async function ask(userId: string, words: string, second = 0) {
    const threadTs = (await findPost(bench.db, TEAM, reviewId))?.messageTs ?? '';
    const ts = `18000000${String(second).padStart(2, '0')}.000100`;
    const asked = { teamId: TEAM, channelId: CHANNEL, threadTs, userId, words, ts, eventId: `Ev-${words}` };
    return submitQuestion(bench.db, asked, bench.now());
  }
  const answers = () => bench.slack.posts.slice(2).filter(({ args }) => args['channel'] === CHANNEL);
  const toldTo = (userId: string) => bench.slack.posts.filter(({ args }) => args['channel'] === userId);

  it('are each answered once, in their order, however often Slack delivers them; their words are kept no longer', async () => {
    expect(await ask('U1', 'help')).toEqual({ kind: 'queued', reviewId });
    expect(await ask('U1', 'help')).toEqual({ kind: 'seen-before' });
    await ask('U1', 'compare');
    await bench.poster.kick(reviewId);
    expect(answers().map(({ args }) => String(args['text']).startsWith('What you can ask'))).toEqual([true, false]);
    const kept = await bench.db.selectFrom('slack_outbox').select('asked_words').execute();
    expect(kept.map(({ asked_words: words }) => words)).toEqual([null, null, null, null]);
  });

  it('are answered in the order in which they were asked, whichever of 3 was stored first', async () => {
    await bench.poster.drain(10_000);
    await ask('U1', 'compare', 2);
    await ask('U2', 'assumptions', 3);
    await ask('U1', 'help', 1);
    await bench.restart().kick(reviewId);
    const words = answers().map(({ args }) => String(args['text']));
    expect(words).toEqual(
      ['What you can ask', 'All options', 'assumptions'].map((part) => expect.stringContaining(part)),
    );
  });

  it('are answered as they come where the later answer is on its way when the earlier question comes', async () => {
    let storedEarlier: Promise<unknown> | undefined;
    bench.slack.onCall(({ method }) => {
      if (method === 'chat.postMessage') storedEarlier ??= ask('U1', 'help', 1);
      return undefined;
    });
    await ask('U2', 'compare', 2);
    await bench.poster.kick(reviewId);
    await storedEarlier;
    await bench.poster.kick(reviewId);
    expect(answers().map(({ args }) => String(args['text']).startsWith('What you can ask'))).toEqual([false, true]);
  });

  it('wait for the posts before them; nothing but a later answer waits for them', async () => {
    const isHelp = ({ args }: { args: Record<string, unknown> }) => String(args['text']).startsWith('What you can ask');
    bench.slack.onCall((call) => (isHelp(call) ? { kind: 'http', status: 403 } : undefined));
    await ask('U1', 'help', 2);
    await bench.revise(reviewId, 1);
    await ask('U1', 'compare', 3);
    await ask('U1', 'assumptions', 1);
    await bench.poster.kick(reviewId);
    expect((await statesOf(bench, reviewId)).slice(2)).toEqual([
      ...'answer pending|update done|details-update done|event-line done|answer pending'.split('|'),
      ...'answer done'.split('|'),
    ]);
  });

  it('of two people, whose answers nobody knows Slack took: each is told, and a press posts one answer and not the other', async () => {
    await ask('U1', 'help');
    await ask('U2', 'compare');
    bench.slack.onCall(() => ({ kind: 'http', status: 500 }));
    await bench.poster.kick(reviewId);
    expect((await statesOf(bench, reviewId)).slice(2)).toEqual(['answer uncertain', 'answer uncertain']);
    bench.slack.onCall(() => undefined);
    await bench.advance(60_000);
    await until(() => toldTo('U1').length > 0 && toldTo('U2').length > 0);
    expect(answers()).toEqual([]);

    await bench.poster.postAgain({ teamId: TEAM, reviewId, requesterId: 'U2' });
    expect((await statesOf(bench, reviewId)).slice(2)).toEqual(['answer uncertain', 'answer done']);
    expect(answers()).toHaveLength(1);
  });

  it('asked again after a lost answer offer the same change under the same name', async () => {
    bench.slack.onCall(() => ({ kind: 'http', status: 429, headers: { 'retry-after': '5' } }));
    await ask('U1', 'what if payload is 3 MB');
    await bench.poster.kick(reviewId);
    bench.slack.onCall(() => undefined);
    await bench.advance(5_000);
    await until(() => answers().length === 1);
    expect(await bench.db.selectFrom('slack_what_ifs').select('base_revision').execute()).toEqual([
      { base_revision: 1 },
    ]);
  });
});
