import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/recommender/costs/bill.ts';
import { instanceOf } from '../../../src/recommender/costs/priced-instance.ts';
import type { HostingPatternId, Workload } from '../../../src/recommender/index.ts';
import { BOOK, needsOf, plan } from './support.ts';

const stored = { trafficPattern: 'dataset', datasetRecordsPerRun: 100, datasetRunsPerMonth: 30 } as const;
const little = { trafficPattern: 'steady', monthlyRequests: 100_000, processingTimeSeconds: 0.1 } as const;

const billOf = (hosting: HostingPatternId, stated: Partial<Workload>) =>
  costOf(plan('real-time', 'fixed', hosting), needsOf({ ...little, ...stated }), BOOK);
const instances = (hosting: HostingPatternId, stated: Partial<Workload>) => {
  const [line] = billOf(hosting, stated).components;
  return [line?.name.replace(/.*\((\S+),.*/, '$1'), (line?.monthlyQuantity ?? 0) / 730];
};

describe('models on separate endpoints', () => {
  it('have an instance each: 20 models are 20 endpoints, and the note says so', () => {
    const bill = billOf('single-model', { modelCount: 20 });
    expect(bill.components[0]?.monthlyQuantity).toBe(20 * 730);
    expect(bill.note).toBe('20 endpoints, one per model. Sharing one would cost $88.15 per month.');
  });

  it('share the load between them: 60 per second are 2 ml.m5.xlarge each on two endpoints, as on one they are 3', () => {
    const busy = { peakRequestsPerSecond: 60, instanceType: 'ml.m5.xlarge' } as const;
    expect(instances('single-model', { ...busy, modelCount: 2 })).toEqual(['ml.m5.xlarge', 4]);
    expect(instances('single-model', busy)).toEqual(['ml.m5.xlarge', 3]);
  });
});

describe('production variants', () => {
  const variants = { requiresMultipleVariants: true } as const;

  it('have an instance each, two where their number is not given: $176.30 for two ml.m5.large, $264.45 for three', () => {
    expect(instances('single-model', variants)).toEqual(['ml.m5.large', 2]);
    expect(billOf('single-model', variants).monthlyUsd?.likely).toBeCloseTo(176.3, 6);
    expect(billOf('single-model', { ...variants, variantCount: 3 }).monthlyUsd?.likely).toBeCloseTo(264.45, 6);
  });

  it('share the load between them: 60 per second are 2 ml.m5.xlarge for each of two', () => {
    const busy = { ...variants, peakRequestsPerSecond: 60, instanceType: 'ml.m5.xlarge' } as const;
    expect(instances('single-model', busy)).toEqual(['ml.m5.xlarge', 4]);
  });

  it('are on each endpoint of several: two of three models are 6 instances', () => {
    expect(instances('single-model', { ...variants, modelCount: 3 })).toEqual(['ml.m5.large', 6]);
  });
});

describe('a multi-model endpoint', () => {
  const small = { modelCount: 2000, modelSizeGB: 0.05, instanceType: 'ml.m5.large' } as const;

  it('is on the type on which all that it holds costs least: 1,000 of 50 MB on two ml.m5.2xlarge for $690.98, not on eight ml.m5.large for $715.28', () => {
    const { instanceType: _, ...any } = { ...small, activeModelCount: 1000 };
    expect(instances('multi-model', any)).toEqual(['ml.m5.2xlarge', 2]);
    expect(billOf('multi-model', any).monthlyUsd?.likely).toBeCloseTo(690.98, 6);
    expect(billOf('multi-model', { ...small, activeModelCount: 1000 }).monthlyUsd?.likely).toBeCloseTo(715.28, 6);
  });

  it('has memory for the models that are called within an hour: 1,000 of 50 MB are 8 ml.m5.large of 6.4 usable GB', () => {
    expect(instances('multi-model', { ...small, activeModelCount: 1000 })).toEqual(['ml.m5.large', 8]);
  });

  it('has memory for a tenth of the models where the number that is called is not given', () => {
    expect(instances('multi-model', small)).toEqual(['ml.m5.large', 2]);
  });

  it('has memory for all of them where each is called often', () => {
    expect(instances('multi-model', { ...small, modelInvocationFrequency: 'frequent' })).toEqual(['ml.m5.large', 16]);
  });

  it('has memory for no more models than there are', () => {
    expect(instances('multi-model', { ...small, activeModelCount: 5000 })).toEqual(['ml.m5.large', 16]);
  });

  it('is counted by its load alone where the size of a model is not given', () => {
    expect(instances('multi-model', { modelCount: 2000 })).toEqual(['ml.m5.large', 1]);
  });

  it('is counted by its load alone on a type that is not described', () => {
    expect(instances('multi-model', { ...small, instanceType: 'ml.p3.8xlarge' })).toEqual(['ml.p3.8xlarge', 1]);
  });

  it('holds one model at a time where a stated type is too small for two', () => {
    const large = { modelCount: 3, modelSizeGB: 10, activeModelCount: 3, instanceType: 'ml.m5.large' } as const;
    expect(instances('multi-model', large)).toEqual(['ml.m5.large', 3]);
  });

  it('says what one endpoint for each model would cost: 2,000 times $84 and a volume of 31 GB', () => {
    const { note, monthlyUsd } = billOf('multi-model', small);
    expect(note).toBe('One endpoint per model would cost $176,580 per month.');
    expect(monthlyUsd?.likely).toBeCloseTo(2 * (730 * 0.115 + 39 * 0.14), 6);
  });

  it('says nothing of them where that amount is beyond sense', () => {
    expect(billOf('multi-model', { modelCount: 2 ** 40 }).note).toBeNull();
  });
});

describe('inference components', () => {
  const independent = { modelCount: 10, modelSizeGB: 3, modelsScaleIndependently: true } as const;

  it('hold all models: 10 of 3 GB are 5 ml.m5.large, two on each', () => {
    expect(instances('inference-components', independent)).toEqual(['ml.m5.large', 5]);
  });

  it('take a whole GPU each: 10 models on ml.g4dn.xlarge are 10 instances', () => {
    expect(instances('inference-components', { ...independent, requiresGpu: true })).toEqual(['ml.g4dn.xlarge', 10]);
  });

  it('take a whole GPU each also where the size is not given: 10 on ml.g5.12xlarge with four are 3', () => {
    const four = { modelCount: 10, modelsScaleIndependently: true, instanceType: 'ml.g5.12xlarge' } as const;
    expect(instances('inference-components', four)).toEqual(['ml.g5.12xlarge', 3]);
  });

  it('hold adapters in the memory of their one base model', () => {
    expect(instances('inference-components', { ...independent, modelAdapters: true })).toEqual(['ml.m5.large', 1]);
  });

  it('that go to zero start with those that are active: of 20 of 3 GB, two on an ml.m5.large, 10 instances, or 2 for three that are active', () => {
    const toZero = plan('real-time', 'scale-to-zero', 'inference-components');
    const stated = { ...little, ...independent, trafficPattern: 'intermittent', modelCount: 20 } as const;
    const startOf = (more: Partial<Workload>) =>
      instanceOf(toZero, needsOf({ ...stated, instanceType: 'ml.m5.large', ...more }), BOOK)?.start;
    expect(startOf({})).toBe(10);
    expect(startOf({ activeModelCount: 3 })).toBe(2);
  });

  it('compare with endpoints that follow the load, since those cannot go to zero', () => {
    const toZero = plan('real-time', 'scale-to-zero', 'inference-components');
    const { note } = costOf(toZero, needsOf({ ...little, ...independent, trafficPattern: 'intermittent' }), BOOK);
    expect(note).toBe('One endpoint per model would cost $887 per month.');
  });
});

describe('containers', () => {
  it('of a multi-container endpoint are all loaded on each instance: 4 models of 3 GB need an ml.m5.xlarge', () => {
    expect(instances('multi-container', { modelCount: 4, containerCount: 4, modelSizeGB: 3 })).toEqual([
      'ml.m5.xlarge',
      1,
    ]);
  });

  it('of a multi-container endpoint are counted also where only their number is stated', () => {
    const four = { containerCount: 4, containerInvocation: 'direct', modelSizeGB: 3 } as const;
    expect(instances('multi-container', four)).toEqual(['ml.m5.xlarge', 1]);
  });

  const chain = { modelCount: 3, containerCount: 3, containerInvocation: 'serial' } as const;

  it('of a pipeline share an instance that holds all their models: three of 2 GB an ml.m5.large, of 10 GB one of 128 GiB', () => {
    expect(instances('inference-pipeline', { ...chain, modelSizeGB: 2 })).toEqual(['ml.m5.large', 1]);
    expect(instances('inference-pipeline', { ...chain, modelSizeGB: 10 })).toEqual(['ml.r6i.4xlarge', 1]);
  });

  it('of a pipeline around one model need its memory once', () => {
    const around = { ...chain, modelCount: 1, modelSizeGB: 6 } as const;
    expect(instances('inference-pipeline', around)).toEqual(['ml.m5.large', 1]);
  });

  it('of a pipeline on separate endpoints would be three ml.m5.large with volumes, and pay for the data three times', () => {
    const { note } = billOf('inference-pipeline', { ...chain, modelSizeGB: 2, payloadSizeMB: 1 });
    const dataUsd = ((100_000 * 0.6 * 1.2) / 1024) * 0.016;
    expect(note).toBe(
      `One endpoint per container would cost $${Math.round(3 * (730 * 0.115 + 33 * 0.14 + dataUsd))} per month.`,
    );
  });

  it('of a pipeline are not compared where such endpoints cannot be priced, and not for a job', () => {
    expect(billOf('inference-pipeline', { ...chain, instanceType: 'ml.p2.xlarge' }).note).toMatch(/^Price not listed/);
    const job = costOf(
      plan('batch-transform', 'per-job', 'inference-pipeline'),
      needsOf({ ...little, ...chain, ...stored }),
      BOOK,
    );
    expect(job.note).toBeNull();
  });
});
