import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../../database/support/open-test-database.ts';
import { runs } from '../../support/lane.ts';
import { type Bench, CHANNEL, startBench, statesOf, until } from './support/bench.ts';
import { type Reply, startFakeSlack } from './support/fake-slack.ts';

describe.each(databases())('with the %s database', (kind) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await startBench({ kind });
  });
  afterEach(() => bench.close());

  describe('Slack out of reach', () => {
    it('for an hour delays the post by an hour, and posts it once', async () => {
      const address = new URL(bench.slack.apiUrl);
      await bench.slack.close();
      const reviewId = await bench.posted();
      for (let minute = 0; minute < 60; minute++) {
        await bench.advance(60_000);
        await bench.poster.kick(reviewId);
      }
      expect(await statesOf(bench, reviewId)).toEqual(['message pending', 'details pending']);

      const back = await startFakeSlack({ port: Number(address.port) });
      await bench.advance(60_000);
      await until(async () => (await statesOf(bench, reviewId)).every((state) => state.endsWith('done')));
      expect(back.posts).toHaveLength(2);
      await back.close();
    });
  });

  const anyReply: fc.Arbitrary<Reply> = fc.oneof(
    { weight: 3, arbitrary: fc.constant<Reply>({ kind: 'ok' }) },
    fc.constantFrom<Reply>(
      { kind: 'lost' },
      { kind: 'dropped' },
      { kind: 'http', status: 503 },
      { kind: 'http', status: 403 },
      { kind: 'http', status: 429, headers: { 'retry-after': '5' } },
      { kind: 'error', error: 'invalid_blocks' },
      { kind: 'error', error: 'not_in_channel' },
      { kind: 'error', error: 'internal_error' },
      { kind: 'error', error: 'token_revoked' },
    ),
  );

  type Action = 'submit' | 'revise' | 'restart' | 'wait' | 'kick';
  const anyAction = fc.constantFrom<Action>('submit', 'revise', 'restart', 'wait', 'kick');

  /** A new database for each sequence costs the server a third of a second. */
  const sequences = runs(kind === 'postgres' ? 12 : 40, { costly: true });

  describe('whatever happens', () => {
    it(`in ${sequences} random sequences of submissions, faults and restarts nothing is posted twice, and all that is not asked about is posted`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyAction, { minLength: 1, maxLength: 12 }),
          fc.array(anyReply, { maxLength: 15 }),
          async (actions, replies) => {
            await bench.close();
            bench = await startBench({ kind });
            const pending = [...replies];
            bench.slack.onCall(({ args }) => (args['channel'] === CHANNEL ? pending.shift() : undefined));
            const revisions = new Map<string, number>();
            for (const action of ['submit' as const, ...actions]) await act(action, revisions);
            bench.slack.onCall(() => undefined);
            // A fault that was still to come may meet the last try, and what it met is tried again later.
            for (let round = 0; round < 3; round += 1) {
              await bench.advance(120_000);
              await until(async () => (await countReady()) === 0);
            }
            expectOnce();
            for (const id of revisions.keys()) await expectSettled(id);
          },
        ),
        { numRuns: sequences },
      );
    }, 180_000);
  });

  async function act(action: Action, revisions: Map<string, number>): Promise<void> {
    const [latest] = [...revisions.keys()].slice(-1);
    switch (action) {
      case 'submit': {
        const id = await bench.submit();
        revisions.set(id, 1);
        return bench.poster.kick(id);
      }
      case 'revise': {
        if (latest === undefined) return;
        const revision = revisions.get(latest) ?? 1;
        await bench.revise(latest, revision, { payloadSizeMB: revision });
        revisions.set(latest, revision + 1);
        return bench.poster.kick(latest);
      }
      case 'restart':
        return bench.restart().resume();
      case 'wait':
        return bench.advance(61_000);
      case 'kick':
        return latest === undefined ? undefined : bench.poster.kick(latest);
    }
  }

  /** No two posts are the same thing: a message, details, or the line of one revision. */
  function expectOnce(): void {
    const things = bench.slack.posts
      .filter((post) => post.args['channel'] === CHANNEL)
      .map(({ args }) => {
        const { event_payload: payload } = args['metadata'] as { event_payload: { review_id: string } };
        const what = args['thread_ts'] === undefined ? 'message' : args['text'];
        return `${payload.review_id} ${what}`;
      });
    expect(new Set(things).size).toBe(things.length);
  }

  async function expectSettled(reviewId: string): Promise<void> {
    const states = await statesOf(bench, reviewId);
    const [message] = states;
    if (message === 'message done') {
      expect(states.filter((state) => /pending|sending/.test(state))).toEqual([]);
    } else {
      expect(message).toMatch(/refused|uncertain/);
      const told = bench.slack.posts.filter((post) => post.args['channel'] !== CHANNEL);
      expect(JSON.stringify(told)).toContain(reviewId);
    }
  }

  async function countReady(): Promise<number> {
    const rows = await bench.db
      .selectFrom('slack_outbox as job')
      .innerJoin('slack_posts as post', 'post.review_id', 'job.subject_id')
      .innerJoin('slack_outbox as message', 'message.subject_id', 'job.subject_id')
      .select('job.id')
      .where('message.kind', '=', 'message')
      .where((where) =>
        where.or([
          where('job.state', '=', 'sending'),
          where('job.notice_due_at', 'is not', null),
          where.and([where('job.state', '=', 'pending'), where('message.state', 'not in', ['refused', 'uncertain'])]),
        ]),
      )
      .execute();
    return rows.length;
  }
});
