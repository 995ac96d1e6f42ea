import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { makePlace } from '../database/support/open-test-database.ts';
import { current, messageSaying, postedReview, toldTo } from '../support/deciding.ts';
import { CT_SCANS, type Journey, startJourney } from '../support/journey.ts';
import { startTcpProxy, type TcpProxy, TROUBLES } from '../support/tcp-proxy.ts';

const CONCERN = 'What of the cold starts?';

describe('a submission meets a database that stopped answering', () => {
  let journey: Journey;
  let place: Awaited<ReturnType<typeof makePlace>>;
  let proxy: TcpProxy;
  beforeEach(async () => {
    place = await makePlace('postgres', 'migrated');
    proxy = await startTcpProxy(place.url);
    const settings = () => ({ databaseUrl: proxy.address });
    journey = await startJourney('http', 'embedded', { settings });
  });
  afterEach(async () => {
    await proxy.mend();
    await journey.end();
    await proxy.close();
    await place.remove();
  });

  async function openedForm() {
    await journey.ada.slashCommand(journey.channel, CT_SCANS);
    const form = await journey.ada.waitForView();
    // Its draft is stored behind it.
    await new Promise((resolve) => setTimeout(resolve, 400));
    return form;
  }

  /** What was said beside the first input, by the bot, before Slack's time was up. */
  async function saidAfterSubmitting(viewId: string): Promise<string> {
    const outcome = await journey.ada.submit(viewId);
    expect(outcome).toMatchObject({ kind: 'errors', by: 'app' });
    return outcome.kind === 'errors' ? Object.values(outcome.errors).join() : '';
  }

  /** A person tries again: a connection that broke meanwhile is noticed by the query that meets it. */
  async function sendAgain(who: Person, viewId: string): Promise<void> {
    for (let tries = 0; (await who.submit(viewId)).kind !== 'closed'; tries++) expect(tries).toBeLessThan(5);
  }

  it.each(TROUBLES)(
    'a form is told so where it has %s, keeps what was typed, and is posted once when sent again',
    async (trouble) => {
      const { ada, workspace, channel } = journey;
      const form = await openedForm();
      await proxy.trouble(trouble);
      expect(await saidAfterSubmitting(form.id)).toContain("couldn't save this. Try again. Reference: ");
      expect(ada.views().map(({ values }) => values)).toEqual([form.values]);
      await proxy.mend();
      await sendAgain(ada, form.id);
      await workspace.waitFor(() => workspace.messages(channel)[0]);
      expect(workspace.messages(channel)).toHaveLength(1);
    },
  );

  it.each(TROUBLES)('so is a dialog where it has %s', async (trouble) => {
    await postedReview(journey);
    const { ada, ben } = journey;
    await ben.click(current(journey), ACTIONS.raiseConcern);
    const dialog = await ben.waitForView();
    await ben.answer(dialog.id, 'decide_concern', CONCERN);
    await proxy.trouble(trouble);
    const outcome = await ben.submit(dialog.id);
    expect(outcome).toMatchObject({ kind: 'errors', by: 'app', errors: { decide_concern: expect.any(String) } });
    expect(JSON.stringify(ben.views()[0]?.values)).toContain(CONCERN);
    await proxy.mend();
    await sendAgain(ben, dialog.id);
    await messageSaying(journey, CONCERN);
    expect(ada.views()).toEqual([]);
  });

  it.each(TROUBLES)('a press is told so where it has %s', async (trouble) => {
    await postedReview(journey);
    await proxy.trouble(trouble);
    await journey.ben.click(current(journey), ACTIONS.accept);
    expect(await toldTo(journey, journey.ben, 'this reference: ')).toContain('went wrong on our side');
    await proxy.mend();
    await journey.ben.click(current(journey), ACTIONS.accept);
    await messageSaying(journey, /Accepted/);
  });
});
