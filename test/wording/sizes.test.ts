import { describe, expect, it } from 'vitest';
import { type Recommendation, recommend, type Sizing, type Workload } from '../../src/recommender/index.ts';
import {
  alternativeWords,
  usersFeel,
  whatDecides,
  whatUsersSee,
  writeHeadline,
  writeSize,
} from '../../src/wording/sizes.ts';
import { workload } from '../support/workloads.ts';

const answerTo = (stated: Partial<Workload>): Recommendation => recommend(workload({ name: 'n', ...stated }));

const CHAT = answerTo({
  modelId: 'llama-3.1-8b',
  trafficPattern: 'steady',
  peakRequestsPerSecond: 50,
  inputTokens: 1000,
  outputTokens: 500,
  requiresStreaming: 'response',
});

const DIRECT = { trafficPattern: 'steady', responseTimeSeconds: 1, coldStarts: 'unacceptable' } as const;

const withSizing = (sizing: Partial<Sizing>): Recommendation => {
  const { choice } = CHAT;
  if (!choice?.sizing) throw new Error('Not sized');
  return { ...CHAT, choice: { ...choice, sizing: { ...choice.sizing, ...sizing } } };
};

describe('the size line', () => {
  it('of a modelled size says how far it may be off, and to load-test it', () => {
    const count = { low: 4, likely: 8, high: 13 };
    const type = CHAT.choice?.instance?.type;
    expect(writeSize(withSizing({ count }))).toContain(`about 8 (4–13) × ${type} · `);
    expect(writeSize(CHAT)).toMatch(/ · modelled, load-test it$/);
    expect(writeSize(withSizing({ count, basis: 'measured' }))).toMatch(/^8 \(4–13\) × .+ · measured$/);
  });

  it('of a stated time says from which: 20 ms', () => {
    const fraud = answerTo({ ...DIRECT, peakRequestsPerSecond: 300, processingTimeSeconds: 0.02, modelSizeGB: 1 });
    expect(writeSize(fraud)).toMatch(/^\d+ × ml\.\S+ · \$\d+ per month · from the stated 20 ms$/);
  });

  it('names where auto scaling starts and what it has room for, where the peak takes another number: 4 of 10, room for 12', () => {
    const fraud = answerTo({
      ...DIRECT,
      trafficPattern: 'variable',
      peakRequestsPerSecond: 280,
      processingTimeSeconds: 0.025,
      instanceType: 'ml.m5.large',
    });
    expect(writeSize(fraud)).toContain('1–5 × ml.m5.large, auto scaling (starts with 2, room for 6) · ');
    const chat = withSizing({ count: { low: 4, likely: 8, high: 13 } });
    const instance = { ...(chat.choice?.instance ?? expect.fail()), min: 1, start: 4, peak: 8, max: 13 };
    const scaled = { ...chat, choice: chat.choice && { ...chat.choice, scaling: 'auto-scaling' as const, instance } };
    expect(writeSize(scaled)).toContain(', auto scaling (starts with 4, room for 13) · ');
  });

  it('of a bounded size says up to what it holds any request', () => {
    const bounded = answerTo({ ...DIRECT, peakRequestsPerSecond: 1, modelSizeGB: 1 });
    expect(writeSize(bounded)).toMatch(/^1 × ml\.\S+ holds any request up to 780 ms · \$\d+(\.\d\d)? per month$/);
    expect(whatDecides(bounded.choice ?? expect.fail())).toBeUndefined();
  });

  it('has beside it how long 95% of requests wait for a free worker', () => {
    const stated = { ...DIRECT, responseTimeSeconds: 0.25, processingTimeSeconds: 0.2, modelSizeGB: 1 } as const;
    const { choice } = answerTo({ ...stated, peakRequestsPerSecond: 20 });
    const most = choice?.sizing?.waitSeconds?.p95 ?? expect.fail();
    expect(usersFeel(choice)).toBe(
      `95% of requests wait at most ${Number((most * 1000).toPrecision(2))} ms for a free worker.`,
    );
    expect(choice?.sizing?.text).not.toContain('95%');
    const idle = answerTo({ ...stated, peakRequestsPerSecond: 0.1, instanceType: 'ml.c6i.xlarge' });
    expect(usersFeel(idle.choice)).toBe('95% of requests find a free worker at once.');
  });

  it('of a type that holds no request says once that the size is unknown', () => {
    const refused = answerTo({ modelId: 'llama-3.1-8b', instanceType: 'ml.p3.2xlarge', peakRequestsPerSecond: 1 });
    expect(writeHeadline(refused).match(/size unknown/g)).toHaveLength(1);
  });

  it('of an unknown size names what it waits for, and no amount', () => {
    const tagging = answerTo({ ...DIRECT, peakRequestsPerSecond: 800, requiresGpu: true });
    expect(writeSize(tagging)).toBe('size unknown until the seconds per request are known');
    expect(tagging.costs.some(({ monthlyUsd }) => monthlyUsd !== null)).toBe(false);
  });

  it('of an answer from an earlier version says that its rules were others', () => {
    const { choice } = CHAT;
    const { sizing: _, ...older } = choice ?? expect.fail();
    expect(writeSize({ ...CHAT, choice: older })).toMatch(/ · sized by earlier rules$/);
  });

  it('puts what decides in strong words', () => {
    expect(writeSize(CHAT, (text) => `*${text}*`)).toMatch(/\*\d+ .*× ml\.\S+\*.* · \*\$[\d,]+ per month\*/);
  });
});

describe('what a size rests on', () => {
  it('says what a user sees, and nothing of a model that writes no tokens', () => {
    expect(whatUsersSee(CHAT.choice ?? expect.fail())).toMatch(
      /^\d+ \(\d+–\d+\) tokens per second, the first after .+, the whole answer in .+, with \d+ in progress$/,
    );
    const { choice } = answerTo(DIRECT);
    expect(whatUsersSee(choice ?? expect.fail())).toBeUndefined();
  });

  it('joins the types that were weighed for the same reason, and keeps the price of one', () => {
    const one = { type: 'ml.a.xlarge', count: 1, monthlyUsd: 1027.84, why: 'next' };
    const many = { type: 'ml.b.xlarge', count: 6, monthlyUsd: 6412, why: 'next' };
    const newest = { ...many, type: 'ml.c.xlarge', why: 'the newest GPU' };
    const { choice } = withSizing({ alternatives: [one, many, newest] });
    expect(alternativeWords(choice ?? expect.fail())).toEqual([
      '1 × ml.a.xlarge ($1,028) and 6 × ml.b.xlarge ($6,400): next',
      '6 × ml.c.xlarge ($6,400): the newest GPU',
    ]);
  });
});
