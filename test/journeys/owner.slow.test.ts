import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { choose, current, fillAndSend, messageSaying, postedReview, valueIn } from '../support/deciding.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())('over %s, with the %s database, the team', (kind, database) => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney(kind, database);
  });
  afterEach(() => journey.end());

  it('names a decider and a date, and changes both', async () => {
    const { workspace, ada, ben, channel } = journey;
    const message = await postedReview(journey);
    await choose(ada, current(journey), 'Set owner and due date');
    await fillAndSend(ada, { decide_decider: ben.id, decide_date: '2036-11-30' });
    // One press is told once.
    const line = await workspace.waitFor(() => workspace.thread(channel, message.ts)[2]);
    expect(line.text).toBe(
      `<@${ben.id}>: you own this review. Decide by Sunday, November 30, 2036. Set by a colleague.`,
    );
    expect(workspace.notificationsOf(ben).map(({ ts }) => ts)).toEqual([line.ts]);
    // The decider and the date are two acts, and the message may be seen between them.
    await messageSaying(journey, `*Owner:* <@${ben.id}> · *Due:* 30 November 2036`);
    await choose(ben, current(journey), 'Set owner and due date');
    const dialog = await ben.waitForView();
    expect(valueIn(dialog, 'decide_decider')).toMatchObject({ selected_user: ben.id });
    await ben.answer(dialog.id, 'decide_date', '2036-12-01');
    await ben.submit(dialog.id);
    await messageSaying(journey, '1 December 2036');
    expect(workspace.thread(channel, message.ts)).toHaveLength(3);
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
});
