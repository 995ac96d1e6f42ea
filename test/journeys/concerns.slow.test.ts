import { describe, expect, it } from 'vitest';
import { ACTIONS, SHORTCUTS } from '../../src/slack/ids.ts';
import {
  current,
  fillAndSend,
  messageSaying,
  NO_OPEN_CONCERN,
  offered,
  postedReview,
  raise,
  valueIn,
} from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())('over %s, with the %s database, the team', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  it('raises concerns by button and from a reply, accepts only after naming them, and the record says so', async () => {
    const { workspace, ada, ben, channel } = journey;
    const message = await postedReview(journey);
    const doubted = await raise(journey, ben, 'Who wakes it <!channel> at night?');
    const told = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(told.text).toBe(`<@${ada.id}>: A colleague raised a concern: “Who wakes it &lt;!channel&gt; at night?”`);
    expect(workspace.notificationsOf(ben)).toEqual([]);
    expect(wordsOf(doubted)).toContain('1 open concern');
    expect(wordsOf(doubted)).toContain('&lt;!channel&gt;');
    expect(offered(doubted).buttons).toContain('Resolve concern');

    const reply = await ada.say(channel, 'Scans above 1 GB exist', message.ts);
    await ada.messageShortcut(SHORTCUTS.raiseConcern, channel, reply.ts);
    const dialog = await ada.waitForView();
    expect(valueIn(dialog, 'decide_concern')).toMatchObject({ value: 'Scans above 1 GB exist' });
    await ada.submit(dialog.id);
    await messageSaying(journey, '2 open concerns');

    await ben.click(current(journey), ACTIONS.accept);
    const confirmation = await ben.waitForView();
    expect(wordsOf(confirmation)).toContain('2 open concerns');
    expect(wordsOf(confirmation)).toContain('Scans above 1 GB exist');
    expect(await ben.submit(confirmation.id)).toMatchObject({ kind: 'closed' });
    const accepted = await messageSaying(journey, '*Accepted*');
    expect(wordsOf(accepted)).toContain('2 concerns were open');
    await workspace.waitFor(() => workspace.thread(channel, message.ts).some(({ text }) => text.includes('accepted')));
  });

  it('raises what somebody said to the bot, once that person presses the button', async () => {
    const { workspace, ada, channel } = journey;
    const message = await postedReview(journey);
    await ada.mention(channel, "I'm worried: this breaks our PHI rule", message.ts);
    const offer = await workspace.waitFor(() =>
      workspace.thread(channel, message.ts).find(({ text }) => text.startsWith('That sounds like a concern')),
    );
    expect(current(journey)).toBeDefined();
    await ada.click({ channelId: channel, ts: offer.ts }, ACTIONS.raiseSaid);
    const dialog = await ada.waitForView();
    expect(valueIn(dialog, 'decide_concern')).toMatchObject({ value: "I'm worried: this breaks our PHI rule" });
    await ada.submit(dialog.id);
    await messageSaying(journey, '1 open concern');
  });

  it('is shown a concern that came while the confirmation was open', async () => {
    const { ada, ben } = journey;
    await postedReview(journey);
    await raise(journey, ada, 'First doubt');
    await ben.click(current(journey), ACTIONS.accept);
    const confirmation = await ben.waitForView();
    await raise(journey, ada, 'Second doubt');
    expect(await ben.submit(confirmation.id)).toMatchObject({ kind: 'updated' });
    const again = await ben.waitForView((view) => wordsOf(view).includes('Second doubt'));
    expect(await ben.submit(again.id)).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, '*Accepted*');
  });

  it('resolves a concern with a note; two who resolve the same are told who was first', async () => {
    const { ada, ben } = journey;
    await postedReview(journey);
    await raise(journey, ben, 'Is the GPU needed?');
    const doubted = current(journey);
    await Promise.all([ada.click(doubted, ACTIONS.resolveConcern), ben.click(doubted, ACTIONS.resolveConcern)]);
    await Promise.all([ada.waitForView(), ben.waitForView()]);
    expect(await fillAndSend(ada, { decide_note: 'Yes, measured' })).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, NO_OPEN_CONCERN);
    expect(await fillAndSend(ben, { decide_note: 'No' })).toMatchObject({ kind: 'updated' });
    const told = await ben.waitForView((view) => view.title === 'Nothing was changed');
    expect(wordsOf(told)).toContain(`<@${ada.id}> resolved that concern`);
    expect(wordsOf(told)).toContain('Yes, measured');
    expect(offered(current(journey)).buttons).not.toContain('Resolve concern');
  });
});
