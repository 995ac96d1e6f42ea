import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { FORMER_TOOLS, TOOLS } from '../../src/mcp/tools/index.ts';
import { REFUSAL_MAX, rounded } from '../../src/mcp/tools/tool.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { type Recommendation, recommend, roundedModelled, WORKLOAD_FIELDS } from '../../src/recommender/index.ts';
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

interface Difference {
  text: string;
  notes?: string[];
  changes: object;
  count: number;
  monthlyUsd: number;
  before: { option: string; count: { likely: number }; monthlyUsd: { likely: number } };
}

interface Instance {
  type: string;
  isRecommended: boolean;
  count: number;
  outputTokensPerSecond: number;
  monthlyUsd: number;
  perMillionOutputTokensUsd: number;
  basis: string;
  ranges: { count: { low: number; high: number } };
  why: string | null;
}

interface Recommended {
  recommendation: Recommendation;
  difference: Difference;
  levers: Pick<ReturnType<typeof savingsReport>, 'heading' | 'ways'>;
  instances: Instance[];
}

describe('the tools of an assistant', () => {
  const { client, call } = assistantOf({ now: () => NOW });
  const textOf = async (name: string, given: Record<string, unknown>) => {
    const { isError, text } = await call(name, given);
    return isError ? text : `answered: ${text}`;
  };
  const recommended = async (given: Record<string, unknown>) => {
    const { isError, text, structured } = await call('recommend', given);
    if (isError) throw new Error(text);
    return { text, ...(structured as unknown as Recommended) };
  };

  it('are five, each with a title, a description, its arguments, readOnlyHint and no output schema', async () => {
    const { tools } = await client().listTools();
    expect(tools.map(({ name }) => name)).toEqual(
      'recommend explain_option render_template check search_reviews'.split(' '),
    );
    for (const { title = '', description = '', inputSchema, outputSchema, annotations } of tools) {
      expect(title.length).toBeGreaterThan(10);
      expect(description.length).toBeGreaterThan(60);
      expect([inputSchema.type, outputSchema]).toEqual(['object', undefined]);
      expect(annotations).toEqual({ readOnlyHint: true, openWorldHint: false });
    }
  });

  it('take at most 16,000 characters of an assistant, the whole list', async () => {
    expect(JSON.stringify(await client().listTools()).length).toBeLessThanOrEqual(16_000);
  });

  it.each([...FORMER_TOOLS])('answer a call of %s with what to call instead', async (name, instead) => {
    const { isError, text } = await call(name, { workload });
    expect(isError).toBe(true);
    expect(text).toBe(`${name} is gone. ${instead}`);
    const [, now = '', argument = ''] = /^Call (\w+) with .*?`(\w+)/.exec(instead) ?? [];
    const { tools } = await client().listTools();
    const { properties = {} } = tools.find((one) => one.name === now)?.inputSchema ?? {};
    expect(Object.keys(properties)).toContain(argument);
  });

  it('refuse a tool that there never was, by the protocol, and live', async () => {
    await expect(client().callTool({ name: 'deploy', arguments: {} })).rejects.toThrow(/deploy/);
    expect((await call('recommend', { workload })).isError).toBe(false);
  });

  it('describe their input by examples that are wholly understood', async () => {
    const { tools } = await client().listTools();
    const told = JSON.stringify(tools.map(({ inputSchema }) => inputSchema));
    const descriptions = [...told.matchAll(/"description":("(?:[^"\\]|\\.)*")/g)].map(
      ([, text = '""']) => JSON.parse(text) as string,
    );
    const words = descriptions.flatMap((text) => /(?:for example|words such as) "([^"]+)"/.exec(text)?.[1] ?? []);
    expect(words).toHaveLength(2);
    for (const example of words) {
      const { structured } = await call('recommend', { words: example });
      expect(structured).toMatchObject({ heard: { unclear: [], notUsed: [] } });
    }
    const objects = descriptions
      .flatMap((text) => /\{.*\}/s.exec(text) ?? [])
      .map((text) => JSON.parse(text) as object);
    expect(objects).toHaveLength(2);
    for (const example of objects) {
      const given = 'concurrency' in example ? { name: 'x', measurements: [example] } : example;
      expect((await call('recommend', { workload: given })).isError).toBe(false);
    }
  });

  it('say in the schema what each field means', async () => {
    const { tools } = await client().listTools();
    const schema = tools.find(({ name }) => name === 'recommend')?.inputSchema;
    const { properties } = JSON.parse(JSON.stringify(schema)).properties.workload;
    expect(Object.keys(properties).toSorted()).toEqual([...WORKLOAD_FIELDS].toSorted());
    for (const field of WORKLOAD_FIELDS) {
      if (field !== 'measurements') expect(properties[field].description).toBe(MEANINGS[field]);
    }
    expect(properties.measurements.description).toContain('AIPerf');
  });

  it.each([
    ['recommend', { workload: JSON.stringify(workload) }],
    ['recommend', { workload: JSON.stringify(workload), changes: '{"payloadSizeMB": 30}' }],
    ['check', { described: JSON.stringify([CONFIG]) }],
  ])('take objects of %s as JSON in a text', async (name, given) => {
    const plain = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, JSON.parse(String(value))]));
    expect((await call(name, given)).structured).toEqual((await call(name, plain)).structured);
  });

  it('say which words are in doubt, what they may state, and where each reading leads', async () => {
    const { text, recommendation } = await recommended({ words: 'sql-helper 34B model, office hours, 10 s' });
    expect(text).toContain('You wrote “10 s”. Which is it?');
    expect(text).toContain('Response time 10 s: Real-time Inference');
    expect(recommendation).toMatchObject({
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
    });
  });

  it('recommend nothing where nothing was understood, and say what to state', async () => {
    const { text, structured } = await call('recommend', { words: 'please help us' });
    expect(text).toMatch(
      /^Understood: nothing.*\nDescribe a model and its traffic, such as "3 MB, 20 rps, 200 ms"\.$/s,
    );
    expect(structured).not.toHaveProperty('recommendation');
    expect(await textOf('render_template', { words: 'please help us', format: 'terraform' })).toBe(text);
  });

  it('recommend the same as the recommender for a workload, in figures of at most four digits', async () => {
    const { recommendation } = await recommended({ workload });
    expect(recommendation).toEqual(JSON.parse(JSON.stringify(rounded(recommend(workload)))));
  });

  it('round what was computed, and nothing that was stated or has to be stated again', async () => {
    const stated = { ...CHAT, peakRequestsPerSecond: 20.123456789, monthlyRequests: 12_345_678 };
    const { recommendation } = await recommended({ workload: stated });
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

  it("take a load tester's file as it is, as data or as text, and ask for the type that it doesn't name", async () => {
    for (const file of [FILES.vllm, JSON.stringify(FILES.vllm), [FILES.vllm], [JSON.stringify(FILES.vllm)]]) {
      const { recommendation, text } = await recommended({ workload: { ...CHAT, measurements: file } });
      expect(recommendation.workload.measurements).toMatchObject([{ source: 'vllm-bench', instanceType: null }]);
      expect(text).toContain('On which instance type? Ask, and put it into instanceType of recommendation.workload.');
      const typed = (recommendation.workload.measurements ?? []).map((one) => ({
        ...one,
        instanceType: 'ml.g6e.xlarge',
      }));
      const again = await recommended({ workload: { ...CHAT, measurements: typed } });
      expect(again.text).toContain(
        '- vLLM bench on ml.g6e.xlarge (2026-05-23): 16 in progress, 5 requests per second, 640 tokens per second\n',
      );
    }
    expect(await textOf('recommend', { workload: { ...CHAT, measurements: '{"a": 1}' } })).toMatch(
      /^This isn't a measurement that can be read\. It has a\. Known: AIPerf/,
    );
  });

  describe('asked for changes', () => {
    it('answer with them, and say the difference in figures and words: three times the load takes more', async () => {
      const { recommendation, difference, text } = await recommended({
        workload: CHAT,
        changes: { peakRequestsPerSecond: 60 },
      });
      expect(recommendation.workload.peakRequestsPerSecond).toBe(60);
      expect(difference).toMatchObject({ changes: { peakRequestsPerSecond: 60 }, before: { option: 'real-time' } });
      const [cost] = recommendation.costs;
      expect(difference.count).toBe(
        (recommendation.choice?.sizing?.count?.likely ?? 0) - difference.before.count.likely,
      );
      expect(difference.count).toBeGreaterThan(0);
      const inUsd = (cost?.monthlyUsd?.likely ?? 0) - difference.before.monthlyUsd.likely;
      expect(Math.abs(difference.monthlyUsd - inUsd)).toBeLessThanOrEqual(1);
      expect(difference.text).toMatch(
        /^peak requests per second 20 → 60: still Real-time Inference; about \d+ .* → about \d+ .*per month$/,
      );
      expect(text).toContain(`Changed:\n- ${difference.text}\n`);
      expect(text).toMatch(/^Before:\n- Real-time Inference .*size modelled\): .* × ml\.[\w.]+/m);
    });

    it('take them in words as the thread does, and say what of them was not used', async () => {
      const { difference, text } = await recommended({ workload: CHAT, changes: 'twice the traffic, and purple' });
      expect(difference.changes).toEqual({ peakRequestsPerSecond: 40 });
      expect(difference.notes).toEqual(['Not used: "purple"']);
      expect(text).toContain('\n- Not used: "purple"\n');
      const already = await recommended({ workload: CHAT, changes: '20 rps' });
      expect(already.difference).toMatchObject({ monthlyUsd: 0, count: 0, changes: {}, notes: ['It is so already.'] });
      expect(already.text).toContain('still $');
      const words = await recommended({ words: 'fraud scoring, 3 MB, 20 rps', changes: 'no payload over 1 MB' });
      expect(words.difference.changes).toEqual({ payloadSizeMB: 1 });
    });

    it('take a fact back by null, and say where no option fits then', async () => {
      const fast = {
        name: 'fraud',
        trafficPattern: 'steady',
        monthlyRequests: 1e6,
        processingTimeSeconds: 0.02,
        payloadSizeMB: 1,
      };
      const none = await recommended({ workload: fast, changes: { responseTimeSeconds: 0.05, payloadSizeMB: 500 } });
      expect([none.difference.before.option, none.recommendation.choice]).toEqual(['serverless', null]);
      expect(none.text).toMatch(/^No option fits · fraud\n500 MB per request exceeds the 6 MB limit/);
      const taken = await recommended({ workload: { ...fast, payloadSizeMB: 500 }, changes: { payloadSizeMB: null } });
      expect([taken.difference.before.option, taken.recommendation.choice?.option]).toEqual([
        'asynchronous',
        'serverless',
      ]);
    });

    it('compare both sides at the same prices, whichever they are: a VPC changes nothing', async () => {
      const dear = await connectAssistant({ ...PARTS, advisor: createAdvisor({ prices: pricesTimes(1.5) }) });
      const priced = { name: 'ranker', trafficPattern: 'steady', monthlyRequests: 1e6, processingTimeSeconds: 0.1 };
      const given = { workload: { ...priced, requiresGpu: true }, changes: { requiresVpc: true } };
      for (const each of [client(), dear]) {
        const { structuredContent } = await each.callTool({ name: 'recommend', arguments: given });
        const { difference, recommendation } = structuredContent as unknown as Recommended;
        expect(difference).toMatchObject({
          monthlyUsd: 0,
          count: 0,
          before: { option: recommendation.choice?.option },
        });
        expect(difference.before.monthlyUsd).toEqual(recommendation.costs[0]?.monthlyUsd);
      }
      await dear.close();
    });
  });

  it('find at most three levers, each what recommend says of its changes', async () => {
    const { levers, text, recommendation } = await recommended({ workload: CHAT, cheaper: true });
    expect(levers.ways).toHaveLength(3);
    expect(text).toContain(`\n${levers.heading}\n- ${levers.ways[0]?.text}\n`);
    for (const { changes, option, usd, text: words } of levers.ways) {
      const { recommendation: then } = await recommended({ workload: CHAT, changes });
      if (then.choice?.option === option) expect(then.costs[0]?.monthlyUsd?.likely).toBe(usd);
      expect(text).toContain(words);
    }
    expect(recommendation.outside?.[0]?.id).toBe('bedrock-on-demand');
  });

  describe('asked for instances', () => {
    const LOAD = { peakRequestsPerSecond: 50, inputTokens: 1000, outputTokens: 500 };
    let sized: Awaited<ReturnType<typeof recommended>>;
    beforeAll(async () => {
      sized = await recommended({
        workload: { name: 'llm', modelId: 'llama-3.1-8b', ...LOAD },
        instances: true,
        detail: 'full',
      });
    });

    it('size llama-3.1-8b at 50 requests per second with what it was weighed against, the cheapest first', () => {
      const { choice, costs } = sized.recommendation;
      const { instance, sizing } = choice ?? {};
      const [own, ...more] = sized.instances.filter(({ isRecommended }) => isRecommended);
      expect(more).toEqual([]);
      expect(own).toMatchObject({ type: instance?.type, count: sizing?.count?.likely, basis: sizing?.basis });
      expect(own?.monthlyUsd).toBeCloseTo(costs[0]?.monthlyUsd?.likely ?? 0, -2);
      for (const other of sizing?.alternatives ?? []) {
        const row = sized.instances.find(({ type }) => type === other.type);
        expect(row).toMatchObject({ count: other.count, why: other.why });
        expect(row?.monthlyUsd).toBeCloseTo(other.monthlyUsd, -2);
      }
      expect(sized.instances).toHaveLength((sizing?.alternatives.length ?? 0) + 1);
      const amounts = sized.instances.map(({ monthlyUsd }) => monthlyUsd);
      expect(amounts).toEqual(amounts.toSorted((one, other) => one - other));
    });

    it('divide the bill of a month by its tokens', () => {
      // On average half the peak: 12,500 tokens per second for 730 hours.
      const millions = (12_500 * 730 * 3600) / 1e6;
      for (const { monthlyUsd, perMillionOutputTokensUsd } of sized.instances) {
        expect(perMillionOutputTokensUsd / (monthlyUsd / millions)).toBeCloseTo(1, 2);
      }
    });

    it('say in the text what the data has of each type: figures, basis, reason', () => {
      for (const row of sized.instances) {
        const line =
          sized.text.split('\n').find((each) => each.includes(`× ${row.type}`) && each.includes('one makes')) ?? '';
        expect(line).toContain(`${row.count} (${row.ranges.count.low}–${row.ranges.count.high}) × ${row.type}`);
        expect(line).toContain(`$${roundedModelled(row.monthlyUsd).toLocaleString('en-US')} per month`);
        expect(line).toContain(`one makes ${roundedModelled(row.outputTokensPerSecond).toLocaleString('en-US')} (`);
        expect(line).toMatch(/\$\d[.\d]* \(\$[.\d]+–\$[.\d]+\) per million output tokens; .*the first after \d/);
        expect(line).toContain(`; ${row.basis}`);
        expect(line.includes('(recommended)')).toBe(row.isRecommended);
        if (row.why !== null) expect(line).toContain(row.why);
      }
    });

    it('compare as the answer does where a time was measured on the recommended GPU', async () => {
      const scoring = {
        ...{ name: 'scoring', trafficPattern: 'steady', peakRequestsPerSecond: 30, processingTimeSeconds: 0.2 },
        ...{ responseTimeSeconds: 1, requiresGpu: true, modelSizeGB: 10, monthlyRequests: 40_000_000 },
      };
      const { instances, recommendation } = await recommended({ workload: scoring, instances: true });
      const { alternatives = [] } = recommendation.choice?.sizing ?? {};
      expect(alternatives.length).toBeGreaterThan(1);
      for (const { type, count, monthlyUsd } of alternatives) {
        const row = instances.find((one: { type: string }) => one.type === type);
        expect([row?.count, row && roundedModelled(row.monthlyUsd)]).toEqual([count, roundedModelled(monthlyUsd)]);
      }
    });

    it('compare types of a model that writes no tokens, without figures of tokens', async () => {
      const scoring = {
        name: 'fraud',
        trafficPattern: 'steady',
        peakRequestsPerSecond: 300,
        processingTimeSeconds: 0.02,
      };
      const { instances } = await recommended({ workload: scoring, instances: true });
      expect(instances.length).toBeGreaterThan(2);
      expect(instances[0]).toMatchObject({
        outputTokensPerSecond: null,
        perMillionOutputTokensUsd: null,
        basis: 'stated',
      });
    });

    it.each([
      [
        { modelId: 'no-such-model', ...LOAD },
        /I don't know the model no-such-model, .* state modelParametersBillion \(parameters \(billion\)\) and modelSizeGB/,
      ],
      [
        { modelId: 'llama-3.1-8b', inputTokens: 1000, outputTokens: 500 },
        /carries about [\d.]+ requests per second .*state peakRequestsPerSecond \(peak requests per second\)\./,
      ],
      [{ trafficPattern: 'intermittent', payloadSizeMB: 1 }, /^- .* has no instances to compare\.$/m],
      [{ payloadSizeMB: 5000 }, /^- No option fits\. /m],
    ])('say of %j why there is no row, and what to state', async (stated, why) => {
      const { instances, text } = await recommended({ workload: { name: 'x', ...stated }, instances: true });
      expect(instances).toEqual([]);
      expect(text).toMatch(why);
    });
  });

  it.each([
    [{ option: 'asynchronous', question: 'max payload?' }, ['payload at most 1 GB.'], []],
    [{ option: 'serverless', question: 'does it support GPUs?' }, ['no GPUs.'], []],
    [{ option: 'serverless', question: 'can serverless take 8 MB?' }, ['payload at most 4 MB.'], []],
    [
      { option: 'serverless', question: 'which colours are there?' },
      expect.arrayContaining(['payload at most 4 MB.', 'no GPUs.']),
      ['I have no figure for that. These are all.'],
    ],
    [
      { option: 'real-time', question: 'price of ml.g5.xlarge in Frankfurt, and on Bedrock?' },
      expect.arrayContaining(['supports GPUs.']),
      ["Bedrock has no price here. Only SageMaker AI's options are compared."],
    ],
  ])('answer a question for a limit or a price: %j', async (given, limits, notes) => {
    const { structured, text } = await call('explain_option', given);
    const told = structured as { limits: { text: string }[]; prices: { text: string }[]; notes?: string[] };
    expect(told.limits.map((limit) => limit.text)).toEqual(limits);
    expect(told.notes ?? []).toEqual(notes);
    for (const one of [...told.limits, ...told.prices]) expect(text).toContain(one.text);
    if (given.question.includes('Frankfurt')) {
      expect(told.prices).toEqual([
        expect.objectContaining({
          text: expect.stringMatching(/^\$1\.\d+: an hour of ml\.g5\.xlarge in eu-central-1\./),
        }),
      ]);
    }
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
    expect(refused.text).toContain('Serverless Inference fits if the payload is at most 4 MB and no GPU is needed.');
  });

  it('name 8-bit weights and the next Region for 405 billion parameters in a Region without a type for them', async () => {
    const words = 'Llama-3.1-405B, chat, 2 rps, 500 input tokens, 200 output tokens, sa-east-1';
    const ways = 'so use 8-bit weights on ml.p5.48xlarge, or ml.p5en.48xlarge in us-east-1.';
    const { text, recommendation } = await recommended({ words, instances: true });
    expect(text).toContain(ways);
    expect(text).toContain('Instances:\n- No instance type in sa-east-1 holds llama-3.1-405b with one request.');
    expect(recommendation.choice?.instance).toBeNull();
    expect((await call('render_template', { words, format: 'cloudformation' })).text).toContain(ways);
    for (const changes of ['8 bit', 'in us-east-1']) {
      const { choice } = (await recommended({ words, changes })).recommendation;
      expect(ways).toContain(choice?.instance?.type);
    }
    const near = await recommended({ words: words.replace('sa-east-1', 'eu-south-1') });
    expect(near.text).toContain('use ml.p5en.48xlarge in eu-north-1.');
  });

  it("write the template from words with the team's own image, which nobody has to enter then", async () => {
    const image = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/fraud:1.4';
    const given = { words: 'fraud, steady 20 rps, 20 ms per request', format: 'cloudformation' };
    const parametersOf = async (more: object) => {
      const { structured, text } = await call('render_template', { ...given, ...more });
      const { parameters, images } = structured as { parameters: { name: string }[]; images: { image: string }[] };
      return { text, names: parameters.map(({ name }) => name), image: images[0]?.image };
    };
    expect((await parametersOf({})).names).toContain('Image');
    const own = await parametersOf({ images: [image] });
    expect([own.names.includes('Image'), own.image]).toEqual([false, image]);
    expect(own.text).toMatch(/^Understood: steady/);
    expect(own.text).toContain(`Default: ${image}`);
    expect(await textOf('render_template', { ...given, images: [image, image] })).toMatch(
      /^images has 2 entries, and the template takes 1\./,
    );
    expect(await textOf('render_template', { ...given, images: ['fraud:1'] })).toMatch(
      /^"fraud:1" is no image in ECR\. Expected ACCOUNT\.dkr/,
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

  it('tell each fault of a workload in the words of parseWorkload, as an error of the tool', async () => {
    const wrong = { name: 'x', payloadSizeMB: -1, paylod: 3, trafficPattern: 'bursty' };
    const faults = [
      'trafficPattern must be one of steady, variable, intermittent, dataset; it is "bursty".',
      'payloadSizeMB must be a number of at least 0; it is -1.',
      '"paylod" is not a field of a workload: did you mean payloadSizeMB?',
    ].join('\n');
    expect(await textOf('recommend', { workload: wrong })).toBe(faults);
    expect(await textOf('render_template', { workload: wrong, format: 'cloudformation' })).toBe(faults);
    expect(await textOf('recommend', { workload, changes: { payloadSizeMB: -1 } })).toBe(
      'payloadSizeMB must be a number of at least 0; it is -1.',
    );
  });

  it.each([
    ['recommend', {}, 'Give a workload, or words.'],
    ['recommend', { workload, words: '3 MB' }, 'Give either workload or words, not both.'],
    ['recommend', { words: 3 }, 'words must be a text.'],
    [
      'recommend',
      { text: '3 MB' },
      '"text" is not taken. Known: workload, words, changes, cheaper, instances, detail.',
    ],
    ['recommend', { workload, detail: 'long' }, 'detail must be one of short, full.'],
    ['recommend', { workload, cheaper: 'yes' }, 'cheaper must be true or false.'],
    ['recommend', { words: 'x '.repeat(500_000) }, 'words must have at most 40000 characters.'],
    ['recommend', { workload: 'fraud' }, 'A workload is a JSON object with at least a name.'],
    ['recommend', { workload, changes: [] }, 'changes are fields with their new values, or words.'],
    ['recommend', { workload, changes: { name: 'y' } }, 'changes takes no name: it changes no answer.'],
    [
      'recommend',
      { workload, changes: 'please' },
      'changes: nothing of it was understood. Give fields with values, or words such as "payload 5 MB".',
    ],
    [
      'recommend',
      { workload, changes: { paylod: 1 } },
      '"paylod" is not a field of a workload: did you mean payloadSizeMB?',
    ],
    [
      'explain_option',
      { option: 'lambda' },
      'option must be one of real-time, serverless, asynchronous, batch-transform.',
    ],
    ['render_template', { workload, format: 'pulumi' }, 'format must be one of cloudformation, terraform, notebook.'],
    ['render_template', { workload, format: 'sdk' }, /^format sdk is now notebook: /],
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

  it('answer an assistant in the words of the golden file', async () => {
    const calls: [string, Record<string, unknown>][] = [
      ['recommend', { words: 'llama 3 8b chat, 20 users at once, Frankfurt. What would Bedrock cost?' }],
      ['recommend', { workload: CHAT, changes: 'twice the traffic', cheaper: true, instances: true }],
      ['explain_option', { option: 'serverless' }],
      ['render_template', { workload, format: 'cloudformation' }],
      ['check', { described: [CONFIG] }],
    ];
    const told: string[] = [];
    for (const [name, given] of calls) {
      // Templates have golden files themselves.
      const said = (await textOf(name, given)).replace(/```(\w+)\n[^`]+```/g, '```$1 …```');
      told.push(`> ${name} ${JSON.stringify(given)}\n\n${said}\n`);
    }
    await expectGolden(told.join('\n'), 'mcp/conversation.txt');
  });

  it('are each described in docs/assistants.md, and none that is gone', () => {
    const docs = readFileSync(new URL('../../docs/assistants.md', import.meta.url), 'utf8');
    for (const { name } of TOOLS) expect(docs).toContain(`\`${name}\``);
    for (const name of FORMER_TOOLS.keys()) expect(docs).not.toContain(name);
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
    expect(ofWords.text).toContain('Region eu-central-1. Quotas');
    const { recommendation } = (await call('recommend', { workload: CHAT })).structured as {
      recommendation: { policy: { technicallyBest: { monthlyUsd: number } } };
    };
    expect(Number.isInteger(recommendation.policy.technicallyBest.monthlyUsd)).toBe(true);
  });

  it('compare before and after under it, and say which of them a rule decided', async () => {
    const { structured, text } = await call('recommend', { workload, changes: { requiresGpu: false } });
    expect(structured).toMatchObject({
      difference: { before: { option: null } },
      recommendation: { choice: { option: 'asynchronous' } },
    });
    expect(text).toMatch(
      /^Before:\n- no option fits\. Policy "no GPUs here" forbids ml\.g4dn\.xlarge.*\n- Technically best: Asynchronous Inference.*Policy "no GPUs here" rules it out/m,
    );
    expect(text).toMatch(/^Asynchronous Inference · /);
    expect(text).toContain('- Team defaults: Region eu-central-1.');
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
