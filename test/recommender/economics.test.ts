import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/recommender/index.ts';
import { codesOf } from '../support/reading.ts';
import { workload } from '../support/workloads.ts';
import { listOf, PRICES, RATES } from './costs/support.ts';

/** A second of work a request, which a caller waits for: 2,000 of them a month cost cents on serverless. */
const seldom = workload({
  trafficPattern: 'variable',
  processingTimeSeconds: 1,
  responseTimeSeconds: 5,
  monthlyRequests: 2000,
});

describe('a cheaper option', () => {
  it('is let past the one that suits the traffic: serverless at 2,000 requests a month', () => {
    const { choice, rationale } = recommend(seldom, PRICES);
    expect(choice?.option).toBe('serverless');
    expect(codesOf(rationale)[0]).toBe('cheapest-by-estimate');
  });

  it('is none without a price: nothing is compared with serverless where its rates are not listed', () => {
    const withoutServerless = listOf(RATES.filter(({ component }) => component !== 'serverless'));
    const { choice, costs, rationale, rejected } = recommend(seldom, withoutServerless);
    expect(choice?.option).toBe('real-time');
    expect(costs.map(({ option, monthlyUsd }) => [option, monthlyUsd === null])).toEqual([
      ['real-time', false],
      ['serverless', true],
    ]);
    expect(codesOf(rationale)).not.toContain('estimates-are-close');
    expect(codesOf(rejected.flatMap(({ reasons }) => reasons))).not.toContain('costs-more');
  });

  it('lets the cheapest pass that may, past a cheaper queue: serverless at $584 gives way to instances at $260', () => {
    const stated = { trafficPattern: 'intermittent', payloadSizeMB: 0.69, processingTimeSeconds: 7.8 } as const;
    const answer = recommend(workload({ ...stated, monthlyRequests: 920_000, modelSizeGB: 4 }));
    const usd = Object.fromEntries(answer.costs.map(({ option, monthlyUsd }) => [option, monthlyUsd?.likely ?? 0]));
    expect(usd['asynchronous']).toBeLessThan(usd['real-time'] ?? 0);
    expect(answer.choice?.option).toBe('real-time');
    expect(answer.rationale[0]?.code).toBe('cheapest-by-estimate');
    expect(codesOf(answer.warnings)).not.toContain('serverless-past-break-even');
  });

  it('puts no caller into a queue of whom nobody said that they can wait: $925 against $172 a month', () => {
    const spiky = { processingTimeSeconds: 0.1, peakRequestsPerSecond: 1000, monthlyRequests: 1e6 } as const;
    const { choice, rationale } = recommend(
      workload({ trafficPattern: 'variable', requiresVpc: true, ...spiky }),
      PRICES,
    );
    expect(choice?.option).toBe('real-time');
    expect(rationale.find(({ code }) => code === 'worth-its-price')?.text).toBe(
      'It costs more by the estimate ($925 a month against $172 for Asynchronous Inference); a lower price alone does not put callers into a queue.',
    );
  });
});
