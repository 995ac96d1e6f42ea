import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../../local-workspace/start-workspace.ts';
import { createLogger } from '../../../src/logger.ts';
import { createPeople, type People } from '../../../src/slack/people/look-ups.ts';

let workspace: Workspace;
let people: People;
let now = 0;
const logLines: string[] = [];

async function start(options: WorkspaceOptions = {}): Promise<void> {
  workspace = await startWorkspace(options);
  const client = new WebClient(workspace.botToken, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  const logger = createLogger({ level: 'warn', destination: { write: (line: string) => void logLines.push(line) } });
  people = createPeople({ client, logger, teamId: workspace.teamId, enterpriseId: undefined, now: () => now });
}

beforeEach(() => {
  now = 0;
  logLines.length = 0;
});
afterEach(async () => {
  await workspace.stop();
  workspace.expectNoBreaches();
});

describe('what Slack says of people', () => {
  it('tells guests and those who have left; whom Slack no longer knows has left, too', async () => {
    await start();
    const ada = workspace.addUser('ada');
    const gil = workspace.addUser('gil', { isGuest: true });
    const zoe = workspace.addUser('zoe', { isDeleted: true });
    expect(await people.profile(ada.id)).toMatchObject({ isGuest: false, hasLeft: false });
    expect(await people.profile(gil.id)).toMatchObject({ isGuest: true, hasLeft: false });
    expect(await people.profile(zoe.id)).toMatchObject({ isGuest: false, hasLeft: true });
    expect(await people.profile('U0NOBODY')).toMatchObject({ hasLeft: true });
  });

  it('is kept for 60 s, asked once by all who ask at once, and asked anew after a failure', async () => {
    await start();
    const ada = workspace.addUser('ada');
    workspace.faults.next('users.info', { kind: 'status', status: 500 });
    await expect(people.profile(ada.id)).rejects.toThrow();
    await Promise.all([people.profile(ada.id), people.profile(ada.id)]);
    now = 59_999;
    await people.profile(ada.id);
    expect(workspace.calls('users.info')).toHaveLength(2);
    now = 60_000;
    await people.profile(ada.id);
    expect(workspace.calls('users.info')).toHaveLength(3);
  });

  it('is kept of the 200 people asked for last', async () => {
    await start();
    const ada = workspace.addUser('ada');
    await people.profile(ada.id);
    for (let number = 0; number < 200; number++) await people.profile(`U0NOBODY${number}`);
    const before = workspace.calls('users.info').length;
    await people.profile(ada.id);
    expect(workspace.calls('users.info')).toHaveLength(before + 1);
  });

  it('names the channels of a person who is in 1,500 of them, on two pages', async () => {
    await start();
    const ada = workspace.addUser('ada');
    for (let number = 0; number < 1500; number++) workspace.addChannel({ name: `c${number}`, kind: 'public' });
    expect((await people.channels(ada.id))?.ids.size).toBe(1500);
    expect(workspace.calls('users.conversations')).toHaveLength(2);
  });

  it('names private channels only where the bot is, and where groups:read and mpim:read are granted', async () => {
    await start({ scopes: ['channels:read', 'groups:read', 'mpim:read'] });
    const ada = workspace.addUser('ada');
    const open = workspace.addChannel({ name: 'open', kind: 'public' });
    const closed = workspace.addChannel({ name: 'closed', kind: 'private', botIsMember: true });
    workspace.addChannel({ name: 'without', kind: 'private' });
    expect(await people.channels(ada.id)).toEqual({ ids: new Set([open, closed]), hasPublic: true, hasPrivate: true });
    await workspace.stop();
    await start({ scopes: ['channels:read', 'groups:read'] });
    const ben = workspace.addUser('ben');
    workspace.addChannel({ name: 'closed', kind: 'private', botIsMember: true });
    expect(await people.channels(ben.id)).toEqual({ ids: new Set(), hasPublic: true, hasPrivate: false });
  });

  it('names a channel once in a minute, and none of a direct message, without the scope or while Slack is silent', async () => {
    await start({ scopes: ['channels:read'] });
    const open = workspace.addChannel({ name: 'ml-prod', kind: 'public' });
    expect([await people.channelName(open), await people.channelName(open)]).toEqual(['ml-prod', 'ml-prod']);
    expect(await people.channelName('D0DIRECT')).toBeUndefined();
    expect(workspace.calls('conversations.info')).toHaveLength(1);
    now = 60_000;
    workspace.faults.next('conversations.info', { kind: 'error', error: 'internal_error' }, 3);
    expect(await people.channelName(open)).toBeUndefined();
    await workspace.stop();
    await start({ scopes: ['chat:write'] });
    expect(await people.channelName(workspace.addChannel({ name: 'ml-prod', kind: 'public' }))).toBeUndefined();
  });

  it('does not tell of a private channel where one of the scopes is missing, nor of any without all of them', async () => {
    await start({ scopes: ['channels:read'] });
    const ada = workspace.addUser('ada');
    const other = workspace.addChannel({ name: 'other', kind: 'public', members: [] });
    expect(await people.isIn(ada.id, other)).toBe(false);
    workspace.makePrivate(other);
    now = 60_000;
    expect(await people.isIn(ada.id, other)).toBeNull();
    await workspace.stop();
    await start({ scopes: ['chat:write'] });
    expect(await people.isIn('U0ADA', other)).toBeNull();
    expect(await people.profile('U0ADA')).toBeNull();
    expect(await people.group('S0TEAM')).toBeNull();
    expect(workspace.calls('users.conversations')).toEqual([]);
  });

  it('takes notice of a scope that was granted later, after 5 min', async () => {
    await start({ scopes: ['chat:write'] });
    const ada = workspace.addUser('ada');
    expect(await people.profile(ada.id)).toBeNull();
    workspace.state.scopes = new Set(['chat:write', 'users:read']);
    now = 5 * 60_000;
    expect(await people.profile(ada.id)).toMatchObject({ isGuest: false });
  });

  it('names the people of a user group', async () => {
    await start();
    const ada = workspace.addUser('ada');
    const group = workspace.addUserGroup([ada.id]);
    expect(await people.group(group)).toEqual(new Set([ada.id]));
    await expect(people.group('S0NONE')).rejects.toThrow('no_such_subteam');
  });

  it('tells the handles of user groups, all by one call in 60 s; none without the scope or an answer', async () => {
    await start();
    const council = workspace.addUserGroup([], 'arch-council');
    workspace.faults.next('usergroups.list', { kind: 'status', status: 500 });
    expect(await people.handles([council])).toEqual(new Map());
    expect(logLines.join()).toContain('Could not look up the names of user groups');
    expect(await people.handles([council, 'S0NONE'])).toEqual(new Map([[council, 'arch-council']]));
    await people.handles([council]);
    expect(await people.handles([])).toEqual(new Map());
    expect(workspace.calls('usergroups.list')).toHaveLength(2);
    await workspace.stop();
    await start({ scopes: ['chat:write'] });
    expect(await people.handles([council])).toEqual(new Map());
    expect(workspace.calls('usergroups.list')).toEqual([]);
  });
});
