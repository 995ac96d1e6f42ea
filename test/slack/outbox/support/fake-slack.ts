import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';

/** One call that arrived. JSON arguments are parsed. */
export interface Call {
  method: string;
  args: Record<string, unknown>;
}

/**
 * What a call meets. `lost`: it is carried out, and the connection breaks before the answer. `dropped`: the same without
 * being carried out. `silent`: carried out, and never answered.
 */
export type Reply =
  | { kind: 'ok' }
  | { kind: 'error'; error: string; messages?: string[]; needed?: string }
  | { kind: 'http'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'lost' | 'dropped' | 'silent' };

type Decide = (call: Call) => Reply | undefined | Promise<Reply | undefined>;

export interface FakeSlack {
  apiUrl: string;
  /** Where private words can be sent, each address apart by its name. */
  responseUrl(name: string): string;
  /** Every call but `auth.test`, in order of arrival. */
  calls: Call[];
  /** What stands in Slack: posts that were carried out. */
  posts: Call[];
  /** The rules of Block Kit that messages broke, each with the method and the place. */
  breaches: string[];
  /** The most calls that were ever in progress together. */
  mostAtOnce(): number;
  /** Decides what calls meet; unless told, they succeed. */
  onCall(decide: Decide): void;
  /** The scopes that the bot has from now on; those of history let it read what was posted. */
  grant(...scopes: string[]): void;
  close(): Promise<void>;
}

const OK: Reply = { kind: 'ok' };

/** As few messages as Slack gives at once to some apps, so that there is a second page. */
const HISTORY_PAGE = 5;

/** A server that takes Web API calls and response addresses as Slack does, one fault at a time. */
export async function startFakeSlack({ port = 0, now = Date.now } = {}): Promise<FakeSlack> {
  const calls: Call[] = [];
  const posts: Call[] = [];
  const breaches: string[] = [];
  let decide: Decide = () => undefined;
  let scopes: readonly string[] = ['chat:write'];
  let posted = 0;
  let inHand = 0;
  let mostAtOnce = 0;

  const take = async (request: IncomingMessage, response: ServerResponse) => {
    mostAtOnce = Math.max(mostAtOnce, ++inHand);
    response.on('close', () => inHand--);
    let body = '';
    for await (const chunk of request) body += chunk;
    const call = readCall(request.url ?? '', body);
    if (call.method !== 'auth.test') calls.push(call);
    breaches.push(...breachesOf(call));
    const reply = (await decide(call)) ?? OK;
    const carriedOut = reply.kind === 'ok' || reply.kind === 'lost' || reply.kind === 'silent';
    const ts = `${Math.floor(now() / 1000)}.${String(++posted).padStart(6, '0')}`;
    if (carriedOut && call.method === 'chat.postMessage') posts.push({ ...call, args: { ...call.args, ts } });
    response.setHeader('date', new Date(now()).toUTCString());
    response.setHeader('x-oauth-scopes', scopes.join(','));
    answer(response, reply, reply.kind === 'ok' ? resultOf(call, ts, posts) : {}, scopes);
  };
  const server = createServer((request, response) => {
    take(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: actual } = server.address() as AddressInfo;

  return {
    apiUrl: `http://127.0.0.1:${actual}/api/`,
    responseUrl: (name) => `http://127.0.0.1:${actual}/response/${name}`,
    calls,
    posts,
    breaches,
    mostAtOnce: () => mostAtOnce,
    onCall(next) {
      decide = next;
    },
    grant(...granted) {
      scopes = granted;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function breachesOf({ method, args }: Call): string[] {
  if (args['text'] === undefined && args['blocks'] === undefined) return [];
  const { text, blocks, metadata } = args;
  const found = validateMessage({ text, blocks, ...(metadata !== undefined && { metadata }) });
  return found.map((breach) => `${method} ${breach.path} ${breach.text}`);
}

function readCall(path: string, body: string): Call {
  if (path.startsWith('/response/')) return { method: path.slice(1), args: JSON.parse(body) };
  const args = Object.fromEntries(new URLSearchParams(body).entries());
  const parsed = Object.entries(args).map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]);
  return { method: path.replace('/api/', ''), args: Object.fromEntries(parsed) };
}

/** What a call that is carried out is answered with. */
function resultOf({ method, args }: Call, ts: string, posts: readonly Call[]): object {
  const channel = String(args['channel'] ?? '').replace(/^U/, 'D');
  if (!method.startsWith('conversations.')) return { channel, ts };
  const thread = method === 'conversations.replies' ? args['ts'] : undefined;
  const found = posts.filter(
    (post) =>
      post.args['channel'] === channel &&
      post.args['thread_ts'] === thread &&
      Number(post.args['ts']) >= Number(args['oldest'] ?? 0),
  );
  const start = Number(args['cursor'] ?? 0);
  const limit = Math.min(Number(args['limit'] ?? 100), HISTORY_PAGE);
  const messages = found.toReversed().map((post) => post.args);
  const next_cursor = start + limit < messages.length ? String(start + limit) : '';
  return { messages: messages.slice(start, start + limit), response_metadata: { next_cursor } };
}

function answer(response: ServerResponse, reply: Reply, result: object, scopes: readonly string[]): void {
  switch (reply.kind) {
    case 'ok':
      sendJson(response, { ok: true, ...result });
      return;
    case 'error':
      sendJson(response, {
        ok: false,
        error: reply.error,
        ...(reply.needed !== undefined && { needed: reply.needed, provided: scopes.join(',') }),
        response_metadata: { messages: reply.messages ?? [] },
      });
      return;
    case 'http':
      response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
      return;
    case 'silent':
      return;
    case 'lost':
    case 'dropped':
      response.destroy();
  }
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
