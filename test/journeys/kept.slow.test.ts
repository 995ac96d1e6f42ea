import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose, current, messageSaying, postedReview, raise, toldTo } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { inRecord } from '../support/in-record.ts';
import { CT_SCANS, type Journey, openHomeOf, sharedUnder, startJourney } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())('over %s, with the %s database, what was decided is kept', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database, { withPeople: true }));
  const homeOf = (who: Journey['ada']) => openHomeOf(journey, who);

  it('as a decision record in the thread, which names people and links to the message', async () => {
    const { ben, channel } = journey;
    const message = await postedReview(journey);
    await ben.click(message, ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
    await choose(ben, current(journey), 'Export decision record');
    const { name, text: adr } = await sharedUnder(journey, message);
    expect(name).toBe('adr-ct-scans.md');
    expect(adr).toContain('status: "accepted"');
    expect(adr).toMatch(/^Chosen option: .* by @ben, requested by @ada\.$/m);
    expect(adr).toContain(`/archives/${channel}/p${message.ts.replace('.', '')}`);
    expect(adr.split('### History\n\n')[1]).toMatch(
      /^\* \S+ \S+ UTC: @ada proposed revision 1: .*\.\n\* \S+ \S+ UTC: @ben accepted .* \(revision 1\)\.\n$/,
    );
  });

  it('also while nothing is decided; where the upload is refused the person hears why', async () => {
    const { workspace, ben, channel } = journey;
    const message = await postedReview(journey);
    workspace.faults.next('files.completeUploadExternal', { kind: 'error', error: 'internal_error' });
    await choose(ben, message, 'Export decision record');
    await toldTo(journey, ben, "couldn't upload");
    await choose(ben, message, 'Export decision record');
    await workspace.waitFor(() => workspace.thread(channel, message.ts).some(({ files }) => files.length > 0));
  });

  it('on the home tab, which teaches before there is anything, and says what waits for whom', async () => {
    const { ada, ben } = journey;
    expect(await homeOf(ada)).toContain('Get started');
    await postedReview(journey);
    await raise(journey, ben, 'Who pays?');
    const adas = await homeOf(ada);
    expect(adas).toContain('Waiting for you');
    expect(adas).toContain('answer its concerns');
    expect(adas).toMatch(/<https:\/\/local-workspace\.slack\.com\/archives\/C\w+\/p\d+\|ct-scans>/);
    expect(await homeOf(ben)).toContain('Nothing is waiting for you.');

    await ben.click(current(journey), ACTIONS.accept);
    const confirmation = await ben.waitForView();
    await ben.submit(confirmation.id);
    await messageSaying(journey, '*Accepted*');
    const bens = await homeOf(ben);
    expect(bens).toContain('Recent decisions');
    expect(bens).toContain(`Accepted by <@${ben.id}>`);
  });

  it('a search for nothing but spaces and punctuation is refused beside the field', async () => {
    const { ada } = journey;
    await homeOf(ada);
    await ada.clickInView(ada.home()?.id ?? '', ACTIONS.homeSearch);
    const dialog = await ada.waitForView();
    await ada.answer(dialog.id, 'search_words', ' \n - ');
    expect(await ada.submit(dialog.id)).toMatchObject({
      kind: 'errors',
      errors: { search_words: 'Enter at least one word of the name.' },
    });
  });

  it('from the home tab a new review asks for its channel', async () => {
    const { workspace, ada, channel } = journey;
    await homeOf(ada);
    await ada.clickInView(ada.home()?.id ?? '', ACTIONS.fillForm);
    const form = await ada.waitForView();
    await ada.answer(form.id, 'question_name', 'from-home');
    await ada.answer(form.id, 'question_channel', channel);
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    await workspace.waitFor(() => workspace.messages(channel).some(({ text }) => text.includes('from-home')));
  });

  it('also of a form that opened right before the bot stops: what it is filled with', async () => {
    await journey.ada.slashCommand(journey.channel, CT_SCANS);
    await journey.ada.waitForView();
    await journey.stopBot();
    const { databaseUrl } = journey.config;
    expect(await inRecord(databaseUrl, (db) => db.selectFrom('slack_drafts').select('id').execute())).toHaveLength(1);
  });
});
