import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { answerTo, explained } from '../../support/answers.ts';
import { has, itDecides, tells } from '../decisions.ts';

const family = { modelCount: 50, modelsShareContainer: true } as const;
const onGpu = { ...family, requiresGpu: true } as const;
/** 500 models in 3 containers, each called rarely. */
const few = {
  modelCount: 500,
  modelsShareContainer: false,
  containerCount: 3,
  modelInvocationFrequency: 'rare',
} as const;
const uncounted = { modelsShareContainer: false, modelInvocationFrequency: 'rare' } as const;
const strict = { ...few, coldStarts: 'unacceptable' } as const;
const stored = { trafficPattern: 'dataset', responseTimeSeconds: 5, modelSizeGB: 8 } as const;

const SHARED = { chosen: 'real-time/multi-model/auto-scaling', conditional: false } as const;
const TESTED = { ...SHARED, conditional: true } as const;
const COMPONENTS = { chosen: 'real-time/inference-components/auto-scaling' } as const;
const CONTAINERS = { chosen: 'real-time/multi-container/auto-scaling' } as const;
const EACH = { chosen: 'real-time/single-model/auto-scaling', conditional: false } as const;
const ONE_BY_ONE = { chosen: EACH.chosen } as const;
const turnedAway = (code: string) => ({ against: { 'multi-model': [code] } });

// biome-ignore format: one case a line.
describe('a multi-model endpoint', () => {
  itDecides([
    ['serves models that share a container, without a condition',
      [family, { ...SHARED, first: 'many-models-one-container', says: expect.stringContaining('50 models') }]],
    ['is not for models that do not share a container, nor for containers from which the caller picks',
      [{ modelCount: 3, modelsShareContainer: false }, turnedAway('no-shared-container')],
      [{ modelCount: 3, containerCount: 3, containerInvocation: 'direct' }, turnedAway('containers-picked-by-caller')]],
    ['is not for models that scale on their own, nor for adapters',
      [{ ...family, modelsScaleIndependently: true }, turnedAway('models-scale-alone')],
      [{ ...family, modelAdapters: true }, turnedAway('adapters-over-one-base')]],
    ['is not for several models that every request passes in order, and no question for one model in a chain',
      [{ modelCount: 3, containerCount: 3, containerInvocation: 'serial' }, turnedAway('containers-in-sequence')],
      [{ modelCount: 1, containerCount: 3, containerInvocation: 'serial' }, { against: { 'multi-model': undefined } }]],
    ['holds only if the busy ones fit together: more than half of 50',
      [{ ...family, activeModelCount: 26 }, { ...TESTED, warnings: tells('most-models-hot', { asked: 26, allowed: 50 }) }],
      [{ ...family, activeModelCount: 25 }, SHARED]],
    ['goes by the number of active models before it goes by what is said of a typical one',
      [{ ...family, activeModelCount: 5, modelInvocationFrequency: 'frequent' }, SHARED],
      [{ ...family, modelInvocationFrequency: 'frequent' }, { warned: has('most-models-hot') }],
      [{ ...family, modelInvocationFrequency: 'rare' }, SHARED]],
    ['holds only on a condition where cold loads are not accepted',
      [{ ...family, coldStarts: 'unacceptable' }, { ...TESTED, warned: has('cold-loads-not-accepted') }]],
    ['has no streaming call that could name a model',
      [{ ...family, requiresStreaming: 'response' }, { ...COMPONENTS, ...turnedAway('streaming-not-supported') }],
      [{ ...family, requiresStreaming: 'bidirectional' },
        { chosen: expect.stringMatching(/^real-time/), ...turnedAway('streaming-not-supported') }]],
    ['has no data capture and no models from AWS Marketplace',
      [{ ...family, requiresDataCapture: true }, turnedAway('data-capture-not-supported')],
      [{ ...family, requiresMarketplaceModel: true }, turnedAway('marketplace-not-supported')]],
    ['has variants by one page of AWS and not by another, so 5 models have an endpoint each that holds for certain',
      [{ ...family, requiresMultipleVariants: true }, { ...TESTED, warned: has('variants-disputed') }],
      [{ ...family, modelCount: 5, requiresMultipleVariants: true }, EACH]],
    ['keeps an instance, so it is not for what must scale to zero',
      [{ ...family, requiresScaleToZero: true, coldStarts: 'minutes-acceptable' },
        { chosen: 'real-time/inference-components/scale-to-zero', ...turnedAway('scale-to-zero-not-supported') }]],
  ]);

  it('is assumed to share a container where nothing is said, and 2 containers where 16 models of two are called rarely', () => {
    const assumed = (stated: Partial<Workload>, field: string) =>
      answerTo(stated).assumptions.find((assumption) => assumption.field === field)?.value;
    expect(assumed({ modelCount: 3 }, 'modelsShareContainer')).toBe(true);
    expect(assumed({ ...uncounted, modelCount: 16 }, 'containerCount')).toBe(2);
    const { rejectedHosting } = answerTo({ ...uncounted, modelCount: 16 });
    expect(rejectedHosting.find(({ hosting }) => hosting === 'multi-container')?.reasons[0]?.text).toBe(
      "16 models don't fit into 15 containers; on a multi-container endpoint each serves one.",
    );
  });
});

// biome-ignore format: one case a line.
describe('a multi-model endpoint for many models in a few containers', () => {
  itDecides([
    ['is one for each container, where a multi-container endpoint takes one model each',
      [few, { ...SHARED, title: 'Real-time inference on a multi-model endpoint for each container with auto scaling',
        says: "500 models share 3 endpoints, one per container; each loads when it's called.",
        against: { 'multi-container': ['models-over-containers'] } }]],
    ['begins at one model more than there are containers: 4 in 3',
      [{ ...few, modelCount: 3 }, CONTAINERS],
      [{ ...few, modelCount: 4 }, SHARED]],
    ['begins at 16 models that are called rarely where no containers are counted',
      [{ ...uncounted, modelCount: 15 }, CONTAINERS],
      [{ ...uncounted, modelCount: 16 }, { ...SHARED, says: "16 models share one endpoint per container; each loads when it's called." }],
      [{ modelsShareContainer: false, modelCount: 16 }, COMPONENTS]],
    ['gives way to components where most models are busy, or where up to 20 must never load',
      [{ ...few, modelInvocationFrequency: 'frequent' }, COMPONENTS],
      [{ ...strict, modelCount: 20 }, COMPONENTS],
      [{ ...strict, modelCount: 21 }, TESTED]],
    ['is none where one endpoint is wanted',
      [{ ...few, modelsShareEndpoint: true }, { ...COMPONENTS, ...turnedAway('one-endpoint-wanted') }]],
  ]);

  it('is priced with an instance for each of 3 endpoints: three times the hours of one', () => {
    const load = { modelCount: 500, monthlyRequests: 10_000, processingTimeSeconds: 0.1 } as const;
    const hours = (stated: Partial<Workload>) => explained({ ...stated, ...load }).costs[0]?.components[0]?.monthlyQuantity;
    expect(hours(few)).toBe(3 * Number(hours({ modelsShareContainer: true, modelInvocationFrequency: 'rare' })));
  });
});

// biome-ignore format: one case a line.
describe('a dataset that several models score through real-time endpoints', () => {
  itDecides([
    ['is scored model by model, and no pattern is rejected for independent scaling that nobody asked for',
      [{ ...stored, modelCount: 5 }, { ...ONE_BY_ONE,
        against: { 'multi-model': ['scored-one-by-one'], 'multi-container': ['shared-container-preferred'],
        'inference-components': ['components-not-needed'], asynchronous: ['queue-gives-no-promise'],
          'batch-transform': ['caller-waits'] } }],
      [{ ...stored, modelCount: 3, containerCount: 3 }, { ...ONE_BY_ONE, against: { 'multi-model': ['containers-picked-by-caller'],
        'multi-container': ['scored-one-by-one'], 'inference-components': ['components-not-needed'] } }],
      [{ ...stored, modelCount: 3, modelAdapters: true }, { ...ONE_BY_ONE, against: { 'multi-model': ['adapters-over-one-base'],
        'multi-container': ['adapters-over-one-base'], 'inference-components': ['scored-one-by-one'] } }]],
  ]);
});

describe('a multi-model endpoint on GPUs', () => {
  it.each(['ml.g5.xlarge', 'ml.g5.16xlarge', 'ml.g4dn.2xlarge', 'ml.p3.2xlarge', 'ml.p2.xlarge'])(
    'serves on %s, and on any type without a GPU where none is needed',
    (instanceType) => {
      expect(explained({ ...onGpu, instanceType }).choice?.hosting).toBe('multi-model');
      expect(explained({ ...family, instanceType: 'ml.c6i.xlarge' }).choice?.hosting).toBe('multi-model');
    },
  );

  itDecides(
    ['ml.g6.2xlarge', 'ml.g5.24xlarge', 'ml.p3.8xlarge', 'ml.p4d.24xlarge'].map((instanceType) => [
      `does not serve on ${instanceType}`,
      [
        { ...onGpu, instanceType },
        { ...COMPONENTS, ...turnedAway('gpu-instance-not-supported') },
      ],
    ]),
  );

  it.each([
    [undefined, 'ml.g4dn.xlarge'],
    [12, 'ml.g4dn.xlarge'],
    [15, 'ml.g5.xlarge'],
    [17, 'ml.g5.xlarge'],
  ])(
    'is priced for models of %s GB on %s: AWS lists no g6, and p2 and p3 have no hosting price',
    (modelSizeGB, type) => {
      const { choice } = explained({ ...onGpu, ...(modelSizeGB && { modelSizeGB }) });
      expect(choice).toMatchObject({ hosting: 'multi-model', conditional: false });
      expect(choice?.instance?.type).toBe(type);
    },
  );

  itDecides([
    [
      'is none for models that no g4dn or g5 holds in the Region, whose components have a priced type',
      [
        { ...onGpu, modelSizeGB: 20 },
        { ...COMPONENTS, ...turnedAway('multi-model-gpu-too-small') },
      ],
      [
        { modelCount: 2, modelId: 'llama-2-13b' },
        { ...COMPONENTS, ...turnedAway('multi-model-gpu-too-small') },
      ],
      [
        { ...onGpu, region: 'eu-central-2' },
        { ...COMPONENTS, ...turnedAway('multi-model-gpu-too-small') },
      ],
    ],
  ]);

  it('says no size that nobody stated: of 3 models in a Region without g4dn and g5', () => {
    const { rejectedHosting } = explained({ modelCount: 3, requiresGpu: true, region: 'eu-central-2' });
    expect(rejectedHosting.find(({ hosting }) => hosting === 'multi-model')?.reasons[0]?.text).toMatch(
      /eu-central-2 has none\.$/,
    );
  });

  it('of two llama-2-13b names why, and their components a type', () => {
    const { choice, rejectedHosting } = explained({ modelCount: 2, modelId: 'llama-2-13b' });
    expect(choice?.instance?.type).toMatch(/^ml\./);
    expect(rejectedHosting.find(({ hosting }) => hosting === 'multi-model')?.reasons[0]?.text).toBe(
      'Multi-model endpoints with GPUs take g4dn and g5 up to 16xlarge; us-east-1 has none that holds llama-2-13b (27.4 GB).',
    );
  });
});
