import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { answerIn, asks, type Journey, postedIn, review, startJourney, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

describe.each(connections())('over %s, somebody changes the answers', (kind) => {
  const journey = forEachTest(() => startJourney(kind));

  async function openAnswers(who: Journey['ada']) {
    const message = await postedIn(journey, journey.channel);
    await who.click(message, ACTIONS.changeAnswers);
    return { message, form: await who.waitForView() };
  }

  it('and the message becomes revision 2, with one line in its thread that says what changed', async () => {
    const { workspace, ada, ben, channel } = journey;
    await review(journey);
    const { message, form } = await openAnswers(ben);
    expect(answerIn(form, 'name')).toBe('ct-scans');
    expect(answerIn(form, 'payload')).toBe('500 MB');
    await ben.answer(form.id, 'question_payload', '30 MB');
    expect(await ben.submit(form.id)).toMatchObject({ kind: 'closed' });

    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(line.text).toContain('500');
    expect(line.text).toContain('30');
    expect(line.text).toMatch(/^<@\w+>: Revision 2 by a colleague: /);
    expect(line.text).toContain(ada.id);
    const messages = workspace.messages(channel);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.ts).toBe(message.ts);
    expect(messages[0]?.edited).toBeDefined();
    expect(wordsOf(messages[0])).toMatch(/[Rr]evision 2/);
  });

  it('and saves them as they were, which makes no revision', async () => {
    const { workspace, ben, channel } = journey;
    await review(journey);
    const { message, form } = await openAnswers(ben);
    expect(await ben.submit(form.id)).toMatchObject({ kind: 'closed' });
    const { form: again } = await openAnswers(ben);
    await ben.answer(again.id, 'question_payload', '30 MB');
    expect(await ben.submit(again.id)).toMatchObject({ kind: 'closed' });
    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(line.text).toContain('Revision 2 by');
    expect(line.text).toContain('500 → 30 MB');
  });

  it('at the same time as somebody else: the second is told, keeps what was typed, and can save it again', async () => {
    const { workspace, ada, ben, channel } = journey;
    await review(journey);
    const { message, form: adas } = await openAnswers(ada);
    const { form: bens } = await openAnswers(ben);
    await ben.clickInView(bens.id, 'form_more');
    await ben.waitForView((view) => asks(view, 'region'));
    await ada.answer(adas.id, 'question_payload', '30 MB');
    await ben.answer(bens.id, 'question_payload', '2 MB');
    expect(await ada.submit(adas.id)).toMatchObject({ kind: 'closed' });

    expect(await ben.submit(bens.id)).toMatchObject({ kind: 'updated' });
    const again = await ben.waitForView();
    expect(wordsOf(again)).toContain(`<@${ada.id}>`);
    expect(wordsOf(again)).toContain('revision 2');
    expect(answerIn(again, 'payload')).toBe('2 MB');
    await ben.clickInView(again.id, 'form_more');
    await ben.waitForView((view) => !asks(view, 'region') && answerIn(view, 'payload') === '2 MB');
    expect(await ben.submit(again.id)).toMatchObject({ kind: 'closed' });

    await workspace.waitFor(() => workspace.thread(channel, message.ts)[3]);
    expect(wordsOf(workspace.messages(channel)[0])).toMatch(/[Rr]evision 3/);
  });

  it('of a review that is not in the record, and is told so', async () => {
    const { workspace, ada, channel } = journey;
    await review(journey);
    const message = await postedIn(journey, channel);
    await journey.stopBot();
    journey.config.databaseUrl = journey.config.databaseUrl.replace('reviews.db', 'another.db');
    await journey.startBot();
    await ada.click(message, ACTIONS.changeAnswers);
    const told = await workspace.waitFor(() => workspace.ephemerals(ada.id).at(-1));
    expect(told.text).toContain('no longer exists');
    expect(ada.views()).toEqual([]);
  });
});
