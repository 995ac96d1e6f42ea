import type { Migration } from '../../database/migrate.ts';

/** Reviews, their revisions and their events. */
export const reviews: Migration = {
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
