import type { Migration } from '../database/migrate.ts';

export const draftMigrations: readonly Migration[] = [
  {
    name: '001-slack-drafts',
    async up(db) {
      await db.schema
        .createTable('slack_drafts')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('team_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('answers', 'text', (column) => column.notNull())
        .addColumn('response_url', 'text')
        .addColumn('response_url_expires_at', 'bigint')
        .addColumn('updated_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('slack_drafts_by_age').on('slack_drafts').column('updated_at').execute();
    },
  },
];
