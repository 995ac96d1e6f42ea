import type { KnownBlock } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import { clientOf, plain, section } from './bolt-app.ts';

describe('a new message notifies', () => {
  let workspace: Workspace;
  let [ada, ben, chen]: Person[] = [];
  let channel: string;
  beforeEach(async () => {
    workspace = await startWorkspace();
    [ada, ben, chen] = ['ada', 'ben', 'chen'].map((name) => workspace.addUser(name));
    channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
  });
  afterEach(async () => {
    await workspace.stop();
    workspace.expectNoBreaches();
  });

  const post = (text: string, more: { thread_ts?: string; blocks?: KnownBlock[] } = {}) =>
    clientOf(workspace).chat.postMessage({ channel, text, ...more });
  /** Who was notified, once for each message. */
  const notified = () =>
    workspace.people().flatMap((person) => workspace.notificationsOf(person).map(() => person.name));
  const idOf = (person: Person | undefined) => person?.id ?? '';

  it('each person that it mentions, once, with the thread that it is in', async () => {
    const { ts: threadTs } = await post('A review');
    const text = `<@${idOf(ada)}>: <@${idOf(ben)}> is asked, <@${idOf(ada)}|ada>.`;
    const { ts } = await post(text, { thread_ts: String(threadTs) });
    expect(notified()).toEqual(['ada', 'ben']);
    expect(workspace.notificationsOf({ id: idOf(ada) })).toEqual([{ channel, ts, threadTs, text }]);
  });

  it('everybody in a user group as it stands then, a person in it who is mentioned too once', async () => {
    const group = workspace.addUserGroup([idOf(ben), idOf(chen)], 'arch-council');
    await post(`<!subteam^${group}> <@${idOf(ben)}>`);
    workspace.state.userGroups.get(group)?.members.delete(idOf(chen));
    await post(`<!subteam^${group}|@arch-council>`);
    expect(notified()).toEqual(['ben', 'ben', 'chen']);
  });

  it('by what its blocks show, and by its text only where it has none', async () => {
    const [adaId, benId, chenId] = [ada, ben, chen].map(idOf);
    await post(`<@${adaId}>`, { blocks: [section('nobody')] });
    await post('x', { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `<@${benId}>` } }] });
    const said = { type: 'user', user_id: String(chenId) } as const;
    await post('x', { blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [said] }] }] });
    expect(notified()).toEqual(['ben', 'chen']);
  });

  it('nobody by plain text, code, escaped text or the question before a press', async () => {
    const mention = `<@${idOf(ada)}>`;
    const confirm = { title: plain('Sure?'), text: { type: 'mrkdwn' as const, text: mention }, confirm: plain('Yes') };
    await post('x', {
      blocks: [
        { type: 'section', text: plain(mention) },
        { type: 'actions', elements: [{ type: 'button', text: plain('Go'), action_id: 'go', confirm }] },
      ],
    });
    for (const text of [`\`${mention}\``, `\`\`\`\n${mention}\n\`\`\``, `&lt;@${idOf(ada)}&gt;`]) await post(text);
    expect(notified()).toEqual([]);
  });

  it('not its author, nobody who has left, nobody outside the channel, and nobody when it is edited', async () => {
    const outside = workspace.addUser('eve', { isGuest: true, channels: [] });
    const gone = workspace.state.users.get(idOf(chen));
    if (gone !== undefined) gone.isDeleted = true;
    const all = [ada, ben, chen, outside].map((person) => `<@${idOf(person)}>`).join(' ');
    await ada?.say(channel, all);
    expect(notified()).toEqual(['ben']);
    const { ts } = await post('Nothing yet');
    await clientOf(workspace).chat.update({ channel, ts: String(ts), text: all });
    expect(notified()).toEqual(['ben']);
  });

  it('the person that the bot writes to directly, mention or not, and nobody by what only they see', async () => {
    const direct = workspace.directMessage(idOf(ada));
    await clientOf(workspace).chat.postMessage({ channel: direct, text: 'Only you' });
    await clientOf(workspace).chat.postEphemeral({ channel, user: idOf(ben), text: `<@${idOf(ben)}>` });
    expect(notified()).toEqual(['ada']);
  });
});

describe('user groups', () => {
  it('are listed with their handles, and their people one group at a time', async () => {
    const workspace = await startWorkspace();
    const ben = workspace.addUser('ben');
    const group = workspace.addUserGroup([ben.id], 'arch-council');
    const { usergroups } = clientOf(workspace);
    expect((await usergroups.list()).usergroups).toMatchObject([{ id: group, handle: 'arch-council', user_count: 1 }]);
    expect((await usergroups.users.list({ usergroup: group })).users).toEqual([ben.id]);
    await workspace.stop();
    workspace.expectNoBreaches();
  });
});
