import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { MIGRATIONS, type RecordTables } from '../../../src/open-record.ts';
import { recommend } from '../../../src/recommender/index.ts';
import { reviewMigrations } from '../../../src/reviews/migrations.ts';
import { createReview } from '../../../src/reviews/review-store.ts';
import { postingMigrations } from '../../../src/slack/migrations.ts';
import { jobOf } from '../../../src/slack/outbox/enqueue.ts';
import { kindOf } from '../../../src/slack/outbox/job-kinds.ts';
import { dropJob, listStuckJobs } from '../../../src/slack/outbox/stuck.ts';
import { databases, makePlace } from '../../database/support/open-test-database.ts';
import { workload } from '../../support/workloads.ts';

const AT = 1_800_000_000_000;

/** The posts about new prices and about the month after a decision, as versions before one kind for both queued them. */
const JOBS = [
  { id: 'J1', kind: 'replay-line', version: 1, state: 'pending' },
  { id: 'J2', kind: 'calibration-line', version: 1, state: 'refused' },
  { id: 'J3', kind: 'replay-line', version: 2, state: 'done' },
];

describe.each(databases())('a %s outbox of a version with a post for each thing that changed', (kind) => {
  it('is brought up to date without losing a post: each says why it is made, unless it is done', async () => {
    const place = await makePlace(kind);
    const opened = await openDatabase<RecordTables>(place.url);
    if (!opened.ok) throw new Error(opened.text);
    const { db } = opened;
    const before = postingMigrations.findIndex(({ name }) => name.endsWith('subjects'));
    await migrate(db, [reviewMigrations, postingMigrations.slice(0, before)]);
    const asked = workload({ name: 'fraud' });
    const review = { id: 'R1', teamId: 'T1', requesterId: 'U1', workload: asked, recommendation: recommend(asked) };
    await db
      .transaction()
      .execute((trx) => createReview(trx as unknown as Parameters<typeof createReview>[0], review, AT));
    const common = {
      review_id: 'R1',
      team_id: 'T1',
      requester_id: 'U1',
      attempts: 0,
      not_before: AT,
    };
    const rows = JOBS.map((job, position) => ({ ...common, ...job, position, notice_attempts: 0, queued_at: AT }));
    await db
      .insertInto('slack_outbox')
      .values(rows as never)
      .execute();

    await migrate(db, MIGRATIONS);
    const jobs = (await db.selectFrom('slack_outbox').selectAll().orderBy('id').execute()).map(jobOf);
    expect(jobs.map(({ id, kind: now, state, content }) => [id, now, state, content])).toEqual([
      ['J1', 'since-line', 'pending', '{"why":"facts"}'],
      ['J2', 'since-line', 'refused', '{"why":"month"}'],
      ['J3', 'since-line', 'done', undefined],
    ]);
    expect(jobs.map((job) => kindOf(job.kind).postedAs)).toEqual(['reply', 'reply', 'reply']);

    // A process of that version that still runs queues its own.
    const later = { ...common, state: 'pending', notice_attempts: 0, queued_at: AT };
    const kinds = ['state-line', 'revision-line', 'replay-line', 'calibration-line'];
    await db
      .insertInto('slack_outbox')
      .values(kinds.map((kind, at) => ({ ...later, id: `L${at}`, kind, version: 3, position: 4 + at })) as never)
      .execute();
    const queued = await db.selectFrom('slack_outbox').selectAll().where('id', 'like', 'L%').orderBy('id').execute();
    expect(queued.map(jobOf).map(({ kind: now, subjectId, content }) => [now, subjectId, content])).toEqual([
      ['event-line', 'R1', undefined],
      ['event-line', 'R1', undefined],
      ['since-line', 'R1', '{"why":"facts"}'],
      ['since-line', 'R1', '{"why":"month"}'],
    ]);
    expect(await listStuckJobs(db, AT)).toMatchObject([{ id: 'J2', kind: 'since-line', name: 'fraud' }]);
    expect(await dropJob(db, 'L0')).toBe(true);
    await opened.close();
    await place.remove();
  });
});
