import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recommendation, Workload } from '../../../src/recommender/index.ts';
import { answerTo, explained } from '../../support/answers.ts';
import { runs } from '../../support/lane.ts';
import { anyWorkload, sparseWorkload } from '../../support/workloads.ts';

const sizeOf = (stated: Partial<Workload>) => explained(stated).choice?.sizing;

describe('of a size', () => {
  const jobs = { trafficPattern: 'dataset', datasetRecordsPerRun: 10_000, datasetDeadlineHours: 3 } as const;

  it.each([
    [
      'the requests per month where idle stretches lie between peaks',
      5,
      {
        trafficPattern: 'intermittent',
        peakRequestsPerSecond: 1000,
        processingTimeSeconds: 0.003,
        requiresGpu: true,
        modelAdapters: true,
        coldStarts: 'minutes-acceptable',
      },
      ['monthlyRequests'],
    ],
    ['the runs per month', null, { ...jobs, processingTimeSeconds: 2 }, ['datasetRunsPerMonth']],
    [
      'the same of a language model',
      null,
      { ...jobs, modelId: 'llama-3.1-8b', inputTokens: 500, outputTokens: 100 },
      ['datasetRunsPerMonth'],
    ],
  ] as const)('what it waits for is named: %s', (_what, count, stated, needs) => {
    expect(sizeOf(stated)?.needs).toEqual(needs);
    expect(sizeOf(stated)?.count?.likely ?? null).toBe(count);
    expect(sizeOf(stated)?.text).not.toMatch(/depends on [;.]/);
  });

  it.each([
    [
      '60 s of a call',
      { trafficPattern: 'steady', monthlyRequests: 1000 },
      'One ml.c6i.large holds any request up to 60 s.',
    ],
    [
      '8 min of a stream',
      { trafficPattern: 'steady', monthlyRequests: 1000, requiresStreaming: 'response' },
      'One ml.c6i.large holds any request up to 8 min.',
    ],
  ] as const)('no request is longer than the option takes: %s', (_what, stated, text) => {
    expect(sizeOf(stated)?.text).toBe(text);
  });
});

it.each([
  [{ modelId: 'llama-3.3-70b', instanceType: 'ml.g6.xlarge' }, 'ml.g6.xlarge'],
  [{ modelSizeGB: 30, instanceType: 'ml.m5.large', processingTimeSeconds: 0.2, monthlyRequests: 1e6 }, 'ml.m5.large'],
] as const)('a type that cannot hold the model shows no price: %j', (stated, type) => {
  for (const { components, monthlyUsd, note } of explained(stated).costs.filter(
    ({ option }) => option !== 'serverless',
  )) {
    expect([components, monthlyUsd]).toEqual([[], null]);
    expect(note).toMatch(`No total: ${type} can't hold the model.`);
    expect(note).not.toContain('$');
  }
});

it('no type without a hosting price is named as the smallest that would hold a model', () => {
  const { warnings } = explained({ modelId: 'deepseek-r1', region: 'me-central-1' });
  expect(warnings.find(({ code }) => code === 'no-instance-holds-model')?.allowed).not.toMatch(/p2|p3|p5e\.|p6e/);
});

it.each([
  { inputTokens: 500, outputTokens: 200, peakRequestsPerSecond: 2 },
  { inputTokens: 500, outputTokens: 1000, concurrentRequests: 20 },
])('no instance works on more requests at once than its memory holds: %j', (load) => {
  const { assumptions, choice } = explained({ modelId: 'llama-3-8b', ...load });
  const heldBy = Number(/holds up to (\d+)$/.exec(choice?.instance?.holds ?? '')?.[1]);
  const said = [assumptions.find(({ field }) => field === 'instanceType')?.text, choice?.sizing?.text].flatMap((text) =>
    [...(text ?? '').matchAll(/works on (?:up to )?(\d+)/g)].map(([, count]) => Number(count)),
  );
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((count) => count > heldBy)).toEqual([]);
});

it('minutes of waking are assumed as minutes: not as cold starts of seconds', () => {
  const { choice, assumptions } = answerTo({
    trafficPattern: 'intermittent',
    requiresGpu: true,
    monthlyRequests: 2000,
    processingTimeSeconds: 2,
  });
  expect(choice?.scaling).toBe('scale-to-zero');
  expect(assumptions.find(({ field }) => field === 'coldStarts')?.value).toBe('minutes-acceptable');
});

it('no text of an answer has a hole in it', () => {
  const textsOf = ({ workload: _, ...answer }: Recommendation): string[] => {
    const found: string[] = [];
    JSON.stringify(answer, (_key, value: unknown) => {
      if (typeof value === 'string') found.push(value);
      return value;
    });
    return found;
  };
  fc.assert(
    fc.property(fc.oneof(anyWorkload, sparseWorkload), ({ name: _name, modelId: _id, ...stated }) => {
      for (const text of textsOf(answerTo(stated)))
        expect(text).not.toMatch(/\[object|undefined|NaN|depends on [;.]|\S {2,}\S/);
    }),
    { numRuns: runs(100, { costly: true }) },
  );
});
