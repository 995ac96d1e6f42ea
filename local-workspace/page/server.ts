import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Workspace } from '../start-workspace.ts';
import { imageTypeOf, type StoredFile } from '../state/files.ts';
import type { AppManifest } from '../trial/app-manifest.ts';
import type { Scene } from '../trial/scene.ts';
import { actSchema, type Outcome } from './acts/act.ts';
import { perform } from './acts/perform.ts';
import { type Asset, readAssets } from './assets.ts';
import { HEADERS, isFromOwnPage } from './guard.ts';
import { listen } from './listen.ts';
import { createLive, type Live } from './live.ts';
import { createPageWorld, newPageMemory, type PageMemory, type PageWorld } from './page-world.ts';
import { readPlace } from './place.ts';
import { renderShell } from './shell.tsx';

export interface PageServer {
  port: number;
  stop(): Promise<void>;
}

export interface PageOptions {
  workspace: Workspace;
  manifest: AppManifest;
  scene: Scene;
  suggestions: PageWorld['suggestions'];
  port: number;
  host?: string | undefined;
  /** Default: a first visit's. */
  memory?: PageMemory | undefined;
}

const BODY_MAX = 200_000;

/** Serves the page that shows the workspace, on loopback or `host`, at the given port or the next free one. */
export async function startPageServer(options: PageOptions): Promise<PageServer> {
  const { workspace, manifest, scene, suggestions, memory = newPageMemory() } = options;
  const world = createPageWorld(workspace, manifest, scene, suggestions, memory);
  const live = createLive(world);
  const assets = readAssets();
  const server: Server = createServer((request, response) => {
    handle(world, live, assets, request, response).catch((error: unknown) => {
      if (!response.headersSent) answer(response, 500, { ok: false, text: `The page failed: ${String(error)}` });
      else response.destroy();
    });
  });
  const port = await listen(server, options.port, options.host);
  return {
    port,
    async stop() {
      live.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function handle(
  world: PageWorld,
  live: Live,
  assets: Map<string, Asset>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  if (!isFromOwnPage(request)) return answer(response, 403, { ok: false, text: 'Open this page at localhost.' });
  const { pathname, searchParams } = new URL(`http://localhost${request.url}`);
  const asset = assets.get(pathname);
  if (request.method === 'POST' && pathname === '/act') {
    const outcome = await act(world, searchParams, await bodyOf(request));
    live.refresh();
    return answer(response, 200, outcome);
  }
  if (request.method !== 'GET') return answer(response, 405, { ok: false, text: 'Method not allowed.' });
  if (pathname === '/live') return live.show(searchParams, response);
  if (pathname === '/') return send(response, 'text/html; charset=utf-8', renderShell());
  if (asset !== undefined) return send(response, asset.contentType, asset.body);
  const file = fileAt(world, pathname);
  if (file !== undefined) {
    response.setHeader('content-disposition', 'attachment');
    return send(response, imageTypeOf(file) ?? 'text/plain; charset=utf-8', file.content);
  }
  answer(response, 404, { ok: false, text: 'Not found.' });
}

/** A file that was shared in a message. Opened by its address it is saved, whatever is in it. */
function fileAt({ state }: PageWorld, path: string): (StoredFile & { content: Buffer }) | undefined {
  const file = state.files.find(/^\/files\/(\w+)$/.exec(path)?.[1] ?? '');
  return file?.isShared === true && file.content !== undefined ? { ...file, content: file.content } : undefined;
}

async function act(world: PageWorld, query: URLSearchParams, body: string): Promise<Outcome> {
  const parsed = actSchema.safeParse(JSON.parse(body));
  if (!parsed.success) return { ok: false, text: 'Malformed request.' };
  try {
    return await perform(world, readPlace(world, query), parsed.data);
  } catch (error) {
    // A button that is gone or a form that was closed elsewhere throws.
    return { ok: false, text: `That's no longer possible: ${error instanceof Error ? error.message : error}.` };
  }
}

function answer(response: ServerResponse, status: number, body: Outcome): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function send(response: ServerResponse, contentType: string, body: string | Buffer): void {
  response.writeHead(200, { 'content-type': contentType });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) {
    body += String(part);
    if (body.length > BODY_MAX) throw new Error('too much was sent');
  }
  return body;
}
