import { createServer, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from '../../../local-workspace/page/listen.ts';
import { type PageServer, startPageServer } from '../../../local-workspace/page/server.ts';
import { startWorkspace, type Workspace } from '../../../local-workspace/start-workspace.ts';
import { readAppManifest } from '../../../local-workspace/trial/app-manifest.ts';
import { SUGGESTIONS, setScene } from '../../../local-workspace/trial/scene.ts';

const manifest = readAppManifest(new URL('../../../manifest.yml', import.meta.url));

describe('the server of the page', () => {
  let workspace: Workspace;
  let page: PageServer;
  beforeEach(async () => {
    workspace = await startWorkspace({ botName: manifest.botName });
    const scene = await setScene(workspace);
    page = await startPageServer({ workspace, manifest, scene, suggestions: SUGGESTIONS, port: 0 });
  });
  afterEach(async () => {
    await page.stop();
    await workspace.stop();
  });

  /** A request with headers that fetch does not let anybody set. */
  function ask(path: string, headers: Record<string, string>, body?: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const asked = request({ host: '127.0.0.1', port: page.port, path, method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.on('error', reject);
      asked.end(body);
    });
  }

  /** What a place shows at first. */
  const shownTo = async (query: string) => {
    const stream = await fetch(`http://127.0.0.1:${page.port}/live?${query}`);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.endsWith('\n\n')) text += (await reader?.read())?.value ?? '\n\n';
    await reader?.cancel();
    return text;
  };

  const said = () =>
    [...workspace.state.channels.keys()].flatMap((id) => workspace.messages(id)).map(({ text }) => text);
  const hello = JSON.stringify({ kind: 'write', text: 'hello' });
  const json = { 'content-type': 'application/json' };

  it('takes what the page sends, and shows it in the stream of events', async () => {
    const host = `localhost:${page.port}`;
    expect(await ask('/act', { ...json, host, origin: `http://${host}` }, hello)).toBe(200);
    expect(said()).toContain('hello');
    const stream = await fetch(`http://127.0.0.1:${page.port}/live`);
    const reader = stream.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain('hello');
    await reader?.cancel();
  });

  it('shows each person what they were notified of, and how much of it is new until they look', async () => {
    const [ada, ben] = workspace.people();
    const [channel = ''] = workspace.state.channels.keys();
    await ada?.say(channel, `<@${ben?.id}> please look`);
    expect(await shownTo('as=ada')).toMatch(/Ben.{0,200}Architect.{0,200}1.{0,50} new notification</);
    expect(await shownTo('as=ben&in=notifications')).toMatch(/Ada.{0,200}in #architecture-review.*please look/);
    expect(await shownTo('as=ada')).not.toContain('new notification');
    expect(await shownTo('as=ada&in=notifications')).toContain('Edits notify nobody.');
  });

  it('offers a person of another company no command, no shortcut and no App Home', async () => {
    expect(await shownTo('as=ada&in=home')).toContain('App Home');
    const eves = await shownTo('as=eve&in=home');
    expect(eves).toContain('#northwind-project');
    expect(eves).not.toMatch(/App Home|Shortcuts|\/sagemaker-endpoint/);
  });

  it.each([
    ['a website of another name that points here', { ...json, host: 'evil.example' }],
    ['a website in the same browser', { ...json, host: 'localhost', origin: 'https://evil.example' }],
    ['a form of a website, which sends no JSON', { 'content-type': 'text/plain', host: 'localhost' }],
  ])('refuses %s', async (_, headers) => {
    expect(await ask('/act', headers, hello)).toBe(403);
    expect(said()).not.toContain('hello');
  });

  it.each(['//', '//[', 'http://[/'])('answers 404 to the path %s', async (path) => {
    expect(await ask(path, { host: 'localhost' })).toBe(404);
  });

  it('answers what cannot be done with a sentence, and goes on', async () => {
    const click = { kind: 'click', channelId: 'C1', ts: '1.1', blockId: 'b', actionId: 'a' };
    for (const body of [click, { kind: 'launch' }]) {
      const response = await fetch(`http://127.0.0.1:${page.port}/act`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify(body),
      });
      expect(await response.json()).toMatchObject({ ok: false, text: expect.any(String) });
    }
  });

  it('serves its own files, lets scripts come from nowhere else, and has nothing of the project to give', async () => {
    const shell = await fetch(`http://127.0.0.1:${page.port}/`);
    expect(shell.headers.get('content-security-policy')).toContain("script-src 'self'");
    for (const [, path] of (await shell.text()).matchAll(/(?:href|src)="(\/[^"]+)"/g)) {
      expect((await fetch(`http://127.0.0.1:${page.port}${path}`)).status).toBe(200);
    }
    for (const path of ['/package.json', '/../package.json', '/tsconfig.json', '/files/F1']) {
      expect(await ask(path, { host: 'localhost' })).toBe(404);
    }
  });

  it('listens on the address that it is given', async () => {
    const server = createServer();
    await listen(server, 0, '0.0.0.0');
    expect(server.address()).toMatchObject({ address: '0.0.0.0' });
    await new Promise((resolve) => server.close(resolve));
  });

  it('gets the next port where the first is taken, on one protocol of the internet or the other', async () => {
    const [first, second] = [createServer(), createServer()];
    const port = await listen(first, 0);
    const next = await listen(second, port);
    expect(next).toBeGreaterThan(port);
    expect(first.address()).toMatchObject({ address: '127.0.0.1' });
    await Promise.all([first, second].map((server) => new Promise((resolve) => server.close(resolve))));
  });
});
