import { request } from 'node:http';
import fc from 'fast-check';
import { BODY_LIMIT_BYTES } from '../../src/slack/connection/http-request.ts';
import { FORM, signed } from '../support/signed-request.ts';
import { anyCommand, anyInput } from './inputs/index.ts';
import type { Input } from './inputs/payload.ts';

/** A request as it goes out. */
interface Forged {
  body: Buffer;
  headers: Record<string, string>;
  /** Without saying how long it is. */
  isChunked?: boolean;
}

const unsigned = (): Record<string, string> => ({});

/** A payload in Slack's format: events as JSON, commands as fields, interactions as JSON in a field. */
function encode(payload: Record<string, unknown>): { type: string; body: Buffer } {
  if ('event' in payload) return { type: 'application/json', body: Buffer.from(JSON.stringify(payload)) };
  const isCommand = 'command' in payload && Object.values(payload).every((value) => typeof value === 'string');
  const fields = isCommand ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  return { type: FORM, body: Buffer.from(new URLSearchParams(fields).toString()) };
}

/** What came back. */
export interface Answer {
  /** 0 where the connection was cut. */
  status: number;
  /** What an acknowledgement holds: JSON, a text, or nothing. */
  body: unknown;
}

/** Sends a request to the bot's server. Never rejects. */
export async function send(port: number, { body, headers, isChunked = false }: Forged): Promise<Answer> {
  const length = isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.length };
  return new Promise((resolve) => {
    const sent = request(
      { host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers: { ...headers, ...length } },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          const isJson = response.headers['content-type'] === 'application/json';
          resolve({ status: response.statusCode ?? 0, body: isJson ? JSON.parse(text) : text || undefined });
        });
        response.on('error', () => resolve({ status: response.statusCode ?? 0, body: undefined }));
      },
    );
    sent.on('error', () => resolve({ status: 0, body: undefined }));
    sent.end(body);
  });
}

/** One request to the bot's server, and what may come of it. */
export interface Request {
  what: string;
  /** What stands in it, if it is what Slack sends. */
  input?: Input;
  /** The bot has to take it: it is as Slack sends and signs it. */
  isTaken: boolean;
  forge(body: Input['body']): Forged;
  /** Statuses of the answer; 0 where the connection may be cut while the body is still on its way. */
  allowed: readonly number[];
}

const asSlackSends = (what: string, input: Input): Request => ({
  what,
  input,
  isTaken: true,
  forge: (given) => {
    const { type, body } = encode(given);
    return { body, headers: { 'content-type': type, ...signed(body) } };
  },
  allowed: [200],
});

const refused = (what: string, input: Input, given: Parameters<typeof signed>[1]): Request => ({
  what,
  input,
  isTaken: false,
  forge: (moment) => {
    const { type, body } = encode(moment);
    return { body, headers: { 'content-type': type, ...signed(body, given) } };
  },
  allowed: [401],
});

const rubbish = (what: string, bytes: Uint8Array, headers: (body: Buffer) => Forged['headers'], allowed: number[]) => {
  const body = Buffer.from(bytes);
  return { what, isTaken: false, forge: () => ({ body, headers: headers(body) }), allowed };
};

/** Too long, by its header or by its bytes. It is refused before its signature is checked, so even if Slack signed it. */
const oversized = fc
  .tuple(
    fc.constantFrom(BODY_LIMIT_BYTES + 1, BODY_LIMIT_BYTES * 2),
    fc.boolean(),
    fc.constantFrom<[string, (body: Buffer) => Forged['headers'], number]>(
      ['oversized', (body) => signed(body), 413],
      ['oversized and forged', (body) => signed(body, { secret: 'x' }), 413],
      ['oversized and unsigned', unsigned, 401],
    ),
  )
  .map(
    ([length, isChunked, [what, headers, status]]): Request => ({
      what: isChunked ? `${what}, in chunks` : what,
      isTaken: false,
      forge: () => {
        const body = Buffer.alloc(length, 'a');
        return { body, headers: { 'content-type': FORM, ...headers(body) }, isChunked };
      },
      allowed: [status, 0],
    }),
  );

/** Requests as Slack signs them, as nobody signs them, and everything in between. */
export const anyRequest: fc.Arbitrary<Request> = fc.oneof(
  anyInput.map((input) => asSlackSends('signed', input)),
  anyCommand.map((input) => asSlackSends('signed command', input)),
  fc
    .tuple(anyInput, fc.constantFrom(-3600, -301, 302, 3600))
    .map(([input, seconds]) => refused('of another time', input, { seconds })),
  fc.tuple(anyInput, fc.string()).map(([input, secret]) => refused('forged', input, { secret: `${secret}!` })),
  fc
    .tuple(
      fc.uint8Array({ maxLength: 2000 }),
      fc.constantFrom(FORM, 'application/json', `${FORM}; charset=utf-8`, 'text/xml'),
    )
    .map(([bytes, type]) =>
      rubbish('signed rubbish', bytes, (body) => ({ 'content-type': type, ...signed(body) }), [200, 400, 415]),
    ),
  fc
    .tuple(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 80 }), fc.string({ maxLength: 20 }))
    .map(([bytes, signature, timestamp]) =>
      rubbish(
        'with odd headers',
        bytes,
        () => ({
          'x-slack-signature': encodeURIComponent(signature),
          'x-slack-request-timestamp': encodeURIComponent(timestamp),
        }),
        [401],
      ),
    ),
  oversized,
);
