import type { Migration } from '../../database/migrate.ts';

/** How many reviews a person created within the last hour is asked at each submission. */
export const reviewsByRequester: Migration = {
  name: '005-reviews-by-requester',
  async up(db) {
    await db.schema
      .createIndex('reviews_by_requester')
      .on('reviews')
      .columns(['team_id', 'requester_id', 'created_at'])
      .execute();
  },
};
