import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from '../database/migrate.ts';

/** The tables of posting. They refer to the record's, whose migrations come first. */
export const postingMigrations: readonly Migration[] = [
  {
    name: '001-slack-posting',
    async up(db) {
      await db.schema
        .createTable('slack_posts')
        .addColumn('review_id', 'text', (column) => column.primaryKey().references('reviews.id').onDelete('cascade'))
        .addColumn('team_id', 'text', (column) => column.notNull())
        .addColumn('channel_id', 'text', (column) => column.notNull())
        .addColumn('can_be_invited', 'integer', (column) => column.notNull())
        .addColumn('message_ts', 'text')
        .addColumn('details_ts', 'text')
        .addColumn('shown_revision', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('slack_posts_by_message')
        .on('slack_posts')
        .columns(['team_id', 'channel_id', 'message_ts'])
        .execute();
      await db.schema
        .createTable('slack_outbox')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('review_id', 'text', (column) => column.notNull().references('reviews.id').onDelete('cascade'))
        .addColumn('team_id', 'text', (column) => column.notNull())
        .addColumn('position', 'integer', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('revision', 'integer', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('not_before', 'bigint', (column) => column.notNull())
        .addColumn('claimed_at', 'bigint')
        .addColumn('last_error', 'text')
        .addColumn('requester_id', 'text', (column) => column.notNull())
        .addColumn('response_url', 'text')
        .addColumn('response_url_expires_at', 'bigint')
        .addColumn('notice_due_at', 'bigint')
        .addColumn('notice_attempts', 'integer', (column) => column.notNull())
        .addColumn('queued_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('slack_outbox_once')
        .unique()
        .on('slack_outbox')
        .columns(['review_id', 'kind', 'revision'])
        .execute();
      await db.schema
        .createIndex('slack_outbox_by_state')
        .on('slack_outbox')
        .columns(['state', 'team_id', 'not_before'])
        .execute();
      await db.schema.createIndex('slack_outbox_by_notice').on('slack_outbox').column('notice_due_at').execute();
    },
  },
  {
    name: '002-slack-posting-versions',
    // So far every change of a review was a revision, so its version is the same number.
    async up(db) {
      await db.schema.alterTable('slack_posts').renameColumn('shown_revision', 'shown_version').execute();
      await db.schema.alterTable('slack_outbox').renameColumn('revision', 'version').execute();
    },
  },
  {
    name: '003-slack-digests',
    async up(db) {
      await db.schema
        .createTable('slack_digests')
        .addColumn('team_id', 'text', (column) => column.primaryKey())
        .addColumn('last_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  {
    name: '004-slack-answers',
    // Several questions may be asked about one version of a review.
    async up(db) {
      await db.schema
        .alterTable('slack_outbox')
        .addColumn('asked_event', 'text', (column) => column.notNull().defaultTo(''))
        .execute();
      await db.schema.alterTable('slack_outbox').addColumn('asked_words', 'text').execute();
      await db.schema.dropIndex('slack_outbox_once').execute();
      await db.schema
        .createIndex('slack_outbox_once')
        .unique()
        .on('slack_outbox')
        .columns(['review_id', 'kind', 'version', 'asked_event'])
        .execute();
    },
  },
  {
    name: '005-slack-asked-at',
    // Queued answers were asked before later ones: 0 keeps them in front.
    async up(db) {
      await db.schema
        .alterTable('slack_outbox')
        .addColumn('asked_at', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  {
    name: '006-slack-details-version',
    // The first reply is edited from now on.
    async up(db) {
      await db.schema
        .alterTable('slack_posts')
        .addColumn('details_version', 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    },
  },
  {
    name: '007-slack-account-digests',
    async up(db) {
      await db.schema
        .createTable('slack_account_digests')
        .addColumn('team_id', 'text', (column) => column.primaryKey())
        .addColumn('last_at', 'bigint', (column) => column.notNull())
        .addColumn('claimed_until', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  {
    name: '008-slack-subjects',
    // Posts may be about an audit or a digest: they have no review, and their own place. Version 0.2.0 goes on beside this one. It
    // fills review_id, and leaves alone what has none, whose kinds and reviews it may not be able to read.
    async up(db) {
      await mayLackReview(db);
      const table = db.schema.alterTable('slack_outbox');
      await table
        .addColumn('about_review_id', 'text', (column) => column.references('reviews.id').onDelete('cascade'))
        .execute();
      for (const name of ['own_subject_id', 'channel_id', 'message_ts']) await table.addColumn(name, 'text').execute();
      // SQLite adds no stored one. PostgreSQL below 18 has no other.
      const kept = sql.raw(isServer(db) ? 'stored' : 'virtual');
      await sql`alter table slack_outbox add column subject_id text generated always as (coalesce(own_subject_id, about_review_id, review_id)) ${kept}`.execute(
        db,
      );
      await sql`update slack_outbox set about_review_id = review_id, review_id = null`.execute(db);
      await db.schema.createIndex('slack_outbox_by_review').on('slack_outbox').column('about_review_id').execute();
      await db.schema
        .alterTable('slack_digests')
        .addColumn('claimed_until', 'bigint', (column) => column.notNull().defaultTo(0))
        .execute();
      await db.schema
        .createIndex('slack_outbox_by_subject')
        .unique()
        .on('slack_outbox')
        .columns(['subject_id', 'kind', 'version', 'asked_event'])
        .execute();
    },
  },
  {
    name: '009-slack-event-line',
    // One event led to one of them at most.
    async up(db) {
      await sql`update slack_outbox set kind = 'event-line' where kind in ('revision-line', 'state-line')`.execute(db);
    },
  },
  {
    name: '010-slack-since-line',
    // Two kinds became one, which says why it is posted. What is done has no content.
    async up(db) {
      for (const [kind, why] of [
        ['replay-line', 'facts'],
        ['calibration-line', 'month'],
      ] as const) {
        const content = sql`case when state = 'done' then null else ${JSON.stringify({ why })} end`;
        await sql`update slack_outbox set kind = 'since-line', asked_event = ${why}, asked_words = ${content} where kind = ${kind}`.execute(
          db,
        );
      }
      await db.schema.createIndex('reviews_by_revisit').on('reviews').column('revisit_on').execute();
    },
  },
  {
    name: '011-slack-revisited',
    // Decisions are brought up on their date alone, and reminders have no buttons. A digest that waits is of a week that is over.
    async up(db) {
      await sql`update slack_outbox set kind = 'revisited' where kind = 'since-line'`.execute(db);
      await sql`delete from slack_outbox where kind in ('reminder-answered', 'digest')`.execute(db);
    },
  },
  {
    name: '012-slack-without-digests',
    needs: '011-slack-revisited',
    // What 0.2.0 queued beside 0.3.0, and tables that it alone used.
    async up(db) {
      await sql`update slack_outbox set kind = 'event-line' where kind in ('revision-line', 'state-line')`.execute(db);
      await sql`delete from slack_outbox where kind in ('replay-line', 'calibration-line')`.execute(db);
      await sql`update slack_outbox set about_review_id = review_id, review_id = null where review_id is not null`.execute(
        db,
      );
      await db.schema.dropTable('slack_digests').execute();
      await db.schema.dropTable('slack_account_digests').execute();
    },
  },
];

/**
 * Changes no row. SQLite itself can't; libsql can:
 * https://github.com/tursodatabase/libsql/blob/main/libsql-sqlite3/doc/libsql_extensions.md
 */
async function mayLackReview(db: Kysely<unknown>): Promise<void> {
  const alter = sql`alter table slack_outbox alter column review_id`;
  await (isServer(db)
    ? sql`${alter} drop not null`
    : sql`${alter} to review_id text references reviews (id) on delete cascade`
  ).execute(db);
}

const isServer = (db: Kysely<unknown>): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

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
  {
    name: '002-slack-drafts-heard',
    async up(db) {
      await db.schema.alterTable('slack_drafts').addColumn('heard', 'text').execute();
    },
  },
];

/** The tables of questions. They refer to the record's, whose migrations come first. */
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

/** The tables of what was read of the AWS account. */
export const accountMigrations: readonly Migration[] = [
  {
    name: '001-slack-account',
    async up(db) {
      await db.schema
        .createTable('slack_measured')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('team_id', 'text', (column) => column.notNull())
        .addColumn('endpoint', 'text')
        .addColumn('measured', 'text', (column) => column.notNull())
        .addColumn('read_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('slack_measured_by_age').on('slack_measured').column('read_at').execute();
      await db.schema
        .createTable('slack_audits')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('team_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('channel_id', 'text', (column) => column.notNull())
        .addColumn('message_ts', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('is_stopping', 'integer', (column) => column.notNull())
        .addColumn('progress', 'text', (column) => column.notNull())
        .addColumn('result', 'text')
        .addColumn('beat_at', 'bigint', (column) => column.notNull())
        .addColumn('started_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('slack_audits_running')
        .unique()
        .on('slack_audits')
        .column('team_id')
        .where(sql.ref('state'), '=', 'running')
        .execute();
    },
  },
  {
    name: '002-slack-without-audits',
    // What they found is of a day that is over.
    async up(db) {
      await sql`delete from slack_outbox where kind like 'audit-%'`.execute(db);
      await sql`delete from slack_audits where state <> 'running'`.execute(db);
    },
  },
  {
    name: '003-slack-audits-empty',
    needs: '002-slack-without-audits',
    // 0.3.0 deletes and updates rows of it beside this version, so the table goes in the version after.
    async up(db) {
      await sql`delete from slack_audits`.execute(db);
    },
  },
];

export const erasureMigrations: readonly Migration[] = [
  {
    name: '001-slack-uninstalls',
    async up(db) {
      await db.schema
        .createTable('slack_uninstalls')
        .addColumn('team_id', 'text', (column) => column.primaryKey())
        .addColumn('uninstalled_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
];

/** The installations of the app, where it serves several workspaces. */
export const installMigrations: readonly Migration[] = [
  {
    name: '001-slack-installs',
    async up(db) {
      await db.schema
        .createTable('slack_installs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('is_org', 'integer', (column) => column.notNull())
        .addColumn('enterprise_id', 'text')
        .addColumn('bot_id', 'text', (column) => column.notNull())
        .addColumn('bot_user_id', 'text', (column) => column.notNull())
        .addColumn('url', 'text', (column) => column.notNull())
        .addColumn('scopes', 'text', (column) => column.notNull())
        .addColumn('sealed', 'text', (column) => column.notNull())
        .addColumn('expires_at', 'bigint')
        .addColumn('claimed_until', 'bigint', (column) => column.notNull())
        .addColumn('installed_at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('slack_org_teams')
        .addColumn('team_id', 'text', (column) => column.primaryKey())
        .addColumn('org_id', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('slack_org_teams_by_org').on('slack_org_teams').column('org_id').execute();
    },
  },
  {
    name: '002-slack-install-tries',
    async up(db) {
      await db.schema
        .createTable('slack_install_tries')
        .addColumn('state_hash', 'text', (column) => column.primaryKey())
        .addColumn('tried_at', 'bigint', (column) => column.notNull())
        .addColumn('is_accepted', 'integer', (column) => column.notNull())
        .execute();
    },
  },
];
