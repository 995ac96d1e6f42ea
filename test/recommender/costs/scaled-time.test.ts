import { describe, expect, it } from 'vitest';
import { GPU_NAMES, machineOf } from '../../../src/recommender/facts/machines.ts';
import { parseWorkload, type Workload } from '../../../src/recommender/index.ts';
import { gpuOf } from '../../../src/recommender/throughput/gpus.ts';
import { answerTo } from '../../support/answers.ts';

const vision = {
  trafficPattern: 'variable',
  requiresGpu: true,
  modelSizeGB: 4,
  processingTimeSeconds: 0.08,
  peakRequestsPerSecond: 60,
  responseTimeSeconds: 0.5,
} as const satisfies Partial<Workload>;

function sizingOf(stated: Partial<Workload>) {
  const answer = answerTo(stated);
  const sizing = answer.choice?.sizing;
  if (!sizing) throw new Error('Not sized');
  const bill = answer.costs.find(({ option }) => option === answer.choice?.option);
  return { ...sizing, type: answer.choice?.instance?.type, bill, warnings: answer.warnings };
}

const usdOf = (stated: Partial<Workload>): number | undefined => sizingOf(stated).bill?.monthlyUsd?.likely;

describe('the machine that a time was measured on', () => {
  it.each([
    ['ml.g6.xlarge', 'ml.g6.xlarge'],
    ['G6.xlarge', 'ml.g6.xlarge'],
    ['l4', 'L4'],
    ['NVIDIA L40S', 'L40S'],
    ['A100-80GB', 'A100'],
    ['rtx pro 6000', 'RTX PRO 6000'],
  ])('of %s is %s, and stays as written', (written, name) => {
    expect(machineOf(written)?.name).toBe(name);
    const parsed = parseWorkload({ name: 'x', processingTimeOn: written });
    expect(parsed.ok && parsed.workload.processingTimeOn).toBe(written);
  });

  it.each([
    ['A10', 'A10G'],
    ['L40', 'L40S'],
    ['H10', 'H100'],
    ['ml.g6.huge', 'ml.g6.xlarge'],
    ['g5', 'ml.g5.xlarge'],
  ])('%s is refused in a sentence that names %s', (written, meant) => {
    const parsed = parseWorkload({ name: 'x', processingTimeOn: written });
    expect(parsed.ok ? '' : parsed.faults[0]?.text).toMatch(
      new RegExp(
        `^processingTimeOn must be an instance type such as ml\\.g6\\.xlarge, or a GPU of one \\(T4, .*\\); it is "${written}": did you mean ${meant}\\?$`,
      ),
    );
  });

  it('is a GPU whose figures are known, by each name', () => {
    expect(GPU_NAMES.filter((name) => gpuOf({ name }) === undefined)).toEqual([]);
  });
});

describe('a stated time on another GPU', () => {
  it('of 80 ms on L4 are about 75 ms on T4, by 300 and 320 GB per second: modelled, 7 instances (5–11)', () => {
    const { basis, count, text, typeFirm, needs, type, bill } = sizingOf({ ...vision, processingTimeOn: 'L4' });
    expect([basis, typeFirm, needs, type]).toEqual(['modelled', false, [], 'ml.g4dn.xlarge']);
    // 60 × 75 ms are 4.5 in work: 6.4 at 70 %, 4.6 at 1.4 of the speed, 10.7 at 0.6.
    expect(count).toEqual({ low: 5, likely: 7, high: 11 });
    expect(text).toMatch(/^60 requests per second at about 75 ms \(modelled from 80 ms on L4\) keep 4\.5 in work; /);
    expect(bill?.isModelled).toBe(true);
  });

  it('counts as it is on the type, and on others with its GPU', () => {
    const named = { ...vision, instanceType: 'ml.g6.xlarge' } as const;
    const untied = sizingOf(named);
    for (const processingTimeOn of ['L4', 'g6.2xlarge', 'ml.g6.xlarge'])
      expect(sizingOf({ ...named, processingTimeOn })).toEqual(untied);
  });

  it('decides the type: 80 ms on an H100 are over 500 ms on a T4, which is left out', () => {
    const { type, text, alternatives } = sizingOf({ ...vision, processingTimeOn: 'H100' });
    expect(type).toBe('ml.g5.xlarge');
    expect(text).toContain('at about 450 ms (modelled from 80 ms on H100)');
    expect(alternatives.map((other) => other.type)).not.toContain('ml.g4dn.xlarge');
    const named = sizingOf({ ...vision, processingTimeOn: 'H100', instanceType: 'ml.g4dn.xlarge' });
    expect([named.basis, named.count, named.text]).toEqual([
      'unknown',
      null,
      'A request on ml.g4dn.xlarge is expected to take at least 840 ms, and 500 ms is allowed.',
    ]);
  });

  it('is asked for where GPUs are compared, holds for the chosen type, and bills as it did', () => {
    const { basis, needs, type, alternatives } = sizingOf(vision);
    expect([basis, needs, type]).toEqual(['stated', ['processingTimeOn'], 'ml.g4dn.xlarge']);
    const [next] = alternatives;
    // 320 of 600 GB per second are 43 ms: 3.7 instances.
    expect(next).toMatchObject({
      type: 'ml.g5.xlarge',
      count: 4,
      why: expect.stringContaining('with a modelled time (±40%)'),
    });
    expect(usdOf({ ...vision, instanceType: 'ml.g5.xlarge', processingTimeOn: 'ml.g4dn.xlarge' })).toBe(
      next?.monthlyUsd,
    );
    expect(usdOf({ ...vision, processingTimeOn: 'ml.g4dn.xlarge', instanceType: 'ml.g4dn.xlarge' })).toBe(
      usdOf(vision),
    );
    expect(sizingOf({ ...vision, instanceType: 'ml.g5.xlarge' }).needs).toEqual([]);
    expect(sizingOf({ ...vision, requiresGpu: false }).needs).toEqual([]);
  });

  it('of a model whose work is known follows its rate: 20 s of SDXL on T4 are 3.6 s on L40S', () => {
    const images = { modelId: 'sdxl', trafficPattern: 'steady', peakRequestsPerSecond: 0.1 } as const;
    const stated = {
      ...images,
      processingTimeSeconds: 20,
      processingTimeOn: 'T4',
      instanceType: 'ml.g6e.xlarge',
    } as const;
    expect(sizingOf(stated).text).toContain('at about 3.6 s (modelled from 20 s on T4)');
  });

  it('says nothing of a processor, nor one of a processor of a GPU: the time is asked for', () => {
    for (const [processingTimeOn, requiresGpu, kind] of [
      ['m5.xlarge', true, 'GPU'],
      ['L4', false, 'processor'],
    ] as const) {
      const { basis, needs, text } = sizingOf({ ...vision, processingTimeOn, requiresGpu });
      expect([basis, needs]).toEqual(['unknown', ['processingTimeSeconds']]);
      expect(text).toContain(`depends on the seconds per request on a ${kind};`);
    }
    const { requiresGpu: _, ...open } = vision;
    expect(sizingOf({ ...open, processingTimeOn: 'L4' }).type).toBe('ml.g4dn.xlarge');
    expect(sizingOf({ ...open, processingTimeOn: 'ml.c6i.xlarge' })).toEqual(sizingOf(open));
  });

  it('of a dataset counts its records likewise', () => {
    const run = {
      trafficPattern: 'dataset',
      requiresGpu: true,
      modelSizeGB: 4,
      datasetRecordsPerRun: 1e6,
      datasetRunsPerMonth: 4,
    } as const;
    const on = (type: string) =>
      usdOf({ ...run, processingTimeSeconds: 0.08, processingTimeOn: 'A10G', instanceType: type });
    expect(on('ml.g4dn.xlarge')).toBeCloseTo(
      Number(usdOf({ ...run, processingTimeSeconds: 0.15, instanceType: 'ml.g4dn.xlarge' })),
      6,
    );
  });
});

describe('a time that the model calls impossible', () => {
  const images = { modelId: 'sdxl', trafficPattern: 'steady', peakRequestsPerSecond: 0.1, imageSteps: 30 } as const;
  const codes = (stated: Partial<Workload>) => sizingOf(stated).warnings.map(({ code }) => code);

  it.each([
    ['of a named type', { instanceType: 'ml.g6.xlarge', processingTimeSeconds: 6 }, 'on ml.g6.xlarge'],
    ['of a GPU', { processingTimeOn: 'L4', instanceType: 'ml.g6.xlarge', processingTimeSeconds: 6 }, 'on L4'],
    ['of no type, where none can', { processingTimeSeconds: 0.1 }, 'on the recommended type'],
  ] as const)('%s counts, with a size and a warning', (_, stated, on) => {
    const { basis, count, text, warnings } = sizingOf({ ...images, ...stated });
    expect([basis, count?.likely]).toEqual(['stated', 1]);
    expect(text).not.toContain('fast enough');
    const warning = warnings.find(({ code }) => code === 'stated-time-beyond-model');
    expect(warning?.text).toMatch(/ per request is stated, and the model expects at least .*The stated time counts/);
    expect(warning?.text).toContain(on);
  });

  it('is no warning where the model expects it', () => {
    expect(codes({ ...images, processingTimeSeconds: 9, instanceType: 'ml.g6.xlarge' })).not.toContain(
      'stated-time-beyond-model',
    );
  });

  it('of a model that writes tokens is a limit, until it is said what it was measured on', () => {
    const chat = {
      modelId: 'llama-3.3-70b',
      trafficPattern: 'steady',
      peakRequestsPerSecond: 1,
      inputTokens: 1500,
      outputTokens: 1500,
      processingTimeSeconds: 6,
    } as const;
    expect(sizingOf(chat)).toMatchObject({ basis: 'unknown', count: null });
    const measured = sizingOf({ ...chat, processingTimeOn: 'ml.p5.48xlarge', instanceType: 'ml.p5.48xlarge' });
    expect(measured).toMatchObject({ basis: 'modelled', count: { likely: 1 } });
    expect(measured.text).toContain('modelled from 250 on ml.p5.48xlarge (own figures, 1 in progress, p95 6 s)');
    expect(sizingOf({ ...chat, processingTimeOn: 'H100' }).text).toContain(' on H100 (own figures');
  });
});
