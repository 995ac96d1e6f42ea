import { describe, expect, it } from 'vitest';
import { FILE_BYTES_MAX, readableFilesIn, readSharedFile } from '../../../src/slack/connection/shared-file.ts';

const FILE = { id: 'F1', name: 'run.json', size: 12, url: 'https://files.slack.com/files-pri/T1-F1/run.json' };

/** Reads a file that the network answers so. */
function read(answer: () => Response | Promise<Response>, file: Partial<typeof FILE> | { url: null } = {}) {
  const asked: { url: string; headers: unknown }[] = [];
  const client = {
    token: 'a-token',
    slackApiUrl: 'https://slack.com/api/',
    files: { info: async () => ({ ok: true, file: { url_private: FILE.url } }) },
  } as unknown as Parameters<typeof readSharedFile>[0]['client'];
  const fetch = async (url: string | URL | Request, init?: RequestInit) => {
    asked.push({ url: String(url), headers: init?.headers });
    return answer();
  };
  return readSharedFile({ client, fetch }, { ...FILE, ...file }, 1000).then((content) => ({ content, asked }));
}

describe('a file that somebody shared', () => {
  it("is read with the bot's token", async () => {
    const { content, asked } = await read(() => new Response('{"a": 1}'));
    expect(content).toEqual({ ok: true, text: '{"a": 1}' });
    expect(asked).toEqual([{ url: FILE.url, headers: { authorization: 'Bearer a-token' } }]);
  });

  it.each([
    'https://evil.example/files-pri/run.json',
    'http://files.slack.com/run.json',
    'https://files.slack.com.evil.example/run.json',
    'file:///etc/passwd',
  ])('never gets the token elsewhere than at Slack: %s', async (url) => {
    expect(await read(() => new Response('x'), { url })).toEqual({
      content: { ok: false, why: 'unreachable' },
      asked: [],
    });
  });

  it('is looked up where Slack names no address', async () => {
    expect((await read(() => new Response('x'), { url: null })).content).toEqual({ ok: true, text: 'x' });
  });

  it.each([
    ['a redirect to the sign-in page', () => new Response(null, { status: 302 }), 'no-right'],
    ['the sign-in page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'no-right'],
    ['not found', () => new Response(null, { status: 404 }), 'gone'],
    ['an error', () => new Response(null, { status: 503 }), 'unreachable'],
    ['more than 5 MB', () => new Response(new Uint8Array(FILE_BYTES_MAX + 1)), 'too-large'],
    ['a broken line', () => Promise.reject(new Error('https://files.slack.com/secret')), 'unreachable'],
  ] as const)('is refused after %s', async (_, answer, why) => {
    expect((await read(answer)).content).toEqual({ ok: false, why });
  });

  it('is not asked for where Slack says that it has more than 5 MB', async () => {
    const { content, asked } = await read(() => new Response('x'), { size: FILE_BYTES_MAX + 1 });
    expect([content, asked]).toEqual([{ ok: false, why: 'too-large' }, []]);
  });

  it('may be UTF-16, as PowerShell writes it', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('{"a": 1}', 'utf16le')]);
    expect((await read(() => new Response(bytes))).content).toEqual({ ok: true, text: '{"a": 1}' });
  });

  it("is given up within the limit where Slack doesn't say its address", async () => {
    const client = { slackApiUrl: 'https://slack.com/api/', files: { info: () => new Promise(() => {}) } };
    const parts = { client, fetch } as unknown as Parameters<typeof readSharedFile>[0];
    expect(await readSharedFile(parts, { ...FILE, url: null }, 20)).toEqual({ ok: false, why: 'unreachable' });
  });
});

describe('the files of a message', () => {
  it('are those that can be a measurement, ten at most', () => {
    const files = [
      { id: 'F1', name: 'run.JSON', size: 3, url_private: FILE.url },
      { id: 'F2', name: 'Untitled', filetype: 'text' },
      { id: 'F3', name: 'chart.png', filetype: 'png' },
      { name: 'no id.json' },
      null,
      'run.json',
    ];
    expect(readableFilesIn(files)).toEqual([
      { id: 'F1', name: 'run.JSON', size: 3, url: FILE.url },
      { id: 'F2', name: 'Untitled', size: null, url: null },
    ]);
    expect(readableFilesIn(Array.from({ length: 12 }, (_, at) => ({ id: `F${at}`, name: 'a.csv' })))).toHaveLength(10);
    for (const odd of [undefined, null, {}, 'x', 7]) expect(readableFilesIn(odd)).toEqual([]);
  });
});
