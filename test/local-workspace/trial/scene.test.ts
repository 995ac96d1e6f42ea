import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../local-workspace/people/person.ts';
import { startWorkspace, type Workspace } from '../../../local-workspace/start-workspace.ts';
import { setScene } from '../../../local-workspace/trial/scene.ts';
import { clientOf } from '../bolt-app.ts';

describe('the scene of a first visit', () => {
  let workspace: Workspace;
  let people: Person[];
  beforeEach(async () => {
    workspace = await startWorkspace();
    ({ people } = await setScene(workspace));
  });
  afterEach(async () => {
    await workspace.stop();
    workspace.expectNoBreaches();
  });

  const profileOf = async (at: number) =>
    (await clientOf(workspace).users.info({ user: people[at]?.id ?? '' })).user ?? {};
  const channelsOf = (at: number) =>
    [...workspace.state.channels.values()]
      .filter(({ kind, members }) => kind !== 'im' && members.has(people[at]?.id ?? ''))
      .map(({ name }) => name);

  it('has five people, whom users.info names with what they do', async () => {
    const profiles = await Promise.all(people.map((_, at) => profileOf(at)));
    const named = 'Ada, ML engineer|Ben, Architect|Chen, Lead|Gil, Guest|Eve, Other company'.split('|');
    expect(profiles.map(({ real_name, profile }) => `${real_name}, ${profile?.title}`)).toEqual(named);
  });

  it('has one guest, in one channel', async () => {
    const guests = await Promise.all(people.map((_, at) => profileOf(at)));
    expect(guests.map(({ is_restricted }) => is_restricted === true)).toEqual([false, false, false, true, false]);
    expect(channelsOf(3)).toEqual(['architecture-review']);
  });

  it('has one person of another company, in the shared channel alone, without the command', async () => {
    expect((await profileOf(4)).team_id).toBe('T0NORTHWIND');
    expect(channelsOf(4)).toEqual(['northwind-project']);
    const shared = [...workspace.state.channels.values()].find(({ name }) => name === 'northwind-project');
    const { channel } = await clientOf(workspace).conversations.info({ channel: shared?.id ?? '' });
    expect(channel?.shared_team_ids).toEqual([workspace.teamId, 'T0NORTHWIND']);
    await expect(people[4]?.slashCommand(shared?.id ?? '', 'help')).rejects.toThrow("not installed in Eve's workspace");
  });

  it('has the architect and the lead in the user group arch-council, who are told when it is mentioned', async () => {
    const [group] = workspace.state.userGroups.values();
    expect(group?.handle).toBe('arch-council');
    const channel = [...workspace.state.channels.values()].find(({ name }) => name === 'architecture-review')?.id ?? '';
    await clientOf(workspace).chat.postMessage({ channel, text: `<!subteam^${group?.id}>: please look` });
    expect(people.map((person) => workspace.notificationsOf(person).length)).toEqual([0, 1, 1, 0, 0]);
  });

  it('is set once: nothing comes twice', async () => {
    const before = structuredClone([workspace.state.users, workspace.state.channels, workspace.state.userGroups]);
    await setScene(workspace);
    expect([workspace.state.users, workspace.state.channels, workspace.state.userGroups]).toEqual(before);
  });
});
