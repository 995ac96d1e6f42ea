import { afterEach, describe, expect, it } from 'vitest';
import { type Journey, postedIn, review, startJourney } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

describe.each(connections())('over %s, thanks', (kind) => {
  let journey: Journey | undefined;
  afterEach(async () => {
    await journey?.end();
    journey = undefined;
  });

  /** Posted, with its first reply. */
  async function reviewed(started: Journey) {
    journey = started;
    await review(started);
    return postedIn(started, started.channel);
  }

  it("in a review's thread get a reaction and no post, also where Slack delivers them twice", async () => {
    const started = await startJourney(kind);
    const { workspace, ben, channel } = started;
    const { ts } = await reviewed(started);
    const posts = workspace.calls('chat.postMessage').length;
    await ben.mention(channel, 'perfect, thanks!', ts);
    await workspace.redeliverEvent();
    await ben.mention(channel, '👍', ts);
    await workspace.waitFor(() => workspace.calls('reactions.add').length === 3);
    const thanked = workspace.thread(channel, ts).filter(({ user }) => user === ben.id);
    const reaction = new Map([['+1', [workspace.botUserId]]]);
    expect(thanked.map(({ reactions }) => reactions)).toEqual([reaction, reaction]);
    expect(workspace.calls('chat.postMessage')).toHaveLength(posts);
  });

  it('with a question behind them are answered as the question', async () => {
    const started = await startJourney(kind);
    const { workspace, ben, channel } = started;
    const { ts } = await reviewed(started);
    await ben.mention(channel, 'thanks, what if payload is 5 MB', ts);
    const answer = await workspace.waitFor(() => workspace.thread(channel, ts)[3]);
    expect(answer.text).toContain('5 MB');
    expect(workspace.calls('reactions.add')).toEqual([]);
  });

  it('are met with silence where the app may not react', async () => {
    const started = await startJourney(kind, 'embedded', { without: ['reactions:write'] });
    const { workspace, ben, channel } = started;
    const { ts } = await reviewed(started);
    const before = workspace.thread(channel, ts).length;
    await ben.mention(channel, 'thanks!', ts);
    const [call] = await workspace.waitFor(() => {
      const calls = workspace.calls('reactions.add');
      return calls.length > 0 && calls;
    });
    expect(call?.answer).toMatchObject({ error: 'missing_scope' });
    // A question behind it is answered, and nothing else was said before.
    await ben.mention(channel, 'compare', ts);
    await workspace.waitFor(() => workspace.thread(channel, ts).length === before + 3);
    expect(workspace.ephemerals(ben.id)).toEqual([]);
    expect(started.logLines.filter((line) => /"level":"(warn|error)"/.test(line))).toEqual([]);
    journey = undefined;
    await expect(started.end()).rejects.toThrow(
      /^Slack's rules were broken:\nreactions\.add {2}needs the scope reactions:write$/,
    );
  });
});
