import type { WebClient } from '@slack/web-api';
import { decode, readUpTo } from '../../read-text.ts';
import { within } from '../../retry.ts';
import { isTooDeep } from '../../text-limits.ts';
import { isSlackUrl } from './foreign-urls.ts';
import { missingScopeOf } from './slack-errors.ts';

/** A file that somebody shared, as Slack names it in an event or a submission. */
export interface SharedFile {
  id: string;
  name: string;
  /** In bytes. Null where Slack doesn't say, as for files from another organization; the same holds of the address. */
  size: number | null;
  url: string | null;
}

/** Why a file wasn't read. `no-right`: the app lacks `files:read`. */
export type WhyUnread = 'too-large' | 'too-deep' | 'no-right' | 'gone' | 'unreachable';

type ReadFile = { ok: true; text: string } | { ok: false; why: WhyUnread };

/** Largest file that is read, in bytes. */
export const FILE_BYTES_MAX = 5 * 2 ** 20;

/** More of a message aren't read. */
const FILES_MAX = 10;

/** Texts, tables and JSON. What is packed is refused by its content. */
const READABLE = new Set(['json', 'jsonl', 'ndjson', 'csv', 'tsv', 'txt', 'text', 'javascript', 'gz', 'tgz', 'zip']);

/** The files of an event or a submission that can be a measurement. Anything that isn't a file is left out. */
export function readableFilesIn(files: unknown): SharedFile[] {
  const listed: unknown[] = Array.isArray(files) ? files : [];
  return listed
    .flatMap((file) => fileIn(file) ?? [])
    .filter(({ file, type }) => READABLE.has(type) || READABLE.has(file.name.split('.').at(-1)?.toLowerCase() ?? ''))
    .slice(0, FILES_MAX)
    .map(({ file }) => file);
}

/** `type`: Slack's word for what it holds, such as `json`. */
function fileIn(file: unknown): { file: SharedFile; type: string } | undefined {
  if (typeof file !== 'object' || file === null) return undefined;
  const { id, name, filetype, size, url_private: url } = file as Record<string, unknown>;
  if (typeof id !== 'string') return undefined;
  return {
    file: {
      id,
      name: typeof name === 'string' && name !== '' ? name : id,
      size: typeof size === 'number' ? size : null,
      url: typeof url === 'string' ? url : null,
    },
    type: typeof filetype === 'string' ? filetype : '',
  };
}

interface ReadingParts {
  client: Pick<WebClient, 'files' | 'token' | 'slackApiUrl'>;
  fetch: typeof globalThis.fetch;
}

/**
 * Reads a shared file as text, within `limitMs` milliseconds: with the bot's token, which goes to Slack's own addresses only. Never
 * rejects: an error of `fetch` can contain the address. docs.slack.dev/reference/objects/file-object
 */
export async function readSharedFile(parts: ReadingParts, file: SharedFile, limitMs: number): Promise<ReadFile> {
  const reading = read(parts, file, limitMs);
  // The client's own limit is longer, and it takes no other.
  return (await within(reading, limitMs)) ? reading : unread('unreachable');
}

async function read({ client, fetch }: ReadingParts, file: SharedFile, limitMs: number): Promise<ReadFile> {
  if ((file.size ?? 0) > FILE_BYTES_MAX) return unread('too-large');
  try {
    const url = file.url ?? (await askForUrl(client, file.id));
    if (url === null) return unread('gone');
    if (!isSlackUrl(url, client.slackApiUrl)) return unread('unreachable');
    const answer = await fetch(url, {
      headers: { authorization: `Bearer ${client.token ?? ''}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(limitMs),
    });
    return await contentOf(answer);
  } catch (error) {
    return unread(missingScopeOf(error) === undefined ? 'unreachable' : 'no-right');
  }
}

async function askForUrl(client: ReadingParts['client'], file: string): Promise<string | null> {
  const answer = await client.files.info({ file });
  return answer.file?.url_private ?? null;
}

const unread = (why: WhyUnread): ReadFile => ({ ok: false, why });

/** Without the right to read files, Slack sends the app to its sign-in page, as it does with a browser that isn't signed in. */
async function contentOf(answer: Response): Promise<ReadFile> {
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') === true;
  const isRefused = (answer.status >= 300 && answer.status < 400) || answer.status === 401 || answer.status === 403;
  if (!answer.ok || isPage) {
    await answer.body?.cancel();
    if (isRefused || isPage) return unread('no-right');
    return unread(answer.status === 404 || answer.status === 410 ? 'gone' : 'unreachable');
  }
  const bytes = await readUpTo(answer.body ?? [], FILE_BYTES_MAX);
  if (bytes === undefined) return unread('too-large');
  const text = decode(bytes);
  return isTooDeep(text) ? unread('too-deep') : { ok: true, text };
}
