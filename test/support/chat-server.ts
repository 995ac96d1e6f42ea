import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import type { Proposed } from '../../src/wording/proposed.ts';

/** What a server does: a text as the model's whole answer, a status with a body, or nothing in time. */
export type ChatBehaviour =
  | 'hangs'
  | 'drips'
  | 'huge'
  | 'drops'
  | { says: string }
  | { status: number; body?: unknown; location?: string };

/** What was asked of it. */
export interface ChatRequest {
  path: string;
  authorization: string | undefined;
  /** All that the user's message has. */
  text: string;
  /** As it was sent. */
  body: ChatBody;
}

interface ChatBody {
  model: string;
  messages: { role: string; content: string }[];
  temperature: number;
  max_tokens: number;
  response_format: { type: string; json_schema: { name: string; schema: unknown; strict: boolean } };
}

/** A model's answer as chat completions have it. */
export const completionOf = (content: string | null, more: object = {}) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content, ...more } }],
  usage: { prompt_tokens: 900, completion_tokens: 120, total_tokens: 1020 },
});

interface Options {
  answerTo: (text: string) => Proposed | ChatBehaviour;
  /** Serves https with these. */
  tls?: { key: string; cert: string };
}

/** Plays a server that speaks OpenAI's chat completions on loopback (https://platform.openai.com/docs/api-reference/chat). */
export async function startChatServer({ answerTo, tls }: Options) {
  const requests: ChatRequest[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => response.destroy());
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: ChatBody = JSON.parse(await textOf(request));
    const text = body.messages.flatMap(({ role, content }) => (role === 'user' ? [content] : [])).join('');
    requests.push({ path: request.url ?? '', authorization: request.headers.authorization, text, body });
    const said = answerTo(text);
    if (said === 'hangs') return;
    if (said === 'drops') return void response.destroy();
    if (said === 'huge') return send(response, 200, completionOf('x'.repeat(10_000_000)));
    if (said === 'drips') return drip(response);
    if ('status' in said) return send(response, said.status, said.body ?? {}, said.location);
    send(response, 200, completionOf('says' in said ? said.says : JSON.stringify(said)));
  }

  /** One space per 50 ms, for ever. */
  function drip(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    timers.add(setInterval(() => response.write(' '), 50));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** As READER_URL names it. */
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/v1`,
    requests,
    async close(): Promise<void> {
      for (const timer of timers) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, status: number, body: unknown, location?: string): void {
  response.writeHead(status, { 'content-type': 'application/json', ...(location !== undefined && { location }) });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
