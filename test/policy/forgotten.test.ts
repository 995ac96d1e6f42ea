import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { openRecord } from '../../src/open-record.ts';
import { forgetInReview } from '../../src/reviews/forget-member.ts';
import { findReview } from '../../src/reviews/review-store.ts';
import { submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { FORMER_MEMBER } from '../../src/wording/text.ts';
import { workload } from '../support/workloads.ts';

const POLICY = {
  version: '0',
  defaults: [],
  rules: [{ name: 'no jobs', forbid: { option: ['batch-transform'] as const }, overriddenBy: ['U0BEN'] }],
};

describe('a forgotten person who overrode a rule', () => {
  let record: Extract<Awaited<ReturnType<typeof openRecord>>, { ok: true }>;
  beforeEach(async () => {
    const opened = await openRecord('file::memory:');
    if (!opened.ok) throw new Error(opened.text);
    record = opened;
  });
  afterEach(() => record.close());

  it('is named no more, and the reason is removed with the other texts', async () => {
    const { db } = record;
    const stated = workload();
    const overrides = [{ rule: 'no jobs', byId: 'U0BEN', at: 1, reason: 'Ben knows better.' }];
    const recommendation = createAdvisor({ policy: POLICY }).advise(stated, { overrides });
    const asked = { id: 'R1', teamId: 'T1', requesterId: 'U0ADA', channelId: 'C1', workload: stated, recommendation };
    await submitNewReview(db, asked);
    const forgetting = { userId: 'U0BEN', removeTexts: true, actor: 'cli:ops' };
    await db.transaction().execute((trx) => forgetInReview(trx, 'R1', forgetting, 2));
    const kept = await findReview(db, 'T1', 'R1');
    expect(kept?.latest.recommendation.policy?.overrides).toEqual([
      { rule: 'no jobs', byId: FORMER_MEMBER, at: 1, reason: '(removed)' },
    ]);
    expect(JSON.stringify(kept)).not.toMatch(/U0BEN|Ben knows/);
  });
});
