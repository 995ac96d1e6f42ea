import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transact } from '../../../src/database/transact.ts';
import { enqueue } from '../../../src/slack/outbox/enqueue.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { type Child, startChild } from '../../database/support/run-child.ts';
import { ageClaims } from '../../support/age-claims.ts';
import { type Bench, REQUESTER, startBench, statesOf, TEAM, until } from './support/bench.ts';

describe.each(databases())('with the %s database', (kind) => {
  let bench: Bench;
  const children: Child[] = [];
  beforeEach(async () => {
    bench = await startBench({ kind });
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.process.kill('SIGKILL');
      await child.ended;
    }
    await bench.close();
  });

  function startPoster(mode: 'post' | 'submit' | 'store'): Child {
    const child = startChild('test/slack/outbox/support/poster-child.ts', [
      mode,
      bench.databaseUrl,
      bench.slack.apiUrl,
    ]);
    children.push(child);
    return child;
  }

  /** How many messages, outside of threads, each review has in its channel. */
  function messagesByReview(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { args } of bench.slack.posts) {
      const metadata = args['metadata'] as { event_payload: { review_id: string } } | undefined;
      if (metadata === undefined || args['thread_ts'] !== undefined) continue;
      const id = metadata.event_payload.review_id;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  }

  describe('two processes on one database', () => {
    it('post 40 reviews in 8 channels, each once', async () => {
      const ids: string[] = [];
      for (let number = 0; number < 40; number++) ids.push(await bench.submit({ channelId: `C${number % 8}` }));
      const both = [startPoster('post'), startPoster('post')];
      await Promise.all(both.map((child) => child.ended));

      expect(messagesByReview()).toEqual(new Map(ids.map((id) => [id, 1])));
      expect(bench.slack.posts).toHaveLength(80);
      for (const id of ids) expect(await statesOf(bench, id)).toEqual(['message done', 'details done']);
    }, 60_000);
  });

  describe('a process that is killed', () => {
    it('between storing and posting has lost nothing: the next one posts it once', async () => {
      const child = startPoster('store');
      await until(() => child.lines.length === 2);
      child.process.kill('SIGKILL');
      await child.ended;
      const reviewId = child.lines[1] ?? '';
      await bench.restart().resume();
      await until(async () => (await statesOf(bench, reviewId)).every((state) => state.endsWith('done')));
      expect(messagesByReview()).toEqual(new Map([[reviewId, 1]]));
    }, 60_000);

    it('6 times at any call has doubled none and lost none: each review is there, or its requester was asked', async () => {
      const stored: string[] = [];
      const deadlyQuestions: string[] = [];
      for (let round = 0; round < 6; round++) {
        const child = startPoster('submit');
        const fatal = 1 + (round % 7);
        let calls = 0;
        const killed = new Promise<void>((resolve) => {
          bench.slack.onCall(({ args }) => {
            calls += 1;
            const [question] = questionsIn([{ args }]);
            // One that crashes three starts is given up.
            const isSpared = deadlyQuestions.filter((one) => one === question).length === 2;
            if (calls < fatal || isSpared || child.process.killed) return undefined;
            if (question !== undefined) deadlyQuestions.push(question);
            child.process.kill('SIGKILL');
            resolve();
            return round % 2 === 0 ? { kind: 'lost' } : { kind: 'dropped' };
          });
        });
        await killed;
        await child.ended;
        // The next process waits for the end of the claim, so that the channel keeps its order.
        await ageClaims(bench.databaseUrl);
        stored.push(...child.lines.filter((line) => line !== 'started'));
      }
      bench.slack.onCall(() => undefined);
      await bench.advance(26_000);
      await until(async () => (await countUnsettled()) === 0);

      const messages = messagesByReview();
      for (const id of stored) {
        const states = await statesOf(bench, id);
        expect(messages.get(id) ?? 0).toBeLessThanOrEqual(1);
        if (!states.includes('message uncertain')) expect(messages.get(id), states.join()).toBe(1);
        if (states.some((state) => state.endsWith('uncertain'))) expect(askedAbout()).toContain(id);
      }
      expect(stored.length).toBeGreaterThan(6);
      expect(askedAbout().length).toBeGreaterThan(0);
      // A question that a kill cut off is asked once more.
      expect(askedAbout().length - new Set(askedAbout()).size).toBeLessThanOrEqual(6);
    }, 60_000);
  });

  it('an edit that kills its process 3 times is given up, and nothing of the 5 that were made beside it', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 6; number++) ids.push(await bench.posted({ channelId: `C${number}` }));
    await bench.poster.drain(5_000);
    for (const id of ids) {
      const review = { id, teamId: TEAM, version: 9 };
      await transact(bench.db, (trx) => enqueue(trx, review, ['update'], { userId: REQUESTER }, Date.now()));
    }
    for (let death = 1; death <= 3; death++) {
      const child = startPoster('post');
      const called = new Set<unknown>();
      bench.slack.onCall(async ({ method, args: { channel } }) => {
        if (method !== 'chat.update') return undefined;
        called.add(channel);
        // All are under way as the process dies first.
        const isFatal = death === 1 ? called.size === ids.length : channel === 'C0';
        if (isFatal) child.process.kill('SIGKILL');
        if (death === 1 || isFatal) return { kind: 'silent' };
        await sleep(300);
        return undefined;
      });
      await child.ended;
      await ageClaims(bench.databaseUrl);
    }
    await startPoster('post').ended;
    const updates = await bench.db
      .selectFrom('slack_outbox as job')
      .innerJoin('slack_posts as post', 'post.review_id', 'job.subject_id')
      .select(['post.channel_id', 'job.state'])
      .where('job.kind', '=', 'update')
      .orderBy('post.channel_id')
      .execute();
    expect(updates.map(({ state }) => state)).toEqual(['refused', 'done', 'done', 'done', 'done', 'done']);
  }, 60_000);

  /** The reviews whose requester was asked, by the button of the question. */
  const askedAbout = (): string[] => questionsIn(bench.slack.posts);

  const questionsIn = (posts: readonly { args: Record<string, unknown> }[]): string[] =>
    posts
      .filter(({ args }) => args['channel'] === REQUESTER)
      .flatMap(({ args }) => /"value":"([^"]+)"/.exec(JSON.stringify(args['blocks']))?.[1] ?? []);

  /** Jobs that are still to do something, and questions that are still to be asked. */
  async function countUnsettled(): Promise<number> {
    const rows = await bench.db
      .selectFrom('slack_outbox as job')
      .innerJoin('slack_posts as post', 'post.review_id', 'job.subject_id')
      .select('job.id')
      .where((where) =>
        where.or([
          where('job.state', '=', 'sending'),
          where('job.notice_due_at', 'is not', null),
          where.and([
            where('job.state', '=', 'pending'),
            where.or([where('job.kind', '=', 'message'), where('post.message_ts', 'is not', null)]),
          ]),
        ]),
      )
      .execute();
    return rows.length;
  }
});
