import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import { isJson, type Json } from '../json.ts';
import type { WorkspaceState } from '../state/workspace-state.ts';
import { accept, type Method, refuse } from '../web-api/method.ts';
import type { Acknowledgement, Delivery, Envelope } from './delivery.ts';

/** Socket Mode: up to ten connections, each envelope to one of them, answered by its envelope_id. */
export interface SocketMode extends Delivery {
  /** `apps.connections.open`: an address that works once. */
  connectionsOpen: Method;
  /** Sends disconnect frames, to all connections or to the oldest one. Slack sends nothing more to them. */
  recycle(reason: 'warning' | 'refresh_requested' | 'link_disabled', which: 'all' | 'oldest'): void;
  /** Cuts connections without a word, as a lost network does. */
  cut(): void;
  openConnections(): number;
}

interface Connection {
  socket: WebSocket;
  /** Told to go away: it may still acknowledge, but gets nothing new. */
  isLeaving: boolean;
}

interface Waiting {
  connection: Connection;
  settle(acknowledgement: { ok: true; body: unknown } | { ok: false; reason: 'timeout' | 'unreachable' }): void;
}

const PING_EVERY_MS = 5000;

export function createSocketMode(
  state: WorkspaceState,
  server: Server,
  address: () => string,
  seconds = 18_060,
): SocketMode {
  const connections: Connection[] = [];
  const tickets = new Set<string>();
  const waiting = new Map<string, Waiting>();
  const sockets = new WebSocketServer({ noServer: true });
  let turn = 0;

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Joined: given a base, new URL throws at the path //.
    const ticket = new URL(`http://localhost${request.url}`).searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (upgraded) => join(upgraded));
  });

  function join(socket: WebSocket): void {
    const connection: Connection = { socket, isLeaving: false };
    connections.push(connection);
    socket.on('message', (data) => receive(String(data)));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => leave(connection));
    const ping = setInterval(() => socket.ping('Ping from local-workspace'), PING_EVERY_MS);
    ping.unref();
    socket.once('close', () => clearInterval(ping));
    send(connection, {
      type: 'hello',
      num_connections: connections.length,
      connection_info: { app_id: state.app.id },
      debug_info: { host: 'applink-local', build_number: 1, approximate_connection_time: seconds },
    });
    state.journal.add({ kind: 'connection', change: 'opened', open: connections.length });
  }

  function leave(connection: Connection): void {
    connections.splice(connections.indexOf(connection), 1);
    for (const sent of waiting.values()) {
      if (sent.connection === connection) sent.settle({ ok: false, reason: 'unreachable' });
    }
    state.journal.add({ kind: 'connection', change: 'closed', open: connections.length });
  }

  function receive(data: string): void {
    const frame = parse(data);
    const sent = waiting.get(String(frame['envelope_id']));
    if (sent !== undefined) sent.settle({ ok: true, body: frame['payload'] });
    else breach(`acknowledges an envelope that does not wait for it (${data.slice(0, 80)})`);
  }

  function breach(text: string): void {
    state.journal.add({ kind: 'breach', where: 'acknowledgement', path: '/envelope_id', text });
  }

  function deliver(envelope: Envelope): Promise<Acknowledgement> {
    const started = performance.now();
    const able = connections.filter(
      (connection) => !connection.isLeaving && connection.socket.readyState === connection.socket.OPEN,
    );
    const connection = able[turn % Math.max(able.length, 1)];
    turn += 1;
    if (connection === undefined) return Promise.resolve({ ok: false, reason: 'unreachable', ms: 0 });
    const id = randomUUID();
    return new Promise((resolve) => {
      const limitMs = SLACK_LIMITS.acknowledgeMs * state.patience();
      const timer = setTimeout(() => waiting.get(id)?.settle({ ok: false, reason: 'timeout' }), limitMs);
      waiting.set(id, {
        connection,
        settle(outcome) {
          clearTimeout(timer);
          waiting.delete(id);
          resolve({ ...outcome, ms: performance.now() - started });
        },
      });
      send(connection, {
        envelope_id: id,
        type: envelope.type,
        payload: envelope.payload,
        accepts_response_payload: envelope.type !== 'events_api',
        ...(envelope.type === 'events_api'
          ? { retry_attempt: envelope.retry?.attempt ?? 0, retry_reason: envelope.retry?.reason ?? '' }
          : {}),
      });
    });
  }

  return {
    deliver,
    connectionsOpen: () => {
      if (connections.length >= SLACK_LIMITS.socketConnections) return refuse('too_many_websockets');
      const ticket = randomUUID();
      tickets.add(ticket);
      return accept({ url: `${address()}/link/?ticket=${ticket}&app_id=${state.app.id}` });
    },
    recycle(reason, which) {
      const leaving = which === 'all' ? [...connections] : connections.slice(0, 1);
      for (const connection of leaving) {
        connection.isLeaving = true;
        send(connection, { type: 'disconnect', reason, debug_info: { host: 'applink-local' } });
      }
    },
    cut() {
      for (const connection of [...connections]) connection.socket.terminate();
    },
    openConnections: () => connections.length,
    stop: async () => {
      for (const connection of [...connections]) connection.socket.terminate();
      sockets.close();
    },
  };
}

function send(connection: Connection, frame: Json): void {
  connection.socket.send(JSON.stringify(frame));
}

function parse(data: string): Json {
  try {
    const frame: unknown = JSON.parse(data);
    return isJson(frame) ? frame : {};
  } catch {
    return {};
  }
}
