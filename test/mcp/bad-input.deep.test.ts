import { describe, expect, it } from 'vitest';
import { createServerFactory } from '../../src/mcp/server.ts';
import { INFERENCE_OPTIONS } from '../../src/recommender/index.ts';
import { assistantOf, connectOverHttp, PARTS, serveTools } from './support/assistant.ts';

const CALLS = 200;
const MB = 1024 * 1024;

const factory = createServerFactory('0.0.0', PARTS);

describe('bad input of an assistant', () => {
  const { call } = assistantOf();

  it.each([
    ['recommend', { workload: { name: 'x'.repeat(MB) } }],
    ['recommend', { workload: { name: 'x', notes: 'x'.repeat(MB) } }],
    ['what_if', { workload: { name: 'x' }, changes: { ...Array(50_000).fill(1) } }],
    ['size_model', { model: 'x'.repeat(MB), load: {} }],
    ['check_template', { content: `a: "${'x'.repeat(MB)}"` }],
    ['import_measurement', { content: 'x'.repeat(MB) }],
    ['import_measurement', { content: `[${'{},'.repeat(1_300_000)}{}]` }],
    ['recommend', { workload: `[${'{},'.repeat(1_300_000)}{}]` }],
    ['review_endpoint', { described: Array(201).fill({ EndpointName: 'a' }) }],
  ])('tells %s of 1 MB in a few lines that it is too much', async (name, given) => {
    const { isError, text } = await call(name, given);
    expect(isError).toBe(true);
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(1500);
  });
});

describe(`${CALLS} calls at once`, () => {
  it('are each answered with their own answer over HTTP, and 5 MB or 1.3 million values are refused beside them', async () => {
    const served = await serveTools(factory);
    const client = await connectOverHttp(served.port);
    const tell = async (name: string, given: Record<string, unknown>) => {
      const [first] = (await client.callTool({ name, arguments: given })).content;
      return first?.type === 'text' ? first.text : '';
    };
    const options = INFERENCE_OPTIONS.slice();
    const asked = Array.from({ length: CALLS }, (_, at) => options[at % options.length] ?? options[0]);
    const refused = (name: string, content: unknown) =>
      tell(name, { content }).then(
        () => 'answered',
        (error: unknown) => String(error),
      );
    const [answers, tooLong, tooMany] = await Promise.all([
      Promise.all(asked.map((option) => tell('explain_option', { option: option?.id }))),
      refused('check_template', 'x'.repeat(5 * MB)),
      refused('import_measurement', Array(1_300_000).fill({})),
    ]);
    expect(answers.map((text) => text.split(' (')[0])).toEqual(asked.map((option) => option?.title));
    expect(tooLong).toMatch(/413|exceeds|large/i);
    expect(tooMany).toContain('It has more than 100,000 values, or nests deeper than 64.');
    await client.close();
    await served.stop();
  });
});
