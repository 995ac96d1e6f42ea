import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPageMemory } from '../../../local-workspace/page/page-world.ts';
import { startWorkspace, type Workspace } from '../../../local-workspace/start-workspace.ts';
import { postEphemeral, postMessage } from '../../../local-workspace/state/post.ts';
import { type Kept, whatIsKept } from '../../../local-workspace/state/workspace-state.ts';
import { databaseIn, forgetKept, keep, readKept } from '../../../local-workspace/trial/kept-file.ts';
import { setScene } from '../../../local-workspace/trial/scene.ts';

describe('what npm run try keeps', () => {
  let folder: string;
  const running: Workspace[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kept-'));
  });
  afterEach(async () => {
    for (const workspace of running.splice(0)) await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<Workspace> {
    const workspace = await startWorkspace({ botName: 'Reviewer', kept: readKept(folder)?.workspace });
    running.push(workspace);
    return workspace;
  }

  it('is all that people saw: who, where, messages, private notices, files, forms, and the bot itself', async () => {
    const first = await start();
    const { people, firstChannelId } = await setScene(first);
    const [ada] = people;
    const end = keep(folder, first, { hintIsGone: true, seen: new Map([['a/b', '1.5']]) });
    const { state } = first;
    const file = state.files.announce('record.md', 3);
    Object.assign(file, { content: Buffer.from('ADR'), isShared: true });
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Hello' } }];
    const metadata = { event_type: 'review', event_payload: { id: '1' } };
    const message = postMessage(state, firstChannelId, state.app.botUserId, {
      text: 'Hello',
      blocks,
      metadata,
      files: [file.id],
    });
    const notice = postEphemeral(state, { channelId: firstChannelId, userId: ada?.id ?? '' }, { text: 'For you' });
    state.views.open(ada?.id ?? '', { type: 'modal', blocks: [] }, firstChannelId);
    state.views.publish(ada?.id ?? '', { type: 'home', blocks });
    end();
    const before = { views: ada?.views(), home: ada?.home() };

    const second = await start();
    expect(second.messages(firstChannelId)).toEqual([message]);
    expect(second.ephemerals(ada?.id ?? '')).toEqual([notice]);
    expect(second.state.files.find(file.id)?.content?.toString()).toBe('ADR');
    const scene = await setScene(second);
    expect(scene.firstChannelId).toBe(firstChannelId);
    expect(scene.people.map(({ id, name }) => [id, name])).toEqual(people.map(({ id, name }) => [id, name]));
    expect({ views: scene.people[0]?.views(), home: scene.people[0]?.home() }).toEqual(before);
    expect(second.state.channels).toEqual(state.channels);
    expect(second.state.userGroups).toEqual(state.userGroups);
    expect([second.teamId, second.botUserId, second.botToken]).toEqual([first.teamId, first.botUserId, first.botToken]);
    expect(readKept(folder)?.memory).toEqual({ hintIsGone: true, seen: new Map([['a/b', '1.5']]) });
  });

  it('of an earlier version with two people is opened with those two, and the people and channels that came later', async () => {
    const earlier = await start();
    const people = ['Ada', 'Ben'].map((name) => earlier.addUser(name));
    const channels = ['architecture-review', 'ml-platform'].map((name) =>
      earlier.addChannel({ name, kind: 'public', botIsMember: true }),
    );
    await people[0]?.say(channels[0] ?? '', 'Before');
    const { userGroups: _, notifications: __, ...kept }: Kept = whatIsKept(earlier.state);
    const later = await startWorkspace({ kept: structuredClone(kept) });
    running.push(later);
    const scene = await setScene(later);
    expect(scene.firstChannelId).toBe(channels[0]);
    expect(scene.people.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Chen', 'Gil', 'Eve']);
    expect(scene.people.slice(0, 2).map(({ id }) => id)).toEqual(people.map(({ id }) => id));
    expect(later.messages(channels[0] ?? '').map(({ text }) => text)).toEqual(['Before']);
    expect(later.messages(channels[1] ?? '')).toEqual([]);
  });

  it('gives no name twice: what is written afterwards is later, and another', async () => {
    const first = await startWorkspace({ clock: () => 2_000_000 });
    running.push(first);
    const channel = first.addChannel({ name: 'ml', kind: 'public' });
    const end = keep(folder, first, newPageMemory());
    const { ts } = postMessage(first.state, channel, first.botUserId, { text: '1' });
    end();
    const second = await startWorkspace({ clock: () => 1_000_000, kept: readKept(folder)?.workspace });
    running.push(second);
    expect(Number(postMessage(second.state, channel, second.botUserId, { text: '2' }).ts)).toBeGreaterThan(Number(ts));
    expect(second.state.channels.has(second.addChannel({ name: 'other', kind: 'public' }))).toBe(true);
    expect(second.state.channels.size).toBe(2);
  });

  it('is written down while it runs, so that a killed one loses next to nothing', async () => {
    const workspace = await start();
    const end = keep(folder, workspace, newPageMemory());
    const channel = workspace.addChannel({ name: 'ml', kind: 'public' });
    await expect.poll(() => readKept(folder)?.workspace.channels.get(channel)?.name).toBe('ml');
    end();
  });

  it('is refused in one sentence where it is not to be read, and forgotten on demand with nothing else', () => {
    writeFileSync(join(folder, 'workspace.kept'), 'what is this');
    expect(() => readKept(folder)).toThrow(/To start clean: npm run try -- --reset/);
    writeFileSync(databaseIn(folder), '');
    writeFileSync(join(folder, 'mine.txt'), '');
    forgetKept(folder);
    expect(readKept(folder)).toBeUndefined();
    expect(existsSync(databaseIn(folder))).toBe(false);
    expect(existsSync(join(folder, 'mine.txt'))).toBe(true);
  });
});
