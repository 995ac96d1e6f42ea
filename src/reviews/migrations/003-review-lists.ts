import type { Kysely } from 'kysely';
import type { Migration } from '../../database/migrate.ts';
import type { Recommendation } from '../../recommender/index.ts';
import { prefixesOf } from '../lists/name-words.ts';
import type { ReviewTables } from '../tables.ts';

/** The lists, the search, and who may find what. */
export const reviewLists: Migration = {
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

/** Earlier versions kept no lists: every review is open, and found by those who asked or changed it. */
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
