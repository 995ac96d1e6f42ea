import { createHmac } from 'node:crypto';
import { Agent, request } from 'undici';
import { addressIn, isPrivateAddress, lookUpPublic, PRIVATE_ADDRESS } from './refuse-address.ts';

interface Webhook {
  /** The same for each attempt, so that the receiver knows a repetition. Without a dot. */
  id: string;
  /** JSON. */
  body: string;
}

/** Where it goes. Holds a secret: never log it. */
export interface Receiver {
  url: string;
  secret: string;
  allowPrivate: boolean;
}

/** `error`: a code without any part of the address, such as `http_500`, `timeout` or `private_address`. */
export type Delivery = { ok: true } | { ok: false; error: string };

/** Milliseconds for a whole attempt, from looking up the name to the answer's status. */
const LIMIT_MS = 10_000;

/**
 * Sends a webhook once. Only a 2xx in time is a success. Follows no redirect, and never reads the answer's body. Never rejects.
 * `now`: the time of the signature, in milliseconds since 1970.
 */
export async function sendWebhook(
  webhook: Webhook,
  { url, secret, allowPrivate }: Receiver,
  { now, limitMs = LIMIT_MS }: { now: number; limitMs?: number },
): Promise<Delivery> {
  const address = addressIn(new URL(url));
  if (!allowPrivate && address !== undefined && isPrivateAddress(address)) return { ok: false, error: PRIVATE_ADDRESS };
  const agent = new Agent({ connect: { timeout: limitMs, ...(!allowPrivate && { lookup: lookUpPublic }) } });
  try {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'endpoint-reviewer',
        ...signedHeaders({ ...webhook, at: now }, secret),
      },
      body: webhook.body,
      dispatcher: agent,
      signal: AbortSignal.timeout(limitMs),
      headersTimeout: limitMs,
    });
    // Ends the connection, whatever still comes.
    body.on('error', () => {}).destroy();
    return statusCode >= 200 && statusCode < 300 ? { ok: true } : { ok: false, error: `http_${statusCode}` };
  } catch (error) {
    return { ok: false, error: codeOf(error) };
  } finally {
    agent.destroy().catch(() => {});
  }
}

const TIMEOUTS = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'];

/** A message may hold the address, and a code doesn't. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (error.name === 'TimeoutError' || (code !== undefined && TIMEOUTS.includes(code))) return 'timeout';
  return code ?? error.name;
}

/** Standard Webhooks writes a secret's bytes in Base64 after this (https://www.standardwebhooks.com). */
const ENCODED = 'whsec_';

/**
 * Returns the headers that identify and sign a webhook, by the convention of Standard Webhooks: an HMAC-SHA256 of
 * `id.timestamp.body`. `at`: when it is sent, in milliseconds since 1970. `secret`: Base64 after `whsec_`, else any text.
 */
export function signedHeaders(
  { id, at, body }: { id: string; at: number; body: string },
  secret: string,
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(Math.floor(at / 1000));
  const key = secret.startsWith(ENCODED) ? Buffer.from(secret.slice(ENCODED.length), 'base64') : Buffer.from(secret);
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
