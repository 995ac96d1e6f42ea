import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS, SHORTCUTS } from '../../src/slack/ids.ts';
import {
  choose,
  current,
  fillAndSend,
  messageSaying,
  NO_OPEN_CONCERN,
  offered,
  postedReview,
  raise,
  toldTo,
  valueIn,
} from '../support/deciding.ts';
import { type Journey, startJourney, wordsOf } from '../support/journey.ts';
import { WAYS } from '../support/workspace.ts';

describe.each(WAYS)('over %s, with the %s database, the team', (kind, database) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney(kind, database);
  });
  afterEach(() => journey.end());

  it('accepts: message, thread and buttons show it', async () => {
    const { workspace, ben, channel } = journey;
    const message = await postedReview(journey);
    expect(offered(message).buttons).toEqual(['Accept', 'Change answers', 'Raise concern']);
    await ben.click(message, ACTIONS.accept);
    const accepted = await messageSaying(journey, '*Accepted*');
    expect(wordsOf(accepted)).toContain(`*Accepted* by <@${ben.id}>`);
    expect(accepted.text).toMatch(/^Accepted\. Asynchronous Inference/);
    expect(offered(accepted)).toEqual({
      buttons: ['Note the endpoint', 'Export decision record'],
      menu: ['Re-open', 'Replace with a new review'],
    });
    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(line.text).toContain(`<@${ben.id}> accepted`);
  });

  it('presses Accept twice at once: one wins, the other is told who and when', async () => {
    const { workspace, ada, ben, channel } = journey;
    const message = await postedReview(journey);
    await Promise.all([ada.click(message, ACTIONS.accept), ben.click(message, ACTIONS.accept)]);
    await messageSaying(journey, '*Accepted*');
    const [winner, loser] = wordsOf(current(journey)).includes(`*Accepted* by <@${ada.id}>`) ? [ada, ben] : [ben, ada];
    const told = await toldTo(journey, loser, 'accepted this review');
    expect(told).toContain(`<@${winner.id}>`);
    expect(told).toMatch(/<!date\^\d+\^/);
    await workspace.waitFor(() => workspace.thread(channel, message.ts).length === 3);
    expect(workspace.ephemerals(winner.id)).toEqual([]);
  });

  it('sees who requested what somebody else accepted, and one name where it is the same person', async () => {
    const { ada, ben } = journey;
    await postedReview(journey);
    await ada.click(current(journey), ACTIONS.accept);
    expect(wordsOf(await messageSaying(journey, '*Accepted*'))).toContain(`*Accepted* by <@${ada.id}> · `);
    await choose(ben, current(journey), 'Re-open');
    await fillAndSend(ben, {});
    await messageSaying(journey, '*Re-opened*');
    await ben.click(current(journey), ACTIONS.accept);
    expect(wordsOf(await messageSaying(journey, '*Accepted*'))).toContain(
      `*Accepted* by <@${ben.id}>, requested by <@${ada.id}>`,
    );
  });

  it('does not accept answers that were changed meanwhile and not seen', async () => {
    const { ada, ben } = journey;
    const seen = await postedReview(journey);
    await ada.click(seen, ACTIONS.changeAnswers);
    const form = await ada.waitForView();
    // Ben's button was drawn before ada sent her changes.
    const { workspace } = journey;
    workspace.faults.next('chat.update', { kind: 'slow', ms: 400 });
    await ada.answer(form.id, 'question_payload', '30 MB');
    const sent = ada.submit(form.id);
    await sent;
    await ben.click(seen, ACTIONS.accept);
    expect(await toldTo(journey, ben, 'revision 2')).toContain(`<@${ada.id}> saved revision 2`);
    await messageSaying(journey, /Revision 2/);
  });

  it('raises concerns by button and from a reply, accepts only after naming them, and the record says so', async () => {
    const { workspace, ada, ben, channel } = journey;
    const message = await postedReview(journey);
    const doubted = await raise(journey, ben, 'Who wakes it <!channel> at night?');
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

  it('overrides with another option and a reason, which stand on the message', async () => {
    const { ben } = journey;
    await postedReview(journey);
    await choose(ben, current(journey), 'Choose another option');
    const dialog = await ben.waitForView();
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'errors' });
    expect(await fillAndSend(ben, { decide_option: 'real-time', decide_reason: 'We tile the scans' })).toMatchObject({
      kind: 'closed',
    });
    const overridden = await messageSaying(journey, '*Overridden* by');
    expect(wordsOf(overridden)).toContain('*Reason:* We tile the scans');
    expect(overridden.text).toMatch(/^Overridden: Real-time Inference for ct-scans\. Recommended: /);
    expect(offered(overridden).buttons).toEqual(['Note the endpoint', 'Export decision record']);
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
    expect(offered(open).buttons).toEqual(['Accept', 'Change answers', 'Raise concern']);
  });

  it('names a decider and a date, and changes both', async () => {
    const { ada, ben } = journey;
    await postedReview(journey);
    await choose(ada, current(journey), 'Set owner and due date');
    await fillAndSend(ada, { decide_decider: ben.id, decide_date: '2036-11-30' });
    // The decider and the date are two acts, and the message may be seen between them.
    await messageSaying(journey, `*Owner:* <@${ben.id}> · *Due:* 30 November 2036`);
    await choose(ben, current(journey), 'Set owner and due date');
    const dialog = await ben.waitForView();
    expect(valueIn(dialog, 'decide_decider')).toMatchObject({ selected_user: ben.id });
    await ben.answer(dialog.id, 'decide_date', '2036-12-01');
    await ben.submit(dialog.id);
    await messageSaying(journey, '1 December 2036');
  });

  it.each([
    ['of the day before yesterday, where nobody knows the time zone', 2, {}],
    ['of yesterday, where Slack tells the time zone', 1, { withPeople: true }],
  ])('refuses a due date %s, beside its field, and saves nothing of that dialog', async (_, daysAgo, granted) => {
    await journey.end();
    journey = await startJourney(kind, database, granted);
    const { ada, ben } = journey;
    await postedReview(journey);
    await choose(ada, current(journey), 'Set owner and due date');
    const date = new Date(Date.now() - daysAgo * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    expect(await fillAndSend(ada, { decide_decider: ben.id, decide_date: date })).toMatchObject({
      kind: 'errors',
      errors: { decide_date: 'That date is in the past. Choose today or later.' },
    });
    expect(journey.logLines.join()).not.toContain('"action":"decider-set"');
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
    expect(wordsOf(await messageSaying(journey, '*Deployed as:*'))).toContain('ct-scans-prod');
  });

  it('supersedes by a new review that names the old, which names the new', async () => {
    const { workspace, ben, channel } = journey;
    const message = await postedReview(journey);
    await choose(ben, message, 'Replace with a new review');
    const form = await ben.waitForView();
    await ben.answer(form.id, 'question_name', 'ct-scans v2');
    expect(await ben.submit(form.id)).toMatchObject({ kind: 'closed' });
    const old = await messageSaying(journey, '*Replaced*');
    expect(wordsOf(old)).toContain('*Replaced* with “ct-scans v2”');
    expect(offered(old)).toEqual({ buttons: ['Export decision record'], menu: [] });
    const successor = await workspace.waitFor(() => workspace.messages(channel)[1]);
    expect(wordsOf(successor)).toContain('Replaces “ct-scans”');
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
