import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { current, messageSaying } from '../support/deciding.ts';
import { type Journey, review, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())(
  "over %s, with the %s database, where Slack's answer to the review's post was lost",
  (kind, database) => {
    let journey: Journey;
    beforeEach(async () => {
      journey = await startJourney(kind, database);
      const { workspace, ada } = journey;
      workspace.faults.next('chat.postMessage', { kind: 'dropAnswer' });
      await review(journey);
      await workspace.waitFor(() =>
        workspace.ephemerals(ada.id).find((told) => wordsOf(told).includes("couldn't confirm")),
      );
    });
    afterEach(() => journey.end());

    const replies = () => {
      const { workspace, channel } = journey;
      return workspace.thread(channel, current(journey).ts).slice(1);
    };
    const replySaying = (words: string) =>
      journey.workspace.waitFor(() => replies().find((reply) => wordsOf(reply).includes(words)), 20_000, words);

    it('the first press tells which message it is: accepted, shown, one line and the first reply in its thread', async () => {
      const { workspace, ben, channel } = journey;
      await ben.click(current(journey), ACTIONS.accept);
      await messageSaying(journey, '*Accepted*');
      await replySaying('colleague accepted');
      const [details, line] = replies();
      expect(wordsOf(details)).toContain('*Understood:*');
      expect(line?.text).toContain('accepted');
      expect(replies()).toHaveLength(2);
      expect(workspace.messages(channel)).toHaveLength(1);
    });

    it('a press that only opens a dialog is enough: the first reply follows, and mentions in the thread are answered', async () => {
      const { ben, channel } = journey;
      await ben.click(current(journey), ACTIONS.raiseConcern);
      await ben.waitForView();
      await replySaying('*Understood:*');
      await ben.mention(channel, 'what if payload is 3 MB', current(journey).ts);
      await replySaying('payload 500 → 3 MB');
    });

    it('a mention in its thread before any press is told to press a button first', async () => {
      const { ben, channel } = journey;
      await ben.mention(channel, 'compare', current(journey).ts);
      await replySaying('press any button on that answer');
      await ben.mention(channel, 'compare');
      const { workspace } = journey;
      const said = await workspace.waitFor(() => workspace.messages(channel)[1]);
      const answer = await workspace.waitFor(() => workspace.thread(channel, said.ts)[1]);
      expect(wordsOf(answer)).not.toContain('press any button on that answer');
    });

    it('"Post again" is then told that it is there, and posts nothing', async () => {
      const { workspace, ada, ben, channel } = journey;
      const notice = workspace.ephemerals(ada.id).at(-1);
      if (notice === undefined) throw new Error('there is no notice');
      await ben.click(current(journey), ACTIONS.accept);
      await messageSaying(journey, '*Accepted*');
      await ada.click(notice, ACTIONS.postAgain);
      await workspace.waitFor(() => workspace.ephemerals(ada.id).find(({ text }) => text.includes('Already posted')));
      expect(workspace.messages(channel)).toHaveLength(1);
    });

    it('no copy is taken for it: neither what somebody else wrote, nor a message in another channel', async () => {
      const { workspace, ben, channel } = journey;
      const elsewhere = workspace.addChannel({ name: 'elsewhere', kind: 'public', botIsMember: true });
      const original = current(journey);
      const copies = [
        { ...original, ts: '1795000001.000100', user: ben.id },
        { ...original, channelId: elsewhere },
      ];
      for (const copy of copies) workspace.state.messages.add(structuredClone(copy));
      for (const copy of copies) {
        await ben.click(copy, ACTIONS.raiseConcern);
        await ben.closeView((await ben.waitForView()).id);
      }
      expect(replies()).toEqual([]);

      await ben.click(original, ACTIONS.accept);
      await workspace.waitFor(() => workspace.calls('chat.update')[0]);
      await replySaying('accepted');
      for (const copy of copies) expect(workspace.thread(copy.channelId, copy.ts)).toHaveLength(1);
      expect(workspace.calls('chat.update').map(({ arguments: sent }) => [sent['channel'], sent['ts']])).toEqual([
        [channel, original.ts],
      ]);
    });
  },
);
