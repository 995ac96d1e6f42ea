import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import { historyLines } from '../../../../src/reviews/history.ts';
import type { ReviewEvent } from '../../../../src/reviews/record.ts';
import type { Deciders } from '../../../../src/settings/config.ts';
import { answerAsk } from '../../../../src/slack/outbox/answer-question.ts';
import { buildHistory } from '../../../../src/slack/render/thread/history.ts';
import { mentionedIn, withNames } from '../../../../src/slack/render/thread/names.ts';
import { ANA, BEN, CHEN, DINA, PEOPLE, proposed, RULES, tell } from '../../../reviews/support/story.ts';
import { ADVISOR } from '../../../support/advisor.ts';
import { expectGolden } from '../../../support/golden.ts';
import { runs } from '../../../support/lane.ts';
import { HOSTILE_WORDS } from '../../../support/recommendations.ts';
import { NO_TEAM } from '../../../support/reviews.ts';
import { mrkdwnIn, unexpectedMarkup } from '../../markup.ts';
import { readable } from '../../readable.ts';

const BOT = 'U0BOT00001';
const GROUP = 'S0ARCH0001';

const TEAM = {
  ...RULES,
  approvals: [
    { name: 'expensive endpoints', count: 2, from: [GROUP, CHEN], notRequester: true },
    { name: 'anything', count: 1 },
  ],
};

/** A dispute: Ben blocks, Chen approves, the answers change, and it is decided in the end or not. */
const DISPUTE = tell(
  [
    [BEN, { kind: 'raise-concern', text: 'PHI leaves the VPC', blocking: true }],
    [DINA, { kind: 'set-decider', userId: DINA }],
    [BEN, { kind: 'resolve-concern', concernId: 1, note: 'A VPC endpoint keeps it inside' }],
    [CHEN, { kind: 'accept', despiteConcerns: [] }],
    [BEN, { kind: 'raise-concern', text: 'Who is on call?', blocking: true }],
  ],
  proposed(TEAM),
);

interface Told {
  deciders?: Deciders;
  members?: readonly string[] | null;
}

async function ask(
  words: string,
  { review, history } = DISPUTE,
  { deciders = 'channel', members = [DINA] }: Told = {},
) {
  const group = async () => (members === null ? null : new Set(members));
  const handles = async () => new Map(members === null ? [] : [[GROUP, 'arch-council']]);
  const team = { ...NO_TEAM, deciders, group, handles, history: async () => history };
  const answer = await answerAsk({ words, review, botUserId: BOT, advisor: ADVISOR, team, store: async () => 'x' });
  expect(validateMessage(answer)).toEqual([]);
  return withNames(answer, PEOPLE, { botUserId: BOT, teamUrl: 'https://acme.slack.com/' });
}

const said = async (...asked: Parameters<typeof ask>) => readable(await ask(...asked));

describe('the answer to who decides', () => {
  it('reads as reviewed with rules, approvals and a blocking concern', async () => {
    await expectGolden(await said('who decides this?'), 'slack/answers/deciders-rules.txt');
  });

  it('names whom DECIDERS names: the channel, the requester, or people and groups', async () => {
    const plain = tell([]);
    expect(await said('who decides', plain)).toContain("One person decides: anyone in the channel who isn't a guest.");
    expect(await said('who decides', plain, { deciders: 'requester' })).toContain(
      'One person decides: ana, who requested it.',
    );
    const deciders = [CHEN, GROUP];
    expect(await said('who decides', plain, { deciders })).toContain('chen or @arch-council (dina).');
    expect(await said('who decides', plain, { deciders, members: null })).toContain(`chen or user group ${GROUP}.`);
    expect(await said('who decides', plain, { deciders, members: [] })).toContain('which has no members');
  });

  it('says who decided once somebody has', async () => {
    const decided = tell([[CHEN, { kind: 'accept', despiteConcerns: [] }]]);
    const text = await said('who decided this?', decided);
    expect(text).toContain('*Accepted* by chen, requested by ana');
    expect(text).toContain('It took no approvals.');
    expect(text).not.toContain('Who may decide');
    expect(await said('who decides this?', tell([[ANA, { kind: 'withdraw' }]]))).not.toContain('approvals');
  });
});

describe('the history', () => {
  it('reads as reviewed, oldest first', async () => {
    await expectGolden(await said('show history'), 'slack/answers/history-dispute.txt');
  });

  it('keeps the newest of 2,000 events and counts the rest', () => {
    const events: ReviewEvent[] = Array.from({ length: 2000 }, (_, at) => {
      const text = `concern ${at} ${'long '.repeat(100)}`;
      return { kind: 'concern-raised', actorId: BEN, at, concernId: at + 1, text };
    });
    const message = buildHistory(DISPUTE.review, historyLines({ events, revisions: [] }));
    expect(validateMessage(message)).toEqual([]);
    const shown = mrkdwnIn(message.blocks).join('\n');
    const lines = shown.split('\n').filter((line) => line.startsWith('• '));
    expect(shown).toContain(`${2000 - lines.length} earlier events are in the decision record.`);
    expect(lines.at(-1)).toContain('concern 2000');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(400);
  });
});

describe('what changed', () => {
  const { latest } = DISPUTE.review;
  const revise = (payloadSizeMB: number, baseRevision: number) => {
    const { after } = ADVISOR.whatIf(latest.recommendation, { payloadSizeMB });
    return { kind: 'revise', baseRevision, workload: after.workload, recommendation: after } as const;
  };
  const story = tell([
    [BEN, revise(4, 1)],
    [CHEN, revise(900, 2)],
  ]);

  it.each([
    ['what changed since revision 1', 'Revision 1 → 3*: payload 500 → 900 MB'],
    ['what changed?', 'Revision 2 → 3*: payload 4 → 900 MB'],
    ['what changed in revision 2', 'Revision 1 → 2*: payload 500 → 4 MB'],
    ['diff between revision 3 and 1', 'Revision 1 → 3*: payload 500 → 900 MB'],
    ['what changed since the original', 'Revision 1 → 3*:'],
    ['what changed since revision 7', 'There is no revision 7. There are revisions 1 to 3.'],
    ['what changed since revision 0', 'There is no revision 0. There are revisions 1 to 3.'],
    ['what changed since revision 3', 'Revision 3 is the latest: nothing has changed since.'],
    ['what changed in revision 1', 'Revision 1 is the first, so it changed nothing.'],
    ['diff of revision 2 and revision 2', 'That is one revision. Name two.'],
  ])('%s', async (words, answer) => {
    expect(await said(words, story)).toContain(answer);
  });

  it('says who made each revision since', async () => {
    const text = await said('what changed since revision 1', story);
    expect(text).toMatch(/• Revision 2 by ben .*\n• Revision 3 by chen/);
  });
});

describe('names in an answer', () => {
  it('mention nobody but the bot, for any name', async () => {
    const questions = ['who decides', 'history', 'what changed', 'status', 'help', 'assumptions'];
    const anyName = fc.oneof(fc.constantFrom(...HOSTILE_WORDS), fc.string());
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...questions), anyName, async (words, name) => {
        const team = {
          ...NO_TEAM,
          deciders: [CHEN, GROUP],
          group: async () => new Set([DINA]),
          handles: async () => new Map([[GROUP, name]]),
          history: async () => DISPUTE.history,
        };
        const asked = { words, review: DISPUTE.review, botUserId: BOT, advisor: ADVISOR, team, store: async () => 'x' };
        const answer = withNames(await answerAsk(asked), new Map([[BEN, name]]), {
          botUserId: BOT,
          teamUrl: 'https://acme.slack.com/',
        });
        expect(mentionedIn(answer, BOT)).toEqual([]);
        const texts = [answer.text, ...mrkdwnIn(answer.blocks)];
        const markup = texts.flatMap((text) => unexpectedMarkup(text, [`<@${BOT}>`]));
        expect(markup.filter((it) => !/^<(?:!date\^|https:\/\/acme\.slack\.com\/team\/U)/.test(it))).toEqual([]);
      }),
      { numRuns: runs(50) },
    );
  });

  it('of 80 characters are shortened where 60 events would be too long for Slack with them', () => {
    const events: ReviewEvent[] = Array.from({ length: 60 }, (_, at) => {
      return { kind: 'decider-set', actorId: BEN, at, deciderId: CHEN };
    });
    const message = buildHistory(DISPUTE.review, historyLines({ events, revisions: [] }));
    const names = new Map([BEN, CHEN].map((id) => [id, 'Maximiliana '.repeat(6)] as const));
    const named = withNames(message, names, { botUserId: BOT, teamUrl: 'https://acme.slack.com/' });
    expect(validateMessage(named)).toEqual([]);
    expect(mrkdwnIn(named.blocks).join('\n')).toContain('*Maximiliana…*');
    const unnamed = withNames(message, new Map(), { botUserId: BOT, teamUrl: 'https://acme.slack.com/' });
    expect(validateMessage(unnamed)).toEqual([]);
  });

  it('are links to the profile where Slack tells no name', () => {
    const message = { text: `<@${ANA}>`, blocks: [] };
    const link = `<https://acme.slack.com/team/${ANA}|${ANA}>`;
    expect(withNames(message, new Map(), { botUserId: BOT, teamUrl: 'https://acme.slack.com/' }).text).toBe(link);
  });
});
