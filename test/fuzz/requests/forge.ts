import { createHmac } from 'node:crypto';

/** A request as it goes out. */
export interface Forged {
  body: Buffer;
  headers: Record<string, string>;
  /** Without saying how long it is. */
  isChunked?: boolean;
}

export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const FORM = 'application/x-www-form-urlencoded';

/** The headers by which Slack signs a body; with another secret, or seconds too late or too early, those of somebody else. */
export function signed(body: Buffer, { secret = SIGNING_SECRET, seconds = 0 } = {}): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) + seconds);
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
}

export const unsigned = (): Record<string, string> => ({});

/** A payload in Slack's format: events as JSON, commands as fields, interactions as JSON in a field. */
export function encode(payload: Record<string, unknown>): { type: string; body: Buffer } {
  if ('event' in payload) return { type: 'application/json', body: Buffer.from(JSON.stringify(payload)) };
  const isCommand = 'command' in payload && Object.values(payload).every((value) => typeof value === 'string');
  const fields = isCommand ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  return { type: FORM, body: Buffer.from(new URLSearchParams(fields).toString()) };
}
