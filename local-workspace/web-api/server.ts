import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Json, textOf } from '../json.ts';
import type { Fault } from '../state/faults.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';
import { answerFileRequest } from './file-server.ts';
import type { Method } from './method.ts';
import { holdsToken, performCall } from './perform-call.ts';
import { readArguments } from './read-arguments.ts';
import { answerResponseUrl } from './response-url.ts';
import { KNOWN_SCOPES } from './scopes.ts';

/** Slack's HTTP side: `/api/<method>` and `/response/<id>`, with the faults that were asked for. */

interface Answer {
  status: number;
  body: Json;
  headers?: Record<string, string>;
}

/** Every workspace of the app, the first one first. A call is answered by the workspace of its token. */
export type States = readonly [WorkspaceState, ...WorkspaceState[]];

export function createWebApiServer(states: States, own: Record<string, Method>): Server {
  return createServer((request, response) => {
    handle(states, own, request, response).catch((error: unknown) => {
      states[0].journal.add({ kind: 'breach', where: 'workspace', path: '', text: `failed inside: ${String(error)}` });
      response.destroy();
    });
  });
}

async function handle(
  states: States,
  own: Record<string, Method>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await bodyOf(request);
  const body = bytes.toString('utf8');
  const path = new URL(`http://localhost${request.url}`).pathname;
  const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
  const responseUrlId = /^\/response\/([\w-]+)$/.exec(path)?.[1];
  if (method !== undefined) {
    const args = readArguments(request.headers['content-type'] ?? '', body);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? textOf(args['token']);
    delete args['token'];
    const state = stateOf(states, token, args);
    // As every answer of the Web API (docs.slack.dev/authentication/tokens).
    response.setHeader('x-oauth-scopes', [...(state.scopes ?? KNOWN_SCOPES)].join(','));
    await answer(state, method, args, response, (isDelayed) => ({
      status: 200,
      body: performCall(state, own, method, args, token, isDelayed),
    }));
  } else if (responseUrlId !== undefined) {
    const args = readArguments('application/json', body);
    const state = states.find(({ responseUrls }) => responseUrls.has(responseUrlId)) ?? states[0];
    await answer(state, 'response_url', args, response, () => answerResponseUrl(state, responseUrlId, args));
  } else if (/^\/(?:upload|files)\//.test(path)) {
    const id = path.split('/').at(-1) ?? '';
    const state = states.find(({ files }) => files.find(id) !== undefined) ?? states[0];
    await answerFile(state, request, path, bytes, response);
  } else {
    send(response, { status: 404, body: { ok: false, error: 'not_found' } });
  }
}

/** The workspace of a token. An organization's token serves several: the call says which, or its channel does. */
function stateOf(states: States, token: string | undefined, args: Json): WorkspaceState {
  const served = states.filter((state) => token !== undefined && holdsToken(state, token));
  return (
    served.find(({ team }) => team.id === args['team_id']) ??
    served.find(({ channels }) => channels.has(String(args['channel']))) ??
    served[0] ??
    states[0]
  );
}

async function answerFile(
  state: WorkspaceState,
  request: IncomingMessage,
  path: string,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const contentType = request.headers['content-type'] ?? '';
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  const mayRead = token !== undefined && holdsToken(state, token) && state.scopes?.has('files:read') !== false;
  const answered = await answerFileRequest(state, {
    method: request.method ?? 'GET',
    path,
    contentType,
    body,
    mayRead,
  });
  const location = answered?.status === 302 ? { location: '/signin' } : {};
  response.writeHead(answered?.status ?? 404, { 'content-type': answered?.type ?? 'text/plain', ...location });
  response.end(answered?.body);
}

async function answer(
  state: WorkspaceState,
  method: string,
  args: Json,
  response: ServerResponse,
  perform: (isDelayed: boolean) => Answer,
): Promise<void> {
  const fault = state.faults.take(method);
  const note = (body: Json) =>
    state.journal.add({
      kind: 'call',
      method,
      arguments: args,
      answer: body,
      ...(fault === undefined ? {} : { fault: fault.kind }),
    });
  const instead = fault === undefined ? undefined : answerInstead(fault);
  if (instead !== undefined) {
    note(instead.body);
    send(response, instead);
    return;
  }
  if (fault?.kind === 'dropRequest') {
    note({});
    response.destroy();
    return;
  }
  if (fault?.kind === 'slow') await wait(fault.ms);
  const performed = perform(fault?.kind === 'slow');
  note(performed.body);
  if (fault?.kind === 'slowAnswer') await wait(fault.ms);
  if (fault?.kind === 'dropAnswer') response.destroy();
  else send(response, performed);
}

/** Faults that answer without performing anything. */
function answerInstead(fault: Fault): Answer | undefined {
  switch (fault.kind) {
    case '429':
      return {
        status: 429,
        body: { ok: false, error: 'ratelimited' },
        headers: { 'retry-after': String(fault.retryAfter) },
      };
    case 'status':
      return { status: fault.status, body: { ok: false, error: 'internal_error' } };
    case 'error':
      return { status: 200, body: { ok: false, error: fault.error } };
    default:
      return undefined;
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
