import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import type { ReviewAction } from '../../../src/reviews/action.ts';
import { listEvents } from '../../../src/reviews/review-rows.ts';
import type { LookAt } from '../../../src/slack/outbox/look.ts';
import { submitQuestion } from '../../../src/slack/outbox/questions.ts';
import { createRevisits } from '../../../src/slack/outbox/revisits.ts';
import { submitAction, submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { workload } from '../../support/workloads.ts';
import { type Bench, CHANNEL, REQUESTER, startBench, TEAM } from './support/bench.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEADY = { trafficPattern: 'steady', monthlyRequests: 400_000 } as const;
const WORKLOAD = workload({ name: 'fraud', ...STEADY, responseTimeSeconds: 1 });

const GONE_TEAM = 'T0000000009';

const dayIn = (at: number): string => new Date(at).toISOString().slice(0, 10);

describe.each(databases())('decisions to look at again, with the %s database', (kind) => {
  let bench: Bench;
  let looks: string[];
  let differences: readonly string[];
  beforeEach(async () => {
    bench = await startBench({ kind, lookAt: (...asked) => lookAt(...asked) });
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
    if (review.endpoint === null) return undefined;
    const nothing = { estimatedUsd: null, observedUsd: null, counted: null, days: null, ratio: null };
    const volume = { stated: null, observed: null };
    const bill = { endpoint: review.endpoint, ...nothing, volume, why: 'It has 3 days of data; it takes 14.' };
    return { bill, differences };
  };
  const revisits = (more: Partial<Parameters<typeof createRevisits>[0]> = {}) =>
    createRevisits({
      db: bench.db,
      kick: bench.poster.kick,
      attempt: bench.poster.attempt,
      isServed: async (teamId) => teamId !== GONE_TEAM,
      lookAt,
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
      expect.stringMatching(
        /^<@U0000000001>: 90 days ago you chose \*.+ \*As decided\.\* .+unchanged\. Today's answer/,
      ),
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

  it('say what their endpoint costs and how it differs, and the record has no event of it', async () => {
    const id = await decided({ endpoint: 'fraud' });
    differences = ['It runs on ml.g5.xlarge; ml.m5.large was decided.'];
    await bench.advance(91 * DAY);
    await revisits().run();
    expect(looks).toEqual(['fraud']);
    expect(told()).toEqual([
      expect.stringContaining('*The endpoint differs:* It runs on ml.g5.xlarge; ml.m5.large was decided.'),
    ]);
    expect(told()[0]).toContain("I couldn't read what fraud costs. It has 3 days of data; it takes 14.");
    expect(told()[0]).not.toContain('As decided');
    const events = (await listEvents(bench.db, TEAM, id)).map((event) => event.kind);
    expect(events).toEqual(['created', 'accepted', 'endpoint-noted']);
  });

  it('say so where each of 3 looks killed the process', async () => {
    await decided({ endpoint: 'fraud' });
    await bench.advance(91 * DAY);
    await revisits({ attempt: async () => undefined }).run();
    expect(told()).toHaveLength(1);
    expect(told()[0]).toContain("I couldn't read what fraud costs. I crashed each of the 3 times I read it.");
  });

  it('say the same at once where somebody asks what changed, and mention nobody', async () => {
    const id = await decided({ endpoint: 'fraud' });
    const threadTs = String(bench.slack.posts[0]?.args['ts']);
    await bench.advance(10 * DAY);
    const ask = async (words: string, eventId: string) => {
      const about = { teamId: TEAM, channelId: CHANNEL, threadTs, userId: REQUESTER };
      const asked = { ...about, eventId, words, ts: `${1_800_000_001 + Number(eventId)}.000100` };
      await submitQuestion(bench.db, asked, bench.now());
      await bench.poster.kick(id);
      return bench.slack.posts.at(-1)?.args ?? {};
    };
    const answer = await ask('what changed?', '1');
    expect(answer['text']).toMatch(/^10 days ago .+ chose .+ The endpoint runs as decided\./);
    expect(answer['text']).not.toMatch(/<@|you chose/);
    expect(JSON.stringify(answer['blocks'])).toContain('Start a revision');
    expect(looks).toEqual(['fraud']);
    expect((await ask('what changed since revision 1?', '2'))['text']).toContain('There is only revision 1');
    await act(id, { kind: 're-open' });
    await bench.poster.kick(id);
    expect((await ask('what changed?', '3'))['text']).toContain('There is only revision 1');
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
