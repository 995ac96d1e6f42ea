import { describe, expect, it, type TestContext } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import { choose, current, fillAndSend, messageSaying, postedReview } from '../support/deciding.ts';
import { openHomeOf, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

// They wait for Slack, so they wait together.
describe.concurrent.each(ways())(
  'over %s, with the %s database, where Slack does not say who is where,',
  (kind, database) => {
    async function start(atEnd: TestContext['onTestFinished']) {
      const journey = await startJourney(kind, database, { withPeople: true });
      atEnd(() => journey.end());
      return journey;
    }

    it.for(['users.info', 'users.conversations'])(
      'a member of the workspace is let through: %s fails or takes more than a second',
      async (method, { onTestFinished }) => {
        const journey = await start(onTestFinished);
        const { workspace, ada, ben } = journey;
        await postedReview(journey);
        workspace.faults.next(method, { kind: 'status', status: 500 });
        await ben.click(current(journey), ACTIONS.accept);
        expect(wordsOf(await messageSaying(journey, '*Accepted*'))).toContain(`*Accepted* by <@${ben.id}>`);
        workspace.faults.next(method, { kind: 'slow', ms: 2000 });
        await choose(ada, current(journey), 'Re-open');
        expect(await fillAndSend(ada, {})).toMatchObject({ kind: 'closed' });
        await messageSaying(journey, '· Revision');
      },
    );

    it('the Home tab and its search show nothing for certain: the tab is tried again, the search says so', async ({
      onTestFinished,
    }) => {
      const journey = await start(onTestFinished);
      const { workspace, ben } = journey;
      await postedReview(journey);
      workspace.faults.next('users.conversations', { kind: 'status', status: 500 });
      expect(await openHomeOf(journey, ben)).toContain('ct-scans');
      await journey.stopBot();
      await journey.startBot();
      workspace.faults.next('users.conversations', { kind: 'slow', ms: 2000 });
      await ben.clickInView(ben.home()?.id ?? '', ACTIONS.homeSearch);
      const dialog = await ben.waitForView();
      await ben.answer(dialog.id, 'search_words', 'ct');
      const outcome = await ben.submit(dialog.id);
      expect(outcome).toMatchObject({ kind: 'errors', by: 'app' });
      expect(JSON.stringify(outcome)).toContain("I couldn't search. Try again.");
    });
  },
);
