import { describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose, current, fillAndSend, messageSaying, postedReview } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { type JourneyOptions, startJourney } from '../support/journey.ts';

describe('three people in a dispute', () => {
  let chen: Person;
  const policy: JourneyOptions['policy'] = ({ workspace, ben, channel }) => {
    chen = workspace.addUser('chen', { channels: [channel] });
    const council = workspace.addUserGroup([ben.id, chen.id], 'arch-council');
    return `version: 1
approvals:
  - { name: all endpoints, count: 2, from: [${council}], notRequester: true }
`;
  };
  const journey = forEachTest(() => startJourney('socket-mode', 'embedded', { withPeople: true, policy }));

  it('are each told once of what concerns them, by a post that names who did it, and of nothing that they did', async () => {
    const { workspace, ada, ben, channel } = journey;
    const people = { ada, ben, chen };
    const { ts } = await postedReview(journey);
    const lines = () => workspace.thread(channel, ts).slice(2);
    let heard = 0;
    /** Waits for the next line. Returns it without mentions, and who was notified of it. */
    const next = async () => {
      const line = await workspace.waitFor(() => lines()[heard], 20_000, `line ${heard + 1}`);
      heard += 1;
      const told = Object.entries(people).filter(([, person]) =>
        workspace.notificationsOf(person).some((one) => one.ts === line.ts),
      );
      return { text: line.text.replace(/<[@!][^>]*>/g, '@'), to: told.map(([name]) => name) };
    };

    expect(await next()).toEqual({ text: 'Asked to approve: @ (2 approvals, *all endpoints*).', to: ['ben', 'chen'] });

    await choose(ada, current(journey), 'Set owner and due date');
    await fillAndSend(ada, { decide_decider: chen.id, decide_date: '2036-11-28' });
    expect(await next()).toEqual({
      text: '@: you own this review. Decide by Friday, November 28, 2036. Set by ada.',
      to: ['chen'],
    });

    await ben.click(current(journey), ACTIONS.raiseConcern);
    await fillAndSend(ben, { decide_concern: 'PHI leaves the VPC', decide_blocking: 'blocking' });
    expect(await next()).toEqual({
      text: "@, @: ben raised a blocking concern: “PHI leaves the VPC”. The approval waits until it's resolved.",
      to: ['ada', 'chen'],
    });

    const raised = lines().at(-1) ?? expect.fail();
    await ben.click(raised, ACTIONS.resolveConcern);
    await fillAndSend(ben, { decide_note: 'We add a gateway endpoint.' });
    expect(await next()).toEqual({
      text: '@, @: ben resolved the concern “PHI leaves the VPC”: “We add a gateway endpoint.” Still asked: @arch-council.',
      to: ['ada', 'chen'],
    });

    await chen.click(lines().at(-1) ?? expect.fail(), ACTIONS.reopenConcern);
    await fillAndSend(chen, { decide_reason: 'And the key?' });
    expect(await next()).toMatchObject({
      text: expect.stringMatching(/^@, @: chen reopened the concern “PHI leaves the VPC”: And the key\?/),
      to: ['ada', 'ben'],
    });
    await ben.click(current(journey), ACTIONS.resolveConcern);
    await fillAndSend(ben, { decide_note: 'The key is ours.' });
    await next();

    await messageSaying(journey, '1 resolved concern');
    await ben.click(current(journey), ACTIONS.accept);
    await fillAndSend(ben, {});
    expect(await next()).toEqual({
      text: '@, @: ben approved (1 of 2, *all endpoints*). Still asked: @arch-council.',
      to: ['ada', 'chen'],
    });
    await messageSaying(journey, '1 of 2 approvals');
    await chen.click(current(journey), ACTIONS.accept);
    await fillAndSend(chen, {});
    expect(await next()).toEqual({
      text: '@, @: chen approved (2 of 2, *all endpoints*) and accepted Asynchronous Inference.',
      to: ['ada', 'ben'],
    });
    await messageSaying(journey, '*Accepted*');
    expect(lines()).toHaveLength(heard);
  });
});
