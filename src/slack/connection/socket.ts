import { channel } from 'node:diagnostics_channel';
import type { Logger as BoltLogger, ReceiverEvent } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { ping, WebSocket } from 'undici';
import { within } from '../../retry.ts';
import { createInFlight } from './transport.ts';

/** One connection to Slack, from its opening to its end. It never opens again. */
export interface Line {
  /** Ends it as soon as what came over it is acknowledged, or Slack no longer waits for that. Does not wait itself. */
  retire(): void;
  /** Ends it, within so many milliseconds. Never rejects. */
  close(limitMs: number): Promise<void>;
}

/** What happens to a line, from the moment that it begins to open. */
export interface LineHappenings {
  event(event: ReceiverEvent): Promise<void>;
  /** Slack announces that it will end the line, or no longer answers over it; until it ends events may come. */
  goodbye(reason: string): void;
  /** It is over, for whatever reason. */
  ended(): void;
}

interface LineSettings {
  appToken: string;
  slackApiUrl: string;
  logger: BoltLogger;
}

/** Slack gives an address within this time, or the attempt has failed; in milliseconds. */
const ADDRESS_LIMIT_MS = 5_000;

/** The address and the greeting together. */
const GREETING_LIMIT_MS = 10_000;

/** Slack waits so long for an acknowledgement: https://docs.slack.dev/interactivity/handling-user-interaction */
const ACKNOWLEDGE_MS = 3_000;

/** A line that is retired has no more to say. */
const RETIRE_LIMIT_MS = 2_000;

/** The longest that a timer takes: Slack's client looks for pongs itself only once in so long. See {@link followPulse}. */
const NEVER_MS = 2 ** 31 - 1;

/** What Slack's client tells of an envelope; it has no type for it. */
interface Delivered {
  body: ReceiverEvent['body'];
  ack: (answer: unknown) => Promise<void>;
  retry_num?: number;
  retry_reason?: string;
}

/**
 * Opens one connection and waits for Slack's greeting. Rejects as the Web API client does where Slack gives no address,
 * otherwise with an Error.
 */
export async function openLine(settings: LineSettings, on: LineHappenings): Promise<Line> {
  const client = new LineClient(settings, on);
  const acknowledgements = createInFlight();
  const complain = (error: unknown) => settings.logger.error('A connection to Slack was left behind', error);
  client.on('slack_event', (delivered: Delivered) => {
    acknowledgements.track(handOver(delivered, on)).catch(complain);
  });
  let endPulse = (): void => {};
  client.once('authenticated', ({ url }: { url: string }) => {
    endPulse = followPulse(url, () => {
      settings.logger.warn('A connection to Slack no longer answers: another one takes its place');
      on.goodbye('pings are not answered');
    });
  });
  client.once('disconnected', () => {
    endPulse();
    on.ended();
  });

  let fault: unknown = new Error('Slack did not greet in time');
  const greeted = client.start().catch((error: unknown) => {
    fault = error ?? new Error('The connection broke off before Slack greeted');
    throw fault;
  });
  const close = async (limitMs: number) => void (await within(client.disconnect(), limitMs));
  if (!(await within(greeted, GREETING_LIMIT_MS))) {
    await close(0);
    throw fault;
  }
  return {
    close,
    retire() {
      acknowledgements
        .settled(ACKNOWLEDGE_MS)
        .then(() => close(RETIRE_LIMIT_MS))
        .catch(complain);
    },
  };
}

/** Resolves when the event is acknowledged, or was not and never will be. */
function handOver(delivered: Delivered, on: LineHappenings): Promise<void> {
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
 * Slack's client for one connection. By itself it would close the connection as soon as Slack says goodbye, with what is
 * not yet acknowledged, and open the next one 5 s later (socket-mode 3.1).
 */
class LineClient extends SocketModeClient {
  readonly #on: LineHappenings;
  readonly #logger: BoltLogger;

  constructor({ appToken, slackApiUrl, logger }: LineSettings, on: LineHappenings) {
    super({
      appToken,
      // Failures are told once, by whoever keeps the lines.
      logger: { ...logger, error: (...parts) => logger.debug(...parts) },
      autoReconnectEnabled: false,
      clientPingTimeout: NEVER_MS,
      // An object of its own: the client writes into it.
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
      case 'known':
        return super.onWebSocketMessage(data, isBinary);
      case 'goodbye':
        return this.#on.goodbye(frame.reason);
      case 'unknown':
        return this.#logger.warn('Slack sent something over Socket Mode that this version does not know');
    }
  }
}

/** As often as Slack's own client asks (socket-mode 3.1). */
const PING_EVERY_MS = 5000 / 3;

/** So many questions in a row without an answer: nobody is there. */
const SILENCE = 3;

/**
 * Pings over the connection to this address from its opening on, and tells, once, where three pings in a row were not
 * answered. It counts instead of reading a clock: Slack's own client takes a clock that is set for a silence, and closes
 * every connection, with what is on its way over it. Answers the way to end it.
 */
function followPulse(url: string, onSilence: () => void): () => void {
  const address = new URL(url).href;
  let socket: WebSocket | undefined;
  let unanswered = 0;
  let timer: NodeJS.Timeout | undefined;

  const beat = () => {
    if (socket === undefined) return;
    if (unanswered >= SILENCE) {
      end();
      onSilence();
      return;
    }
    unanswered += 1;
    ping(socket);
  };
  // undici tells of all connections of the process.
  const opened = (message: unknown) => {
    const { websocket } = message as { websocket?: unknown };
    if (!(websocket instanceof WebSocket) || websocket.url !== address) return;
    socket = websocket;
    timer = setInterval(beat, PING_EVERY_MS);
  };
  const answered = (message: unknown) => {
    if ((message as { websocket?: unknown }).websocket === socket) unanswered = 0;
  };
  function end(): void {
    clearInterval(timer);
    OPENED.unsubscribe(opened);
    ANSWERED.unsubscribe(answered);
  }

  OPENED.subscribe(opened);
  ANSWERED.subscribe(answered);
  return end;
}

/** https://undici.nodejs.org/#/docs/api/DiagnosticsChannel */
const OPENED = channel('undici:websocket:open');

const ANSWERED = channel('undici:websocket:pong');

/** What Slack sends over a connection, as far as it matters which kind it is (docs.slack.dev/apis/events-api/using-socket-mode). */
type Frame =
  /** `hello`, or an envelope: for Slack's client. */
  | { kind: 'known' }
  /** Slack is about to end the connection. */
  | { kind: 'goodbye'; reason: string }
  /** Nothing that the client could handle: it throws at some, and takes others for events of its own. */
  | { kind: 'unknown' };

const ENVELOPES = new Set(['slash_commands', 'interactive']);

export function readFrame(data: unknown): Frame {
  const frame = parse(data);
  if (frame === undefined) return { kind: 'unknown' };
  const { type, reason, envelope_id: envelopeId, payload } = frame;
  if (type === 'hello') return { kind: 'known' };
  if (type === 'disconnect') return { kind: 'goodbye', reason: String(reason) };
  if (typeof envelopeId !== 'string' || !isObject(payload)) return { kind: 'unknown' };
  if (typeof type === 'string' && ENVELOPES.has(type)) return { kind: 'known' };
  // The client announces an event under its own type, next to words such as "close" that it uses itself.
  const eventType = isObject(payload['event']) ? payload['event']['type'] : undefined;
  const isEvent = type === 'events_api' && typeof eventType === 'string' && !OWN_EVENTS.has(eventType);
  return { kind: isEvent ? 'known' : 'unknown' };
}

/** Names under which the client speaks to itself and to us. */
const OWN_EVENTS = new Set([
  'close',
  'error',
  'ws_message',
  'slack_event',
  'outgoing_message',
  'connecting',
  'connected',
  'authenticated',
  'reconnecting',
  'disconnecting',
  'disconnected',
]);

function parse(data: unknown): Record<string, unknown> | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const frame: unknown = JSON.parse(data);
    return isObject(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
