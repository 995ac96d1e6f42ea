import { createHmac } from 'node:crypto';

export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const FORM = 'application/x-www-form-urlencoded';

interface Signing {
  secret?: string;
  /** How far Slack's clock is ahead of ours. */
  seconds?: number;
}

/** The headers by which Slack signs a body; with another secret, or seconds too late or too early, those of somebody else. */
export function signed(
  body: Buffer | string,
  { secret = SIGNING_SECRET, seconds = 0 }: Signing = {},
): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) + seconds);
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
}

/** Sends the bot a signed body, as a form where no other type is given, and returns the status of its answer. */
export async function postSigned(
  port: number,
  body: string,
  { headers = {}, ...signing }: Signing & { headers?: Record<string, string> } = {},
): Promise<number> {
  const all = { 'content-type': FORM, ...signed(body, signing), ...headers };
  return (await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers: all, body })).status;
}
