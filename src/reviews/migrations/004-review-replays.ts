import type { Migration } from '../../database/migrate.ts';

/** What came of reviews that were run again. */
export const reviewReplays: Migration = {
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
