import { beforeAll, describe, expect, it } from 'vitest';
import { sizeTool } from '../../src/mcp/tools/size-model.ts';
import { type Recommendation, roundedModelled, type Workload } from '../../src/recommender/index.ts';
import { ADVISOR } from '../support/advisor.ts';
import { callsOf } from './support/assistant.ts';

const LOAD = { peakRequestsPerSecond: 50, inputTokens: 1000, outputTokens: 500 };

type Structured = {
  option: string;
  instances: {
    type: string;
    isRecommended: boolean;
    count: number;
    outputTokensPerSecond: number;
    monthlyUsd: number;
    perMillionOutputTokensUsd: number;
    basis: string;
    ranges: Record<'count' | 'outputTokensPerSecond' | 'monthlyUsd', { low: number; likely: number; high: number }>;
    atPeak: { firstTokenSeconds: { likely: number } };
    why: string | null;
  }[];
  assumptions: string[];
  open: string[];
  restsOn: string[];
};

const { answer: sized, refusal } = callsOf<Structured>(sizeTool);

describe('size_model', () => {
  let chat: Awaited<ReturnType<typeof sized>>;
  beforeAll(async () => {
    chat = await sized({ model: 'llama-3.1-8b', load: LOAD });
  });

  it('sizes llama-3.1-8b at 50 requests per second as recommend does, and what it was weighed against, the cheapest first', () => {
    const { structured } = chat;
    const { choice, costs } = ADVISOR.advise({
      name: 'llama-3.1-8b',
      modelId: 'llama-3.1-8b',
      ...LOAD,
    } as Workload) as Recommendation & { choice: object };
    const { instance, sizing } = choice ?? {};
    const [recommended, ...more] = structured.instances.filter(({ isRecommended }) => isRecommended);
    expect(more).toEqual([]);
    expect(recommended).toMatchObject({ type: instance?.type, count: sizing?.count?.likely, basis: sizing?.basis });
    expect(recommended?.monthlyUsd).toBeCloseTo(costs[0]?.monthlyUsd?.likely ?? 0, -2);
    expect(structured.instances.map(({ type }) => type).toSorted()).toEqual(
      [instance?.type ?? '', ...(sizing?.alternatives ?? []).map(({ type }) => type)].toSorted(),
    );
    for (const other of sizing?.alternatives ?? []) {
      const row = structured.instances.find(({ type }) => type === other.type);
      expect(row).toMatchObject({ count: other.count, why: other.why });
      expect(row?.monthlyUsd).toBeCloseTo(other.monthlyUsd, -2);
    }
    const amounts = structured.instances.map(({ monthlyUsd }) => monthlyUsd);
    expect(amounts).toEqual(amounts.toSorted((one, other) => one - other));
  });

  it('divides the bill of a month by its tokens', () => {
    const { structured } = chat;
    // On average half the peak: 12,500 tokens per second for 730 hours.
    const millions = (12_500 * 730 * 3600) / 1e6;
    for (const { monthlyUsd, perMillionOutputTokensUsd } of structured.instances) {
      expect(perMillionOutputTokensUsd / (monthlyUsd / millions)).toBeCloseTo(1, 2);
    }
  });

  it('says in its text what its structure has of each type: figures, basis, reason', () => {
    const { text, structured } = chat;
    for (const row of structured.instances) {
      const line = text.split('\n').find((each) => each.startsWith('- ') && each.includes(row.type)) ?? '';
      expect(line).toContain(`${row.count} (${row.ranges.count.low}–${row.ranges.count.high}) × ${row.type}`);
      expect(line).toContain(`$${roundedModelled(row.monthlyUsd).toLocaleString('en-US')} per month`);
      expect(line).toContain(`one makes ${roundedModelled(row.outputTokensPerSecond).toLocaleString('en-US')} (`);
      expect(line).toMatch(/\$\d[.\d]* \(\$[.\d]+–\$[.\d]+\) per million output tokens; .*the first after \d/);
      expect(line).toContain(`; ${row.basis}`);
      expect(line.includes('(recommended)')).toBe(row.isRecommended);
      if (row.why !== null) expect(line).toContain(row.why);
    }
    for (const line of structured.restsOn) expect(text).toContain(line);
    expect(structured.assumptions.join(' ')).toContain('Region: assumed us-east-1');
    for (const line of [...structured.assumptions, ...structured.open]) expect(text).toContain(line);
    expect(text.length).toBeLessThan(8000);
  });

  it('takes a workload with more facts, such as a Region and minutes to answer', async () => {
    const workload = {
      name: 'digest',
      modelId: 'llama-3.1-8b',
      ...LOAD,
      responseTimeSeconds: 900,
      region: 'eu-central-1',
    };
    const { structured, text } = await sized({ workload });
    expect([structured.option, structured.instances.length > 1]).toEqual(['asynchronous', true]);
    expect(text).not.toContain('us-east-1');
  });

  it.each([
    [{}, 'Give a model and its load, or a workload.'],
    [
      { model: 'llama-3.1-8b', load: { ...LOAD, concurrentRequests: 5 } },
      'Give peakRequestsPerSecond or concurrentRequests: each says the load alone.',
    ],
    [{ model: 'llama-3.1-8b', workload: { name: 'x' } }, 'Give either model and load, or a workload that states both.'],
    [
      { model: 'llama-3.1-8b', load: { ...LOAD, inputTokens: -1 } },
      'inputTokens must be a number of at least 0; it is -1.',
    ],
    [{ model: 'llama-3.1-8b', load: { rps: 3 } }, '"rps" is not a field of a workload.'],
    [
      { model: 'no-such-model', load: LOAD },
      /^I don't know the model no-such-model, .* state: modelParametersBillion \(parameters \(billion\)\) and modelSizeGB/s,
    ],
    [
      { model: 'llama-3.1-8b', load: { inputTokens: 1000, outputTokens: 500 } },
      /carries about [\d.]+ requests per second .*state: peakRequestsPerSecond \(peak requests per second\)\./s,
    ],
    [
      { model: 'bge-large-en-v1.5', load: { peakRequestsPerSecond: 50, inputTokens: 200 } },
      /^This isn't sized in tokens\. recommend says: Real-time Inference .* 1 × ml\.g4dn\.xlarge/,
    ],
  ])('refuses %j with what to do', async (given, text) => {
    expect(await refusal(given)).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
  });
});
