import { describe, expect, it, type TestContext } from 'vitest';
import { SHORTCUTS } from '../../src/slack/ids.ts';
import { inRecord } from '../support/in-record.ts';
import { CT_SCANS, type Journey, startJourney, wordsOf } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

// Most of them wait for Slack, so they wait together.
describe.concurrent.each(connections())('over %s, when things go wrong', (kind) => {
  async function start(atEnd: TestContext['onTestFinished']): Promise<Journey> {
    const journey = await startJourney(kind);
    atEnd(() => journey.end());
    return journey;
  }

  it.for([
    [{ kind: '429', retryAfter: 7 }, '7 s'],
    [{ kind: 'error', error: 'expired_trigger_id' }, 'three seconds'],
    [{ kind: 'error', error: 'view_too_large' }, "didn't open"],
    [{ kind: 'status', status: 500 }, "If you don't see it"],
    [{ kind: 'dropRequest' }, "If you don't see it"],
  ] as const)(
    'with %j at the form: told privately, with the words of the command to send again',
    async ([fault, why], { onTestFinished }) => {
      const journey = await start(onTestFinished);
      const { workspace, ada, channel } = journey;
      workspace.faults.next('views.open', fault);
      await ada.slashCommand(channel, CT_SCANS);
      const words = wordsOf(await toldTo(journey));
      expect(words).toContain(why);
      expect(words).toContain(`/sagemaker-endpoint ${CT_SCANS}`);
      await ada.slashCommand(channel, CT_SCANS);
      await ada.waitForView();
    },
  );

  it('with an answer that comes 4 s late: the form is open, and nobody says that it is not', async ({
    onTestFinished,
  }) => {
    const journey = await start(onTestFinished);
    const { workspace, ada, channel } = journey;
    workspace.faults.next('views.open', { kind: 'slowAnswer', ms: 4000 });
    await ada.slashCommand(channel, CT_SCANS);
    await ada.waitForView();
    const words = wordsOf(await toldTo(journey));
    expect(words).toContain("couldn't confirm that the form opened");
    expect(words).not.toContain("didn't open");
  });

  it.for([
    [1, { kind: '429', retryAfter: 1 }],
    [3, { kind: 'status', status: 500 }],
    [1, { kind: 'dropAnswer' }],
  ] as const)(
    'with %d calls that meet %j at the home tab: it is shown all the same',
    async ([times, fault], { onTestFinished }) => {
      const journey = await start(onTestFinished);
      const { workspace, ada } = journey;
      workspace.faults.next('views.publish', fault, times);
      await ada.openHome();
      await workspace.waitFor(() => workspace.calls('views.publish').length === times + 1);
      expect(wordsOf(ada.home())).toContain('Get started');
    },
  );

  it('with the home tab for good: tried 4 times, then told privately', async ({ onTestFinished }) => {
    const journey = await start(onTestFinished);
    const { workspace, ada } = journey;
    workspace.faults.next('views.publish', { kind: 'status', status: 500 }, 4);
    await ada.openHome();
    const own = workspace.directMessage(ada.id);
    const isTold = ({ text }: { text: string }) => text.includes('went wrong');
    await workspace.waitFor(() => [...workspace.messages(own), ...workspace.ephemerals(ada.id)].find(isTold));
    expect(workspace.calls('views.publish')).toHaveLength(4);
  });

  it('with the form of the global shortcut: told in the conversation with the bot', async ({ onTestFinished }) => {
    const journey = await start(onTestFinished);
    const { workspace, ada } = journey;
    workspace.faults.next('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await ada.globalShortcut(SHORTCUTS.newReview);
    const own = workspace.directMessage(ada.id);
    await workspace.waitFor(() => workspace.messages(own).find(({ text }) => text.includes('three seconds')));
  });

  it('with a message whose address Slack is slow to give: the form opens without it', async ({ onTestFinished }) => {
    const journey = await start(onTestFinished);
    const { workspace, ada, ben, channel } = journey;
    const { ts } = await ben.say(channel, 'ct-scans 500 MB');
    workspace.faults.next('chat.getPermalink', { kind: 'slow', ms: 2800 });
    await ada.messageShortcut(SHORTCUTS.reviewMessage, channel, ts);
    await ada.waitForView(undefined, 2700);
  });

  it('with a button of an older version: acknowledged, and told privately', async ({ onTestFinished }) => {
    const journey = await start(onTestFinished);
    const { workspace, ada, channel } = journey;
    const answer = await fetch(`${workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workspace.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        channel,
        text: 'An old message',
        blocks: [
          {
            type: 'actions',
            elements: [{ type: 'button', action_id: 'accept_2019', text: { type: 'plain_text', text: 'Accept' } }],
          },
        ],
      }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
    const [message] = workspace.messages(channel);
    if (message === undefined) throw new Error('There is no message');
    await ada.click(message, 'accept_2019');
    expect((await toldTo(journey)).text).toContain('older version');
  });

  it('with a command and a shortcut that nobody handles: acknowledged, and told', async ({ onTestFinished }) => {
    const journey = await start(onTestFinished);
    const { workspace, ada, channel } = journey;
    await ada.slashCommand(channel, 'x', '/sagemaker-old');
    expect((await toldTo(journey)).text).toContain('/sagemaker-endpoint');
    await ada.globalShortcut('old_shortcut');
    const own = workspace.directMessage(ada.id);
    await workspace.waitFor(() => workspace.messages(own).find(({ text }) => text.includes('/sagemaker-endpoint')));
  });

  it('with the record: the form stays open, says so with a reference, and the reference is in the log', async ({
    onTestFinished,
  }) => {
    const journey = await start(onTestFinished);
    const { ada, channel, logLines } = journey;
    await ada.slashCommand(channel, CT_SCANS);
    const form = await ada.waitForView();
    await inRecord(journey.config.databaseUrl, (db) => db.schema.dropTable('slack_drafts').execute());
    const outcome = await ada.submit(form.id);
    expect(outcome.kind).toBe('errors');
    const [text] = outcome.kind === 'errors' ? Object.values(outcome.errors) : [];
    const reference = /Reference: ([0-9a-f]{10})/.exec(text ?? '')?.[1] ?? 'none';
    expect(
      logLines.some((line) => line.includes(`"reference":"${reference}"`) && line.includes('"level":"error"')),
    ).toBe(true);
  });
});

/** The newest private notice to ada. */
const toldTo = ({ workspace, ada }: Journey) => workspace.waitFor(() => workspace.ephemerals(ada.id).at(-1));
