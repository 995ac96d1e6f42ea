import type { IncomingMessage } from 'node:http';
import type { BodyBudget } from './body-budget.ts';

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

export type ReadBody = { ok: true; body: Buffer } | { ok: false; kind: UnreadBody };

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
