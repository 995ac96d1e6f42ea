import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { runReviews } from '../support/command-lines.ts';
import { choose, current, fillAndSend, messageSaying, postedReview, raise } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { inRecord } from '../support/in-record.ts';
import { sharedUnder, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())('over %s, with the %s database, a person who is forgotten', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  /** As an administrator does it, beside the bot or while it is stopped. */
  const forget = (userId: string, ...flags: string[]) =>
    inRecord(journey.config.databaseUrl, (db) => runReviews(db, ['forget', userId, '--yes', ...flags]));

  it('is a former member in the channel, on the home tab and in the decision record once the bot runs again', async () => {
    const { ada, ben } = journey;
    const posted = await postedReview(journey);
    await raise(journey, ada, 'Who pays?');
    expect(wordsOf(current(journey))).toContain(ada.id);
    await journey.stopBot();
    await forget(ada.id);
    await journey.startBot();

    const message = await messageSaying(journey, 'Requested by a former member');
    expect(wordsOf(message)).toContain('(a former member): Who pays?');
    expect(wordsOf(message)).not.toContain(ada.id);

    await ben.click(current(journey), ACTIONS.accept);
    const dialog = await ben.waitForView();
    expect(wordsOf(dialog)).toContain('A former member: Who pays?');
    await ben.submit(dialog.id);
    await messageSaying(journey, '*Accepted*');
    await choose(ben, current(journey), 'Export decision record');
    const { text: adr } = await sharedUnder(journey, posted);
    expect(adr).toContain('consulted: ["a former member"]');
    expect(adr).not.toContain(ada.id);
  });

  it('takes their words out of the first reply in the thread as well, where these are to go', async () => {
    const { workspace, ada, channel } = journey;
    const { ts } = await postedReview(journey, 'ct-scans 500 MB within 15 min sporadic, from the clinic');
    const firstReply = () => wordsOf(workspace.thread(channel, ts)[1]);
    expect(firstReply()).toContain('from the clinic');
    await forget(ada.id, '--texts');
    await journey.stopBot();
    await journey.startBot();
    await workspace.waitFor(() => !firstReply().includes('from the clinic'));
    expect(firstReply()).toContain('(removed)');
    expect(firstReply()).toContain('500 MB payload');
  });

  it('keeps nobody from withdrawing the review, nor from deciding it where only the requester may', async () => {
    const { ada, ben } = journey;
    await postedReview(journey);
    await journey.stopBot();
    await forget(ada.id);
    journey.config.deciders = 'requester';
    await journey.startBot();
    await messageSaying(journey, 'Requested by a former member');
    await choose(ben, current(journey), 'Withdraw');
    expect(await fillAndSend(ben, {})).toMatchObject({ kind: 'closed' });
    const withdrawn = await messageSaying(journey, `*Withdrawn* by <@${ben.id}>`);
    await ben.click(withdrawn, ACTIONS.reopen);
    await fillAndSend(ben, {});
    const open = await messageSaying(journey, '*Re-opened* by');
    await ben.click(open, ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
  });
});
