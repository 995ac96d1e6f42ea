import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TeamRules } from '../../src/policy/team-rules.ts';
import { recommend } from '../../src/recommender/index.ts';
import type { Actor, ReviewAction } from '../../src/reviews/action.ts';
import { approvalStates, stillAsked, unjudgedRules } from '../../src/reviews/approvals.ts';
import { decide } from '../../src/reviews/decide.ts';
import { blockingConcerns, openConcerns, type Review, type ReviewEvent } from '../../src/reviews/record.ts';
import { describeRefusal } from '../../src/slack/render/dialogs/dialog.ts';
import { runs } from '../support/lane.ts';
import { reviewOf } from '../support/reviews.ts';
import { workload } from '../support/workloads.ts';
import { rebuild } from './support/rebuild.ts';

const AT = 1_800_000_000_000;
const [ADA, BEN, CHEN, DINA] = ['U0ADA', 'U0BEN', 'U0CHEN', 'U0DINA'] as const;
const ARCHITECTS = 'S0ARCH';
const RECOMMENDATION = recommend(workload({ name: 'ct-scans-prod', payloadSizeMB: 500 }));

const TWO_ARCHITECTS: TeamRules = {
  version: 'a1b2c3d4',
  approvals: [{ name: 'expensive', count: 2, from: [ARCHITECTS, DINA], notRequester: true }],
  blockingMayBeAcceptedBy: [DINA],
};

/** A review of Ada's, under rules or without. */
function reviewUnder(team?: TeamRules): Review {
  const review = reviewOf(RECOMMENDATION, { requesterId: ADA, since: { byId: ADA, at: AT, reason: null } });
  return team === undefined ? review : { ...review, latest: { ...review.latest, team } };
}

/** Whom everybody knows: Ben and Chen are architects, and all may decide. */
function actor(userId: string, more: Partial<Actor> = {}): Actor {
  return { userId, at: AT + 1000, groups: userId === BEN || userId === CHEN ? [ARCHITECTS] : [], ...more };
}

function done(review: Review, action: ReviewAction, who: Actor): Review {
  const decided = decide(review, action, who);
  if (!decided.ok) throw new Error(`refused: ${decided.refusal.kind}`);
  return decided.review;
}

const refusal = (review: Review, action: ReviewAction, who: Actor) => {
  const decided = decide(review, action, who);
  return decided.ok ? undefined : decided.refusal;
};

const BLOCKING: ReviewAction = { kind: 'raise-concern', text: 'PHI leaves the VPC', blocking: true };
const RESOLVE: ReviewAction = { kind: 'resolve-concern', concernId: 1, note: 'A gateway endpoint' };

describe('a blocking concern', () => {
  const blocked = done(reviewUnder(), BLOCKING, actor(BEN));

  it('stops every decision without a policy, by 1 acceptance or 1 override', () => {
    for (const action of [
      { kind: 'accept', despiteConcerns: [1], reason: 'we hurry' },
      { kind: 'override', option: 'real-time', reason: 'we hurry' },
      // The dialog is tried with a sample, which may be the recommended option.
      { kind: 'override', option: 'asynchronous', reason: '?' },
    ] as const) {
      expect(refusal(blocked, action, actor(CHEN))).toMatchObject({ kind: 'blocked', can: [] });
    }
  });

  it('is resolved by the one who raised it, and by nobody else: not the requester, not one who decides', () => {
    expect(refusal(blocked, RESOLVE, actor(ADA))).toMatchObject({ kind: 'not-resolver', by: [BEN], deciders: false });
    expect(refusal(blocked, RESOLVE, actor(CHEN))).toMatchObject({ kind: 'not-resolver' });
    expect(done(blocked, RESOLVE, actor(BEN)).concerns).toMatchObject([{ resolved: { byId: BEN } }]);
  });

  it('is resolved by the requester where she raised it herself', () => {
    const own = done(reviewUnder(), BLOCKING, actor(ADA));
    expect(blockingConcerns(done(own, RESOLVE, actor(ADA)))).toEqual([]);
  });

  it('is resolved by those who decide once the one who raised it has left, but not by the requester', () => {
    const left = [BEN];
    expect(refusal(blocked, RESOLVE, actor(ADA, { left }))).toMatchObject({ kind: 'not-resolver', deciders: true });
    expect(refusal(blocked, RESOLVE, actor(CHEN, { left, mayDecide: false }))).toMatchObject({ kind: 'not-resolver' });
    expect(blockingConcerns(done(blocked, RESOLVE, actor(CHEN, { left })))).toEqual([]);
  });

  it('lets those decide whom the policy names, with a reason that the decision keeps', () => {
    const ruled = done(reviewUnder({ ...TWO_ARCHITECTS, approvals: [] }), BLOCKING, actor(BEN));
    const accept = { kind: 'accept', despiteConcerns: [1] } as const;
    expect(refusal(ruled, { ...accept, reason: 'x' }, actor(CHEN))).toMatchObject({ kind: 'blocked', can: [DINA] });
    expect(refusal(ruled, accept, actor(DINA))).toEqual({ kind: 'words-missing', what: 'reason' });
    expect(done(ruled, { ...accept, reason: 'a pilot without PHI' }, actor(DINA))).toMatchObject({
      state: 'accepted',
      since: { reason: 'a pilot without PHI' },
      decision: { byId: DINA, reason: 'a pilot without PHI', despiteConcerns: [1] },
    });
  });

  it('keeps its text when it is reopened, and blocks again', () => {
    const resolved = done(blocked, RESOLVE, actor(BEN));
    const reopened = done(resolved, { kind: 're-open-concern', concernId: 1, reason: 'no key' }, actor(CHEN));
    expect(blockingConcerns(reopened)).toMatchObject([{ text: 'PHI leaves the VPC', raised: { byId: BEN } }]);
  });
});

describe('a concern that does not block', () => {
  const doubted = done(reviewUnder(), { kind: 'raise-concern', text: 'too dear' }, actor(BEN));

  it('is resolved by the one who raised it, by the owner, and by those who decide', () => {
    const owned = { ...doubted, deciderId: CHEN };
    for (const who of [actor(BEN), actor(CHEN, { mayDecide: false }), actor(DINA)]) {
      expect(openConcerns(done(owned, RESOLVE, who))).toEqual([]);
    }
    expect(refusal(owned, RESOLVE, actor(DINA, { mayDecide: false }))).toEqual({
      kind: 'not-resolver',
      concern: doubted.concerns[0],
      by: [BEN, CHEN],
      deciders: true,
    });
  });
});

describe('approvals', () => {
  const asked = reviewUnder(TWO_ARCHITECTS);
  const accept = { kind: 'accept' } as const;

  it('take 2 people of those whom the rule names, and the second decides', () => {
    const once = decide(asked, accept, actor(BEN));
    expect(once).toMatchObject({
      ok: true,
      events: [{ kind: 'approved', rule: 'expensive', count: 1, of: 2 }],
      review: { state: 'proposed', version: 2 },
    });
    const after = done(asked, accept, actor(BEN));
    expect(stillAsked(after)).toEqual([ARCHITECTS, DINA]);
    expect(decide(after, accept, actor(CHEN))).toMatchObject({
      ok: true,
      events: [{ kind: 'approved', count: 2 }, { kind: 'accepted' }],
      review: { state: 'accepted', version: 4, approvals: [{ byId: BEN }, { byId: CHEN }] },
    });
  });

  it("are refused to others, to the requester where hers don't count, and where Slack can't tell", () => {
    expect(refusal(asked, accept, actor('U0EVE'))).toMatchObject({
      kind: 'not-approver',
      rules: [{ name: 'expensive' }],
    });
    expect(refusal(asked, accept, actor(ADA, { groups: [ARCHITECTS] }))).toEqual({
      kind: 'own-approval',
      rule: 'expensive',
    });
    const unchecked = actor('U0EVE', { unchecked: [ARCHITECTS] });
    expect(refusal(asked, accept, unchecked)).toEqual({ kind: 'unchecked', groups: [ARCHITECTS] });
  });

  it("are followed by a revisit after the policy's 90 days, counted in its time zone", () => {
    const team = { version: '0', approvals: [], revisitAfterDays: 90, timeZone: 'Pacific/Auckland' };
    const late = actor(BEN, {});
    const decided = done(reviewUnder(team), accept, { ...late, at: Date.parse('2026-11-28T23:00:00Z') });
    expect(decided.revisitOn).toBe('2027-02-27');
    expect(done(reviewUnder(team), { ...accept, revisitAfterDays: null }, late).revisitOn).toBeNull();
  });

  it('of one person count once, and can be taken back until it is decided', () => {
    const once = done(asked, accept, actor(BEN));
    expect(decide(once, accept, actor(BEN))).toMatchObject({ ok: true, events: [] });
    expect(done(once, { kind: 'withdraw-approval' }, actor(BEN)).approvals).toEqual([]);
    expect(refusal(once, { kind: 'withdraw-approval' }, actor(CHEN))).toEqual({ kind: 'no-approval' });
  });

  it('start again with a revision', () => {
    const once = done(asked, accept, actor(BEN));
    // biome-ignore format: a fixture in few lines.
    const revised: ReviewAction = { kind: 'revise', baseRevision: 1, workload: workload({ name: 'ct-scans', payloadSizeMB: 400 }),
      recommendation: recommend(workload({ name: 'ct-scans', payloadSizeMB: 400 })), team: TWO_ARCHITECTS };
    expect(approvalStates(done(once, revised, actor(ADA)))).toMatchObject([{ given: [], missing: 2 }]);
  });

  it('of somebody who has left their group since still count: it held when it was given', () => {
    const once = done(asked, accept, actor(BEN));
    expect(done(once, accept, actor(CHEN)).state).toBe('accepted');
  });

  it('hold for an option chosen against the recommendation too, and start afresh for it', () => {
    const once = done(asked, accept, actor(CHEN));
    const chosen = done(once, { kind: 'override', option: 'real-time', reason: 'S3 only' }, actor(BEN));
    expect(chosen).toMatchObject({ state: 'proposed', candidate: { option: 'real-time' }, approvals: [{ byId: BEN }] });
    expect(done(chosen, accept, actor(CHEN))).toMatchObject({
      state: 'overridden',
      candidate: null,
      decision: {
        kind: 'overridden',
        option: 'real-time',
        reason: 'S3 only',
        ruledOut: true,
        proposedById: BEN,
        byId: CHEN,
      },
    });
  });

  it('stay where the same person submits the same choice of an option twice', () => {
    const choice = { kind: 'override', option: 'real-time', reason: 'S3 only' } as const;
    const chosen = done(asked, choice, actor(BEN));
    expect(done(chosen, { ...choice, reason: ' S3 only ' }, actor(BEN))).toBe(chosen);
    expect(done(chosen, { ...choice, reason: 'S3 alone' }, actor(BEN)).version).toBeGreaterThan(chosen.version);
  });

  it('are no right to decide for somebody named by a rule that no longer holds once they press', () => {
    const small = reviewUnder({ version: 'a1', approvals: [] });
    expect(refusal(small, accept, actor(CHEN, { mayDecide: false }))).toEqual({ kind: 'not-approver', rules: [] });
  });

  it('return to the recommendation where it is chosen again', () => {
    const chosen = done(asked, { kind: 'override', option: 'real-time', reason: 'S3 only' }, actor(BEN));
    const back = { kind: 'override', option: RECOMMENDATION.choice?.option ?? 'serverless', reason: 'no' } as const;
    expect(done(chosen, back, actor(ADA))).toMatchObject({ candidate: null, approvals: [], state: 'proposed' });
  });

  it('by cost wait for the bill: until it is known, one who may decide accepts with a reason, which the record keeps', () => {
    const unknown = recommend(workload({ payloadSizeMB: 500 }));
    const known = recommend(
      workload({
        payloadSizeMB: 2,
        responseTimeSeconds: 1,
        trafficPattern: 'steady',
        monthlyRequests: 1_000_000,
        processingTimeSeconds: 0.1,
      }),
    );
    const usdOf = ({ costs, choice }: typeof known) =>
      costs.find(({ option }) => option === choice?.option)?.monthlyUsd;
    expect([usdOf(unknown)?.likely, (usdOf(known)?.likely ?? 0) > 1]).toEqual([undefined, true]);
    const team: TeamRules = {
      version: '0',
      approvals: [
        { name: 'dear', count: 1, when: { monthlyUsdOver: 1 } },
        { name: 'prod', count: 1, when: { environment: ['prod'] } },
      ],
    };
    const under = (recommendation: typeof known, approvals = team.approvals) => {
      const review = reviewUnder({ ...team, approvals });
      return { ...review, latest: { ...review.latest, recommendation } };
    };
    const [dear = { name: '', count: 1 }] = team.approvals;
    expect(approvalStates(under(known, [dear]))).toHaveLength(1);
    const waiting = under(unknown, [dear]);
    expect([approvalStates(waiting), unjudgedRules(waiting)]).toEqual([[], ['dear']]);
    const prod = reviewUnder(team);
    expect(approvalStates(prod).map(({ rule }) => rule.name)).toEqual(['prod']);
    expect(refusal(waiting, { kind: 'accept' }, actor(BEN))).toEqual({ kind: 'words-missing', what: 'reason' });
    const accept = { kind: 'accept', reason: 'a pilot' } as const;
    expect(refusal(waiting, accept, actor(BEN, { mayDecide: false }))).toMatchObject({ kind: 'not-approver' });
    expect(done(waiting, accept, actor(BEN)).decision).toMatchObject({ reason: 'a pilot', unjudged: ['dear'] });
    const before = { ...waiting, approvals: [{ byId: CHEN, at: AT, rules: ['dear'] }] };
    expect([approvalStates(before).length, unjudgedRules(before)]).toEqual([1, []]);
  });

  it('asks by cost for a choice against the recommendation that has no estimate', () => {
    const approvals = [{ name: 'dear', count: 1, from: [CHEN], when: { monthlyUsdOver: 5000 } }];
    const review = reviewUnder({ version: '0', approvals });
    const choose = { kind: 'override', option: 'real-time', reason: 'We tile the scans.' } as const;
    const chosen = done(review, choose, actor(review.requesterId));
    expect([chosen.state, stillAsked(chosen)]).toEqual(['proposed', [CHEN]]);
  });

  it.each([
    ['another channel', { channel: ['C0OTHER'] }, 0],
    ['this channel', { channel: ['C0ML'] }, 1],
    ['a word of the name', { environment: ['prod'] }, 1],
    ['a word of the channel', { environment: ['platform'] }, 1],
    ['a word of neither', { environment: ['pro'] }, 0],
    ['a pattern of the assumed Region', { region: ['us-*'] }, 1],
    ['another Region', { region: ['eu-*'] }, 0],
    ['the recommended option', { option: ['asynchronous'] }, 1],
    ['another option', { option: ['serverless'] }, 0],
  ] as const)('are asked for by %s: %j', (_what, when, rules) => {
    // biome-ignore format: a fixture in few lines.
    const team: TeamRules = { version: '0', channel: 'C0ML', channelName: 'ml-platform', approvals: [{ name: 'one', count: 1, when }] };
    expect(approvalStates(reviewUnder(team))).toHaveLength(rules);
  });

  it('are asked for by a word that the channel may have whose name Slack did not tell, and not in a direct message', () => {
    const approvals = [{ name: 'one', count: 1, when: { environment: ['live'] } }];
    const statesIn = (channel: string) => approvalStates(reviewUnder({ version: '0', channel, approvals }));
    expect(['C0ML', 'G0ML', 'D0ADA', 'U0ADA'].map((channel) => statesIn(channel).length)).toEqual([1, 1, 0, 0]);
  });
});

const PEOPLE = [ADA, BEN, CHEN, DINA, 'U0EVE'];

// biome-ignore format: a fixture in few lines.
const anyAction: fc.Arbitrary<ReviewAction> = fc.oneof(
  fc.record({ kind: fc.constant('raise-concern' as const), text: fc.constantFrom('dear', 'slow'), blocking: fc.boolean() }),
  fc.record({ kind: fc.constant('resolve-concern' as const), concernId: fc.integer({ min: 1, max: 4 }), note: fc.constant('done') }),
  fc.record({ kind: fc.constant('re-open-concern' as const), concernId: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('accept' as const), despiteConcerns: fc.constant([1, 2, 3, 4, 5, 6]), reason: fc.constantFrom('', 'because') }),
  fc.record({ kind: fc.constant('override' as const), option: fc.constantFrom('real-time' as const, 'asynchronous' as const, 'serverless' as const),
    reason: fc.constant('we must') }),
  fc.constant({ kind: 'withdraw-approval' as const }),
  fc.constant({ kind: 're-open' as const }),
  fc.record({ kind: fc.constant('set-decider' as const), userId: fc.constantFrom(...PEOPLE, null) }),
  fc.record({ kind: fc.constant('revisit' as const), keep: fc.boolean(), next: fc.constant('2027-05-01') }),
);

describe('whatever five people do', () => {
  const anyDeed = fc.tuple(fc.constantFrom(...PEOPLE), anyAction, fc.boolean());

  it('no decision lacks approvals, passes a blocking concern unnamed, or has the requester resolve one of others', () => {
    fc.assert(
      fc.property(fc.constantFrom(undefined, TWO_ARCHITECTS), fc.array(anyDeed, { maxLength: 25 }), (team, deeds) => {
        let review = reviewUnder(team);
        const events: ReviewEvent[] = [{ kind: 'created', revision: 1, actorId: ADA, at: AT }];
        for (const [step, [userId, action, mayDecide]] of deeds.entries()) {
          const who = { ...actor(userId, { mayDecide }), at: AT + step };
          const before = review;
          const decided = decide(before, action, who);
          if (!decided.ok) continue;
          events.push(...decided.events);
          review = decided.review;
          if (before.decision === null && review.decision !== null) expectSound(before, review, userId);
          if (action.kind === 'resolve-concern' && decided.events.length > 0) {
            const resolved = before.concerns.find(({ id }) => id === action.concernId);
            expect(resolved?.blocking === true && resolved.raised.byId !== ADA && userId === ADA).toBe(false);
          }
        }
        const { states: _, revision, ...told } = rebuild(events);
        expect(revision).toBe(1);
        expect(review).toMatchObject(told);
      }),
      { numRuns: runs(400) },
    );
  });

  function expectSound(before: Review, after: Review, userId: string) {
    if (blockingConcerns(before).length > 0) {
      expect(before.latest.team?.blockingMayBeAcceptedBy).toContain(userId);
      expect(after.decision?.reason).toBeTruthy();
    }
    for (const rule of after.latest.team?.approvals ?? []) {
      const counting = after.approvals.filter(({ rules }) => rules.includes(rule.name)).map(({ byId }) => byId);
      expect(new Set(counting).size).toBeGreaterThanOrEqual(rule.count);
      expect(counting.every((id) => [BEN, CHEN, DINA].some((named) => named === id))).toBe(true);
    }
  }
});

describe('what somebody is told whose approval or answer is refused', () => {
  const anyone = fc.constantFrom(...PEOPLE, ARCHITECTS);
  const named = fc.uniqueArray(anyone, { minLength: 1, maxLength: 3 });
  const anyTeam = fc.record({
    version: fc.constant('0'),
    approvals: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('one', 'two', 'three'),
        count: fc.integer({ min: 1, max: 3 }),
        from: fc.option(named, { nil: undefined }),
        notRequester: fc.boolean(),
      }),
      { maxLength: 3, selector: ({ name }) => name },
    ),
    blockingMayBeAcceptedBy: fc.oneof(fc.constant([]), named),
  });
  const members = new Map([[ARCHITECTS, new Set<string>([CHEN, 'U0FAY'])]]);
  const standing = (id: string, more: object = {}) =>
    actor(id, { members, groups: [...members].flatMap(([group, people]) => (people.has(id) ? [group] : [])), ...more });
  /** Of a group at least one is somebody who hasn't acted yet. */
  const among = (id: string) => [standing(id === ARCHITECTS ? 'U0FAY' : id)];
  const namedIn = (text: string) => [...text.matchAll(/<(?:@|!subteam\^)([A-Z0-9]+)>/g)].map(([, id = '']) => id);

  it('names only people who can do that now, whatever the rules and the approvals', () => {
    let [blocked, others] = [0, 0];
    const check = (review: Review, action: ReviewAction, said: string | undefined) => {
      for (const id of namedIn(said ?? '')) {
        const done = among(id).map((who) => decide(review, action, who));
        expect(done.some((one) => one.ok && one.events.length > 0)).toBe(true);
      }
    };
    fc.assert(
      fc.property(
        anyTeam,
        fc.array(fc.tuple(fc.constantFrom(...PEOPLE), anyAction), { maxLength: 15 }),
        (team, deeds) => {
          let review = reviewUnder(team);
          for (const [step, [userId, action]] of deeds.entries()) {
            const decided = decide(review, action, { ...standing(userId), at: AT + step });
            if (decided.ok) review = decided.review;
            if (review.state !== 'proposed') continue;
            const accept = {
              kind: 'accept',
              despiteConcerns: openConcerns(review).map(({ id }) => id),
              reason: 'so',
            } as const;
            for (const id of PEOPLE) {
              const denied = refusal(review, accept, standing(id));
              if (denied?.kind !== 'blocked' && denied?.kind !== 'not-approver') continue;
              const said = describeRefusal(denied);
              if (denied.kind === 'blocked') blocked += 1;
              else others += 1;
              check(review, accept, denied.kind === 'blocked' ? said.split(', or until ')[1] : said);
              if (denied.kind === 'blocked' && denied.isOwn) expect(said).toContain('until you resolve your concern');
            }
            for (const { id: concernId } of openConcerns(review)) {
              const resolve = { kind: 'resolve-concern', concernId, note: 'so' } as const;
              for (const id of PEOPLE) {
                const denied = refusal(review, resolve, standing(id, { mayDecide: false }));
                if (denied) check(review, resolve, describeRefusal(denied));
              }
            }
          }
        },
      ),
      { numRuns: runs(400) },
    );
    expect(Math.min(blocked, others)).toBeGreaterThan(10);
  });

  it('is that the second approval waits for their own concern, and who need not wait', () => {
    const team = {
      ...TWO_ARCHITECTS,
      approvals: [{ name: 'two', count: 2, from: [BEN, CHEN, DINA] }],
      blockingMayBeAcceptedBy: [CHEN, DINA],
    };
    const accept = { kind: 'accept', despiteConcerns: [1], reason: 'a pilot' } as const;
    const once = done(done(reviewUnder(team), BLOCKING, actor(BEN)), accept, actor(CHEN));
    expect(describeRefusal(refusal(once, accept, actor(BEN)) ?? expect.fail())).toContain(
      '<@U0CHEN> has approved. The next approval waits until you resolve your concern, or until <@U0DINA> approves, with a reason.',
    );
  });

  it('is who need not wait by the user groups that they are in', () => {
    const team = {
      ...TWO_ARCHITECTS,
      approvals: [{ name: 'two', count: 2, from: [ARCHITECTS] }],
      blockingMayBeAcceptedBy: [CHEN],
    };
    const blocked = done(reviewUnder(team), BLOCKING, actor(BEN));
    const denied = refusal(blocked, { kind: 'accept', despiteConcerns: [1], reason: 'so' }, standing(BEN));
    expect(describeRefusal(denied ?? expect.fail())).toContain('or until <@U0CHEN> approves, with a reason.');
  });
});
