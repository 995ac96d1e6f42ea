import { describe, expect, it } from 'vitest';
import { databases } from '../../database/support/open-test-database.ts';
import { forEachTest } from '../../support/for-each-test.ts';
import { type Bench, CHANNEL, startBench, until } from './support/bench.ts';
import { type Reply, startFakeSlack } from './support/fake-slack.ts';

const LIMITED: Reply = { kind: 'http', status: 429, headers: { 'retry-after': '60' } };

describe.each(databases())('the order of a channel, in the %s database', (kind) => {
  const bench = forEachTest(() => startBench({ kind }));

  /** Stores reviews, a millisecond apart. */
  async function submitSeveral(count: number, channelId = CHANNEL): Promise<string[]> {
    const ids: string[] = [];
    for (let number = 0; number < count; number++) {
      const before = Date.now();
      ids.push(await bench.submit({ channelId }));
      await until(() => Date.now() > before);
    }
    return ids;
  }

  /** The reviews in the order in which their messages stand in Slack. */
  const posted = ({ slack }: Pick<Bench, 'slack'> = bench) =>
    slack.posts.flatMap(({ args }) => (args['thread_ts'] === undefined ? [reviewOf(args)] : []));

  const reviewOf = (args: Record<string, unknown>) =>
    (args['metadata'] as { event_payload: { review_id: string } }).event_payload.review_id;

  /** The nth message meets a reply, once. */
  function meets(nth: number, reply: Reply): void {
    let messages = 0;
    bench.slack.onCall(({ method, args }) => {
      if (method !== 'chat.postMessage' || args['thread_ts'] !== undefined) return undefined;
      messages += 1;
      return messages === nth ? reply : undefined;
    });
  }

  const messageCalls = () =>
    bench.slack.calls.filter(({ method, args }) => method === 'chat.postMessage' && !args['thread_ts']).length;

  it('stays as it was after a rate limit of the fourth of 7 posts, by a process that knows nothing of it', async () => {
    const ids = await submitSeveral(7);
    meets(4, LIMITED);
    await bench.poster.kick(ids[0] ?? '');
    expect(posted()).toEqual(ids.slice(0, 3));
    await bench.poster.drain(1000);
    bench.restart();
    await bench.poster.resume();
    await bench.poster.kick(ids[6] ?? '');
    await bench.poster.settled(5000);
    expect(posted()).toEqual(ids.slice(0, 3));
    await bench.advance(60_000);
    await until(() => posted().length === 7);
    expect(posted()).toEqual(ids);
  });

  it('a rate limit that one of two processes meets keeps the other one waiting, and no other channel', async () => {
    const ids = await submitSeveral(3);
    const first = bench.poster;
    const second = bench.restart();
    meets(1, LIMITED);
    await first.kick(ids[0] ?? '');
    for (const id of ids) await second.kick(id);
    await second.resume();
    await second.settled(5000);
    expect(messageCalls()).toBe(1);
    const [elsewhere = ''] = await submitSeveral(1, 'C0000000009');
    await second.kick(elsewhere);
    expect(posted()).toEqual([elsewhere]);
    await bench.advance(60_000);
    await until(() => posted().length === 4);
    expect(posted().slice(1)).toEqual(ids);
  });

  it('what is queued later, or comes back to the front, keeps the pause that Slack asked for', async () => {
    const ids = await submitSeveral(2);
    meets(2, LIMITED);
    await bench.poster.kick(ids[0] ?? '');
    await bench.db
      .updateTable('slack_outbox')
      .set({ state: 'pending' })
      .where('subject_id', '=', ids[0] ?? '')
      .where('kind', '=', 'details')
      .execute();
    ids.push(...(await submitSeveral(1)));
    const before = bench.slack.calls.length;
    await bench.restart().resume();
    await bench.poster.settled(5000);
    expect(bench.slack.calls.length).toBe(before);
    await bench.advance(60_000);
    await until(() => posted().length === 3);
    expect(posted()).toEqual(ids);
  });

  it('two processes post 12 reviews into one channel in the order in which they were stored, one at a time', async () => {
    const ids = await submitSeveral(12);
    const first = bench.poster;
    const second = bench.restart();
    await Promise.all(ids.map((id, index) => (index % 2 === 0 ? first : second).kick(id)));
    await until(async () => {
      await Promise.all([first.resume(), second.resume()]);
      return posted().length === 12;
    });
    expect(posted()).toEqual(ids);
    expect(bench.slack.mostAtOnce()).toBe(1);
  });

  it('is kept through an hour in which Slack is out of reach', async () => {
    const { port } = new URL(bench.slack.apiUrl);
    await bench.slack.close();
    const ids = await submitSeveral(4);
    for (let look = 0; look < 20; look++) {
      await bench.advance(180_000);
      await bench.poster.kick(ids[look % 4] ?? '');
    }
    const back = await startFakeSlack({ port: Number(port) });
    await bench.advance(60_000);
    await until(() => back.posts.length === 8);
    expect(posted({ slack: back })).toEqual(ids);
    await back.close();
  });

  it('is no reason to wait for an edit that fails by itself, or for a post that a proxy refuses by its content', async () => {
    const [first = '', second = ''] = await submitSeveral(2);
    meets(1, { kind: 'http', status: 403 });
    await bench.poster.kick(first);
    expect(posted()).toEqual([second]);

    await bench.revise(second, 1);
    const [third = ''] = await submitSeveral(1);
    bench.slack.onCall(({ method }) => (method === 'chat.update' ? { kind: 'http', status: 503 } : undefined));
    await bench.poster.kick(third);
    expect(posted()).toContain(third);
  });
});
