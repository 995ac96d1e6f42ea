import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isJson } from '../../local-workspace/json.ts';
import type { Person } from '../../local-workspace/people/person.ts';
import { startWorkspace, type Workspace } from '../../local-workspace/start-workspace.ts';

interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

let server: Server;
let status: number;
let received: Received[];
let workspace: Workspace;
let ada: Person;
let channelId: string;

beforeEach(async () => {
  status = 200;
  received = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  workspace = await startWorkspace({
    transport: { eventsUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret: 's3cret' },
    eventRetryDelaysMs: [0, 20, 20],
    // As on a busy machine: 3,428.57 ms, of which a timer takes none.
    patience: () => 1 + 1 / 7,
  });
  ada = workspace.addUser('ada');
  channelId = workspace.addChannel({ name: 'ml', kind: 'public', botIsMember: true });
});
afterEach(async () => {
  await workspace.stop();
  server.closeAllConnections();
  server.close();
});

describe('signed HTTP', () => {
  it('signs each request with the secret over version, time and body', async () => {
    await ada.slashCommand(channelId, '500 MB & <more>');
    const [request] = received;
    const time = request?.headers['x-slack-request-timestamp'];
    const expected = createHmac('sha256', 's3cret')
      .update(`v0:${String(time)}:${request?.body}`)
      .digest('hex');
    expect(request?.headers['x-slack-signature']).toBe(`v0=${expected}`);
  });

  it('sends a command as a form, an interaction as a form with a payload, and an event as JSON', async () => {
    await ada.slashCommand(channelId, '500 MB & <more>');
    await ada.globalShortcut('new_review');
    await ada.mention(channelId, 'hello');
    const [command, shortcut, event] = received;
    expect(new URLSearchParams(command?.body).get('text')).toBe('500 MB & <more>');
    expect(JSON.parse(new URLSearchParams(shortcut?.body).get('payload') ?? '')).toMatchObject({ type: 'shortcut' });
    expect(JSON.parse(event?.body ?? '')).toMatchObject({ type: 'event_callback', event: { type: 'app_mention' } });
    expect(received.map((request) => request.headers['content-type'])).toEqual([
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded',
      'application/json',
    ]);
  });

  it('calls an HTTP error a breach, and repeats only events: three times, with number and reason', async () => {
    status = 500;
    expect(await ada.slashCommand(channelId, '')).toMatchObject({ ok: false, reason: 'status', status: 500 });
    await ada.mention(channelId, 'hello');
    await workspace.waitFor(() => received.length === 5);
    const retries = [undefined, undefined, '1', '2', '3'];
    expect(received.map((request) => request.headers['x-slack-retry-num'])).toEqual(retries);
    expect(received.at(-1)?.headers['x-slack-retry-reason']).toBe('http_error');
    const ids = received.slice(1).map((request) => {
      const payload: unknown = JSON.parse(request.body);
      return isJson(payload) ? payload['event_id'] : '';
    });
    expect(new Set(ids).size).toBe(1);
    expect(workspace.breaches[0]?.text).toBe('was answered with HTTP status 500');
  });

  it('tells an app that is not there from one that refuses', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await ada.slashCommand(channelId, '')).toMatchObject({ ok: false, reason: 'unreachable' });
    workspace.expectNoBreaches();
  });

  it('knows no Socket Mode', async () => {
    const answer = await fetch(`${workspace.apiUrl}apps.connections.open`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workspace.appToken}` },
    });
    expect(await answer.json()).toMatchObject({ ok: false, error: 'socket_mode_not_enabled' });
  });
});
