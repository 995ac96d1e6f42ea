import { describe, expect, it } from 'vitest';
import { ACTIONS, SHORTCUTS } from '../../src/slack/ids.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { postedIn, review, startJourney, wordsOf } from '../support/journey.ts';
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
});
