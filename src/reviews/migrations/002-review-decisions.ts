import type { Kysely } from 'kysely';
import type { Migration } from '../../database/migrate.ts';
import type { ReviewTables } from '../tables.ts';

/** What is decided of a review, and the concerns about it. */
export const reviewDecisions: Migration = {
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
