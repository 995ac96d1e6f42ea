import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/database/migrate.ts';
import { MIGRATIONS } from '../../../src/open-record.ts';
import { recommend } from '../../../src/recommender/index.ts';
import { listReviews } from '../../../src/reviews/lists/list.ts';
import { reviewMigrations } from '../../../src/reviews/migrations.ts';
import type { Review } from '../../../src/reviews/record.ts';
import { createReview, findReview } from '../../../src/reviews/review-store.ts';
import { postingMigrations } from '../../../src/slack/migrations.ts';
import { jobOf } from '../../../src/slack/outbox/enqueue.ts';
import { kindOf } from '../../../src/slack/outbox/job-kinds.ts';
import { revisitedOnDay } from '../../../src/slack/outbox/look.ts';
import { dropJob, listStuckJobs } from '../../../src/slack/outbox/stuck.ts';
import { databases, openTestDatabase } from '../../database/support/open-test-database.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { workload } from '../../support/workloads.ts';

const AT = 1_800_000_000_000;

/** The posts about new prices and about the month after a decision, as versions before one kind for both queued them. */
const JOBS = [
  { id: 'J1', kind: 'replay-line', version: 1, state: 'pending' },
  { id: 'J2', kind: 'calibration-line', version: 1, state: 'refused' },
  { id: 'J3', kind: 'replay-line', version: 2, state: 'done' },
];

const decided = (review: Review): Review => ({ ...review, state: 'accepted', revisitOn: '2027-02-27' });

describe.each(databases())('a %s outbox of a version with a post for each thing that changed', (kind) => {
  it('is brought up to date, and nothing is said of what no date brings up', async () => {
    const { db, close } = await openTestDatabase(kind, 'empty');
    const before = postingMigrations.findIndex(({ name }) => name.endsWith('subjects'));
    await migrate(db, [reviewMigrations, postingMigrations.slice(0, before)]);
    const asked = workload({ name: 'fraud' });
    const review = { id: 'R1', teamId: 'T1', requesterId: 'U1', workload: asked, recommendation: recommend(asked) };
    await db
      .transaction()
      .execute((trx) => createReview(trx as unknown as Parameters<typeof createReview>[0], review, AT));
    const common = { review_id: 'R1', team_id: 'T1', requester_id: 'U1', attempts: 0, not_before: AT };
    const rows = JOBS.map((job, position) => ({ ...common, ...job, position, notice_attempts: 0, queued_at: AT }));
    await db
      .insertInto('slack_outbox')
      .values(rows as never)
      .execute();

    const last = postingMigrations.findIndex(({ name }) => name === '012-slack-without-digests');
    await migrate(db, [reviewMigrations, postingMigrations.slice(0, last)]);
    const jobs = (await db.selectFrom('slack_outbox').selectAll().orderBy('id').execute()).map(jobOf);
    expect(jobs.map(({ id, kind: now, state, content }) => [id, now, state, content])).toEqual([
      ['J1', 'revisited', 'pending', '{"why":"facts"}'],
      ['J2', 'revisited', 'refused', '{"why":"month"}'],
      ['J3', 'revisited', 'done', undefined],
    ]);
    expect(jobs.map((job) => kindOf(job.kind).postedAs)).toEqual(['reply', 'reply', 'reply']);

    // A process of 0.2.0 queued its own beside 0.3.0.
    const later = { ...common, state: 'pending', notice_attempts: 0, queued_at: AT };
    const kinds = ['state-line', 'revision-line', 'replay-line', 'calibration-line'];
    await db
      .insertInto('slack_outbox')
      .values(kinds.map((kind, at) => ({ ...later, id: `L${at}`, kind, version: 3 + at, position: 4 + at })) as never)
      .execute();
    await migrate(db, MIGRATIONS);
    const queued = await db.selectFrom('slack_outbox').selectAll().where('id', 'like', 'L%').orderBy('id').execute();
    expect(queued.map(jobOf).map(({ kind: now, subjectId }) => [now, subjectId])).toEqual([
      ['event-line', 'R1'],
      ['event-line', 'R1'],
    ]);
    const stored = await findReview(db, 'T1', 'R1');
    if (stored === undefined) throw new Error('It is stored');
    const said = jobs.map((job) => revisitedOnDay(db, decided(stored), job, ADVISOR));
    expect(await Promise.all(said)).toEqual([undefined, undefined, undefined]);
    expect(await listStuckJobs(db, AT)).toMatchObject([{ id: 'J2', kind: 'revisited', name: 'fraud' }]);
    expect(await dropJob(db, 'L0')).toBe(true);
    await close();
  });
});

describe.each(databases())('a %s database in which people answered reminders, and today changed answers', (kind) => {
  it('is brought up to date: an answered reminder blocks no post, and a planned look stands in its list by its day', async () => {
    const { db, close } = await openTestDatabase(kind, 'empty');
    const upTo = (all: (typeof MIGRATIONS)[number], name: string) =>
      all.slice(
        0,
        all.findIndex((one) => one.name === name),
      );
    const [reviews, posting] = [upTo(reviewMigrations, '012-one-date'), upTo(postingMigrations, '011-slack-revisited')];
    await migrate(db, [reviews, posting]);
    const asked = workload({ name: 'fraud' });
    const review = {
      teamId: 'T1',
      requesterId: 'U1',
      workload: asked,
      recommendation: recommend(asked),
      isPublic: true,
    };
    for (const id of ['R1', 'R2']) {
      await db
        .transaction()
        .execute((trx) => createReview(trx as unknown as Parameters<typeof createReview>[0], { ...review, id }, AT));
      const listed = { review_id: id, team_id: 'T1', viewer: '*', at: AT, needs: '' };
      await db
        .insertInto('review_listings')
        .values([
          { ...listed, list: 'decided' },
          { ...listed, list: 'revisit' },
        ])
        .execute();
    }
    await db.updateTable('reviews').set({ revisit_on: '2027-02-27' }).where('id', '=', 'R1').execute();
    const row = { about_review_id: 'R1', team_id: 'T1', requester_id: 'U1', attempts: 0, not_before: AT, version: 1 };
    const rows = ['reminder', 'reminder-answered', 'since-line'].map((job, position) => {
      return { ...row, id: job, kind: job, state: 'pending', position, notice_attempts: 0, queued_at: AT };
    });
    await db
      .insertInto('slack_outbox')
      .values(rows as never)
      .execute();

    await migrate(db, MIGRATIONS);
    const kinds = await db.selectFrom('slack_outbox').select('kind').orderBy('position').execute();
    expect(kinds.map((one) => one.kind)).toEqual(['reminder', 'revisited']);
    const lists = async (dueBy: string) => {
      const page = await listReviews(db, { teamId: 'T1', userId: 'U9', list: 'revisit', dueBy, limit: 5 });
      return page.reviews.map(({ id }) => id);
    };
    expect(await lists('2027-02-26')).toEqual([]);
    expect(await lists('2027-02-27')).toEqual(['R1']);
    const tables = (await db.introspection.getTables()).map(({ name }) => name);
    expect(tables).not.toContain('review_reminders');
    await close();
  });
});
