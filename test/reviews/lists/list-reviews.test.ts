import { describe, expect, it } from 'vitest';
import { named, recommend } from '../../../src/recommender/index.ts';
import { actOnReview } from '../../../src/reviews/act-on-review.ts';
import { findMissingFacts, groupsAsked, listReviews } from '../../../src/reviews/lists/list.ts';
import type { ReviewList } from '../../../src/reviews/tables.ts';
import { databases } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { openTeam, START, TEAM } from '../support/team.ts';

describe.each(databases())('lists in the %s database', (kind) => {
  const team = forEachTest(() => openTeam(kind));

  const page = (userId: string, list: ReviewList, options: { after?: string; limit?: number; teamId?: string } = {}) =>
    listReviews(team.db, { teamId: TEAM, userId, list, limit: 10, ...options });
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

  it('tell each person why a review waits for them: as requester, as author of a concern, as owner', async () => {
    const { id } = await team.ask('U1', { isPublic: true });
    await team.act('U2', id, { kind: 'raise-concern', text: 'one' });
    await team.act('U3', id, { kind: 'raise-concern', text: 'two' });
    await team.act('U3', id, { kind: 'set-decider', userId: 'U4' });
    const needs = async (userId: string) => (await page(userId, 'needs-me')).reviews.flatMap((review) => review.needs);
    expect(await needs('U1')).toEqual(['open-concerns']);
    expect(await needs('U2')).toEqual([]);
    expect(await needs('U4')).toEqual(['open-concerns', 'decider']);

    await team.act('U1', id, { kind: 'resolve-concern', concernId: 1, note: 'it is not' });
    await team.act('U3', id, { kind: 'resolve-concern', concernId: 2, note: 'never mind' });
    expect(await needs('U1')).toEqual([]);
    expect(await needs('U2')).toEqual(['concern-answered']);
    expect(await needs('U3')).toEqual([]);
    expect(await needs('U4')).toEqual(['decider']);

    await team.act('U4', id, { kind: 'accept' });
    for (const user of ['U1', 'U2', 'U3', 'U4']) expect(await needs(user)).toEqual([]);
  });

  it('tell the requester of a review whose facts are missing, until somebody decides', async () => {
    const vague = { ...named('vague'), payloadSizeMB: 3 };
    const rules = { version: '1', approvals: [{ name: 'lead', count: 1, from: ['U2'] }] };
    const asked = { workload: vague, recommendation: recommend(vague), isPublic: true, team: rules };
    const { id } = await team.ask('U1', asked);
    expect((await page('U1', 'needs-me')).reviews).toMatchObject([{ name: 'vague', needs: ['facts'] }]);
    // Nobody is asked to approve what isn't known yet.
    expect(await names('U2', 'needs-me')).toEqual([]);
    const missing = await findMissingFacts(team.db, [id]);
    expect(missing.get(id)?.length).toBeGreaterThan(0);
    await team.act('U2', id, { kind: 'accept' });
    expect(await names('U1', 'needs-me')).toEqual([]);
  });

  it('have what is due first among what waits for a person, soonest on top, then the newest', async () => {
    const due = async (name: string, date: string | null) => {
      const { id } = await team.ask('U2', { name, isPublic: true });
      await team.act('U2', id, { kind: 'set-decider', userId: 'U1' });
      if (date !== null) await team.act('U2', id, { kind: 'set-decide-by', date, today: '2026-11-24' });
    };
    await due('in a year', '2027-11-30');
    await due('old', null);
    await due('tomorrow', '2026-11-25');
    await due('new', null);
    expect(await names('U1', 'needs-me')).toEqual(['tomorrow', 'in a year', 'new', 'old']);
    const [first] = (await page('U1', 'needs-me')).reviews;
    expect((await page('U1', 'needs-me', { after: first?.cursor ?? '' })).reviews.map(({ name }) => name)).toEqual([
      'in a year',
      'new',
      'old',
    ]);
  });

  it('tell whom a rule of the policy names, person or user group, until they approve or the rule is met', async () => {
    const approvals = [
      { name: 'people', count: 1, from: ['U1', 'U2'], notRequester: true },
      { name: 'group', count: 2, from: ['S1'], notRequester: true },
      { name: 'anybody', count: 1 },
    ];
    const { id } = await team.ask('U1', { isPublic: true, team: { version: '1', approvals } });
    const needs = async (userId: string, groups: string[] = []) => {
      const { reviews } = await listReviews(team.db, { teamId: TEAM, userId, groups, list: 'needs-me', limit: 5 });
      return reviews.flatMap((review) => review.needs);
    };
    expect(await needs('U1', ['S1'])).toEqual([]);
    expect(await needs('U2')).toEqual(['approval']);
    expect(await needs('U3')).toEqual([]);
    expect(await needs('U3', ['S1'])).toEqual(['approval']);
    const accept = (actorId: string, groups: string[]) =>
      team.db
        .transaction()
        .execute((trx) =>
          actOnReview(
            trx,
            { teamId: TEAM, reviewId: id, actorId, action: { kind: 'accept' }, standing: { groups } },
            START + 9000,
          ),
        );
    await accept('U3', ['S1']);
    expect(await needs('U3', ['S1'])).toEqual([]);
    expect(await needs('U4', ['S1'])).toEqual(['approval']);
    await accept('U2', []);
    expect(await needs('U2')).toEqual([]);
    await accept('U4', ['S1']);
    expect(await needs('U5', ['S1'])).toEqual([]);
    expect(await groupsAsked(team.db, TEAM)).toEqual([]);
  });

  it('have a review once that waits for a person and for two of their user groups, over pages too', async () => {
    for (const name of ['a', 'b', 'c']) {
      const { id } = await team.ask('U2', { name, isPublic: true });
      await team.act('U2', id, { kind: 'set-decider', userId: 'U1' });
      const { at } = await team.db
        .selectFrom('review_listings')
        .select('at')
        .where('review_id', '=', id)
        .where('list', '=', 'needs-me')
        .executeTakeFirstOrThrow();
      const row = { review_id: id, team_id: TEAM, list: 'needs-me' as const, at, needs: 'approval' };
      await team.db
        .insertInto('review_listings')
        .values(['S1', 'S2'].map((viewer) => ({ ...row, viewer })))
        .execute();
    }
    expect(await groupsAsked(team.db, TEAM)).toEqual(['S1', 'S2']);
    const groups = ['S1', 'S2'];
    const seen: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 5; pages++) {
      const query = { teamId: TEAM, userId: 'U1', groups, list: 'needs-me' as const, limit: 1 };
      const { reviews, next } = await listReviews(team.db, { ...query, ...(after !== undefined && { after }) });
      expect(reviews).toMatchObject([{ needs: ['approval', 'decider'] }]);
      seen.push(...reviews.map(({ name }) => name));
      if (next === null) break;
      after = next;
    }
    expect(seen).toEqual(['c', 'b', 'a']);
    expect(await names('U3', 'needs-me')).toEqual([]);
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
        blockingConcerns: 0,
        deciderId: 'U4',
        decideBy: '2026-11-30',
        revisitOn: null,
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

  it('have what is to look at again from its day on, soonest on top, until it is kept or taken back', async () => {
    const today = '2027-01-15';
    const ids = new Map<string, string>();
    for (const [name, date] of [
      ['later', '2027-03-01'],
      ['sooner', '2027-02-01'],
      ['never', null],
    ] as const) {
      const { id } = await team.ask('U1', { name, isPublic: name === 'later' });
      ids.set(name, id);
      await team.act('U1', id, { kind: 'accept' });
      await team.act('U1', id, { kind: 'set-revisit', date, today });
    }
    const due = async (dueBy: string, userId = 'U1') => {
      const page = await listReviews(team.db, { teamId: TEAM, userId, list: 'revisit', dueBy, limit: 10 });
      return page.reviews.map(({ name }) => name);
    };
    expect(await due('2027-01-31')).toEqual([]);
    expect(await due('2027-02-01')).toEqual(['sooner']);
    expect(await due('2027-03-01')).toEqual(['sooner', 'later']);
    expect(await due('2027-03-01', 'U9')).toEqual(['later']);
    await team.act('U1', ids.get('sooner') ?? '', { kind: 'revisit', keep: true, next: '2027-05-01' });
    await team.act('U1', ids.get('later') ?? '', { kind: 'revisit', keep: false, next: null });
    expect(await due('2027-04-30')).toEqual([]);
    expect(await due('2027-05-01')).toEqual(['sooner']);
  });

  it('are paged newest first without a gap or a double, private and public ones together, in times that are the same', async () => {
    const expected: string[] = [];
    for (let number = 0; number < 23; number++) {
      const review = await team.ask('U1', { name: `review ${number}`, isPublic: number % 3 === 0 });
      expected.unshift(review.latest.workload.name);
    }
    await team.db
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
