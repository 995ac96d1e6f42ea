import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { MIGRATIONS, type RecordTables } from '../../src/open-record.ts';
import { named, recommend } from '../../src/recommender/index.ts';
import { actOnReview } from '../../src/reviews/act-on-review.ts';
import { listReviews, searchReviews } from '../../src/reviews/lists/list.ts';
import { reviewMigrations } from '../../src/reviews/migrations.ts';
import { listEvents } from '../../src/reviews/review-rows.ts';
import { createReview, findReview, findRevision } from '../../src/reviews/review-store.ts';
import { postingMigrations } from '../../src/slack/migrations.ts';
import { findPost } from '../../src/slack/outbox/posts.ts';
import { databases, makePlace, openTestDatabase } from '../database/support/open-test-database.ts';

const AT = 1_800_000_000_000;

interface FirstTables {
  reviews: Record<string, string | number>;
  review_revisions: Record<string, string | number>;
  review_events: Record<string, string | number>;
  slack_posts: Record<string, string | number>;
  slack_outbox: Record<string, string | number>;
}

/** A database as the first version left it: one review with two revisions, posted, and edit and line still to be made. */
async function openFirstVersion(url: string) {
  const opened = await openDatabase<FirstTables>(url);
  if (!opened.ok) throw new Error(opened.text);
  const { db } = opened;
  await migrate(db, [reviewMigrations.slice(0, 1), postingMigrations.slice(0, 1)]);
  const review = { id: 'R1', team_id: 'T1', requester_id: 'U1', name: 'ct-scans', state: 'proposed' };
  await db
    .insertInto('reviews')
    .values({ ...review, revision: 2, created_at: AT, updated_at: AT + 1 })
    .execute();
  for (const [revision, author_id, payloadSizeMB] of [
    [1, 'U1', 500],
    [2, 'U2', 3],
  ] as const) {
    const workload = { ...named('ct-scans'), payloadSizeMB };
    const told = { workload: JSON.stringify(workload), recommendation: JSON.stringify(recommend(workload)) };
    const created_at = AT + revision - 1;
    const row = { review_id: 'R1', revision, ...told, facts_version: 'first', author_id, created_at };
    await db.insertInto('review_revisions').values(row).execute();
    const kind = revision === 1 ? 'created' : 'revised';
    const event = { kind, actor_id: author_id, detail: JSON.stringify({ revision }), created_at };
    await db
      .insertInto('review_events')
      .values({ review_id: 'R1', position: revision, ...event })
      .execute();
  }
  const place = {
    review_id: 'R1',
    team_id: 'T1',
    channel_id: 'C1',
    can_be_invited: 1,
    message_ts: '1.2',
    details_ts: '1.3',
  };
  await db
    .insertInto('slack_posts')
    .values({ ...place, shown_revision: 1 })
    .execute();
  const job = {
    review_id: 'R1',
    team_id: 'T1',
    position: 3,
    kind: 'update',
    revision: 2,
    state: 'pending',
    attempts: 0,
  };
  const queued = { not_before: AT, requester_id: 'U2', notice_attempts: 0, queued_at: AT };
  await db
    .insertInto('slack_outbox')
    .values([
      { id: 'J1', ...job, ...queued },
      { id: 'J2', ...job, position: 4, kind: 'revision-line', ...queued },
    ])
    .execute();
  await opened.close();
}

describe.each(databases())('a %s database of the first version', (kind) => {
  it('is brought up to date: its reviews can be found, listed, searched, decided, and their posts go on', async () => {
    const place = await makePlace(kind);
    await openFirstVersion(place.url);
    const opened = await openDatabase<RecordTables>(place.url);
    if (!opened.ok) throw new Error(opened.text);
    const { db } = opened;
    await migrate(db, MIGRATIONS);

    const review = await findReview(db, 'T1', 'R1');
    expect(review).toMatchObject({
      state: 'proposed',
      since: { byId: 'U1', at: AT, reason: null },
      version: 2,
      latest: { revision: 2, authorId: 'U2', workload: { payloadSizeMB: 3 } },
      concerns: [],
      decision: null,
      isPublic: false,
    });
    expect(await findRevision(db, 'T1', 'R1', 1)).toMatchObject({ workload: { payloadSizeMB: 500 } });
    expect(await findPost(db, 'T1', 'R1')).toMatchObject({ messageTs: '1.2', shownVersion: 1 });
    expect(await db.selectFrom('slack_outbox').select(['kind', 'version', 'state']).orderBy('id').execute()).toEqual([
      { kind: 'update', version: 2, state: 'pending' },
      { kind: 'event-line', version: 2, state: 'pending' },
    ]);
    for (const userId of ['U1', 'U2']) {
      const listed = await listReviews(db, { teamId: 'T1', userId, list: 'open', limit: 5 });
      const choice = review?.latest.recommendation.choice?.option;
      expect(listed.reviews).toMatchObject([{ id: 'R1', choice, openConcerns: 0 }]);
      const found = await searchReviews(db, { teamId: 'T1', userId, words: 'scan', limit: 5 });
      expect(found.reviews).toMatchObject([{ id: 'R1' }]);
    }
    const waiting = await listReviews(db, { teamId: 'T1', userId: 'U1', list: 'needs-me', limit: 5 });
    expect(waiting.reviews).toMatchObject([{ id: 'R1', needs: ['facts'] }]);
    const acted = await db
      .transaction()
      .execute((trx) =>
        actOnReview(trx, { teamId: 'T1', reviewId: 'R1', actorId: 'U3', action: { kind: 'accept' } }, AT + 5),
      );
    expect(acted).toMatchObject({ ok: true, review: { version: 3, state: 'accepted' } });
    expect(await listEvents(db, 'T1', 'R1')).toMatchObject([
      { kind: 'created' },
      { kind: 'revised' },
      { kind: 'accepted' },
    ]);

    await opened.close();
    await place.remove();
  });
});

describe.each(databases())('a %s database of 0.3.0', (kind) => {
  it('keeps the measured cost of a decision in its history, and has at most 22 tables', async () => {
    const { db, close } = await openTestDatabase(kind, 'empty');
    const before = [reviewMigrations, postingMigrations].map((owner) => owner.slice(0, -1));
    await migrate(db, [...before, ...MIGRATIONS.slice(2)]);
    const asked = { ...named('ct-scans'), payloadSizeMB: 500 };
    const told = { teamId: 'T1', requesterId: 'U1', workload: asked, recommendation: recommend(asked) };
    for (const id of ['R1', 'R2']) await db.transaction().execute((trx) => createReview(trx, { id, ...told }, AT));
    const row = { team_id: 'T1', endpoint: 'scans', attempts: 1, not_before: 0 };
    const measured = { measuredUsd: 1200, estimatedUsd: { low: 1, likely: 1000, high: 2 }, ratio: 1.2, why: null };
    const missing = { measuredUsd: null, estimatedUsd: null, why: 'There is none.' };
    await db
      .insertInto('review_calibrations' as never)
      .values([
        {
          ...{ ...row, review_id: 'R1', decided_at: AT, measured_at: AT + 9, state: 'measured' },
          calibration: JSON.stringify(measured),
        },
        {
          ...{ ...row, review_id: 'R2', decided_at: AT, measured_at: AT + 9, state: 'unreadable' },
          calibration: JSON.stringify(missing),
        },
      ] as never)
      .execute();
    await migrate(db, MIGRATIONS);
    expect(await listEvents(db, 'T1', 'R1')).toEqual([
      { kind: 'created', actorId: 'U1', at: AT, revision: 1 },
      {
        ...{ kind: 'drifted', actorId: 'bot', at: AT + 9 },
        differences: ['A month after the decision it cost $1,200 per month. The estimate was $1,000.'],
      },
    ]);
    expect(await findReview(db, 'T1', 'R1')).toMatchObject({ version: 2 });
    expect(await findReview(db, 'T1', 'R2')).toMatchObject({ version: 1 });
    const tables = (await db.introspection.getTables()).map(({ name }) => name);
    expect(tables).not.toContain('review_calibrations');
    expect(tables.filter((name) => !name.startsWith('sqlite')).length).toBeLessThanOrEqual(22);
    await close();
  });
});
