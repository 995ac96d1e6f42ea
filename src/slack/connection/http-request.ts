import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse as parseForm } from 'node:querystring';

/** What Slack sent, as an object, or the HTTP status of the refusal. */
type ParsedPayload = { ok: true; payload: Record<string, unknown> } | { ok: false; status: 400 | 415 };

/**
 * Parses a verified body by its content type. The charset must be UTF-8. Commands are forms, interactions are forms whose field
 * `payload` is JSON, and events are JSON.
 */
export function parsePayload(contentType: string | undefined, body: Buffer): ParsedPayload {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) return { ok: false, status: 415 };
  const text = decode(body);
  if (text === undefined) return { ok: false, status: 400 };
  switch (type) {
    case 'application/json':
      return parseJson(text);
    case 'application/x-www-form-urlencoded':
      return parseFields(text);
    default:
      return { ok: false, status: 415 };
  }
}

function decode(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function parseFields(text: string): ParsedPayload {
  // The first of duplicate fields counts: Slack sends no lists.
  const fields = Object.entries(parseForm(text)).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  const payload: Record<string, unknown> = Object.fromEntries(fields);
  return typeof payload['payload'] === 'string' ? parseJson(payload['payload']) : { ok: true, payload };
}

function parseJson(text: string): ParsedPayload {
  try {
    const payload: unknown = JSON.parse(text);
    if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) {
      return { ok: true, payload: payload as Record<string, unknown> };
    }
  } catch {
    // Not JSON: treated like JSON that isn't an object.
  }
  return { ok: false, status: 400 };
}

/**
 * Size limit of a request. Slack documents none. The largest is a message shortcut: the message's text of up to 40,000
 * characters (https://docs.slack.dev/reference/methods/chat.postMessage) is sent twice, as text and as rich text, and a
 * character takes up to 8 bytes as URL-encoded JSON (`%5Cu4e2d`): 640 KB and the rest.
 */
export const BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * Most chunks of a body: 256 bytes each for the largest. TCP's smallest segments carry 536
 * (https://www.rfc-editor.org/rfc/rfc9293#section-3.7.1). Chunks of one byte cost a microsecond each, so a MB would block the
 * process for a second.
 */
const PIECES_LIMIT = 4096;

/** Size of the first block that holds a body; later ones are larger. Most of Slack's bodies fit into one. */
const FIRST_BLOCK_BYTES = 4 * 1024;

const BLOCK_BYTES = 64 * 1024;

/** Why there is no body. `evicted`: the memory was needed for other requests. */
export type UnreadBody = 'too-large' | 'too-many-pieces' | 'evicted' | 'broken-off';

const NOTHING = Buffer.alloc(0);

type ReadBody = { ok: true; body: Buffer } | { ok: false; kind: UnreadBody };

/**
 * Reads a request's body within the limits. Copies it into blocks, which the budget counts until the body is complete: a chunk
 * of one byte from Node may keep 64 KB in memory. Never rejects.
 */
export function readBody(request: IncomingMessage, budget: BodyBudget): Promise<ReadBody> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) {
    return Promise.resolve({ ok: false, kind: 'too-large' });
  }
  return new Promise((resolve) => {
    let blocks: Buffer[] = [];
    let length = 0;
    let room = 0;
    let pieces = 0;

    const settle = (read: ReadBody) => {
      claim.release();
      request.off('data', take).off('end', end).off('close', breakOff);
      blocks = [];
      resolve(read);
    };
    const take = (piece: Buffer) => {
      pieces += 1;
      length += piece.length;
      if (length > BODY_LIMIT_BYTES) return settle({ ok: false, kind: 'too-large' });
      if (pieces > PIECES_LIMIT) return settle({ ok: false, kind: 'too-many-pieces' });
      for (let at = 0; at < piece.length; ) {
        if (room === 0) {
          room = blocks.length === 0 ? FIRST_BLOCK_BYTES : BLOCK_BYTES;
          // May evict this very request.
          if (!claim.grow(room)) return;
          blocks.push(Buffer.allocUnsafeSlow(room));
        }
        const block = blocks.at(-1) ?? NOTHING;
        const copied = piece.copy(block, block.length - room, at);
        at += copied;
        room -= copied;
      }
    };
    const end = () => settle({ ok: true, body: Buffer.concat(blocks, length) });
    const breakOff = () => settle({ ok: false, kind: 'broken-off' });

    const claim = budget.open(() => settle({ ok: false, kind: 'evicted' }));
    // An error is followed by close. Without a listener it would crash the process.
    request.on('error', () => {});
    request.on('data', take).on('end', end).on('close', breakOff);
  });
}

/** The headers that are checked before the body is read. */
interface Signed {
  /** Header `x-slack-request-timestamp`: seconds since 1970. */
  timestamp: string | string[] | undefined;
  /** Header `x-slack-signature`. */
  signature: string | string[] | undefined;
}

/** Tolerated difference between Slack's clock and ours, in seconds. An older request may be a replay. */
const CLOCK_LIMIT_S = 5 * 60;

/**
 * Returns why the headers are refused, without reading the body: they aren't Slack's, or not recent. Undefined where the
 * signature has to tell.
 */
export function headerFault({ timestamp, signature }: Signed, nowMs: number): 'malformed' | 'stale' | undefined {
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return 'malformed';
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return 'malformed';
  return Math.abs(nowMs / 1000 - Number(timestamp)) <= CLOCK_LIMIT_S ? undefined : 'stale';
}

/**
 * Returns whether Slack signed this body (docs.slack.dev/authentication/verifying-requests-from-slack). Compares in constant
 * time.
 */
export function isSigned({ timestamp, signature }: Signed, body: Buffer, signingSecret: string): boolean {
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const given = Buffer.from(String(signature));
  const wanted = Buffer.from(`v0=${expected}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * Limit for all unfinished requests together, in bytes: sixteen of the largest. Slack's requests are a few KB and complete
 * within milliseconds, so only senders that never finish reach it.
 */
const BODIES_LIMIT_BYTES = 16 * 1024 * 1024;

/** Limits the memory of unverified bodies. */
export interface BodyBudget {
  heldBytes(): number;
  /** Starts counting for one request. `onEvicted`: called at most once, and must release the body. */
  open(onEvicted: () => void): BodyClaim;
}

interface BodyClaim {
  /** Counts more bytes, and evicts the oldest requests while the limit is exceeded. Returns false where this one is evicted. */
  grow(bytes: number): boolean;
  /** Releases all bytes. Calling it again does nothing. */
  release(): void;
}

/**
 * Makes room by evicting the oldest request. Slack's requests complete quickly; slow or unfinished ones grow old. So a flood
 * evicts itself, without a limit per peer, which behind a proxy would be the same for all.
 */
export function createBodyBudget(limitBytes = BODIES_LIMIT_BYTES): BodyBudget {
  // Oldest first.
  const claims = new Map<BodyClaim, { bytes: number; onEvicted: () => void }>();
  let heldBytes = 0;

  function makeRoom(): void {
    for (const [oldest, { bytes, onEvicted }] of claims) {
      if (heldBytes <= limitBytes) return;
      // Frees nothing.
      if (bytes === 0) continue;
      oldest.release();
      onEvicted();
    }
  }

  return {
    heldBytes: () => heldBytes,
    open(onEvicted) {
      const claim: BodyClaim = {
        grow(bytes) {
          const held = claims.get(claim);
          if (held === undefined) return false;
          held.bytes += bytes;
          heldBytes += bytes;
          makeRoom();
          return claims.has(claim);
        },
        release() {
          heldBytes -= claims.get(claim)?.bytes ?? 0;
          claims.delete(claim);
        },
      };
      claims.set(claim, { bytes: 0, onEvicted });
      return claim;
    },
  };
}
