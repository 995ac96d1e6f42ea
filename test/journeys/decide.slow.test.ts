import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose, current, fillAndSend, messageSaying, offered, postedReview, toldTo } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { openHomeOf, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())('over %s, with the %s database, the team', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  it('accepts: message, thread and buttons show it', async () => {
    const { workspace, ben, channel } = journey;
    const message = await postedReview(journey);
    expect(offered(message).buttons).toEqual(['Accept', 'Change answers', 'Raise concern', 'Get the code']);
    await ben.click(message, ACTIONS.accept);
    const accepted = await messageSaying(journey, '*Accepted*');
    expect(wordsOf(accepted)).toContain(`*Accepted* by <@${ben.id}>`);
    expect(accepted.text).toMatch(/^Accepted\. Asynchronous Inference/);
    expect(offered(accepted)).toEqual({
      buttons: ['Note the endpoint', 'Get the code', 'Export decision record'],
      menu: ['Re-open', 'Replace with a new review'],
    });
    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(line.text).toBe(`<@${journey.ada.id}>: A colleague accepted Asynchronous Inference.`);
  });

  it('presses Accept twice at once: one wins, the other is told who and when', async () => {
    const { workspace, ada, ben, channel } = journey;
    const message = await postedReview(journey);
    await Promise.all([ada.click(message, ACTIONS.accept), ben.click(message, ACTIONS.accept)]);
    await messageSaying(journey, '*Accepted*');
    const [winner, loser] = wordsOf(current(journey)).includes('*Accepted* by its requester') ? [ada, ben] : [ben, ada];
    const told = await toldTo(journey, loser, 'accepted this review');
    expect(told).toContain(`<@${winner.id}>`);
    expect(told).toMatch(/<!date\^\d+\^/);
    await workspace.waitFor(() => workspace.thread(channel, message.ts).length === 3);
    expect(workspace.ephemerals(winner.id)).toEqual([]);
  });

  it('overrides with another option and a reason, which stand on the message', async () => {
    const { ben } = journey;
    await postedReview(journey);
    await choose(ben, current(journey), 'Choose another option');
    const dialog = await ben.waitForView();
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'errors' });
    // It's ruled out, so the dialog asks once more.
    expect(await fillAndSend(ben, { decide_option: 'real-time', decide_reason: 'We tile the scans' })).toMatchObject({
      kind: 'updated',
    });
    const again = await ben.waitForView((view) => wordsOf(view).includes('is ruled out'));
    expect(await ben.submit(again.id)).toMatchObject({ kind: 'closed' });
    const overridden = await messageSaying(journey, '*Chosen against the recommendation* by');
    expect(wordsOf(overridden)).toContain('*Reason:* We tile the scans');
    expect(overridden.text).toMatch(/^Real-time Inference for ct-scans, chosen against the recommendation/);
    expect(offered(overridden).buttons).toEqual(['Note the endpoint', 'Get the code', 'Export decision record']);
  });

  it('withdraws by somebody else than the one who asked, whose name stands there, and re-opens', async () => {
    const { ben } = journey;
    await postedReview(journey);
    await choose(ben, current(journey), 'Withdraw');
    await fillAndSend(ben, { decide_reason: 'Not this year' });
    const withdrawn = await messageSaying(journey, `*Withdrawn* by <@${ben.id}>`);
    expect(wordsOf(withdrawn)).toContain('Not this year');
    expect(offered(withdrawn)).toEqual({ buttons: ['Re-open', 'Export decision record'], menu: [] });

    await ben.click(withdrawn, ACTIONS.reopen);
    await fillAndSend(ben, { decide_reason: 'It is this year' });
    const open = await messageSaying(journey, '*Re-opened* by');
    expect(wordsOf(open)).toContain('It is this year');
    expect(offered(open).buttons).toEqual(['Accept', 'Change answers', 'Raise concern', 'Get the code']);
  });

  it('notes the endpoint after the decision, and is told what is no endpoint', async () => {
    const { ben } = journey;
    await postedReview(journey);
    await ben.click(current(journey), ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
    await ben.click(current(journey), ACTIONS.noteEndpoint);
    expect(await fillAndSend(ben, { decide_endpoint: 'not an endpoint!' })).toMatchObject({
      kind: 'errors',
      errors: { decide_endpoint: expect.stringContaining('Enter the name or the ARN') },
    });
    expect(await fillAndSend(ben, { decide_endpoint: 'ct-scans-prod' })).toMatchObject({ kind: 'closed' });
    expect(wordsOf(await messageSaying(journey, '*Endpoint:*'))).toContain('ct-scans-prod');
  });

  it('supersedes by a new review: each links to the other, in the channel, the old thread and the search', async () => {
    const { workspace, ben, channel } = journey;
    const message = await postedReview(journey);
    await choose(ben, message, 'Replace with a new review');
    const form = await ben.waitForView();
    await ben.answer(form.id, 'question_name', 'ct-scans v2');
    expect(await ben.submit(form.id)).toMatchObject({ kind: 'closed' });
    const successor = await workspace.waitFor(() => workspace.messages(channel)[1]);
    const linkTo = ({ ts }: { ts: string }, name: string) => `/archives/${channel}/p${ts.replace('.', '')}|${name}>`;
    expect(wordsOf(successor)).toContain(linkTo(message, 'ct-scans'));
    const old = await messageSaying(journey, linkTo(successor, 'ct-scans v2'));
    expect(wordsOf(old)).toContain('*Replaced* with <');
    expect(offered(old)).toEqual({ buttons: ['Export decision record'], menu: [] });
    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(line.text).toMatch(/^<@\w+>: A colleague replaced </);
    expect(line.text).toContain(linkTo(message, 'ct-scans'));
    expect(line.text).toContain(linkTo(successor, 'ct-scans v2'));

    await openHomeOf(journey, ben);
    await ben.clickInView(ben.home()?.id ?? '', ACTIONS.homeSearch);
    const dialog = await ben.waitForView();
    await ben.answer(dialog.id, 'search_words', 'ct');
    await ben.submit(dialog.id);
    const found = await ben.waitForView((view) => wordsOf(view).includes('v2'));
    expect(wordsOf(found)).toContain(`Replaced with <`);
    expect(wordsOf(found)).toContain(linkTo(successor, 'ct-scans v2'));
  });

  it('meets a review that was decided while a dialog was open, and hears of it', async () => {
    const { ada, ben } = journey;
    const message = await postedReview(journey);
    await choose(ben, message, 'Choose another option');
    await ben.waitForView();
    await ada.click(message, ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
    expect(await fillAndSend(ben, { decide_option: 'real-time', decide_reason: 'Late' })).toMatchObject({
      kind: 'updated',
    });
    const told = await ben.waitForView((view) => view.title === 'Nothing was changed');
    expect(wordsOf(told)).toContain(`<@${ada.id}> accepted this review`);
  });
});
