import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import { recommend } from '../../../../src/recommender/index.ts';
import type { Concern, NamedReview } from '../../../../src/reviews/record.ts';
import type { Reminder } from '../../../../src/reviews/reminder.ts';
import { buildReminder } from '../../../../src/slack/render/thread/reminder.ts';
import { FORMER_MEMBER } from '../../../../src/wording/text.ts';
import { CT_SCANS, HOSTILE_WORDS } from '../../../support/recommendations.ts';
import { reviewOf } from '../../../support/reviews.ts';
import { workload } from '../../../support/workloads.ts';

const DUE: Reminder = {
  kind: 'due',
  about: '2026-12-04',
  day: '2026-12-04',
  on: '2026-12-03',
  today: '2026-12-03',
  isLate: false,
};
const NUDGE: Reminder = { ...DUE, kind: 'nudge', about: '1795500000000', day: '2026-11-24' };
const names = new Map([['U0BEN', 'Ben']]);

const concern = (id: number, given: Partial<Concern> = {}): Concern => ({
  id,
  text: 'PHI leaves the VPC',
  blocking: false,
  raised: { byId: 'U0BEN', at: 0 },
  resolved: null,
  ...given,
});
const textOf = (review: Partial<NamedReview>, reminder: Reminder = DUE, recommendation = CT_SCANS) =>
  buildReminder(reviewOf(recommendation, review), reminder, names).text;

const HOSTILE = HOSTILE_WORDS.join(' ');

describe('a reminder', () => {
  it.each([
    ['tomorrow', {}, 'this is due tomorrow.'],
    ['today', { today: '2026-12-04' }, 'this is due today.'],
    ['on Monday', { day: '2026-12-07' }, 'this is due on Monday, December 7.'],
    ['yesterday', { today: '2026-12-05' }, 'this was due on Friday, December 4.'],
    ['next year', { day: '2027-01-04', today: '2026-12-31' }, 'this is due on Monday, January 4, 2027.'],
  ])('of what is due %s says so', (_, given, words) => {
    expect(textOf({}, { ...DUE, ...given })).toBe(`<@U0ANA00001>: ${words} Missing: a decision.`);
  });

  it('names facts, concerns and approvals that are missing, and mentions nobody who raised a concern', () => {
    const unknown = recommend(workload({ name: 'somebody knows more' }));
    const [first] = unknown.questions ?? [];
    expect(first).toBeDefined();
    const concerns = [
      concern(1, { blocking: true }),
      concern(2, { raised: { byId: 'U0GONE', at: 0 }, text: '<!channel>' }),
    ];
    const approvals = [
      { name: 'architects', count: 2, from: ['S0ARCH', 'U0LEAD'] },
      { name: 'anybody', count: 1 },
    ];
    const review = reviewOf(unknown, { concerns, deciderId: 'U0DINA' });
    review.latest.team = { version: '0', approvals };
    expect(buildReminder(review, DUE, names).text).not.toMatch(/approval|S0ARCH/);
    // Once somebody approves nevertheless, the others are asked.
    review.approvals = [{ byId: 'U0LEAD', at: 0, rules: ['anybody'] }];
    const { text } = buildReminder(review, DUE, names);
    expect(text).toMatch(/^<@U0DINA>: this is due tomorrow\. Missing: an answer to “[^”]+\?”/);
    expect(text).toContain('an answer to the blocking concern of Ben “PHI leaves the VPC”');
    expect(text).toContain('an answer to the concern “&lt;!channel&gt;”');
    expect(text).toContain('2 approvals of <!subteam^S0ARCH> or <@U0LEAD>.');
    expect(text).not.toMatch(/U0BEN|U0GONE|a decision/);
  });

  it('is a nudge that counts the days, and its last one says so', () => {
    expect(textOf({}, NUDGE)).toBe('<@U0ANA00001>: nothing has happened here for 9 days. Missing: a decision.');
    const last = buildReminder(reviewOf(CT_SCANS), { ...NUDGE, isLast: true }, names);
    expect(last.text).toContain("I won't bring it up again until something happens here.");
  });

  it('of what is overdue is for owner and requester, each once', () => {
    const overdue: Reminder = { ...DUE, kind: 'overdue', on: '2026-12-07', today: '2026-12-07' };
    const since = 'overdue since Friday, December 4. Missing: a decision.';
    expect(textOf({ deciderId: 'U0DINA' }, overdue)).toBe(`<@U0DINA>, <@U0ANA00001>: ${since}`);
    expect(textOf({}, overdue)).toBe(`<@U0ANA00001>: ${since}`);
  });

  it('mentions nobody where owner and requester are forgotten', () => {
    expect(textOf({ requesterId: FORMER_MEMBER })).toBe('This is due tomorrow. Missing: a decision.');
  });

  it('keeps to what Slack takes, whatever people wrote and however many are asked', () => {
    const concerns = Array.from({ length: 40 }, (_, at) =>
      concern(at + 1, { text: HOSTILE.repeat(20).slice(0, 1000) }),
    );
    const from = Array.from({ length: 60 }, (_, at) => `U0PERSON${at}`);
    const review = reviewOf(CT_SCANS, { concerns, id: 'f'.repeat(36) });
    const approvals = ['1', '2', '3', '4', '5'].map((name) => ({
      name: `${HOSTILE.slice(0, 49)}${name}`,
      count: 20,
      from,
    }));
    review.latest.team = { version: '0', approvals };
    const message = buildReminder(review, { ...DUE, isLate: true }, names);
    expect(validateMessage(message)).toEqual([]);
  });
});
