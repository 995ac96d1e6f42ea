import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamedReview, ReviewEvent } from '../../src/reviews/record.ts';
import { writeBody } from '../../src/webhooks/body.ts';
import { judgeOf } from '../schemas/support.ts';
import { anyReview, REVIEWS } from '../support/reviews.ts';

const ADA = 'U0ANA00001';
const BEN = 'U0BEN00001';

function told(review: NamedReview, events: ReviewEvent[], names: [string, string][] = []) {
  const around = { url: null, names: new Map(names), neighbours: review.neighbours, policyNow: null };
  return JSON.parse(writeBody({ review, revisions: [review.latest], events }, around));
}

const withdrawal = { kind: 'withdrawn', actorId: ADA, at: 1_795_514_400_000, reason: null } as const;

describe('the body of a webhook', () => {
  it('names everyone who approved or decided, each once', () => {
    const approval = (byId: string) => ({ byId, at: 1, rules: ['expensive endpoints'] });
    const review = { ...(REVIEWS['accepted'] as NamedReview), approvals: [approval(ADA), approval(BEN)] };
    expect(told(review, [withdrawal], [[BEN, 'Ben']]).review.decidedBy).toEqual([
      { id: ADA, name: ADA },
      { id: BEN, name: 'Ben' },
    ]);
  });

  it('names a forgotten person in words', () => {
    const review = { ...(REVIEWS['accepted'] as NamedReview), requesterId: 'former-member' };
    const requester = { id: 'former-member', name: 'a former member' };
    expect(told(review, [withdrawal]).review.requester).toEqual(requester);
  });

  it('is about the last event that receivers hear of, also where somebody was forgotten since', () => {
    const decided: ReviewEvent = {
      kind: 'accepted',
      actorId: BEN,
      at: 1_795_600_800_000,
      revision: 1,
      option: 'asynchronous',
      own: false,
      despiteConcerns: [],
    };
    const forgotten: ReviewEvent = {
      kind: 'member-forgotten',
      actorId: 'cli:ops',
      at: 1_795_700_000_000,
      texts: false,
    };
    const body = told(REVIEWS['accepted'] as NamedReview, [withdrawal, decided, forgotten]);
    expect(body).toMatchObject({ type: 'review.decided', at: new Date(decided.at).toISOString() });
    expect(body.events.map(({ kind }: { kind: string }) => kind)).toEqual(['withdrawn', 'accepted']);
  });

  it('tells of any review, by the schema that ships, its recommendation, its record and a decision that names an option', () => {
    const judge = judgeOf('decision');
    fc.assert(
      fc.property(anyReview, (review) => {
        const body = told(review, [withdrawal]);
        expect(judge(body)).toBeUndefined();
        expect(body).toMatchObject({ type: 'review.withdrawn', version: 1, review: { id: review.id } });
        expect(body.review.owner?.id ?? null).toBe(review.deciderId);
        expect(body.workload.name).toBe(review.latest.workload.name);
        expect(body.record).toMatch(/^---\nstatus: /);
        expect(body.decision?.option).toBe(review.decision?.option);
      }),
    );
  });
});
