import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRefusalLog, type RefusalLog, senderOf } from '../../http/refusals.ts';
import { listen, pathOf, portOf, SLOW_SENDERS } from '../../http/server.ts';
import type { HttpConnection } from '../../settings/config.ts';
import {
  type BodyBudget,
  createBodyBudget,
  headerFault,
  isSigned,
  parsePayload,
  readBody,
  type UnreadBody,
} from './http-request.ts';
import { answerProbe } from './probes.ts';
import {
  createInFlight,
  followEvents,
  NOBODY,
  type RefusedRequest,
  type TakeEvent,
  type Transport,
  type TransportSettings,
} from './transport.ts';

/** The path in Slack's app configuration, for commands, interactivity and events. */
const EVENTS_PATH = '/slack/events';

/**
 * Connections beyond this number are closed. Each may hold 16 KB of headers and 64 KB of body, so all of them 80 MB. Slack or a
 * proxy needs one per concurrent request and may keep idle ones, which are closed from four fifths of the limit.
 */
const CONNECTIONS_LIMIT = 1000;

const CROWDED = 0.8;

/** Limits for tests. */
interface HttpLimits {
  bodies: BodyBudget;
  connectionsLimit: number;
}

export function createHttpTransport(
  { signingSecret, port, host }: HttpConnection,
  {
    slackApiUrl,
    logger,
    askDatabase,
    answerPage = () => null,
    hearing = NOBODY,
    isNew = async () => true,
    ...settings
  }: TransportSettings,
  { bodies = createBodyBudget(), connectionsLimit = CONNECTIONS_LIMIT }: Partial<HttpLimits> = {},
): Transport {
  const inFlight = createInFlight();
  const readiness = { isConnected: () => server.listening, askDatabase };
  let take: TakeEvent = async () => {};
  const refusals = createRefusalLog((text) => logger.warn(text));
  const parts = {
    signingSecret,
    bodies,
    refusals,
    onRefused: hearing.onRefused,
    now: Date.now,
    isNew: (signature: string, teamId: string) =>
      isNew(signature, teamId).catch((error: unknown) => {
        logger.error('Could not check whether a request was taken before', error);
        return true;
      }),
    take: (...given: Parameters<TakeEvent>) => take(...given),
  };

  const server: Server = createServer(SLOW_SENDERS, (request, response) => {
    if (request.method === 'POST' && pathOf(request) === EVENTS_PATH) {
      takeRequest(parts, request, response).catch((error: unknown) => {
        logger.error('Could not answer a request', error);
        response.destroy();
      });
      return;
    }
    if (answerProbe(request, response, readiness)) return;
    const page = answerPage(request, response);
    if (page === null) response.writeHead(404, { Connection: 'close' }).end();
    // Never rejects.
    else inFlight.track(page).catch(() => {});
  });

  server.maxConnections = connectionsLimit;
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    socket.once('close', () => {
      connections -= 1;
    });
    if (connections > CROWDED * connectionsLimit) server.closeIdleConnections();
  });
  server.on('drop', (dropped) => {
    hearing.onRefused('rate');
    refusals.write(
      `Refused a connection from ${dropped?.remoteAddress ?? 'a closed connection'}: ${connectionsLimit} are open`,
    );
  });

  return {
    receiver: {
      init(app) {
        take = followEvents(app, inFlight, { ...settings, logger, slackApiUrl, hearing });
      },
      start: () => listen(server, port, host),
      stop: async () => void server.close(),
    },
    // The token watch checks the token; requests need none.
    broken: new Promise(() => {}),
    port: () => portOf(server),
    sockets: () => null,
    stopAccepting() {
      server.close();
      server.closeIdleConnections();
    },
    settled: (limitMs) => inFlight.settled(limitMs),
    async close() {
      // Keep-alive connections would hold the server open for a minute.
      server.closeAllConnections();
      refusals.stop();
    },
  };
}

interface RequestParts {
  signingSecret: string;
  bodies: BodyBudget;
  refusals: RefusalLog;
  onRefused(why: RefusedRequest): void;
  take: TakeEvent;
  /** As in the settings, and true where the database can't be asked. */
  isNew(signature: string, teamId: string): Promise<boolean>;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * Handles one request. Reads the body only if the headers are recent, and parses it only if the signature is right. Answers
 * when the event is acknowledged. Never rejects.
 */
async function takeRequest(parts: RequestParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = request.headers;
  const signed = { timestamp, signature };
  // A closed socket has no address.
  const sender = senderOf(request);
  const refuse = (status: number, reason: RefusedRequest, why: string): void => {
    parts.onRefused(reason);
    parts.refusals.write(`Refused a request from ${sender} with ${status}: ${why}`);
    // The rest of the body isn't read.
    response.writeHead(status, { Connection: 'close', ...(status === 503 && { 'Retry-After': '1' }) }).end();
  };

  const cutOff = (reason: RefusedRequest, why: string): void => {
    parts.onRefused(reason);
    parts.refusals.write(`Cut off a request from ${sender}: ${why}`);
    response.destroy();
  };
  const refuseUnread = (kind: UnreadBody): void => {
    switch (kind) {
      case 'too-large':
        refuse(413, 'size', 'body too large');
        break;
      case 'evicted':
        refuse(503, 'rate', 'oldest of too many unfinished requests');
        break;
      case 'too-many-pieces':
        // Not answered: Node would keep reading chunks until the answer is sent.
        cutOff('size', 'body in too many chunks');
        break;
      case 'broken-off':
        cutOff('malformed', 'body incomplete or too slow');
    }
  };

  const fault = headerFault(signed, parts.now());
  if (fault !== undefined) return refuse(401, fault, fault === 'stale' ? 'not recent' : 'unsigned');
  const read = await readBody(request, parts.bodies);
  if (!read.ok) return refuseUnread(read.kind);
  if (!isSigned(signed, read.body, parts.signingSecret)) return refuse(401, 'signature', 'wrong signature');
  const parsed = parsePayload(request.headers['content-type'], read.body);
  if (!parsed.ok) return refuse(parsed.status, 'malformed', 'unreadable body');

  const { payload: body } = parsed;
  if (body['type'] === 'url_verification') return answer(response, { challenge: body['challenge'] });
  if (body['ssl_check'] === '1') return answer(response, undefined);
  const retryNum = Number(request.headers['x-slack-retry-num']);
  const retryReason = request.headers['x-slack-retry-reason'];
  const isNew = async () => {
    if (await isFirst(parts, String(signature), body)) return true;
    parts.onRefused('replayed');
    parts.refusals.write(`Ignored a request from ${sender}: taken before`);
    return false;
  };
  const event = {
    body,
    ack: async (given: unknown) => answer(response, given),
    ...(Number.isInteger(retryNum) && { retryNum }),
    ...(typeof retryReason === 'string' && { retryReason }),
  };
  // Slack repeats events alone, and each is known by its id.
  await (body['event'] === undefined ? parts.take(event, isNew) : parts.take(event));
}

/**
 * Returns whether a request was taken for the first time. A command or a shortcut stores nothing, its trigger works once, and what it
 * is answered goes to Slack: a copy has no effect, so it opens without the database.
 */
async function isFirst({ isNew }: RequestParts, signature: string, body: Record<string, unknown>): Promise<boolean> {
  const { type, command, team, team_id: teamId = isRecord(team) ? team['id'] : '' } = body;
  if (command !== undefined || type === 'shortcut' || type === 'message_action') return true;
  return isNew(signature, String(teamId));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Slack reads an object as JSON and anything else as text. */
function answer(response: ServerResponse, given: unknown): void {
  if (given === undefined || given === null || given === '') response.writeHead(200).end();
  else if (typeof given === 'string')
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end(given);
  else response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(given));
}
