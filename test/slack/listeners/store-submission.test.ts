import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../../../src/advice/advisor.ts';
import { createLogger } from '../../../src/logger.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { findReview, findRevision } from '../../../src/reviews/review-store.ts';
import { storeSubmission } from '../../../src/slack/listeners/form-submission.ts';
import { submitAction } from '../../../src/slack/outbox/submit-review.ts';
import { openTestDatabase } from '../../database/support/open-test-database.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { workload } from '../../support/workloads.ts';

const ADA = { teamId: 'T1', userId: 'U1' };
const BEN = { teamId: 'T1', userId: 'U2' };

describe('storeSubmission', () => {
  const logger = createLogger({ level: 'fatal' });
  const record = forEachTest(() => openTestDatabase());

  const people = { channelName: async (id: string) => (id === 'C1' ? 'ml-prod' : undefined) };
  const submit = (
    person: typeof ADA,
    workload: Workload,
    metadata: { draftId?: string; reviewId?: string; baseRevision?: number; supersedes?: string } = {},
    advisor = ADVISOR,
  ) =>
    storeSubmission(
      {
        db: record.db,
        receivers: 0,
        logger,
        advisor,
        people,
        settings: { reviewsPerHour: 2, workspaceReviewsPerHour: 0 },
      },
      {
        person,
        metadata: { draftId: 'draft-1', channelId: 'C1', ...metadata },
        draft: {},
        workload,
        responseAddress: undefined,
      },
    );
  const waiting = async () => {
    const rows = await record.db.selectFrom('slack_outbox').select(['kind', 'version']).orderBy('position').execute();
    return rows.map(({ kind, version }) => `${kind} ${version}`);
  };

  it('stores the review together with the message and the first reply to post', async () => {
    expect(await submit(ADA, workload({ name: 'churn' }))).toEqual({ ok: true, reviewId: 'draft-1' });
    expect(await findReview(record.db, 'T1', 'draft-1')).toMatchObject({ requesterId: 'U1', latest: { revision: 1 } });
    expect(await waiting()).toEqual(['message 1', 'details 1']);
  });

  it('stores a form that is sent twice once', async () => {
    await submit(ADA, workload({ name: 'churn' }));
    expect(await submit(ADA, workload({ name: 'churn' }))).toEqual({ ok: true, reviewId: 'draft-1' });
    expect(await waiting()).toEqual(['message 1', 'details 1']);
  });

  it('makes revision 2 of what was changed before a form was sent again', async () => {
    await submit(ADA, workload({ name: 'churn' }));
    expect(await submit(ADA, workload({ name: 'churn', payloadSizeMB: 30 }))).toMatchObject({ ok: true });
    expect(await findReview(record.db, 'T1', 'draft-1')).toMatchObject({ latest: { revision: 2 } });
  });

  it('keeps the rules of the decision with each revision: as the policy says that day, with the channel and its name', async () => {
    const approvals = [{ name: 'production', when: { environment: ['prod'] }, count: 1, from: ['S0ARCH'] }];
    const told = { version: '0', defaults: [], rules: [], approvals };
    const policy = createAdvisor({ policy: { ...told, revisit: { afterDays: 90 } } });
    await submit(ADA, workload({ name: 'churn' }), {}, policy);
    const first = { version: '0', channel: 'C1', channelName: 'ml-prod', approvals };
    expect((await findReview(record.db, 'T1', 'draft-1'))?.latest.team).toEqual({ ...first, revisitAfterDays: 90 });
    const concerns = { blockingMayBeAcceptedBy: ['U0LEAD'] };
    const later = createAdvisor({ policy: { ...told, version: '1', approvals: [], concerns } });
    const changed = workload({ name: 'churn', payloadSizeMB: 30 });
    await submit(BEN, changed, { reviewId: 'draft-1', baseRevision: 1 }, later);
    const rest = { blockingMayBeAcceptedBy: ['U0LEAD'] };
    const { team } = (await findReview(record.db, 'T1', 'draft-1'))?.latest ?? {};
    expect(team).toEqual({ version: '1', channel: 'C1', approvals: [], ...rest });
    expect((await findRevision(record.db, 'T1', 'draft-1', 1))?.team?.approvals).toEqual(approvals);
  });

  it('keeps no rules without a policy', async () => {
    await submit(ADA, workload({ name: 'churn' }));
    expect((await findReview(record.db, 'T1', 'draft-1'))?.latest.team).toBeUndefined();
  });

  it('says that the review is decided where a form that was changed is sent again too late', async () => {
    await submit(ADA, workload({ name: 'churn' }));
    const accept = { teamId: 'T1', reviewId: 'draft-1', actorId: 'U2', action: { kind: 'accept' } } as const;
    expect(await submitAction({ db: record.db, receivers: 0 }, accept)).toMatchObject({ ok: true });
    expect(await submit(ADA, workload({ name: 'churn', payloadSizeMB: 30 }))).toMatchObject({ ok: false });
    expect(await findReview(record.db, 'T1', 'draft-1')).toMatchObject({ latest: { revision: 1 } });
  });

  it('stores changed answers that are sent twice once, and tells somebody else that they are late', async () => {
    await submit(ADA, workload({ name: 'churn' }));
    const change = { reviewId: 'draft-1', baseRevision: 1 };
    expect(await submit(ADA, workload({ name: 'churn', payloadSizeMB: 30 }), change)).toMatchObject({ ok: true });
    expect(await submit(ADA, workload({ name: 'churn', payloadSizeMB: 30 }), change)).toMatchObject({ ok: true });
    expect(await submit(BEN, workload({ name: 'churn', payloadSizeMB: 30 }), change)).toMatchObject({ ok: false });
    expect(await findReview(record.db, 'T1', 'draft-1')).toMatchObject({ latest: { revision: 2 } });
  });

  it("does not find another team's review", async () => {
    await submit(ADA, workload({ name: 'churn' }));
    const stranger = { teamId: 'T2', userId: 'U1' };
    const change = { reviewId: 'draft-1', baseRevision: 1 };
    expect(await submit(stranger, workload({ name: 'stolen' }), change)).toMatchObject({ ok: false });
    expect(await findReview(record.db, 'T1', 'draft-1')).toMatchObject({ latest: { revision: 1 } });
  });

  it('lets a person start 2 reviews an hour and no 3rd, also none in place of another; changing one still works', async () => {
    for (const draftId of ['first', 'second']) {
      expect(await submit(ADA, workload({ name: 'churn' }), { draftId })).toMatchObject({ ok: true });
    }
    for (const over of [{ draftId: 'third' }, { draftId: 'third', supersedes: 'first' }]) {
      expect(await submit(ADA, workload({ name: 'churn' }), over)).toMatchObject({ ok: false });
      expect(await findReview(record.db, 'T1', 'third')).toBeUndefined();
    }
    expect(await findReview(record.db, 'T1', 'first')).toMatchObject({ state: 'proposed' });

    expect(await submit(ADA, workload({ name: 'churn' }), { draftId: 'second' })).toMatchObject({ ok: true });
    const change = { draftId: 'fourth', reviewId: 'first', baseRevision: 1 };
    expect(await submit(ADA, workload({ name: 'churn', payloadSizeMB: 30 }), change)).toMatchObject({ ok: true });
    expect(await submit(BEN, workload({ name: 'churn' }), { draftId: 'third' })).toMatchObject({ ok: true });
  });
});
