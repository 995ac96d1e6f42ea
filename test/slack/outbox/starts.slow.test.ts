import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeSnapshot } from '../../../src/reviews/snapshot.ts';
import { kindOf, kindsThat } from '../../../src/slack/outbox/job-kinds.ts';
import { listStuckJobs, retryJob } from '../../../src/slack/outbox/stuck.ts';
import type { JobKind } from '../../../src/slack/tables.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { createSignal } from '../../support/signal.ts';
import { startReceiver, type TestReceiver } from '../../webhooks/support/receiver.ts';
import { type Bench, REQUESTER, startBench, TEAM, until } from './support/bench.ts';
import { alwaysWith, createPostingClient } from './support/posting-client.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ELSEWHERE = 'C0000000002';
const TELLS = 'because I crashed each of the 3 times I tried';

describe.each(databases())('with the %s database', (database) => {
  let bench: Bench;
  let receiver: TestReceiver;
  /** What never ends when it starts meanwhile, as if its process died. Else a notice finds out about a post, and goes on. */
  let fatal: 'job' | 'notice' | undefined;
  let deaths: number;
  let bury: () => void;

  beforeEach(async () => {
    fatal = undefined;
    deaths = 0;
    const death = new Promise<never>((_, reject) => {
      bury = () => reject(new Error('It has died'));
    });
    death.catch(() => {});
    receiver = await startReceiver();
    bench = await startBench({
      kind: database,
      receivers: [{ url: receiver.url, secret: SECRET, allowPrivate: true }],
      workspaceOf: async () => {
        if (fatal === 'notice' || (fatal === 'job' && (await isSending()))) {
          deaths += 1;
          return death;
        }
        return alwaysWith(createPostingClient(bench.slack.apiUrl))();
      },
    });
    bench.slack.grant('channels:history');
  });
  afterEach(async () => {
    bury();
    await bench.close();
    await receiver.close();
  });

  const isSending = async () =>
    (await bench.db.selectFrom('slack_outbox').select('id').where('state', '=', 'sending').execute()).length > 0;
  const jobOf = (id: string) =>
    bench.db.selectFrom('slack_outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const starts = async () => (await bench.db.selectFrom('slack_heard_events').select('event_id').execute()).length;
  const told = () =>
    bench.slack.posts.flatMap(({ args }) => (args['channel'] === REQUESTER ? [String(args['text'])] : []));

  /** A job of this kind that its process has yet to start, and the review that it is about. */
  async function queue(kind: JobKind): Promise<{ id: string; reviewId: string; isAsked: boolean }> {
    const { subject, postedAs } = kindOf(kind);
    const reviewId = await bench.submit();
    await bench.poster.kick(reviewId);
    await bench.poster.drain(5_000);
    const isMessage = postedAs === 'message';
    if (isMessage) await bench.db.updateTable('slack_posts').set({ message_ts: null, channel_id: ELSEWHERE }).execute();
    const isAsked = subject === undefined;
    const place = { channel_id: ELSEWHERE, message_ts: isMessage ? null : '1800000001.000100' };
    const about = {
      review: { own_subject_id: null, about_review_id: reviewId, channel_id: null, message_ts: null },
      delivery: { own_subject_id: `${reviewId} receiver 1`, about_review_id: reviewId, ...place },
    };
    const id = randomUUID();
    await bench.db.transaction().execute(async (trx) => {
      const job = { id, kind, team_id: TEAM, position: 9, version: 99, state: 'pending', attempts: 0 } as const;
      const asked = { asked_event: 'E1', asked_at: 0, asked_words: await takeSnapshot(trx as never, reviewId) };
      const rest = {
        not_before: 0,
        requester_id: isAsked ? REQUESTER : '',
        notice_attempts: 0,
        queued_at: bench.now(),
      };
      await trx
        .insertInto('slack_outbox')
        .values({ ...about[subject ?? 'review'], ...job, ...asked, ...rest })
        .execute();
    });
    return { id, reviewId, isAsked };
  }

  /** Another process starts 26 s later: the claims of the one before have expired. */
  async function nextProcess(): Promise<void> {
    bench.restart();
    await bench.advance(26_000);
  }

  async function die(times: number, of: typeof fatal = 'job'): Promise<void> {
    fatal = of;
    for (let time = 1; time <= times; time++) {
      const before = deaths;
      await nextProcess();
      await until(() => deaths > before);
      expect(await starts()).toBe(time);
    }
    fatal = undefined;
  }

  it.each(kindsThat(() => true))(
    'a job of the kind %s that ends its process at each of 3 starts is given up at the fourth, told once and counted',
    async (kind) => {
      const { isQuiet, isRepeated, postedAs } = kindOf(kind);
      const { id, reviewId, isAsked } = await queue(kind);
      // Nobody is asked about a digest that may be there.
      if (isQuiet && !isRepeated && postedAs !== 'edit') {
        await die(1);
        await nextProcess();
        expect(await jobOf(id)).toMatchObject({ state: 'uncertain', last_error: 'interrupted' });
        return;
      }
      await die(3);
      await nextProcess();
      await until(async () => (await jobOf(id)).state === 'refused');
      await until(async () => (await jobOf(id)).notice_due_at === null);

      expect(await jobOf(id)).toMatchObject({ state: 'refused', last_error: 'crashed_3_times' });
      expect(await listStuckJobs(bench.db, bench.now())).toMatchObject([{ id, error: 'crashed_3_times' }]);
      expect(bench.attempts.filter((attempt) => attempt.endsWith('crashed'))).toEqual([`${kind} crashed`]);
      const lines = bench.log.filter((line) => line.includes('Gave up what crashed the bot 3 times'));
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 'error', job: kind, id }]);
      expect(told()).toEqual(isAsked ? [expect.stringMatching(`${TELLS}.*reference: ${reviewId}`)] : []);
      expect(bench.log.some((line) => line.includes('webhook-failed'))).toBe(kind === 'webhook');
      expect(await starts()).toBe(0);

      // Only an administrator can retry it.
      await bench.poster.postAgain({ teamId: TEAM, reviewId });
      expect(await jobOf(id)).toMatchObject({ state: 'refused' });
      await retryJob(bench.db, id, bench.now());
      await die(1);
    },
  );

  it('a job that its process leaves unfinished as it stops has not been started', async () => {
    const { id } = await queue('update');
    for (let time = 1; time <= 4; time++) {
      await die(1);
      await bench.poster.drain(10);
      expect(await starts()).toBe(0);
    }
    await nextProcess();
    await until(async () => (await jobOf(id)).state === 'done');
  });

  it('a notice that ends its process at each of 3 starts is not told', async () => {
    const { id } = await queue('update');
    const due = { state: 'refused', last_error: 'is_archived', notice_due_at: bench.now() } as const;
    await bench.db.updateTable('slack_outbox').set(due).where('id', '=', id).execute();
    await die(3, 'notice');
    await nextProcess();
    await until(async () => (await jobOf(id)).notice_due_at === null);
    expect([told(), bench.attempts.at(-1)]).toEqual([[], 'update crashed']);
  });

  it('work that 4 living processes do at the same time is done by each', async () => {
    let begun = 0;
    const over = createSignal();
    const work = async () => {
      begun += 1;
      await over.given;
      return 'done';
    };
    const all = Array.from({ length: 4 }, () =>
      bench.restart().attempt({ id: 'R1', kind: 'revisited', teamId: TEAM }, work),
    );
    await until(() => begun === 4);
    over.give();
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done', 'done']);
    expect(await starts()).toBe(0);
    expect(bench.attempts).toEqual([]);
  });

  it('a job that Slack limits between 2 and 2 deaths is not given up', async () => {
    const { id } = await queue('update');
    await die(2);
    bench.slack.onCall(() => ({ kind: 'http', status: 429, headers: { 'retry-after': '1' } }));
    await nextProcess();
    await until(async () => (await jobOf(id)).last_error === 'ratelimited');
    await die(2);
    bench.slack.onCall(() => undefined);
    await nextProcess();
    await until(async () => (await jobOf(id)).state === 'done');
  });
});
