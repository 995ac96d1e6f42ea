import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../local-workspace/people/person.ts';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import { clientOf, errorOf } from './bolt-app.ts';

describe('reactions.add', () => {
  let workspace: Workspace;
  let ada: Person;
  beforeEach(async () => {
    workspace = await startWorkspace();
    ada = workspace.addUser('ada');
  });
  afterEach(() => workspace.stop());

  it('puts an emoji under a message once, and refuses it a second time', async () => {
    const channel = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
    const { ts: timestamp } = await ada.say(channel, 'thanks');
    const { reactions } = clientOf(workspace);
    await reactions.add({ channel, timestamp, name: '+1' });
    expect(await errorOf(reactions.add({ channel, timestamp, name: '+1' }))).toBe('already_reacted');
    expect(workspace.messages(channel)[0]?.reactions).toEqual(new Map([['+1', [workspace.botUserId]]]));
    workspace.expectNoBreaches();
  });

  it('is refused where the bot is not, where no message is, and by a name with colons', async () => {
    const outside = workspace.addChannel({ name: 'outside', kind: 'public' });
    const inside = workspace.addChannel({ name: 'inside', kind: 'public', botIsMember: true });
    const { ts: timestamp } = await ada.say(outside, 'thanks');
    const { reactions } = clientOf(workspace);
    expect(await errorOf(reactions.add({ channel: outside, timestamp, name: '+1' }))).toBe('not_in_channel');
    expect(await errorOf(reactions.add({ channel: inside, timestamp, name: '+1' }))).toBe('message_not_found');
    workspace.expectNoBreaches();
    expect(await errorOf(reactions.add({ channel: inside, timestamp, name: ':+1:' }))).toBe('invalid_name');
    expect(workspace.breaches.map(({ path }) => path)).toEqual(['/name']);
  });
});
