import { describe, expect, it } from 'vitest';
import { optionFor, warned } from './told.ts';

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
