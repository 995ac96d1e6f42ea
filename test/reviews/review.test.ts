import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../src/recommender/index.ts';
import type { Refusal, ReviewAction, ReviewActionKind } from '../../src/reviews/action.ts';
import { allows, decide, mayBeRevised } from '../../src/reviews/decide.ts';
import type { Review, ReviewState } from '../../src/reviews/record.ts';
import { describeRefusal } from '../../src/slack/render/dialogs/dialog.ts';
import { workload } from '../support/workloads.ts';

const STATES = ['proposed', 'accepted', 'overridden', 'withdrawn', 'superseded'] as const;
const AT = 1_800_000_000_000;
const LATER = AT + 60_000;

const WORKLOAD = workload({ name: 'ct-scan-triage', payloadSizeMB: 500 });
const RULE = { name: 'no jobs', forbid: { option: ['batch-transform'] }, overriddenBy: ['U1', 'U2'] } as const;
const RECOMMENDATION = {
  ...recommend(WORKLOAD, undefined, [RULE]),
  policy: { version: '0', rules: [RULE], decidedBy: [], technicallyBest: null },
};
const RECOMMENDED = RECOMMENDATION.choice?.option ?? 'asynchronous';
const CHANGED: Workload = { ...WORKLOAD, payloadSizeMB: 3 };
const NOTHING_FITS = { ...RECOMMENDATION, kind: 'nothing-fits' as const, choice: null };

/** A review of U1's in a state that U5 brought it into, with an open concern of U3's. */
function reviewIn(state: ReviewState, changes: Partial<Review> = {}): Review {
  const isDecided = state === 'accepted' || state === 'overridden';
  const option = state === 'accepted' ? RECOMMENDED : 'real-time';
  return {
    id: 'R1',
    teamId: 'T1',
    requesterId: 'U1',
    state,
    since: { byId: state === 'proposed' ? 'U1' : 'U5', at: AT, reason: state === 'withdrawn' ? 'not needed' : null },
    version: 7,
    latest: {
      revision: 2,
      workload: WORKLOAD,
      recommendation: RECOMMENDATION,
      factsVersion: RECOMMENDATION.facts.version,
      authorId: 'U2',
      createdAt: AT,
    },
    concerns: [
      {
        id: 1,
        text: 'too slow',
        blocking: false,
        raised: { byId: 'U2', at: AT },
        resolved: { byId: 'U1', at: AT, note: 'it is not' },
      },
      { id: 2, text: 'too dear', blocking: false, raised: { byId: 'U3', at: AT }, resolved: null },
    ],
    approvals: [],
    candidate: null,
    revisitOn: null,
    decision: isDecided
      ? { kind: state, option, revision: 2, reason: null, own: false, despiteConcerns: [2], byId: 'U5', at: AT }
      : null,
    deciderId: null,
    decideBy: null,
    endpoint: null,
    supersedes: null,
    supersededBy: state === 'superseded' ? 'R2' : null,
    isPublic: false,
    createdAt: AT,
    ...changes,
  };
}

/** One action of each kind that a state may allow. */
const ACTIONS: Readonly<Record<ReviewActionKind, ReviewAction>> = {
  'raise-concern': { kind: 'raise-concern', text: 'no failover' },
  'resolve-concern': { kind: 'resolve-concern', concernId: 2, note: 'within the budget' },
  accept: { kind: 'accept', despiteConcerns: [2], seenRevision: 2 },
  override: { kind: 'override', option: 'real-time', reason: 'we read from S3', seenRevision: 2 },
  withdraw: { kind: 'withdraw', reason: 'not needed' },
  're-open': { kind: 're-open', reason: 'prices fell' },
  supersede: { kind: 'supersede', byReviewId: 'R2' },
  'set-decider': { kind: 'set-decider', userId: 'U4' },
  'set-decide-by': { kind: 'set-decide-by', date: '2026-11-30', today: '2026-11-24' },
  'note-endpoint': { kind: 'note-endpoint', endpoint: 'ct-scans-prod' },
  're-open-concern': { kind: 're-open-concern', concernId: 1, reason: 'it is after all' },
  'withdraw-approval': { kind: 'withdraw-approval' },
  'set-revisit': { kind: 'set-revisit', date: '2027-02-27', today: '2026-11-24' },
  revisit: { kind: 'revisit', keep: true, next: '2027-05-28' },
  'override-policy': {
    kind: 'override-policy',
    rules: ['no jobs'],
    reason: 'a pilot',
    baseRevision: 2,
    recommendation: recommend(CHANGED),
  },
  revise: { kind: 'revise', baseRevision: 2, workload: CHANGED, recommendation: recommend(CHANGED) },
};
const KINDS = Object.keys(ACTIONS) as ReviewActionKind[];

const CLOSED = 'no: closed';
const EARLY = 'no: not-decided';
const ALL_CLOSED = [CLOSED, CLOSED, CLOSED, CLOSED] as const;

/** The state that an action leads to from each of the states, for the requester as for anybody else; or why it is refused. */
const TABLE: Readonly<Record<ReviewActionKind, readonly string[]>> = {
  'raise-concern': ['proposed', ...ALL_CLOSED],
  'resolve-concern': ['proposed', 'accepted', 'overridden', CLOSED, CLOSED],
  're-open-concern': ['proposed', ...ALL_CLOSED],
  'withdraw-approval': ['no: no-approval', ...ALL_CLOSED],
  'set-revisit': [EARLY, 'accepted', 'overridden', CLOSED, CLOSED],
  revisit: [EARLY, 'accepted', 'overridden', CLOSED, CLOSED],
  accept: ['accepted', ...ALL_CLOSED],
  override: ['overridden', ...ALL_CLOSED],
  withdraw: ['withdrawn', ...ALL_CLOSED],
  're-open': [EARLY, 'proposed', 'proposed', 'proposed', CLOSED],
  supersede: ['superseded', 'superseded', 'superseded', CLOSED, CLOSED],
  'set-decider': ['proposed', ...ALL_CLOSED],
  'set-decide-by': ['proposed', ...ALL_CLOSED],
  'note-endpoint': [EARLY, 'accepted', 'overridden', CLOSED, CLOSED],
  revise: ['proposed', ...ALL_CLOSED],
  'override-policy': ['proposed', ...ALL_CLOSED],
};

const ROWS = STATES.flatMap((state, at) =>
  KINDS.flatMap((kind) =>
    (['U1', 'U2'] as const).map((userId) => [state, kind, userId, TABLE[kind][at] ?? ''] as const),
  ),
);

describe('the table of (state, action, actor)', () => {
  it.each(ROWS)('in %s, %s by %s leads to: %s', (state, kind, userId, expected) => {
    const before = reviewIn(state);
    const frozen = JSON.stringify(before);
    const decided = decide(before, ACTIONS[kind], { userId, at: LATER });
    expect(JSON.stringify(before)).toBe(frozen);
    expect(decided.ok ? decided.review.state : `no: ${decided.refusal.kind}`).toBe(expected);
    expect(allows(before, kind)).toBe(decided.ok || decided.refusal.kind === 'no-approval');
    if (!decided.ok) return;
    expect(decided.events).toMatchObject([{ actorId: userId, at: LATER }]);
    expect(decided.review.version).toBe(before.version + 1);
    expect(decided.review.since.at).toBe(expected === state ? AT : LATER);
  });

  it('lets nothing out that was not tried: 160 rows', () => {
    expect(ROWS).toHaveLength(160);
  });

  it('says whether the answers may be changed', () => {
    expect(STATES.filter(mayBeRevised)).toEqual(['proposed']);
  });
});

const act = (review: Review, action: ReviewAction, userId = 'U4') => decide(review, action, { userId, at: LATER });
const refusalOf = (review: Review, action: ReviewAction, userId = 'U4'): Refusal | undefined => {
  const decided = act(review, action, userId);
  return decided.ok ? undefined : decided.refusal;
};
const eventsOf = (review: Review, action: ReviewAction, userId = 'U4') => {
  const decided = act(review, action, userId);
  return decided.ok ? decided.events : undefined;
};

describe('a refusal', () => {
  it('tells who was first, when, and why if it was said', () => {
    expect(refusalOf(reviewIn('withdrawn'), ACTIONS.accept)).toEqual({
      kind: 'closed',
      state: 'withdrawn',
      byId: 'U5',
      at: AT,
      reason: 'not needed',
      supersededBy: null,
    });
    expect(refusalOf(reviewIn('superseded'), ACTIONS.accept)).toMatchObject({ supersededBy: 'R2' });
  });

  it('tells who resolved a concern first, and when', () => {
    expect(refusalOf(reviewIn('proposed'), { kind: 'resolve-concern', concernId: 1, note: 'x' })).toMatchObject({
      kind: 'concern-resolved',
      concern: { id: 1, resolved: { byId: 'U1', at: AT, note: 'it is not' } },
    });
    const unknown = { kind: 'resolve-concern', concernId: 9, note: 'x' } as const;
    expect(refusalOf(reviewIn('proposed'), unknown)).toEqual({ kind: 'no-such-concern' });
  });
});

describe('accepting', () => {
  it('is refused while a concern is open that was not confirmed, one raised since the person looked included', () => {
    const review = reviewIn('proposed');
    const [, open] = review.concerns;
    for (const despiteConcerns of [undefined, [], [1]]) {
      const action: ReviewAction = { kind: 'accept', ...(despiteConcerns && { despiteConcerns }) };
      expect(refusalOf(review, action)).toEqual({ kind: 'open-concerns', concerns: [open] });
    }
    const raised = act(review, { kind: 'raise-concern', text: 'new' });
    expect(raised.ok && refusalOf(raised.review, { kind: 'accept', despiteConcerns: [2] })).toMatchObject({
      kind: 'open-concerns',
      concerns: [{ id: 2 }, { id: 3 }],
    });
  });

  it('names the option, the revision and the concerns in spite of which it was done', () => {
    const decided = act(reviewIn('proposed'), ACTIONS.accept);
    expect(decided).toMatchObject({
      ok: true,
      events: [{ kind: 'accepted', option: RECOMMENDED, revision: 2, own: false, despiteConcerns: [2] }],
      review: { decision: { kind: 'accepted', option: RECOMMENDED, byId: 'U4', at: LATER, own: false } },
    });
  });

  it("one's own is shown as such", () => {
    expect(act(reviewIn('proposed'), ACTIONS.accept, 'U1')).toMatchObject({
      events: [{ own: true }],
      review: { decision: { own: true } },
    });
  });

  it('or overriding what was changed since the person looked is refused', () => {
    for (const kind of ['accept', 'override'] as const) {
      expect(refusalOf(reviewIn('proposed'), { ...ACTIONS[kind], seenRevision: 1 } as ReviewAction)).toEqual({
        kind: 'stale',
        revision: 2,
        byId: 'U2',
        at: AT,
      });
    }
  });

  it('where no option fits is refused; another option may still be chosen', () => {
    const base = reviewIn('proposed');
    const review = { ...base, latest: { ...base.latest, recommendation: NOTHING_FITS } };
    expect(refusalOf(review, ACTIONS.accept)).toEqual({ kind: 'nothing-fits' });
    expect(act(review, ACTIONS.override)).toMatchObject({ ok: true, events: [{ recommended: null }] });
  });
});

describe('overriding', () => {
  it('needs another option than the recommended one, and a reason', () => {
    const review = reviewIn('proposed');
    const same = { kind: 'override', option: RECOMMENDED, reason: 'x' } as const;
    expect(refusalOf(review, same)).toEqual({ kind: 'same-option', option: RECOMMENDED });
    expect(refusalOf(review, { kind: 'override', option: 'real-time', reason: '  ' })).toEqual({
      kind: 'words-missing',
      what: 'reason',
    });
  });

  it('keeps both options and the reason', () => {
    expect(act(reviewIn('proposed'), ACTIONS.override)).toMatchObject({
      events: [{ option: 'real-time', recommended: RECOMMENDED, reason: 'we read from S3', despiteConcerns: [2] }],
      review: { decision: { kind: 'overridden', option: 'real-time', reason: 'we read from S3' } },
    });
  });
});

describe('re-opening', () => {
  it('takes the decision and the endpoint back, and keeps the concerns', () => {
    const decided = act(reviewIn('accepted', { endpoint: 'prod' }), ACTIONS['re-open']);
    expect(decided).toMatchObject({
      events: [{ kind: 're-opened', from: 'accepted', reason: 'prices fell' }],
      review: { decision: null, endpoint: null, since: { byId: 'U4', at: LATER, reason: 'prices fell' } },
    });
    expect(decided.ok && decided.review.concerns).toHaveLength(2);
  });
});

describe('looking at a decision again', () => {
  const accepted = reviewIn('accepted', { revisitOn: '2027-02-27' });
  const revisit = (seen: { decidedAt: number; revisitOn: string | null }) =>
    refusalOf(accepted, { kind: 'revisit', keep: true, next: '2027-05-28', seen });

  it.each([
    ['another decision', { decidedAt: AT - 1, revisitOn: '2027-02-27' }],
    ['another date', { decidedAt: AT, revisitOn: '2027-02-26' }],
    ['no date', { decidedAt: AT, revisitOn: null }],
  ])('is refused to who has seen %s', (_, seen) => {
    expect(revisit(seen)).toEqual({ kind: 'revisited', revisitOn: '2027-02-27' });
  });

  it('is done by who has seen this decision and this date', () => {
    expect(revisit({ decidedAt: AT, revisitOn: '2027-02-27' })).toBeUndefined();
  });
});

describe('doing what is done already', () => {
  // biome-ignore format: one case a line.
  it.each<[string, Review, ReviewAction, string]>([
    ['a concern in the same words', reviewIn('proposed'), { kind: 'raise-concern', text: ' too dear ' }, 'U3'],
    ['the same decider', reviewIn('proposed', { deciderId: 'U4' }), ACTIONS['set-decider'], 'U1'],
    ['the same day', reviewIn('proposed', { decideBy: '2026-11-30' }), ACTIONS['set-decide-by'], 'U1'],
    ['the same endpoint', reviewIn('accepted', { endpoint: 'ct-scans-prod' }), ACTIONS['note-endpoint'], 'U1'],
    ['the same answers', reviewIn('proposed'), { ...ACTIONS.revise, baseRevision: 1, workload: WORKLOAD } as ReviewAction, 'U2'],
  ])('changes nothing: %s', (_what, review, action, userId) => {
    expect(act(review, action, userId)).toEqual({ ok: true, events: [], review });
  });

  it('is not the same concern when somebody else has it, or when it was resolved', () => {
    expect(eventsOf(reviewIn('proposed'), { kind: 'raise-concern', text: 'too dear' }, 'U4')).toHaveLength(1);
    expect(eventsOf(reviewIn('proposed'), { kind: 'raise-concern', text: 'too slow' }, 'U2')).toHaveLength(1);
  });
});

describe('words', () => {
  it('of a concern and its answer are needed, 1,000 characters at most, without the spaces around them', () => {
    const review = reviewIn('proposed');
    expect(refusalOf(review, { kind: 'raise-concern', text: ' \n ' })).toEqual({
      kind: 'words-missing',
      what: 'concern',
    });
    expect(refusalOf(review, { kind: 'resolve-concern', concernId: 2, note: '' })).toEqual({
      kind: 'words-missing',
      what: 'note',
    });
    expect(eventsOf(review, { kind: 'raise-concern', text: 'x'.repeat(1000) })).toHaveLength(1);
    expect(refusalOf(review, { kind: 'raise-concern', text: 'x'.repeat(1001) })).toEqual({
      kind: 'words-too-long',
      what: 'concern',
      max: 1000,
    });
    expect(eventsOf(review, { kind: 'raise-concern', text: '  no\u0000 failover ' })).toMatchObject([
      { text: 'no failover' },
    ]);
  });

  it.each(['2026-02-28', '2028-02-29'])('takes %s as a day', (date) => {
    expect(eventsOf(reviewIn('proposed'), { kind: 'set-decide-by', date, today: '2026-01-01' })).toHaveLength(1);
  });

  it.each(['2026-02-29', '2026-13-01', '30.11.2026', 'tomorrow', ''])('does not take "%s" as a day', (date) => {
    expect(refusalOf(reviewIn('proposed'), { kind: 'set-decide-by', date, today: '2026-01-01' })).toEqual({
      kind: 'not-a-day',
    });
  });

  it('refuses a due date before today, unless it was set already', () => {
    const setTo = (date: string): ReviewAction => ({ kind: 'set-decide-by', date, today: '2026-11-30' });
    expect(refusalOf(reviewIn('proposed'), setTo('2026-11-29'))).toEqual({ kind: 'past-day' });
    expect(eventsOf(reviewIn('proposed'), setTo('2026-11-30'))).toHaveLength(1);
    expect(eventsOf(reviewIn('proposed', { decideBy: '2026-11-29' }), setTo('2026-11-29'))).toEqual([]);
  });

  it.each([
    'ct-scans-prod',
    'A1',
    'x'.repeat(63),
    'arn:aws:sagemaker:us-east-1:123456789012:endpoint/ct-scans-prod',
    'arn:aws-us-gov:sagemaker:us-gov-west-1:123456789012:transform-job/nightly-1',
  ])('takes %s as what was deployed', (endpoint) => {
    expect(eventsOf(reviewIn('accepted'), { kind: 'note-endpoint', endpoint: ` ${endpoint} ` })).toMatchObject([
      { endpoint },
    ]);
  });

  it.each([
    '',
    '-x',
    'x-',
    'a b',
    'x'.repeat(64),
    '<!channel>',
    'arn:aws:s3:::bucket',
    'arn:aws:sagemaker:us-east-1:1:endpoint/x',
  ])('does not take "%s" as what was deployed', (endpoint) => {
    expect(refusalOf(reviewIn('accepted'), { kind: 'note-endpoint', endpoint })).toEqual({ kind: 'not-an-endpoint' });
  });
});

describe('revising', () => {
  it('makes the next revision, by the person who changed the answers', () => {
    expect(act(reviewIn('proposed'), ACTIONS.revise)).toMatchObject({
      events: [{ kind: 'revised', revision: 3 }],
      review: { latest: { revision: 3, authorId: 'U4', workload: CHANGED, createdAt: LATER } },
    });
  });

  it('from answers that somebody changed meanwhile is refused, and says by whom and since when', () => {
    const late = { ...ACTIONS.revise, baseRevision: 1 } as ReviewAction;
    expect(refusalOf(reviewIn('proposed'), late)).toEqual({ kind: 'stale', revision: 2, byId: 'U2', at: AT });
  });
});

describe('a review', () => {
  it('cannot take its own place', () => {
    expect(refusalOf(reviewIn('proposed'), { kind: 'supersede', byReviewId: 'R1' })).toEqual({ kind: 'itself' });
  });
});

describe("an override of the team's policy", () => {
  const override = (changes: Partial<Extract<ReviewAction, { kind: 'override-policy' }>> = {}): ReviewAction => ({
    kind: 'override-policy',
    rules: ['no jobs'],
    reason: 'a pilot',
    baseRevision: 2,
    recommendation: recommend(WORKLOAD),
    ...changes,
  });

  it('makes revision 3 and keeps who, which rule and why', () => {
    const review = reviewIn('proposed');
    expect(eventsOf(review, override({ reason: ' a pilot ' }), 'U1')).toEqual([
      { kind: 'policy-overridden', actorId: 'U1', at: LATER, revision: 3, rules: ['no jobs'], reason: 'a pilot' },
    ]);
    const decided = act(review, override(), 'U1');
    expect(decided.ok && decided.review.latest).toMatchObject({ revision: 3, authorId: 'U1' });
  });

  it('is refused to everybody whom the rule does not name, with those whom it names', () => {
    expect(refusalOf(reviewIn('proposed'), override(), 'U4')).toEqual({
      kind: 'policy',
      rule: 'no jobs',
      overriddenBy: ['U1', 'U2'],
    });
  });

  it('needs a reason, a rule that holds, and the revision that was seen', () => {
    const review = reviewIn('proposed');
    expect(refusalOf(review, override({ reason: ' ' }), 'U1')).toEqual({ kind: 'words-missing', what: 'reason' });
    expect(refusalOf(review, override({ rules: ['no GPUs'] }), 'U1')).toEqual({ kind: 'no-such-rule' });
    expect(refusalOf(review, override({ rules: [] }), 'U1')).toEqual({ kind: 'no-such-rule' });
    expect(refusalOf(review, override({ baseRevision: 1 }), 'U1')).toMatchObject({ kind: 'stale', revision: 2 });
  });

  it('comes before the choice of an option that a rule forbids, for all but the 2 people whom the rule names', () => {
    const policy = { ...RECOMMENDATION.policy, decidedBy: ['no jobs'] };
    const latest = { ...reviewIn('proposed').latest, recommendation: { ...RECOMMENDATION, policy } };
    const choice: ReviewAction = { kind: 'override', option: 'batch-transform', reason: 'we like it' };
    expect(refusalOf(reviewIn('proposed', { latest }), choice, 'U4')).toEqual({
      kind: 'policy',
      rule: 'no jobs',
      overriddenBy: ['U1', 'U2'],
    });
    expect(eventsOf(reviewIn('proposed', { latest }), choice, 'U1')).toMatchObject([
      { kind: 'overridden', option: 'batch-transform', reason: 'we like it' },
    ]);
  });

  it('is not promised for a rule that did not decide, whose message has no button for it', () => {
    const choice: ReviewAction = { kind: 'override', option: 'batch-transform', reason: 'we like it' };
    const refusal = refusalOf(reviewIn('proposed'), choice, 'U4');
    expect(refusal).toEqual({ kind: 'forbidden', rule: 'no jobs' });
    expect(refusal && describeRefusal(refusal)).toBe(
      'Policy "no jobs" forbids this option. Only a rule that decided the recommendation can be overridden.',
    );
  });

  it('comes first for a technically impossible option too, where its instances are forbidden: real-time at 500 MB', () => {
    const rule = { name: 'no GPUs', forbid: { instanceType: ['ml.g*', 'ml.p*'] }, overriddenBy: ['U1'] };
    const workload = { ...WORKLOAD, requiresGpu: true };
    const policy = { version: '0', rules: [rule], decidedBy: ['no GPUs'], technicallyBest: null };
    const recommendation = { ...recommend(workload, undefined, [rule]), policy };
    const latest = { ...reviewIn('proposed').latest, workload, recommendation };
    const choice: ReviewAction = { kind: 'override', option: 'real-time', reason: 'we like it' };
    expect(refusalOf(reviewIn('proposed', { latest }), choice, 'U3')).toEqual({
      kind: 'policy',
      rule: 'no GPUs',
      overriddenBy: ['U1'],
    });
  });
});
