import { describe, expect, it } from 'vitest';
import { told, warned } from './told.ts';

const direct = { trafficPattern: 'variable', responseTimeSeconds: 0.5 } as const;

describe('instances that stay on while requests leave them idle', () => {
  it('are a warning for 11.9 busy hours a day of 24, not for 12.1', () => {
    const idle = warned('idle-always-on', { ...direct, busyHoursPerDay: 11.9 });
    expect(idle?.asked).toBeCloseTo((11.9 / 24) * 730, 6);
    expect(idle).toMatchObject({ allowed: 730 });
    expect(warned('idle-always-on', { ...direct, busyHoursPerDay: 12.1 })).toBeUndefined();
  });

  it('are a warning for 3 busy days a week, not for 4', () => {
    expect(warned('idle-always-on', { ...direct, busyDaysPerWeek: 3 })?.text).toContain('310 of the 730 hours');
    expect(warned('idle-always-on', { ...direct, busyDaysPerWeek: 4 })).toBeUndefined();
  });

  it('are a warning where the work of a month is 7.2 hours of 730, not where it is 7.4', () => {
    const work = (hours: number) => ({ ...direct, processingTimeSeconds: 0.1, monthlyRequests: hours * 36_000 });
    expect(warned('idle-always-on', work(7.2))?.asked).toBeCloseTo(7.2, 9);
    expect(warned('idle-always-on', work(7.4))).toBeUndefined();
  });

  it('are a warning for intermittent traffic of which no number is known, not for variable traffic', () => {
    const gaps = { responseTimeSeconds: 0.5, trafficPattern: 'intermittent' } as const;
    expect(told(gaps).chosen).toBe('real-time/single-model/auto-scaling');
    expect(warned('idle-always-on', gaps)).toMatchObject({ allowed: 730 });
    expect(warned('idle-always-on', gaps)).not.toHaveProperty('asked');
    expect(warned('idle-always-on', direct)).toBeUndefined();
  });

  it('are said to stay on, not to be all that is paid for: 69 of them follow the peak of adapters in 220 of 730 hours', () => {
    const adapters = {
      ...direct,
      modelCount: 3,
      modelAdapters: true,
      processingTimeSeconds: 12,
      peakRequestsPerSecond: 4,
      busyHoursPerDay: 10,
      busyDaysPerWeek: 5,
      requiresStreaming: 'response',
    } as const;
    expect(told(adapters).chosen).toBe('real-time/inference-components/auto-scaling');
    expect(warned('idle-always-on', adapters)?.text).toBe(
      'What is stated keeps it busy for about 220 of the 730 hours of a month, and what stays on is paid for in all of them; take the endpoint down while nobody calls, or let its components go to zero if callers can wait for minutes and retry.',
    );
    const { modelAdapters: _adapters, modelCount: _count, ...one } = adapters;
    expect(warned('idle-always-on', one)?.text).toContain('let it scale to zero with inference components');
  });

  it('are a warning behind a queue that may not go to zero, with what to do there', () => {
    const queue = { trafficPattern: 'intermittent', payloadSizeMB: 500 } as const;
    expect(told({ ...queue, coldStarts: 'unacceptable' }).chosen).toBe('asynchronous/single-model/auto-scaling');
    expect(warned('idle-always-on', { ...queue, coldStarts: 'unacceptable' })?.text).toContain('minutes');
    expect(told(queue).chosen).toBe('asynchronous/single-model/scale-to-zero');
    expect(warned('idle-always-on', queue)).toBeUndefined();
  });

  it('are none where nothing stays on, nor for stored data', () => {
    expect(warned('idle-always-on', { trafficPattern: 'intermittent' })).toBeUndefined();
    const scheduled = { trafficPattern: 'dataset', datasetRunsPerMonth: 8760, requiresGpu: true } as const;
    expect(told(scheduled).chosen).toContain('asynchronous');
    expect(warned('idle-always-on', scheduled)).toBeUndefined();
  });
});
