import type { Migration } from '../../database/migrate.ts';

/** The tables of what was asked. They refer to the record's, whose migrations come first. */
export const askedMigrations: readonly Migration[] = [
  {
    name: '001-slack-asked',
    async up(db) {
      await db.schema
        .createTable('slack_heard_events')
        .addColumn('team_id', 'text', (column) => column.notNull())
        .addColumn('event_id', 'text', (column) => column.notNull())
        .addColumn('heard_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('slack_heard_events_key', ['team_id', 'event_id'])
        .execute();
      await db.schema.createIndex('slack_heard_events_by_age').on('slack_heard_events').column('heard_at').execute();
      await db.schema
        .createTable('slack_what_ifs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
        .addColumn('team_id', 'text', (column) => column.notNull())
        .addColumn('base_revision', 'integer', (column) => column.notNull())
        .addColumn('changes', 'text', (column) => column.notNull())
        .addColumn('created_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('slack_what_ifs_by_review').on('slack_what_ifs').column('review_id').execute();
    },
  },
];
