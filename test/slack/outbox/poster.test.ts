import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPost } from '../../../src/slack/outbox/posts.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { workload } from '../../support/workloads.ts';
import { type Bench, CHANNEL, methodsOf, REQUESTER, startBench, statesOf, TEAM, until } from './support/bench.ts';
import { alwaysWith, createPostingClient } from './support/posting-client.ts';

describe.each(databases())('with the %s database', (kind) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench({ kind });
  });
  afterEach(() => bench.close());

  const OTHER_CHANNEL = 'C0000000002';

  describe('a submission', () => {
    it('is posted as one message and, in its thread, the details', async () => {
      const reviewId = await bench.posted();

      expect(methodsOf(bench.slack.calls)).toEqual(['chat.postMessage', 'chat.postMessage']);
      const [message, details] = bench.slack.posts;
      expect(message?.args['channel']).toBe(CHANNEL);
      expect(message?.args['text']).toContain('ct-scan-triage');
      expect(message?.args['thread_ts']).toBeUndefined();
      expect(details?.args['thread_ts']).toBe(message?.args['ts']);
      expect(await findPost(bench.db, TEAM, reviewId)).toMatchObject({
        messageTs: message?.args['ts'],
        shownVersion: 1,
      });
    });

    it("carries the review's id as metadata, pings nobody by name, links no bare address and unfurls nothing", async () => {
      const reviewId = await bench.posted();

      for (const { args } of bench.slack.posts) {
        expect(args).toMatchObject({
          parse: 'none',
          link_names: 'false',
          unfurl_links: 'false',
          unfurl_media: 'false',
        });
        expect(args['metadata']).toEqual({
          event_type: 'sagemaker_endpoint_review',
          event_payload: { review_id: reviewId, revision: 1, version: 1, job_id: expect.any(String) },
        });
      }
    });

    it('with the same id a second time posts nothing more', async () => {
      const reviewId = await bench.posted({ id: 'review-1' });
      await bench.submit({ id: 'review-1' });
      await bench.poster.kick(reviewId);
      expect(bench.slack.posts).toHaveLength(2);
    });

    it('that nobody kicked is posted by the next process', async () => {
      const reviewId = await bench.submit();
      await bench.restart().resume();
      await until(async () => (await statesOf(bench, reviewId)).every((state) => state.endsWith('done')));
      expect(bench.slack.posts).toHaveLength(2);
    });

    it('into one channel goes out in order, one call at a time', async () => {
      const ids = await Promise.all(Array.from({ length: 8 }, () => bench.submit()));
      await Promise.all(ids.map((id) => bench.poster.kick(id)));
      const order = bench.slack.posts.map((post) => (post.args['thread_ts'] === undefined ? 'message' : 'details'));
      expect(order).toEqual(Array.from({ length: 8 }, () => ['message', 'details']).flat());
      expect(bench.slack.mostAtOnce()).toBe(1);
    });
  });

  describe('a database that fails before Slack was asked', () => {
    it('delays a post by 5 s, and its channel no longer, and nobody is asked to look', async () => {
      await bench.close();
      let failures = 1;
      const workspaceOf = async () => {
        if (failures-- > 0) throw new Error('Connection terminated unexpectedly');
        return alwaysWith(createPostingClient(bench.slack.apiUrl))();
      };
      bench = await startBench({ kind, workspaceOf });
      const reviewId = await bench.posted();
      expect(await statesOf(bench, reviewId)).toEqual(['message pending', 'details pending']);
      const other = await bench.submit();
      await bench.advance(5_000);
      for (const id of [reviewId, other])
        await until(async () => (await statesOf(bench, id)).every((state) => state.endsWith('done')));
      expect(methodsOf(bench.slack.calls)).toEqual(Array(4).fill('chat.postMessage'));
    });
  });

  describe('a revision', () => {
    it('edits the message and its first reply, and adds one line to the thread', async () => {
      const reviewId = await bench.posted();
      await bench.revise(reviewId, 1);
      await bench.poster.kick(reviewId);

      const [message, reply] = bench.slack.posts;
      const [edit, replyEdit, line] = bench.slack.calls.slice(2);
      expect(methodsOf(bench.slack.calls.slice(2))).toEqual(['chat.update', 'chat.update', 'chat.postMessage']);
      expect(edit?.args).toMatchObject({ channel: CHANNEL, ts: message?.args['ts'] });
      expect(replyEdit?.args).toMatchObject({ channel: CHANNEL, ts: reply?.args['ts'] });
      expect(JSON.stringify(reply?.args['blocks'])).toContain('500 MB payload');
      expect(JSON.stringify(replyEdit?.args['blocks'])).toContain('3 MB payload');
      expect(replyEdit?.args['text']).toContain('Details for ct-scan-triage, revision 2: ');
      expect(line?.args).toMatchObject({ thread_ts: message?.args['ts'] });
      expect(line?.args['text']).toContain('500');
    });

    it('edits each of the two posts once where 3 revisions waited for Slack', async () => {
      const reviewId = await bench.posted();
      for (const payloadSizeMB of [3, 2, 1]) await bench.revise(reviewId, 4 - payloadSizeMB, { payloadSizeMB });
      await bench.poster.kick(reviewId);
      const edits = bench.slack.calls.filter(({ method }) => method === 'chat.update');
      expect(edits.map(({ args }) => args['ts'])).toEqual(bench.slack.posts.slice(0, 2).map(({ args }) => args['ts']));
      expect(JSON.stringify(edits.at(-1)?.args['blocks'])).toContain('1 MB payload');
    });

    it('reaches a first reply whose answer was lost once it is found, and waits for nothing before that', async () => {
      bench.slack.grant('chat:write', 'channels:history');
      const isReply = ({ args }: { args: Record<string, unknown> }) => args['thread_ts'] !== undefined;
      const reviewId = await bench.submit();
      let found = false;
      bench.slack.onCall((call) => {
        if (call.method === 'conversations.replies' && !found) return { kind: 'http', status: 503 };
        return isReply(call) && call.method === 'chat.postMessage' && bench.slack.posts.length === 1
          ? { kind: 'lost' }
          : undefined;
      });
      await bench.poster.kick(reviewId);
      await bench.revise(reviewId, 1);
      await bench.poster.kick(reviewId);
      const states = 'message done|details uncertain|update done|details-update done|event-line done'.split('|');
      expect(await statesOf(bench, reviewId)).toEqual(states);
      found = true;
      await bench.advance(60_000);
      await until(() => bench.slack.calls.filter(({ method }) => method === 'chat.update').length === 2);
      expect(bench.slack.calls.at(-1)?.args['ts']).toBe(bench.slack.posts[1]?.args['ts']);
    });

    it('that came before the first message was posted is in that message, which is not edited again', async () => {
      const reviewId = await bench.submit();
      await bench.revise(reviewId, 1);
      await bench.poster.kick(reviewId);
      expect(methodsOf(bench.slack.calls)).toEqual(['chat.postMessage', 'chat.postMessage', 'chat.postMessage']);
      expect(bench.slack.posts[0]?.args['metadata']).toMatchObject({ event_payload: { revision: 2 } });
    });

    it('is tried again when its answer was lost, for an edit twice is an edit once', async () => {
      const reviewId = await bench.posted();
      await bench.revise(reviewId, 1);
      let failures = 2;
      bench.slack.onCall(({ method }) =>
        method === 'chat.update' && failures-- > 0 ? { kind: 'http', status: 503 } : undefined,
      );
      await bench.poster.kick(reviewId);
      await bench.advance(60_000);
      await bench.advance(60_000);
      await until(async () => (await statesOf(bench, reviewId)).every((state) => state.endsWith('done')));
      expect(methodsOf(bench.slack.calls).filter((method) => method === 'chat.update')).toHaveLength(4);
    });

    it('whose edits Slack refuses tells its author once, not for each of the two posts', async () => {
      const reviewId = await bench.posted();
      await bench.revise(reviewId, 1);
      bench.slack.onCall(({ method }) =>
        method === 'chat.update' ? { kind: 'error', error: 'not_in_channel' } : undefined,
      );
      await bench.poster.kick(reviewId);
      expect((await statesOf(bench, reviewId)).slice(2, 4)).toEqual(['update refused', 'details-update refused']);
      await bench.advance(60_000);
      const toAuthor = () => bench.slack.posts.filter(({ args }) => args['channel'] === 'U0000000002');
      await until(() => toAuthor().length > 0);
      expect(await bench.poster.drain(5_000)).toBe(true);
      expect(toAuthor()).toHaveLength(1);
    });

    it('of a message that was deleted still gets its line, and nobody is bothered', async () => {
      const reviewId = await bench.posted();
      await bench.revise(reviewId, 1);
      bench.slack.onCall(({ method }) =>
        method === 'chat.update' ? { kind: 'error', error: 'message_not_found' } : undefined,
      );
      await bench.poster.kick(reviewId);
      const states = 'message done|details done|update refused|details-update refused|event-line done'.split('|');
      expect(await statesOf(bench, reviewId)).toEqual(states);
      expect(bench.slack.calls.some((call) => call.args['channel'] === REQUESTER)).toBe(false);
    });
  });

  describe('a rate limit', () => {
    it('on one channel is waited for, and no other channel waits with it', async () => {
      const [slow, quick] = [await bench.submit(), await bench.submit({ channelId: OTHER_CHANNEL })];
      let limited = true;
      bench.slack.onCall(({ args }) =>
        limited && args['channel'] === CHANNEL
          ? { kind: 'http', status: 429, headers: { 'retry-after': '30' } }
          : undefined,
      );
      await Promise.all([bench.poster.kick(slow), bench.poster.kick(quick)]);
      expect(await statesOf(bench, quick)).toEqual(['message done', 'details done']);
      expect(await statesOf(bench, slow)).toEqual(['message pending', 'details pending']);

      limited = false;
      await bench.posted();
      expect(bench.slack.posts.every((post) => post.args['channel'] === OTHER_CHANNEL)).toBe(true);

      await bench.advance(31_000);
      await until(() => bench.slack.posts.length === 6);
      expect(await statesOf(bench, slow)).toEqual(['message done', 'details done']);
    });

    it('without a time is waited for all the same', async () => {
      let limited = true;
      bench.slack.onCall(() => (limited ? { kind: 'http', status: 429 } : undefined));
      const reviewId = await bench.posted();
      expect(await statesOf(bench, reviewId)).toEqual(['message pending', 'details pending']);
      limited = false;
      await bench.advance(31_000);
      await until(() => bench.slack.posts.length === 2);
    });
  });

  describe('blocks that Slack refuses', () => {
    it('are sent once more without the table, and the place of the fault is logged', async () => {
      const hasTable = (blocks: unknown) => JSON.stringify(blocks).includes('"type":"table"');
      bench.slack.onCall(({ args }) =>
        hasTable(args['blocks'])
          ? { kind: 'error', error: 'invalid_blocks', messages: ['[ERROR] no tables here [json-pointer:/blocks/2]'] }
          : undefined,
      );
      const reviewId = await bench.posted({ workload: workload({ trafficPattern: 'dataset', datasetSizeGB: 40 }) });
      expect(await statesOf(bench, reviewId)).toEqual(['message done', 'details done']);
      expect(bench.slack.calls).toHaveLength(3);
      expect(bench.log.join('')).toContain('json-pointer:/blocks/2');
    });

    it('a second time are given up, and the requester gets a reference that is in the log', async () => {
      bench.slack.onCall(({ args }) =>
        args['channel'] === CHANNEL ? { kind: 'error', error: 'invalid_blocks' } : undefined,
      );
      const reviewId = await bench.posted();
      expect(await statesOf(bench, reviewId)).toEqual(['message refused', 'details pending']);
      const [notice] = bench.slack.posts;
      expect(notice?.args['channel']).toBe(REQUESTER);
      expect(notice?.args['text']).toContain(reviewId);
      expect(bench.log.join('')).toContain(reviewId);
    });
  });

  describe('blocks of a private notice that Slack refuses', () => {
    it('are logged with the place of the fault', async () => {
      const messages = ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]'];
      bench.slack.onCall(({ args }) =>
        args['channel'] === REQUESTER
          ? { kind: 'error', error: 'invalid_blocks', messages }
          : { kind: 'error', error: 'not_in_channel' },
      );
      await bench.posted();
      expect(bench.log.join('')).toContain('json-pointer:/blocks/0/text/text');
    });
  });

  describe('an app that is not authorised', () => {
    it('keeps everything until it is repaired', async () => {
      let revoked = true;
      bench.slack.onCall(() => (revoked ? { kind: 'error', error: 'token_revoked' } : undefined));
      const reviewId = await bench.posted();
      expect(await statesOf(bench, reviewId)).toEqual(['message pending', 'details pending']);
      revoked = false;
      await bench.advance(61_000);
      await until(() => bench.slack.posts.length === 2);
    });
  });

  describe('stopping', () => {
    it('waits for the call in progress and begins nothing more', async () => {
      const reviewId = await bench.submit();
      let drained: Promise<boolean> | undefined;
      bench.slack.onCall(() => {
        drained ??= bench.poster.drain(2_000);
        return undefined;
      });
      await bench.poster.kick(reviewId);
      expect(await drained).toBe(true);
      expect(await statesOf(bench, reviewId)).toEqual(['message done', 'details pending']);
    });

    it('gives up on a call that takes longer than it may wait', async () => {
      await bench.close();
      bench = await startBench({ kind, timeoutMs: 300 });
      bench.slack.onCall(() => ({ kind: 'silent' }));
      const kicked = bench.poster.kick(await bench.submit());
      await until(() => bench.slack.calls.length > 0);
      expect(await bench.poster.drain(1)).toBe(false);
      await kicked;
    });
  });
});
