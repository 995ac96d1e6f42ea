import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SHORTCUTS } from '../../src/slack/ids.ts';
import { type Journey, postedIn, review, startJourney, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

describe.each(connections())('over %s, with a limit of 2 per minute', (kind) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney(kind);
    await review(journey);
    await postedIn(journey, journey.channel);
    await journey.stopBot();
    journey.config.commandsPerMinute = 2;
    await journey.startBot();
  });
  afterEach(() => journey.end());

  const LIMIT = /You've reached the limit of 2 requests per minute\. Try again in \d{1,2} s\./;
  const notices = (who: Journey['ada']) => journey.workspace.ephemerals(who.id).map((shown) => wordsOf(shown));

  it('the third command of a person is refused privately, with its words, and another person goes on', async () => {
    const { workspace, ada, ben, channel } = journey;
    for (const words of ['help', 'list']) await ada.slashCommand(channel, words);
    await workspace.waitFor(() => notices(ada).length === 2);
    const posts = workspace.messages(channel).length;
    await ada.slashCommand(channel, 'churn 5 MB <!channel>');
    const refused = await workspace.waitFor(() => notices(ada)[2]);
    expect(refused).toMatch(LIMIT);
    expect(refused).toContain('/sagemaker-endpoint churn 5 MB <!channel>');
    await ada.slashCommand(channel, 'help');
    await workspace.waitFor(() => notices(ada).length === 4);
    expect(ada.views()).toEqual([]);
    expect(workspace.messages(channel)).toHaveLength(posts);

    await ben.slashCommand(channel, 'churn 5 MB');
    expect(await ben.submit((await ben.waitForView()).id)).toMatchObject({ kind: 'closed' });
  });

  it('shortcuts, mentions and direct messages count as well, and what Slack delivers twice counts once', async () => {
    const { workspace, ada, channel } = journey;
    const own = workspace.directMessage(ada.id);
    const message = workspace.messages(channel)[0];
    if (message === undefined) throw new Error('no message');
    const thread = () => workspace.thread(channel, message.ts);
    const replies = thread().length;
    const ask = () => ada.mention(channel, 'what if 1 MB', message.ts);
    await ask();
    await workspace.redeliverEvent();
    await workspace.waitFor(() => thread().length === replies + 2);
    await ada.say(own, 'churn 5 MB');
    await workspace.waitFor(() => workspace.messages(own).length === 2);

    await ask();
    await workspace.waitFor(() => notices(ada).length === 1);
    expect(notices(ada)[0]).toMatch(LIMIT);
    // Told once: without a response URL each notice would be a call.
    await ask();
    await ada.say(own, 'churn 5 MB');
    await ada.messageShortcut(SHORTCUTS.reviewMessage, channel, message.ts);
    await workspace.waitFor(() => notices(ada).length === 2);
    expect(notices(ada)[1]).toMatch(LIMIT);
    expect(ada.views()).toEqual([]);
    expect(thread()).toHaveLength(replies + 4);
    expect(workspace.messages(own)).toHaveLength(3);
  });
});
