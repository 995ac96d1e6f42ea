import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { answerValue } from '../../src/slack/render/message/section.ts';
import { messageSaying, postedReview } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { postedIn, startJourney, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

/** 10 s for the caller, or of the model: the first rules out a queue. */
const DOUBTFUL = 'sql-helper 34B model, office hours, 10 s';

describe.each(connections())('over %s, words that have two readings', (kind) => {
  const journey = forEachTest(() => startJourney(kind));

  async function posted() {
    const message = await postedReview(journey, DOUBTFUL);
    const [, reviewId = ''] = /"([^"]+)@1 responseTimeSeconds=10"/.exec(JSON.stringify(message.blocks)) ?? [];
    const answer = (value: number | null) =>
      answerValue({ reviewId, revision: 1, field: 'responseTimeSeconds', value });
    return { message, answer };
  }

  it('are asked about in the message, and the reading that somebody presses is a fact of revision 2', async () => {
    const { ada, ben, workspace, channel } = journey;
    const { message, answer } = await posted();
    const asked = wordsOf(message);
    for (const said of ['Two facts decide', 'You wrote “10 s”. Which is it?', 'Response time 10 s → *real-time*'])
      expect(asked).toContain(said);
    expect(asked).toContain('Something else → *asynchronous*');
    await ben.click(message, ACTIONS.answerFact, answer(10), 'fact_responseTimeSeconds');
    const revised = await messageSaying(journey, 'Revision 2');
    expect(revised.text).toContain('Real-time Inference for sql-helper');
    expect(wordsOf(revised)).not.toContain('You wrote');
    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(line.text).toContain('response time not stated → 10 s');
    expect(line.text).toContain(ada.id);
  });

  it('are left out where somebody says that they are something else', async () => {
    const { ben, workspace, channel } = journey;
    const { message, answer } = await posted();
    await ben.click(message, ACTIONS.answerFact, answer(null), 'fact_responseTimeSeconds');
    const revised = await messageSaying(journey, 'Revision 2');
    expect(revised.text).toContain('Asynchronous Inference for sql-helper');
    expect(wordsOf(revised)).not.toContain('You wrote');
    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(line.text).toContain('“10 s” left out');
    const details = wordsOf(workspace.thread(channel, message.ts)[1]);
    expect(details).toContain('Understood, revision 2');
    expect(details).not.toContain('*Check:*');
  });

  it('are no longer asked about where somebody typed what they mean into the form', async () => {
    const { ada, workspace, channel } = journey;
    await ada.slashCommand(channel, DOUBTFUL);
    const form = await ada.waitForView();
    await ada.answer(form.id, 'question_processing', '10 s');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    const message = await postedIn(journey, channel);
    const details = wordsOf(workspace.thread(channel, message.ts)[1]);
    expect(details).toContain('10 s per request');
    expect(details).not.toContain('*Check:*');
  });

  it('stay in doubt through a revision about something else', async () => {
    const { ben } = journey;
    const { message } = await posted();
    await ben.click(message, ACTIONS.changeAnswers);
    const form = await ben.waitForView();
    await ben.answer(form.id, 'question_payload', '2 MB');
    expect(await ben.submit(form.id)).toMatchObject({ kind: 'closed' });
    expect(wordsOf(await messageSaying(journey, 'Revision 2'))).toContain('You wrote “10 s”. Which is it?');
  });
});
