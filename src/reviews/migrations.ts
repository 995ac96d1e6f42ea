import { type Kysely, sql } from 'kysely';
import { listMigrations, runSql } from '../database/migrate.ts';
import { formatUsd, type Recommendation } from '../recommender/index.ts';
import { FORMER_MEMBER } from '../wording/text.ts';
import { dueFirst, prefixesOf } from './lists/refresh.ts';
import type { ReviewTables } from './tables.ts';

/** Earlier versions had no lists: every review is open, and visible to those who requested or changed it. */
async function listWhatIsThere(db: Kysely<ReviewTables>): Promise<void> {
  await db
    .insertInto('review_people')
    .columns(['review_id', 'user_id'])
    .expression(db.selectFrom('review_events').select(['review_id', 'actor_id']).distinct())
    .execute();
  const rows = await db
    .selectFrom('reviews')
    .innerJoin('review_people', 'review_people.review_id', 'reviews.id')
    .innerJoin('review_revisions as latest', (on) =>
      on.onRef('latest.review_id', '=', 'reviews.id').onRef('latest.revision', '=', 'reviews.revision'),
    )
    .select(['reviews.id', 'team_id', 'name', 'user_id', 'updated_at', 'reviews.created_at', 'recommendation'])
    .execute();
  for (const row of rows) {
    const { id: review_id, team_id, user_id: viewer, updated_at: at, created_at } = row;
    await db
      .insertInto('review_listings')
      .values({ review_id, team_id, list: 'open', viewer, at, needs: '' })
      .execute();
    for (const prefix of prefixesOf(row.name)) {
      await db.insertInto('review_words').values({ review_id, team_id, viewer, prefix, created_at }).execute();
    }
    const { choice } = JSON.parse(row.recommendation) as Pick<Recommendation, 'choice'>;
    await db
      .updateTable('reviews')
      .set({ choice: choice?.option ?? null })
      .where('id', '=', review_id)
      .execute();
  }
}

interface Measured {
  measuredUsd: number | null;
  estimatedUsd: { likely: number } | null;
}

/** The migrations of the record's tables, oldest first. */
export const reviewMigrations = listMigrations({
  // Reviews, their revisions and their events.
  '001-reviews': `
    create table reviews (id text primary key, team_id text not null, requester_id text not null, name text not null,
      state text not null, revision integer not null, created_at bigint not null, updated_at bigint not null);
    create index reviews_by_team on reviews (team_id, state, updated_at);
    create table review_revisions (review_id text not null references reviews (id) on delete cascade,
      revision integer not null, workload text not null, recommendation text not null, facts_version text not null,
      author_id text not null, created_at bigint not null, constraint review_revisions_key primary key (review_id,
      revision));
    create table review_events (review_id text not null references reviews (id) on delete cascade,
      position integer not null, kind text not null, actor_id text not null, detail text not null,
      created_at bigint not null, constraint review_events_key primary key (review_id, position));
  `,
  // Decisions and concerns.
  '002-review-decisions': `
    alter table reviews add column version integer default 1 not null;
    alter table reviews add column state_by text default '' not null;
    alter table reviews add column state_at bigint default 0 not null;
    alter table reviews add column is_public integer default 0 not null;
    alter table reviews add column state_reason text;
    alter table reviews add column decision text;
    alter table reviews add column decider_id text;
    alter table reviews add column decide_by text;
    alter table reviews add column endpoint text;
    alter table reviews add column supersedes text;
    alter table reviews add column superseded_by text;
    update reviews set version = revision, state_by = requester_id, state_at = created_at;
    create table review_concerns (review_id text not null references reviews (id) on delete cascade,
      id integer not null, text text not null, raised_by text not null, raised_at bigint not null, resolved_by text,
      resolved_at bigint, note text, constraint review_concerns_key primary key (review_id, id));
  `,
  // The lists, the search, and who may see what.
  '003-review-lists': async (db) => {
    await runSql(db)`
      alter table reviews add column choice text;
      create index reviews_by_age on reviews (updated_at);
      create table review_people (review_id text not null references reviews (id) on delete cascade,
        user_id text not null, constraint review_people_key primary key (review_id, user_id));
      create table review_listings (review_id text not null references reviews (id) on delete cascade,
        team_id text not null, list text not null, viewer text not null, at bigint not null, needs text not null,
        constraint review_listings_key primary key (review_id, list, viewer));
      create index review_listings_by_time on review_listings (team_id, viewer, list, at, review_id);
      create table review_words (review_id text not null references reviews (id) on delete cascade, team_id text not null,
        viewer text not null, prefix text not null, created_at bigint not null,
        constraint review_words_key primary key (review_id, viewer, prefix));
      create index review_words_by_time on review_words (team_id, viewer, prefix, created_at, review_id);
    `;
    await listWhatIsThere(db as Kysely<ReviewTables>);
  },
  // Results of replaying reviews.
  '004-review-replays': `
    create table review_replays (review_id text primary key references reviews (id) on delete cascade,
      team_id text not null, facts_version text not null, choice text, differs integer not null,
      limit_broken integer not null, saving_usd double precision, waits_for_digest integer not null,
      replayed_at bigint not null);
    create index review_replays_by_digest on review_replays (waits_for_digest, team_id);
    create table review_replay_runs (facts_version text primary key, finished_at bigint not null);
  `,
  // For counting the reviews that a person created within an hour, at each submission.
  '005-reviews-by-requester': 'create index reviews_by_requester on reviews (team_id, requester_id, created_at)',
  // What was understood of the words that a review started with.
  '006-heard-words': 'alter table review_revisions add column heard text',
  // How people corrected what was read from their words.
  '007-corrections': `
    create table review_corrections (review_id text primary key references reviews (id) on delete cascade,
      team_id text not null, words text not null, author_id text not null, submitter_id text not null,
      read_facts text not null, submitted_facts text not null, created_at bigint not null);
  `,
  // What decisions cost one month later.
  '008-calibrations': `
    create table review_calibrations (review_id text not null references reviews (id) on delete cascade,
      team_id text not null, decided_at bigint not null, endpoint text not null, state text not null,
      attempts integer not null, not_before bigint not null, ratio double precision, calibration text,
      measured_at bigint, constraint review_calibrations_key primary key (review_id, decided_at));
  `,
  // Blocking concerns, approvals, the rules of a decision, and when to look at it again.
  '009-team-decisions': `
    alter table reviews add column approvals text;
    alter table reviews add column candidate text;
    alter table reviews add column revisit_on text;
    alter table review_revisions add column team text;
    alter table review_concerns add column blocking integer default 0 not null;
  `,
  // What waits for somebody has what is due first, and reviews whose facts are missing.
  '010-what-waits': async (given) => {
    const db = given as Kysely<ReviewTables>;
    const open = await db
      .selectFrom('reviews')
      .select(['id', 'team_id', 'requester_id', 'decide_by', 'updated_at', 'revision'])
      .where('state', '=', 'proposed')
      .execute();
    for (const { id, team_id, requester_id: viewer, decide_by, updated_at, revision } of open) {
      const at = dueFirst(decide_by, updated_at);
      const own = db.updateTable('review_listings').where('review_id', '=', id).where('list', '=', 'needs-me');
      await own.set({ at }).execute();
      const { recommendation } = await db
        .selectFrom('review_revisions')
        .select('recommendation')
        .where('review_id', '=', id)
        .where('revision', '=', revision)
        .executeTakeFirstOrThrow();
      const { choice } = JSON.parse(recommendation) as Pick<Recommendation, 'choice'>;
      if (choice?.confidence !== 'needs-facts' || viewer === FORMER_MEMBER) continue;
      const entry = { review_id: id, team_id, list: 'needs-me' as const, viewer, at };
      await db
        .insertInto('review_listings')
        .values({ ...entry, needs: 'facts' })
        .onConflict((conflict) =>
          conflict
            .columns(['review_id', 'list', 'viewer'])
            .doUpdateSet((set) => ({ needs: sql`'facts ' || ${set.ref('review_listings.needs')}` })),
        )
        .execute();
    }
  },
  // Due dates and silences of which the thread is reminded.
  '011-reminders': `
    create table review_reminders (review_id text not null references reviews (id) on delete cascade,
      kind text not null, about text not null, count integer not null, next_on text, is_stopped integer not null,
      constraint review_reminders_key primary key (review_id, kind));
  `,
  // Only a date brings a decision up, and what was posted of a reminder is known by its post.
  '012-one-date': async (given) => {
    await runSql(given)`drop table review_reminders`;
    const db = given as Kysely<ReviewTables>;
    await db.deleteFrom('review_listings').where('list', '=', 'revisit').execute();
    const planned = await db
      .selectFrom('review_listings as listed')
      .innerJoin('reviews', 'reviews.id', 'listed.review_id')
      .select(['listed.review_id', 'listed.team_id', 'listed.viewer', 'reviews.revisit_on'])
      .where('listed.list', '=', 'decided')
      .where('reviews.revisit_on', 'is not', null)
      .execute();
    for (const { revisit_on, ...listed } of planned) {
      const at = dueFirst(revisit_on, 0);
      await db
        .insertInto('review_listings')
        .values({ ...listed, list: 'revisit', at, needs: '' })
        .execute();
    }
  },
  // People who were forgotten stay so in what is imported.
  '013-forgotten': `
    create table forgotten_people (mark text primary key, texts integer not null, forgotten_at bigint not null);
  `,
  // 0.2.0 alone used these tables. The cost that was measured after a decision goes into its history.
  '014-without-replays': {
    needs: '012-one-date',
    async up(given) {
      const db = given as Kysely<
        ReviewTables & { review_calibrations: { review_id: string; calibration: string; measured_at: number } }
      >;
      const measured = await db
        .selectFrom('review_calibrations as one')
        .innerJoin('reviews', 'reviews.id', 'one.review_id')
        .select(['one.review_id', 'one.calibration', 'one.measured_at'])
        .where('one.calibration', 'is not', null)
        .where('one.measured_at', 'is not', null)
        .orderBy('one.measured_at')
        .execute();
      for (const { review_id, calibration, measured_at: created_at } of measured) {
        const { measuredUsd, estimatedUsd } = JSON.parse(calibration) as Measured;
        if (measuredUsd === null) continue;
        const estimate = estimatedUsd === null ? '' : ` The estimate was ${formatUsd(estimatedUsd.likely)}.`;
        const differences = [`A month after the decision it cost ${formatUsd(measuredUsd)} per month.${estimate}`];
        const { version: position } = await db
          .updateTable('reviews')
          .set((set) => ({ version: set('version', '+', 1) }))
          .where('id', '=', review_id)
          .returning('version')
          .executeTakeFirstOrThrow();
        const event = { kind: 'drifted', actor_id: 'bot', detail: JSON.stringify({ differences }) };
        await db
          .insertInto('review_events')
          .values({ review_id, position, ...event, created_at })
          .execute();
      }
      await runSql(given)`
        drop table review_replays;
        drop table review_replay_runs;
        drop table review_calibrations;
      `;
    },
  },
});
