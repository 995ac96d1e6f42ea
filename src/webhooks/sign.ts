import { createHmac } from 'node:crypto';

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
