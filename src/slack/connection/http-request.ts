import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { parse as parseForm } from 'node:querystring';

/** What Slack sent, as an object; or the HTTP status that says why it is none. */
type ParsedPayload = { ok: true; payload: Record<string, unknown> } | { ok: false; status: 400 | 415 };

/**
 * Reads a verified body by its content type, whatever parameters that has as long as the charset is UTF-8. Commands are
 * forms; interactions are forms whose field `payload` is JSON; events are JSON.
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
  // Of a field that is there twice the first one counts: nothing of Slack's is a list.
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
    // Not JSON: the same as JSON that is no object.
  }
  return { ok: false, status: 400 };
}

/**
 * The most that one request may send. Slack documents no maximum. The largest that reaches this bot is a message shortcut: the
 * message's text of up to 40,000 characters (https://docs.slack.dev/reference/methods/chat.postMessage) comes twice, as
 * text and as rich text, and each character takes up to 8 bytes as URL-encoded JSON (`%5Cu4e2d`): 640 KB and the rest.
 */
export const BODY_LIMIT_BYTES = 1024 * 1024;

/**
 * The most pieces that a body may come in: 256 bytes each for the largest. TCP's smallest segments carry 536
 * (https://www.rfc-editor.org/rfc/rfc9293#section-3.7.1). Pieces of one byte cost a microsecond each, which adds up to
 * a second per MB in which nothing else happens.
 */
const PIECES_LIMIT = 4096;

/** A body is held in blocks: the first has this size, the others are larger. Most of Slack's fit into one. */
const FIRST_BLOCK_BYTES = 4 * 1024;

const BLOCK_BYTES = 64 * 1024;

/** Why there is no body. `evicted`: the budget was needed for others. */
export type UnreadBody = 'too-large' | 'too-many-pieces' | 'evicted' | 'broken-off';

const NOTHING = Buffer.alloc(0);

type ReadBody = { ok: true; body: Buffer } | { ok: false; kind: UnreadBody };

/**
 * Reads a request's body, as far as it may. It is copied into blocks, which the budget counts until the body is complete: what Node
 * hands over may be a byte that keeps 64 KB in memory. Never rejects.
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
    // An error is followed by close. Without a listener it would end the process.
    request.on('error', () => {});
    request.on('data', take).on('end', end).on('close', breakOff);
  });
}

/** What a request says about who sent it, before a byte of its body counts. */
interface Signed {
  /** Header `x-slack-request-timestamp`: seconds since 1970. */
  timestamp: string | string[] | undefined;
  /** Header `x-slack-signature`. */
  signature: string | string[] | undefined;
}

/** So far may Slack's clock and ours be apart, either way, in seconds. An older request may be one that was recorded. */
const CLOCK_LIMIT_S = 5 * 60;

/** Whether the headers look signed and are of the present. Without this there is no reason to read the body. */
export function isTimely({ timestamp, signature }: Signed, nowMs: number): boolean {
  if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return false;
  return Math.abs(nowMs / 1000 - Number(timestamp)) <= CLOCK_LIMIT_S;
}

/**
 * Whether Slack signed this very body (docs.slack.dev/authentication/verifying-requests-from-slack), compared in a time
 * that tells nothing about the right signature.
 */
export function isSigned({ timestamp, signature }: Signed, body: Buffer, signingSecret: string): boolean {
  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex');
  const given = Buffer.from(String(signature));
  const wanted = Buffer.from(`v0=${expected}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/**
 * What all unfinished requests may hold together, in bytes: sixteen of the largest. Slack's are a few KB and are complete within
 * milliseconds, so this many only pile up where somebody sends without finishing.
 */
const BODIES_LIMIT_BYTES = 16 * 1024 * 1024;

/** Bounds the memory of bodies that nobody has verified yet. */
export interface BodyBudget {
  /** Bytes held now. */
  heldBytes(): number;
  /** Starts counting for one request. `onEvicted` is called at most once: it must let go of the body at once. */
  open(onEvicted: () => void): BodyClaim;
}

interface BodyClaim {
  /**
   * Counts more bytes. If all requests together exceed the limit, the oldest are evicted until they don't. False where
   * this one is among those.
   */
  grow(bytes: number): boolean;
  /** Gives everything back. Calling it again does nothing. */
  release(): void;
}

/**
 * Makes room by evicting the request that began first. What Slack sends is young and soon complete; who sends slowly or never
 * finishes is old. So a flood evicts itself and Slack's requests get through, without a limit per peer: behind a
 * proxy all requests have the same one.
 */
export function createBodyBudget(limitBytes = BODIES_LIMIT_BYTES): BodyBudget {
  // In the order in which they were opened.
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

/** So many lines per window; the others are counted. At most 20 MB a day, however many are refused. */
const LINES = 10;

const WINDOW_MS = 10_000;

const CLAIM_LENGTH = 60;

/** Writes what was refused, but no more than a disk can take. */
export interface RefusalLog {
  write(text: string): void;
  /** Writes the count that is still due. */
  stop(): void;
}

export function createRefusalLog(warn: (text: string) => void): RefusalLog {
  let written = 0;
  let left = 0;
  let window: NodeJS.Timeout | undefined;

  const close = () => {
    clearTimeout(window);
    window = undefined;
    if (left > 0) warn(`${left} more refusals within ${WINDOW_MS / 1000} s were not logged`);
    written = 0;
    left = 0;
  };
  return {
    write(text) {
      window ??= setTimeout(close, WINDOW_MS).unref();
      if (written === LINES) left += 1;
      else {
        written += 1;
        warn(text);
      }
    },
    stop: close,
  };
}

/** Who sent a request: the peer's address, and whom a proxy names, which anybody can claim. */
export function senderOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? 'a peer that is gone';
  const claimed = headers['x-forwarded-for'];
  return claimed === undefined ? peer : `${peer} (claims to forward for ${String(claimed).slice(0, CLAIM_LENGTH)})`;
}
