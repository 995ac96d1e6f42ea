import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { isJson, type Json } from '../../local-workspace/json.ts';
import type { Person } from '../../local-workspace/people/person.ts';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';
import { clientOf, errorOf } from './bolt-app.ts';

/** A bare connection, to see the frames themselves. */
interface Link {
  frames: Json[];
  socket: WebSocket;
}

let workspace: Workspace;
let ada: Person;
let channelId: string;
beforeEach(async () => {
  workspace = await startWorkspace({ eventRetryDelaysMs: [0, 20, 20] });
  ada = workspace.addUser('ada');
  channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
});
afterEach(() => workspace.stop());

async function address(): Promise<string> {
  const { url } = await clientOf(workspace, workspace.appToken).apps.connections.open({});
  return String(url);
}

async function connect(onFrame: (frame: Json, socket: WebSocket) => void = acknowledge): Promise<Link> {
  const socket = new WebSocket(await address());
  const link: Link = { frames: [], socket };
  socket.on('message', (data) => {
    const frame: unknown = JSON.parse(String(data));
    if (!isJson(frame)) return;
    link.frames.push(frame);
    if (frame['envelope_id'] !== undefined) onFrame(frame, socket);
  });
  await workspace.waitFor(() => link.frames.length > 0);
  return link;
}

function acknowledge(frame: Json, socket: WebSocket): void {
  socket.send(JSON.stringify({ envelope_id: frame['envelope_id'], payload: {} }));
}

const envelopes = (link: Link) => link.frames.filter((frame) => frame['envelope_id'] !== undefined);

describe('Socket Mode', () => {
  it('greets with hello, and an address works once', async () => {
    const url = await address();
    const first = new WebSocket(url);
    await workspace.waitFor(() => workspace.openConnections() === 1);
    const second = new WebSocket(url);
    const refused = await new Promise<string>((resolve) => second.on('error', (error) => resolve(error.message)));
    expect(refused).toContain('403');
    first.terminate();
  });

  it('refuses an upgrade at the path // with 403, and lives', async () => {
    const { host } = new URL(await address());
    const stranger = new WebSocket(`ws://${host}//`);
    const refused = await new Promise<string>((resolve) => stranger.on('error', (error) => resolve(error.message)));
    expect(refused).toContain('403');
    await connect();
    expect(workspace.openConnections()).toBe(1);
  });

  it('takes ten connections, not eleven', async () => {
    for (let count = 0; count < 10; count += 1) await connect();
    expect(await errorOf(address())).toBe('too_many_websockets');
  });

  it('sends each envelope to one connection, in turn', async () => {
    const [one, two] = [await connect(), await connect()];
    for (let count = 0; count < 4; count += 1) await ada.slashCommand(channelId, `${count}`);
    expect([envelopes(one).length, envelopes(two).length]).toEqual([2, 2]);
    expect(one.frames[0]).toMatchObject({ type: 'hello', num_connections: 1 });
    expect(envelopes(one)[0]).toMatchObject({ type: 'slash_commands', accepts_response_payload: true });
  });

  it('sends nothing new to a connection that was told to go', async () => {
    const [old, fresh] = [await connect(), await connect()];
    workspace.recycle({ which: 'oldest' });
    await workspace.waitFor(() => old.frames.some((frame) => frame['type'] === 'disconnect'));
    for (let count = 0; count < 4; count += 1) await ada.slashCommand(channelId, '');
    expect([envelopes(old).length, envelopes(fresh).length]).toEqual([0, 4]);
    expect(old.frames.at(-1)).toMatchObject({ type: 'disconnect', reason: 'refresh_requested' });
  });

  it('loses a command that has no connection, or whose connection is cut', async () => {
    expect(await ada.slashCommand(channelId, '')).toMatchObject({ ok: false, reason: 'unreachable' });
    await connect(() => workspace.cutSockets());
    expect(await ada.slashCommand(channelId, '')).toMatchObject({ ok: false, reason: 'unreachable' });
    workspace.expectNoBreaches();
  });

  it('delivers an event again when its connection is lost, with the attempt and the reason', async () => {
    await connect(() => workspace.cutSockets());
    const asked = ada.mention(channelId, 'hello');
    const again = await asked.then(() => connect());
    const [envelope] = await workspace.waitFor(() => envelopes(again).length > 0 && envelopes(again));
    expect(envelope).toMatchObject({ type: 'events_api', retry_reason: 'connection_failed' });
    const delivered = workspace.eventLog.filter((entry) => entry.kind === 'delivered');
    expect(new Set(delivered.map((entry) => (isJson(entry.payload) ? entry.payload['event_id'] : ''))).size).toBe(1);
  });

  it('calls it a breach to acknowledge what was never sent', async () => {
    const link = await connect();
    link.socket.send(JSON.stringify({ envelope_id: 'nothing', payload: {} }));
    await workspace.waitFor(() => workspace.breaches.length === 1);
    expect(workspace.breaches[0]?.text).toContain('does not wait for it');
  });
});
