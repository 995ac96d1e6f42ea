import { describe, expect, it } from 'vitest';
import { PRICES } from '../costs/support.ts';
import { told, warned } from './told.ts';

describe('one instance in production', () => {
  const direct = { trafficPattern: 'variable', responseTimeSeconds: 0.5 } as const;

  it('is a warning where one is said to be enough, not where two are wanted or nothing is said', () => {
    expect(warned('one-instance-in-production', { ...direct, availability: 'single-instance' })?.allowed).toBe(1);
    expect(warned('one-instance-in-production', { ...direct, availability: 'multi-az' })).toBeUndefined();
    expect(warned('one-instance-in-production', direct)).toBeUndefined();
  });

  it('is a warning where one does all of 28 requests a second, not where 28.1 need a second', () => {
    const peak = (peakRequestsPerSecond: number) =>
      ({ ...direct, processingTimeSeconds: 0.1, peakRequestsPerSecond }) as const;
    expect(warned('one-instance-in-production', peak(28), PRICES)).toMatchObject({ asked: 28, allowed: 1 });
    expect(warned('one-instance-in-production', peak(28.1), PRICES)).toBeUndefined();
    expect(warned('one-instance-in-production', peak(0), PRICES)).toBeUndefined();
  });

  it('is a warning where one does all of 4,000,000 requests a month, as it is where a peak says so', () => {
    const month = { ...direct, processingTimeSeconds: 0.08, monthlyRequests: 4_000_000, modelSizeGB: 1 } as const;
    expect(warned('one-instance-in-production', month, PRICES)?.text).toMatch(/^One instance takes every request;/);
    expect(warned('one-instance-in-production', month, PRICES)).not.toHaveProperty('asked');
    expect(warned('one-instance-in-production', { ...month, monthlyRequests: 400_000_000 }, PRICES)).toBeUndefined();
    expect(warned('one-instance-in-production', { ...month, availability: 'multi-az' }, PRICES)).toBeUndefined();
  });

  it('is a warning from 730 requests a month on, one an hour, and only where it is estimated that one is enough', () => {
    const month = (monthlyRequests: number) => ({ ...direct, processingTimeSeconds: 0.1, monthlyRequests }) as const;
    expect(warned('one-instance-in-production', month(730), PRICES)).toBeDefined();
    expect(warned('one-instance-in-production', month(729), PRICES)).toBeUndefined();
    const { processingTimeSeconds: _unknown, ...endless } = month(730);
    expect(warned('one-instance-in-production', endless, PRICES)).toBeUndefined();
  });

  it('is none behind a queue, on copies that go to zero, without servers, nor for stored data', () => {
    const single = { availability: 'single-instance' } as const;
    expect(told({ ...single, payloadSizeMB: 500 }).chosen).toContain('asynchronous');
    expect(warned('one-instance-in-production', { ...single, payloadSizeMB: 500 })).toBeUndefined();
    const zero = {
      ...single,
      trafficPattern: 'intermittent',
      coldStarts: 'minutes-acceptable',
      requiresGpu: true,
      responseTimeSeconds: 5,
    } as const;
    expect(told(zero).chosen).toBe('real-time/inference-components/scale-to-zero');
    expect(warned('one-instance-in-production', zero)).toBeUndefined();
    expect(warned('one-instance-in-production', { ...single, trafficPattern: 'intermittent' })).toBeUndefined();
    const stored = { ...single, trafficPattern: 'dataset', requiresMultipleVariants: true } as const;
    expect(told(stored).chosen).toContain('real-time');
    expect(warned('one-instance-in-production', stored)).toBeUndefined();
  });
});
