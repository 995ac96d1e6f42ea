import type { Kysely } from 'kysely';
import type { Migration } from '../database/migrate.ts';
import type { ReviewTables } from './tables.ts';

/** The tables of the record, oldest change first. */
export const reviewMigrations: readonly Migration[] = [
  {
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
      await db.schema
        .createIndex('reviews_by_team')
        .on('reviews')
        .columns(['team_id', 'state', 'updated_at'])
        .execute();
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
  },
  {
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
  },
];
