import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import { instanceOf } from '../../../src/recommender/costs/priced-instance.ts';
import type { HostingPatternId, Workload } from '../../../src/recommender/index.ts';
import { BOOK, needsOf, plan } from './support.ts';

const stored = { trafficPattern: 'dataset', datasetRecordsPerRun: 100, datasetRunsPerMonth: 30 } as const;
const little = { trafficPattern: 'steady', monthlyRequests: 100_000, processingTimeSeconds: 0.1 } as const;
const onXlarge = { peakRequestsPerSecond: 60, instanceType: 'ml.m5.xlarge' } as const;
const variants = { requiresMultipleVariants: true } as const;
const small = { modelCount: 2000, modelSizeGB: 0.05, instanceType: 'ml.m5.large' } as const;
const { instanceType: _, ...anyType } = small;
const independent = { modelCount: 10, modelSizeGB: 3, modelsScaleIndependently: true } as const;
const chain = { modelCount: 3, containerCount: 3, containerInvocation: 'serial' } as const;
const toZero = plan('real-time', 'scale-to-zero', 'inference-components');

const billOf = (hosting: HostingPatternId, stated: Partial<Workload>) =>
  costOf({ plan: plan('real-time', 'fixed', hosting), needs: needsOf({ ...little, ...stated }), book: BOOK });
const instances = (hosting: HostingPatternId, stated: Partial<Workload>) => {
  const [line] = billOf(hosting, stated).components;
  return `${(line?.monthlyQuantity ?? 0) / 730} × ${line?.name.replace(/.*\((\S+),.*/, '$1')}`;
};

// biome-ignore format: one case a line.
const INSTANCES: readonly (readonly [HostingPatternId, sentence: string, Partial<Workload>, expected: string])[] = [
  ['single-model', 'have an instance each: 20 models are 20 endpoints', { modelCount: 20 }, '20 × ml.m5.large'],
  ['single-model', 'share the load between two endpoints: 60 per second are 2 each', { ...onXlarge, modelCount: 2 }, '4 × ml.m5.xlarge'],
  ['single-model', 'have 3 for the same load on one endpoint', onXlarge, '3 × ml.m5.xlarge'],
  ['single-model', 'have one for each variant, two where their number is not given', variants, '2 × ml.m5.large'],
  ['single-model', 'share the load between variants: 60 per second are 2 for each of two', { ...variants, ...onXlarge },
    '4 × ml.m5.xlarge'],
  ['single-model', 'have one for each variant of each of several models', { ...variants, modelCount: 3 }, '6 × ml.m5.large'],
  ['multi-model', 'are of the type on which all that it holds costs least', { ...anyType, activeModelCount: 1000 }, '2 × ml.m5.2xlarge'],
  ['multi-model', 'hold the models that are called within an hour: 1,000 of 50 MB in 6.4 usable GB',
    { ...small, activeModelCount: 1000 }, '8 × ml.m5.large'],
  ['multi-model', 'hold a tenth of the models where the number that is called is not given', small, '2 × ml.m5.large'],
  ['multi-model', 'hold all of them where each is called often', { ...small, modelInvocationFrequency: 'frequent' }, '16 × ml.m5.large'],
  ['multi-model', 'hold no more models than there are', { ...small, activeModelCount: 5000 }, '16 × ml.m5.large'],
  ['multi-model', 'are counted by the load alone where the size of a model is not given', { modelCount: 2000 }, '1 × ml.m5.large'],
  ['multi-model', 'are counted by the load alone on a type that is not described', { ...small, instanceType: 'ml.p3.8xlarge' },
    '1 × ml.p3.8xlarge'],
  ['multi-model', 'hold one model at a time where a stated type is too small for two',
    { modelCount: 3, modelSizeGB: 6, activeModelCount: 3, instanceType: 'ml.m5.large' }, '3 × ml.m5.large'],
  ['inference-components', 'hold all models: 10 of 3 GB, two on each', independent, '5 × ml.m5.large'],
  ['inference-components', 'give each a whole GPU: 10 models', { ...independent, requiresGpu: true }, '10 × ml.g4dn.xlarge'],
  ['inference-components', 'give each a whole GPU also where the size is not given: 10 on four',
    { modelCount: 10, modelsScaleIndependently: true, instanceType: 'ml.g5.12xlarge' }, '3 × ml.g5.12xlarge'],
  ['inference-components', 'hold adapters in the memory of their one base model', { ...independent, modelAdapters: true },
    '1 × ml.m5.large'],
  ['multi-container', 'load all containers: 4 models of 3 GB', { modelCount: 4, containerCount: 4, modelSizeGB: 3 }, '1 × ml.m5.xlarge'],
  ['multi-container', 'load all also where only their number is stated',
    { containerCount: 4, containerInvocation: 'direct', modelSizeGB: 3 },
    '1 × ml.m5.xlarge'],
  ['inference-pipeline', 'hold all their models: three of 2 GB', { ...chain, modelSizeGB: 2 }, '1 × ml.m5.large'],
  ['inference-pipeline', 'hold all their models: three of 10 GB', { ...chain, modelSizeGB: 10 }, '1 × ml.r6i.4xlarge'],
  ['inference-pipeline', 'need the memory of one model once', { ...chain, modelCount: 1, modelSizeGB: 6 }, '1 × ml.m5.large'],
];

describe('the instances of models and containers', () => {
  it.each(INSTANCES)('on %s %s: %j are %s', (hosting, _sentence, stated, expected) => {
    expect(instances(hosting, stated)).toBe(expected);
  });

  it('that go to zero start with the active ones: 20 of 3 GB, two on an ml.m5.large, take 10, or 2 for three that are active', () => {
    const stated = {
      ...little,
      ...independent,
      trafficPattern: 'intermittent',
      modelCount: 20,
      instanceType: 'ml.m5.large',
    } as const;
    const startOf = (more: Partial<Workload>) =>
      instanceOf({ plan: toZero, needs: needsOf({ ...stated, ...more }), book: BOOK })?.start;
    expect([startOf({}), startOf({ activeModelCount: 3 })]).toEqual([10, 2]);
  });
});

describe('the bill of models and containers', () => {
  it.each([
    ['two variants for $176.30', 'single-model', variants, 176.3],
    ['three variants for $264.45', 'single-model', { ...variants, variantCount: 3 }, 264.45],
    [
      '1,000 models of 50 MB on two ml.m5.2xlarge for $690.98',
      'multi-model',
      { ...anyType, activeModelCount: 1000 },
      690.98,
    ],
    ['the same on eight ml.m5.large for $715.28', 'multi-model', { ...small, activeModelCount: 1000 }, 715.28],
    ['a tenth of 2,000 on two ml.m5.large with 39 GB', 'multi-model', small, 2 * (730 * 0.115 + 39 * 0.14)],
  ] as const)('is of %s', (_what, hosting, stated, usd) => {
    expect(billOf(hosting, stated).monthlyUsd?.likely).toBeCloseTo(usd, 6);
  });

  const dataUsd = ((100_000 * 0.6 * 1.2) / 1024) * 0.016;
  it.each([
    [
      'one endpoint',
      'single-model',
      { modelCount: 20 },
      '20 endpoints, one per model. Sharing one would cost $88.15 per month.',
    ],
    [
      '2,000 times $84 and a volume of 31 GB',
      'multi-model',
      small,
      'One endpoint per model would cost $176,580 per month.',
    ],
    ['nothing where that is beyond sense', 'multi-model', { modelCount: 2 ** 40 }, null],
    [
      'three ml.m5.large with volumes, which pay for the data three times',
      'inference-pipeline',
      { ...chain, modelSizeGB: 2, payloadSizeMB: 1 },
      `One endpoint per container would cost $${Math.round(3 * (730 * 0.115 + 33 * 0.14 + dataUsd))} per month.`,
    ],
    [
      'nothing where such endpoints cannot be priced',
      'inference-pipeline',
      { ...chain, instanceType: 'ml.p2.xlarge' },
      expect.stringMatching(/^Price not listed/),
    ],
  ] as const)('is compared with %s', (_what, hosting, stated, note) => {
    expect(billOf(hosting, stated).note).toEqual(note);
  });

  it('of components is compared with endpoints that follow the load, since those cannot go to zero; that of a job with nothing', () => {
    const { note } = costOf({
      plan: toZero,
      needs: needsOf({ ...little, ...independent, trafficPattern: 'intermittent' }),
      book: BOOK,
    });
    expect(note).toBe('One endpoint per model would cost $887 per month.');
    const job = plan('batch-transform', 'per-job', 'inference-pipeline');
    expect(costOf({ plan: job, needs: needsOf({ ...little, ...chain, ...stored }), book: BOOK }).note).toBeNull();
  });
});
