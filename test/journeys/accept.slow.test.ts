import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { answerValue } from '../../src/slack/render/message/section.ts';
import {
  choose,
  current,
  fillAndSend,
  messageSaying,
  offered,
  postedReview,
  raise,
  toldTo,
} from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

/** How long a scan takes isn't said, so whether waking up leaves time for it has to be confirmed. */
const UNSURE = 'ct-scans 500 MB within 15 min sporadic';
const NOTHING_SAID = 'churn';

const ANYWAY = 'Accept anyway…';

describe.each(ways())('over %s, with the %s database, an answer that is not certain', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  const posted = (words: string) => postedReview(journey, words);

  it('is accepted after a dialog has named what it holds on', async () => {
    const { ben } = journey;
    const message = await posted(UNSURE);
    expect(offered(message).buttons[0]).toBe('Answer');
    await choose(ben, message, ANYWAY);
    const dialog = await ben.waitForView();
    expect(wordsOf(dialog)).toContain('holds if:');
    expect(wordsOf(dialog)).toContain('fit in 15 min');
    expect(wordsOf(dialog)).toContain('*Size:* scales to zero, size unknown until');
    expect(wordsOf(current(journey))).not.toContain('*Accepted*');
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, `*Accepted* by <@${ben.id}>`);
  });

  it('takes the missing fact in that dialog: the review is revised, and not accepted', async () => {
    const { ben } = journey;
    await choose(ben, await posted(UNSURE), ANYWAY);
    expect(await fillAndSend(ben, { decide_fact: 'soon' })).toMatchObject({
      kind: 'errors',
      errors: { decide_fact: 'That could not be read; write it like 300 ms, 15 min or overnight.' },
    });
    expect(await fillAndSend(ben, { decide_fact: '90 s' })).toMatchObject({ kind: 'closed' });
    const revised = await messageSaying(journey, `Revision 2 by <@${ben.id}>`);
    expect(wordsOf(revised)).toContain('until the requests per month are known');
  });

  it('is not accepted where its answers were changed meanwhile', async () => {
    const { ada, ben, workspace } = journey;
    const seen = await posted(UNSURE);
    await choose(ben, seen, ANYWAY);
    const dialog = await ben.waitForView();
    await ada.click(seen, ACTIONS.changeAnswers);
    // Ben's button was drawn before ada sent her changes.
    workspace.faults.next('chat.update', { kind: 'slow', ms: 1000 });
    await fillAndSend(ada, { question_payload: '30 MB' });
    await choose(ben, seen, ANYWAY);
    expect(await toldTo(journey, ben, 'revision 2')).toContain(`<@${ada.id}> saved revision 2`);
    await messageSaying(journey, 'Revision 2');
    await ben.answer(dialog.id, 'decide_fact', '90 s');
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'updated' });
    const told = wordsOf(await ben.waitForView((view) => view.title === 'Nothing was changed'));
    expect(told).toContain(`<@${ada.id}>`);
    expect(told).toContain('"text":"90 s"');
  });

  it('names open concerns beside what it holds on', async () => {
    const { ben } = journey;
    await posted(UNSURE);
    await raise(journey, ben, 'Who wakes it at night?');
    await choose(ben, current(journey), ANYWAY);
    const dialog = await ben.waitForView();
    expect(wordsOf(dialog)).toContain('holds if:');
    expect(wordsOf(dialog)).toContain('Who wakes it at night?');
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'closed' });
    expect(wordsOf(await messageSaying(journey, '*Accepted*'))).toContain('one concern was open');
  });

  it('claims no option where facts are missing, and each answer in place makes a revision', async () => {
    const { ben } = journey;
    const open = await posted(NOTHING_SAID);
    expect(wordsOf(open)).toContain('Two facts decide');
    expect(open.text).not.toContain('Real-time');
    const answer = (value: string) => answerValue({ ...seenIn(open), field: 'trafficPattern', value });
    await ben.click(open, ACTIONS.answerFact, answer('intermittent'), 'fact_trafficPattern');
    const revised = await messageSaying(journey, `Revision 2 by <@${ben.id}>`);
    expect(wordsOf(revised)).toContain('Serverless');
    expect(wordsOf(revised)).not.toContain('fact_trafficPattern');
  });

  it('asks whether answers are streamed where that decides the size, and a press on one of two buttons makes the revision', async () => {
    const { ben } = journey;
    const open = await posted('llama 3.3 70b at 8 bits, 1 request per second, 1,500 tokens in, 1,500 tokens out');
    expect(wordsOf(open)).toContain('*Is the response streamed?*');
    await ben.click(open, ACTIONS.answerFact, undefined, 'fact_requiresStreaming_response');
    const revised = await messageSaying(journey, `Revision 2 by <@${ben.id}>`);
    expect(wordsOf(revised)).toContain('ml.g7e.12xlarge');
    expect(wordsOf(revised)).not.toContain('Is the response streamed?');
  });

  it('is told to the person who answers a question that somebody answered before', async () => {
    const { ada, ben, workspace } = journey;
    const open = await posted(NOTHING_SAID);
    // Ben's choice was drawn before ada's answer came, and hers is stored before he makes it.
    workspace.faults.next('chat.update', { kind: 'slow', ms: 1000 });
    const seen = seenIn(open);
    const steady = answerValue({ ...seen, field: 'trafficPattern', value: 'steady' });
    await ada.click(open, ACTIONS.answerFact, steady, 'fact_trafficPattern');
    await expect.poll(() => workspace.faults.left('chat.update')).toBe(0);
    const quick = answerValue({ ...seen, field: 'responseTimeSeconds', value: 5 });
    await ben.click(open, ACTIONS.answerFact, quick, 'fact_responseTimeSeconds');
    expect(await toldTo(journey, ben, 'revision 2')).toContain(`<@${ada.id}> saved revision 2`);
    await messageSaying(journey, 'Revision 2');
  });

  it('can be accepted even so, and then the message names the option', async () => {
    const { ben } = journey;
    const open = await posted(NOTHING_SAID);
    expect(offered(open).buttons).toEqual(['Change answers', 'Raise concern']);
    await choose(ben, open, ANYWAY);
    const dialog = await ben.waitForView();
    expect(wordsOf(dialog)).toContain('Too little is known to choose');
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'closed' });
    const accepted = await messageSaying(journey, '*Accepted*');
    expect(wordsOf(accepted)).not.toContain('Two facts decide');
    await choose(ben, accepted, 'Re-open');
    await fillAndSend(ben, {});
    await messageSaying(journey, 'Two facts decide');
  });
});

describe.each(ways())('over %s, with the %s database, an answer that is certain', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  it('asks the requester who decides alone first, and nobody else', async () => {
    const { ada, ben } = journey;
    await ada.click(await postedReview(journey), ACTIONS.accept);
    expect(wordsOf(await ada.waitForView())).toContain('nobody else has approved it');
    expect(wordsOf(current(journey))).not.toContain('*Accepted*');
    expect(await fillAndSend(ada, {})).toMatchObject({ kind: 'closed' });
    await choose(ada, await messageSaying(journey, '*Accepted* by its requester'), 'Re-open');
    await fillAndSend(ada, {});
    await ben.click(await messageSaying(journey, '· Revision'), ACTIONS.accept);
    await messageSaying(journey, `*Accepted* by <@${ben.id}>`);
    expect(ben.views()).toEqual([]);
  });

  it('is not accepted by a press on revision 1 once there is revision 2, and who pressed hears of it', async () => {
    const { ada, ben, workspace } = journey;
    const seen = await postedReview(journey);
    await ada.click(seen, ACTIONS.changeAnswers);
    // Ben's button was drawn before ada sent her changes.
    workspace.faults.next('chat.update', { kind: 'slow', ms: 1000 });
    await fillAndSend(ada, { question_payload: '30 MB' });
    await ben.click(seen, ACTIONS.accept);
    expect(await toldTo(journey, ben, 'revision 2')).toContain(`<@${ada.id}> saved revision 2`);
    expect(wordsOf(await messageSaying(journey, 'Revision 2'))).not.toContain('*Accepted*');
  });
});

/** The review and its revision, as the message's buttons or menu carry them. */
function seenIn(message: { blocks: unknown[] | undefined }): { reviewId: string; revision: number } {
  const [, reviewId = '', revision = ''] =
    /"value":"(?:[\w-]+:)?([^"@:]+)@(\d+)"/.exec(JSON.stringify(message.blocks)) ?? [];
  return { reviewId, revision: Number(revision) };
}

describe('an answer whose bill is unknown, under a rule by cost', () => {
  const policy = () => 'version: 1\napprovals: [{ name: dear, count: 2, when: { monthlyUsdOver: 1 } }]\n';
  const journey = forEachTest(() => startJourney('socket-mode', 'embedded', { policy }));

  it('is accepted by 1 person with a reason, and the thread names the rule that could not be judged', async () => {
    const { ben, channel, workspace } = journey;
    const message = await postedReview(journey, UNSURE);
    await choose(ben, message, ANYWAY);
    expect(wordsOf(await ben.waitForView())).toContain('The bill is unknown');
    expect(await fillAndSend(ben, {})).toMatchObject({ errors: { decide_reason: 'Enter a reason.' } });
    expect(await fillAndSend(ben, { decide_reason: 'A pilot' })).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, '*Accepted*');
    const line = await workspace.waitFor(() =>
      workspace.thread(channel, message.ts).find(({ text }) => text.includes('A pilot')),
    );
    expect(line.text).toContain('rule "dear" of the policy couldn\'t be judged. Reason: A pilot');
  });
});
