import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose, current, messageSaying, postedReview, raise, toldTo } from '../support/deciding.ts';
import { CT_SCANS, type Journey, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())('over %s, with the %s database, what was decided is kept', (kind, database) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney(kind, database);
  });
  afterEach(() => journey.end());

  async function homeOf(who: Journey['ada']): Promise<string> {
    const { workspace } = journey;
    const before = workspace.calls('views.publish').length;
    await who.openHome();
    await workspace.waitFor(() => workspace.calls('views.publish').length > before);
    return wordsOf(who.home());
  }

  it('as a decision record in the thread, which can be opened', async () => {
    const { workspace, ada, ben, channel } = journey;
    const message = await postedReview(journey);
    await ben.click(message, ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
    await ben.click(current(journey), ACTIONS.exportAdr);
    const shared = await workspace.waitFor(() =>
      workspace.thread(channel, message.ts).find(({ files }) => files.length > 0),
    );
    const [fileId = ''] = shared.files;
    const { name, content } = workspace.state.files.find(fileId) ?? {};
    expect(name).toBe('adr-ct-scans.md');
    const adr = content?.toString('utf8') ?? '';
    expect(adr).toContain('status: "accepted"');
    expect(adr).toContain(`by @${ben.id}, requested by @${ada.id}.`);
    expect(adr).toContain(`/archives/${channel}/p${message.ts.replace('.', '')}`);
    const opened = await fetch(`${workspace.state.fileUrlBase()}files/${fileId}`);
    expect(await opened.text()).toBe(adr);
  });

  it('as a decision record that names people, where Slack may be asked for names', async () => {
    await journey.end();
    journey = await startJourney(kind, database, { withPeople: true });
    const { workspace, ben } = journey;
    await ben.click(await postedReview(journey), ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
    await ben.click(current(journey), ACTIONS.exportAdr);
    const [file] = await workspace.waitFor(() => {
      const files = workspace.thread(journey.channel, current(journey).ts).flatMap((reply) => reply.files);
      return files.length > 0 ? files : undefined;
    });
    const adr = workspace.state.files.find(file ?? '')?.content?.toString('utf8');
    expect(adr).toMatch(/^Chosen option: .* by @ben, requested by @ada\.$/m);
    expect(adr).toContain('decision-makers: ["@ben"]\nconsulted: []\ninformed: ["@ada"]');
    expect(adr?.split('### History\n\n')[1]).toMatch(
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
    await ada.clickInView(ada.home()?.id ?? '', ACTIONS.homeNewReview);
    const form = await ada.waitForView();
    await ada.answer(form.id, 'question_name', 'from-home');
    await ada.answer(form.id, 'question_channel', channel);
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    await workspace.waitFor(() => workspace.messages(channel).some(({ text }) => text.includes('from-home')));
  });

  it('also of a form that opened right before the bot stops: what it is filled with', async () => {
    await openForm();
    await journey.stopBot();
    expect(await draftsOf(journey)).toBe(1);
  });

  async function openForm(): Promise<void> {
    await journey.ada.slashCommand(journey.channel, CT_SCANS);
    await journey.ada.waitForView();
  }
});

async function draftsOf({ config }: Journey): Promise<number> {
  const opened = await openDatabase<{ slack_drafts: { id: string } }>(config.databaseUrl);
  if (!opened.ok) throw new Error(opened.text);
  const drafts = await opened.db.selectFrom('slack_drafts').select('id').execute();
  await opened.close();
  return drafts.length;
}
