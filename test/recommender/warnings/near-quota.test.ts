import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../../src/recommender/index.ts';
import { workload } from '../../support/workloads.ts';

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

  it('is none on instances, except a model near 500 GB', () => {
    const steady = { trafficPattern: 'steady', responseTimeSeconds: 5 } as const;
    expect(warningOf('image-near-quota', { ...steady, containerImageSizeGB: 9.5 }).warning).toBeUndefined();
    expect(warningOf('concurrency-near-quota', { ...steady, burstRequests: 190 }).warning).toBeUndefined();
    expect(warningOf('memory-near-quota', { ...steady, modelSizeGB: 5.6 }).warning).toBeUndefined();
    expect(warningOf('memory-near-quota', { ...steady, modelSizeGB: 451 }).warning).toMatchObject({ allowed: 500 });
  });
});
