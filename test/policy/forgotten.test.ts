import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { openRecord } from '../../src/open-record.ts';
import type { ReviewAction } from '../../src/reviews/action.ts';
import { forgetInReview } from '../../src/reviews/forget-member.ts';
import { findHistory, findReview } from '../../src/reviews/review-store.ts';
import { forgetMember } from '../../src/slack/erasure/forget-member.ts';
import { submitAction, submitNewReview } from '../../src/slack/outbox/submit-review.ts';
import { FORMER_MEMBER } from '../../src/wording/text.ts';
import { workload } from '../support/workloads.ts';

const POLICY = {
  version: '0',
  defaults: [],
  rules: [{ name: 'no jobs', forbid: { option: ['batch-transform'] as const }, overriddenBy: ['U0BEN'] }],
};

describe('a forgotten person', () => {
  let record: Extract<Awaited<ReturnType<typeof openRecord>>, { ok: true }>;
  beforeEach(async () => {
    const opened = await openRecord('file::memory:');
    if (!opened.ok) throw new Error(opened.text);
    record = opened;
  });
  afterEach(() => record.close());

  it('who overrode a rule is named no more, and the reason is removed with the other texts', async () => {
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

  it('is quoted no more, also in the revisions of others', async () => {
    const { db } = record;
    const stated = workload({ trafficPattern: 'steady' });
    const doubts = [{ words: 'the 800 MB of Bens', readings: [{ field: 'payloadSizeMB', value: 800 } as const] }];
    const recommendation = createAdvisor().advise(stated, {}, doubts);
    expect(recommendation.questions?.[0]?.words).toBe('the 800 MB of Bens');
    const asked = { teamId: 'T1', channelId: 'C1', workload: stated, recommendation };
    await submitNewReview(db, { ...asked, id: 'R1', requesterId: 'U0BEN' });
    const changed = { ...stated, requiresVpc: true };
    const action = { kind: 'revise', baseRevision: 1, workload: changed, recommendation } as const;
    await submitAction({ db, receivers: 0 }, { teamId: 'T1', reviewId: 'R1', actorId: 'U0ADA', action });
    await forgetMember(db, { userId: 'U0BEN', removeTexts: true, actor: 'cli:ops' }, 2);
    const kept = await findReview(db, 'T1', 'R1');
    expect(kept?.latest).toMatchObject({ revision: 2, recommendation: { doubts: [{ words: '(removed)' }] } });
    expect(JSON.stringify([kept, await findHistory(db, 'T1', 'R1')])).not.toContain('of Bens');
  });

  it('leaves no reason in the decision of somebody else who approved what they had chosen', async () => {
    const { db } = record;
    const stated = workload();
    const recommendation = createAdvisor({ policy: null }).advise(stated);
    const option = recommendation.rejected[0]?.option ?? 'real-time';
    const approvals = [{ name: 'two', count: 2, from: ['U0BEN', 'U0CHEN'] }];
    const team = { version: '0', approvals, blockingMayBeAcceptedBy: ['U0CHEN'] };
    const asked = { id: 'R1', teamId: 'T1', requesterId: 'U0ADA', channelId: 'C1', workload: stated, recommendation };
    await submitNewReview(db, { ...asked, team });
    const act = (actorId: string, action: ReviewAction) =>
      submitAction({ db, receivers: 1 }, { teamId: 'T1', reviewId: 'R1', actorId, action });
    await act('U0BEN', { kind: 'override', option, reason: 'Ben knows better.' });
    await act('U0DAN', { kind: 'raise-concern', text: 'Who pays?', blocking: true });
    await act('U0CHEN', { kind: 'accept', despiteConcerns: [1], reason: 'We do.' });
    const forgetting = { userId: 'U0BEN', removeTexts: true, actor: 'cli:ops' };
    await forgetMember(db, forgetting, 2);
    const kept = await findReview(db, 'T1', 'R1');
    expect(kept?.decision).toMatchObject({ byId: 'U0CHEN', reason: '(removed) We do.' });
    expect(kept?.latest.team?.approvals).toEqual([{ ...approvals[0], from: [FORMER_MEMBER, 'U0CHEN'] }]);
    const { events } = await findHistory(db, 'T1', 'R1');
    const queued = await db.selectFrom('slack_outbox').select('asked_words').where('kind', '=', 'webhook').execute();
    expect(queued).toHaveLength(1);
    expect(JSON.stringify([kept, events, queued])).not.toMatch(/U0BEN|Ben knows/);
  });
});
