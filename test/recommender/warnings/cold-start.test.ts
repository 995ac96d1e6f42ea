import { describe, expect, it } from 'vitest';
import { told, warned } from './told.ts';

describe('a cold start against an answer that is due soon', () => {
  const gaps = { trafficPattern: 'intermittent' } as const;

  it('is a warning at 9.9 s, not at 10 s', () => {
    expect(told({ ...gaps, responseTimeSeconds: 9.9 }).chosen).toBe('serverless/single-model/on-demand');
    expect(warned('cold-start-against-response-time', { ...gaps, responseTimeSeconds: 9.9 })?.asked).toBe(9.9);
    expect(warned('cold-start-against-response-time', { ...gaps, responseTimeSeconds: 10 })).toBeUndefined();
  });

  it('is none where cold starts were said to be acceptable, and none where capacity is kept warm', () => {
    const soon = { ...gaps, responseTimeSeconds: 2 } as const;
    expect(warned('cold-start-against-response-time', { ...soon, coldStarts: 'acceptable' })).toBeUndefined();
    const warm = { ...gaps, responseTimeSeconds: 0.5, trafficPredictable: true } as const;
    expect(told(warm).chosen).toBe('serverless/single-model/provisioned-concurrency');
    expect(warned('cold-start-against-response-time', warm)).toBeUndefined();
  });

  it('is none where no response time is stated, nor in real time', () => {
    expect(warned('cold-start-against-response-time', gaps)).toBeUndefined();
    expect(
      warned('cold-start-against-response-time', { trafficPattern: 'variable', responseTimeSeconds: 2 }),
    ).toBeUndefined();
  });
});
