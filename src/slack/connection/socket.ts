import { channel } from 'node:diagnostics_channel';
import type { Logger as BoltLogger, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { ping, WebSocket } from 'undici';
import { within } from '../../retry.ts';
import { createInFlight } from './transport.ts';

/** One connection to Slack. It never reopens. */
export interface SocketConnection {
  /** About how long it lives, in milliseconds, as Slack said. Infinity where it didn't. */
  lifetimeMs: number;
  /** Closes it once its events are acknowledged, or Slack no longer waits for that. Returns immediately. */
  drain(): void;
  /** Closes it, within a limit in milliseconds. Never rejects. */
  close(limitMs: number): Promise<void>;
}

export interface ConnectionEvents {
  event(event: ReceiverEvent): Promise<void>;
  /** Slack announced that it will close, or stopped answering. Events may come until it closes. */
  closing(reason: string): void;
  closed(): void;
}

interface ConnectionSettings {
  appToken: string;
  slackApiUrl: string;
  logger: BoltLogger;
}

/** Limit for getting the address, in milliseconds. */
const ADDRESS_LIMIT_MS = 5_000;

/** Limit for the address and Slack's hello together. */
const HELLO_LIMIT_MS = 10_000;

/** How long Slack waits for an acknowledgement: https://docs.slack.dev/interactivity/handling-user-interaction */
const ACKNOWLEDGE_MS = 3_000;

/** For a drained connection, whose events are ignored. */
const DRAIN_LIMIT_MS = 2_000;

/** The longest timer. Disables the pong check of Slack's client, which {@link startHeartbeat} replaces. */
const NEVER_MS = 2 ** 31 - 1;

/** An envelope as Slack's client emits it, without a type. */
interface Delivered {
  body: ReceiverEvent['body'];
  ack: (answer: unknown) => Promise<void>;
  retry_num?: number;
  retry_reason?: string;
}

/** Opens one connection and waits for Slack's hello. Rejects as the Web API client does, or with an Error. */
export async function openConnection(settings: ConnectionSettings, on: ConnectionEvents): Promise<SocketConnection> {
  const client = new ConnectionClient(settings, on);
  const acknowledgements = createInFlight();
  const logFailure = (error: unknown) => settings.logger.error('Could not close a connection to Slack', error);
  client.on('slack_event', (delivered: Delivered) => {
    acknowledgements.track(handOver(delivered, on)).catch(logFailure);
  });
  let stopHeartbeat = (): void => {};
  client.once('authenticated', ({ url }: { url: string }) => {
    stopHeartbeat = startHeartbeat(url, () => {
      settings.logger.warn('A connection to Slack stopped answering; replacing it');
      on.closing('no answer to pings');
    });
  });
  client.once('disconnected', () => {
    stopHeartbeat();
    on.closed();
  });

  let fault: unknown = new Error("Slack didn't greet in time");
  const connected = client.start().catch((error: unknown) => {
    fault = error ?? new Error('The connection closed before Slack greeted');
    throw fault;
  });
  const close = async (limitMs: number) => void (await within(client.disconnect(), limitMs));
  if (!(await within(connected, HELLO_LIMIT_MS))) {
    await close(0);
    throw fault;
  }
  return {
    lifetimeMs: client.lifetimeMs,
    close,
    drain() {
      acknowledgements
        .settled(ACKNOWLEDGE_MS)
        .then(() => close(DRAIN_LIMIT_MS))
        .catch(logFailure);
    },
  };
}

/** Resolves when the event is acknowledged, or never will be. */
function handOver(delivered: Delivered, on: ConnectionEvents): Promise<void> {
  const { body, ack, retry_num: retryNum, retry_reason: retryReason } = delivered;
  return new Promise<void>((resolve) => {
    const event: ReceiverEvent = {
      body,
      ack: (answer: unknown) => ack(answer).finally(resolve),
      ...(retryNum !== undefined && { retryNum }),
      ...(retryReason !== undefined && { retryReason }),
    };
    on.event(event).then(resolve, resolve);
  });
}

/**
 * Slack's client for one connection. Unmodified, it closes the connection as soon as Slack says goodbye, drops what isn't
 * acknowledged, and opens the next one 5 s later (socket-mode 3.1).
 */
class ConnectionClient extends SocketModeClient {
  lifetimeMs = Number.POSITIVE_INFINITY;
  readonly #on: ConnectionEvents;
  readonly #logger: BoltLogger;

  constructor({ appToken, slackApiUrl, logger }: ConnectionSettings, on: ConnectionEvents) {
    super({
      appToken,
      // Failures are logged once, by the pool.
      logger: { ...logger, error: (...parts) => logger.debug(...parts) },
      autoReconnectEnabled: false,
      clientPingTimeout: NEVER_MS,
      // A new object: the client modifies it.
      clientOptions: {
        slackApiUrl,
        timeout: ADDRESS_LIMIT_MS,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    });
    this.#on = on;
    this.#logger = logger;
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    const frame = readFrame(data);
    switch (frame.kind) {
      case 'hello':
        this.lifetimeMs = frame.lifetimeMs;
        return super.onWebSocketMessage(data, isBinary);
      case 'known':
        return super.onWebSocketMessage(data, isBinary);
      case 'goodbye':
        return this.#on.closing(frame.reason);
      case 'unknown':
        return this.#logger.warn('Ignoring an unknown Socket Mode message');
    }
  }
}

/** The interval of Slack's client (socket-mode 3.1). */
const PING_EVERY_MS = 5000 / 3;

/** Unanswered pings in a row after which a connection counts as dead. */
const PONGS_MISSED = 3;

/**
 * Pings over the connection to an address, and reports once when three pings in a row stay unanswered. Counts pings instead of
 * comparing times: Slack's client takes a clock change for silence and closes every connection. Returns a function that stops
 * it.
 */
function startHeartbeat(url: string, onSilence: () => void): () => void {
  const address = new URL(url).href;
  let socket: WebSocket | undefined;
  let unanswered = 0;
  let timer: NodeJS.Timeout | undefined;

  const beat = () => {
    if (socket === undefined) return;
    if (unanswered >= PONGS_MISSED) {
      stop();
      onSilence();
      return;
    }
    unanswered += 1;
    ping(socket);
  };
  // undici reports all connections of the process.
  const opened = (message: unknown) => {
    const { websocket } = message as { websocket?: unknown };
    if (!(websocket instanceof WebSocket) || websocket.url !== address) return;
    socket = websocket;
    timer = setInterval(beat, PING_EVERY_MS);
  };
  const answered = (message: unknown) => {
    if ((message as { websocket?: unknown }).websocket === socket) unanswered = 0;
  };
  function stop(): void {
    clearInterval(timer);
    OPENED.unsubscribe(opened);
    ANSWERED.unsubscribe(answered);
  }

  OPENED.subscribe(opened);
  ANSWERED.subscribe(answered);
  return stop;
}

/** https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
const OPENED = channel('undici:websocket:open');

const ANSWERED = channel('undici:websocket:pong');

/** The kinds of messages over a connection (docs.slack.dev/apis/events-api/using-socket-mode). */
type Frame =
  | { kind: 'hello'; lifetimeMs: number }
  /** An envelope, for Slack's client. */
  | { kind: 'known' }
  /** Slack is about to close the connection. */
  | { kind: 'goodbye'; reason: string }
  /** Something that the client would throw at, or mistake for an event it knows. */
  | { kind: 'unknown' };

const ENVELOPES = new Set(['slash_commands', 'interactive']);

export function readFrame(data: unknown): Frame {
  const frame = parse(data);
  if (frame === undefined) return { kind: 'unknown' };
  const { type, reason, envelope_id: envelopeId, payload } = frame;
  if (type === 'hello') return { kind: 'hello', lifetimeMs: lifetimeIn(frame['debug_info']) };
  if (type === 'disconnect') return { kind: 'goodbye', reason: String(reason) };
  if (typeof envelopeId !== 'string' || !isObject(payload)) return { kind: 'unknown' };
  if (typeof type === 'string' && ENVELOPES.has(type)) return { kind: 'known' };
  // The client emits an event under its type, beside names such as "close" that it uses itself.
  const eventType = isObject(payload['event']) ? payload['event']['type'] : undefined;
  const isEvent = type === 'events_api' && typeof eventType === 'string' && !OWN_EVENTS.has(eventType);
  return { kind: isEvent ? 'known' : 'unknown' };
}

function lifetimeIn(info: unknown): number {
  const seconds = isObject(info) ? info['approximate_connection_time'] : undefined;
  return typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : Number.POSITIVE_INFINITY;
}

/** Names of the client's own events. */
const OWN_EVENTS = new Set(
  'close error ws_message slack_event outgoing_message connecting connected authenticated reconnecting disconnecting disconnected'.split(
    ' ',
  ),
);

function parse(data: unknown): Record<string, unknown> | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const frame: unknown = JSON.parse(data);
    return isObject(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
