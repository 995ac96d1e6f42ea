import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import fc from 'fast-check';
import { BODY_LIMIT_BYTES } from '../../src/slack/transport/http/read-body.ts';
import { anyInput } from './inputs/any-input.ts';
import type { Input } from './inputs/input.ts';

/** One request to the bot's server, and whether it may reach the bot. */
export interface Forged {
  what: string;
  body: Buffer;
  headers: Record<string, string>;
  allowed: readonly number[];
}

export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const FORM = 'application/x-www-form-urlencoded';

function signed(body: Buffer, { secret = SIGNING_SECRET, seconds = 0 } = {}): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000) + seconds);
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
}

const encode = ({ body }: Input): { type: string; body: Buffer } =>
  'event' in body
    ? { type: 'application/json', body: Buffer.from(JSON.stringify(body)) }
    : { type: FORM, body: Buffer.from(new URLSearchParams({ payload: JSON.stringify(body) }).toString()) };

/** Requests as Slack signs them, as nobody signs them, and everything in between. */
export const anyRequest: fc.Arbitrary<Forged> = fc.oneof(
  anyInput.map((input) => {
    const { type, body } = encode(input);
    return { what: 'signed', body, headers: { 'content-type': type, ...signed(body) }, allowed: [200] };
  }),
  fc.tuple(anyInput, fc.constantFrom(-3600, -301, 302, 3600)).map(([input, seconds]) => {
    const { type, body } = encode(input);
    return {
      what: 'of another time',
      body,
      headers: { 'content-type': type, ...signed(body, { seconds }) },
      allowed: [401],
    };
  }),
  fc.tuple(anyInput, fc.string()).map(([input, secret]) => {
    const { type, body } = encode(input);
    return {
      what: 'forged',
      body,
      headers: { 'content-type': type, ...signed(body, { secret: `${secret}!` }) },
      allowed: [401],
    };
  }),
  fc
    .tuple(
      fc.uint8Array({ maxLength: 2000 }),
      fc.constantFrom(FORM, 'application/json', `${FORM}; charset=utf-8`, 'text/xml'),
    )
    .map(([bytes, type]) => {
      const body = Buffer.from(bytes);
      return {
        what: 'signed rubbish',
        body,
        headers: { 'content-type': type, ...signed(body) },
        allowed: [200, 400, 415],
      };
    }),
  fc
    .tuple(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 80 }), fc.string({ maxLength: 20 }))
    .map(([bytes, signature, timestamp]) => ({
      what: 'with odd headers',
      body: Buffer.from(bytes),
      headers: {
        'x-slack-signature': encodeURIComponent(signature),
        'x-slack-request-timestamp': encodeURIComponent(timestamp),
      },
      allowed: [401],
    })),
  fc.constantFrom(BODY_LIMIT_BYTES + 1, BODY_LIMIT_BYTES * 2).map((length) => {
    const body = Buffer.alloc(length, 'a');
    return { what: 'oversized', body, headers: { 'content-type': FORM, ...signed(body) }, allowed: [413] };
  }),
);

/** The status of the answer; 0 where the connection was cut while the body was still on its way. */
export async function send(port: number, { body, headers }: Forged): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/slack/events',
        method: 'POST',
        headers: { ...headers, 'content-length': body.length },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}
