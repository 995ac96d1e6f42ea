import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import { clientOf, errorOf, modal, plain, section, textInput } from './bolt-app.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await startWorkspace();
});
afterEach(() => workspace.stop());

const breaches = () => workspace.breaches.map(({ where, path, text }) => `${where} ${path} ${text}`);

describe('tokens and methods', () => {
  it('refuses an unknown method, and calls it a breach', async () => {
    expect(await errorOf(clientOf(workspace).apiCall('chat.sing'))).toBe('unknown_method');
    expect(breaches()).toEqual(['chat.sing  is a method that this workspace does not know']);
  });

  it('refuses a wrong token, none, and the app-level token where the bot token belongs', async () => {
    expect(await errorOf(clientOf(workspace, 'xoxb-wrong').auth.test())).toBe('invalid_auth');
    expect(await errorOf(clientOf(workspace, '').auth.test())).toBe('not_authed');
    expect(await errorOf(clientOf(workspace, workspace.appToken).auth.test())).toBe('not_allowed_token_type');
    expect(await errorOf(clientOf(workspace).apps.connections.open({}))).toBe('not_allowed_token_type');
    workspace.expectNoBreaches();
  });

  it('answers 404 to the path //, and journals no breach', async () => {
    const { status } = await fetch(`${new URL(workspace.apiUrl).origin}//`);
    expect(status).toBe(404);
    workspace.expectNoBreaches();
  });

  it('takes arguments as a form and as JSON', async () => {
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const authorization = `Bearer ${workspace.botToken}`;
    const blocks = [section('x')];
    await clientOf(workspace).chat.postMessage({ channel, text: 'form', blocks });
    await fetch(`${workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ channel, text: 'json', blocks }),
    });
    expect(workspace.messages(channel).map(({ text, blocks: shown }) => [text, shown?.length])).toEqual([
      ['form', 1],
      ['json', 1],
    ]);
  });

  it('refuses a call whose scope was not granted, and names the scope', async () => {
    const narrow = await startWorkspace({ scopes: ['commands'] });
    const channel = narrow.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    expect(await errorOf(clientOf(narrow).chat.postMessage({ channel, text: 'x' }))).toBe('missing_scope');
    expect(await errorOf(clientOf(narrow).conversations.info({ channel }))).toBe('missing_scope');
    expect(narrow.breaches.map((breach) => breach.text)).toEqual([
      'needs the scope chat:write',
      'needs the scope channels:read',
    ]);
    await narrow.stop();
  });

  it('tells of a channel that becomes private, is archived or is deleted, as far as the scopes go', async () => {
    const narrow = await startWorkspace({ scopes: ['channels:read'] });
    const [one, other] = ['one', 'other'].map((name) => narrow.addChannel({ name, kind: 'public', botIsMember: true }));
    if (one === undefined || other === undefined) throw new Error('There are two');
    const info = (channel: string) => clientOf(narrow).conversations.info({ channel });
    const told = { is_private: false, is_archived: false, shared_team_ids: [narrow.teamId] };
    expect((await info(one)).channel).toMatchObject(told);
    narrow.archive(other);
    expect((await info(other)).channel).toMatchObject({ ...told, is_archived: true });
    narrow.deleteChannel(other);
    expect(await errorOf(info(other))).toBe('channel_not_found');
    narrow.makePrivate(one);
    expect(await errorOf(info(one))).toBe('missing_scope');
    narrow.state.scopes = new Set(['channels:read', 'groups:read']);
    expect((await info(one)).channel).toMatchObject({ ...told, is_private: true });
    await narrow.stop();
    // An app can't know beforehand that a channel became private.
    narrow.expectNoBreaches();
  });

  it('listens on loopback only', () => {
    expect(workspace.apiUrl).toBe(`http://127.0.0.1:${workspace.port}/api/`);
  });
});

describe('Block Kit', () => {
  it('refuses a header of 151 characters with a pointer to it, and calls it a breach', async () => {
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const blocks = [{ type: 'header' as const, text: plain('x'.repeat(151)) }];
    const refusal = await clientOf(workspace)
      .chat.postMessage({ channel, text: 'x', blocks })
      .catch((error: { data: unknown }) => error.data);
    expect(refusal).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must have at most 150 characters [json-pointer:/blocks/0/text/text]'] },
    });
    expect(breaches()).toEqual(['chat.postMessage /blocks/0/text/text must have at most 150 characters']);
    expect(workspace.messages(channel)).toEqual([]);
  });

  it('posts blocks without a text, as Slack does, and calls it a breach', async () => {
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const args = { channel, blocks: [section('x')] };
    expect(await errorOf(clientOf(workspace).apiCall('chat.postMessage', args))).toBe('none');
    expect(breaches()).toEqual(['chat.postMessage /text is missing']);
  });

  it('refuses null in metadata, and keeps metadata that is right', async () => {
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const client = clientOf(workspace);
    const withPayload = (event_payload: object) =>
      client.apiCall('chat.postMessage', { channel, text: 'x', metadata: { event_type: 'review', event_payload } });
    expect(await errorOf(withPayload({ review_id: null }))).toBe('invalid_metadata_schema');
    expect(await errorOf(withPayload({ review_id: 'r1', revision: 1 }))).toBe('none');
    expect(workspace.messages(channel)[0]?.metadata).toEqual({
      event_type: 'review',
      event_payload: { review_id: 'r1', revision: 1 },
    });
  });
});

describe('where the bot may post', () => {
  const post = (channel: string) => errorOf(clientOf(workspace).chat.postMessage({ channel, text: 'x' }));

  it('says not_in_channel of a public channel, and takes the post after an invitation', async () => {
    const channel = workspace.addChannel({ name: 'ml', kind: 'public' });
    expect(await post(channel)).toBe('not_in_channel');
    await workspace.invite(channel);
    expect(await post(channel)).toBe('none');
  });

  it('says channel_not_found of a private channel, of two people talking, and of what is not there', async () => {
    const [ada, bob] = [workspace.addUser('ada'), workspace.addUser('bob')];
    expect(await post(workspace.addChannel({ name: 'secret', kind: 'private' }))).toBe('channel_not_found');
    const between = workspace.addChannel({ name: 'ada-bob', kind: 'im', members: [ada.id, bob.id] });
    expect(await post(between)).toBe('channel_not_found');
    expect(await post('C404')).toBe('channel_not_found');
    workspace.expectNoBreaches();
  });

  it('says is_archived of an archived channel', async () => {
    const channel = workspace.addChannel({ name: 'old', kind: 'public', botIsMember: true });
    workspace.archive(channel);
    expect(await post(channel)).toBe('is_archived');
  });

  it("opens the person's conversation with the bot when it posts to a person's id", async () => {
    const ada = workspace.addUser('ada');
    expect(await post(ada.id)).toBe('none');
    expect(workspace.messages(workspace.directMessage(ada.id))).toHaveLength(1);
    const opened = await clientOf(workspace).conversations.open({ users: ada.id });
    expect(opened.channel?.id).toBe(workspace.directMessage(ada.id));
  });
});

describe('messages', () => {
  it('gives unique, rising timestamps even when the clock stands still', async () => {
    const still = await startWorkspace({ clock: () => 1_700_000_000_000 });
    const channel = still.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    for (let count = 0; count < 5; count += 1) await clientOf(still).chat.postMessage({ channel, text: 'x' });
    const stamps = still.messages(channel).map((message) => message.ts);
    expect(new Set(stamps).size).toBe(5);
    expect(stamps.toSorted()).toEqual(stamps);
    await still.stop();
  });

  it('keeps replies in their thread, and refuses a thread that is not there', async () => {
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const client = clientOf(workspace);
    const root = await client.chat.postMessage({ channel, text: 'root' });
    await client.chat.postMessage({ channel, text: 'reply', thread_ts: String(root.ts) });
    expect(workspace.messages(channel).map((message) => message.text)).toEqual(['root']);
    const replies = await client.conversations.replies({ channel, ts: String(root.ts) });
    expect(replies.messages?.map((message) => message.text)).toEqual(['root', 'reply']);
    const lost = client.chat.postMessage({ channel, text: 'reply', thread_ts: '1.000001' });
    expect(await errorOf(lost)).toBe('thread_not_found');
    expect(breaches()).toHaveLength(1);
  });

  it('takes the blocks away when an edit brings only a text, and keeps the metadata', async () => {
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const client = clientOf(workspace);
    const metadata = { event_type: 'review', event_payload: { review_id: 'r1' } };
    const { ts } = await client.chat.postMessage({ channel, text: 'x', blocks: [section('x')], metadata });
    await client.chat.update({ channel, ts: String(ts), text: 'y' });
    expect(workspace.messages(channel)[0]).toMatchObject({ text: 'y', metadata });
    expect(workspace.messages(channel)[0]?.blocks).toBeUndefined();
  });

  it("edits and deletes only the bot's own messages, never a private notice", async () => {
    const ada = workspace.addUser('ada');
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const client = clientOf(workspace);
    const theirs = await ada.say(channel, 'mine');
    expect(await errorOf(client.chat.update({ channel, ts: theirs.ts, text: 'x' }))).toBe('cant_update_message');
    expect(await errorOf(client.chat.delete({ channel, ts: theirs.ts }))).toBe('cant_delete_message');
    const notice = await client.chat.postEphemeral({ channel, user: ada.id, text: 'psst' });
    const update = client.chat.update({ channel, ts: String(notice.message_ts), text: 'x' });
    expect(await errorOf(update)).toBe('message_not_found');
    expect(workspace.ephemerals(ada.id).map((shown) => shown.text)).toEqual(['psst']);
  });

  it('gives a permalink for a message, with the thread for a reply', async () => {
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const client = clientOf(workspace);
    const { ts } = await client.chat.postMessage({ channel, text: 'x' });
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: String(ts) });
    expect(permalink).toBe(`https://local-workspace.slack.com/archives/${channel}/p${String(ts).replace('.', '')}`);
  });
});

describe('the home tab', () => {
  it('publishes to one person, and refuses an old hash', async () => {
    const ada = workspace.addUser('ada');
    const client = clientOf(workspace);
    const view = { type: 'home' as const, blocks: [section('Hello')] };
    const first = await client.views.publish({ user_id: ada.id, view });
    await client.views.publish({ user_id: ada.id, view });
    const stale = client.views.publish({ user_id: ada.id, view, hash: String(first.view?.hash) });
    expect(await errorOf(stale)).toBe('hash_conflict');
    expect(ada.home()?.blocks).toMatchObject([section('Hello')]);
  });

  it('refuses a modal with inputs and no submit text', async () => {
    const args = { trigger_id: 'x', view: { ...modal([textInput('name')]), submit: undefined } };
    expect(await errorOf(clientOf(workspace).views.open(args as never))).toBe('invalid_trigger_id');
    expect(breaches()).toEqual(['views.open /trigger_id invalid_trigger_id']);
  });
});
