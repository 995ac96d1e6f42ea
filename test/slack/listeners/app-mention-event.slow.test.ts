import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ListenerParts } from '../../../src/slack/listeners/parts.ts';
import { handleAppMentionEvent } from '../../../src/slack/listeners/thread.ts';
import { findPost } from '../../../src/slack/outbox/posts.ts';
import { type Bench, CHANNEL, startBench, TEAM, until } from '../outbox/support/bench.ts';

type Mention = Parameters<ReturnType<typeof handleAppMentionEvent>>[0];

describe('of two questions in one thread, with the postgres database', () => {
  let bench: Bench;
  let threadTs: string;
  beforeEach(async () => {
    bench = await startBench({ kind: 'postgres' });
    const reviewId = await bench.posted();
    threadTs = (await findPost(bench.db, TEAM, reviewId))?.messageTs ?? '';
  });
  afterEach(() => bench.close());

  function mention(words: string, second: number): Mention {
    const event = { type: 'app_mention', user: 'U1', text: `<@UBOT> ${words}`, ts: `180000000${second}.000100` };
    return {
      event: { ...event, channel: CHANNEL, thread_ts: threadTs },
      body: { event_id: `Ev${second}` },
      context: { teamId: TEAM, botUserId: 'UBOT' },
    } as unknown as Mention;
  }

  it('the second is answered second, also where storing the first takes longer', async () => {
    const { db, poster } = bench;
    const hear = handleAppMentionEvent({ db, poster } as unknown as ListenerParts);
    let both: Promise<unknown> | undefined;
    // The listener that stores the first question waits until this transaction is undone.
    const holding = db.transaction().execute(async (trx) => {
      const heard = { team_id: TEAM, event_id: 'Ev1', heard_at: 0 };
      await trx.insertInto('slack_heard_events').values(heard).execute();
      both = Promise.all([hear(mention('help', 1)), hear(mention('compare', 2))]);
      await until(async () => (await waitingForLocks()) > 0);
      // Time for the second to be stored and posted, if it does not wait.
      for (let looks = 0; looks < 100; looks++) await waitingForLocks();
      throw new Error('undone on purpose');
    });
    await expect(holding).rejects.toThrow('undone on purpose');
    await both;
    const texts = bench.slack.posts.slice(2).map(({ args }) => String(args['text']));
    expect(texts).toEqual([expect.stringContaining('What you can ask'), expect.stringContaining('All options')]);
  });

  async function waitingForLocks(): Promise<number> {
    const { rows } = await sql<{ count: string }>`select count(*) from pg_locks where not granted`.execute(bench.db);
    return Number(rows[0]?.count);
  }
});
