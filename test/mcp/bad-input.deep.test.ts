import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { InMemoryTransport } from '@modelcontextprotocol/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveHttp } from '../../src/mcp/http.ts';
import { createServerFactory } from '../../src/mcp/server.ts';
import { INFERENCE_OPTIONS } from '../../src/recommender/index.ts';
import { ADVISOR } from '../support/advisor.ts';

const TOKEN = 'a-token-of-the-team-0123456789';
const CALLS = 200;
const MB = 1024 * 1024;

const search = { isOffered: async () => false, find: async () => ({ ok: false as const, text: '' }) };
const factory = createServerFactory('0.0.0', { advisor: ADVISOR, search, now: () => 0 });

/** What a call was answered with, in short. */
async function call(client: Client, name: string, given: Record<string, unknown>) {
  const { isError, content } = await client.callTool({ name, arguments: given });
  const [first] = content;
  return { isError: isError === true, text: first?.type === 'text' ? first.text : '' };
}

describe('bad input of an assistant', () => {
  const client = new Client({ name: 'assistant', version: '1' });
  beforeAll(async () => {
    const [near, far] = InMemoryTransport.createLinkedPair();
    const server = await factory({ era: 'legacy' });
    await server.connect(far);
    await client.connect(near);
  });
  afterAll(() => client.close());

  it.each([
    ['recommend', { workload: { name: 'x'.repeat(MB) } }],
    ['recommend', { workload: { name: 'x', notes: 'x'.repeat(MB) } }],
    [
      'what_if',
      {
        workload: { name: 'x' },
        changes: Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`field${at}`, at])),
      },
    ],
    ['size_model', { model: 'x'.repeat(MB), load: {} }],
    ['check_template', { content: `a: "${'x'.repeat(MB)}"` }],
    ['import_measurement', { content: 'x'.repeat(MB) }],
    ['import_measurement', { content: `[${'{},'.repeat(1_300_000)}{}]` }],
    ['recommend', { workload: `[${'{},'.repeat(1_300_000)}{}]` }],
    ['review_endpoint', { described: Array(201).fill({ EndpointName: 'a' }) }],
  ])('tells %s of 1 MB in a few lines that it is too much', async (name, given) => {
    const { isError, text } = await call(client, name, given);
    expect(isError).toBe(true);
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(1500);
  });
});

describe(`${CALLS} calls at once`, () => {
  it('are each answered with their own answer over HTTP, and 5 MB or 1.3 million values are refused beside them', async () => {
    const served = await serveHttp(factory, {
      port: 0,
      host: '127.0.0.1',
      token: TOKEN,
      allowedHosts: ['127.0.0.1'],
      onError: () => {},
      warn: () => {},
    });
    const client = new Client({ name: 'assistant', version: '1' });
    const requestInit = { headers: { Authorization: `Bearer ${TOKEN}` } };
    const url = new URL(`http://127.0.0.1:${served.port}/mcp`);
    await client.connect(new StreamableHTTPClientTransport(url, { requestInit }));
    const options = INFERENCE_OPTIONS.slice();
    const asked = Array.from({ length: CALLS }, (_, at) => options[at % options.length] ?? options[0]);
    const refused = (name: string, content: unknown) =>
      call(client, name, { content }).then(
        () => 'answered',
        (error: unknown) => String(error),
      );
    const [answers, tooLong, tooMany] = await Promise.all([
      Promise.all(asked.map((option) => call(client, 'explain_option', { option: option?.id }))),
      refused('check_template', 'x'.repeat(5 * MB)),
      refused('import_measurement', Array(1_300_000).fill({})),
    ]);
    expect(answers.map(({ text }) => text.split(' (')[0])).toEqual(asked.map((option) => option?.title));
    expect(tooLong).toMatch(/413|exceeds|large/i);
    expect(tooMany).toContain('It has more than 100,000 values, or nests deeper than 64.');
    await client.close();
    await served.stop();
  });
});
