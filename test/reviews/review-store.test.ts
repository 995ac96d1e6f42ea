import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/recommender/index.ts';
import { actOnReview } from '../../src/reviews/act-on-review.ts';
import { listEvents } from '../../src/reviews/review-rows.ts';
import { createReview, findReview, findRevision, type NewReview } from '../../src/reviews/review-store.ts';
import { databases, openTestDatabase } from '../database/support/open-test-database.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { runs } from '../support/lane.ts';
import { anyWorkload } from '../support/recommendations.ts';
import { workload } from '../support/workloads.ts';

describe.each(databases())('in the %s database', (kind) => {
  const database = forEachTest(() => openTestDatabase(kind));

  const NOW = 1_800_000_000_000;
  const WORKLOAD = workload({ name: 'ct-scan-triage', payloadSizeMB: 500 });
  const PROPOSAL: NewReview = {
    teamId: 'T1',
    requesterId: 'U1',
    workload: WORKLOAD,
    recommendation: recommend(WORKLOAD),
  };

  function create(asked: NewReview = PROPOSAL) {
    return database.db.transaction().execute((trx) => createReview(trx, asked, NOW));
  }

  function revise(reviewId: string, baseRevision: number, { authorId = 'U2', teamId = 'T1', payloadSizeMB = 3 } = {}) {
    const workload = { ...WORKLOAD, payloadSizeMB };
    const action = { kind: 'revise', baseRevision, workload, recommendation: recommend(workload) } as const;
    const asked = { teamId, reviewId, actorId: authorId, action };
    return database.db.transaction().execute((trx) => actOnReview(trx, asked, NOW + baseRevision));
  }

  describe('a review', () => {
    it('comes back as it was proposed, with a random id, as revision 1', async () => {
      const { review, created } = await create();
      expect(created).toBe(true);
      expect(review.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(await findReview(database.db, 'T1', review.id)).toEqual({
        id: review.id,
        teamId: 'T1',
        requesterId: 'U1',
        state: 'proposed',
        since: { byId: 'U1', at: NOW, reason: null },
        version: 1,
        concerns: [],
        approvals: [],
        candidate: null,
        revisitOn: null,
        decision: null,
        deciderId: null,
        decideBy: null,
        endpoint: null,
        supersedes: null,
        supersededBy: null,
        isPublic: false,
        createdAt: NOW,
        latest: {
          revision: 1,
          workload: WORKLOAD,
          recommendation: PROPOSAL.recommendation,
          factsVersion: PROPOSAL.recommendation.facts.version,
          authorId: 'U1',
          createdAt: NOW,
        },
      });
    });

    it('keeps every workload and its recommendation to the letter', async () => {
      await fc.assert(
        fc.asyncProperty(anyWorkload, async (workload) => {
          const recommendation = recommend(workload);
          const { review } = await create({ ...PROPOSAL, workload, recommendation });
          const found = await findReview(database.db, 'T1', review.id);
          expect(JSON.stringify(found?.latest.workload)).toBe(JSON.stringify(workload));
          expect(JSON.stringify(found?.latest.recommendation)).toBe(JSON.stringify(recommendation));
        }),
        { numRuns: runs(50, { costly: true }) },
      );
    });

    it('keeps what was heard of its words with revision 1, and later revisions have none', async () => {
      const heard = [{ title: 'Not used', text: '"from the clinic"' }] as const;
      const { review } = await create({ ...PROPOSAL, heard });
      expect(review.latest.heard).toEqual(heard);
      await revise(review.id, 1);
      expect((await findRevision(database.db, 'T1', review.id, 1))?.heard).toEqual(heard);
      expect((await findReview(database.db, 'T1', review.id))?.latest).not.toHaveProperty('heard');
    });

    it('with an id that exists is not made again', async () => {
      await create({ ...PROPOSAL, id: 'one' });
      const { review, created } = await create({ ...PROPOSAL, id: 'one', requesterId: 'U9' });
      expect(created).toBe(false);
      expect(review.requesterId).toBe('U1');
    });

    it('of another team is never found, revised or shown', async () => {
      const { review } = await create();
      expect(await findReview(database.db, 'T2', review.id)).toBeUndefined();
      expect(await findRevision(database.db, 'T2', review.id, 1)).toBeUndefined();
      expect(await listEvents(database.db, 'T2', review.id)).toEqual([]);
      expect(await revise(review.id, 1, { teamId: 'T2' })).toEqual({ ok: false, kind: 'missing' });
      await expect(create({ ...PROPOSAL, id: review.id, teamId: 'T2' })).rejects.toThrow('another team');
    });

    it('is stored whole or not at all', async () => {
      const failing = database.db.transaction().execute(async (trx) => {
        await createReview(trx, { ...PROPOSAL, id: 'half' }, NOW);
        throw new Error('the disk is full');
      });
      await expect(failing).rejects.toThrow('full');
      expect(await findReview(database.db, 'T1', 'half')).toBeUndefined();
      expect((await create({ ...PROPOSAL, id: 'half' })).created).toBe(true);
    });
  });

  describe('a revision', () => {
    it('becomes the latest, and the earlier ones stay as they were', async () => {
      const { review } = await create();
      expect(await revise(review.id, 1)).toMatchObject({
        ok: true,
        review: { latest: { revision: 2, authorId: 'U2' } },
      });
      expect(await findReview(database.db, 'T1', review.id)).toMatchObject({
        latest: { revision: 2, workload: { payloadSizeMB: 3 } },
      });
      expect(await findRevision(database.db, 'T1', review.id, 1)).toEqual(review.latest);
    });

    it('of answers that somebody changed meanwhile is refused, and the review comes with the refusal', async () => {
      const { review } = await create();
      await revise(review.id, 1, { authorId: 'U3' });
      expect(await revise(review.id, 1, { authorId: 'U4', payloadSizeMB: 5 })).toMatchObject({
        ok: false,
        kind: 'refused',
        refusal: { kind: 'stale', revision: 2, byId: 'U3', at: NOW + 1 },
        review: { latest: { revision: 2, authorId: 'U3' } },
      });
    });

    it('with the same answers by the same person twice is stored once', async () => {
      const { review } = await create();
      await revise(review.id, 1);
      expect(await revise(review.id, 1)).toMatchObject({ ok: true, review: { latest: { revision: 2 } } });
      expect(await listEvents(database.db, 'T1', review.id)).toHaveLength(2);
    });
  });

  describe('events', () => {
    it('tell who did what and when, in order', async () => {
      const { review } = await create();
      await revise(review.id, 1);
      await revise(review.id, 2, { authorId: 'U3', payloadSizeMB: 7 });
      expect(await listEvents(database.db, 'T1', review.id)).toEqual([
        { kind: 'created', actorId: 'U1', at: NOW, revision: 1 },
        { kind: 'revised', actorId: 'U2', at: NOW + 1, revision: 2 },
        { kind: 'revised', actorId: 'U3', at: NOW + 2, revision: 3 },
      ]);
    });
  });
});
