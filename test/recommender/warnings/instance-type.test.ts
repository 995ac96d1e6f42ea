import { describe, expect, it } from 'vitest';
import { optionFor, warned } from './told.ts';

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
