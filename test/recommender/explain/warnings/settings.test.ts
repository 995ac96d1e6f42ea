import { describe, expect, it } from 'vitest';
import { optionFor, told, warned } from './told.ts';

describe('a request that takes longer than the default of a queue', () => {
  const queued = { payloadSizeMB: 500 } as const;

  it('is a warning above 900 s, by the name of the setting', () => {
    expect(warned('invocation-timeout-default', { ...queued, processingTimeSeconds: 900 })).toBeUndefined();
    const warning = warned('invocation-timeout-default', { ...queued, processingTimeSeconds: 901 });
    expect(warning).toMatchObject({ asked: 901, allowed: 900 });
    expect(warning?.text).toBe(
      'Set InvocationTimeoutSeconds to 3,600 on every call: by default, processing ends after 15 min, and a request takes 901 s.',
    );
  });

  it('is none where no queue is chosen', () => {
    const streamed = { requiresStreaming: 'bidirectional', processingTimeSeconds: 1200 } as const;
    expect(optionFor(streamed)).toBe('real-time');
    expect(warned('invocation-timeout-default', streamed)).toBeUndefined();
  });
});

describe('a record that a transform job does not take by default', () => {
  const stored = { trafficPattern: 'dataset' } as const;

  it('is a warning above 600 s, by the name of the setting', () => {
    expect(warned('transform-timeout-default', { ...stored, processingTimeSeconds: 600 })).toBeUndefined();
    const warning = warned('transform-timeout-default', { ...stored, processingTimeSeconds: 601 });
    expect(warning).toMatchObject({ asked: 601, allowed: 600 });
    expect(warning?.text).toContain('InvocationsTimeoutInSeconds to 3,600');
  });

  it('is a warning above 6 MB, with how many go at once within 100 MB', () => {
    expect(warned('transform-payload-default', { ...stored, payloadSizeMB: 6 })).toBeUndefined();
    const warning = warned('transform-payload-default', { ...stored, payloadSizeMB: 6.1 });
    expect(warning).toMatchObject({ asked: 6.1, allowed: 6 });
    expect(warning?.text).toMatch(/^Set MaxPayloadInMB to 7 and MaxConcurrentTransforms to at most 14:/);
    expect(warned('transform-payload-default', { ...stored, payloadSizeMB: 100 })?.text).toContain('to at most 1:');
    expect(warned('transform-payload-default', { ...stored, payloadSizeMB: 101 })).toBeUndefined();
  });
});

describe('a job of which the estimate counts on several records at once', () => {
  const run = {
    trafficPattern: 'dataset',
    datasetRecordsPerRun: 10_000,
    processingTimeSeconds: 0.1,
    instanceType: 'ml.m5.xlarge',
  } as const;

  it('is a warning by the name of the setting: 4 on 4 vCPUs, where the default is 1', () => {
    const warning = warned('transform-concurrency-default', run);
    expect(warning).toMatchObject({ asked: 4, allowed: 1 });
    expect(warning?.text).toBe(
      'Set MaxConcurrentTransforms to 4, which the estimate counts on: by default, an instance scores 1 record at a time.',
    );
  });

  it('is none where one GPU takes one record, nor where a record over 6 MB has a warning for both settings', () => {
    expect(warned('transform-concurrency-default', { ...run, instanceType: 'ml.g5.xlarge' })).toBeUndefined();
    expect(warned('transform-concurrency-default', { ...run, payloadSizeMB: 7 })).toBeUndefined();
    expect(warned('transform-payload-default', { ...run, payloadSizeMB: 7 })).toBeDefined();
  });
});

describe('an instance type of the P families', () => {
  it('may lack capacity, so what takes its place is named, behind a queue as well; not for a G type or a pipeline', () => {
    const varies = { trafficPattern: 'variable', responseTimeSeconds: 5 } as const;
    const warning = warned('capacity-may-lack', { ...varies, instanceType: 'ml.p4d.24xlarge' });
    expect(warning).toMatchObject({ asked: 'ml.p4d.24xlarge', allowed: expect.stringContaining('ml.p4de.24xlarge') });
    const alone = warned('capacity-may-lack', { ...varies, instanceType: 'ml.p5.48xlarge' });
    expect(alone?.allowed).toBeUndefined();
    expect(alone?.text).toContain('reserve it with a training plan');
    expect(warned('capacity-may-lack', { ...varies, instanceType: 'ml.g5.48xlarge' })).toBeUndefined();
    expect(warned('capacity-may-lack', { instanceType: 'ml.p5.48xlarge', payloadSizeMB: 500 })).toBeDefined();
    const chain = { containerCount: 3, containerInvocation: 'serial', instanceType: 'ml.p5.48xlarge' } as const;
    expect(told(chain).chosen).toContain('inference-pipeline');
    expect(warned('capacity-may-lack', chain)).toBeUndefined();
  });
});

describe('a request that may wait longer than a queue keeps it', () => {
  const queued = { payloadSizeMB: 500 } as const;

  it('is a warning above 21,600 s', () => {
    expect(warned('queue-expires-before-due', { ...queued, responseTimeSeconds: 21_600 })).toBeUndefined();
    const warning = warned('queue-expires-before-due', { ...queued, responseTimeSeconds: 86_400 });
    expect(warning).toMatchObject({ asked: 86_400, allowed: 21_600 });
    expect(warning?.text).toMatch(/^You allow 24 hours, but a request expires after 6 hours in the queue/);
  });

  it('is one for the records of a run that is due later', () => {
    const run = { trafficPattern: 'dataset', requiresNetworkIsolation: true } as const;
    expect(optionFor(run)).toBe('asynchronous');
    expect(warned('queue-expires-before-due', run)).toBeUndefined();
    expect(warned('queue-expires-before-due', { ...run, datasetDeadlineHours: 6 })).toBeUndefined();
    expect(warned('queue-expires-before-due', { ...run, datasetDeadlineHours: 12 })?.text).toContain('due in 12 hours');
  });
});

describe("a model above the 500 GB of AWS's guide", () => {
  it.each([
    ['real-time', { responseTimeSeconds: 5 }],
    ['asynchronous', { responseTimeSeconds: 900, payloadSizeMB: 500 }],
    ['batch-transform', { trafficPattern: 'dataset' }],
  ] as const)('is served by %s, with a warning from 500.1 GB on', (option, stated) => {
    expect(optionFor({ ...stated, modelSizeGB: 753 })).toBe(option);
    expect(warned('model-over-guidance', { ...stated, modelSizeGB: 500 })).toBeUndefined();
    expect(warned('model-over-guidance', { ...stated, modelSizeGB: 500.1 })).toMatchObject({
      asked: 500.1,
      allowed: 500,
    });
  });
});

describe('inference components', () => {
  const atZero = {
    modelCount: 3,
    modelsScaleIndependently: true,
    requiresScaleToZero: true,
    coldStarts: 'minutes-acceptable',
  } as const;

  it('that go to zero are created with 1 copy, which 20 models of 8 GB take 20 instances for, though 3 are called', () => {
    const family = { ...atZero, requiresGpu: true, modelCount: 20, modelSizeGB: 8 } as const;
    const few = warned('components-start-at-one', { ...family, activeModelCount: 3 });
    expect(few?.text).toBe(
      'Create each component with 1 copy: the first deployment bills 20 instances until auto scaling takes unused copies to zero.',
    );
    expect(warned('components-start-at-one', family)?.asked).toBe(20);
    expect(warned('components-start-at-one', { ...atZero, requiresScaleToZero: false })).toBeUndefined();
  });

  it.each([
    ['1 of one model', { modelCount: 1, requiresGpu: true, modelSizeGB: 8 }, 1],
    ['5 of 20 models on 4 GPUs each', { modelCount: 20, modelSizeGB: 8, instanceType: 'ml.g4dn.12xlarge' }, 5],
    ['1 of 20 adapters', { modelCount: 20, modelAdapters: true, requiresGpu: true, modelSizeGB: 8 }, 1],
    ['1 at least of a type that EC2 does not describe', { modelCount: 20, instanceType: 'ml.x9.large' }, 1],
  ] as const)('that go to zero start with %s', (_, stated, asked) => {
    expect(warned('components-start-at-one', { ...atZero, activeModelCount: 1, ...stated })?.asked).toBe(asked);
  });

  it('that go to zero ask for a try in any Region but us-east-1', () => {
    expect(warned('zero-may-be-refused', atZero)).toBeUndefined();
    expect(warned('zero-may-be-refused', { ...atZero, region: 'us-east-1' })).toBeUndefined();
    expect(warned('zero-may-be-refused', { ...atZero, region: 'eu-central-1' })).toMatchObject({
      asked: 'eu-central-1',
    });
    expect(warned('zero-may-be-refused', { ...atZero, region: 'eu-west-3' })?.text).toMatch(
      /^Try MinInstanceCount 0 first: eu-west-3 refused it in August 2026/,
    );
  });

  it('take their VPC and network isolation from the endpoint', () => {
    const adapters = { modelCount: 3, modelAdapters: true } as const;
    expect(told(adapters).chosen).toContain('inference-components');
    expect(warned('components-share-network', adapters)).toBeUndefined();
    const text = (stated: object) => warned('components-share-network', { ...adapters, ...stated })?.text;
    expect(text({ requiresVpc: true })).toMatch(/^Set the VPC on/);
    expect(text({ requiresNetworkIsolation: true })).toMatch(/^Set network isolation on/);
    expect(text({ requiresVpc: true, requiresNetworkIsolation: true })).toMatch(
      /^Set the VPC and network isolation on/,
    );
  });
});
