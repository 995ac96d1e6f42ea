import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { type Recommendation, type RejectedOption, recommend, type Workload } from '../../../src/recommender/index.ts';
import type { ReviewAction } from '../../../src/reviews/action.ts';
import { listReviews } from '../../../src/reviews/lists/list.ts';
import { createReplayer, type Replayer } from '../../../src/slack/outbox/replayer.ts';
import { submitAction, submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { workload } from '../../support/workloads.ts';
import { CHANNEL, REQUESTER, startBench, statesOf, TEAM } from './support/bench.ts';

const [SAVES, SAVES_LITTLE, BREAKS, STAYS] = [
  workload({ name: 'saves' }),
  workload({ name: 'saves little' }),
  workload({ name: 'breaks' }),
  workload({ name: 'stays' }),
];

/** What was recommended before: Real-time Inference for all, by other facts. */
function earlier(workload: Workload): Recommendation {
  return answer(workload, 'real-time', 'before', 0);
}

/** What is recommended today. */
function today(workload: Workload): Recommendation {
  switch (workload.name) {
    case 'saves':
      return answer(workload, 'serverless', 'today', 500);
    case 'saves little':
      return answer(workload, 'serverless', 'today', 50);
    case 'breaks': {
      const why = { reasons: [], wouldFitIf: null };
      const ruledOut: RejectedOption = { option: 'real-time', title: 'x', verdict: 'ruled-out', ...why };
      return { ...answer(workload, 'asynchronous', 'today', 0), rejected: [ruledOut] };
    }
    default:
      return answer(workload, 'real-time', 'today', 0);
  }
}

/** `saves`: US dollars per month against Real-time Inference. */
function answer(
  workload: Workload,
  option: 'real-time' | 'serverless' | 'asynchronous',
  version: string,
  saves: number,
): Recommendation {
  const base = recommend(workload);
  const monthly = (likely: number) => ({ low: likely, likely, high: likely });
  return {
    ...base,
    choice: base.choice && { ...base.choice, option, hosting: 'single-model', scaling: 'fixed', title: option },
    rejected: [],
    costs: (['real-time', option] as const).map((which) => ({
      option: which,
      monthlyUsd: monthly(which === 'real-time' ? 1000 : 1000 - saves),
      perMillionOutputTokensUsd: null,
      components: [],
      note: null,
    })),
    facts: { ...base.facts, version },
  };
}

describe.each(databases())('with the %s database', (kind) => {
  const bench = forEachTest(() =>
    startBench({ kind, advisor: { ...ADVISOR, again: ({ workload }) => today(workload) } }),
  );

  async function ask(workload: Workload, isPublic = true, recommendation = earlier(workload)): Promise<string> {
    const asked = { teamId: TEAM, requesterId: REQUESTER, channelId: CHANNEL, workload, recommendation, isPublic };
    const { review } = await submitNewReview(bench.db, asked);
    await bench.poster.kick(review.id);
    return review.id;
  }
  const act = (reviewId: string, action: ReviewAction, actorId = REQUESTER) =>
    submitAction({ db: bench.db, receivers: 0 }, { teamId: TEAM, reviewId, actorId, action });
  const replayer = (decide = today): Replayer =>
    createReplayer({
      db: bench.db,
      ...bench.poster,
      logger: pino({ level: 'silent' }),
      notifyUsd: 1000,
      advisor: {
        again: ({ workload }) => decide(workload),
        factsVersion: () => decide(workload({ name: 'any' })).facts.version,
      },
      pauseMs: 0,
      now: bench.now,
    });
  const toRevisit = async (userId = REQUESTER) => {
    const { reviews } = await listReviews(bench.db, { teamId: TEAM, userId, list: 'revisit', limit: 10 });
    return reviews.map((review) => review.name).sort();
  };
  const replies = () =>
    bench.slack.posts.flatMap(({ args }) =>
      /^With today's|chose \*/.test(String(args['text'])) && args['thread_ts'] !== undefined
        ? [String(args['text'])]
        : [],
    );
  it('reviews that come out otherwise are marked; a thread is told about $1,000 or more per year, and about a broken limit', async () => {
    for (const workload of [SAVES, SAVES_LITTLE, BREAKS, STAYS]) await ask(workload);
    expect(await replayer().run()).toEqual({ replayed: 4, toRevisit: 3, told: 2 });
    expect(await toRevisit()).toEqual(['breaks', 'saves', 'saves little']);
    expect(replies().sort()).toEqual([
      `With today's quotas and prices: Real-time Inference → Asynchronous Inference, Real-time Inference is now ruled out. The review is unchanged; *Change answers* runs it again.`,
      `With today's quotas and prices: Real-time Inference → Serverless Inference, about $6,000 less per year. The review is unchanged; *Change answers* runs it again.`,
    ]);
  });

  it('the thread of an answer that earlier rules sized is told nothing, and the review is marked', async () => {
    const older = (workload: Workload): Recommendation => {
      const recommendation = earlier(workload);
      if (recommendation.choice === null) throw new Error('No choice');
      const { sizing: _, ...choice } = recommendation.choice;
      return { ...recommendation, choice };
    };
    for (const workload of [SAVES, BREAKS]) await ask(workload, true, older(workload));
    expect(await replayer().run()).toEqual({ replayed: 2, toRevisit: 2, told: 0 });
    expect(await toRevisit()).toEqual(['breaks', 'saves']);
    expect(replies()).toEqual([]);
  });

  it('decided reviews are run again too; withdrawn and superseded ones, and those judged by the same facts, are not', async () => {
    await act(await ask(SAVES), { kind: 'accept' });
    await act(await ask({ ...SAVES, description: 'withdrawn' }), { kind: 'withdraw' });
    await act(await ask({ ...SAVES, description: 'superseded' }), { kind: 'supersede', byReviewId: 'another' });
    const current = await ask(SAVES);
    await act(current, { kind: 'revise', baseRevision: 1, workload: STAYS, recommendation: today(STAYS) });
    expect(await replayer().run()).toEqual({ replayed: 1, toRevisit: 1, told: 1 });
  });

  it('nobody is told twice: not by a second run, not by a second process at the same time', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 6; number++) ids.push(await ask(SAVES));
    const runs = await Promise.all([replayer().run(), replayer().run()]);
    expect(runs[0].told + runs[1].told).toBe(6);
    expect(await replayer().run()).toEqual({ replayed: 0, toRevisit: 0, told: 0 });
    await Promise.all(ids.map((id) => bench.poster.kick(id)));
    expect(replies()).toHaveLength(6);
  });

  it('a review that 3 processes died of is left out of the next run', async () => {
    const ids = [await ask(SAVES_LITTLE), await ask(SAVES_LITTLE)];
    const work = { id: ids[0] ?? '', teamId: TEAM, kind: 'since-line' } as const;
    for (let death = 1; death <= 3; death++) {
      bench.restart();
      bench.poster.attempt(work, () => new Promise(() => {})).catch(() => {});
      await expect.poll(() => bench.db.selectFrom('slack_heard_events').selectAll().execute()).toHaveLength(death);
    }
    bench.restart();
    await bench.advance(26_000);
    expect(await replayer().run()).toMatchObject({ replayed: 2, toRevisit: 1 });
    expect(bench.attempts).toContain('since-line crashed');
    expect(await toRevisit()).toEqual(['saves little']);
  });

  it('a run that was stopped goes on where it was, at the next start', async () => {
    for (let number = 0; number < 5; number++) await ask(SAVES_LITTLE);
    let seen = 0;
    const first = replayer((workload) => {
      if (workload.name === 'saves little' && ++seen === 2) first.stop();
      return today(workload);
    });
    expect(await first.run()).toMatchObject({ replayed: 2 });
    expect(await replayer().run()).toMatchObject({ replayed: 3 });
  });

  it('a mark goes when the answers are changed or the review is over, and comes to those who take part later', async () => {
    const changed = await ask(SAVES, false);
    const over = await ask(SAVES_LITTLE, false);
    await replayer().run();
    expect(await toRevisit('U0000000005')).toEqual([]);
    await act(changed, { kind: 'raise-concern', text: 'and now?' }, 'U0000000005');
    expect(await toRevisit('U0000000005')).toEqual(['saves']);
    await act(changed, { kind: 'revise', baseRevision: 1, workload: STAYS, recommendation: today(STAYS) });
    await act(over, { kind: 'withdraw' });
    expect(await toRevisit()).toEqual([]);
    expect(await toRevisit('U0000000005')).toEqual([]);
  });

  it('a line that was overtaken before it was posted is left out', async () => {
    const id = await ask(SAVES);
    bench.slack.onCall(() => ({ kind: 'http', status: 429, headers: { 'retry-after': '30' } }));
    await replayer().run();
    bench.slack.onCall(() => undefined);
    await act(id, { kind: 'revise', baseRevision: 1, workload: STAYS, recommendation: today(STAYS) });
    await bench.advance(31_000);
    await bench.poster.kick(id);
    expect(replies()).toEqual([]);
    expect(await statesOf(bench, id)).toContain('since-line done');
  });
});
