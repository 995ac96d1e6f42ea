import { describe, expect, it } from 'vitest';
import { outcomesOf, recommend, type Workload, type WorkloadField } from '../../src/recommender/index.ts';

const optionsOf = (field: WorkloadField, stated: Partial<Workload> = {}) =>
  outcomesOf({ name: 'n', ...stated }, field).map(({ value, option }) => [value, option]);

describe('outcomesOf', () => {
  it('says where each traffic pattern would lead', () => {
    expect(optionsOf('trafficPattern')).toEqual([
      ['steady', 'real-time'],
      ['variable', 'real-time'],
      ['intermittent', 'serverless'],
      ['dataset', 'batch-transform'],
    ]);
  });

  it('offers only what is still possible: no dataset where a response time says that requests arrive', () => {
    expect(optionsOf('trafficPattern', { responseTimeSeconds: 5 }).map(([value]) => value)).not.toContain('dataset');
  });

  it('offers response times from an interactive request to a queue', () => {
    expect(optionsOf('responseTimeSeconds')).toEqual([
      [0.3, 'real-time'],
      [5, 'real-time'],
      [30, 'real-time'],
      [900, 'asynchronous'],
    ]);
  });

  it('offers four numbers of one digit from one end of the ordinary span to the other', () => {
    const requests = optionsOf('monthlyRequests', { trafficPattern: 'intermittent' }).map(([value]) => value);
    expect(requests).toEqual([50_000, 200_000, 800_000, 3_000_000]);
  });

  it('says that no option fits where none does', () => {
    const large = { payloadSizeMB: 500, trafficPattern: 'variable' } as const;
    expect(optionsOf('responseTimeSeconds', large)).toContainEqual([0.3, null]);
  });

  it('offers nothing of what is stated, or of what nothing turns on', () => {
    expect(optionsOf('trafficPattern', { trafficPattern: 'steady' })).toEqual([]);
    expect(optionsOf('requiresVpc')).toEqual([]);
  });

  it('is what recommending the answered workload says, cost included', () => {
    const stated = { name: 'n', monthlyRequests: 1e6, processingTimeSeconds: 0.1, payloadSizeMB: 0.1 };
    for (const { value, option, cost } of outcomesOf(stated, 'trafficPattern')) {
      const whole = recommend({ ...stated, trafficPattern: value } as Workload);
      expect(option).toBe(whole.choice?.option ?? null);
      expect(cost).toEqual(whole.costs[0] ?? null);
    }
  });
});
