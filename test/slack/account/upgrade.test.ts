import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { createLogger } from '../../../src/logger.ts';
import { MIGRATIONS, type RecordTables } from '../../../src/open-record.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import { createPoster } from '../../../src/slack/outbox/poster.ts';
import { databases, makePlace } from '../../database/support/open-test-database.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { until } from '../outbox/support/bench.ts';
import { startFakeSlack } from '../outbox/support/fake-slack.ts';
import { alwaysWith, createPostingClient } from '../outbox/support/posting-client.ts';

const LATER = [
  ...['008-slack-subjects', '011-slack-revisited', '012-slack-without-digests'],
  ...['002-slack-without-audits', '003-slack-audits-empty', '014-without-replays'],
];

const LAST_RELEASE = MIGRATIONS.map((owner) => owner.filter(({ name }) => !LATER.includes(name)));

const AT = 1_700_000_000_000;

/** The tables as the last release knew them. */
interface FormerTables {
  reviews: Record<string, unknown>;
  review_revisions: Record<string, unknown>;
  review_events: Record<string, unknown>;
  slack_posts: Record<string, unknown>;
  slack_outbox: Record<string, unknown>;
  slack_audits: Record<string, unknown>;
}

/** A database that the last release left in the middle of its work: an edit of a review, an audit to end, and one that is read. */
async function leaveInterrupted(url: string): Promise<void> {
  const opened = await openDatabase<FormerTables>(url);
  if (!opened.ok) throw new Error(opened.text);
  const { db } = opened;
  await migrate(db, LAST_RELEASE);
  const workload = { ...named('ct-scans'), payloadSizeMB: 500 };
  const recommendation = recommend(workload);
  const told = { workload: JSON.stringify(workload), recommendation: JSON.stringify(recommendation) };
  const review = { id: 'R1', team_id: 'T1', requester_id: 'U1', name: 'ct-scans', state: 'proposed', revision: 1 };
  await db
    .insertInto('reviews')
    .values({ ...review, version: 2, state_by: 'U1', state_at: AT, is_public: 1, created_at: AT, updated_at: AT })
    .execute();
  const revision = { review_id: 'R1', revision: 1, ...told, facts_version: 'first', author_id: 'U1', created_at: AT };
  await db.insertInto('review_revisions').values(revision).execute();
  const posts = { review_id: 'R1', team_id: 'T1', channel_id: 'C1', message_ts: '1.2', details_ts: '1.3' };
  await db
    .insertInto('slack_posts')
    .values({ ...posts, can_be_invited: 1, shown_version: 1, details_version: 1 })
    .execute();
  const job = { review_id: 'R1', team_id: 'T1', position: 3, version: 2, requester_id: 'U1', queued_at: AT };
  await db
    .insertInto('slack_outbox')
    .values({ ...job, id: 'J1', kind: 'update', state: 'pending', attempts: 0, not_before: 0, notice_attempts: 0 })
    .execute();
  const audit = { team_id: 'T1', user_id: 'U1', channel_id: 'C1', message_ts: '1.4', progress: '', is_stopping: 0 };
  await db
    .insertInto('slack_audits')
    .values([
      { ...audit, id: 'A1', state: 'ended', result: '{"text":"the result"}', beat_at: AT, started_at: AT },
      { ...audit, id: 'A2', state: 'running', result: null, beat_at: AT, started_at: AT },
    ])
    .execute();
  await opened.close();
}

it.each(databases())(
  'what the last release left in a %s database is posted once, by two processes, and no audit',
  async (kind) => {
    const place = await makePlace(kind);
    await leaveInterrupted(place.url);
    const slack = await startFakeSlack();
    const opened = [await openDatabase<RecordTables>(place.url), await openDatabase<RecordTables>(place.url)];
    onTestFinished(async () => {
      await slack.close();
      for (const one of opened) if (one.ok) await one.close();
      await place.remove();
    });
    const logger = createLogger({ level: 'fatal' });
    const start = async (one: (typeof opened)[number] | undefined) => {
      if (!one?.ok) throw new Error('The database did not open');
      const { db } = one;
      await migrate(db, MIGRATIONS);
      const workspaceOf = alwaysWith(createPostingClient(slack.apiUrl));
      const poster = createPoster({ db, advisor: ADVISOR, workspaceOf, logger });
      onTestFinished(async () => {
        await poster.drain(5000);
      });
      await poster.resume();
      return db;
    };
    const [db] = await Promise.all(opened.map(start));
    if (db === undefined) throw new Error('Nothing was opened');
    const said = () =>
      slack.calls
        .map(
          ({ method, args }) =>
            `${method} ${args['channel']} ${args['thread_ts'] ?? args['ts'] ?? '-'} ${args['text']}`,
        )
        .sort();
    const expected = [expect.stringMatching(/^chat\.update C1 1\.2 .*ct-scans/)];
    await until(() => said().length >= expected.length);

    await start(opened[1]);
    await until(
      async () =>
        (await db.selectFrom('slack_outbox').select('id').where('state', '!=', 'done').execute()).length === 0,
    );
    expect(said()).toEqual(expected);
    expect(await db.selectFrom('slack_outbox').select(['subject_id', 'kind', 'state']).execute()).toEqual([
      { subject_id: 'R1', kind: 'update', state: 'done' },
    ]);
    expect(
      await db
        .selectFrom('slack_audits' as 'reviews')
        .selectAll()
        .execute(),
    ).toEqual([]);
  },
);
