import { setTimeout as sleep } from 'node:timers/promises';

// GitHub's REST endpoints for the comments of an issue, which every pull request is:
// docs.github.com/en/rest/issues/comments (read 2026-11-29). Written for `fetch` alone: it runs where nothing is installed.

/** GitHub refuses a longer comment: "body is too long (maximum is 65536 characters)". */
const BODY_LIMIT = 65_536;

/** 3,000 comments. Beyond, a second comment of ours is better than a minute's wait. */
const PAGES_MAX = 30;

const ATTEMPTS = 3;

interface Comment {
  readonly id: number;
  readonly html_url: string;
  readonly body?: string;
  readonly user: { readonly type: string } | null;
  readonly author_association?: string;
}

export interface PullRequest {
  /** `https://api.github.com`, or a GitHub Enterprise Server's. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  readonly token: string;
  /** Milliseconds before the first retry; each further one waits twice as long. */
  readonly retryAfterMs?: number;
}

/** A comment that was kept up to date, or why it wasn't. */
export type Kept =
  | { ok: true; done: 'created' | 'updated' | 'deleted' | 'none'; url?: string }
  | { ok: false; why: string };

/**
 * Makes the one comment that begins with `marker` say `text`: edits it, creates it, or deletes it where the text is null.
 * Never throws: a comment is no reason for a check to fail.
 */
export async function keepComment(pull: PullRequest, marker: string, text: string | null): Promise<Kept> {
  try {
    return await keep(pull, marker, text);
  } catch (error) {
    return { ok: false, why: error instanceof Refused ? error.message : `GitHub didn't answer: ${describe(error)}.` };
  }
}

async function keep(pull: PullRequest, marker: string, text: string | null): Promise<Kept> {
  const own = await findOwn(pull, marker);
  if (text === null) {
    if (own === undefined) return { ok: true, done: 'none' };
    await call(pull, 'DELETE', `issues/comments/${own.id}`);
    return { ok: true, done: 'deleted' };
  }
  const body = cut(`${marker}\n${text}`);
  if (own !== undefined) return { ok: true, done: 'updated', url: await write(pull, own, body) };
  try {
    const created = await call(pull, 'POST', `issues/${pull.number}/comments`, { body }, 1);
    return { ok: true, done: 'created', url: (created.data as Comment).html_url };
  } catch (error) {
    if (!isPassing(error)) throw error;
    // It may have been created all the same, and a retry would post it twice.
    await pause(pull, 1);
    const posted = await findOwn(pull, marker);
    if (posted !== undefined) return { ok: true, done: 'created', url: await write(pull, posted, body) };
    const created = await call(pull, 'POST', `issues/${pull.number}/comments`, { body });
    return { ok: true, done: 'created', url: (created.data as Comment).html_url };
  }
}

async function write(pull: PullRequest, { id, html_url }: Comment, body: string): Promise<string> {
  await call(pull, 'PATCH', `issues/comments/${id}`, { body });
  return html_url;
}

/** The oldest comment that begins with the marker, by a bot or by someone who may write to the repository: anybody can copy it. */
async function findOwn(pull: PullRequest, marker: string): Promise<Comment | undefined> {
  let path: string | undefined = `issues/${pull.number}/comments?per_page=100`;
  for (let page = 0; path !== undefined && page < PAGES_MAX; page += 1) {
    const { data, next } = await call(pull, 'GET', path);
    const own = (data as Comment[]).find((comment) => comment.body?.startsWith(marker) && isTrusted(comment));
    if (own !== undefined) return own;
    path = next;
  }
  return undefined;
}

const isTrusted = ({ user, author_association: by = '' }: Comment): boolean =>
  user?.type === 'Bot' || ['OWNER', 'MEMBER', 'COLLABORATOR'].includes(by);

/** GitHub refused it, in a sentence that says what to do. */
class Refused extends Error {
  readonly status: number;
  constructor(status: number, text: string) {
    super(text);
    this.status = status;
  }
}

async function call(
  pull: PullRequest,
  method: string,
  path: string,
  body?: object,
  attempts = ATTEMPTS,
): Promise<{ data: unknown; next: string | undefined }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callOnce(pull, method, path, body);
    } catch (error) {
      if (attempt >= attempts || !isPassing(error)) throw error;
      await pause(pull, attempt);
    }
  }
}

const pause = ({ retryAfterMs = 1_000 }: PullRequest, attempt: number) => sleep(retryAfterMs * 2 ** (attempt - 1));

/** A refusal by GitHub's servers or by its limit on requests, or no answer at all. */
const isPassing = (error: unknown): boolean =>
  error instanceof Refused ? error.status >= 500 || error.status === 429 : !(error instanceof SyntaxError);

async function callOnce(pull: PullRequest, method: string, path: string, body?: object) {
  const base = `${pull.apiUrl.replace(/\/$/, '')}/repos/${pull.repository}/`;
  const response = await fetch(base + path, {
    method,
    headers: {
      Accept: 'application/vnd.github+json',
      Authorization: `Bearer ${pull.token}`,
      'X-GitHub-Api-Version': '2022-11-28',
      'User-Agent': 'endpoint-reviewer',
    },
    // A redirect would carry the token to another address.
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Refused(response.status, refusalOf(response.status, await response.text()));
  const data: unknown = response.status === 204 ? null : await response.json();
  return { data, next: nextPage(response.headers.get('link') ?? '', base) };
}

/** The path of the next page, which must lie below the same address. */
function nextPage(link: string, base: string): string | undefined {
  const part = link.split(',').find((one) => one.includes('rel="next"')) ?? '';
  const url = part.slice(part.indexOf('<') + 1, part.indexOf('>'));
  const at = url.indexOf('/issues/');
  return at < 0 || new URL(url).origin !== new URL(base).origin ? undefined : url.slice(at + 1);
}

function refusalOf(status: number, text: string): string {
  const said = messageIn(text);
  switch (status) {
    case 401:
      return `GitHub refused the token (401: ${said}). Pass \${{ github.token }} as token.`;
    case 403:
    case 404:
      return `The token may not write comments here (${status}: ${said}). Give the job pull-requests: write. The token of a pull request from a fork can only read.`;
    case 422:
      return `GitHub refused the comment (422: ${said}).`;
    default:
      return `GitHub answered ${status}: ${said}.`;
  }
}

function messageIn(text: string): string {
  try {
    const { message, errors } = JSON.parse(text) as { message?: unknown; errors?: { message?: unknown }[] };
    const [first] = errors ?? [];
    return [message, first?.message].filter((part) => typeof part === 'string').join(': ') || 'no reason given';
  } catch {
    return 'no reason given';
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

const REST = '\n\n(Shortened. The job summary has the rest.)';

/** At most what GitHub takes, cut after a whole line. */
function cut(body: string): string {
  if (body.length <= BODY_LIMIT) return body;
  const head = body.slice(0, BODY_LIMIT - REST.length);
  return head.slice(0, Math.max(head.lastIndexOf('\n'), 0)) + REST;
}
