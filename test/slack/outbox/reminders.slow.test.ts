import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TeamRules } from '../../../src/policy/team-rules.ts';
import { recommend } from '../../../src/recommender/index.ts';
import type { ReviewAction } from '../../../src/reviews/action.ts';
import { createReminders } from '../../../src/slack/outbox/reminders.ts';
import { submitAction, submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { workload } from '../../support/workloads.ts';
import { type Bench, CHANNEL, REQUESTER, startBench, statesOf, TEAM } from './support/bench.ts';

const timeZone = 'Europe/Berlin';
const nudging = { afterDays: 7, most: 3 };
const OWNER = 'U0DINA';
const DUE = '2026-12-04';
const at = (local: string): number => Date.parse(`${local}:00+01:00`);

const WORKLOAD = workload({
  name: 'ct-scans',
  payloadSizeMB: 500,
  responseTimeSeconds: 900,
  processingTimeSeconds: 90,
});

describe.each(databases())('with the %s database, a reminder', (kind) => {
  let bench: Bench;
  let clock: number;
  beforeEach(async () => {
    bench = await startBench({ kind });
    clock = at('2026-11-30T10:00');
  });
  afterEach(() => bench.close());

  const now = () => clock;
  const reminders = (kick = bench.poster.kick) =>
    createReminders({ db: bench.db, kick, isServed: async () => true, nudging, timeZone, now });

  async function ask(id: string, team?: TeamRules): Promise<void> {
    const told = { teamId: TEAM, requesterId: REQUESTER, channelId: CHANNEL, workload: WORKLOAD };
    await submitNewReview(bench.db, { ...told, id, recommendation: recommend(WORKLOAD), ...(team && { team }) }, clock);
    await bench.poster.kick(id);
  }
  async function act(reviewId: string, action: ReviewAction, actorId = REQUESTER): Promise<void> {
    await store(reviewId, action, actorId);
    await bench.poster.kick(reviewId);
  }
  async function store(reviewId: string, action: ReviewAction, actorId = REQUESTER): Promise<void> {
    const storing = { db: bench.db, receivers: 0 };
    const outcome = await submitAction(storing, { teamId: TEAM, reviewId, actorId, action }, clock);
    if (!outcome.ok) throw new Error(`Refused: ${outcome.kind}`);
  }
  const setDue = (id: string, date: string | null = DUE) =>
    act(id, { kind: 'set-decide-by', date, today: '2026-11-30' });
  const setOwner = (id: string) => act(id, { kind: 'set-decider', userId: OWNER });

  /** The texts of the reminders in Slack, in order. */
  const said = () =>
    bench.slack.posts
      .map(({ args }) => String(args['text']))
      .filter((text) => /this (?:is|was) due|overdue since|nothing has/.test(text));
  const lastPost = () => bench.slack.posts.at(-1)?.args ?? {};
  async function lookAt(local: string): Promise<void> {
    clock = at(local);
    await reminders().run();
  }

  it('comes the working day before and on the day, in the thread, to the owner', async () => {
    await ask('R1');
    await setOwner('R1');
    await setDue('R1');
    await lookAt('2026-12-03T08:59');
    expect(said()).toEqual([]);
    await lookAt('2026-12-03T09:00');
    await lookAt('2026-12-03T15:00');
    expect(lastPost()['thread_ts']).toBe(bench.slack.posts[0]?.args['ts']);
    await lookAt('2026-12-04T09:05');
    await lookAt('2026-12-05T09:00');
    expect(said()).toEqual([
      `<@${OWNER}>: this is due tomorrow. Missing: a decision.`,
      `<@${OWNER}>: this is due today. Missing: a decision.`,
    ]);
  });

  it('is for the requester where there is no owner, and for those whose approval is missing', async () => {
    const rule = { name: 'expensive endpoints', count: 2, from: ['S0ARCH', 'U0LEAD', REQUESTER], notRequester: true };
    await ask('R1', { version: '0', approvals: [rule] });
    await setDue('R1');
    await act('R1', { kind: 'accept' }, 'U0LEAD').catch(() => undefined);
    await lookAt('2026-12-04T09:00');
    expect(said()).toEqual([`<@${REQUESTER}>: this is due today. Missing: one approval of <!subteam^S0ARCH>.`]);
  });

  it('missed while the bot was down is sent once, the latest, and says that it is late', async () => {
    await ask('R1');
    await setDue('R1');
    await lookAt('2026-12-07T07:30');
    expect(said()).toEqual([
      `<@${REQUESTER}>: this was due on Friday, December 4. Missing: a decision. This reminder is late: it was due at 09:00 on Friday, December 4.`,
    ]);
    await lookAt('2026-12-07T09:00');
    expect(said().slice(1)).toEqual([expect.stringContaining('overdue since Friday, December 4.')]);
  });

  it('is posted once by three processes at once, and once after a crash before it was posted', async () => {
    await ask('R1');
    await setDue('R1');
    clock = at('2026-12-03T09:00');
    await Promise.all([reminders(), reminders(), reminders()].map((one) => one.run()));
    expect(said()).toHaveLength(1);
    // The process ends after the transaction: another one posts what it queued.
    clock = at('2026-12-04T09:00');
    await reminders(async () => {}).run();
    expect(said()).toHaveLength(1);
    await reminders().run();
    await bench.restart().resume();
    await expect.poll(said).toHaveLength(2);
  });

  it('of another date is new', async () => {
    await ask('R1');
    await setDue('R1');
    await lookAt('2026-12-04T09:00');
    await setDue('R1', '2026-12-08');
    await lookAt('2026-12-07T09:00');
    expect(said()).toHaveLength(2);
    expect(said().at(-1)).toContain('this is due tomorrow');
  });

  it('that is overdue shows in the message as well, once and until the date is another one', async () => {
    await ask('R1');
    await setOwner('R1');
    await setDue('R1');
    const shown = () => bench.slack.calls.filter(({ method }) => method === 'chat.update').at(-1)?.args['blocks'];
    expect(JSON.stringify(shown())).toContain('*Due:* 4 December 2026');
    for (const day of ['2026-12-04', '2026-12-07', '2026-12-08']) await lookAt(`${day}T10:00`);
    expect(said().at(-1)).toContain(
      `<@${OWNER}>, <@${REQUESTER}>: overdue since Friday, December 4. Missing: a decision.`,
    );
    expect(said()).toHaveLength(2);
    // By UTC, since the poster has no policy.
    expect(JSON.stringify(shown())).toContain('*Overdue since:* 4 December 2026');
    await setDue('R1', '2026-12-18');
    expect(JSON.stringify(shown())).toContain('*Due:* 18 December 2026');
  });

  it.each([
    ['decided', { kind: 'accept' }],
    ['withdrawn', { kind: 'withdraw' }],
    ['without a date', { kind: 'set-decide-by', date: null, today: '2026-12-03' }],
  ] as const)('of a review that is %s meanwhile comes no more', async (_, action) => {
    await ask('R1');
    await setDue('R1');
    await lookAt('2026-12-03T09:00');
    await act('R1', action);
    await lookAt('2026-12-04T09:00');
    expect(said()).toHaveLength(1);
  });

  it('that waits in the outbox is not posted once the review is decided', async () => {
    await ask('R1');
    await setDue('R1');
    bench.slack.onCall(({ args }) =>
      String(args['text']).includes('due') ? { kind: 'http', status: 503 } : undefined,
    );
    await lookAt('2026-12-03T09:00');
    bench.slack.onCall(() => undefined);
    await store('R1', { kind: 'accept' });
    await bench.advance(120_000);
    await expect.poll(async () => (await statesOf(bench, 'R1')).join()).not.toContain('pending');
    expect(said()).toEqual([]);
  });

  it('nudges three times after 7, 14 and 21 days of silence, and anew after an event', async () => {
    await ask('R1');
    for (const day of ['2026-12-06', '2026-12-07', '2026-12-10', '2026-12-14', '2026-12-21', '2026-12-28']) {
      await lookAt(`${day}T09:00`);
    }
    const nudge = (days: number) => `<@${REQUESTER}>: nothing has happened here for ${days} days. Missing: a decision.`;
    const last = "I won't bring it up again until something happens here.";
    expect(said()).toEqual([nudge(7), nudge(14), `${nudge(21)} ${last}`]);
    await setOwner('R1');
    await lookAt('2027-01-03T09:00');
    expect(said()).toHaveLength(3);
    await lookAt('2027-01-04T09:00');
    expect(said().at(-1)).toBe(`<@${OWNER}>: nothing has happened here for 7 days. Missing: a decision.`);
  });

  it('of a silence is left out on the day of a due date, also by a process that starts after that one', async () => {
    await ask('R1');
    await setDue('R1', '2026-12-07');
    for (const time of ['09:00', '11:00']) await lookAt(`2026-12-07T${time}`);
    expect(said()).toEqual([`<@${REQUESTER}>: this is due today. Missing: a decision.`]);
  });

  it('of a silence is not posted where something happened while others were posted', async () => {
    await ask('R1');
    await ask('R2');
    clock = at('2026-12-07T09:00');
    await reminders((id) => (id === 'R1' ? setOwner('R2') : bench.poster.kick(id))).run();
    await bench.poster.kick('R1');
    await bench.poster.kick('R2');
    expect(said()).toHaveLength(1);
  });

  it('is none for a review that is silent for 100 days when the bot first looks', async () => {
    await ask('R1');
    await lookAt('2027-03-12T09:00');
    expect(said()).toEqual([]);
  });
});
