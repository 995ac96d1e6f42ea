import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { current, postedReview } from '../support/deciding.ts';
import { inRecord } from '../support/in-record.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())(
  'over %s, with the %s database, when Slack does not take the answer to a question',
  (kind, database) => {
    let journey: Journey;
    let ts: string;
    let before: number;
    beforeEach(async () => {
      journey = await startJourney(kind, database);
      ({ ts } = await postedReview(journey));
      before = replies().length;
    });
    afterEach(() => journey.end());

    const replies = () => {
      const { workspace, channel } = journey;
      return workspace.thread(channel, ts).filter(({ user }) => user === workspace.botUserId);
    };
    const answers = () => replies().slice(before);
    const answered = (many = 1) => journey.workspace.waitFor(() => answers().length >= many && answers(), 10_000);
    /** What ben reads in his own conversation with the bot. */
    const told = () => {
      const { workspace, ben } = journey;
      return workspace.waitFor(() => workspace.messages(workspace.directMessage(ben.id)).at(-1));
    };
    const ask = (words: string) => journey.ben.mention(journey.channel, words, ts);

    it('it waits in the record: a process that was started again gives it, once', async () => {
      journey.workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 1 });
      await ask('what if payload is 3 MB');
      await journey.workspace.waitFor(() => journey.workspace.calls('chat.postMessage').at(-1)?.fault !== undefined);
      await journey.stopBot();
      expect(answers()).toEqual([]);
      await journey.startBot();
      const [answer] = await answered();
      await journey.ada.click(answer as NonNullable<typeof answer>, ACTIONS.makeRevision);
      await journey.workspace.waitFor(() => answers().find(({ text }) => text.startsWith('Revision 2 by')));
      expect(answers()).toHaveLength(2);
    });

    it.each([{ kind: 'status', status: 500 }, { kind: 'dropRequest' }] as const)(
      'after %j the one who asked is told which reply to look for, and has it posted with one press',
      async (fault) => {
        const { workspace, ben, channel } = journey;
        workspace.faults.next('chat.postMessage', fault);
        await ask('compare');
        const notice = await told();
        expect(notice.text).toContain('my answer about');
        expect(notice.text).toContain('ct-scans');
        expect(notice.text).toContain(`<#${channel}>`);
        await ben.click(notice, ACTIONS.postAgain);
        expect((await answered())[0]?.blocks?.some((block) => block['type'] === 'table')).toBe(true);
        expect(answers()).toHaveLength(1);
      },
    );

    it('an unconfirmed line about a decision is asked for as that, and not as the answer', async () => {
      const { workspace, ben, channel } = journey;
      workspace.faults.next('chat.postMessage', { kind: 'dropAnswer' });
      await ben.click(current(journey), ACTIONS.accept);
      const notice = await workspace.waitFor(() => workspace.ephemerals(ben.id).at(-1));
      expect(notice.text).toBe(
        `I couldn't confirm that the reply about your change to *ct-scans* was posted in <#${channel}>. If it isn't there, press *Post again*.`,
      );
    });

    it('and where the record broke, the one who asked is told privately, with a reference', async () => {
      const { workspace, ben, config } = journey;
      await inRecord(config.databaseUrl, (db) => db.schema.dropTable('slack_heard_events').execute());
      await ask('compare');
      const notice = await workspace.waitFor(() => workspace.ephemerals(ben.id).at(-1));
      expect(notice.text).toMatch(/reference: [0-9a-f]{10}/);
    });
  },
);
