import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// A double of GitHub's REST endpoints for the comments of an issue, by docs.github.com/en/rest/issues/comments.

interface StoredComment {
  readonly id: number;
  readonly issue: number;
  body: string;
  readonly by: { readonly type: 'Bot' | 'User'; readonly association: string };
}

/** What the double does once instead: answers a status, does as asked and answers 502 (`lost`), hangs up, or `none` of these. */
type Fault = number | 'lost' | 'hangs-up' | 'none';

export interface TestGitHub {
  readonly url: string;
  /** Of every pull request, oldest first. */
  readonly comments: StoredComment[];
  /** Method and path of every request, in order. */
  readonly calls: string[];
  /** The next answers, one a request; then as documented. */
  faults: Fault[];
  /** Whether the token may write, as one of a pull request from a fork may not. */
  mayWrite: boolean;
  /** Somebody comments. */
  comment(issue: number, body: string, by?: StoredComment['by']): StoredComment;
  close(): Promise<void>;
}

export const TOKEN = 'token-of-the-job';
const REPOSITORY = 'team/models';
const BOT = { type: 'Bot', association: 'NONE' } as const;

export async function startGitHub(): Promise<TestGitHub> {
  let lastId = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const github: TestGitHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments: [],
    calls: [],
    faults: [],
    mayWrite: true,
    comment: (issue, body, by = BOT) => {
      lastId += 1;
      const stored = { id: lastId, issue, body, by };
      github.comments.push(stored);
      return stored;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    github.calls.push(`${request.method} ${request.url}`);
    const fault = github.faults.shift();
    if (fault === 'hangs-up') {
      request.socket.destroy();
      return;
    }
    const refused: Answer = [typeof fault === 'number' ? fault : 502, { message: 'Server Error' }];
    const answered = typeof fault === 'number' ? refused : answerOf(github, request, body);
    send(response, ...(fault === 'lost' ? refused : answered));
  }
  return github;
}

type Answer = [status: number, body: unknown, headers?: Record<string, string>];

function answerOf(github: TestGitHub, { method, url = '', headers }: IncomingMessage, body: string): Answer {
  if (headers.authorization !== `Bearer ${TOKEN}`) return [401, { message: 'Bad credentials' }];
  const { pathname, searchParams } = new URL(url, github.url);
  const [, issue] = new RegExp(`^/repos/${REPOSITORY}/issues/(\\d+)/comments$`).exec(pathname) ?? [];
  const [, id] = new RegExp(`^/repos/${REPOSITORY}/issues/comments/(\\d+)$`).exec(pathname) ?? [];
  if (issue === undefined && id === undefined) return [404, { message: 'Not Found' }];
  if (method === 'GET' && issue !== undefined) return listOf(github, Number(issue), pathname, searchParams);
  if (!github.mayWrite) return [403, { message: 'Resource not accessible by integration' }];
  if (method === 'POST' && issue !== undefined) {
    return refusalOf(body) ?? [201, shown(github, github.comment(Number(issue), bodyIn(body)))];
  }
  const found = github.comments.find((comment) => comment.id === Number(id));
  if (found === undefined) return [404, { message: 'Not Found' }];
  if (method === 'PATCH') {
    const refusal = refusalOf(body);
    if (refusal) return refusal;
    found.body = bodyIn(body);
    return [200, shown(github, found)];
  }
  github.comments.splice(github.comments.indexOf(found), 1);
  return [204, null];
}

function listOf(github: TestGitHub, issue: number, pathname: string, query: URLSearchParams): Answer {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100);
  const page = Number(query.get('page') ?? 1);
  const all = github.comments.filter((comment) => comment.issue === issue);
  const link =
    page * size < all.length
      ? `<${github.url}${pathname}?per_page=${size}&page=${page + 1}>; rel="next", <${github.url}${pathname}?per_page=${size}&page=${Math.ceil(all.length / size)}>; rel="last"`
      : '';
  const shownOnes = all.slice((page - 1) * size, page * size).map((one) => shown(github, one));
  return [200, shownOnes, link === '' ? {} : { Link: link }];
}

const bodyIn = (text: string): string => (JSON.parse(text) as { body: string }).body;

/** In GitHub's own words, which differ between creating and editing. */
function refusalOf(text: string): Answer | undefined {
  if (bodyIn(text).length <= 65_536) return undefined;
  const message = 'Body is too long (maximum is 65536 characters)';
  return [
    422,
    { message: 'Validation Failed', errors: [{ resource: 'IssueComment', code: 'unprocessable', message }] },
  ];
}

const shown = ({ url }: TestGitHub, { id, issue, body, by }: StoredComment) => ({
  id,
  body,
  html_url: `${url}/${REPOSITORY}/pull/${issue}#issuecomment-${id}`,
  user: { login: by.type === 'Bot' ? 'github-actions[bot]' : 'someone', type: by.type },
  author_association: by.association,
});

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(body === null ? undefined : JSON.stringify(body));
}
