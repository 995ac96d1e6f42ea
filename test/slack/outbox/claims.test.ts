import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import type { Failure } from '../../../src/slack/connection/slack-errors.ts';
import { decideAfterFailure } from '../../../src/slack/outbox/deliver.ts';
import { type Job, postAgain } from '../../../src/slack/outbox/enqueue.ts';
import { claimJob, postOf, retryDelayMs, settleAgain, settleSent } from '../../../src/slack/outbox/jobs.ts';
import { claimNotice } from '../../../src/slack/outbox/notices.ts';
import { findPost } from '../../../src/slack/outbox/posts.ts';
import { releaseAbandonedJobs, settleUncertain } from '../../../src/slack/outbox/uncertain.ts';
import type { JobKind } from '../../../src/slack/tables.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { CHANNEL, startBench, statesOf, TEAM } from './support/bench.ts';
import { createPostingClient } from './support/posting-client.ts';

const DAY_MS = 86_400_000;

const logger = createLogger({ level: 'fatal' });

describe('what becomes of a post that failed', () => {
  const lost: Failure = { kind: 'uncertain', error: 'TimeoutError' };
  const away: Failure = { kind: 'unreachable', error: 'ECONNREFUSED' };
  const after = (kind: JobKind, failure: Failure, ageMs: number) =>
    decideAfterFailure({ kind, attempts: 1, queuedAt: 0 }, failure, ageMs);

  it.each<[string, JobKind, Failure, number, object]>([
    ['a message whose answer was lost is not repeated', 'message', lost, 0, { state: 'uncertain', notify: true }],
    ['a reply whose answer was lost is not repeated', 'details', lost, 0, { state: 'uncertain', notify: true }],
    ['an edit whose answer was lost is repeated after 500 ms', 'update', lost, 0, { kind: 'again', afterMs: 500 }],
    ['one that reached nobody is repeated after 500 ms', 'message', away, 0, { kind: 'again', afterMs: 500 }],
    ['it is repeated until a day has passed', 'message', away, DAY_MS - 1, { kind: 'again', afterMs: 1 }],
    ['it is given up after a day', 'message', away, DAY_MS, { kind: 'stop', state: 'refused', notify: true }],
    [
      'what meets a rate limit is repeated when Slack says',
      'message',
      { kind: 'rate-limited', error: 'ratelimited', retryAfterMs: 7000 },
      0,
      { kind: 'again', afterMs: 7000 },
    ],
    [
      'of what is gone nobody is told',
      'update',
      { kind: 'gone', error: 'message_not_found' },
      0,
      { state: 'refused', notify: false },
    ],
  ])('%s', (_, kind, failure, ageMs, expected) => {
    expect(after(kind, failure, ageMs)).toMatchObject(expected);
  });

  it('the pause doubles from half a second to a minute', () => {
    const pauses = [1, 2, 3, 7, 8, 9, 1000].map((attempts) => retryDelayMs(attempts));
    expect(pauses).toEqual([500, 1000, 2000, 32_000, 60_000, 60_000, 60_000]);
  });
});

describe.each(databases())('in the %s database', (kind) => {
  const bench = forEachTest(() => startBench({ kind }));

  const claimed = async (now: number): Promise<Job> => {
    const job = await claimJob(bench.db, { teamId: TEAM, channelId: CHANNEL }, now);
    if (job === undefined) throw new Error('Nothing to claim');
    return job;
  };
  const sent = (version: number) => ({ channelId: CHANNEL, ts: '1.000001', version });

  it('a post is claimed once, and again when it is due, not a millisecond before', async () => {
    await bench.submit();
    const lane = { teamId: TEAM, channelId: CHANNEL };
    const job = await claimed(1000);
    expect(await claimJob(bench.db, lane, 1000)).toBeUndefined();
    await settleAgain(bench.db, job, 'http_503', 2000);
    expect(await claimJob(bench.db, lane, 1999)).toBeUndefined();
    expect(await claimed(2000)).toMatchObject({ id: job.id, attempts: 2 });
  });

  it('only a claim that is old enough is given up: one of 1,000 not at 999, and at 1,000', async () => {
    const reviewId = await bench.submit();
    await claimed(1000);
    await releaseAbandonedJobs(bench.db, 999, 5000);
    expect(await statesOf(bench, reviewId)).toEqual(['message sending', 'details pending']);
    await releaseAbandonedJobs(bench.db, 1000, 5000);
    expect(await statesOf(bench, reviewId)).toEqual(['message uncertain', 'details pending']);
  });

  it('a claim that was given up, and taken over by another process, settles nothing', async () => {
    const reviewId = await bench.submit();
    await settleSent(bench.db, await claimed(1000), sent(1), 1000);
    await settleSent(bench.db, await claimed(1000), sent(1), 1000);
    await bench.revise(reviewId, 1);
    const first = await claimed(2000);
    await releaseAbandonedJobs(bench.db, 2000, 3000);
    const second = await claimed(3000);
    expect([first.kind, second.id, second.attempts]).toEqual(['update', first.id, 2]);
    await settleAgain(bench.db, first, 'http_503', 9000);
    expect((await statesOf(bench, reviewId))[2]).toBe('update sending');
  });

  it('an edit of an older version that ends later never takes the place of a newer one', async () => {
    const reviewId = await bench.submit();
    await settleSent(bench.db, await claimed(1000), sent(1), 1000);
    await settleSent(bench.db, await claimed(1000), sent(1), 1000);
    await bench.revise(reviewId, 1);
    const edit = await claimed(2000);
    await settleSent(bench.db, edit, sent(3), 2000);
    await settleSent(bench.db, edit, sent(2), 2000);
    expect(await findPost(bench.db, TEAM, reviewId)).toMatchObject({ shownVersion: 3 });
  });

  it('a message and its place are stored together or not at all', async () => {
    const reviewId = await bench.submit();
    const job = await claimed(1000);
    // No database takes this version.
    await expect(settleSent(bench.db, job, sent(Number.NaN), 1000)).rejects.toThrow();
    expect(await statesOf(bench, reviewId)).toEqual(['message sending', 'details pending']);
    expect((await findPost(bench.db, TEAM, reviewId))?.messageTs).toBeUndefined();
  });

  it('a message that is posted is not moved by a press that posts its thread elsewhere', async () => {
    const reviewId = await bench.submit();
    await settleSent(bench.db, await claimed(1000), sent(1), 1000);
    await claimed(1000);
    await releaseAbandonedJobs(bench.db, 1000, 1000);
    const press = { teamId: TEAM, reviewId, channelId: 'C0000000002' };
    const outcome = await postAgain({ db: bench.db, kick: async () => {}, now: () => 2000 }, press);
    expect(outcome).toEqual({ kind: 'posted', channelId: CHANNEL, messageTs: '1.000001' });
  });

  it('a post that is not there is made again 20 s after its last attempt, however long it was queued', async () => {
    bench.slack.grant('chat:write', 'channels:history');
    const reviewId = await bench.submit();
    const claimedAt = bench.now() + 60_000;
    await claimed(claimedAt);
    await releaseAbandonedJobs(bench.db, claimedAt, claimedAt);
    const job = await claimNotice(bench.db, claimedAt);
    if (job === undefined) throw new Error('Nobody would be asked');
    const post = await postOf(bench.db, job);
    const parts = {
      db: bench.db,
      client: createPostingClient(bench.slack.apiUrl),
      logger,
      surelyAbsentAfterMs: 20_000,
    };
    const at = (now: number) => settleUncertain({ ...parts, now: () => now }, job, post);
    await at(claimedAt + 19_999);
    expect((await statesOf(bench, reviewId))[0]).toBe('message uncertain');
    await at(claimedAt + 20_000);
    expect((await statesOf(bench, reviewId))[0]).toBe('message pending');
  });
});
