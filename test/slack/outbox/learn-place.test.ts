import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import type { ListenerParts } from '../../../src/slack/listeners/parts.ts';
import { knowMessage } from '../../../src/slack/listeners/post-again.ts';
import { learnPlace } from '../../../src/slack/outbox/jobs.ts';
import { findPost } from '../../../src/slack/outbox/posts.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { CHANNEL, methodsOf, REQUESTER, startBench, statesOf, TEAM } from './support/bench.ts';

describe.each(databases())('with the %s database, the place of a message whose post was not confirmed', (kind) => {
  const bench = forEachTest(() => startBench({ kind }));

  /** A review whose message is in Slack, and whose answer was lost. */
  async function lost(channelId = CHANNEL) {
    bench.slack.onCall(({ method }) => (method === 'chat.postMessage' ? { kind: 'lost' } : undefined));
    const reviewId = await bench.posted({ channelId });
    bench.slack.onCall(() => undefined);
    const ts = String(bench.slack.posts[0]?.args['ts']);
    return { teamId: TEAM, reviewId, channelId, ts, userId: 'U0000000009' };
  }

  it('is learnt once, and then what waited for it is posted: an update, though nobody knows what the message shows', async () => {
    const seen = await lost();
    await bench.revise(seen.reviewId, 1);
    const before = bench.slack.calls.length;
    expect(await learnPlace(bench.db, seen)).toBe(true);
    expect(await learnPlace(bench.db, { ...seen, ts: '9.9' })).toBe(false);
    await bench.poster.kick(seen.reviewId);
    expect(await findPost(bench.db, TEAM, seen.reviewId)).toMatchObject({ messageTs: seen.ts, shownVersion: 2 });
    expect(methodsOf(bench.slack.calls.slice(before))).toEqual(['chat.postMessage', 'chat.update', 'chat.postMessage']);
    const states = 'message done|details done|update done|details-update done|event-line done'.split('|');
    expect(await statesOf(bench, seen.reviewId)).toEqual(states);
  });

  it.each([
    ['of another team', { teamId: 'T0000000009' }],
    ['in another channel', { channelId: 'C0000000009' }],
    ['of a review that nobody knows', { reviewId: 'none' }],
  ])('is not learnt from a message %s', async (_, other) => {
    const seen = await lost();
    expect(await learnPlace(bench.db, { ...seen, ...other })).toBe(false);
    expect((await findPost(bench.db, TEAM, seen.reviewId))?.messageTs).toBeUndefined();
  });

  it.each([
    ['a button', 'UBOT', { type: 'button', value: 'ID@1' }, true],
    ['its menu', 'UBOT', { type: 'overflow', selected_option: { value: 'export-adr:ID' } }, true],
    ['a copy by somebody else', 'UEVE', { type: 'button', value: 'ID@1' }, false],
  ])('by a press on %s', async (_, author, action, isLearnt) => {
    const { teamId, reviewId, channelId, ts, userId } = await lost();
    const pressed = JSON.parse(JSON.stringify({ ...action, block_id: 'review_actions' }).replace('ID', reviewId));
    const body = { user: { id: userId }, channel: { id: channelId }, message: { ts, bot_id: author } };
    const parts = { db: bench.db, poster: bench.poster, logger: createLogger({ level: 'fatal' }) };
    const args = { body, action: pressed, context: { teamId, botId: 'UBOT' }, ack: async () => {} };
    await knowMessage(parts as unknown as ListenerParts, async () => {})(args as never);
    expect((await findPost(bench.db, TEAM, reviewId))?.messageTs).toBe(isLearnt ? ts : undefined);
  });

  it('is not learnt before it was tried at all', async () => {
    const reviewId = await bench.submit();
    const seen = { teamId: TEAM, reviewId, channelId: CHANNEL, ts: '1.2', userId: REQUESTER };
    expect(await learnPlace(bench.db, seen)).toBe(false);
  });

  it("is learnt in somebody's own conversation, which was posted to by that person's id, from that person alone", async () => {
    const seen = { ...(await lost(REQUESTER)), channelId: 'D0000000001' };
    expect(await learnPlace(bench.db, seen)).toBe(false);
    expect(await learnPlace(bench.db, { ...seen, userId: REQUESTER })).toBe(true);
    expect(await findPost(bench.db, TEAM, seen.reviewId)).toMatchObject({
      channelId: 'D0000000001',
      messageTs: seen.ts,
    });
  });
});
