import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { transact } from '../../../src/database/transact.ts';
import { recommend } from '../../../src/recommender/index.ts';
import type { ReviewAction } from '../../../src/reviews/action.ts';
import { listEvents } from '../../../src/reviews/review-rows.ts';
import { findReview } from '../../../src/reviews/review-store.ts';
import { createRevisits, type LookAt } from '../../../src/slack/outbox/revisits.ts';
import { enqueueSince, tellMonth } from '../../../src/slack/outbox/since.ts';
import { submitAction, submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { workload } from '../../support/workloads.ts';
import { type Bench, CHANNEL, REQUESTER, startBench, statesOf, TEAM } from './support/bench.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEADY = { trafficPattern: 'steady', monthlyRequests: 400_000 } as const;
const WORKLOAD = workload({ name: 'fraud', ...STEADY, responseTimeSeconds: 1 });

const SILENT = pino({ level: 'silent' }, { write: () => {} });
const GONE_TEAM = 'T0000000009';

const dayIn = (at: number): string => new Date(at).toISOString().slice(0, 10);

describe.each(databases())('decisions to look at again, with the %s database', (kind) => {
  let bench: Bench;
  let looks: string[];
  let differences: readonly string[];
  beforeEach(async () => {
    bench = await startBench({ kind });
    looks = [];
    differences = [];
    // 08:00 UTC, so that 09:00 is an hour away.
    await bench.advance(DAY - ((bench.now() - 8 * HOUR) % DAY));
  });
  afterEach(() => bench.close());

  const act = (reviewId: string, action: ReviewAction, teamId = TEAM) =>
    submitAction({ db: bench.db, receivers: 0 }, { teamId, reviewId, actorId: REQUESTER, action }, bench.now());
  async function decided({ teamId = TEAM, days = 90 as number | null, endpoint = null as string | null } = {}) {
    const asked = { teamId, requesterId: REQUESTER, channelId: CHANNEL, workload: WORKLOAD };
    const { review } = await submitNewReview(bench.db, { ...asked, recommendation: recommend(WORKLOAD) }, bench.now());
    await act(review.id, { kind: 'accept', revisitAfterDays: days }, teamId);
    if (endpoint !== null) await act(review.id, { kind: 'note-endpoint', endpoint }, teamId);
    await bench.poster.kick(review.id);
    return review.id;
  }
  const lookAt: LookAt = async (review) => {
    looks.push(review.endpoint ?? '');
    const why = 'There is no month yet.';
    const nothing = { estimatedUsd: null, measuredUsd: null, counted: null, days: null, ratio: null };
    const volume = { stated: null, measured: null };
    const read = { endpoint: review.endpoint ?? '', region: null, option: 'real-time', runs: null } as const;
    return { kind: 'seen', calibration: { ...read, ...nothing, volume, why }, verdict: 'later', differences };
  };
  const revisits = (more: Partial<Parameters<typeof createRevisits>[0]> = {}) =>
    createRevisits({
      db: bench.db,
      kick: bench.poster.kick,
      isServed: async (teamId) => teamId !== GONE_TEAM,
      logger: SILENT,
      account: { teamId: TEAM, lookAt },
      now: bench.now,
      ...more,
    });
  const told = () =>
    bench.slack.posts.flatMap(({ args }) => (/chose \*/.test(String(args['text'])) ? [String(args['text'])] : []));

  it('are brought up at 09:00 on their day, and once', async () => {
    const id = await decided();
    await decided({ days: null });
    await bench.advance(90 * DAY);
    await revisits().run();
    expect(told()).toEqual([]);
    for (const passed of [HOUR, 0, 5 * DAY]) {
      await bench.advance(passed);
      await revisits().run();
    }
    await bench.poster.kick(id);
    expect(told()).toEqual([
      expect.stringMatching(/^<@U0000000001>: 90 days ago you chose \*.+unchanged\. Today's answer/),
    ]);
    expect(told()[0]).not.toContain('was due');
  });

  it('go by the clock of the time zone: in Auckland it is 09:00 at 20:00 or 21:00 UTC of the day before', async () => {
    await decided();
    await bench.advance(89 * DAY + 14 * HOUR);
    await revisits({ timeZone: 'Pacific/Auckland' }).run();
    expect(told()).toHaveLength(1);
  });

  it('are brought up once by two processes at the same time, in every team', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 4; number++) ids.push(await decided());
    ids.push(await decided({ teamId: 'T0000000002' }));
    await bench.advance(91 * DAY);
    await Promise.all([revisits().run(), revisits().run()]);
    await Promise.all(ids.map((id) => bench.poster.kick(id)));
    expect(told()).toHaveLength(5);
  });

  it('wait for the token of their team, and hold up no other', async () => {
    await decided({ teamId: GONE_TEAM });
    await decided();
    await bench.advance(91 * DAY);
    await revisits().run();
    expect(told()).toHaveLength(1);
    await revisits({ isServed: async () => true }).run();
    expect(told()).toHaveLength(2);
  });

  it('say so where they are told on a later day', async () => {
    await decided();
    const due = dayIn(bench.now() + 90 * DAY);
    await bench.advance(97 * DAY);
    await revisits().run();
    const month = new Date(due).toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' });
    expect(told()[0]).toMatch(new RegExp(`97 days ago .+ This revisit was due on \\d+ ${month} \\d{4}\\.`));
  });

  it('are told although the process died between queueing and posting', async () => {
    const id = await decided();
    await bench.advance(91 * DAY);
    await revisits({ kick: async () => {} }).run();
    expect(told()).toEqual([]);
    await bench.restart().resume();
    await bench.poster.kick(id);
    await revisits().run();
    expect(told()).toHaveLength(1);
  });

  it('are left out where the decision was kept, replaced by another date, or taken back before the post', async () => {
    const [kept, moved, back] = [await decided(), await decided(), await decided()];
    await bench.advance(91 * DAY);
    await revisits({ kick: async () => {} }).run();
    await act(kept, { kind: 'revisit', keep: true, next: dayIn(bench.now() + 30 * DAY) });
    const today = dayIn(bench.now());
    await act(moved, { kind: 'set-revisit', date: dayIn(bench.now() + 10 * DAY), today });
    await act(back, { kind: 're-open' });
    for (const id of [kept, moved, back]) await bench.poster.kick(id);
    expect(told()).toEqual([]);
    await bench.advance(10 * DAY + HOUR);
    await revisits().run();
    await bench.poster.kick(moved);
    expect(told()).toHaveLength(1);
  });

  it("read the noted endpoint of the account's own team, and note drift once until it is another", async () => {
    const id = await decided({ endpoint: 'fraud' });
    await decided({ endpoint: 'fraud', teamId: 'T0000000002' });
    differences = ['It runs on ml.g5.xlarge; ml.m5.large was decided.'];
    await bench.advance(91 * DAY);
    await revisits().run();
    await bench.poster.kick(id);
    expect(looks).toEqual(['fraud']);
    expect(
      told().filter((text) => text.includes('*Drift:* It runs on ml.g5.xlarge; ml.m5.large was decided.')),
    ).toHaveLength(1);
    const again = async (days: number) => {
      await act(id, { kind: 'revisit', keep: true, next: dayIn(bench.now() + days * DAY) });
      await bench.advance((days + 1) * DAY);
      await revisits().run();
      await bench.poster.kick(id);
    };
    await again(30);
    differences = [];
    await again(31);
    const drifted = (await listEvents(bench.db, TEAM, id)).filter((event) => event.kind === 'drifted');
    expect(drifted).toMatchObject([
      { actorId: 'bot', differences: ['It runs on ml.g5.xlarge; ml.m5.large was decided.'] },
      { actorId: 'bot', differences: [] },
    ]);
    expect(told().at(-1)).toContain('The endpoint runs as decided.');
    expect(await bench.db.selectFrom('review_people').select('user_id').where('review_id', '=', id).execute()).toEqual([
      { user_id: REQUESTER },
    ]);
  });

  it('are told without what could not be read', async () => {
    await decided({ endpoint: 'fraud' });
    await decided({ endpoint: 'fraud' });
    await bench.advance(91 * DAY);
    let asked = 0;
    const failing: LookAt = async () => {
      if (asked++ === 0) throw new Error('no SDK');
      return { kind: 'no-access', text: 'No AWS credentials found.' };
    };
    await revisits({ account: { teamId: TEAM, lookAt: failing } }).run();
    expect(told()).toHaveLength(2);
    expect(told().join()).not.toMatch(/Drift|Measured|as decided/);
  });

  it('offer to keep the decision as long as it was to stand: 30 days, after 90 days were kept 90', async () => {
    const id = await decided({ days: 30 });
    const labels = () => JSON.stringify(bench.slack.posts.at(-1)?.args['blocks']).match(/Keep for \d+ days/)?.[0];
    await bench.advance(31 * DAY);
    await revisits().run();
    expect(labels()).toBe('Keep for 30 days');
    await act(id, { kind: 'revisit', keep: true, next: dayIn(bench.now() + 90 * DAY) });
    await bench.advance(91 * DAY);
    await revisits().run();
    expect(labels()).toBe('Keep for 90 days');
  });

  it('a month after the decision is not posted within 3 days of a revisit, and drift is noted', async () => {
    const [same, later] = [await decided({ days: 30 }), await decided({ days: 90 })];
    await bench.advance(29 * DAY);
    for (const id of [same, later]) {
      const review = await findReview(bench.db, TEAM, id);
      if (review === undefined) throw new Error('It is stored');
      await transact(bench.db, (trx) => tellMonth(trx, review, { differences: ['It runs otherwise.'] }, bench.now()));
      expect((await listEvents(bench.db, TEAM, id)).at(-1)).toMatchObject({ kind: 'drifted' });
    }
    expect((await statesOf(bench, same)).filter((job) => job.startsWith('since-line'))).toEqual([]);
    expect((await statesOf(bench, later)).filter((job) => job.startsWith('since-line'))).toHaveLength(1);
  });
});

describe.each(databases())('new quotas or prices, with the %s database', (kind) => {
  const bench = forEachTest(() => startBench({ kind }));

  it('are not posted within 3 days before a revisit, which says the same; earlier and after it they are', async () => {
    const reviewId = await bench.submit();
    await bench.act(reviewId, { kind: 'accept', revisitAfterDays: 30 });
    const posts = async (version: string) => {
      const review = await findReview(bench.db, TEAM, reviewId);
      if (review === undefined) throw new Error('It is stored');
      await transact(bench.db, (trx) => enqueueSince(trx, review, { why: 'facts' }, bench.now(), version));
      return (await statesOf(bench, reviewId)).filter((job) => job.startsWith('since-line')).length;
    };
    expect(await posts('first')).toBe(1);
    await bench.advance(28 * DAY);
    expect(await posts('second')).toBe(1);
    await bench.advance(3 * DAY);
    const isServed = async () => true;
    await createRevisits({ db: bench.db, kick: bench.poster.kick, isServed, logger: SILENT, now: bench.now }).run();
    expect(await posts('third')).toBe(3);
  });
});

describe.each(databases())('a press under what changed, with the %s database', (kind) => {
  const bench = forEachTest(() => startBench({ kind }));

  it('counts once: of two at the same time one is refused, and says until when the decision is kept', async () => {
    const reviewId = await bench.submit();
    const act = (action: ReviewAction, actorId = REQUESTER) =>
      submitAction({ db: bench.db, receivers: 0 }, { teamId: TEAM, reviewId, actorId, action }, bench.now());
    const accepted = await act({ kind: 'accept', revisitAfterDays: 30 });
    if (!accepted.ok) throw new Error('It may be accepted');
    const { decision, revisitOn } = accepted.review;
    const seen = { decidedAt: decision?.at ?? 0, revisitOn };
    const next = '2099-01-01';
    const outcomes = await Promise.all([
      act({ kind: 'revisit', keep: true, next, seen }),
      act({ kind: 'revisit', keep: false, next: null, seen }, 'U0000000002'),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = outcomes.find(({ ok }) => !ok);
    expect(refused).toMatchObject({ kind: 'refused' });
    const stale = await act({ kind: 'revisit', keep: true, next, seen });
    expect(stale.ok).toBe(false);
  });
});
