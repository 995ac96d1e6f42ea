import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { INPUT_MB_MAX, isTooDeep, TOO_DEEP } from './text-limits.ts';

// Reads what people name: files and standard input.

/** Names standard input among files. */
export const STDIN = '-';

/** A file's text, or why it isn't read, as the end of a line that starts with its path. */
export type ReadText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

const unread = (why: string): ReadText => ({ ok: false, why });

export const tooLarge = (megabytes: number): string => `over ${megabytes} MB. Give a smaller file, or a part of it.`;

/** Reads a regular file or standard input, of at most `megabytes`. A link may lead to a regular file. Never rejects. */
export async function readText(file: string, megabytes = INPUT_MB_MAX): Promise<ReadText> {
  try {
    const most = megabytes * 2 ** 20;
    const status = file === STDIN ? undefined : await stat(file);
    if (status?.isDirectory()) return unread('this is a directory.');
    if (status?.isFile() === false)
      return unread("no regular file but a device, a pipe or a socket. Give a file's path.");
    if ((status?.size ?? 0) > most) return unread(tooLarge(megabytes));
    // Of /proc and of a file that grows, the size says nothing.
    const bytes = await readUpTo(file === STDIN ? process.stdin : createReadStream(file), most);
    if (bytes === undefined) return unread(tooLarge(megabytes));
    const text = decode(bytes);
    return isTooDeep(text) ? unread(TOO_DEEP) : { ok: true, text };
  } catch (error) {
    return unread(whyUnread(error));
  }
}

/** What a stream has; undefined where that is more than `most` bytes. Then the stream ends. */
export async function readUpTo(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  most: number,
): Promise<Buffer | undefined> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const part of parts) {
    length += part.length;
    if (length > most) return undefined;
    read.push(part);
  }
  return Buffer.concat(read);
}

/** PowerShell writes UTF-16. */
export function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** Codes: https://nodejs.org/api/errors.html#common-system-errors */
export function whyUnread(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = { ENOENT: 'no such file.', EACCES: 'permission denied.', EISDIR: 'this is a directory.' }[code];
  return why ?? `could not be read (${code || 'unknown reason'}).`;
}
