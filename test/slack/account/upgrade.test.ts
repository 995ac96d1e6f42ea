import { expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { createLogger } from '../../../src/logger.ts';
import { MIGRATIONS, type RecordTables } from '../../../src/open-record.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import { createAudits } from '../../../src/slack/account/audits.ts';
import type { AccountReader } from '../../../src/slack/account/reader.ts';
import { createPoster } from '../../../src/slack/outbox/poster.ts';
import { databases, makePlace } from '../../database/support/open-test-database.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { until } from '../outbox/support/bench.ts';
import { startFakeSlack } from '../outbox/support/fake-slack.ts';
import { alwaysWith, createPostingClient } from '../outbox/support/posting-client.ts';

const LATER = ['008-slack-subjects', '011-slack-revisited'];

const LAST_RELEASE = MIGRATIONS.map((owner) => owner.filter(({ name }) => !LATER.includes(name)));

const AT = 1_700_000_000_000;

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

const message = (text: string) => ({ text, blocks: [section(text)] });

/** The tables as the last release knew them. */
interface FormerTables {
  reviews: Record<string, unknown>;
  review_revisions: Record<string, unknown>;
  review_events: Record<string, unknown>;
  slack_posts: Record<string, unknown>;
  slack_outbox: Record<string, unknown>;
  slack_audits: Record<string, unknown>;
}

/**
 * A database that the last release left in the middle of its work: an edit of a review, an audit with two of its replies and its
 * result to post, one that was being read, and one whose message was not posted.
 */
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
  const audit = { user_id: 'U1', state: 'running', is_stopping: 0, started_at: AT, beat_at: AT, result: null };
  const replies = [message('first reply'), message('second reply')];
  await db
    .insertInto('slack_audits')
    .values([
      {
        ...{ ...audit, id: 'A1', team_id: 'T1', channel_id: 'C1', message_ts: '1.4', progress: '' },
        result: JSON.stringify({ ...message('the result'), replies }),
      },
      {
        ...audit,
        id: 'A2',
        team_id: 'T2',
        channel_id: 'C2',
        message_ts: '1.5',
        progress: 'eu-west-1: 2 of 12 endpoints',
      },
      { ...audit, id: 'A3', team_id: 'T3', channel_id: 'C3', message_ts: '', progress: '' },
    ])
    .execute();
  await opened.close();
}

it.each(databases())('what the last release left in a %s database is posted once, by two processes', async (kind) => {
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
    const audits = createAudits({ db, account: {} as AccountReader, poster, workspaceOf, logger });
    onTestFinished(async () => {
      await audits.drain(5000);
      await poster.drain(5000);
    });
    await poster.resume();
    audits.resume();
    return db;
  };
  const [db] = await Promise.all(opened.map(start));
  if (db === undefined) throw new Error('Nothing was opened');
  const said = () =>
    slack.calls
      .map(
        ({ method, args }) => `${method} ${args['channel']} ${args['thread_ts'] ?? args['ts'] ?? '-'} ${args['text']}`,
      )
      .sort();
  const early = "The audit ended early because the bot restarted, or Slack couldn't be reached.";
  const expected = [
    `chat.postMessage C1 1.4 first reply`,
    `chat.postMessage C1 1.4 second reply`,
    `chat.postMessage U1 - ${early} Nothing of it was kept.`,
    expect.stringMatching(/^chat\.update C1 1\.2 .*ct-scans/),
    `chat.update C1 1.4 the result`,
    `chat.update C2 1.5 ${early} It had read eu-west-1: 2 of 12 endpoints. Nothing of it was kept.`,
  ];
  await until(() => said().length >= expected.length);
  const texts = slack.calls.filter(({ args }) => args['channel'] === 'C1').map(({ args }) => args['text']);
  expect(texts.filter((text) => /reply|result/.test(String(text)))).toEqual([
    'first reply',
    'second reply',
    'the result',
  ]);

  await start(opened[1]);
  await until(
    async () => (await db.selectFrom('slack_outbox').select('id').where('state', '!=', 'done').execute()).length === 0,
  );
  expect(said()).toEqual(expected);
  const left = await db.selectFrom('slack_audits').select(['id', 'state', 'result']).orderBy('id').execute();
  expect(left.map(({ id, state, result }) => [id, state, result])).toEqual([
    ['A1', 'ended', null],
    ['A2', 'cut-short', null],
    ['A3', 'cut-short', null],
  ]);
  expect(await db.selectFrom('slack_outbox').select(['subject_id', 'kind', 'state']).execute()).toEqual([
    { subject_id: 'R1', kind: 'update', state: 'done' },
  ]);
});
