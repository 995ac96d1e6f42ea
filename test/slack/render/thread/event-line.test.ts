import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import { recommend } from '../../../../src/recommender/index.ts';
import type { ReviewAction } from '../../../../src/reviews/action.ts';
import type { NamedReview, ReviewEvent } from '../../../../src/reviews/record.ts';
import type { Message } from '../../../../src/slack/render/message.ts';
import { buildEventLine, concernedBy, type Told } from '../../../../src/slack/render/thread/event-line.ts';
import { FORMER_MEMBER } from '../../../../src/wording/text.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { type Deed, play } from '../../../support/played-review.ts';
import { GPU } from '../../../support/priced-workloads.ts';
import {
  anyRecommendation,
  CT_SCANS,
  HOSTILE_WORDS,
  NEEDS_FACTS,
  NOTHING_FITS,
} from '../../../support/recommendations.ts';
import { reviewOf } from '../../../support/reviews.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';
import { readable } from '../../readable.ts';

const [ADA, BEN, CHEN, DINA, EDO, FAY] = ['U0ADA', 'U0BEN', 'U0CHEN', 'U0DINA', 'U0EDO', 'U0FAY'];
const ARCHITECTS = 'S0ARCH';
const NAMES = {
  people: new Map([
    [ADA, 'Ada'],
    [BEN, 'Ben'],
    [CHEN, 'Chen'],
    [DINA, 'Dina'],
    [EDO, 'Edo'],
  ]),
  groups: new Map([[ARCHITECTS, 'arch-council']]),
};
const ARCHITECT = { groups: [ARCHITECTS] };

const TEAM = {
  version: 'a1b2c3d4',
  approvals: [{ name: 'expensive endpoints', count: 2, from: [ARCHITECTS, CHEN], notRequester: true }],
};

/** Ada's proposal. `team`: the rules by which it is decided. */
function proposalOf(recommendation = CT_SCANS, team?: NamedReview['latest']['team']): NamedReview {
  const review = reviewOf(recommendation, { requesterId: ADA, authorId: ADA });
  return { ...review, latest: { ...review.latest, ...(team && { team }) } };
}

function changedTo(payloadSizeMB: number, team?: NamedReview['latest']['team']): ReviewAction {
  const workload = { ...CT_SCANS.workload, payloadSizeMB };
  return { kind: 'revise', baseRevision: 1, workload, recommendation: recommend(workload), team };
}

const peakOf = (peakRequestsPerSecond: number) => recommend({ ...GPU, peakRequestsPerSecond });
const PRICED = peakOf(40);
const pricedAt = (peak: number): ReviewAction => {
  const recommendation = peakOf(peak);
  return { kind: 'revise', baseRevision: 1, workload: recommendation.workload, recommendation, team: TEAM };
};

const resolve = (concernId: number, note: string): ReviewAction => ({ kind: 'resolve-concern', concernId, note });
const realTime: ReviewAction = {
  kind: 'override',
  option: 'real-time',
  reason: 'We tile the scans',
  despiteConcerns: [1],
};
const phi: ReviewAction = { kind: 'raise-concern', text: 'PHI leaves the VPC', blocking: true };

const SCRIPTS: Readonly<Record<string, readonly [NamedReview, readonly Deed[]]>> = {
  'a-dispute': [
    proposalOf(CT_SCANS, TEAM),
    [
      [ADA, { kind: 'set-decider', userId: DINA }],
      [ADA, { kind: 'set-decide-by', date: '2026-12-04', today: '2026-11-24' }],
      [BEN, phi],
      [DINA, { kind: 'raise-concern', text: 'Who is paged?' }],
      [ADA, resolve(2, 'The platform team is.')],
      [DINA, { kind: 're-open-concern', concernId: 2, reason: 'Not on weekends' }],
      [BEN, resolve(1, 'We add a gateway endpoint and the team’s key to the template.')],
      [CHEN, { kind: 'accept', despiteConcerns: [2] }],
      [ADA, changedTo(700, TEAM)],
      [CHEN, { kind: 'accept', despiteConcerns: [2] }],
      [EDO, { kind: 'accept', despiteConcerns: [2] }, ARCHITECT],
      [DINA, { kind: 're-open', reason: 'The bill is twice that' }],
      [ADA, { kind: 'withdraw', reason: 'Not this year' }],
    ],
  ],
  'against-the-recommendation': [
    proposalOf(CT_SCANS, TEAM),
    [
      [BEN, { kind: 'raise-concern', text: 'It costs more' }],
      [BEN, realTime],
      [ADA, { kind: 'override', option: 'asynchronous', reason: 'We cannot tile them' }],
      [CHEN, realTime],
      [CHEN, { kind: 'withdraw-approval' }],
      [CHEN, { kind: 'accept', despiteConcerns: [1] }],
      [EDO, { kind: 'accept', despiteConcerns: [1] }, ARCHITECT],
    ],
  ],
  'without-a-policy': [
    proposalOf(),
    [
      [ADA, { kind: 'accept', revisitAfterDays: 90 }],
      [BEN, { kind: 'revisit', keep: true, next: '2027-05-28' }],
      [BEN, { kind: 'revisit', keep: false, next: null }],
      [ADA, realTime],
      [BEN, { kind: 'supersede', byReviewId: 'review-2' }],
    ],
  ],
  owners: [
    proposalOf(CT_SCANS, TEAM),
    [
      [ADA, { kind: 'set-decide-by', date: '2027-01-15', today: '2026-11-24' }],
      [ADA, { kind: 'set-decider', userId: DINA }],
      [ADA, { kind: 'set-decider', userId: BEN }],
      [DINA, { kind: 'set-decider', userId: DINA }],
      [ADA, { kind: 'set-decide-by', date: null, today: '2026-11-24' }],
      [ADA, { kind: 'set-decider', userId: null }],
    ],
  ],
  'despite-a-blocking-concern': [
    proposalOf(CT_SCANS, { ...TEAM, approvals: [], blockingMayBeAcceptedBy: [CHEN, ARCHITECTS, FAY] }),
    [
      [BEN, phi],
      [CHEN, resolve(1, 'The key is ours.')],
      [FAY, { kind: 're-open-concern', concernId: 1 }],
      [DINA, { kind: 'raise-concern', text: 'Who is paged?' }],
      [FAY, { kind: 'accept', despiteConcerns: [1, 2], reason: 'The pilot has no patient data.' }],
    ],
  ],
  'an-approval-despite-a-blocking-concern': [
    proposalOf(CT_SCANS, { ...TEAM, blockingMayBeAcceptedBy: [ARCHITECTS, CHEN], revisitAfterDays: 120 }),
    [
      [ADA, { kind: 'set-decider', userId: DINA }],
      [BEN, phi],
      [FAY, { ...realTime }, ARCHITECT],
      [CHEN, { kind: 'accept', despiteConcerns: [1], reason: 'The pilot has no patient data' }],
      [DINA, { kind: 're-open' }],
      [CHEN, { kind: 'accept', despiteConcerns: [1], reason: 'The pilot has no patient data' }],
    ],
  ],
  'a-rule-that-a-revision-meets': [
    proposalOf(),
    [
      [BEN, changedTo(700, TEAM)],
      [BEN, { kind: 'set-decide-by', date: '2026-12-04', today: '2026-11-24' }],
    ],
  ],
  'facts-that-a-revision-adds': [proposalOf(NEEDS_FACTS, TEAM), [[ADA, changedTo(700, TEAM)]]],
  'what-it-costs': [
    proposalOf(PRICED, TEAM),
    [
      [BEN, { kind: 'raise-concern', text: 'Who pays?' }],
      [CHEN, { kind: 'accept', despiteConcerns: [1] }],
      [ADA, pricedAt(80)],
      [DINA, { kind: 'raise-concern', text: 'And at night?' }],
      [DINA, { kind: 'override', option: 'serverless', reason: 'Nobody waits', despiteConcerns: [1, 2] }],
    ],
  ],
  'nothing-fits': [
    reviewOf(NOTHING_FITS, { requesterId: ADA, authorId: ADA }),
    [[BEN, { kind: 'override', option: 'real-time', reason: 'The model will be split' }]],
  ],
  'a-rule-set-aside': [
    proposalOf(CT_SCANS, TEAM),
    [
      [CHEN, { kind: 'accept' }],
      [
        DINA,
        {
          kind: 'override-policy',
          rules: ['no queues'],
          reason: 'A pilot',
          baseRevision: 1,
          recommendation: CT_SCANS,
          team: TEAM,
        },
      ],
    ],
  ],
};

/** Every rule may be set aside by Dina. */
const withRule = (review: NamedReview): NamedReview => {
  const rule = { name: 'no queues', forbid: { option: ['asynchronous'] }, overriddenBy: [DINA] } as const;
  const policy = { version: '0', rules: [rule], decidedBy: [], technicallyBest: null };
  return { ...review, latest: { ...review.latest, recommendation: { ...review.latest.recommendation, policy } } };
};

const NEIGHBOURS = {
  supersedes: null,
  supersededBy: { name: 'ct-scans v2', url: 'https://acme.slack.com/archives/C0123/p1795600800000200' },
};

/** What a select offers, and which of it is chosen. */
function choicesIn(line: Message | undefined): string {
  const select = line?.blocks.flatMap((block) => (block.type === 'section' ? [block.accessory] : [])).find(Boolean);
  if (select?.type !== 'static_select') return '';
  const { options = [], initial_option: initial } = select;
  return ` [${options.map(({ text }) => (text.text === initial?.text.text ? `(${text.text})` : text.text)).join(' | ')}]`;
}

const played = (name: string): Told[] => {
  const [review, deeds] = SCRIPTS[name] ?? expect.fail();
  return play({ ...withRule(review), neighbours: NEIGHBOURS }, deeds);
};

describe('the lines in a thread', () => {
  it.each(Object.keys(SCRIPTS))('read as reviewed: %s', async (name) => {
    const lines = played(name).map((told) => {
      const line = buildEventLine(told, NAMES);
      const [, shown = '(no line)'] = line === undefined ? [] : readable({ ...line, text: '-' }).split('text: -\n\n');
      return `[${told.event.kind}]\n${shown.trim()}${choicesIn(line)}`;
    });
    await expectGolden(`${lines.join('\n\n')}\n`, `slack/lines/${name}.txt`);
  });

  it('are there for each kind of event that has one', () => {
    const told = Object.keys(SCRIPTS).flatMap(played);
    const kinds = new Set(told.filter((one) => buildEventLine(one, NAMES)).map(({ event }) => event.kind));
    const silent = ['endpoint-noted', 'revisit-set', 'drifted', 'member-forgotten'];
    expect([...kinds, ...silent].toSorted()).toEqual(Object.keys(ALL_KINDS).toSorted());
  });

  it('are one for the 3 events of one press: a choice, an approval and the decision', () => {
    const one = { ...TEAM, approvals: [{ name: 'any', count: 1, from: [CHEN] }] };
    const told = play(proposalOf(CT_SCANS, one), [[CHEN, { ...realTime }]]).slice(1);
    expect(told.map(({ event }) => event.kind)).toEqual(['option-proposed', 'approved', 'overridden']);
    expect(told.flatMap((each) => buildEventLine(each, NAMES)?.text ?? [])).toEqual([
      expect.stringContaining('Chen approved (1 of 1, *any*) and chose Real-time Inference against the recommendation'),
    ]);
  });

  it('of a decision offer the 60 days of the policy, which hold unless somebody chose others', () => {
    const [, accepted] = play(proposalOf(CT_SCANS, { version: '0', approvals: [], revisitAfterDays: 60 }), [
      [BEN, { kind: 'accept' }],
    ]);
    expect(choicesIn(buildEventLine(accepted ?? expect.fail(), NAMES))).toBe(
      ' [(In 60 days) | In 30 days | In 90 days | In 180 days | Never]',
    );
  });

  it('name one who has no name in Slack "a colleague", and a group without one "a user group"', () => {
    const [created, raised] = play(proposalOf(CT_SCANS, TEAM), [[BEN, phi]]);
    const nobody = { people: new Map<string, string>(), groups: new Map<string, string>() };
    expect(buildEventLine(raised ?? expect.fail(), nobody)?.text).toContain('A colleague raised a blocking concern');
    expect(buildEventLine(created ?? expect.fail(), nobody)?.text).toContain(`<!subteam^${ARCHITECTS}>`);
  });

  it('of an owner whom somebody has replaced meanwhile are left out', () => {
    const told = play(proposalOf(), [
      [ADA, { kind: 'set-decider', userId: DINA }],
      [ADA, { kind: 'set-decider', userId: BEN }],
    ]);
    const [, first] = told;
    const { events = [] } = told.at(-1) ?? {};
    expect(first && buildEventLine({ ...first, events }, NAMES)).toBeUndefined();
  });
});

/** The compiler names a kind that is missing here. */
const ALL_KINDS: Readonly<Record<ReviewEvent['kind'], true>> = {
  created: true,
  revised: true,
  'policy-overridden': true,
  'concern-raised': true,
  'concern-resolved': true,
  'concern-reopened': true,
  approved: true,
  'approval-withdrawn': true,
  'option-proposed': true,
  accepted: true,
  overridden: true,
  withdrawn: true,
  're-opened': true,
  superseded: true,
  'decider-set': true,
  'decide-by-set': true,
  'endpoint-noted': true,
  'revisit-set': true,
  revisited: true,
  drifted: true,
  'member-forgotten': true,
};

const PEOPLE = [ADA, BEN, CHEN, DINA, EDO, FAY];
const person = fc.constantFrom(...PEOPLE);
const words = fc.oneof(
  fc.constantFrom(...HOSTILE_WORDS),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1000 }),
  fc.constantFrom('&', '字').map((character) => character.repeat(1000)),
);
const option = fc.constantFrom('real-time', 'serverless', 'asynchronous', 'batch-transform');
const concernId = fc.integer({ min: 1, max: 3 });
const day = fc.constantFrom('2026-12-04', '2027-01-15', null);
const today = '2026-11-24';
const despiteConcerns = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const anyTeam = fc.option(
  fc.record({
    version: fc.constant('0'),
    approvals: fc.array(
      fc.record({
        name: words,
        count: fc.integer({ min: 1, max: 2 }),
        from: fc.option(fc.array(fc.oneof(person, fc.constant(ARCHITECTS)), { minLength: 1, maxLength: 8 }), {
          nil: undefined,
        }),
        notRequester: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
    blockingMayBeAcceptedBy: fc.array(person, { maxLength: 6 }),
  }),
  { nil: undefined },
);

const anyAction: fc.Arbitrary<ReviewAction> = fc.oneof(
  fc.record({ kind: fc.constant('raise-concern'), text: words, blocking: fc.boolean() }),
  fc.record({ kind: fc.constant('resolve-concern'), concernId, note: words }),
  fc.record({ kind: fc.constant('re-open-concern'), concernId, reason: words }),
  fc.record({ kind: fc.constant('accept'), despiteConcerns: fc.constant(despiteConcerns), reason: words }),
  fc.record({ kind: fc.constant('override'), option, reason: words, despiteConcerns: fc.constant(despiteConcerns) }),
  fc.constant<ReviewAction>({ kind: 'withdraw-approval' }),
  fc.record({ kind: fc.constant('withdraw'), reason: words }),
  fc.record({ kind: fc.constant('re-open'), reason: words }),
  fc.constant<ReviewAction>({ kind: 'supersede', byReviewId: 'review-2' }),
  fc.record({ kind: fc.constant('set-decider'), userId: fc.option(person) }),
  fc.record({ kind: fc.constant('set-decide-by'), date: day, today: fc.constant(today) }),
  fc.record({ kind: fc.constant('set-revisit'), date: day, today: fc.constant(today) }),
  fc.record({ kind: fc.constant('revisit'), keep: fc.boolean(), next: day }),
  fc.constant<ReviewAction>({ kind: 'note-endpoint', endpoint: 'ct-scans' }),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), anyRecommendation, anyTeam)
    .map(([baseRevision, recommendation, team]): ReviewAction => {
      return { kind: 'revise', baseRevision, workload: recommendation.workload, recommendation, team };
    }),
);

const anyDeed: fc.Arbitrary<Deed> = fc
  .tuple(person, anyAction, fc.constantFrom([], [ARCHITECTS]))
  .map(([userId, action, groups]) => [userId, action, { groups }]);

/** What people might do with a review, and somebody who is forgotten afterwards, if anybody is. */
const anyStory = fc.record({
  recommendation: anyRecommendation,
  team: anyTeam,
  deeds: fc.array(anyDeed, { maxLength: 30 }),
  forgotten: fc.option(person),
});

/** As erasure leaves it: the id is replaced wherever it stands. */
const without = (told: Told, id: string | null): Told =>
  id === null ? told : JSON.parse(JSON.stringify(told).replaceAll(`"${id}"`, `"${FORMER_MEMBER}"`));

/** The event among those that it was read with, as the bot reads both. */
const reread = (told: Told): Told => ({
  ...told,
  event: told.events.find(({ at, kind }) => at === told.event.at && kind === told.event.kind) ?? told.event,
});

describe('whom an event concerns, whatever people do', () => {
  const forAll = (check: (told: Told) => void) =>
    fc.assert(
      fc.property(anyStory, ({ recommendation, team, deeds, forgotten }) => {
        for (const told of play(proposalOf(recommendation, team), deeds)) check(reread(without(told, forgotten)));
      }),
      { numRuns: runs(200) },
    );

  it('is never who did it, never a former member, nobody twice, and only people or groups of the review and its rules', () => {
    forAll((told) => {
      const ids = concernedBy(told);
      expect(ids).not.toContain(told.event.actorId);
      expect(ids).not.toContain(FORMER_MEMBER);
      expect(new Set(ids).size).toBe(ids.length);
      const { events: _, event: __, ...known } = told;
      const acted = told.events.flatMap((event) => [event.actorId, 'deciderId' in event ? event.deciderId : null]);
      for (const id of ids) expect(acted.includes(id) || JSON.stringify(known).includes(`"${id}"`)).toBe(true);
    });
  });

  it('is mentioned once in a message that Slack takes, and nobody else is, whatever people typed', () => {
    forAll((told) => {
      const line = buildEventLine(told, NAMES);
      if (line === undefined) return;
      expect(validateMessage(line)).toEqual([]);
      const expected = concernedBy(told).map((id) => (id.startsWith('S') ? `<!subteam^${id}>` : `<@${id}>`));
      for (const mention of expected) expect(line.text.split(mention).length).toBe(2);
      expect([line.text, ...mrkdwnIn(line.blocks)].flatMap((text) => unexpectedMarkup(text, expected))).toEqual([]);
      expect(line.text).not.toContain('\n');
    });
  });
});
