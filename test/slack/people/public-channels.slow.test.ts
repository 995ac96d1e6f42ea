import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace, type WorkspaceOptions } from '../../../local-workspace/start-workspace.ts';
import { createLogger } from '../../../src/logger.ts';
import { createPeople, type People } from '../../../src/slack/people/look-ups.ts';
import { MOST_LOOKED_UP } from '../../../src/slack/people/public-channels.ts';

let workspace: Workspace;
let people: People;
let now = 0;
const logLines: string[] = [];

async function start(options: WorkspaceOptions = {}): Promise<void> {
  workspace = await startWorkspace(options);
  const { botToken, apiUrl: slackApiUrl, teamId } = workspace;
  const client = new WebClient(botToken, { slackApiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true });
  const logger = createLogger({ level: 'debug', destination: { write: (line: string) => void logLines.push(line) } });
  people = createPeople({ client, logger, teamId, enterpriseId: options.enterpriseId, now: () => now });
}

const add = (name = 'ml') => workspace.addChannel({ name, kind: 'public', botIsMember: true });
const isPublic = async (id: string) => (await people.findPublic([id])).has(id);
const asked = () => workspace.calls('conversations.info').length;
const afterAMinute = () => {
  now += 60_000;
};

beforeEach(() => {
  now = 0;
  logLines.length = 0;
});
afterEach(async () => {
  await workspace.stop();
  workspace.expectNoBreaches();
});

describe('which channels are public', () => {
  it.each([
    ['is made private', (id: string) => workspace.makePrivate(id)],
    ['is archived', (id: string) => workspace.archive(id)],
    ['is deleted', (id: string) => workspace.deleteChannel(id)],
    [
      'moves to another workspace of the organization',
      (id: string) => Object.assign(workspace.state.channels.get(id) ?? {}, { teamIds: ['T0SIBLING'] }),
    ],
  ])('says for 60 s that a channel is, and then no longer, when it %s', async (_, change) => {
    await start();
    const channel = add();
    expect(await isPublic(channel)).toBe(true);
    change(channel);
    now = 59_999;
    expect(await isPublic(channel)).toBe(true);
    expect(asked()).toBe(1);
    now = 60_000;
    expect(await isPublic(channel)).toBe(false);
    expect(asked()).toBe(2);
    expect(logLines).toEqual([]);
  });

  it('says so of a channel shared with another company or within the organization', async () => {
    await start({ enterpriseId: 'E0ORG' });
    const [shared, wide] = [add('shared'), add('wide')];
    Object.assign(workspace.state.channels.get(shared) ?? {}, { teamIds: ['T0OTHER', workspace.teamId] });
    Object.assign(workspace.state.channels.get(wide) ?? {}, { teamIds: ['E0ORG'] });
    expect(await people.findPublic([shared, wide])).toEqual(new Set([shared, wide]));
  });

  it('says of no private channel, no group and no unknown channel that it is, and asks of no direct message', async () => {
    await start();
    const ada = workspace.addUser('ada');
    const hidden = workspace.addChannel({ name: 'hidden', kind: 'private' });
    const closed = workspace.addChannel({ name: 'closed', kind: 'private', botIsMember: true });
    const group = workspace.addChannel({ name: 'group', kind: 'mpim', botIsMember: true });
    const asking = [hidden, closed, group, 'C0NONE', workspace.directMessage(ada.id), ada.id, ''];
    expect(await people.findPublic(asking)).toEqual(new Set());
    expect(asked()).toBe(4);
    expect(logLines).toEqual([]);
  });

  it('says of none without channels:read, and asks nothing', async () => {
    await start({ scopes: ['groups:read', 'mpim:read'] });
    expect(await isPublic(add())).toBe(false);
    expect(asked()).toBe(0);
  });

  it('needs channels:read alone: without groups:read Slack refuses to tell of a private channel', async () => {
    await start({ scopes: ['channels:read'] });
    const [open, closed] = [add('open'), add('closed')];
    workspace.makePrivate(closed);
    expect(await people.findPublic([open, closed])).toEqual(new Set([open]));
    expect(workspace.calls('conversations.info').map(({ answer }) => answer['error'])).toEqual([
      undefined,
      'missing_scope',
    ]);
    expect(logLines).toEqual([]);
  });

  it.each([
    ['answers 500', { kind: 'status', status: 500 }],
    ['limits the app', { kind: '429', retryAfter: 30 }],
    ['cuts the connection', { kind: 'dropAnswer' }],
    ['refuses the call', { kind: 'error', error: 'internal_error' }],
  ] as const)('says of none where Slack %s, for a minute, with one line in the log', async (_, fault) => {
    await start();
    const channels = [add('one'), add('two'), add('three')];
    workspace.faults.next('conversations.info', fault, 3);
    expect(await people.findPublic(channels)).toEqual(new Set());
    expect(await people.findPublic(channels)).toEqual(new Set());
    expect(asked()).toBe(3);
    expect(logLines).toHaveLength(1);
    expect(logLines[0]).toContain('Could not look up a channel in Slack; keeping its reviews to it');
    afterAMinute();
    expect(await people.findPublic(channels)).toEqual(new Set(channels));
    workspace.faults.next('conversations.info', fault);
    afterAMinute();
    await people.findPublic(channels);
    expect(logLines).toHaveLength(2);
  });

  it('says of none where Slack does not tell the scopes', async () => {
    await start();
    workspace.faults.next('auth.test', { kind: 'status', status: 500 });
    expect(await isPublic(add())).toBe(false);
    expect(logLines).toHaveLength(1);
  });

  it('asks once for 1,000 reviews of one channel, and of 40 channels per minute', async () => {
    await start();
    const channel = add();
    await Promise.all(Array.from({ length: 1000 }, () => isPublic(channel)));
    expect(asked()).toBe(1);
    const many = Array.from({ length: 100 }, (_, at) => add(`c${at}`));
    expect((await people.findPublic(many)).size).toBe(MOST_LOOKED_UP - 1);
    expect(asked()).toBe(MOST_LOOKED_UP);
    afterAMinute();
    expect((await people.findPublic(many)).size).toBe(MOST_LOOKED_UP);
  });
});
