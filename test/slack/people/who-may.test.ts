import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deciders } from '../../../src/config.ts';
import { type Act, type Denial, denialOf, type Facts, RIGHTS } from '../../../src/slack/people/who-may.ts';

const MEMBER: Facts = {
  isExternal: false,
  isRequester: false,
  isGuest: false,
  isInChannel: true,
  isListed: false,
  hasRequesterLeft: false,
};

/** Kinds of people, and of what is known of them. */
const PEOPLE = {
  member: MEMBER,
  guest: { ...MEMBER, isGuest: true },
  'not in the channel': { ...MEMBER, isInChannel: false },
  requester: { ...MEMBER, isRequester: true },
  'requester, a guest': { ...MEMBER, isRequester: true, isGuest: true },
  listed: { ...MEMBER, isListed: true },
  'listed guest elsewhere': { ...MEMBER, isListed: true, isGuest: true, isInChannel: false },
  'member after the requester left': { ...MEMBER, hasRequesterLeft: true },
  'guest after the requester left': { ...MEMBER, hasRequesterLeft: true, isGuest: true },
  'nothing known': { ...MEMBER, isGuest: null, isInChannel: null, isListed: null, hasRequesterLeft: null },
  'listed outsider': { ...MEMBER, isExternal: true, isListed: true },
} satisfies Record<string, Facts>;
type Kind = keyof typeof PEOPLE;

const DECIDERS = { channel: 'channel', requester: 'requester', list: ['U0ANA', 'S0TEAM'] } satisfies Record<
  string,
  Deciders
>;

/** One act for each right. */
const ACTS = { member: 'raise-concern', manage: 'withdraw', decide: 'accept' } as const satisfies Record<string, Act>;

/** Why not, for each right in turn: to change anything as a member, to manage, to decide. `.`: permitted. */
type Row = readonly [Denial | '.', Denial | '.', Denial | '.'];
const TABLE: Readonly<Record<keyof typeof DECIDERS, Readonly<Record<Kind, Row>>>> = {
  channel: {
    member: ['.', '.', '.'],
    guest: ['.', 'guest', 'guest'],
    'not in the channel': ['.', 'not-in-channel', 'not-in-channel'],
    requester: ['.', '.', '.'],
    'requester, a guest': ['.', '.', 'guest'],
    listed: ['.', '.', '.'],
    'listed guest elsewhere': ['.', 'guest', 'guest'],
    'member after the requester left': ['.', '.', '.'],
    'guest after the requester left': ['.', 'guest', 'guest'],
    'nothing known': ['.', '.', '.'],
    'listed outsider': ['external', 'external', 'external'],
  },
  requester: {
    member: ['.', 'not-requester', 'not-requester'],
    guest: ['.', 'not-requester', 'not-requester'],
    'not in the channel': ['.', 'not-requester', 'not-requester'],
    requester: ['.', '.', '.'],
    'requester, a guest': ['.', '.', '.'],
    listed: ['.', 'not-requester', 'not-requester'],
    'listed guest elsewhere': ['.', 'not-requester', 'not-requester'],
    'member after the requester left': ['.', '.', '.'],
    'guest after the requester left': ['.', 'guest', 'guest'],
    'nothing known': ['.', 'not-requester', 'not-requester'],
    'listed outsider': ['external', 'external', 'external'],
  },
  list: {
    member: ['.', 'not-listed', 'not-listed'],
    guest: ['.', 'not-listed', 'not-listed'],
    'not in the channel': ['.', 'not-listed', 'not-listed'],
    requester: ['.', '.', 'not-listed'],
    'requester, a guest': ['.', '.', 'not-listed'],
    listed: ['.', '.', '.'],
    'listed guest elsewhere': ['.', '.', '.'],
    'member after the requester left': ['.', 'not-listed', 'not-listed'],
    'guest after the requester left': ['.', 'not-listed', 'not-listed'],
    'nothing known': ['.', '.', '.'],
    'listed outsider': ['external', 'external', 'external'],
  },
};

const rows = Object.entries(TABLE).flatMap(([deciders, people]) =>
  Object.entries(people).map(([kind, row]) => [deciders as keyof typeof DECIDERS, kind as Kind, row] as const),
);

const anyDeciders = fc.constantFrom<Deciders>('channel', 'requester', ['U0ANA'], []);
const anyAct = fc.constantFrom(...(Object.keys(RIGHTS) as Act[]));
const perhaps = fc.constantFrom(true, false, null);
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  isExternal: fc.boolean(),
  isRequester: fc.boolean(),
  isGuest: perhaps,
  isInChannel: perhaps,
  isListed: perhaps,
  hasRequesterLeft: perhaps,
});

describe('denialOf', () => {
  it.each(rows)('with DECIDERS=%s, of a person who is: %s', (deciders, kind, row) => {
    const denials = Object.values(ACTS).map((act) => denialOf(DECIDERS[deciders], act, PEOPLE[kind]) ?? '.');
    expect(denials).toEqual(row);
  });

  it('lets an outsider change nothing, whatever else is known', () => {
    fc.assert(
      fc.property(anyDeciders, anyAct, anyFacts, (deciders, act, facts) => {
        expect(denialOf(deciders, act, { ...facts, isExternal: true })).toBe('external');
      }),
    );
  });

  it('lets who decides also manage, and who manages also take part', () => {
    fc.assert(
      fc.property(anyDeciders, anyFacts, (deciders, facts) => {
        const may = (act: Act) => denialOf(deciders, act, facts) === undefined;
        if (may('accept')) expect(may('withdraw')).toBe(true);
        if (may('withdraw')) expect(may('raise-concern')).toBe(true);
      }),
    );
  });
});
