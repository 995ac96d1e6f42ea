import { describe, expect, it } from 'vitest';
import { actOnReview } from '../../src/reviews/act-on-review.ts';
import { listEvents } from '../../src/reviews/review-rows.ts';
import { findReview } from '../../src/reviews/review-store.ts';
import { databases } from '../database/support/open-test-database.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { openTeam, START, TEAM } from './support/team.ts';

describe.each(databases())('in the %s database', (kind) => {
  const team = forEachTest(() => openTeam(kind));
  const found = (id: string) => findReview(team.db, TEAM, id);

  it('what an action answers is what is found afterwards', async () => {
    const { id } = await team.ask('U1', { isPublic: true });
    const outcomes = [
      await team.act('U2', id, { kind: 'raise-concern', text: 'what of cold starts?' }),
      await team.act('U3', id, { kind: 'raise-concern', text: 'nul\u0000 and \ud83d\ude80 and \ud800' }),
      await team.act('U1', id, { kind: 'resolve-concern', concernId: 1, note: 'none here' }),
      await team.act('U2', id, { kind: 'set-decider', userId: 'U4' }),
      await team.act('U2', id, { kind: 'set-decide-by', date: '2026-11-30', today: '2026-11-24' }),
    ];
    const last = outcomes.at(-1);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const stored = await found(id);
    expect(stored).toMatchObject({ version: 6, deciderId: 'U4', decideBy: '2026-11-30', isPublic: true });
    expect(stored?.concerns[0]).toEqual(last?.ok && last.review.concerns[0]);
    expect(stored?.concerns[1]?.text).toContain('nul and \ud83d\ude80 and ');

    const accepted = await team.act('U4', id, { kind: 'accept', despiteConcerns: [2] });
    expect(accepted.ok && accepted.review.decision).toEqual((await found(id))?.decision);
    await team.act('U4', id, { kind: 'note-endpoint', endpoint: 'ct-scans-prod' });
    expect(await found(id)).toMatchObject({ state: 'accepted', endpoint: 'ct-scans-prod' });
    expect(await listEvents(team.db, TEAM, id)).toHaveLength(8);
  });

  it('an action on a review of another team finds none', async () => {
    const { id } = await team.ask('U1');
    expect(await team.act('U1', id, { kind: 'accept' }, 'T2')).toEqual({ ok: false, kind: 'missing' });
    expect(await found(id)).toMatchObject({ state: 'proposed' });
  });

  it('a second press tells who was first and when, and the review as it stands', async () => {
    const { id } = await team.ask('U1');
    await team.act('U2', id, { kind: 're-open' });
    await team.act('U2', id, { kind: 'accept' });
    expect(await team.act('U3', id, { kind: 'accept' })).toMatchObject({
      ok: false,
      kind: 'refused',
      refusal: { kind: 'closed', state: 'accepted', byId: 'U2', at: START + 2000 },
      review: { state: 'accepted', decision: { byId: 'U2' } },
    });
  });

  it('an action on what somebody changed since it was read is taken on top of that change: both are kept', async () => {
    const { id } = await team.ask('U1');
    // Side by side in one transaction, so that both read the review before either is stored.
    const outcomes = await team.db.transaction().execute((trx) =>
      Promise.all(
        ['what of cold starts?', 'what of quotas?'].map((text) => {
          const asked = { teamId: TEAM, reviewId: id, actorId: 'U2', action: { kind: 'raise-concern', text } } as const;
          return actOnReview(trx, asked, START + 1000);
        }),
      ),
    );
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    const review = await found(id);
    expect(review?.concerns.map(({ text }) => text)).toEqual(['what of cold starts?', 'what of quotas?']);
    expect(review?.version).toBe(3);
  });

  it('concerns that are raised at the same moment are all kept, each with a different number', async () => {
    const { id } = await team.ask('U1');
    await Promise.all(
      Array.from({ length: 12 }, (_, number) => team.act(`U${number}`, id, { kind: 'raise-concern', text: 'same' })),
    );
    const review = await found(id);
    expect(review?.concerns.map((concern) => concern.id)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect(new Set(review?.concerns.map((concern) => concern.raised.byId)).size).toBe(12);
    expect(review?.version).toBe(13);
  });

  it('approvals of 2 people at the same moment both count, and the later one decides', async () => {
    const approvals = [{ name: 'two', count: 2 }];
    const { id } = await team.ask('U1', { team: { version: '0', approvals } });
    const outcomes = await Promise.all([
      team.act('U2', id, { kind: 'accept' }),
      team.act('U3', id, { kind: 'accept' }),
      team.act('U3', id, { kind: 'accept' }),
    ]);
    const events = outcomes.flatMap((outcome) => (outcome.ok ? outcome.events.map(({ kind }) => kind) : []));
    expect(events.filter((event) => event === 'approved')).toHaveLength(2);
    expect(events.filter((event) => event === 'accepted')).toHaveLength(1);
    const review = await found(id);
    expect(review).toMatchObject({ state: 'accepted', version: 4 });
    expect(review?.approvals.map(({ byId }) => byId).sort()).toEqual(['U2', 'U3']);
  });

  it('a blocking concern and an acceptance at the same moment: either it was decided before, or it is blocked', async () => {
    const { id } = await team.ask('U1');
    const [raised, accepted] = await Promise.all([
      team.act('U2', id, { kind: 'raise-concern', text: 'PHI leaves the VPC', blocking: true }),
      team.act('U3', id, { kind: 'accept' }),
    ]);
    expect(raised.ok).not.toBe(accepted.ok);
    expect((await found(id))?.state).toBe(accepted.ok ? 'accepted' : 'proposed');
  });
});
