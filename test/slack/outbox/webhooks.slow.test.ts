import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReviewAction } from '../../../src/reviews/action.ts';
import { forgetMember } from '../../../src/slack/erasure/forget-member.ts';
import { deleteTeam } from '../../../src/slack/erasure/uninstalls.ts';
import { decideAfterFailure } from '../../../src/slack/outbox/deliver.ts';
import type { PostingWorkspace } from '../../../src/slack/outbox/posts.ts';
import { listStuckJobs } from '../../../src/slack/outbox/stuck.ts';
import { submitAction } from '../../../src/slack/outbox/submit-review.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { startReceiver, type TestReceiver } from '../../webhooks/support/receiver.ts';
import { type Bench, REQUESTER, startBench, until } from './support/bench.ts';
import { alwaysWith, createPostingClient } from './support/posting-client.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const DAY_MS = 24 * 60 * 60 * 1000;
const BEN = 'U0000000002';
const NAMES = new Map([
  [REQUESTER, 'Ada'],
  [BEN, 'Ben'],
]);

describe.each(databases())('with the %s database, what receivers of webhooks are told', (kind) => {
  let bench: Bench;
  let receivers: TestReceiver[];
  let workspace: PostingWorkspace | null;
  let workspaceOf: (teamId: string) => Promise<PostingWorkspace | null>;

  beforeEach(async () => {
    receivers = [await startReceiver(), await startReceiver()];
    const told = receivers.map(({ url }) => ({ url, secret: SECRET, allowPrivate: true }));
    bench = await startBench({ kind, receivers: told, workspaceOf: (teamId) => workspaceOf(teamId) });
    workspaceOf = async () => workspace;
    workspace = {
      ...(await alwaysWith(createPostingClient(bench.slack.apiUrl))()),
      names: async (ids) => new Map([...NAMES].filter(([id]) => ids.includes(id))),
    };
  });
  afterEach(async () => {
    await bench.close();
    await Promise.all(receivers.map((receiver) => receiver.close()));
  });

  const one = () => receivers[0] as TestReceiver;
  const bodies = (receiver = one()) => receiver.received.map(({ body }) => JSON.parse(body));
  const typesAt = (receiver = one()) => bodies(receiver).map(({ type }) => type);
  const answerAll = (status: number, those: readonly TestReceiver[] = receivers) => {
    for (const receiver of those) receiver.answer = (_, response) => response.writeHead(status).end();
  };
  /** A review that somebody acted on, and what followed was tried. */
  const acted = async (...actions: ReviewAction[]) => {
    const reviewId = await bench.posted();
    for (const action of actions) await bench.act(reviewId, action);
    await bench.poster.kick(reviewId);
    return reviewId;
  };
  const webhooks = () =>
    bench.db
      .selectFrom('slack_outbox')
      .selectAll()
      .where('kind', '=', 'webhook')
      .orderBy('subject_id')
      .orderBy('position')
      .execute();
  const settledAs = (...states: string[]) =>
    until(async () => (await webhooks()).map(({ state }) => state).join() === states.join());
  /** Waits until both were refused once: before the first attempt both are pending as well. */
  const triedAndPending = async () => {
    await until(() => receivers.every(({ received }) => received.length === 1));
    await settledAs('pending', 'pending');
  };

  it('is the decision, signed, with people by name, the record and all events', async () => {
    const reviewId = await bench.posted();
    await bench.act(reviewId, { kind: 'raise-concern', text: 'PHI leaves the VPC' }, BEN);
    await bench.act(reviewId, { kind: 'set-decider', userId: BEN });
    await bench.act(reviewId, { kind: 'accept', despiteConcerns: [1] }, BEN);
    await bench.poster.kick(reviewId);
    await settledAs('done', 'done');

    const [request] = one().received;
    const { headers, body = '' } = request ?? {};
    const [row] = await webhooks();
    expect(headers?.['webhook-id']).toBe(row?.id);
    const at = Number(headers?.['webhook-timestamp']);
    expect(Math.abs(at - Date.now() / 1000)).toBeLessThan(60);
    const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`${row?.id}.${at}.${body}`).digest('base64');
    expect(headers?.['webhook-signature']).toBe(`v1,${signature}`);

    const told = JSON.parse(body);
    const keys = 'type,version,at,review,decision,workload,recommendation,record,events';
    expect(Object.keys(told).join()).toBe(keys);
    const ada = { id: REQUESTER, name: 'Ada' };
    const ben = { id: BEN, name: 'Ben' };
    expect(told).toMatchObject({
      type: 'review.decided',
      version: 1,
      review: {
        id: reviewId,
        name: 'ct-scan-triage',
        revision: 1,
        url: expect.stringMatching(/^https:\/\/acme\.slack\.com\/archives\/C0000000001\/p\d{16}$/),
        state: 'accepted',
        requester: ada,
        decidedBy: [ben],
        owner: ben,
      },
      decision: {
        option: 'asynchronous',
        hosting: 'single-model',
        scaling: 'auto-scaling',
        instance: { type: expect.stringMatching(/^ml\./) },
        override: null,
        despiteConcerns: [1],
      },
      workload: { name: 'ct-scan-triage', payloadSizeMB: 500 },
      recommendation: { kind: 'recommended', choice: { option: 'asynchronous' } },
      record: expect.stringMatching(/^---\nstatus: "accepted"/),
      events: [
        { kind: 'proposed', by: ada, revision: 1 },
        { kind: 'concern-raised', by: ben, revision: 1, id: 1, blocking: false, text: 'PHI leaves the VPC' },
        { kind: 'owner-set', by: ada, owner: ben },
        { kind: 'accepted', by: ben, revision: 1, despite: [1] },
      ],
    });
    expect(told.at).toBe(told.events[3].at);
    expect(told.record).toContain('@Ben');
    expect(await webhooks()).toMatchObject([{ asked_words: null }, { asked_words: null }]);
  });

  it('is the same for each receiver, under another id', async () => {
    await acted({ kind: 'accept' });
    await settledAs('done', 'done');
    const [first, second] = receivers.map(({ received: [request] }) => request);
    expect(first?.body).toBe(second?.body);
    expect(first?.headers['webhook-id']).not.toBe(second?.headers['webhook-id']);
  });

  it('follows a review in order: decided against the recommendation, reopened, withdrawn', async () => {
    const overridden = { kind: 'override', option: 'real-time', reason: 'We tile the scans' } as const;
    await acted(overridden, { kind: 're-open' }, { kind: 'withdraw', reason: 'Not this year' });
    await settledAs(...Array.from({ length: 6 }, () => 'done'));
    for (const receiver of receivers) {
      expect(typesAt(receiver)).toEqual(['review.decided', 'review.reopened', 'review.withdrawn']);
    }
    const [decided, reopened, withdrawn] = bodies();
    expect(decided.decision).toMatchObject({
      option: 'real-time',
      hosting: null,
      instance: null,
      override: { recommended: 'asynchronous', reason: 'We tile the scans', ruledOut: true },
    });
    expect(decided.events.at(-1)).toMatchObject({ kind: 'overridden', option: 'real-time', ruledOut: true });
    expect(reopened).toMatchObject({ review: { state: 'proposed', decidedBy: [] }, decision: null });
    expect(withdrawn.events.at(-1)).toMatchObject({ kind: 'withdrawn', reason: 'Not this year' });
  });

  it('stays what it was at the event, whatever happens before it arrives', async () => {
    answerAll(500, [one()]);
    const reviewId = await acted({ kind: 'accept' });
    await settledAs('pending', 'done');
    await bench.act(reviewId, { kind: 're-open' });
    await bench.revise(reviewId, 1);
    answerAll(204);
    await bench.advance(15_000);
    await settledAs('done', 'done', 'done', 'done');
    const [, decided, reopened] = bodies();
    expect(decided).toMatchObject({ type: 'review.decided', review: { state: 'accepted', revision: 1 } });
    expect(decided.workload.payloadSizeMB).toBe(500);
    expect(decided.events).toHaveLength(2);
    expect(reopened).toMatchObject({ type: 'review.reopened', review: { state: 'proposed' } });
  });

  it('comes again 15 s after HTTP 500, under the same id and with a new time, and what follows waits for it', async () => {
    answerAll(500, [one()]);
    await acted({ kind: 'accept' }, { kind: 're-open' });
    await settledAs('pending', 'pending', 'done', 'done');
    expect(typesAt()).toEqual(['review.decided']);
    answerAll(200);
    await bench.advance(5_000);
    expect(typesAt()).toEqual(['review.decided']);
    await bench.advance(10_000);
    await settledAs('done', 'done', 'done', 'done');
    expect(typesAt()).toEqual(['review.decided', 'review.decided', 'review.reopened']);
    const ids = one().received.map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[1]).not.toBe(ids[2]);
  });

  it('is given up after 24 hours, with an audit line, and then what follows is sent', async () => {
    answerAll(503, [one()]);
    const reviewId = await acted({ kind: 'accept' });
    await settledAs('pending', 'done');
    await bench.advance(DAY_MS);
    await settledAs('refused', 'done');
    const lines = bench.log.map((line) => JSON.parse(line));
    const [row] = await webhooks();
    expect(lines.filter(({ audit }) => audit === true)).toMatchObject([
      { action: 'webhook-failed', actor: 'bot', reviewId, receiver: 1, webhookId: row?.id, error: 'http_503' },
    ]);
    expect(await listStuckJobs(bench.db, bench.now())).toMatchObject([
      { subject: 'delivery', name: 'ct-scan-triage', kind: 'webhook', state: 'refused', error: 'http_503' },
    ]);
    expect(bench.log.join('')).not.toContain('key=abc');
    answerAll(204);
    await bench.act(reviewId, { kind: 're-open' });
    await bench.poster.kick(reviewId);
    await settledAs('refused', 'done', 'done', 'done');
    expect(typesAt().at(-1)).toBe('review.reopened');
  });

  it('holds up no post in Slack and no other receiver while a receiver is slow', async () => {
    let release = () => {};
    one().answer = (_, response) => {
      release = () => response.writeHead(204).end();
    };
    const reviewId = await acted({ kind: 'accept' });
    await until(() => one().received.length === 1);
    const before = bench.slack.calls.length;
    await bench.act(reviewId, { kind: 're-open' });
    await bench.poster.kick(reviewId);
    expect(bench.slack.calls.length).toBeGreaterThan(before);
    await settledAs('sending', 'pending', 'done', 'done');
    release();
    await until(() => one().received.length === 2);
    release();
    await settledAs('done', 'done', 'done', 'done');
  });

  it('comes again under the same id where the process ended before it stored the answer', async () => {
    const held: ServerResponse[] = [];
    one().answer = (_, response) => held.push(response);
    await acted({ kind: 'accept' });
    await until(() => held.length === 1);
    answerAll(204);
    bench.restart();
    await bench.advance(25_000);
    await settledAs('done', 'done');
    const ids = one().received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([ids[0], ids[0]]);
    for (const response of held) response.destroy();
  });

  it('has the address of its workspace, and goes with that workspace', async () => {
    const other = 'T0000000002';
    const there = { ...workspace, teamUrl: 'https://other.slack.com/' } as PostingWorkspace;
    const own = workspace;
    workspaceOf = async (teamId) => (teamId === other ? there : own);
    answerAll(500);
    const [mine, theirs] = [await bench.posted(), await bench.posted()];
    for (const [table, column] of [
      ['reviews', 'id'],
      ['slack_posts', 'review_id'],
      ['slack_outbox', 'about_review_id'],
    ] as const) {
      await bench.db.updateTable(table).set({ team_id: other }).where(column, '=', theirs).execute();
    }
    await bench.act(mine, { kind: 'accept' });
    await submitAction(
      { db: bench.db, receivers: 2 },
      { teamId: other, reviewId: theirs, actorId: BEN, action: { kind: 'accept' } },
      bench.now(),
    );
    await bench.poster.resume();
    await until(() => receivers.every(({ received }) => received.length === 2));
    const hosts = Object.fromEntries(bodies().map(({ review }) => [review.id, new URL(review.url).host]));
    expect(hosts).toEqual({ [mine]: 'acme.slack.com', [theirs]: 'other.slack.com' });
    await settledAs('pending', 'pending', 'pending', 'pending');
    const db = bench.db as Parameters<typeof deleteTeam>[0] & Bench['db'];
    await deleteTeam(db, other);
    expect((await webhooks()).map(({ about_review_id: id }) => id)).toEqual([mine, mine]);
  });

  it('arrives while the app is not installed, with ids for names and without an address in Slack', async () => {
    const reviewId = await bench.posted();
    await bench.act(reviewId, { kind: 'accept' });
    workspace = null;
    await bench.poster.kick(reviewId);
    await until(async () => (await webhooks()).every(({ state }) => state === 'done'));
    expect(bodies()).toMatchObject([{ review: { url: null, requester: { id: REQUESTER, name: REQUESTER } } }]);
  });

  it('arrives though the review was never posted', async () => {
    bench.slack.onCall(() => ({ kind: 'http', status: 503 }));
    await acted({ kind: 'accept' });
    await settledAs('done', 'done');
    expect(bodies()).toMatchObject([{ type: 'review.decided', review: { url: null } }]);
  });

  it('forgets a person who is erased while it waits, and what they wrote', async () => {
    const reviewId = await bench.posted();
    answerAll(500);
    await bench.act(reviewId, { kind: 'raise-concern', text: `<@${BEN}> says PHI leaves the VPC` }, BEN);
    await bench.act(reviewId, { kind: 'override', option: 'real-time', reason: 'My own reason' }, BEN);
    await bench.poster.kick(reviewId);
    await triedAndPending();
    const db = bench.db as Parameters<typeof forgetMember>[0] & Bench['db'];
    await forgetMember(db, { userId: BEN, removeTexts: true, actor: 'cli:ops' }, bench.now());
    answerAll(204);
    await bench.advance(15_000);
    await settledAs('done', 'done');
    const told = one().received.at(-1)?.body ?? '';
    for (const trace of [BEN, 'Ben', 'PHI', 'My own reason']) expect(told).not.toContain(trace);
    expect(JSON.parse(told)).toMatchObject({
      review: { decidedBy: [{ id: 'former-member', name: 'a former member' }] },
      decision: { option: 'real-time', override: { reason: '(removed)' } },
      events: [{}, { kind: 'concern-raised', text: '(removed)' }, { kind: 'overridden', reason: '(removed)' }],
    });
  });

  it('is deleted with its review', async () => {
    answerAll(500);
    const reviewId = await acted({ kind: 'accept' });
    await triedAndPending();
    await bench.db.deleteFrom('reviews').where('id', '=', reviewId).execute();
    expect(await webhooks()).toEqual([]);
  });
});

describe('a webhook that failed', () => {
  const failure = { kind: 'unreachable', error: 'timeout' } as const;
  const pauseAfter = (attempts: number, sinceMs: number) =>
    decideAfterFailure({ kind: 'webhook', attempts, queuedAt: 0 }, failure, sinceMs);

  it('is tried again after 15 s, then after twice as long each time, an hour at most', () => {
    const pauses = [1, 2, 3, 8, 9, 30].map((attempts) => pauseAfter(attempts, 0));
    const seconds = [15, 30, 60, 1920, 3600, 3600];
    expect(pauses).toEqual(seconds.map((s) => ({ kind: 'again', afterMs: s * 1000 })));
  });

  it('is tried for the last time after 24 hours', () => {
    expect(pauseAfter(30, DAY_MS - 60_000)).toMatchObject({ kind: 'again', afterMs: 60_000 });
    expect(pauseAfter(31, DAY_MS)).toMatchObject({ kind: 'stop', state: 'refused' });
  });
});
