import { describe, expect, it } from 'vitest';
import { ACTIONS, SHORTCUTS } from '../../src/slack/ids.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { CT_SCANS, postedIn, review, startJourney, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

describe.each(connections())('over %s, the answer cannot go where it should', (kind) => {
  const journey = forEachTest(() => startJourney(kind));

  const notice = () => journey.workspace.waitFor(() => journey.workspace.ephemerals(journey.ada.id).at(-1));
  const postsIn = (channel: string) =>
    journey.workspace.messages(channel).filter(({ text }) => text.includes('ct-scans'));

  it.each(['public', 'private'] as const)(
    'in a %s channel without the bot: told privately, invited, one click, posted once',
    async (channelKind) => {
      const { workspace, ada } = journey;
      const channel = workspace.addChannel({ name: 'without', kind: channelKind, members: [ada.id] });
      await review(journey, channel);
      const told = await notice();
      expect(wordsOf(told)).toContain('/invite');
      expect(wordsOf(told)).toContain(workspace.botUserId);
      expect(postsIn(channel)).toHaveLength(0);

      await workspace.invite(channel);
      await Promise.all([ada.click(told, ACTIONS.postAgain), ada.click(told, ACTIONS.postAgain)]);
      await postedIn(journey, channel);
      await ada.click(await notice(), ACTIONS.postAgain).catch(() => undefined);
      expect(postsIn(channel)).toHaveLength(1);
    },
  );

  it('and the click comes before the invitation: told again, still one post in the end', async () => {
    const { workspace, ada } = journey;
    const channel = workspace.addChannel({ name: 'without', kind: 'public', members: [ada.id] });
    await review(journey, channel);
    const told = await notice();
    await ada.click(told, ACTIONS.postAgain);
    const again = await workspace.waitFor(() => {
      const latest = workspace.ephemerals(ada.id).findLast((shown) => wordsOf(shown).includes(ACTIONS.postAgain));
      return latest !== undefined && latest.ts !== told.ts && latest;
    });
    await workspace.invite(channel);
    await ada.click(again, ACTIONS.postAgain);
    await postedIn(journey, channel);
    expect(postsIn(channel)).toHaveLength(1);
  });

  it('in a direct message between two people: it goes into the own conversation, on one click', async () => {
    const { workspace, ada, ben } = journey;
    const between = workspace.addChannel({ name: 'ada-ben', kind: 'im', members: [ada.id, ben.id] });
    await review(journey, between);
    const told = await notice();
    expect(wordsOf(told)).not.toContain('/invite');
    await ada.click(told, ACTIONS.postToMe);
    const own = workspace.directMessage(ada.id);
    const message = await postedIn(journey, own);
    expect(message.text).toContain('ct-scans');
    expect(postsIn(between)).toHaveLength(0);
  });

  it('in a channel chosen in the form: told there privately, invited, one click', async () => {
    const { workspace, ada } = journey;
    const channel = workspace.addChannel({ name: 'chosen', kind: 'public', members: [ada.id] });
    await ada.globalShortcut(SHORTCUTS.newReview);
    const form = await ada.waitForView();
    await ada.answer(form.id, 'question_name', 'ct-scans');
    await ada.answer(form.id, 'question_channel', channel);
    await ada.submit(form.id);
    const told = await notice();
    expect(told.channelId).toBe(channel);
    await workspace.invite(channel);
    await ada.click(told, ACTIONS.postAgain);
    await postedIn(journey, channel);
  });

  it('because Slack does not take the table: it is posted without one', async () => {
    const { workspace, channel } = journey;
    workspace.faults.next('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    await review(journey);
    const message = await postedIn(journey, channel);
    expect(wordsOf(message)).not.toContain('"type":"table"');
    expect(wordsOf(message)).toContain('Serverless');
    expect(postsIn(channel)).toHaveLength(1);
  });

  it('because the answer to the post was lost: the requester is asked, and nothing is posted twice by itself', async () => {
    const { workspace, ada, channel } = journey;
    workspace.faults.next('chat.postMessage', { kind: 'dropAnswer' });
    await review(journey);
    const told = await notice();
    expect(wordsOf(told)).toContain("couldn't confirm");
    expect(postsIn(channel)).toHaveLength(1);
    await ada.slashCommand(channel, 'help');
    expect(postsIn(channel)).toHaveLength(1);
  });

  it('for now, because Slack limits the rate: forms still open, and it is posted in the end, once', async () => {
    const { workspace, ada, channel } = journey;
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 1 });
    await review(journey);
    await workspace.waitFor(() => workspace.calls('chat.postMessage')[0]);
    await ada.slashCommand(channel, CT_SCANS);
    await ada.waitForView();
    expect(postsIn(channel)).toHaveLength(0);
    await postedIn(journey, channel);
    expect(postsIn(channel)).toHaveLength(1);
  });
});
