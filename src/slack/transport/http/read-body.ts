import type { IncomingMessage } from 'node:http';

/** Slack's largest payload is a form of some 250 KB, which URL encoding makes three times as long at most. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

export type ReadBody = { ok: true; body: Buffer } | { ok: false; kind: 'too-large' | 'broken-off' };

/** Reads a request's body, and no more of it than may be. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) return { ok: false, kind: 'too-large' };
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > BODY_LIMIT_BYTES) return { ok: false, kind: 'too-large' };
      parts.push(part);
    }
  } catch {
    return { ok: false, kind: 'broken-off' };
  }
  return { ok: true, body: Buffer.concat(parts) };
}
