import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose, current, fillAndSend, messageSaying, postedReview, toldTo } from '../support/deciding.ts';
import { type Journey, type JourneyOptions, startJourney, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

describe.each(connections())('over %s, a review', (kind) => {
  let journey: Journey;
  let group: string;
  const policy: JourneyOptions['policy'] = ({ workspace, ben }) => {
    group = workspace.addUserGroup([ben.id]);
    const rule = `{ name: architects, count: 1, from: ${group}, notRequester: true }`;
    return `version: 1\napprovals: [${rule}]\nnudge: { afterDays: 5 }\ntimeZone: Europe/Berlin\n`;
  };
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-30T10:00Z') });
    const settings = () => ({ deciders: 'requester' }) as const;
    journey = await startJourney(kind, 'embedded', { withPeople: true, settings, policy });
  });
  afterEach(async () => {
    await journey.end();
    vi.useRealTimers();
  });

  /** The bot is down until a time. */
  async function laterAt(time: string): Promise<void> {
    await journey.stopBot();
    vi.setSystemTime(Date.parse(time));
    await journey.startBot();
  }
  const threadOf = () => journey.workspace.thread(journey.channel, current(journey).ts);
  const saying = (words: string) =>
    journey.workspace.waitFor(() => threadOf().find((reply) => wordsOf(reply).includes(words)), 20_000, words);

  it('with a due date is brought up the day before for owner and approvers, who alone may answer', async () => {
    const { workspace, ada, ben } = journey;
    const [dina, cleo] = [workspace.addUser('dina'), workspace.addUser('cleo')];
    await postedReview(journey);
    await choose(ada, current(journey), 'Set owner and due date');
    await fillAndSend(ada, { decide_decider: dina.id, decide_date: '2026-12-04' });
    await messageSaying(journey, '4 December 2026');
    await laterAt('2026-12-03T08:30Z');
    const reminder = await saying('this is due tomorrow');
    const words = `<@${dina.id}>: this is due tomorrow. Missing: one approval of <!subteam^${group}>.`;
    expect(reminder.text).toBe(words);
    await cleo.click(reminder, ACTIONS.stopReminder);
    await toldTo(journey, cleo, `Only <@${ada.id}>, who requested this review, can do this.`);
    expect(wordsOf(threadOf().find(({ ts }) => ts === reminder.ts))).toContain('Not needed');
    await ben.click(reminder, ACTIONS.stopReminder);
    const answered = await saying('no more reminders of this date');
    expect(answered.ts).toBe(reminder.ts);
    expect(wordsOf(answered)).toContain(`Not needed, says <@${ben.id}>`);
    expect(wordsOf(answered)).not.toContain(ACTIONS.stopReminder);
  });

  it('without an event is nudged after the 5 days that the policy says, a week after it was snoozed, and can not be answered once it is decided', async () => {
    const { ada } = journey;
    await postedReview(journey);
    await laterAt('2026-12-05T08:30Z');
    const nudge = await saying('nothing has happened here for 5 days');
    vi.setSystemTime(Date.parse('2026-12-09T10:00Z'));
    await ada.click(nudge, ACTIONS.snoozeReminder);
    await saying(`Snoozed until Wednesday, December 16 by <@${ada.id}>.`);
    await laterAt('2026-12-15T08:30Z');
    await laterAt('2026-12-16T20:00Z');
    const late = await saying('nothing has happened here for 16 days');
    expect(late.text).toContain('This reminder is late: it was due at 09:00 on Wednesday, December 16.');
    expect(threadOf().filter(({ text }) => text?.includes('nothing has happened'))).toHaveLength(2);
    await choose(ada, current(journey), 'Withdraw');
    await fillAndSend(ada, {});
    await messageSaying(journey, 'Withdrawn');
    await ada.click(late, ACTIONS.snoozeReminder);
    await toldTo(journey, ada, 'This reminder is over');
  });
});
