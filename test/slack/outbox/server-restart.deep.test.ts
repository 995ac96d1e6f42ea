import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { MIGRATIONS, type RecordTables } from '../../../src/open-record.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import { createPoster } from '../../../src/slack/outbox/poster.ts';
import { submitNewReview } from '../../../src/slack/outbox/submit-review.ts';
import { type PostgresServer, startPostgresServer } from '../../database/support/postgres-server.ts';
import { ADVISOR } from '../../support/advisor.ts';
import { type FakeSlack, startFakeSlack } from './support/fake-slack.ts';
import { alwaysWith, createPostingClient } from './support/posting-client.ts';

let server: PostgresServer;

let slack: FakeSlack;

beforeEach(async () => {
  server = await startPostgresServer();
  slack = await startFakeSlack();
}, 60_000);

afterEach(async () => {
  await slack.close();
  await server.stop();
}, 60_000);

describe('a PostgreSQL server that is restarted while the bot posts', () => {
  it('costs no review and doubles none: what Slack has taken is written down once the server is back', async () => {
    const opened = await openDatabase<RecordTables>(await server.createDatabase('reviews'));
    if (!opened.ok) throw new Error(opened.text);
    const { db } = opened;
    await migrate(db, MIGRATIONS);
    const client = createPostingClient(slack.apiUrl);
    const poster = createPoster({
      db,
      advisor: ADVISOR,
      workspaceOf: alwaysWith(client),
      logger: pino({ level: 'silent' }),
    });
    const submit = async (name: string) => {
      const workload = named(name);
      const told = { teamId: 'T1', requesterId: 'U1', channelId: 'C1', workload, recommendation: recommend(workload) };
      return (await submitNewReview(db, told)).review.id;
    };
    const ids = [await submit('one'), await submit('two'), await submit('three')];

    // Slack has taken the first message, and its answer comes when the server is gone.
    let restarted: Promise<void> | undefined;
    slack.onCall(() => {
      restarted ??= server.restart(1_000);
      return undefined;
    });
    await Promise.all(ids.map((id) => poster.kick(id)));
    await restarted;
    while (await isAnythingLeft()) {
      await poster.resume();
      await sleep(50);
    }

    const states = await db.selectFrom('slack_outbox').select('state').distinct().execute();
    expect(states).toEqual([{ state: 'done' }]);
    expect(slack.posts.filter(({ args }) => args['thread_ts'] === undefined)).toHaveLength(3);
    await poster.drain(5_000);
    await opened.close();

    async function isAnythingLeft(): Promise<boolean> {
      const left = db.selectFrom('slack_outbox').select('id').where('state', 'in', ['pending', 'sending']);
      return (await left.execute()).length > 0;
    }
  }, 60_000);
});
