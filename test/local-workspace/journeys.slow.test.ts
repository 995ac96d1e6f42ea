import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { type Connected, connectBolt, modal, option, plain, section, type Transport, textInput } from './bolt-app.ts';

const radio = {
  type: 'input',
  block_id: 'kind',
  dispatch_action: true,
  label: plain('Kind'),
  element: { type: 'radio_buttons', action_id: 'choose', options: [option('short'), option('long')] },
};

const buttons = {
  type: 'actions',
  block_id: 'buttons',
  elements: [{ type: 'button', action_id: 'press', text: plain('Press'), value: 'v1' }],
} as never;

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
  it('tells of a direct message as a message and never as a mention, and only with the scope to read it', async () => {
    const heard: string[] = [];
    const { workspace, person } = await connect(
      transport,
      (app) => {
        app.event('app_mention', async () => void heard.push('mention'));
        app.event('message', async ({ event }) => void heard.push(`message in ${event.channel_type}`));
      },
      ['app_mention', 'message.im'],
    );
    const own = workspace.directMessage(person.id);
    await person.mention(own, 'hello');
    expect(heard).toEqual(['message in im']);
    workspace.state.scopes = new Set(['chat:write']);
    expect((await person.say(own, 'hello?')).acknowledgement).toBeUndefined();
    expect(heard).toHaveLength(1);
  });

  it('opens a form for a command, changes it with the answers, refuses and then takes the submission', async () => {
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.command('/sagemaker-endpoint', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: modal([textInput('name'), radio]) });
      });
      app.action('choose', async ({ ack, client, body }) => {
        await ack();
        if (body.type !== 'block_actions' || body.view === undefined) return;
        const view = modal([textInput('name'), radio, textInput('more')]);
        await client.views.update({ view_id: body.view.id, hash: body.view.hash, view });
      });
      app.view('form', async ({ ack, view, client }) => {
        const name = view.state.values['name']?.['typed']?.value ?? '';
        if (name === 'bad') return ack({ response_action: 'errors', errors: { name: 'Not that.' } });
        await ack();
        await client.chat.postMessage({ channel: channelId, text: `Hello ${name}` });
      });
    });

    const command = await person.slashCommand(channelId, 'words');
    expect(command).toMatchObject({ ok: true });
    const form = await person.waitForView();
    expect(await person.answer(form.id, 'name', 'bad')).toBeUndefined();
    expect(await person.answer(form.id, 'kind', 'long')).toMatchObject({ ok: true });
    const longer = await person.waitForView((view) => view.blocks.length === 3);
    expect(longer.id).toBe(form.id);
    expect(longer.hash).not.toBe(form.hash);
    expect(longer.values['name']?.['typed']).toEqual({ type: 'plain_text_input', value: 'bad' });

    expect(await person.submit(form.id)).toMatchObject({
      kind: 'errors',
      by: 'client',
      errors: { more: expect.any(String) },
    });
    await person.answer(form.id, 'more', 'words');
    expect(await person.submit(form.id)).toMatchObject({ kind: 'errors', by: 'app', errors: { name: 'Not that.' } });
    await person.answer(form.id, 'name', 'ct-scans');
    expect(await person.submit(form.id)).toMatchObject({ kind: 'closed' });
    expect(person.views()).toEqual([]);
    await workspace.waitFor(() => workspace.messages(channelId).length === 1);
    expect(workspace.messages(channelId)[0]?.text).toBe('Hello ct-scans');
    workspace.expectNoBreaches();
  });

  it('edits the message whose button was pressed, and answers privately through the response URL', async () => {
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.action('press', async ({ ack, respond, client, body, payload }) => {
        await ack();
        if (body.type !== 'block_actions' || body.channel === undefined || body.message === undefined) return;
        const value = payload.type === 'button' ? payload.value : '';
        await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: `Pressed ${value}` });
        await respond({ text: 'Only you see this', replace_original: false });
      });
    });
    const { app } = connected;
    const posted = await app.client.chat.postMessage({ channel: channelId, text: 'Press me', blocks: [buttons] });
    await person.click({ channelId, ts: String(posted.ts) }, 'press');
    await workspace.waitFor(() => workspace.ephemerals(person.id).length === 1);
    expect(workspace.ephemerals(person.id)[0]?.text).toBe('Only you see this');
    expect(workspace.messages(channelId)).toMatchObject([
      { text: 'Pressed v1', edited: { user: workspace.botUserId } },
    ]);
    workspace.expectNoBreaches();
  });

  it('replaces and removes a private notice, which no method can reach, through its response URL', async () => {
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.command('/sagemaker-endpoint', async ({ ack }) => ack({ text: 'Notice', blocks: [buttons] }));
      let presses = 0;
      app.action('press', async ({ ack, respond, body }) => {
        await ack();
        presses += 1;
        const isPrivate = body.type === 'block_actions' && body.message === undefined;
        if (presses === 1) await respond({ replace_original: true, text: `Private: ${isPrivate}`, blocks: [buttons] });
        else await respond({ delete_original: true });
      });
    });
    await person.slashCommand(channelId, '');
    const [notice] = workspace.ephemerals(person.id);
    expect(notice?.text).toBe('Notice');
    await person.click({ channelId, ts: notice?.ts ?? '' }, 'press');
    await workspace.waitFor(() => workspace.ephemerals(person.id)[0]?.text === 'Private: true');
    await person.click({ channelId, ts: notice?.ts ?? '' }, 'press');
    await workspace.waitFor(() => workspace.ephemerals(person.id).length === 0);
    workspace.expectNoBreaches();
  });

  it('hears both shortcuts, the one from a message with the message', async () => {
    const heard: string[] = [];
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.shortcut('new_review', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: modal([textInput('name')]) });
      });
      app.shortcut({ callback_id: 'review_message', type: 'message_action' }, async ({ ack, shortcut }) => {
        await ack();
        heard.push(`${shortcut.message.text} in ${shortcut.channel.name}`);
      });
    });
    await person.globalShortcut('new_review');
    expect((await person.waitForView()).title).toBe('Form');
    const { ts } = await person.say(channelId, '500 MB scans');
    await person.messageShortcut('review_message', channelId, ts);
    expect(heard).toEqual(['500 MB scans in ml']);
    workspace.expectNoBreaches();
  });

  it('hears a mention in a thread, and answers there', async () => {
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.event('app_mention', async ({ event, say }) => {
        await say({ text: 'Yes?', thread_ts: event.thread_ts ?? event.ts });
      });
    });
    const { ts } = await person.say(channelId, 'A thread');
    const said = await person.mention(channelId, 'what if payload is 5 MB', ts);
    expect(said.acknowledgement).toMatchObject({ ok: true });
    await workspace.waitFor(() => workspace.thread(channelId, ts).length === 3);
    expect(workspace.thread(channelId, ts).at(-1)).toMatchObject({ text: 'Yes?', threadTs: ts });
    expect(workspace.messages(channelId)).toHaveLength(1);
    workspace.expectNoBreaches();
  });

  it('brings a response URL with a submission for a chosen conversation that asks for one', async () => {
    const choice = {
      type: 'input',
      block_id: 'where',
      label: plain('Where'),
      element: { type: 'conversations_select', action_id: 'channel', response_url_enabled: true },
    };
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.shortcut('new_review', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: modal([choice]) });
      });
      app.view('form', async ({ ack, body }) => {
        await ack();
        const [first] = body.type === 'view_submission' ? (body.response_urls ?? []) : [];
        const message = { response_type: 'in_channel', text: `For ${first?.channel_id}` };
        await fetch(first?.response_url ?? '', { method: 'POST', body: JSON.stringify(message) });
      });
    });
    await person.globalShortcut('new_review');
    const form = await person.waitForView();
    await person.answer(form.id, 'where', channelId);
    await person.submit(form.id);
    await workspace.waitFor(() => workspace.messages(channelId)[0]?.text === `For ${channelId}`);
    workspace.expectNoBreaches();
  });

  it('updates, pushes and clears views by the answer to a submission, and tells when one is closed', async () => {
    const closed: boolean[] = [];
    const { workspace, person, channelId } = await connect(transport, (app) => {
      app.command('/sagemaker-endpoint', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: modal([textInput('name')]) });
      });
      app.view({ callback_id: 'form', type: 'view_submission' }, async ({ ack, view }) => {
        const next = view.state.values['name']?.['typed']?.value;
        if (next === 'update') await ack({ response_action: 'update', view: modal([section('Done')]) });
        else if (next === 'clear') await ack({ response_action: 'clear' });
        else await ack({ response_action: 'push', view: modal([textInput('name')], { notify_on_close: true }) });
      });
      app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
        await ack();
        closed.push(body.type === 'view_closed' && body.is_cleared);
      });
    });
    await person.slashCommand(channelId, '');
    const first = await person.waitForView();
    await person.answer(first.id, 'name', 'push');
    expect(await person.submit(first.id)).toMatchObject({ kind: 'pushed' });
    const second = await person.waitForView((view) => view.id !== first.id);
    expect(person.views()).toHaveLength(2);
    await person.closeView(second.id);
    expect(closed).toEqual([false]);
    await person.answer(first.id, 'name', 'update');
    expect(await person.submit(first.id)).toMatchObject({ kind: 'updated', viewId: first.id });
    await person.closeView(first.id);
    await person.slashCommand(channelId, '');
    const third = await person.waitForView();
    await person.answer(third.id, 'name', 'clear');
    expect(await person.submit(third.id)).toMatchObject({ kind: 'cleared' });
    expect(person.views()).toEqual([]);
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
