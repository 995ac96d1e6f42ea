import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listReviews } from '../../../src/reviews/lists/list.ts';
import type { ReviewList } from '../../../src/reviews/tables.ts';
import { DATABASES, openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';
import { gatherTeam, START, TEAM } from '../support/team.ts';

describe.each(DATABASES)('lists in the %s database', (kind) => {
  let database: TestDatabase;
  let team: ReturnType<typeof gatherTeam>;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    team = gatherTeam(database.db);
  });
  afterEach(() => database.close());

  const page = (userId: string, list: ReviewList, options: { after?: string; limit?: number; teamId?: string } = {}) =>
    listReviews(database.db, { teamId: TEAM, userId, list, limit: 10, ...options });
  const names = async (userId: string, list: ReviewList) =>
    (await page(userId, list)).reviews.map((review) => review.name);

  it('show a review that is not public to those who took part, and to nobody else', async () => {
    const { id } = await team.ask('U1', { name: 'private' });
    await team.act('U2', id, { kind: 'raise-concern', text: 'why so slow?' });
    await team.act('U2', id, { kind: 'set-decider', userId: 'U3' });
    for (const user of ['U1', 'U2', 'U3']) expect(await names(user, 'open')).toEqual(['private']);
    expect(await names('U4', 'open')).toEqual([]);
    expect((await page('U1', 'open', { teamId: 'T2' })).reviews).toEqual([]);
  });

  it('show a public review to everybody in its team, once', async () => {
    const { id } = await team.ask('U1', { name: 'public', isPublic: true });
    await team.act('U2', id, { kind: 'raise-concern', text: 'why so slow?' });
    for (const user of ['U1', 'U2', 'U9']) expect(await names(user, 'open')).toEqual(['public']);
    expect((await page('U1', 'open', { teamId: 'T2' })).reviews).toEqual([]);
  });

  it('tell each person why a review waits for them: as requester, as author of a concern, as decider', async () => {
    const { id } = await team.ask('U1', { isPublic: true });
    await team.act('U2', id, { kind: 'raise-concern', text: 'one' });
    await team.act('U3', id, { kind: 'raise-concern', text: 'two' });
    await team.act('U3', id, { kind: 'set-decider', userId: 'U4' });
    const needs = async (userId: string) => (await page(userId, 'needs-me')).reviews.flatMap((review) => review.needs);
    expect(await needs('U1')).toEqual(['open-concerns']);
    expect(await needs('U2')).toEqual([]);
    expect(await needs('U4')).toEqual(['decider']);

    await team.act('U1', id, { kind: 'resolve-concern', concernId: 1, note: 'it is not' });
    await team.act('U3', id, { kind: 'resolve-concern', concernId: 2, note: 'never mind' });
    expect(await needs('U1')).toEqual([]);
    expect(await needs('U2')).toEqual(['concern-answered']);
    expect(await needs('U3')).toEqual([]);

    await team.act('U4', id, { kind: 'accept' });
    for (const user of ['U1', 'U2', 'U3', 'U4']) expect(await needs(user)).toEqual([]);
  });

  it('say what a list has to say of a review', async () => {
    const review = await team.ask('U1', { name: 'scans', isPublic: true });
    await team.act('U2', review.id, { kind: 'raise-concern', text: 'one' });
    await team.act('U2', review.id, { kind: 'set-decider', userId: 'U4' });
    await team.act('U2', review.id, { kind: 'set-decide-by', date: '2026-11-30', today: '2026-11-24' });
    await team.act('U3', review.id, { kind: 'override', option: 'real-time', reason: 'we read from S3' });
    expect((await page('U9', 'decided')).reviews).toEqual([
      {
        id: review.id,
        name: 'scans',
        state: 'overridden',
        requesterId: 'U1',
        revision: 1,
        choice: review.latest.recommendation.choice?.option,
        decided: 'real-time',
        since: { byId: 'U3', at: START + 4000 },
        openConcerns: 1,
        deciderId: 'U4',
        decideBy: '2026-11-30',
        supersededBy: null,
        createdAt: START,
        isPublic: true,
        cursor: `${START + 4000} ${review.id}`,
        needs: [],
      },
    ]);
  });

  it('go on behind any review, by its cursor', async () => {
    for (const name of ['a', 'b', 'c']) await team.ask('U1', { name, isPublic: true });
    const { reviews } = await page('U9', 'open');
    expect(reviews.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
    const after = reviews[0]?.cursor ?? '';
    expect((await page('U9', 'open', { after })).reviews.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('follow the state: open, decided, open again, gone', async () => {
    const { id } = await team.ask('U1', { name: 'a' });
    const where = async () => [await names('U1', 'open'), await names('U1', 'decided')];
    expect(await where()).toEqual([['a'], []]);
    await team.act('U1', id, { kind: 'accept' });
    expect(await where()).toEqual([[], ['a']]);
    await team.act('U1', id, { kind: 're-open' });
    expect(await where()).toEqual([['a'], []]);
    await team.act('U1', id, { kind: 'withdraw' });
    expect(await where()).toEqual([[], []]);
  });

  it('are paged newest first without a gap or a double, private and public ones together, in times that are the same', async () => {
    const expected: string[] = [];
    for (let number = 0; number < 23; number++) {
      const review = await team.ask('U1', { name: `review ${number}`, isPublic: number % 3 === 0 });
      expected.unshift(review.latest.workload.name);
    }
    await database.db
      .updateTable('review_listings')
      .set({ at: START - 1 })
      .where('review_id', 'in', (where) => where.selectFrom('reviews').select('id').where('name', 'like', 'review 1%'))
      .execute();
    const seen: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 10; pages++) {
      const { reviews, next } = await page('U1', 'open', { limit: 5, ...(after !== undefined && { after }) });
      seen.push(...reviews.map((review) => review.name));
      if (next === null) break;
      expect(reviews).toHaveLength(5);
      after = next;
    }
    expect(seen).toHaveLength(23);
    expect(new Set(seen)).toEqual(new Set(expected));
    expect(seen.slice(0, 12)).toEqual(expected.filter((name) => !name.startsWith('review 1')).slice(0, 12));
  });

  it('begin at the beginning where the place to go on from makes no sense', async () => {
    await team.ask('U1', { name: 'a' });
    expect((await page('U1', 'open', { after: '; drop table reviews' })).reviews).toHaveLength(1);
  });
});
