import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepComment } from '../../src/action/comments.ts';
import { startGitHub, type TestGitHub, TOKEN } from './support/github.ts';

const MARKER = '<!-- endpoint-reviewer check -->';
let github: TestGitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.close());

const keep = (text: string | null, { token = TOKEN, number = 7 } = {}) =>
  keepComment({ apiUrl: github.url, repository: 'team/models', number, token, retryAfterMs: 1 }, MARKER, text);

const bodies = (): string[] => github.comments.map(({ body }) => body);

describe('the comment of a pull request', () => {
  it('is created once and edited from then on', async () => {
    expect(await keep('first')).toMatchObject({ ok: true, done: 'created' });
    expect(await keep('second')).toMatchObject({ ok: true, done: 'updated' });
    expect(bodies()).toEqual([`${MARKER}\nsecond`]);
  });

  it('is found among 250 others, on the third page', async () => {
    for (let at = 0; at < 250; at += 1) github.comment(7, `talk ${at}`, { type: 'User', association: 'MEMBER' });
    github.comment(7, `${MARKER}\nfirst`);
    expect(await keep('second')).toMatchObject({ ok: true, done: 'updated' });
    expect(github.calls.filter((call) => call.startsWith('GET'))).toEqual([
      'GET /repos/team/models/issues/7/comments?per_page=100',
      'GET /repos/team/models/issues/7/comments?per_page=100&page=2',
      'GET /repos/team/models/issues/7/comments?per_page=100&page=3',
    ]);
  });

  it('is deleted when nothing is left to say, and not created to say nothing', async () => {
    expect(await keep(null)).toEqual({ ok: true, done: 'none' });
    await keep('first');
    expect(await keep(null)).toEqual({ ok: true, done: 'deleted' });
    expect(bodies()).toEqual([]);
  });

  it('belongs to one pull request and one marker', async () => {
    github.comment(8, `${MARKER}\nof another`);
    github.comment(7, '<!-- endpoint-reviewer check staging -->\nof another check');
    expect(await keep('first')).toMatchObject({ done: 'created' });
    expect(bodies()).toHaveLength(3);
  });

  it('is not one that a stranger wrote with our marker, nor one that quotes it', async () => {
    github.comment(7, `${MARKER}\nforged`, { type: 'User', association: 'CONTRIBUTOR' });
    github.comment(7, `> ${MARKER}`, { type: 'User', association: 'OWNER' });
    expect(await keep('ours')).toMatchObject({ done: 'created' });
    expect(bodies().at(-1)).toBe(`${MARKER}\nours`);
  });

  it('of a person with write access, whose token was passed, is edited', async () => {
    github.comment(7, `${MARKER}\nfirst`, { type: 'User', association: 'MEMBER' });
    expect(await keep('second')).toMatchObject({ done: 'updated' });
  });

  it('of 70,000 characters is cut after a whole line to 65,536 and says so', async () => {
    expect(await keep('a line of thirty characters ok\n'.repeat(2_300))).toMatchObject({ done: 'created' });
    const [body = ''] = bodies();
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body).toMatch(/characters ok\n\n\(Shortened\. The job summary has the rest\.\)$/);
  });
});

describe('where GitHub refuses', () => {
  it('a token of a fork, nothing is thrown and the sentence names the permission', async () => {
    github.mayWrite = false;
    expect(await keep('first')).toEqual({
      ok: false,
      why: expect.stringContaining('(403: Resource not accessible by integration). Give the job pull-requests: write.'),
    });
    expect(github.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('a wrong token with 401, it is not asked again', async () => {
    expect(await keep('first', { token: 'old' })).toMatchObject({
      ok: false,
      why: expect.stringContaining('401: Bad credentials'),
    });
    expect(github.calls).toHaveLength(1);
  });

  it('with 422, the answer gives its reason', async () => {
    github.faults = ['none', 422];
    expect(await keep('first')).toEqual({ ok: false, why: 'GitHub refused the comment (422: Server Error).' });
  });
});

describe('where GitHub fails', () => {
  it.each([
    ['500 twice', [500, 502]],
    ['429 once', [429]],
    ['a broken connection', ['hangs-up']],
  ] as const)('%s is asked again', async (_, faults) => {
    github.faults = [...faults];
    expect(await keep('first')).toMatchObject({ ok: true, done: 'created' });
    expect(bodies()).toHaveLength(1);
  });

  it('503 three times is given up, without a throw', async () => {
    github.faults = [503, 503, 503];
    expect(await keep('first')).toEqual({ ok: false, why: 'GitHub answered 503: Server Error.' });
    expect(github.calls).toHaveLength(3);
  });

  it('a comment that was created although the answer was 502 is not created twice', async () => {
    github.comment(7, 'talk', { type: 'User', association: 'MEMBER' });
    github.faults = ['none', 'lost'];
    expect(await keep('first')).toMatchObject({ ok: true, done: 'created' });
    expect(bodies().filter((body) => body.startsWith(MARKER))).toEqual([`${MARKER}\nfirst`]);
    expect(github.calls.map((call) => call.split(' ')[0])).toEqual(['GET', 'POST', 'GET', 'PATCH']);
  });

  it('a server that is away is said in a sentence', async () => {
    const gone = { apiUrl: 'http://127.0.0.1:9', repository: 'team/models', number: 7, token: TOKEN, retryAfterMs: 1 };
    expect(await keepComment(gone, MARKER, 'first')).toEqual({
      ok: false,
      why: expect.stringMatching(/^GitHub didn't answer: .+\.$/),
    });
  });
});
