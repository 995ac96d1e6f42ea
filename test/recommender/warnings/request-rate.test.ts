import { describe, expect, it } from 'vitest';
import { optionFor, warned } from './told.ts';

describe("more requests a second than the account's 10,000", () => {
  const direct = { trafficPattern: 'variable', responseTimeSeconds: 0.5 } as const;

  it('are a warning at 10,001, not at 10,000', () => {
    const over = warned('request-rate-over-account', { ...direct, peakRequestsPerSecond: 10_001 });
    expect(over).toMatchObject({ asked: 10_001, allowed: 10_000 });
    expect(warned('request-rate-over-account', { ...direct, peakRequestsPerSecond: 10_000 })).toBeUndefined();
  });

  it('are a warning where they follow from 27 billion a month, sustained, not from 26 billion', () => {
    const steady = { trafficPattern: 'steady', responseTimeSeconds: 0.5 } as const;
    expect(warned('request-rate-over-account', { ...steady, monthlyRequests: 27e9 })).toBeDefined();
    expect(warned('request-rate-over-account', { ...steady, monthlyRequests: 26e9 })).toBeUndefined();
  });

  it('are none with streaming, for stored data, nor behind a queue: the quota is of InvokeEndpoint', () => {
    const many = { peakRequestsPerSecond: 20_000 } as const;
    expect(warned('request-rate-over-account', { ...direct, ...many, requiresStreaming: 'response' })).toBeUndefined();
    expect(
      warned('request-rate-over-account', { ...many, trafficPattern: 'dataset', datasetRunsPerMonth: 8760 }),
    ).toBeUndefined();
    expect(optionFor({ ...many, payloadSizeMB: 500 })).toBe('asynchronous');
    expect(warned('request-rate-over-account', { ...many, payloadSizeMB: 500 })).toBeUndefined();
  });
});
