import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPost } from '../../../src/slack/outbox/posts.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { type Bench, CHANNEL, methodsOf, REQUESTER, startBench, statesOf, TEAM, until } from './support/bench.ts';
import type { Call, Reply } from './support/fake-slack.ts';

describe.each(databases())('with the history scope and the %s database', (kind) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench({ kind });
    bench.slack.grant('chat:write', 'channels:history');
  });
  afterEach(() => bench.close());

  /** What the first post outside of threads, or the first one in a thread, meets. */
  const once = (where: 'channel' | 'thread', reply: Reply) => {
    let left = 1;
    return ({ method, args }: Call) =>
      method === 'chat.postMessage' && (args['thread_ts'] === undefined) === (where === 'channel') && left-- > 0
        ? reply
        : undefined;
  };
  const settled = (reviewId: string) =>
    until(async () => (await statesOf(bench, reviewId)).every((state) => state.endsWith('done')));
  const asked = () => bench.slack.posts.filter(({ args }) => args['channel'] === REQUESTER);

  it('a post that was made is found, and its thread goes on beneath it; nobody is asked', async () => {
    bench.slack.onCall(once('channel', { kind: 'lost' }));
    const reviewId = await bench.posted();
    await settled(reviewId);
    const [message, details] = bench.slack.posts;
    expect(bench.slack.posts).toHaveLength(2);
    expect(details?.args['thread_ts']).toBe(message?.args['ts']);
    expect(await findPost(bench.db, TEAM, reviewId)).toMatchObject({ messageTs: message?.args['ts'], shownVersion: 1 });
    expect(asked()).toEqual([]);
  });

  it('a post that was not made is made again 20 s after the attempt, not before; nobody is asked', async () => {
    bench.slack.onCall(once('channel', { kind: 'dropped' }));
    const reviewId = await bench.posted();
    expect(bench.slack.posts).toEqual([]);
    expect(await statesOf(bench, reviewId)).toEqual(['message uncertain', 'details pending']);
    await bench.advance(20_001);
    await settled(reviewId);
    expect(bench.slack.posts).toHaveLength(2);
    expect(asked()).toEqual([]);
  });

  it.each<['lost' | 'dropped', number]>([
    ['lost', 0],
    ['dropped', 20_001],
  ])('a reply that was %s is in the thread once', async (reply, wait) => {
    bench.slack.onCall(once('thread', { kind: reply }));
    const reviewId = await bench.posted();
    await bench.advance(wait);
    await settled(reviewId);
    expect(bench.slack.posts.filter(({ args }) => args['thread_ts'] !== undefined)).toHaveLength(1);
    expect(asked()).toEqual([]);
  });

  it('two replies of one review are told apart: the one that is missing is posted', async () => {
    const reviewId = await bench.posted();
    bench.slack.onCall(once('thread', { kind: 'dropped' }));
    await bench.revise(reviewId, 1);
    await bench.poster.kick(reviewId);
    await bench.revise(reviewId, 2, { payloadSizeMB: 7 });
    await bench.poster.kick(reviewId);
    await bench.advance(20_001);
    await settled(reviewId);
    const lines = bench.slack.posts.flatMap(({ args }) => (args['thread_ts'] === undefined ? [] : [args['text']]));
    expect(lines).toHaveLength(3);
    expect(new Set(lines).size).toBe(3);
  });

  it('a post is found behind others that came later, a page at a time', async () => {
    const reviewId = await bench.submit();
    let away = true;
    const lose = once('channel', { kind: 'lost' });
    bench.slack.onCall((call) =>
      call.method === 'conversations.history' ? { kind: 'http', status: 503 } : lose(call),
    );
    await bench.poster.kick(reviewId);
    bench.slack.onCall((call) =>
      call.method.startsWith('conversations') && away ? { kind: 'http', status: 503 } : undefined,
    );
    for (let number = 0; number < 12; number++) await bench.posted();
    away = false;
    await bench.advance(120_000);
    await settled(reviewId);
    expect(methodsOf(bench.slack.calls).filter((method) => method === 'conversations.history').length).toBeGreaterThan(
      2,
    );
    expect(bench.slack.posts.filter(({ args }) => args['thread_ts'] === undefined)).toHaveLength(13);
    expect(asked()).toEqual([]);
  });

  it('an hour without an answer of Slack to the question delays the answer, and asks nobody', async () => {
    let away = true;
    bench.slack.onCall((call) => {
      if (call.method === 'chat.postMessage' && away) return { kind: 'lost' };
      return away ? { kind: 'http', status: 502 } : undefined;
    });
    const reviewId = await bench.posted();
    for (let minute = 0; minute < 60; minute++) await bench.advance(60_000);
    // A try under way would fail after the clock was moved, and be due a minute after that.
    expect(await bench.poster.drain(10_000)).toBe(true);
    bench.restart();
    away = false;
    await bench.advance(60_001);
    await settled(reviewId);
    expect(bench.slack.posts.filter(({ args }) => args['thread_ts'] === undefined)).toHaveLength(1);
    expect(asked()).toEqual([]);
  });

  it('that does not cover the conversation the requester is asked as without it', async () => {
    const firstIsLost = once('channel', { kind: 'lost' });
    bench.slack.onCall((call) =>
      call.method === 'conversations.history' ? { kind: 'error', error: 'missing_scope' } : firstIsLost(call),
    );
    await bench.posted();
    expect(asked()).toHaveLength(1);
    const direct = await bench.submit({ channelId: 'D0000000007' });
    bench.slack.onCall(({ args }) => (args['channel'] === 'D0000000007' ? { kind: 'lost' } : undefined));
    await bench.poster.kick(direct);
    expect(asked()).toHaveLength(2);
    expect(methodsOf(bench.slack.calls).filter((method) => method === 'conversations.history')).toHaveLength(1);
  });

  it('a message of another review in the same channel is not taken for it', async () => {
    await bench.posted();
    bench.slack.onCall(once('channel', { kind: 'dropped' }));
    const reviewId = await bench.posted();
    await bench.advance(20_001);
    await settled(reviewId);
    const messages = bench.slack.posts.filter(
      ({ args }) => args['channel'] === CHANNEL && args['thread_ts'] === undefined,
    );
    expect(messages).toHaveLength(2);
  });
});
