import fc from 'fast-check';
import { BODY_LIMIT_BYTES } from '../../../src/slack/connection/http-request.ts';
import { anyCommand, anyInput } from '../inputs/index.ts';
import type { Input } from '../inputs/input.ts';
import { encode, FORM, type Forged, signed, unsigned } from './forge.ts';

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
