import { type Kysely, sql } from 'kysely';
import type { Migration } from '../database/migrate.ts';
import { formatUsd, type Recommendation } from '../recommender/index.ts';
import { FORMER_MEMBER } from '../wording/text.ts';
import { dueFirst, prefixesOf } from './lists/refresh.ts';
import type { ReviewTables } from './tables.ts';

/** Reviews, their revisions and their events. */
const reviews: Migration = {
  name: '001-reviews',
  async up(db) {
    await db.schema
      .createTable('reviews')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('requester_id', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('reviews_by_team').on('reviews').columns(['team_id', 'state', 'updated_at']).execute();
    await db.schema
      .createTable('review_revisions')
      .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('workload', 'text', (column) => column.notNull())
      .addColumn('recommendation', 'text', (column) => column.notNull())
      .addColumn('facts_version', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('review_revisions_key', ['review_id', 'revision'])
      .execute();
    await db.schema
      .createTable('review_events')
      .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('actor_id', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('review_events_key', ['review_id', 'position'])
      .execute();
  },
};

/** Decisions and concerns. */
const reviewDecisions: Migration = {
  name: '002-review-decisions',
  async up(db) {
    const columns = [
      ['version', 'integer', 1],
      ['state_by', 'text', ''],
      ['state_at', 'bigint', 0],
      ['is_public', 'integer', 0],
    ] as const;
    for (const [name, type, before] of columns) {
      await db.schema
        .alterTable('reviews')
        .addColumn(name, type, (column) => column.notNull().defaultTo(before))
        .execute();
    }
    for (const name of [
      'state_reason',
      'decision',
      'decider_id',
      'decide_by',
      'endpoint',
      'supersedes',
      'superseded_by',
    ]) {
      await db.schema.alterTable('reviews').addColumn(name, 'text').execute();
    }
    await (db as Kysely<ReviewTables>)
      .updateTable('reviews')
      .set((set) => ({
        version: set.ref('revision'),
        state_by: set.ref('requester_id'),
        state_at: set.ref('created_at'),
      }))
      .execute();
    await db.schema
      .createTable('review_concerns')
      .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
      .addColumn('id', 'integer', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('raised_by', 'text', (column) => column.notNull())
      .addColumn('raised_at', 'bigint', (column) => column.notNull())
      .addColumn('resolved_by', 'text')
      .addColumn('resolved_at', 'bigint')
      .addColumn('note', 'text')
      .addPrimaryKeyConstraint('review_concerns_key', ['review_id', 'id'])
      .execute();
  },
};

/** The lists, the search, and who may see what. */
const reviewLists: Migration = {
  name: '003-review-lists',
  async up(db) {
    await db.schema.alterTable('reviews').addColumn('choice', 'text').execute();
    await db.schema.createIndex('reviews_by_age').on('reviews').column('updated_at').execute();
    await db.schema
      .createTable('review_people')
      .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('review_people_key', ['review_id', 'user_id'])
      .execute();
    await db.schema
      .createTable('review_listings')
      .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('list', 'text', (column) => column.notNull())
      .addColumn('viewer', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('needs', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('review_listings_key', ['review_id', 'list', 'viewer'])
      .execute();
    await db.schema
      .createIndex('review_listings_by_time')
      .on('review_listings')
      .columns(['team_id', 'viewer', 'list', 'at', 'review_id'])
      .execute();
    await db.schema
      .createTable('review_words')
      .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('viewer', 'text', (column) => column.notNull())
      .addColumn('prefix', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('review_words_key', ['review_id', 'viewer', 'prefix'])
      .execute();
    await db.schema
      .createIndex('review_words_by_time')
      .on('review_words')
      .columns(['team_id', 'viewer', 'prefix', 'created_at', 'review_id'])
      .execute();
    await listWhatIsThere(db as Kysely<ReviewTables>);
  },
};

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

/** Results of replaying reviews. */
const reviewReplays: Migration = {
  name: '004-review-replays',
  async up(db) {
    await db.schema
      .createTable('review_replays')
      .addColumn('review_id', 'text', (column) => column.primaryKey().references('reviews.id').onDelete('cascade'))
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('facts_version', 'text', (column) => column.notNull())
      .addColumn('choice', 'text')
      .addColumn('differs', 'integer', (column) => column.notNull())
      .addColumn('limit_broken', 'integer', (column) => column.notNull())
      .addColumn('saving_usd', 'double precision')
      .addColumn('waits_for_digest', 'integer', (column) => column.notNull())
      .addColumn('replayed_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('review_replays_by_digest')
      .on('review_replays')
      .columns(['waits_for_digest', 'team_id'])
      .execute();
    await db.schema
      .createTable('review_replay_runs')
      .addColumn('facts_version', 'text', (column) => column.primaryKey())
      .addColumn('finished_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};

/** For counting the reviews that a person created within an hour, at each submission. */
const reviewsByRequester: Migration = {
  name: '005-reviews-by-requester',
  async up(db) {
    await db.schema
      .createIndex('reviews_by_requester')
      .on('reviews')
      .columns(['team_id', 'requester_id', 'created_at'])
      .execute();
  },
};

/** What was understood of the words that a review started with. */
const heardWords: Migration = {
  name: '006-heard-words',
  async up(db) {
    await db.schema.alterTable('review_revisions').addColumn('heard', 'text').execute();
  },
};

/** How people corrected what was read from their words. */
const corrections: Migration = {
  name: '007-corrections',
  async up(db) {
    await db.schema
      .createTable('review_corrections')
      .addColumn('review_id', 'text', (column) => column.primaryKey().references('reviews.id').onDelete('cascade'))
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text', (column) => column.notNull())
      .addColumn('submitter_id', 'text', (column) => column.notNull())
      .addColumn('read_facts', 'text', (column) => column.notNull())
      .addColumn('submitted_facts', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};

/** What decisions cost one month later. */
const calibrations: Migration = {
  name: '008-calibrations',
  async up(db) {
    await db.schema
      .createTable('review_calibrations')
      .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('decided_at', 'bigint', (column) => column.notNull())
      .addColumn('endpoint', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('not_before', 'bigint', (column) => column.notNull())
      .addColumn('ratio', 'double precision')
      .addColumn('calibration', 'text')
      .addColumn('measured_at', 'bigint')
      .addPrimaryKeyConstraint('review_calibrations_key', ['review_id', 'decided_at'])
      .execute();
  },
};

/** Blocking concerns, approvals, the rules of a decision, and when to look at it again. */
const teamDecisions: Migration = {
  name: '009-team-decisions',
  async up(db) {
    for (const column of ['approvals', 'candidate', 'revisit_on']) {
      await db.schema.alterTable('reviews').addColumn(column, 'text').execute();
    }
    await db.schema.alterTable('review_revisions').addColumn('team', 'text').execute();
    await db.schema
      .alterTable('review_concerns')
      .addColumn('blocking', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};

/** What waits for somebody has what is due first, and reviews whose facts are missing. */
const whatWaits: Migration = {
  name: '010-what-waits',
  async up(given) {
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
};

/** Due dates and silences of which the thread is reminded. */
const reminders: Migration = {
  name: '011-reminders',
  async up(db) {
    await db.schema
      .createTable('review_reminders')
      .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('next_on', 'text')
      .addColumn('is_stopped', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('review_reminders_key', ['review_id', 'kind'])
      .execute();
  },
};

/** Only a date brings a decision up, and what was posted of a reminder is known by its post. */
const oneDate: Migration = {
  name: '012-one-date',
  async up(given) {
    await given.schema.dropTable('review_reminders').execute();
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
};

/** Whoever was forgotten stays so in what is imported. */
const forgotten: Migration = {
  name: '013-forgotten',
  async up(db) {
    await db.schema
      .createTable('forgotten_people')
      .addColumn('mark', 'text', (column) => column.primaryKey())
      .addColumn('texts', 'integer', (column) => column.notNull())
      .addColumn('forgotten_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};

interface Measured {
  measuredUsd: number | null;
  estimatedUsd: { likely: number } | null;
}

/** 0.2.0 alone used these tables. What a decision cost a month later goes into its history. */
const withoutReplays: Migration = {
  name: '014-without-replays',
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
    await given.schema.dropTable('review_replays').execute();
    await given.schema.dropTable('review_replay_runs').execute();
    await given.schema.dropTable('review_calibrations').execute();
  },
};

/** The migrations of the record's tables, oldest first. */
export const reviewMigrations: readonly Migration[] = [
  reviews,
  reviewDecisions,
  reviewLists,
  reviewReplays,
  reviewsByRequester,
  heardWords,
  corrections,
  calibrations,
  teamDecisions,
  whatWaits,
  reminders,
  oneDate,
  forgotten,
  withoutReplays,
];
