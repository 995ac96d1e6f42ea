/** What Slack sends over a connection, as far as it matters which kind it is (docs.slack.dev/apis/events-api/using-socket-mode). */
export type Frame =
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
