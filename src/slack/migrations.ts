import { type Kysely, PostgresAdapter } from 'kysely';
import { listMigrations, runSql } from '../database/migrate.ts';

/** The tables of posting. They refer to the record's, whose migrations come first. */
export const postingMigrations = listMigrations({
  '001-slack-posting': `
    create table slack_posts (review_id text primary key references reviews (id) on delete cascade,
      team_id text not null, channel_id text not null, can_be_invited integer not null, message_ts text,
      details_ts text, shown_revision integer not null);
    create index slack_posts_by_message on slack_posts (team_id, channel_id, message_ts);
    create table slack_outbox (id text primary key, review_id text not null references reviews (id) on delete cascade,
      team_id text not null, position integer not null, kind text not null, revision integer not null,
      state text not null, attempts integer not null, not_before bigint not null, claimed_at bigint, last_error text,
      requester_id text not null, response_url text, response_url_expires_at bigint, notice_due_at bigint,
      notice_attempts integer not null, queued_at bigint not null);
    create unique index slack_outbox_once on slack_outbox (review_id, kind, revision);
    create index slack_outbox_by_state on slack_outbox (state, team_id, not_before);
    create index slack_outbox_by_notice on slack_outbox (notice_due_at);
  `,
  // So far every change of a review was a revision, so its version is the same number.
  '002-slack-posting-versions': `
    alter table slack_posts rename column shown_revision to shown_version;
    alter table slack_outbox rename column revision to version;
  `,
  '003-slack-digests': 'create table slack_digests (team_id text primary key, last_at bigint not null)',
  // Several questions may be asked about one version of a review.
  '004-slack-answers': `
    alter table slack_outbox add column asked_event text default '' not null;
    alter table slack_outbox add column asked_words text;
    drop index slack_outbox_once;
    create unique index slack_outbox_once on slack_outbox (review_id, kind, version, asked_event);
  `,
  // Queued answers were asked before later ones: 0 keeps them in front.
  '005-slack-asked-at': 'alter table slack_outbox add column asked_at bigint default 0 not null',
  // The first reply is edited from now on.
  '006-slack-details-version': 'alter table slack_posts add column details_version integer default 0 not null',
  '007-slack-account-digests': `
    create table slack_account_digests (team_id text primary key, last_at bigint not null,
      claimed_until bigint not null);
  `,
  // Posts may be about an audit or a digest: they have no review, and their own place. Version 0.2.0 goes on beside this one. It
  // fills review_id, and leaves alone what has none, whose kinds and reviews it may not be able to read.
  '008-slack-subjects': async (db) => {
    // SQLite itself can't, libsql can: https://github.com/tursodatabase/libsql/blob/main/libsql-sqlite3/doc/libsql_extensions.md
    const lacking = isServer(db) ? 'drop not null' : 'to review_id text references reviews (id) on delete cascade';
    // SQLite adds no stored one. PostgreSQL below 18 has no other.
    const kept = isServer(db) ? 'stored' : 'virtual';
    await runSql(db)`
      alter table slack_outbox alter column review_id ${lacking};
      alter table slack_outbox add column about_review_id text references reviews (id) on delete cascade;
      alter table slack_outbox add column own_subject_id text;
      alter table slack_outbox add column channel_id text;
      alter table slack_outbox add column message_ts text;
      alter table slack_outbox add column subject_id text
        generated always as (coalesce(own_subject_id, about_review_id, review_id)) ${kept};
      update slack_outbox set about_review_id = review_id, review_id = null;
      create index slack_outbox_by_review on slack_outbox (about_review_id);
      alter table slack_digests add column claimed_until bigint default 0 not null;
      create unique index slack_outbox_by_subject on slack_outbox (subject_id, kind, version, asked_event);
    `;
  },
  // One event led to one of them at most.
  '009-slack-event-line': `update slack_outbox set kind = 'event-line' where kind in ('revision-line', 'state-line')`,
  // Two kinds became one, which says why it is posted. What is done has no content.
  '010-slack-since-line': `
    update slack_outbox set kind = 'since-line', asked_event = 'facts',
      asked_words = case when state = 'done' then null else '{"why":"facts"}' end where kind = 'replay-line';
    update slack_outbox set kind = 'since-line', asked_event = 'month',
      asked_words = case when state = 'done' then null else '{"why":"month"}' end where kind = 'calibration-line';
    create index reviews_by_revisit on reviews (revisit_on);
  `,
  // Decisions are brought up on their date alone, and reminders have no buttons. A digest that waits is of a week that is over.
  '011-slack-revisited': `
    update slack_outbox set kind = 'revisited' where kind = 'since-line';
    delete from slack_outbox where kind in ('reminder-answered', 'digest');
  `,
  // What 0.2.0 queued beside 0.3.0, and tables that it alone used.
  '012-slack-without-digests': {
    needs: '011-slack-revisited',
    up: `
      update slack_outbox set kind = 'event-line' where kind in ('revision-line', 'state-line');
      delete from slack_outbox where kind in ('replay-line', 'calibration-line');
      update slack_outbox set about_review_id = review_id, review_id = null where review_id is not null;
      drop table slack_digests;
      drop table slack_account_digests;
    `,
  },
});

const isServer = (db: Kysely<unknown>): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

export const draftMigrations = listMigrations({
  '001-slack-drafts': `
    create table slack_drafts (id text primary key, team_id text not null, user_id text not null,
      answers text not null, response_url text, response_url_expires_at bigint, updated_at bigint not null);
    create index slack_drafts_by_age on slack_drafts (updated_at);
  `,
  '002-slack-drafts-heard': 'alter table slack_drafts add column heard text',
});

/** The tables of questions. They refer to the record's, whose migrations come first. */
export const askedMigrations = listMigrations({
  '001-slack-asked': `
    create table slack_heard_events (team_id text not null, event_id text not null, heard_at bigint not null,
      constraint slack_heard_events_key primary key (team_id, event_id));
    create index slack_heard_events_by_age on slack_heard_events (heard_at);
    create table slack_what_ifs (id text primary key,
      review_id text not null references reviews (id) on delete cascade, team_id text not null,
      base_revision integer not null, changes text not null, created_at bigint not null);
    create index slack_what_ifs_by_review on slack_what_ifs (review_id);
  `,
});

export const accountMigrations = listMigrations({
  '001-slack-account': `
    create table slack_measured (id text primary key, team_id text not null, endpoint text, measured text not null,
      read_at bigint not null);
    create index slack_measured_by_age on slack_measured (read_at);
    create table slack_audits (id text primary key, team_id text not null, user_id text not null,
      channel_id text not null, message_ts text not null, state text not null, is_stopping integer not null,
      progress text not null, result text, beat_at bigint not null, started_at bigint not null);
    create unique index slack_audits_running on slack_audits (team_id) where state = 'running';
  `,
  // What they found is of a day that is over.
  '002-slack-without-audits': `
    delete from slack_outbox where kind like 'audit-%';
    delete from slack_audits where state <> 'running';
  `,
  // 0.3.0 deletes and updates rows of it beside this version, so the table goes in the version after.
  '003-slack-audits-empty': {
    needs: '002-slack-without-audits',
    up: 'delete from slack_audits',
  },
});

export const erasureMigrations = listMigrations({
  '001-slack-uninstalls': 'create table slack_uninstalls (team_id text primary key, uninstalled_at bigint not null)',
});

/** The installations of the app, where it serves several workspaces. */
export const installMigrations = listMigrations({
  '001-slack-installs': `
    create table slack_installs (id text primary key, is_org integer not null, enterprise_id text,
      bot_id text not null, bot_user_id text not null, url text not null, scopes text not null, sealed text not null,
      expires_at bigint, claimed_until bigint not null, installed_at bigint not null);
    create table slack_org_teams (team_id text primary key, org_id text not null);
    create index slack_org_teams_by_org on slack_org_teams (org_id);
  `,
  '002-slack-install-tries': `
    create table slack_install_tries (state_hash text primary key, tried_at bigint not null,
      is_accepted integer not null);
  `,
});
