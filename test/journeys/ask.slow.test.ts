import { describe, expect, it } from 'vitest';
import { SHORTCUTS } from '../../src/slack/ids.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { answerIn, asks, CT_SCANS, postedIn, review, startJourney, wordsOf } from '../support/journey.ts';
import { BOTH_CONNECTIONS } from '../support/workspace.ts';

describe.each(BOTH_CONNECTIONS)('over %s, somebody asks', (kind) => {
  const journey = forEachTest(() => startJourney(kind));

  it('with a few words, and the form comes filled in', async () => {
    const { ada, channel } = journey;
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    expect(answerIn(form, 'name')).toBe('ct-scans');
    expect(answerIn(form, 'payload')).toBe('500 MB');
    expect(answerIn(form, 'within')).toBe('15 min');
    expect(answerIn(form, 'traffic')).toBe('long-gaps');
  });

  it('and the channel reads Asynchronous, why, and why not each of the other three', async () => {
    const { workspace, channel } = journey;
    await review(journey);
    const message = await postedIn(journey, channel);
    expect(message.text).toContain('Asynchronous Inference for ct-scans');
    const words = wordsOf(message);
    expect(words).toContain('500 MB');
    for (const other of ['Real-time', 'Serverless', 'Batch Transform']) expect(words).toContain(other);
    expect(words).toContain('25 MB');
    expect(words).toContain('4 MB');
    const [, details] = workspace.thread(channel, message.ts);
    expect(details?.text.length).toBeGreaterThan(0);
  });

  it('in a private channel, and in their own conversation with the bot', async () => {
    const { workspace, ada } = journey;
    const secret = workspace.addChannel({ name: 'secret', kind: 'private', botIsMember: true, members: [ada.id] });
    await review(journey, secret);
    expect((await postedIn(journey, secret)).text).toContain('ct-scans');
    const own = workspace.directMessage(ada.id);
    await review(journey, own);
    expect((await postedIn(journey, own)).text).toContain('ct-scans');
  });

  it('for help, and only they see the examples', async () => {
    const { workspace, ada, channel } = journey;
    await ada.slashCommand(channel, ' HELP ');
    const help = await workspace.waitFor(() => workspace.ephemerals(ada.id).at(-1));
    expect(wordsOf(help)).toContain('/sagemaker-endpoint fraud-scoring');
    expect(workspace.messages(channel)).toEqual([]);
    expect(ada.views()).toEqual([]);
  });

  it('without a word, gets an empty form, and one sent as it is asks about a workload called workload', async () => {
    const { ada, channel } = journey;
    await ada.slashCommand(channel, '');
    const form = await ada.waitForView();
    expect(answerIn(form, 'name')).toBeUndefined();
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
  });

  it('with a decimal comma, and the form says so but opens with the rest', async () => {
    const { ada, channel } = journey;
    await ada.slashCommand(channel, 'churn 1,5 GB within 2 s');
    const form = await ada.waitForView();
    expect(answerIn(form, 'within')).toBe('2 s');
    expect(wordsOf(form)).toMatch(/\*Check\* “1,5 GB”: which is it\?/);
  });

  it('by the global shortcut, which asks for the channel and posts there', async () => {
    const { ada, channel } = journey;
    await ada.globalShortcut(SHORTCUTS.newReview);
    const form = await ada.waitForView();
    expect(asks(form, 'channel')).toBe(true);
    await ada.answer(form.id, 'question_name', 'churn');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'errors' });
    await ada.answer(form.id, 'question_channel', channel);
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    expect((await postedIn(journey, channel)).text).toContain('churn');
  });

  it('by the shortcut on a message, whose text fills the form and whose address is in the description', async () => {
    const { ada, ben, channel } = journey;
    const { ts } = await ben.say(channel, 'fraud-scoring 3 MB within 300 ms steady. Who can look?');
    await ada.messageShortcut(SHORTCUTS.reviewMessage, channel, ts);
    const form = await ada.waitForView();
    expect(answerIn(form, 'name')).toContain('fraud-scoring');
    expect(answerIn(form, 'within')).toBe('300 ms');
    expect(answerIn(form, 'description')).toMatch(/https:\/\/\S+\/archives\//);
    expect(asks(form, 'channel')).toBe(false);
  });

  it('by the shortcut on a message in a channel that the bot is not in, and the form still opens', async () => {
    const { workspace, ada, ben } = journey;
    const other = workspace.addChannel({ name: 'elsewhere', kind: 'private', members: [ada.id, ben.id] });
    const { ts } = await ben.say(other, 'ct-scans 500 MB');
    await ada.messageShortcut(SHORTCUTS.reviewMessage, other, ts);
    expect(answerIn(await ada.waitForView(), 'payload')).toBe('500 MB');
  });
});
