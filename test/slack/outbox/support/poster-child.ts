import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openDatabase } from '../../../../src/database/open-database.ts';
import { named, recommend } from '../../../../src/recommender/index.ts';
import { createPoster } from '../../../../src/slack/outbox/poster.ts';
import { submitNewReview } from '../../../../src/slack/outbox/submit-review.ts';
import type { PostingDatabase } from '../../../../src/slack/tables.ts';
import { ADVISOR } from '../../../support/advisor.ts';
import { alwaysWith, createPostingClient } from './posting-client.ts';

/**
 * A process of the bot, as far as posting goes. `post`: posts what is in the outbox until nothing is left. `submit`: stores
 * and posts one review after the other, printing each id once it is stored, until it is killed. `store`: only stores them.
 */
const [mode = '', url = '', apiUrl = ''] = process.argv.slice(2);

const opened = await openDatabase<PostingDatabase>(url);

if (!opened.ok) throw new Error(opened.text);

const { db } = opened;

const poster = createPoster({
  advisor: ADVISOR,
  db,
  workspaceOf: alwaysWith(createPostingClient(apiUrl)),
  logger: pino({ level: 'silent' }),
});

process.stdout.write('started\n');

if (mode === 'post') {
  await poster.resume();
  while (await isAnythingLeft()) await sleep(10);
} else {
  for (let number = 0; ; number++) {
    const workload = named(`review ${number}`);
    const { review } = await submitNewReview(db, {
      teamId: 'T0000000001',
      requesterId: 'U0000000001',
      channelId: 'C0000000001',
      workload,
      recommendation: recommend(workload),
    });
    process.stdout.write(`${review.id}\n`);
    if (mode === 'store') await sleep(60_000);
    await poster.kick(review.id);
  }
}

await poster.drain(5_000);

await opened.close();

async function isAnythingLeft(): Promise<boolean> {
  const row = await db
    .selectFrom('slack_outbox')
    .select('id')
    .where('state', 'in', ['pending', 'sending'])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
