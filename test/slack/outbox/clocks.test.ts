import { describe, expect, it } from 'vitest';
import { databases } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { CHANNEL, startBench, statesOf, until } from './support/bench.ts';

const SIX_MINUTES_MS = 6 * 60_000;

describe.each(databases())('a post whose answer was lost, in the %s database', (kind) => {
  describe.each([SIX_MINUTES_MS, -SIX_MINUTES_MS, 0])('on a machine whose clock is %d ms ahead of Slack', (aheadMs) => {
    const bench = forEachTest(() => startBench({ kind, aheadMs }));

    const messages = () =>
      bench.slack.posts.filter(({ args }) => args['channel'] === CHANNEL && args['thread_ts'] === undefined);

    /** The first message is made, its answer is lost, and it can't be looked up yet. */
    async function lose(): Promise<string> {
      bench.slack.grant('chat:write', 'channels:history');
      let made = 0;
      bench.slack.onCall(({ method }) => {
        if (method === 'chat.postMessage' && ++made === 1) return { kind: 'lost' };
        return method === 'conversations.history' ? { kind: 'http', status: 503 } : undefined;
      });
      const reviewId = await bench.posted();
      await bench.poster.settled(5000);
      expect((await statesOf(bench, reviewId))[0]).toBe('message uncertain');
      bench.slack.onCall(() => undefined);
      return reviewId;
    }

    it('is found, and stands there once', async () => {
      const reviewId = await lose();
      await bench.advance(60_000);
      await until(async () => (await statesOf(bench, reviewId)).every((state) => state.endsWith('done')));
      expect(messages()).toHaveLength(1);
    });

    it('is found by a process whose clock is right, and stands there once', async () => {
      const reviewId = await lose();
      await bench.poster.drain(1000);
      bench.restart();
      await bench.advance(60_000);
      await until(async () => (await statesOf(bench, reviewId)).every((state) => state.endsWith('done')));
      expect(messages()).toHaveLength(1);
    });
  });
});
