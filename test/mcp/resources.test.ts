import { describe, expect, it } from 'vitest';
import { bookFor, formatRate, INFERENCE_OPTIONS, QUOTAS, SHIPPED_PRICES } from '../../src/recommender/index.ts';
import { assistantOf } from './support/assistant.ts';

describe('what an assistant reads and is asked to do', () => {
  const { client, call } = assistantOf();

  const read = async (uri: string): Promise<string> => {
    const [page] = (await client().readResource({ uri })).contents;
    expect(page).toMatchObject({ uri, mimeType: 'text/markdown' });
    return page !== undefined && 'text' in page ? page.text : '';
  };
  const askedFor = async (name: string, given: Record<string, string>): Promise<string> => {
    const { messages } = await client().getPrompt({ name, arguments: given });
    return messages.map(({ role, content }) => `${role}: ${content.type === 'text' ? content.text : ''}`).join('\n');
  };

  it('lists the pages, each option among them, and the templates of the rest', async () => {
    const { resources } = await client().listResources();
    const options = INFERENCE_OPTIONS.map(({ id }) => `sagemaker://options/${id}`);
    expect(resources.map(({ uri }) => uri)).toEqual(['sagemaker://quotas', 'sagemaker://options', ...options]);
    const { resourceTemplates } = await client().listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'sagemaker://options/{option}',
      'sagemaker://prices/{region}',
      'sagemaker://templates/{question}',
    ]);
    for (const one of [...resources, ...resourceTemplates]) expect(one.description).toMatch(/\w+ \w+/);
  });

  it.each(['sagemaker://quotas', 'sagemaker://options/asynchronous'])(
    'says in %s that a payload of asynchronous may have 1 GB, with the page and its date',
    async (uri) => {
      const { title, url, date } = QUOTAS.asynchronousPayload.source;
      expect(await read(uri)).toContain(`- payload at most 1 GB. ${title}, read ${date}: ${url}`);
    },
  );

  it('tells an assistant that only has tools the same by explain_option, and prices with their source', async () => {
    const { text, structured } = await call('explain_option', { option: 'asynchronous' });
    const { title, url, date } = QUOTAS.asynchronousPayload.source;
    expect(text).toMatch(/^- payload at most 1 GB\. \[\d+\]$/m);
    expect(text).toContain(`${title} (${date}) ${url}`);
    expect(text).toMatch(/^- .*\$\d.* an hour of ml\.\S+ in us-east-1\. Source: .+, \d{4}-\d\d-\d\d$/m);
    expect((structured as { limits: object[] }).limits).toContainEqual(
      expect.objectContaining({ text: 'payload at most 1 GB.', source: expect.objectContaining({ url, date }) }),
    );
  });

  it('takes the word for a limit as a question for it', async () => {
    const { text } = await call('explain_option', { option: 'serverless', question: 'payload' });
    expect(text).toMatch(/^Serverless Inference \(serverless\), limits and features:\n- .*payload at most 4 MB\./);
  });

  it('says what another page of AWS states differently', async () => {
    const { disputed } = QUOTAS.realTimePayload;
    expect(await read('sagemaker://options/real-time')).toMatch(
      new RegExp(`payload at most 6 MB\\. .* Another page says 25 MB\\. .*${disputed.source.date}: http`),
    );
  });

  it('gives every figure of every option and Region a page, in at most 6,000 characters', async () => {
    for (const { id } of INFERENCE_OPTIONS) {
      const lines = (await read(`sagemaker://options/${id}`)).split('\n').filter((line) => line.startsWith('- '));
      expect(lines.length).toBeGreaterThan(8);
      for (const line of lines) expect(line).toMatch(/, read \d{4}(?:-\d\d)*: https:\S+$/);
    }
    for (const uri of ['sagemaker://quotas', 'sagemaker://options', 'sagemaker://prices/us-east-1']) {
      expect((await read(uri)).length).toBeLessThan(6000);
    }
  });

  it('lists every price of eu-central-1 that the recommender counts with, with its source and date', async () => {
    const page = await read('sagemaker://prices/eu-central-1');
    const book = bookFor(SHIPPED_PRICES, 'eu-central-1');
    const types = book.instancesPriced('hosting');
    expect(types.length).toBeGreaterThan(50);
    for (const type of types) {
      const [, family, size] = type.split('.');
      const line = page.split('\n').find((each) => each.startsWith(`- ml.${family}: `));
      expect(`${line}, `.replaceAll('~', '')).toContain(
        ` ${size} ${formatRate(book.find('hosting', type)?.usd ?? 0)}, `,
      );
    }
    expect(page).toContain('Source: AWS price list, kept by a public project, 2026-09-22');
  });

  it('completes options and Regions', async () => {
    const complete = async (uri: string, name: string, value: string) =>
      (await client().complete({ ref: { type: 'ref/resource', uri }, argument: { name, value } })).completion.values;
    expect(await complete('sagemaker://options/{option}', 'option', 'a')).toEqual(['asynchronous']);
    expect(await complete('sagemaker://prices/{region}', 'region', 'eu-c')).toEqual(['eu-central-1', 'eu-central-2']);
  });

  it.each([
    'sagemaker://options/mainframe',
    'sagemaker://prices/mars-1',
    'sagemaker://prices/__proto__',
    'sagemaker://prices/..%2f..%2fetc%2fpasswd',
    'sagemaker://nothing',
    'file:///etc/passwd',
  ])('answers %s, which is no page, as one that is not there', async (uri) => {
    await expect(client().readResource({ uri })).rejects.toThrow(/not found/i);
    expect((await client().listTools()).tools.length).toBe(5);
  });

  it('has a prompt for a review and one for an audit, with what each needs', async () => {
    const { prompts } = await client().listPrompts();
    const needed = prompts.map(({ name, arguments: given = [] }) => [
      name,
      given.map((one) => `${one.name}${one.required ? '' : '?'}`),
    ]);
    expect(needed).toEqual([
      ['review_model', ['workload', 'region?']],
      ['audit_endpoints', ['described']],
    ]);
  });

  it('names only tools that there are, and asks for facts, sources and no invented numbers', async () => {
    const { tools } = await client().listTools();
    const names = tools.map(({ name }) => name);
    for (const asked of [
      await askedFor('review_model', { workload: '20 MB images, 10 per minute', region: 'eu-central-1' }),
      await askedFor('audit_endpoints', { described: '{"EndpointConfigName": "fraud"}' }),
    ]) {
      expect(asked).toMatch(/^user: .*(?:20 MB images|"fraud")/s);
      const called = [...asked.matchAll(/\bCall (\w+)/g)].map(([, name]) => name);
      expect(called.length).toBeGreaterThan(0);
      expect(names).toEqual(expect.arrayContaining([...new Set(called)]));
      expect(asked).toContain('Never state a quota, price, speed or instance type from memory.');
      expect(asked).toContain('If a tool asks for facts, ask me, and wait.');
    }
    expect(await askedFor('review_model', { workload: 'x', region: 'eu-central-1' })).toContain('in eu-central-1:');
  });

  it.each([
    ['review_model', {}, 'workload is missing'],
    ['review_model', { workload: ' ' }, 'workload is missing'],
    ['audit_endpoints', {}, 'described is missing'],
    ['audit_endpoints', { described: 'x'.repeat(40_001) }, 'described has more than 40,000 characters'],
    ['no_such_prompt', {}, 'no_such_prompt not found'],
  ])('refuses %s with %j and says why', async (name, given, why) => {
    await expect(client().getPrompt({ name, arguments: given })).rejects.toThrow(why);
  });
});
