import { describe, expect, it } from 'vitest';
import { type Assumption, recommend, type Workload, type WorkloadField } from '../../../../src/recommender/index.ts';
import { workload } from '../../../support/workloads.ts';

const assumed = (stated: Partial<Workload>): Assumption[] => recommend(workload(stated)).assumptions;
const fieldsOf = (stated: Partial<Workload>): WorkloadField[] => assumed(stated).map(({ field }) => field);
const textOf = (field: WorkloadField, stated: Partial<Workload>): string | undefined =>
  assumed(stated).find((assumption) => assumption.field === field)?.text;
const stored = { trafficPattern: 'dataset' } as const;

describe('where nothing is stated', () => {
  it('the traffic pattern heads the list, since it decides most', () => {
    expect(assumed({})[0]).toEqual({
      field: 'trafficPattern',
      value: 'variable',
      text: 'Traffic pattern: not given; assumed to vary and to be rarely idle.',
      decisive: true,
    });
  });

  it("the contract's defaults are named: cold starts, cost priority, Region", () => {
    expect(assumed({})).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'coldStarts', value: 'acceptable' }),
        expect.objectContaining({ field: 'costPriority', value: 'balanced' }),
        expect.objectContaining({ field: 'region', value: 'us-east-1' }),
        expect.objectContaining({ field: 'responseTimeSeconds', value: null }),
      ]),
    );
  });
});

describe('a default that is stated', () => {
  it.each([
    ['trafficPattern', 'variable'],
    ['responseTimeSeconds', 5],
    ['coldStarts', 'acceptable'],
    ['costPriority', 'balanced'],
    ['region', 'us-east-1'],
  ] as const)('is not assumed: %s %s', (field, value) => {
    expect(fieldsOf({})).toContain(field);
    expect(fieldsOf({ [field]: value })).not.toContain(field);
  });
});

describe('silence that decides', () => {
  it.each([
    ['payloadSizeMB', { responseTimeSeconds: 5 }],
    ['payloadByReference', { payloadSizeMB: 30 }],
    ['processingTimeSeconds', { responseTimeSeconds: 5 }],
    ['trafficPredictable', { trafficPattern: 'intermittent', coldStarts: 'unacceptable' }],
    ['burstRequests', { trafficPattern: 'intermittent' }],
    ['modelCount', {}],
    ['modelSizeGB', { trafficPattern: 'intermittent' }],
    ['containerImageSizeGB', { trafficPattern: 'intermittent' }],
    ['requiresGpu', { trafficPattern: 'intermittent' }],
    ['requiresVpc', { trafficPattern: 'intermittent' }],
    ['requiresNetworkIsolation', stored],
    ['requiresDataCapture', { trafficPattern: 'intermittent' }],
    ['requiresMultipleVariants', stored],
    ['requiresMarketplaceModel', { trafficPattern: 'intermittent' }],
    ['requiresScaleToZero', { trafficPattern: 'variable', responseTimeSeconds: 5 }],
    ['requiresStreaming', { trafficPattern: 'intermittent' }],
    ['modelsShareContainer', { modelCount: 3 }],
    ['modelsScaleIndependently', { modelCount: 3 }],
    ['modelInvocationFrequency', { modelCount: 30, modelsShareContainer: false, containerCount: 2 }],
    ['containerInvocation', { containerCount: 3 }],
    ['datasetRunsPerMonth', stored],
  ] as const)('is named: %s in %j', (field, stated) => {
    expect(fieldsOf(stated)).toContain(field);
  });
});

describe('silence that changes nothing', () => {
  it.each([
    ['payloadByReference, where the payload is small', 'payloadByReference', { payloadSizeMB: 1 }],
    ['the payload, where it travels by reference', 'payloadSizeMB', { payloadByReference: true }],
    ['a burst, where instances take any', 'burstRequests', { trafficPattern: 'steady' }],
    [
      'a burst, where the peak says it',
      'burstRequests',
      { trafficPattern: 'intermittent', peakRequestsPerSecond: 1, processingTimeSeconds: 1 },
    ],
    [
      'predictability, where the busy hours are stated',
      'trafficPredictable',
      { busyHoursPerDay: 9, coldStarts: 'unacceptable' },
    ],
    [
      'predictability, where cold starts are accepted',
      'trafficPredictable',
      { trafficPattern: 'intermittent', coldStarts: 'acceptable' },
    ],
    ['the response time of a data set', 'responseTimeSeconds', stored],
    ['cold starts of a data set', 'coldStarts', stored],
    ['the rhythm of a data set where there is none', 'datasetRunsPerMonth', { trafficPattern: 'variable' }],
    [
      'how often one of the models is called, where the active ones are counted',
      'modelInvocationFrequency',
      { modelCount: 50, activeModelCount: 5 },
    ],
    ['whether one model shares a container', 'modelsShareContainer', { modelCount: 1 }],
    ['a VPC on real-time inference', 'requiresVpc', { trafficPattern: 'variable', responseTimeSeconds: 5 }],
  ] as const)('is not named: %s', (_what, field, stated) => {
    expect(fieldsOf(stated)).not.toContain(field);
  });
});

describe('the sentences', () => {
  it('say what the traffic is taken for', () => {
    expect(textOf('trafficPattern', { busyHoursPerDay: 2 })).toContain('long idle periods');
    expect(textOf('trafficPattern', { monthlyRequests: 10 })).toContain('long idle periods');
  });

  it('say why cold starts are taken not to be accepted: an answer is due in 200 ms', () => {
    expect(textOf('coldStarts', { responseTimeSeconds: 0.2 })).toContain('an answer in 200 ms');
    expect(textOf('coldStarts', { responseTimeSeconds: 5 })).toContain('a few seconds');
  });

  it('name the quota that is assumed to be enough for the chosen option', () => {
    expect(textOf('payloadSizeMB', { trafficPattern: 'intermittent', responseTimeSeconds: 5 })).toContain(
      'assumed to be at most 4 MB',
    );
    expect(textOf('payloadSizeMB', stored)).toContain('Record size: not given; assumed to be at most 100 MB');
    expect(textOf('processingTimeSeconds', { responseTimeSeconds: 61 })).toContain('at most 61 s per request');
    expect(textOf('processingTimeSeconds', { responseTimeSeconds: 5 })).toContain('at most 5 s per request');
    expect(textOf('processingTimeSeconds', { responseTimeSeconds: 5, requiresStreaming: 'response' })).toContain(
      'at most 8 min per request',
    );
    expect(textOf('coldStarts', { responseTimeSeconds: 5 })).toContain('a few seconds after idle');
    expect(textOf('coldStarts', { trafficPattern: 'intermittent', payloadSizeMB: 500 })).toContain(
      'about 8 min after idle',
    );
    expect(textOf('processingTimeSeconds', stored)).toContain('1 hour per record');
    expect(textOf('modelSizeGB', { trafficPattern: 'intermittent', responseTimeSeconds: 5 })).toContain('6 GB');
    expect(textOf('containerImageSizeGB', { trafficPattern: 'intermittent' })).toContain('10 GB');
    expect(textOf('burstRequests', { trafficPattern: 'intermittent' })).toContain('200');
  });

  it('say where a GPU is taken from an instance type', () => {
    expect(textOf('requiresGpu', { trafficPattern: 'intermittent', instanceType: 'ml.g5.xlarge' })).toContain(
      'ml.g5.xlarge has one',
    );
    expect(textOf('requiresGpu', { trafficPattern: 'intermittent' })).toBe('GPU: not given; assumed unnecessary.');
  });

  it('say what is taken of a known model, and from where: 8 bits from the name of one, 7 billion parameters from that of another', () => {
    const known = (modelId: string) => ({ trafficPattern: 'steady', modelId }) as const;
    expect(textOf('modelParametersBillion', known('llama-3.3-70b-fp8'))).toBe(
      'llama-3.3-70b has 70.55 billion parameters (LitGPT model configurations, 2026-06-29).',
    );
    expect(textOf('modelPrecisionBits', known('llama-3.3-70b-fp8'))).toBe(
      "Precision: not given; 8 bits per weight assumed, from the model's name.",
    );
    expect(textOf('modelParametersBillion', known('qwen2-vl-7b'))).toBe(
      'qwen2-vl-7b has 7 billion parameters (from its name).',
    );
    expect(textOf('modelPrecisionBits', known('qwen2-vl-7b'))).toBe(
      'Precision: not given; 16 bits per weight assumed, as published.',
    );
  });

  it('say that several models are taken for a few', () => {
    expect(textOf('modelCount', {})).toBe('Number of models: not given; assumed one.');
    expect(
      textOf('modelCount', {
        modelsShareContainer: true,
        coldStarts: 'unacceptable',
        modelInvocationFrequency: 'frequent',
      }),
    ).toBe('Number of models: not given; assumed a few.');
  });

  it('say how several containers are assumed to be called', () => {
    expect(textOf('containerInvocation', { containerCount: 3 })).toContain('in sequence');
    expect(textOf('containerInvocation', { containerCount: 3, modelCount: 3 })).toContain(
      'each request is assumed to name its container',
    );
  });

  it('agree in number', () => {
    expect(textOf('requiresMultipleVariants', stored)).toBe(
      'Multiple production variants: not given; assumed unnecessary.',
    );
    expect(textOf('requiresVpc', { trafficPattern: 'intermittent' })).toBe(
      'VPC access: not given; assumed unnecessary.',
    );
  });
});

describe('what the estimates of others rest on', () => {
  /** Serverless Inference at $8.40 against $79 of one instance. */
  const little = {
    trafficPattern: 'variable',
    monthlyRequests: 300_000,
    processingTimeSeconds: 1,
    costPriority: 'lowest-cost',
  } as const;

  it('is named with theirs, each once: the instance, what it does at once, the 70 % and the shape of the day', () => {
    expect(textOf('instanceType', little)).toBe(
      "Instance type: not given; ml.c6i.large is priced, chosen by the month's bill (Real-time and Asynchronous Inference). Each instance is assumed to process 2 requests at once, 1 per vCPU (Real-time Inference).",
    );
    expect(textOf('peakRequestsPerSecond', little)).toContain('70% busy');
    expect(textOf('trafficPattern', little)).toContain('half the peak');
    expect(fieldsOf(little).filter((field) => field === 'processingTimeSeconds')).toHaveLength(1);
  });

  it("says once that a field isn't given", () => {
    const served = { ...little, trafficPattern: 'steady', monthlyRequests: 300_000_000, modelCount: 1 } as const;
    expect(textOf('payloadSizeMB', served)).toBe(
      "Payload: not given; assumed to be at most 6 MB. Data in and out isn't priced.",
    );
  });

  it('is named without them where the choice rests on it as well: 10 million a month on 3 ml.c6i.large each', () => {
    const busy = { ...little, trafficPattern: 'steady', monthlyRequests: 10_000_000 } as const;
    expect(recommend(workload(busy)).choice?.option).toBe('real-time');
    expect(textOf('instanceType', busy)).not.toContain('(');
    expect(textOf('modelSizeGB', busy)).toContain('2 GB is priced (Serverless Inference).');
  });

  it('gives no value for the choice: the 2 GB of Serverless Inference are not its memory', () => {
    const busy = { ...little, trafficPattern: 'steady', monthlyRequests: 300_000_000 } as const;
    expect(assumed(busy).find(({ field }) => field === 'modelSizeGB')).toMatchObject({ value: null });
    expect(assumed(little).find(({ field }) => field === 'modelSizeGB')).toMatchObject({ value: 2 });
  });

  it('is not named where they are not priced, nor where a job wins whatever they cost', () => {
    const { processingTimeSeconds: _time, ...unpriced } = little;
    expect(
      assumed(unpriced)
        .map(({ text }) => text)
        .join(' '),
    ).not.toContain('Inference)');
    const nightly = {
      trafficPattern: 'dataset',
      datasetRecordsPerRun: 300_000,
      datasetRunsPerMonth: 30,
      processingTimeSeconds: 1,
    } as const;
    expect(
      assumed(nightly)
        .map(({ text }) => text)
        .join(' '),
    ).not.toContain('Inference)');
  });
});

describe('the order', () => {
  it('has what the estimates rest on behind what decides the answer, and that of others last', () => {
    const fields = fieldsOf({
      trafficPattern: 'variable',
      monthlyRequests: 300_000,
      processingTimeSeconds: 1,
      costPriority: 'lowest-cost',
    });
    expect(fields[0]).toBe('responseTimeSeconds');
    expect(fields.slice(-4)).toEqual([
      'processingTimeSeconds',
      'instanceType',
      'trafficPattern',
      'peakRequestsPerSecond',
    ]);
  });

  it('has the response time first where the traffic is stated and it decides', () => {
    expect(fieldsOf({ trafficPattern: 'variable' })[0]).toBe('responseTimeSeconds');
  });

  it('has what decides only hosting or scaling behind what decides the option', () => {
    const fields = fieldsOf({ responseTimeSeconds: 5 });
    expect(fields.indexOf('requiresScaleToZero')).toBeGreaterThan(fields.indexOf('payloadSizeMB'));
    expect(fields.indexOf('costPriority')).toBeGreaterThan(fields.indexOf('requiresScaleToZero'));
  });
});
