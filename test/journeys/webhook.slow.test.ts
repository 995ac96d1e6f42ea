import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose, current, fillAndSend, messageSaying, postedReview } from '../support/deciding.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { startReceiver, type TestReceiver } from '../webhooks/support/receiver.ts';

describe('a receiver of decisions', () => {
  let journey: Journey;
  let receiver: TestReceiver;
  beforeEach(async () => {
    receiver = await startReceiver();
    const settings = () => ({
      decisionWebhookUrl: [receiver.url],
      decisionWebhookSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      decisionWebhookAllowPrivate: true,
    });
    journey = await startJourney('socket-mode', 'embedded', { withPeople: true, settings });
  });
  afterEach(async () => {
    await journey.end();
    await receiver.close();
  });

  const told = () => receiver.received.map(({ body }) => JSON.parse(body));
  const hears = (count: number) => journey.workspace.waitFor(() => receiver.received.length === count);

  it('hears of acceptance, reopening, acceptance again and replacement, in this order, with names and the address in Slack', async () => {
    const { workspace, ben, channel } = journey;
    const message = await postedReview(journey);
    await ben.click(message, ACTIONS.accept);
    await messageSaying(journey, '*Accepted*');
    await hears(1);
    await choose(ben, current(journey), 'Re-open');
    await fillAndSend(ben, { decide_reason: 'New budget' });
    await hears(2);
    await ben.click(await messageSaying(journey, '*Re-opened* by'), ACTIONS.accept);
    await hears(3);
    await choose(ben, await messageSaying(journey, '*Accepted*'), 'Replace with a new review');
    const form = await ben.waitForView();
    await ben.answer(form.id, 'question_name', 'ct-scans v2');
    expect(await ben.submit(form.id)).toMatchObject({ kind: 'closed' });
    await hears(4);
    await workspace.waitFor(() => workspace.messages(channel)[1]);

    const types = ['decided', 'reopened', 'decided', 'replaced'];
    expect(told().map(({ type }) => type)).toEqual(types.map((type) => `review.${type}`));
    const [decided, , , replaced] = told();
    expect(decided.review).toMatchObject({
      name: 'ct-scans',
      state: 'accepted',
      requester: { id: journey.ada.id, name: 'ada' },
      decidedBy: [{ id: ben.id, name: 'ben' }],
      url: expect.stringContaining(`/archives/${channel}/p${message.ts.replace('.', '')}`),
    });
    expect(replaced).toMatchObject({ review: { state: 'superseded' }, record: expect.stringContaining('ct-scans v2') });
    expect(replaced.events.at(-1)).toMatchObject({ kind: 'replaced', byReview: expect.any(String) });
  });
});
