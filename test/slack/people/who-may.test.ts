import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deciders } from '../../../src/settings/config.ts';
import { describeDenial } from '../../../src/slack/people/permission.ts';
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
const ALL: Row = ['.', '.', '.'];
const GUEST: Row = ['.', 'guest', 'guest'];
const NOT_REQUESTER: Row = ['.', 'not-requester', 'not-requester'];
const NOT_LISTED: Row = ['.', 'not-listed', 'not-listed'];
const EXTERNAL: Row = ['external', 'external', 'external'];

/** For each kind of person: with DECIDERS=channel, with DECIDERS=requester, with a list. */
const TABLE: Readonly<Record<Kind, readonly [channel: Row, requester: Row, list: Row]>> = {
  member: [ALL, NOT_REQUESTER, NOT_LISTED],
  guest: [GUEST, NOT_REQUESTER, NOT_LISTED],
  'not in the channel': [['.', 'not-in-channel', 'not-in-channel'], NOT_REQUESTER, NOT_LISTED],
  requester: [ALL, ALL, ['.', '.', 'not-listed']],
  'requester, a guest': [['.', '.', 'guest'], ALL, ['.', '.', 'not-listed']],
  listed: [ALL, NOT_REQUESTER, ALL],
  'listed guest elsewhere': [GUEST, NOT_REQUESTER, ALL],
  'member after the requester left': [ALL, ALL, NOT_LISTED],
  'guest after the requester left': [GUEST, GUEST, NOT_LISTED],
  'nothing known': [ALL, NOT_REQUESTER, ALL],
  'listed outsider': [EXTERNAL, EXTERNAL, EXTERNAL],
};

const rows = Object.entries(TABLE).flatMap(([kind, [channel, requester, list]]) =>
  Object.entries({ channel, requester, list }).map(
    ([deciders, row]) => [deciders as keyof typeof DECIDERS, kind as Kind, row] as const,
  ),
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

describe('a refusal', () => {
  it('of an acceptance names the 2 whom the policy asks in place of who may decide otherwise', () => {
    const settings = { deciders: 'channel' } as const;
    const subject = { requesterId: 'U0ADA', channelId: 'C0ML', named: ['S0ARCH', 'U0LEAD'] };
    expect(describeDenial('guest', 'accept', settings, subject)).toBe(
      "You can't decide this: the policy asks <!subteam^S0ARCH>, <@U0LEAD>.",
    );
    expect(describeDenial('guest', 'override', settings, subject)).toBe(
      "Guests can't decide. Full members of <#C0ML> can.",
    );
    expect(describeDenial('external', 'accept', settings, subject)).not.toContain('policy');
  });
});
