import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { type Connected, connectBolt, modal, type Transport, textInput } from './bolt-app.ts';

let connected: Connected;
afterEach(() => connected.stop());

const connect = async (transport: Transport, register: (app: App) => void, events: string[] = ['app_mention']) => {
  connected = await connectBolt(transport, register, { events });
  const { workspace } = connected;
  const person = workspace.addUser('ada');
  const channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
  return { workspace, person, channelId };
};

describe.each<Transport>(['socket', 'http'])('a Bolt app over %s', (transport) => {
  it('pushes a view by the answer to a submission, and tells when it is closed', async () => {
    const closed: boolean[] = [];
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.command('/sagemaker-endpoint', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: modal([]) });
      });
      app.view({ callback_id: 'form', type: 'view_submission' }, async ({ ack }) => {
        await ack({ response_action: 'push', view: modal([], { notify_on_close: true }) });
      });
      app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
        await ack();
        closed.push(body.type === 'view_closed' && body.is_cleared);
      });
    });
    await person.slashCommand(channelId, '');
    const first = await person.waitForView();
    expect(await person.submit(first.id)).toMatchObject({ kind: 'pushed' });
    const second = await person.waitForView((view) => view.id !== first.id);
    expect(person.views()).toHaveLength(2);
    await person.closeView(second.id);
    expect(closed).toEqual([false]);
    workspace.expectNoBreaches();
  });

  it('sends the app its own messages back, of which Bolt drops the posts and passes the edits on', async () => {
    const seen: unknown[] = [];
    const { workspace, channelId } = await connect(
      transport,
      (app) => {
        app.event('message', async ({ event }) => {
          seen.push(event.subtype);
        });
      },
      ['message.channels'],
    );
    const { client } = connected.app;
    const { ts } = await client.chat.postMessage({ channel: channelId, text: 'Mine' });
    await client.chat.update({ channel: channelId, ts: String(ts), text: 'Mine, edited' });
    await workspace.waitFor(() => seen.length === 1);
    expect(workspace.eventLog.filter((entry) => entry.kind === 'delivered')).toHaveLength(2);
    expect(seen).toEqual(['message_changed']);
  });

  it('is in breach when it does not acknowledge within 3 seconds, and nobody is left waiting for longer', async () => {
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.command('/sagemaker-endpoint', async () => undefined);
    });
    expect(await person.slashCommand(channelId, '')).toMatchObject({ ok: false, reason: 'timeout' });
    expect(workspace.breaches.map((breach) => breach.text)).toEqual(['was not acknowledged within 3 seconds']);
    expect(() => workspace.expectNoBreaches()).toThrow('slash_commands');
  });

  it('is in breach when its errors name what is no input, and when it answers an action with a payload', async () => {
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.command('/sagemaker-endpoint', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({
          trigger_id: body.trigger_id,
          view: modal([textInput('name', { initial_value: 'x' })]),
        });
      });
      app.view('form', async ({ ack }) => ack({ response_action: 'errors', errors: { naem: 'Wrong block' } }));
      app.shortcut('new_review', async ({ ack }) => (ack as (body: unknown) => Promise<void>)({ text: 'ignored' }));
    });
    await person.slashCommand(channelId, '');
    const form = await person.waitForView();
    expect(await person.submit(form.id)).toMatchObject({ kind: 'failed' });
    await person.globalShortcut('new_review');
    expect(workspace.breaches.map(({ where, path }) => `${where} ${path}`)).toEqual([
      'view_submission /errors/naem',
      'view_submission /errors',
      'shortcut ',
    ]);
  });
});
