import { describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import {
  choose,
  current,
  fillAndSend,
  messageSaying,
  NO_OPEN_CONCERN,
  postedReview,
  raise,
} from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { startJourney } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

describe.each(connections())('over %s, the audit lines of the log', (kind) => {
  const journey = forEachTest(() => startJourney(kind));

  const audited = () => journey.logLines.map((line) => JSON.parse(line)).filter(({ audit }) => audit === true);
  const press = async (who: Person, action: string, answers: Record<string, string>) => {
    await who.click(current(journey), action);
    await fillAndSend(who, answers);
  };

  it('are one for each of 12 things that a team did, with who did it, and none for 3 presses that changed nothing', async () => {
    const { workspace, ada, ben } = journey;
    await postedReview(journey);

    await raise(journey, ben, 'Too dear, says SECRET-WORD');
    await press(ada, ACTIONS.resolveConcern, { decide_note: 'No, says SECRET-WORD' });
    await messageSaying(journey, NO_OPEN_CONCERN);
    for (const _ of ['changes both', 'changes nothing']) {
      await choose(ada, current(journey), 'Set owner and due date');
      await fillAndSend(ada, { decide_decider: ben.id, decide_date: '2036-11-30' });
      await messageSaying(journey, `*Owner:* <@${ben.id}> · *Due:* 30 November 2036`);
    }
    await press(ben, ACTIONS.changeAnswers, { question_payload: '30 MB' });
    const revised = await messageSaying(journey, /[Rr]evision 2/);
    await Promise.all([ben.click(revised, ACTIONS.accept), ben.click(revised, ACTIONS.accept)]);
    await messageSaying(journey, '*Accepted*');
    await press(ben, ACTIONS.noteEndpoint, { decide_endpoint: 'SECRET-WORD-prod' });
    await messageSaying(journey, '*Endpoint:*');
    await choose(ada, current(journey), 'Re-open');
    await fillAndSend(ada, { decide_reason: 'SECRET-WORD' });
    await messageSaying(journey, '*Re-opened* by');
    await choose(ada, current(journey), 'Withdraw');
    await fillAndSend(ada, { decide_reason: 'SECRET-WORD' });
    await messageSaying(journey, '*Withdrawn*');
    await press(ben, ACTIONS.reopen, { decide_reason: 'SECRET-WORD' });
    await messageSaying(journey, '*Re-opened* by');
    await choose(ben, current(journey), 'Choose another option');
    await fillAndSend(ben, { decide_option: 'real-time', decide_reason: 'SECRET-WORD' });
    // Once more: it is ruled out.
    await fillAndSend(ben, {});
    await messageSaying(journey, '*Chosen against the recommendation*');
    await choose(ben, current(journey), 'Replace with a new review');
    const form = await ben.waitForView();
    await ben.answer(form.id, 'question_name', 'ct-scans v2');
    expect(await ben.submit(form.id)).toMatchObject({ kind: 'closed' });
    await messageSaying(journey, '*Replaced*');
    await workspace.waitFor(() => audited().length >= 12);

    const [{ reviewId } = { reviewId: '' }] = audited();
    expect(
      audited().map(
        ({ action, actor }) => `${action} by ${actor === ada.id ? 'ada' : actor === ben.id ? 'ben' : actor}`,
      ),
    ).toEqual([
      ...'concern-raised by ben|concern-resolved by ada|decide-by-set by ada|decider-set by ada'.split('|'),
      ...'answers-changed by ben|review-accepted by ben|endpoint-noted by ben'.split('|'),
      ...'review-reopened by ada|review-withdrawn by ada|review-reopened by ben'.split('|'),
      ...'review-overridden by ben|review-superseded by ben'.split('|'),
    ]);
    for (const line of audited()) expect(line).toMatchObject({ level: 'info', reviewId, teamId: workspace.teamId });
    expect(audited().find(({ action }) => action === 'review-overridden')).toMatchObject({
      option: 'real-time',
      revision: 2,
    });
    expect(audited().at(-1)?.msg).toBe('Review superseded');
    expect(JSON.stringify(audited())).not.toContain('SECRET-WORD');
  });
});
