import { describe, expect, it } from 'vitest';
import { codesOf } from '../../support/reading.ts';
import { PRICES } from '../costs/support.ts';
import { told, warned } from './told.ts';

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

  it('are no warning without a size, on an unknown instance, or on endpoints of their own', () => {
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
    ({ ...family, activeModelCount: 2, processingTimeSeconds: 0.1, peakRequestsPerSecond }) as const;

  it('are a warning at 28 requests a second of 100 ms on each of 2, not at 27.9', () => {
    expect(told(calls(56), PRICES).chosen).toContain('real-time/multi-model');
    expect(warned('models-too-hot-to-share', calls(56), PRICES)).toMatchObject({ asked: 2, allowed: 50 });
    expect(warned('models-too-hot-to-share', calls(55.8), PRICES)).toBeUndefined();
  });

  it('are none where how many are called, or for how long, is not stated', () => {
    const { activeModelCount: _a, ...unknown } = calls(1000);
    expect(warned('models-too-hot-to-share', unknown, PRICES)).toBeUndefined();
    const { processingTimeSeconds: _p, ...endless } = calls(1000);
    expect(warned('models-too-hot-to-share', endless, PRICES)).toBeUndefined();
  });

  it('are none where no instance that is known holds such a model', () => {
    const huge = { ...calls(1000), modelSizeGB: 400 };
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
