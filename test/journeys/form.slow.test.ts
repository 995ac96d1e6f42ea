import { describe, expect, it } from 'vitest';
import { forEachTest } from '../support/for-each-test.ts';
import { answerIn, asks, type Journey, postedIn, startJourney, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

/** The replies to the review's message. */
async function thread({ workspace, channel, ...journey }: Journey) {
  const { ts } = await postedIn({ workspace, channel, ...journey }, channel);
  return workspace.thread(channel, ts).slice(1);
}

describe.each(connections())('over %s, the form', (kind) => {
  const journey = forEachTest(() => startJourney(kind));

  it('asks what follows from an answer, and keeps what was typed before', async () => {
    const { workspace, ada, channel } = journey;
    await ada.slashCommand(channel, '');
    const form = await ada.waitForView();
    expect(asks(form, 'dataset-size')).toBe(false);
    await ada.answer(form.id, 'question_name', 'churn');
    await ada.answer(form.id, 'question_waits', 'nobody');
    const changed = await ada.waitForView((view) => asks(view, 'dataset-size'));
    expect(answerIn(changed, 'name')).toBe('churn');
    expect(asks(changed, 'within')).toBe(false);
    const [update] = workspace.calls('views.update');
    expect(update?.arguments['hash']).toBe(form.hash);
  });

  it('shows more questions on request, and fewer again', async () => {
    const { ada, channel } = journey;
    await ada.slashCommand(channel, 'churn');
    const form = await ada.waitForView();
    await ada.clickInView(form.id, 'form_more');
    const longer = await ada.waitForView((view) => asks(view, 'region'));
    expect(longer.blocks.length).toBeGreaterThan(form.blocks.length);
    await ada.clickInView(form.id, 'form_more');
    await ada.waitForView((view) => !asks(view, 'region'));
  });

  it('ends up at the last of several quick answers', async () => {
    const { workspace, ada, channel } = journey;
    await ada.slashCommand(channel, 'churn');
    const form = await ada.waitForView();
    workspace.faults.next('views.update', { kind: 'slow', ms: 100 });
    await Promise.all([
      ada.answer(form.id, 'question_waits', 'nobody'),
      ada.answer(form.id, 'question_waits', 'caller'),
      ada.answer(form.id, 'question_traffic', 'known-hours'),
    ]);
    const settled = await ada.waitForView((view) => asks(view, 'hours'));
    expect(asks(settled, 'dataset-size')).toBe(false);
    expect(answerIn(settled, 'waits')).toBe('caller');
  });

  it('catches up where Slack says that it had changed meanwhile', async () => {
    const { workspace, ada, channel } = journey;
    await ada.slashCommand(channel, 'churn');
    const form = await ada.waitForView();
    workspace.faults.next('views.update', { kind: 'error', error: 'hash_conflict' });
    await ada.answer(form.id, 'question_waits', 'nobody');
    await ada.waitForView((view) => asks(view, 'dataset-size'));
  });

  it('shows every wrong answer beside its question, all at once, and takes the corrected ones', async () => {
    const { ada, channel } = journey;
    await ada.slashCommand(channel, 'churn');
    const form = await ada.waitForView();
    await ada.answer(form.id, 'question_within', 'soon');
    await ada.answer(form.id, 'question_payload', '1,5 GB');
    await ada.answer(form.id, 'question_volume', 'many');
    const refused = await ada.submit(form.id);
    expect(refused).toMatchObject({ kind: 'errors', by: 'app' });
    const errors = refused.kind === 'errors' ? refused.errors : {};
    expect(Object.keys(errors).sort()).toEqual(['question_payload', 'question_volume', 'question_within']);
    expect(errors['question_within']).toMatch(/\d/);

    await ada.answer(form.id, 'question_within', '15 min');
    await ada.answer(form.id, 'question_payload', '1.5 MB');
    await ada.answer(form.id, 'question_volume', '2000/day');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    expect(wordsOf(await postedIn(journey, channel))).toContain('churn');
  });

  it('shows a wrong answer even to a question that had not appeared yet', async () => {
    const { workspace, ada, channel } = journey;
    await ada.slashCommand(channel, 'churn');
    const form = await ada.waitForView();
    await ada.answer(form.id, 'question_waits', 'nobody');
    const stored = await ada.waitForView((view) => asks(view, 'dataset-size'));
    await ada.answer(stored.id, 'question_dataset-size', 'huge');
    await ada.answer(stored.id, 'question_waits', 'caller');
    await ada.waitForView((view) => !asks(view, 'dataset-size'));
    // Slack is slow to bring the questions back, and the form is sent before they are there.
    workspace.faults.next('views.update', { kind: 'slow', ms: 500 });
    const answered = ada.answer(stored.id, 'question_waits', 'nobody');
    const outcome = await ada.submit(stored.id);
    await answered;
    expect(outcome.kind).toBe('updated');
    const shown = await ada.waitForView((view) => asks(view, 'dataset-size'));
    expect(answerIn(shown, 'dataset-size')).toBe('huge');
  });

  it('fills in the reading of words in doubt that is chosen, and keeps what was typed', async () => {
    const { ada, channel } = journey;
    await ada.slashCommand(channel, 'churn 3 MB, 25ms, 2000/day');
    const form = await ada.waitForView();
    expect(wordsOf(form)).toContain('*Check* “25ms”');
    ada.type(form.id, 'question_payload', '4 MB');
    await ada.clickInView(form.id, 'form_take_1', undefined, 'form_doubt_0');
    const filled = await ada.waitForView((view) => 'question_processing.1' in view.values);
    expect(filled.values['question_processing.1']).toMatchObject({ form_processing: { value: '25 ms' } });
    expect(wordsOf(filled)).not.toContain('*Check');
    expect(answerIn(filled, 'payload')).toBe('4 MB');
    await ada.clickInView(form.id, 'form_more');
    await ada.answer(form.id, 'question_processing.1', 'soon');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'errors', errors: { 'question_processing.1': /./ } });
    await ada.answer(form.id, 'question_processing.1', '30 ms');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    expect(wordsOf((await thread(journey)).at(0))).toMatch(/\*Understood:\*[^*]*30 ms per request/);
  });

  it('opens with what was not understood where nothing was, and posts nothing before it is sent', async () => {
    const { workspace, ada, channel } = journey;
    await ada.slashCommand(channel, 'my cat likes purple boxes');
    const form = await ada.waitForView();
    expect(wordsOf(form)).toMatch(/I understood nothing of this: .*purple.*Fill in what you know\./);
    expect(workspace.calls('chat.postMessage')).toEqual([]);
  });
});
