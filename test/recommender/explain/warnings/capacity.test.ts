import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../../../src/recommender/index.ts';
import { codesOf } from '../../../support/reading.ts';
import { workload } from '../../../support/workloads.ts';
import { PRICES } from '../../costs/support.ts';
import { optionFor, told, warned } from './told.ts';

const warningOf = (code: string, stated: Partial<Workload>) => {
  const answer = recommend(workload(stated));
  return { option: answer.choice?.option, warning: answer.warnings.find((warning) => warning.code === code) };
};

describe('a payload within a tenth of its quota', () => {
  it.each([
    ['real-time', { responseTimeSeconds: 5 }, 5.4, 5.41, 6],
    ['serverless', { trafficPattern: 'intermittent', responseTimeSeconds: 5 }, 3.6, 3.61, 4],
    ['asynchronous', { responseTimeSeconds: 900, processingTimeSeconds: 90 }, 921.6, 921.7, 1024],
    ['batch-transform', { trafficPattern: 'dataset' }, 90, 90.1, 100],
  ] as const)('is a warning on %s', (option, stated, comfortable, near, quota) => {
    expect(warningOf('payload-near-quota', { ...stated, payloadSizeMB: comfortable })).toEqual({
      option,
      warning: undefined,
    });
    for (const payloadSizeMB of [near, quota]) {
      const found = warningOf('payload-near-quota', { ...stated, payloadSizeMB });
      expect(found.option).toBe(option);
      expect(found.warning).toMatchObject({ asked: payloadSizeMB, allowed: quota });
      expect(found.warning?.source?.url).toMatch(/^https:/);
    }
  });

  it('is none where the request carries only an address', () => {
    expect(
      warningOf('payload-near-quota', { responseTimeSeconds: 5, payloadSizeMB: 6, payloadByReference: true }).warning,
    ).toBeUndefined();
  });

  it('is none beyond the quota, where the dispute is the condition', () => {
    expect(warningOf('payload-near-quota', { responseTimeSeconds: 5, payloadSizeMB: 6.1 }).warning).toBeUndefined();
  });
});

describe('a processing time within a tenth of its quota', () => {
  it.each([
    ['real-time', { trafficPattern: 'variable' }, 54, 54.1, 60],
    ['serverless', { trafficPattern: 'intermittent' }, 54, 54.1, 60],
    ['asynchronous', { payloadSizeMB: 500 }, 3240, 3241, 3600],
    ['batch-transform', { trafficPattern: 'dataset' }, 3240, 3241, 3600],
  ] as const)('is a warning on %s', (option, stated, comfortable, near, quota) => {
    expect(warningOf('processing-near-quota', { ...stated, processingTimeSeconds: comfortable })).toEqual({
      option,
      warning: undefined,
    });
    for (const processingTimeSeconds of [near, quota]) {
      const found = warningOf('processing-near-quota', { ...stated, processingTimeSeconds });
      expect(found.option).toBe(option);
      expect(found.warning).toMatchObject({ asked: processingTimeSeconds, allowed: quota });
      expect(found.warning?.source?.url).toMatch(/^https:/);
    }
  });

  it('is none with streaming, which has more time: 60 s of 480 s', () => {
    expect(
      warningOf('processing-near-quota', { requiresStreaming: 'response', processingTimeSeconds: 60 }).warning,
    ).toBeUndefined();
  });
});

describe('a streamed answer within a tenth of the time that streaming has', () => {
  it.each([
    ['response', 432, 432.1, 480],
    ['bidirectional', 1620, 1621, 1800],
  ] as const)('is a warning: %s', (requiresStreaming, comfortable, near, quota) => {
    const streamed = { responseTimeSeconds: 5, requiresStreaming };
    const code = 'processing-near-quota';
    expect(warningOf(code, { ...streamed, processingTimeSeconds: comfortable }).warning).toBeUndefined();
    const found = warningOf(code, { ...streamed, processingTimeSeconds: near });
    expect(found).toMatchObject({ option: 'real-time', warning: { asked: near, allowed: quota } });
    expect(found.warning?.source?.url).toMatch(/^https:/);
  });
});

describe('what serverless inference only just takes', () => {
  it.each([
    ['memory-near-quota', 'modelSizeGB', 5.4, 5.41, 6],
    ['image-near-quota', 'containerImageSizeGB', 9, 9.1, 10],
    ['concurrency-near-quota', 'burstRequests', 180, 181, 200],
  ] as const)('is a warning: %s', (code, field, comfortable, near, quota) => {
    const gaps = { trafficPattern: 'intermittent' } as const;
    expect(warningOf(code, { ...gaps, [field]: comfortable })).toEqual({ option: 'serverless', warning: undefined });
    for (const asked of [near, quota]) {
      const found = warningOf(code, { ...gaps, [field]: asked });
      expect(found).toMatchObject({ option: 'serverless', warning: { asked, allowed: quota } });
      expect(found.warning?.source?.url).toMatch(/^https:/);
    }
  });

  it('is none on instances', () => {
    const steady = { trafficPattern: 'steady', responseTimeSeconds: 5 } as const;
    expect(warningOf('image-near-quota', { ...steady, containerImageSizeGB: 9.5 }).warning).toBeUndefined();
    expect(warningOf('concurrency-near-quota', { ...steady, burstRequests: 190 }).warning).toBeUndefined();
    expect(warningOf('memory-near-quota', { ...steady, modelSizeGB: 5.6 }).warning).toBeUndefined();
    expect(warningOf('memory-near-quota', { ...steady, modelSizeGB: 499 }).warning).toBeUndefined();
  });
});

const family = { modelCount: 50, modelsShareContainer: true } as const;

describe('the models called within a busy hour', () => {
  /** ml.m5.large has 8 GB, of which 6.4 can be used. */
  const large = { ...family, modelSizeGB: 6.5, instanceType: 'ml.m5.large' } as const;

  it('are a warning where 4 of 6.5 GB meet 4 instances with 6.4 GB each, not where they are of 6.4 GB', () => {
    const four = warned('hot-models-over-memory', { ...large, activeModelCount: 4 }, PRICES);
    expect(four).toMatchObject({ asked: 26, allowed: 25.6 });
    const fitting = { ...large, modelSizeGB: 6.4, activeModelCount: 4 };
    expect(warned('hot-models-over-memory', fitting, PRICES)).toBeUndefined();
  });

  it('are none where the priced instances hold them all: 30 of 1 GB on 5 instances with 6.4 GB each', () => {
    const { instanceType: _type, ...chosen } = { ...large, modelSizeGB: 1, activeModelCount: 30 };
    expect(warned('hot-models-over-memory', chosen, PRICES)).toBeUndefined();
    expect(warned('memory-instances-over-quota', chosen, PRICES)?.asked).toBe(5);
  });

  it('are all of them where each is called frequently, and unknown where nothing is said', () => {
    expect(warned('hot-models-over-memory', { ...large, modelInvocationFrequency: 'frequent' }, PRICES)?.asked).toBe(
      325,
    );
    expect(warned('hot-models-over-memory', large, PRICES)).toBeUndefined();
    expect(warned('hot-models-over-memory', { ...large, modelInvocationFrequency: 'rare' }, PRICES)).toBeUndefined();
  });

  it('are held against GPU memory where a GPU is needed: 22.35 GB of each of two ml.g5.xlarge', () => {
    const gpu = { ...family, modelSizeGB: 20, activeModelCount: 2, instanceType: 'ml.g5.xlarge' } as const;
    expect(warned('hot-models-over-memory', gpu, PRICES)?.allowed).toBeCloseTo(2 * 22.35 * 0.8, 6);
  });

  it('are no warning without a size, on an unknown instance, or on separate endpoints', () => {
    expect(warned('hot-models-over-memory', { ...family, activeModelCount: 20 }, PRICES)).toBeUndefined();
    const unknown = { ...large, activeModelCount: 20, instanceType: 'ml.unheard-of.large' };
    expect(warned('hot-models-over-memory', unknown, PRICES)).toBeUndefined();
    const apart = { ...large, activeModelCount: 20, modelsScaleIndependently: true };
    expect(warned('hot-models-over-memory', apart, PRICES)).toBeUndefined();
  });
});

describe('a few models that take most of the calls', () => {
  /** One ml.m5.xlarge has 4 requests in work, 2.8 of them at the target utilisation. */
  const calls = (peakRequestsPerSecond: number) =>
    ({
      ...{ ...family, activeModelCount: 2, processingTimeSeconds: 0.1, peakRequestsPerSecond },
      instanceType: 'ml.m5.xlarge',
    }) as const;

  it('are a warning at 28 requests per second of 100 ms on each of 2, not at 27.9', () => {
    expect(told(calls(56), PRICES).chosen).toContain('real-time/multi-model');
    expect(warned('models-too-hot-to-share', calls(56), PRICES)).toMatchObject({ asked: 2, allowed: 50 });
    expect(warned('models-too-hot-to-share', calls(55.8), PRICES)).toBeUndefined();
  });

  it('are none where how many are called, or for how long, is not given', () => {
    const { activeModelCount: _a, ...unknown } = calls(1000);
    expect(warned('models-too-hot-to-share', unknown, PRICES)).toBeUndefined();
    const { processingTimeSeconds: _p, ...endless } = calls(1000);
    expect(warned('models-too-hot-to-share', endless, PRICES)).toBeUndefined();
  });

  it('are none where no instance that is known holds such a model', () => {
    const { instanceType: _type, ...huge } = { ...calls(1000), modelSizeGB: 400 };
    expect(told(huge, PRICES).chosen).toContain('real-time/multi-model');
    expect(warned('models-too-hot-to-share', huge, PRICES)).toBeUndefined();
    expect(warned('hot-models-over-memory', huge, PRICES)).toBeUndefined();
  });

  it('are none where most models are hot, which is the condition of the choice', () => {
    const { warnings } = told({ ...calls(10_000), activeModelCount: 26 }, PRICES);
    expect(codesOf(warnings)).toContain('most-models-hot');
    expect(codesOf(warnings)).not.toContain('models-too-hot-to-share');
  });
});

describe('a model and the 5 GB of disk of a serverless endpoint', () => {
  it('are a warning at 5.1 GB, not at 5 GB', () => {
    const gaps = { trafficPattern: 'intermittent' } as const;
    expect(optionFor({ ...gaps, modelSizeGB: 5.1 })).toBe('serverless');
    expect(warned('model-may-exceed-disk', { ...gaps, modelSizeGB: 5.1 })).toMatchObject({ asked: 5.1, allowed: 5 });
    expect(warned('model-may-exceed-disk', { ...gaps, modelSizeGB: 5 })).toBeUndefined();
  });

  it('are none on instances, nor where no size is stated', () => {
    expect(warned('model-may-exceed-disk', { trafficPattern: 'variable', modelSizeGB: 5.1 })).toBeUndefined();
    expect(warned('model-may-exceed-disk', { trafficPattern: 'intermittent' })).toBeUndefined();
  });
});

describe('an instance type that transform jobs do not take', () => {
  const stored = { trafficPattern: 'dataset' } as const;

  it('is a warning: ml.r5.xlarge, not ml.m5.xlarge', () => {
    expect(optionFor({ ...stored, instanceType: 'ml.r5.xlarge' })).toBe('batch-transform');
    expect(warned('instance-not-for-transform', { ...stored, instanceType: 'ml.r5.xlarge' })).toMatchObject({
      asked: 'ml.r5.xlarge',
      source: { title: expect.stringContaining('TransformResources') },
    });
    expect(warned('instance-not-for-transform', { ...stored, instanceType: 'ml.m5.xlarge' })).toBeUndefined();
  });

  it('comes with one that is taken, with a GPU where one is needed', () => {
    expect(warned('instance-not-for-transform', { ...stored, instanceType: 'ml.r5.xlarge' })?.text).toContain(
      'ml.m5.xlarge',
    );
    expect(warned('instance-not-for-transform', { ...stored, instanceType: 'ml.g7e.2xlarge' })?.text).toContain(
      'ml.g5.xlarge',
    );
  });

  it('is none of a type that is not known, of none, nor on an endpoint', () => {
    expect(warned('instance-not-for-transform', { ...stored, instanceType: 'ml.unheard-of.large' })).toBeUndefined();
    expect(warned('instance-not-for-transform', stored)).toBeUndefined();
    expect(
      warned('instance-not-for-transform', { trafficPattern: 'steady', instanceType: 'ml.r5.xlarge' }),
    ).toBeUndefined();
  });
});

describe('an instance type that is stated for serverless inference', () => {
  it('is a warning, and none in real time, where it is used', () => {
    const instanceType = 'ml.m5.xlarge';
    expect(warned('instance-type-not-used', { trafficPattern: 'intermittent', instanceType })?.asked).toBe(
      instanceType,
    );
    expect(warned('instance-type-not-used', { trafficPattern: 'variable', instanceType })).toBeUndefined();
    expect(warned('instance-type-not-used', { trafficPattern: 'intermittent' })).toBeUndefined();
  });
});

describe('a new instance type that may have no capacity', () => {
  const chat = {
    trafficPattern: 'steady',
    modelId: 'llama-3-8b',
    contextTokens: 8192,
    concurrentRequests: 50,
    inputTokens: 1000,
    outputTokens: 300,
  } as const;

  it('names the cheapest older one that holds the load: one ml.g6.12xlarge for $4,199 beside ml.g7e.2xlarge for $3,069', () => {
    expect(warned('new-instance-may-lack', chat)).toMatchObject({
      asked: 'ml.g7e.2xlarge',
      allowed: '1 × ml.g6.12xlarge for $4,199 per month',
      text: 'ml.g7e.2xlarge is new in 2026 and not in every Region, so if it has no capacity, take 1 × ml.g6.12xlarge for $4,199 per month, which holds the load too.',
    });
  });

  it('names for weights of 8 bits one that computes in them: two ml.g6e.12xlarge for 50 requests of llama-3.3-70b', () => {
    const large = { ...chat, modelId: 'llama-3.3-70b', modelPrecisionBits: 8 } as const;
    expect(warned('new-instance-may-lack', large)?.allowed).toBe('2 × ml.g6e.12xlarge for $19,000 per month');
  });

  it('is none where the load is not known', () => {
    const { inputTokens: _in, outputTokens: _out, ...open } = { ...chat, responseTimeSeconds: 5 };
    expect(recommend(workload(open)).choice?.instance?.type).toBe('ml.g7e.2xlarge');
    expect(warned('new-instance-may-lack', open)).toBeUndefined();
  });

  it('says no amount in a Region without prices, and names no older type where none is fast enough', () => {
    const fast = { ...chat, answerSeconds: 2.5, modelId: 'llama-3.3-70b', modelPrecisionBits: 4 } as const;
    expect(warned('new-instance-may-lack', { ...chat, region: 'us-gov-west-1' })?.text ?? '').not.toContain('$');
    expect(warned('new-instance-may-lack', fast)).toBeUndefined();
  });

  const LOAD = { inputTokens: 1000, outputTokens: 300, peakRequestsPerSecond: 0.1 };

  it('is none where no older type of the Region holds the model: deepseek-v3 in eu-central-1', () => {
    const huge = { trafficPattern: 'steady', modelId: 'deepseek-v3', region: 'eu-central-1', ...LOAD } as const;
    expect(recommend(workload(huge)).choice?.instance?.type).toBe('ml.g7e.48xlarge');
    expect(warned('new-instance-may-lack', huge)).toBeUndefined();
    expect(warned('new-instance-may-lack', { ...huge, region: 'us-east-1' })).toBeDefined();
  });

  it('is none of an older type, of a type that was named, or of a model whose memory is unknown', () => {
    expect(warned('new-instance-may-lack', { ...chat, contextTokens: 1300 })).toBeUndefined();
    expect(warned('new-instance-may-lack', { ...chat, instanceType: 'ml.g7e.2xlarge' })).toBeUndefined();
    expect(warned('new-instance-may-lack', { trafficPattern: 'steady', requiresGpu: true })).toBeUndefined();
  });
});
