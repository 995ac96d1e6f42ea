import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPost } from '../../../src/slack/outbox/posts.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { type Bench, CHANNEL, methodsOf, REQUESTER, startBench, statesOf, TEAM, until } from './support/bench.ts';
import type { Call, Reply } from './support/fake-slack.ts';

describe.each(databases())('with the %s database', (kind) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench({ kind });
  });
  afterEach(() => bench.close());

  const into =
    (channel: string, reply: Reply) =>
    ({ args }: Call) =>
      args['channel'] === channel ? reply : undefined;

  const NOT_IN_CHANNEL: Reply = { kind: 'error', error: 'not_in_channel' };

  /** The actions that a notice offers, each with the review's id. */
  function buttonsOf(call: Call | undefined): [string, string][] {
    const blocks = call?.args['blocks'] as { type: string; elements?: { action_id: string; value: string }[] }[];
    return blocks.flatMap((block) =>
      block.type === 'actions'
        ? (block.elements ?? []).map((item): [string, string] => [item.action_id, item.value])
        : [],
    );
  }

  describe('a channel that the bot is not in', () => {
    it('leads to a private notice with two buttons, through the response address', async () => {
      bench.slack.onCall(into(CHANNEL, NOT_IN_CHANNEL));
      const reviewId = await bench.posted({ responseUrl: bench.slack.responseUrl('first') });

      expect(methodsOf(bench.slack.calls)).toEqual(['chat.postMessage', 'response/first']);
      const notice = bench.slack.calls[1];
      expect(notice?.args).toMatchObject({ response_type: 'ephemeral', replace_original: false });
      expect(buttonsOf(notice)).toEqual([
        ['post_again', reviewId],
        ['post_to_me', reviewId],
      ]);
    });

    it('gets the message by one press once the bot is invited, and a second press is told that it is there', async () => {
      bench.slack.onCall(into(CHANNEL, NOT_IN_CHANNEL));
      const reviewId = await bench.posted();
      bench.slack.onCall(() => undefined);

      const press = { teamId: TEAM, reviewId };
      const outcomes = await Promise.all([bench.poster.postAgain(press), bench.poster.postAgain(press)]);
      const post = await findPost(bench.db, TEAM, reviewId);
      expect(outcomes).toContainEqual({ kind: 'posted', channelId: CHANNEL, messageTs: post?.messageTs });
      expect(await bench.poster.postAgain(press)).toEqual({
        kind: 'already-there',
        channelId: CHANNEL,
        messageTs: post?.messageTs,
      });
      expect(bench.slack.posts.filter((call) => call.args['channel'] === CHANNEL)).toHaveLength(2);
    });

    it('still gets it when pressed too early: there is another notice, through the button’s own address', async () => {
      bench.slack.onCall(into(CHANNEL, NOT_IN_CHANNEL));
      const reviewId = await bench.posted({ responseUrl: bench.slack.responseUrl('first') });
      const responseAddress = { url: bench.slack.responseUrl('second'), expiresAt: bench.now() + 60_000 };
      expect(await bench.poster.postAgain({ teamId: TEAM, reviewId, responseAddress })).toEqual({ kind: 'not-posted' });
      expect(methodsOf(bench.slack.calls)).toEqual([
        'chat.postMessage',
        'response/first',
        'chat.postMessage',
        'response/second',
      ]);
    });

    it("can be left aside for the person's own conversation with the bot, where later edits go too", async () => {
      bench.slack.onCall(into(CHANNEL, NOT_IN_CHANNEL));
      const reviewId = await bench.posted({ responseUrl: bench.slack.responseUrl('first') });

      const outcome = await bench.poster.postAgain({ teamId: TEAM, reviewId, channelId: REQUESTER });
      expect(outcome).toMatchObject({ kind: 'posted', channelId: 'D0000000001' });
      await bench.revise(reviewId, 1);
      await bench.poster.kick(reviewId);
      expect(bench.slack.calls.at(-2)).toMatchObject({ method: 'chat.update', args: { channel: 'D0000000001' } });
    });

    it('offers no invitation where nobody can invite an app', async () => {
      for (const [channelId, error] of [
        ['D0000000009', 'channel_not_found'],
        ['C0000000009', 'is_archived'],
      ] as const) {
        bench.slack.onCall(into(channelId, { kind: 'error', error }));
        const reviewId = await bench.posted({ channelId });
        expect(buttonsOf(bench.slack.calls.at(-1))).toEqual([['post_to_me', reviewId]]);
      }
    });
  });

  describe('a scope that the app lacks', () => {
    /** In milliseconds; 0 where there is none. */
    const noticeIsDueIn = async () => {
      const [row] = await bench.db.selectFrom('slack_outbox').select('notice_due_at').orderBy('position').execute();
      return (row?.notice_due_at ?? bench.now()) - bench.now();
    };
    const NO_SCOPE: Reply = { kind: 'error', error: 'missing_scope', needed: 'chat:write' };

    it('is told once, by its name, and nothing is tried again in 3 days; one press posts it once the scope is there', async () => {
      bench.slack.onCall(({ method }) => (method === 'chat.postMessage' ? NO_SCOPE : undefined));
      const reviewId = await bench.posted({ responseUrl: bench.slack.responseUrl('first') });
      const expected = ['chat.postMessage', 'response/first'];
      expect(methodsOf(bench.slack.calls)).toEqual(expected);
      const notice = bench.slack.calls[1];
      expect(notice?.args['text']).toBe(
        `I can't post *ct-scan-triage* in <#${CHANNEL}>. This app lacks the scope \`chat:write\`. Ask an admin to add it to the app and reinstall it. Then press *Post now*. It's saved until then.`,
      );
      expect(buttonsOf(notice)).toEqual([['post_again', reviewId]]);
      for (const hours of [1, 24, 72]) await bench.advance(hours * 3_600_000);
      expect(methodsOf(bench.slack.calls)).toEqual(expected);

      bench.slack.onCall(() => undefined);
      expect(await bench.poster.postAgain({ teamId: TEAM, reviewId })).toMatchObject({ kind: 'posted' });
      expect(methodsOf(bench.slack.calls).slice(2)).toEqual(['chat.postMessage', 'chat.postMessage']);
    });

    it('is told once an hour at most, for a day, where telling needs the same scope', async () => {
      bench.slack.onCall(() => NO_SCOPE);
      const reviewId = await bench.posted();
      expect(methodsOf(bench.slack.calls)).toEqual(['chat.postMessage', 'chat.postMessage']);
      for (let minute = 0; minute < 30; minute++) await bench.advance(60_000);
      expect(bench.slack.calls).toHaveLength(2);
      await bench.advance(3_600_000);
      await until(async () => bench.slack.calls.length === 3 && (await noticeIsDueIn()) > 3_500_000);
      bench.slack.onCall(() => undefined);
      await bench.advance(3_600_000);
      await until(() => bench.slack.posts.length === 1);
      expect(buttonsOf(bench.slack.posts[0])).toEqual([['post_again', reviewId]]);
    });

    it('and any other refusal that only an admin can lift name the admin, and no scope', async () => {
      bench.slack.onCall(into(CHANNEL, { kind: 'error', error: 'ekm_access_denied' }));
      await bench.posted({ responseUrl: bench.slack.responseUrl('first') });
      expect(bench.slack.calls[1]?.args['text']).toBe(
        `I can't post *ct-scan-triage* in <#${CHANNEL}>. This workspace doesn't let the app post (\`ekm_access_denied\`). Ask an admin to allow it. Then press *Post now*. It's saved until then.`,
      );
    });
  });

  describe('the notice itself', () => {
    it('goes into the conversation with the bot when the response address is 30 minutes old', async () => {
      bench.slack.onCall(into(CHANNEL, NOT_IN_CHANNEL));
      await bench.posted({ responseUrl: bench.slack.responseUrl('old'), responseUrlLifetimeMs: -1 });
      expect(methodsOf(bench.slack.calls)).toEqual(['chat.postMessage', 'chat.postMessage']);
      expect(bench.slack.calls[1]?.args['channel']).toBe(REQUESTER);
    });

    it('goes there too when the response address is used up', async () => {
      bench.slack.onCall((call) =>
        call.method === 'response/used'
          ? { kind: 'http', status: 404, body: 'used_url' }
          : into(CHANNEL, NOT_IN_CHANNEL)(call),
      );
      await bench.posted({ responseUrl: bench.slack.responseUrl('used') });
      expect(bench.slack.posts.map((post) => post.args['channel'])).toEqual([REQUESTER]);
    });

    it('is sent later when Slack takes nothing now', async () => {
      let away = true;
      bench.slack.onCall((call) => {
        if (call.args['channel'] === CHANNEL) return NOT_IN_CHANNEL;
        return away ? { kind: 'http', status: 503 } : undefined;
      });
      await bench.posted();
      expect(bench.slack.posts).toHaveLength(0);
      away = false;
      await bench.advance(30_000);
      await until(() => bench.slack.posts.length === 1);
    });

    it('is sent by the next process when this one died before it', async () => {
      const reviewId = await bench.submit();
      await bench.db
        .updateTable('slack_outbox')
        .set({ state: 'refused', last_error: 'not_in_channel', notice_due_at: bench.now() })
        .where('subject_id', '=', reviewId)
        .where('kind', '=', 'message')
        .execute();
      await bench.restart().resume();
      await until(() => bench.slack.posts.length === 1);
      expect(bench.slack.posts[0]?.args['channel']).toBe(REQUESTER);
    });
  });

  describe('a post whose answer never came', () => {
    it.each<[string, Reply]>([
      ['after a timeout', { kind: 'silent' }],
      ['after a broken connection', { kind: 'lost' }],
      ['after a 502', { kind: 'http', status: 502 }],
      ["after a proxy's page", { kind: 'http', status: 200, body: '<html>try later</html>' }],
      ["after Slack's own internal_error", { kind: 'error', error: 'internal_error' }],
    ])('is not repeated %s; the requester is asked, and one press posts it', async (_when, reply) => {
      if (reply.kind === 'silent') {
        await bench.close();
        bench = await startBench({ kind, timeoutMs: 1500 });
      }
      bench.slack.onCall(into(CHANNEL, reply));
      const reviewId = await bench.posted({ responseUrl: bench.slack.responseUrl('first') });
      await bench.advance(3_600_000);
      await bench.restart().resume();
      expect(await statesOf(bench, reviewId)).toEqual(['message uncertain', 'details pending']);
      expect(methodsOf(bench.slack.calls)).toEqual(['chat.postMessage', 'response/first']);
      expect(buttonsOf(bench.slack.calls[1])).toEqual([['post_again', reviewId]]);

      bench.slack.onCall(() => undefined);
      expect(await bench.poster.postAgain({ teamId: TEAM, reviewId })).toMatchObject({ kind: 'posted' });
      expect(await statesOf(bench, reviewId)).toEqual(['message done', 'details done']);
    });

    it('because its process died in the middle becomes a question 25 s later, not before', async () => {
      const reviewId = await bench.submit();
      await bench.db
        .updateTable('slack_outbox')
        .set({ state: 'sending', claimed_at: bench.now(), attempts: 1 })
        .where('subject_id', '=', reviewId)
        .where('kind', '=', 'message')
        .execute();
      await bench.poster.resume();
      expect(await statesOf(bench, reviewId)).toEqual(['message sending', 'details pending']);
      await bench.advance(25_001);
      expect(await statesOf(bench, reviewId)).toEqual(['message uncertain', 'details pending']);
    });

    it('is known to be there if the answer comes after all', async () => {
      const reviewId = await bench.submit();
      bench.slack.onCall((call) => {
        if (call.args['thread_ts'] === undefined) abandoned ??= abandon(reviewId);
        return undefined;
      });
      let abandoned: Promise<unknown> | undefined;
      await bench.poster.kick(reviewId);
      await abandoned;
      await bench.poster.kick(reviewId);
      expect(await statesOf(bench, reviewId)).toEqual(['message done', 'details done']);
    });
  });

  function abandon(reviewId: string): Promise<unknown> {
    return bench.db
      .updateTable('slack_outbox')
      .set({ state: 'uncertain', last_error: 'interrupted' })
      .where('subject_id', '=', reviewId)
      .where('kind', '=', 'message')
      .execute();
  }

  describe('a press', () => {
    it('on a review of another team finds nothing and changes nothing', async () => {
      bench.slack.onCall(into(CHANNEL, NOT_IN_CHANNEL));
      const reviewId = await bench.posted();
      const calls = bench.slack.calls.length;
      expect(await bench.poster.postAgain({ teamId: 'T0000000002', reviewId, channelId: 'C666' })).toEqual({
        kind: 'missing',
      });
      expect(bench.slack.calls).toHaveLength(calls);
    });

    it('while Slack limits the rate is told that it is under way', async () => {
      bench.slack.onCall(into(CHANNEL, NOT_IN_CHANNEL));
      const reviewId = await bench.posted();
      bench.slack.onCall(() => ({ kind: 'http', status: 429, headers: { 'retry-after': '30' } }));
      expect(await bench.poster.postAgain({ teamId: TEAM, reviewId })).toEqual({ kind: 'under-way' });
    });
  });

  describe('the log', () => {
    it('holds no response address, whatever went wrong with it', async () => {
      bench.slack.onCall((call) => {
        if (call.method === 'response/secret-1') return { kind: 'dropped' };
        if (call.method === 'response/secret-2') return { kind: 'http', status: 500 };
        return into(CHANNEL, NOT_IN_CHANNEL)(call);
      });
      for (const name of ['secret-1', 'secret-2', 'secret-3']) {
        await bench.posted({ responseUrl: bench.slack.responseUrl(name) });
      }
      expect(bench.log.length).toBeGreaterThan(0);
      expect(bench.log.join('')).not.toContain('secret-');
    });

    it('and the database forget it once everything is posted', async () => {
      await bench.posted({ responseUrl: bench.slack.responseUrl('first') });
      const rows = await bench.db.selectFrom('slack_outbox').select('response_url').execute();
      expect(rows).toEqual([{ response_url: null }, { response_url: null }]);
    });
  });
});
