import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { rounded } from '../../src/mcp/rounded.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { REFUSAL_MAX } from '../../src/mcp/tools/tool.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { type Recommendation, recommend, WORKLOAD_FIELDS, type Workload } from '../../src/recommender/index.ts';
import { MEANINGS } from '../../src/wording/field-meanings.ts';
import type { savingsReport } from '../../src/wording/savings.ts';
import { NOW } from '../account/support/seeded.ts';
import { FILES } from '../recommender/workload/measurements/files.ts';
import { expectGolden } from '../support/golden.ts';
import { pricesTimes } from '../support/prices.ts';
import { CT_SCANS } from '../support/recommendations.ts';
import { assistantOf, connectAssistant, PARTS } from './support/assistant.ts';

const { workload } = CT_SCANS;

const CHAT = {
  name: 'chat',
  modelId: 'llama-3.1-8b',
  requiresStreaming: 'response',
  trafficPattern: 'variable',
  peakRequestsPerSecond: 20,
  inputTokens: 1000,
  outputTokens: 300,
  monthlyBudgetUsd: 2000,
};

const CONFIG = {
  EndpointConfigName: 'fraud',
  ProductionVariants: [
    { VariantName: 'AllTraffic', ModelName: 'fraud', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 },
  ],
};

const POLICY: Policy = {
  version: '01234567',
  defaults: [{ assume: { region: 'eu-central-1', availability: undefined, costPriority: undefined } }],
  rules: [
    { name: 'no GPUs here', forbid: { instanceType: ['ml.p*', 'ml.g*'] } },
    { name: 'tags', require: { tags: ['team'] } },
  ],
};

describe('the tools of an assistant', () => {
  const { client, call } = assistantOf({ now: () => NOW });
  const textOf = async (name: string, given: Record<string, unknown>) => {
    const { isError, text } = await call(name, given);
    return isError ? text : `answered: ${text}`;
  };

  it('are ten, each with a title, a description, both schemas and readOnlyHint', async () => {
    const { tools } = await client().listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      ...'recommend size_model what_if find_savings explain_option render_template'.split(' '),
      ...'check_template review_endpoint import_measurement search_reviews'.split(' '),
    ]);
    for (const { title = '', description = '', inputSchema, outputSchema, annotations } of tools) {
      expect(title.length).toBeGreaterThan(10);
      expect(description.length).toBeGreaterThan(60);
      expect([inputSchema['type'], outputSchema?.['type']]).toEqual(['object', 'object']);
      expect(annotations?.readOnlyHint).toBe(true);
    }
  });

  it('say which words are in doubt, what they may state, and where each reading leads', async () => {
    const { text, structured } = await call('recommend', { words: 'sql-helper 34B model, office hours, 10 s' });
    expect(text).toContain('You wrote “10 s”. Which is it?');
    expect(text).toContain('Response time 10 s: Real-time Inference');
    expect(structured).toMatchObject({
      recommendation: {
        choice: { confidence: 'needs-facts' },
        questions: [
          {
            words: '10 s',
            answers: [
              { option: 'real-time', values: [10] },
              { option: 'asynchronous', field: 'processingTimeSeconds', values: [10] },
            ],
            otherwise: { option: 'asynchronous' },
          },
          { field: 'requiresStreaming' },
        ],
      },
    });
  });

  it('recommend nothing where nothing was understood, and say what to state', async () => {
    const { text, structured } = await call('recommend', { words: 'please help us' });
    expect(text).toMatch(
      /^Understood: nothing.*\nDescribe a model and its traffic, such as "3 MB, 20 rps, 200 ms"\.$/s,
    );
    expect(structured).not.toHaveProperty('recommendation');
  });

  it('describe their input by examples that are wholly understood', async () => {
    const { tools } = await client().listTools();
    const told = JSON.stringify(tools.map(({ inputSchema }) => inputSchema));
    const descriptions = [...told.matchAll(/"description":("(?:[^"\\]|\\.)*")/g)].map(
      ([, text = '""']) => JSON.parse(text) as string,
    );
    const words = descriptions.flatMap((text) => /for example "([^"]+)"/.exec(text)?.[1] ?? []);
    expect(words.length).toBeGreaterThan(0);
    for (const example of words) {
      const { structured } = await call('recommend', { words: example });
      expect(structured).toMatchObject({ heard: { unclear: [], notUsed: [] } });
    }
    const objects = descriptions
      .flatMap((text) => /\{.*\}/s.exec(text) ?? [])
      .map((text) => JSON.parse(text) as object);
    expect(objects.length).toBeGreaterThanOrEqual(3);
    for (const example of objects) {
      const isRow = 'concurrency' in example;
      const given = isRow ? { content: [example] } : { workload: { name: 'x', ...example } };
      expect((await call(isRow ? 'import_measurement' : 'recommend', given)).isError).toBe(false);
    }
  });

  it('say in the schema what each field means, and take null for each in what_if', async () => {
    const { tools } = await client().listTools();
    const [recommended, compared] = ['recommend', 'what_if'].map((tool) => {
      const schema = tools.find(({ name }) => name === tool)?.inputSchema;
      return JSON.parse(JSON.stringify(schema)).properties;
    });
    for (const field of WORKLOAD_FIELDS) {
      expect(recommended.workload.properties[field].description).toBe(MEANINGS[field]);
      if (field !== 'name')
        expect(
          JSON.stringify(compared.changes.properties[field].type ?? compared.changes.properties[field].anyOf),
        ).toContain('null');
    }
    expect(compared.changes.properties.coldStarts.enum).toEqual([
      'unacceptable',
      'acceptable',
      'minutes-acceptable',
      null,
    ]);
    expect(compared.changes.properties.busyHoursPerDay).toEqual({ type: ['number', 'null'], minimum: 0, maximum: 24 });
  });

  it.each([
    ['recommend', { workload: JSON.stringify(workload) }],
    ['what_if', { workload: JSON.stringify(workload), changes: '{"payloadSizeMB": 30}' }],
    ['review_endpoint', { described: JSON.stringify([CONFIG]) }],
  ])('take objects of %s as JSON in a text', async (name, given) => {
    const plain = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, JSON.parse(String(value))]));
    expect((await call(name, given)).structured).toEqual((await call(name, plain)).structured);
  });

  it('write the template of another option that fits, and refuse one that is ruled out with its reasons', async () => {
    const light = {
      name: 'tab',
      trafficPattern: 'variable',
      peakRequestsPerSecond: 5,
      processingTimeSeconds: 0.05,
      payloadSizeMB: 1,
      monthlyRequests: 1e5,
    };
    const given = { workload: light, format: 'cloudformation', option: 'real-time' };
    const { structured, text } = await call('render_template', given);
    const { files, images } = structured as { files: { content: string }[]; images: { container: string }[] };
    expect(structured).toMatchObject({
      option: 'real-time',
      behaviour: { basis: expect.arrayContaining([expect.any(String)]) },
    });
    expect(files[0]?.content).toContain('InitialInstanceCount');
    expect(text).toContain(files[0]?.content.trimEnd());
    expect(text).toMatch(/^Real-time Inference, as asked\. Recommended is Serverless Inference/);
    expect(images[0]?.container).toBe('the model');
    const refused = await call('render_template', { workload, format: 'cloudformation', option: 'serverless' });
    expect(refused).toMatchObject({ isError: true, structured: undefined });
    expect(refused.text).toContain("Serverless Inference doesn't fit this workload");
    expect(refused.text).toContain('500 MB per request exceeds the 4 MB limit of Serverless Inference.');
    expect(refused.text).toContain(
      "Serverless Inference fits if the payload is at most 4 MB and you don't need a GPU.",
    );
  });

  it('link to the template, which any server then reads', async () => {
    const { content, structuredContent } = await client().callTool({
      name: 'render_template',
      arguments: { workload, format: 'cloudformation' },
    });
    const [, link] = content;
    if (link?.type !== 'resource_link') throw new Error('no link');
    const { files } = structuredContent as { files: { path: string; content: string }[] };
    expect(link.name).toBe(files[0]?.path);
    const { contents } = await client().readResource({ uri: link.uri });
    expect(contents).toMatchObject([{ uri: link.uri, text: files[0]?.content }]);
    await expect(client().readResource({ uri: 'sagemaker://templates/eA' })).rejects.toThrow(/templates\/eA/);
  });

  it('say the difference of what_if in figures and in words: three times the load of a language model takes more', async () => {
    type Side = { count: { likely: number }; monthlyUsd: { likely: number }; instance: { max: number } };
    const { structured, text } = await call('what_if', { workload: CHAT, changes: { peakRequestsPerSecond: 60 } });
    const { before, after, difference } = structured as Record<'before' | 'after', Side> & {
      difference: { text: string; count: number; monthlyUsd: number };
    };
    for (const side of [before, after]) {
      expect(side).toMatchObject({ basis: 'modelled', instance: { type: expect.stringMatching(/^ml\./) } });
      expect(side.instance.max).toBeGreaterThanOrEqual(side.count.likely);
    }
    expect(after.count.likely).toBeGreaterThan(before.count.likely);
    expect(difference.count).toBe(after.count.likely - before.count.likely);
    const inUsd = after.monthlyUsd.likely - before.monthlyUsd.likely;
    expect(Math.abs(difference.monthlyUsd - inUsd)).toBeLessThanOrEqual(1);
    expect(difference.text).toMatch(
      /^peak requests per second 20 → 60: still Real-time Inference; about \d+ .* → about \d+ .*per month$/,
    );
    expect(text).toContain(difference.text);
    expect(text).toMatch(/^Before: .*size modelled\): .* × ml\.[\w.]+.*\nAfter: .*size modelled\): .* × ml\.[\w.]+/);
  });

  it('take less than 52,000 characters of an assistant, all schemas together', async () => {
    expect(JSON.stringify(await client().listTools()).length).toBeLessThan(52_000);
  });

  it('recommend the same as the recommender for a workload, in figures of at most four digits', async () => {
    const { structured } = await call('recommend', { workload });
    expect(structured).toMatchObject({ recommendation: JSON.parse(JSON.stringify(rounded(recommend(workload)))) });
  });

  it('round what was computed, and nothing that was stated or has to be stated again', async () => {
    const stated = { ...CHAT, peakRequestsPerSecond: 20.123456789, monthlyRequests: 12_345_678 };
    const { structured } = await call('recommend', { workload: stated });
    const { recommendation } = structured as { recommendation: Recommendation };
    expect(recommendation.workload).toEqual(JSON.parse(JSON.stringify(stated)));
    const { workload: _, assumptions, flips, facts, ...computed } = recommendation;
    const figures = JSON.stringify(computed, (key, value) =>
      /^(changes|range|value|alike|asked|allowed|unitPriceUsd)$/.test(key) ? undefined : value,
    )
      .match(/\d+\.\d+/g)
      ?.filter((figure) => figure.replace(/^0\.0*|\./, '').length > 4);
    expect(figures).toEqual([]);
    expect(rounded({ usd: 32142.857142857145, seconds: 0.55690271, speed: 22.78950572 })).toEqual({
      usd: 32143,
      seconds: 0.5569,
      speed: 22.79,
    });
  });

  it('read a load test into measurements of a workload, and ask for the instance type that no file names', async () => {
    const asked = await call('import_measurement', { content: JSON.stringify(FILES.vllm) });
    expect(asked.structured).toMatchObject({
      measurements: [{ source: 'vllm-bench', instanceType: null }],
      asks: ['On which instance type was this measured? The file names none.'],
    });
    const { structured, text } = await call('import_measurement', {
      content: FILES.vllm,
      instanceType: 'ml.g6e.xlarge',
    });
    expect(text.split('\n')[0]).toBe(
      'vLLM bench on ml.g6e.xlarge (2026-05-23): 16 in progress, 5 requests per second, 640 tokens per second',
    );
    const { measurements } = structured as Pick<Workload, 'measurements'>;
    const sized = await call('recommend', { workload: { ...workload, measurements } });
    expect(sized.structured).toMatchObject({ recommendation: { workload: { measurements } } });
    const beside = await call('import_measurement', {
      workload: { ...workload, measurements },
      content: FILES.vllm,
      instanceType: 'ml.g6.xlarge',
    });
    expect(beside.structured).toMatchObject({
      workload: { name: workload.name, measurements: [...(measurements ?? []), { instanceType: 'ml.g6.xlarge' }] },
    });
    expect(await textOf('import_measurement', { workload: { size: 1 }, content: FILES.vllm })).toContain('name');
    expect(await textOf('import_measurement', { content: { a: 1 } })).toContain("This isn't a measurement");
  });

  it('compare both sides at the same prices, whichever they are: a VPC changes nothing', async () => {
    const dear = await connectAssistant({ ...PARTS, advisor: createAdvisor({ prices: pricesTimes(1.5) }) });
    const priced = { name: 'ranker', trafficPattern: 'steady', monthlyRequests: 1e6, processingTimeSeconds: 0.1 };
    const given = { workload: { ...priced, requiresGpu: true }, changes: { requiresVpc: true } };
    for (const each of [client(), dear]) {
      const { structuredContent } = await each.callTool({ name: 'what_if', arguments: given });
      const { before, after } = structuredContent as Record<'before' | 'after', unknown>;
      expect(before).toMatchObject({ option: 'real-time', monthlyUsd: { likely: expect.any(Number) } });
      expect(after).toEqual(before);
    }
    await dear.close();
  });

  it('compare before and after, where null takes a fact back and a limit leaves nothing', async () => {
    const changes = { responseTimeSeconds: 0.05, payloadSizeMB: 500 };
    const fast = {
      name: 'fraud',
      trafficPattern: 'steady',
      monthlyRequests: 1e6,
      processingTimeSeconds: 0.02,
      payloadSizeMB: 1,
    };
    const { structured, text } = await call('what_if', { workload: fast, changes });
    expect(structured).toMatchObject({
      before: { option: 'serverless', confidence: expect.any(String), monthlyUsd: { likely: expect.any(Number) } },
      after: { option: null, hosting: null, scaling: null, confidence: null, monthlyUsd: null },
    });
    expect(text).toContain('After: no option fits. 500 MB per request exceeds the 6 MB limit');
    const taken = await call('what_if', {
      workload: { ...fast, payloadSizeMB: 500 },
      changes: { payloadSizeMB: null },
    });
    expect(taken.structured).toMatchObject({ before: { option: 'asynchronous' }, after: { option: 'serverless' } });
  });

  it('find at most three savings, each what what_if says of its changes', async () => {
    const { structured, text } = await call('find_savings', { workload: CHAT });
    const { ways, outside, savingsPlan } = structured as unknown as ReturnType<typeof savingsReport>;
    expect(ways).toHaveLength(3);
    for (const { changes, option, usd, text: words } of ways) {
      const compared = await call('what_if', { workload: CHAT, changes });
      const { after } = compared.structured as { after: { option: string; monthlyUsd: { likely: number } } };
      if (after.option === option) expect(after.monthlyUsd.likely).toBe(usd);
      expect(text).toContain(words);
    }
    expect(outside?.[0]?.id).toBe('bedrock-on-demand');
    expect(savingsPlan?.instances).toBeGreaterThan(0);
  });

  it('review the endpoint that was pasted, and one at a time', async () => {
    const { structured } = await call('review_endpoint', { described: [CONFIG] });
    expect(structured).toMatchObject({ kind: 'endpoint', name: 'fraud', runs: { option: 'real-time', count: 2 } });
    const two = [CONFIG, { ...CONFIG, EndpointConfigName: 'churn' }];
    expect(await textOf('review_endpoint', { described: two })).toBe(
      'These are 2 endpoints: fraud, churn. Send one at a time.',
    );
  });

  it('tell each fault of a workload in the words of parseWorkload, as an error of the tool', async () => {
    const wrong = { name: 'x', payloadSizeMB: -1, paylod: 3, trafficPattern: 'bursty' };
    const faults = [
      'trafficPattern must be one of steady, variable, intermittent, dataset; it is "bursty".',
      'payloadSizeMB must be a number of at least 0; it is -1.',
      '"paylod" is not a field of a workload: did you mean payloadSizeMB?',
    ].join('\n');
    for (const [name, more] of [
      ['recommend', {}],
      ['what_if', { changes: {} }],
      ['find_savings', {}],
      ['explain_option', { option: 'serverless' }],
      ['render_template', { format: 'cloudformation' }],
    ] as const) {
      expect(await textOf(name, { workload: wrong, ...more })).toBe(faults);
    }
    expect(await textOf('what_if', { workload, changes: { payloadSizeMB: -1 } })).toBe(
      'payloadSizeMB must be a number of at least 0; it is -1.',
    );
  });

  it.each([
    ['recommend', {}, 'Give a workload, or words.'],
    ['recommend', { workload, words: '3 MB' }, 'Give either workload or words, not both.'],
    ['recommend', { words: 3 }, 'words must be a text.'],
    ['recommend', { text: '3 MB' }, '"text" is not taken. Known: workload, words, detail.'],
    ['recommend', { workload, detail: 'long' }, 'detail must be one of short, full.'],
    ['recommend', { words: 'x '.repeat(500_000) }, 'words must have at most 40000 characters.'],
    ['recommend', { workload: 'fraud' }, 'A workload is a JSON object with at least a name.'],
    ['what_if', { workload, changes: [] }, 'changes is an object of fields and their new values.'],
    [
      'what_if',
      { workload, changes: { paylod: 1 } },
      '"paylod" is not a field of a workload: did you mean payloadSizeMB?',
    ],
    [
      'explain_option',
      { workload, option: 'lambda' },
      'option must be one of real-time, serverless, asynchronous, batch-transform.',
    ],
    ['render_template', { workload, format: 'pulumi' }, 'format must be one of cloudformation, terraform, notebook.'],
    ['render_template', { workload, format: 'sdk' }, /^format sdk is now notebook: /],
    ['review_endpoint', { described: [] }, 'described must not be empty.'],
    ['review_endpoint', { described: [{ hello: 1 }] }, /^Document 1: /],
    ['search_reviews', { query: 'fraud' }, 'No database.'],
    ['search_reviews', { query: 'fraud', limit: 0 }, 'limit must be at least 1.'],
  ])('answer wrong input of %s with an error of the tool, and live (%#)', async (name, given, expected) => {
    const said = await textOf(name, given);
    if (typeof expected === 'string') expect(said).toBe(expected);
    else expect(said).toMatch(expected);
    expect((await call('recommend', { workload })).isError).toBe(false);
  });

  it('tell 10 faults of 2,000 and count the rest, within the length of an answer', async () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`field${at}`, 1]));
    for (const given of [many, { workload: { name: 'x', ...many } }]) {
      const said = await textOf('recommend', given);
      expect(said.length).toBeLessThanOrEqual(REFUSAL_MAX);
      expect(said).toMatch(/field0.*And 1990 more\.$/s);
    }
  });

  it('say with each option what was assumed', async () => {
    const said = await textOf('explain_option', { workload: { name: 'x' }, option: 'real-time' });
    expect(said).toContain('To confirm:\n- Is traffic steady, variable or sporadic');
    expect(said).toContain('\nAssumed:\n- Traffic pattern: assumed to vary');
  });

  it('refuse a tool that there is not, by the protocol, and live', async () => {
    await expect(client().callTool({ name: 'deploy', arguments: {} })).rejects.toThrow(/deploy/);
    expect((await call('recommend', { workload })).isError).toBe(false);
  });

  it('answer an assistant in the words of the golden file', async () => {
    const calls: [string, Record<string, unknown>][] = [
      ['recommend', { words: 'llama 3 8b chat, 20 users at once, Frankfurt' }],
      ['what_if', { workload, changes: { coldStarts: 'unacceptable' } }],
      ['find_savings', { workload: CHAT }],
      ['explain_option', { workload, option: 'serverless' }],
      ['render_template', { workload, format: 'cloudformation' }],
      ['review_endpoint', { described: [CONFIG] }],
    ];
    const told: string[] = [];
    for (const [name, given] of calls) {
      // Templates have golden files themselves, and the data repeats what another test compares.
      const [prose = ''] = (await textOf(name, given)).split('\nData:\n');
      const said = prose.replace(/```(\w+)\n[^`]+```/g, '```$1 …```');
      told.push(`> ${name} ${JSON.stringify(given)}\n\n${said}\n`);
    }
    await expectGolden(told.join('\n'), 'mcp/conversation.txt');
  });

  it('are each described in docs/assistants.md', () => {
    const docs = readFileSync(new URL('../../docs/assistants.md', import.meta.url), 'utf8');
    for (const { name } of TOOLS) expect(docs).toContain(`\`${name}\``);
  });
});

describe("the tools of an assistant, under the team's policy", () => {
  const advisor = createAdvisor({ policy: POLICY });
  const { call } = assistantOf({ advisor, now: () => NOW });

  it('recommend the same as the command line with --policy, and name the rule', async () => {
    const { structured, text } = await call('recommend', { workload });
    expect(structured).toMatchObject({ recommendation: JSON.parse(JSON.stringify(rounded(advisor.advise(workload)))) });
    expect(text).toContain('Policy "no GPUs here" forbids ml.g4dn.xlarge');
    const ofWords = await call('recommend', { words: '3 MB, 20 rps, 200 ms' });
    expect(ofWords.structured).toMatchObject({ recommendation: { workload: { region: 'eu-central-1' } } });
    expect(ofWords.text).toContain('Team defaults: Region eu-central-1.');
    const { recommendation } = (await call('recommend', { workload: CHAT })).structured as {
      recommendation: { policy: { technicallyBest: { monthlyUsd: number } } };
    };
    expect(Number.isInteger(recommendation.policy.technicallyBest.monthlyUsd)).toBe(true);
  });

  it('compare before and after under it, and say which of them a rule decided', async () => {
    const { structured, text } = await call('what_if', { workload, changes: { requiresGpu: false } });
    expect(structured).toMatchObject({ before: { option: null }, after: { option: 'asynchronous' } });
    const lines = text.split('\n');
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^Before: no option fits\. Policy "no GPUs here" forbids ml\.g4dn\.xlarge/),
      expect.stringMatching(/^Technically best: Asynchronous Inference.*Policy "no GPUs here" rules it out/),
    ]);
    expect(lines[2]).toMatch(/^After: Asynchronous Inference \(option firm on one condition\)/);
    expect(lines).toContain('- Team defaults: Region eu-central-1.');
  });

  it('explain what it rules out with the rule', async () => {
    const { structured, text } = await call('explain_option', { workload, option: 'asynchronous' });
    expect(structured).toMatchObject({ verdict: 'ruled-out', reasons: [{ code: 'policy' }] });
    expect(text).toContain('Policy "no GPUs here" forbids ml.g4dn.xlarge');
  });

  it('write no template of what it rules out, and the allowed one with the tags that it requires', async () => {
    const refused = await call('render_template', { workload, format: 'cloudformation' });
    expect(refused.text).toMatch(/^No option fits, so there is nothing to deploy\.\nPolicy "no GPUs here" forbids/);
    const allowed = { ...workload, requiresGpu: false };
    const { structured, text } = await call('render_template', { workload: allowed, format: 'cloudformation' });
    const { parameters } = structured as { parameters: { name: string }[] };
    expect(parameters.map(({ name }) => name)).toContain('TagTeam');
    expect(text).toContain('Team defaults: Region eu-central-1.');
  });
});
