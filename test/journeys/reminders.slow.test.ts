import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { choose, current, fillAndSend, messageSaying, postedReview } from '../support/deciding.ts';
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

  it('with a due date is brought up the day before for owner and approvers, and once it is overdue', async () => {
    const { workspace, ada } = journey;
    const dina = workspace.addUser('dina');
    await postedReview(journey);
    await choose(ada, current(journey), 'Set owner and due date');
    await fillAndSend(ada, { decide_decider: dina.id, decide_date: '2026-12-04' });
    await messageSaying(journey, '4 December 2026');
    await laterAt('2026-12-03T08:30Z');
    const missing = `Missing: one approval of <!subteam^${group}>.`;
    expect((await saying('this is due tomorrow')).text).toBe(`<@${dina.id}>: this is due tomorrow. ${missing}`);
    await laterAt('2026-12-07T08:30Z');
    expect((await saying('overdue since')).text).toBe(
      `<@${dina.id}>, <@${ada.id}>: overdue since Friday, December 4. ${missing}`,
    );
    await messageSaying(journey, 'Overdue since');
  });

  it('without an event is nudged after the 5 days that the policy says, and a week later again', async () => {
    const { ada } = journey;
    await postedReview(journey);
    await laterAt('2026-12-05T08:30Z');
    await saying('nothing has happened here for 5 days');
    await laterAt('2026-12-11T08:30Z');
    await laterAt('2026-12-12T20:00Z');
    const late = await saying('nothing has happened here for 12 days');
    expect(late.text).toContain('This reminder is late: it was due at 09:00 on Saturday, December 12.');
    expect(threadOf().filter(({ text }) => text?.includes('nothing has happened'))).toHaveLength(2);
    await choose(ada, current(journey), 'Withdraw');
    await fillAndSend(ada, {});
    await messageSaying(journey, 'Withdrawn');
  });
});
