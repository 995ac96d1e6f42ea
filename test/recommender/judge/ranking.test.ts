import { describe, expect, it } from 'vitest';
import { type InferenceOptionId, recommend, type Workload } from '../../../src/recommender/index.ts';
import { shapeOf } from '../../../src/recommender/judge/ranking.ts';
import { understand } from '../../../src/recommender/needs/needs.ts';
import { INFERENCE_OPTIONS } from '../../../src/recommender/options/index.ts';
import type { TrafficShape } from '../../../src/recommender/options/option.ts';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, rejectedBy } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';
import { listOf, PRICES, RATES } from '../costs/support.ts';

const TRAFFIC = ['steady', 'variable', 'intermittent', 'dataset'] as const;
const PRIORITIES = ['lowest-cost', 'balanced', 'performance'] as const;
const firstFor = (stated: Partial<Workload>) => explained(stated).choice?.option;

describe('the first choice of one model of which nothing else is said', () => {
  it.each([
    ['steady', 'lowest-cost', 'real-time'],
    ['steady', 'balanced', 'real-time'],
    ['steady', 'performance', 'real-time'],
    ['variable', 'lowest-cost', 'real-time'],
    ['variable', 'balanced', 'real-time'],
    ['variable', 'performance', 'real-time'],
    ['intermittent', 'lowest-cost', 'serverless'],
    ['intermittent', 'balanced', 'serverless'],
    ['intermittent', 'performance', 'real-time'],
    ['dataset', 'lowest-cost', 'batch-transform'],
    ['dataset', 'balanced', 'batch-transform'],
    ['dataset', 'performance', 'batch-transform'],
  ] as const)('with %s traffic and %s is %s', (trafficPattern, costPriority, option) => {
    expect(firstFor({ trafficPattern, costPriority })).toBe(option);
  });
});

describe('the first choice where an answer may take 10 minutes', () => {
  const minutes = { responseTimeSeconds: 600, processingTimeSeconds: 5 } as const;

  it.each([
    ['variable', 'lowest-cost', 'asynchronous'],
    ['variable', 'balanced', 'asynchronous'],
    ['variable', 'performance', 'real-time'],
    ['intermittent', 'lowest-cost', 'serverless'],
    ['intermittent', 'balanced', 'serverless'],
    ['intermittent', 'performance', 'real-time'],
  ] as const)('with %s traffic and %s is %s', (trafficPattern, costPriority, option) => {
    expect(firstFor({ ...minutes, trafficPattern, costPriority })).toBe(option);
  });

  it('is a queue at 60 s and a direct call at 59 s', () => {
    const variable = { trafficPattern: 'variable', processingTimeSeconds: 5 } as const;
    expect(firstFor({ ...variable, responseTimeSeconds: 60 })).toBe('asynchronous');
    expect(firstFor({ ...variable, responseTimeSeconds: 59 })).toBe('real-time');
  });

  it('is a queue that goes to zero where serverless inference has no GPU', () => {
    const answer = explained({ ...minutes, trafficPattern: 'intermittent', requiresGpu: true });
    expect(chosen(answer)).toBe('asynchronous/single-model/scale-to-zero');
  });
});

describe('silence about the response time', () => {
  it('is no leave to queue: a direct call comes first where traffic is seldom idle', () => {
    const answer = explained({ trafficPattern: 'variable' });
    expect(answer.choice?.option).toBe('real-time');
    expect(rejectedBy(answer, 'asynchronous')).toEqual(['outranked', ['queue-slower-than-direct']]);
  });
});

describe('what outranks', () => {
  it('is an option that bills nothing in the gaps', () => {
    const answer = explained({ trafficPattern: 'intermittent', responseTimeSeconds: 5 });
    expect(rejectedBy(answer, 'real-time')).toEqual(['outranked', ['bills-while-idle']]);
  });

  it('is an option without cold starts where traffic is seldom idle', () => {
    for (const trafficPattern of ['steady', 'variable'] as const) {
      const answer = explained({ trafficPattern, responseTimeSeconds: 5 });
      expect(rejectedBy(answer, 'serverless')).toEqual(['outranked', ['cold-starts-in-busy-traffic']]);
    }
  });

  it('is an option without cold starts where performance comes first', () => {
    const answer = explained({ trafficPattern: 'intermittent', costPriority: 'performance' });
    expect(rejectedBy(answer, 'serverless')).toEqual(['outranked', ['cold-starts-against-performance']]);
  });

  it('is not performance where capacity is kept warm anyway', () => {
    const warm = { trafficPattern: 'intermittent', trafficPredictable: true, coldStarts: 'unacceptable' } as const;
    expect(firstFor({ ...warm, costPriority: 'performance' })).toBe('serverless');
  });

  it('is a queue where minutes are allowed', () => {
    const answer = explained({ trafficPattern: 'variable', responseTimeSeconds: 600 });
    expect(rejectedBy(answer, 'real-time')).toEqual(['outranked', ['capacity-for-peaks']]);
    expect(rejectedBy(answer, 'serverless')).toEqual(['outranked', ['minutes-allow-a-queue']]);
  });

  it('is an endpoint, for a dataset, where no job can start in time', () => {
    const answer = explained({ trafficPattern: 'dataset', datasetRunsPerMonth: 8760 });
    expect(answer.choice?.option).toBe('serverless');
    expect(rejectedBy(answer, 'asynchronous')).toEqual(['outranked', ['queue-slower-than-direct']]);
    expect(rejectedBy(answer, 'real-time')).toEqual(['outranked', ['bills-while-idle']]);
  });
});

describe('what may not fit', () => {
  it('loses to what fits for certain: 7 MB without a response time', () => {
    const answer = explained({ payloadSizeMB: 7 });
    expect(answer.choice).toMatchObject({ option: 'asynchronous', conditional: false });
    expect(rejectedBy(answer, 'real-time')).toEqual(['outranked', ['payload-disputed', 'certain-preferred']]);
  });

  it('wins where no option fits for certain: 7 MB within 5 s', () => {
    const answer = explained({ payloadSizeMB: 7, responseTimeSeconds: 5 });
    expect(answer.choice).toMatchObject({ option: 'real-time', conditional: true });
  });

  it('loses even where the traffic would favour it', () => {
    const answer = explained({ trafficPattern: 'steady', costPriority: 'performance', payloadSizeMB: 7 });
    expect(answer.choice?.option).toBe('asynchronous');
  });
});

describe('the order of the options', () => {
  const ORDERS: Record<TrafficShape, readonly InferenceOptionId[]> = {
    dataset: ['batch-transform', 'serverless', 'asynchronous', 'real-time'],
    'intermittent-performance-first': ['real-time', 'serverless', 'asynchronous', 'batch-transform'],
    'intermittent-without-cold-starts': ['serverless', 'real-time', 'asynchronous', 'batch-transform'],
    intermittent: ['serverless', 'asynchronous', 'real-time', 'batch-transform'],
    'minutes-allowed': ['asynchronous', 'real-time', 'serverless', 'batch-transform'],
    'unpredictable-and-tolerant': ['serverless', 'real-time', 'asynchronous', 'batch-transform'],
    busy: ['real-time', 'serverless', 'asynchronous', 'batch-transform'],
  };

  it.each(Object.entries(ORDERS) as [TrafficShape, InferenceOptionId[]][])('for %s is %j', (shape, order) => {
    const placed = INFERENCE_OPTIONS.toSorted((a, b) => a.place[shape] - b.place[shape]);
    expect(placed.map(({ id }) => id)).toEqual(order);
    expect(new Set(INFERENCE_OPTIONS.map(({ place }) => place[shape])).size).toBe(INFERENCE_OPTIONS.length);
  });

  it('has a shape for any traffic, cost priority, response time and cold starts, and meets each of the seven', () => {
    const shapes = new Set<TrafficShape>();
    for (const trafficPattern of TRAFFIC)
      for (const costPriority of PRIORITIES)
        for (const responseTimeSeconds of [0.1, 5, 60, 3600])
          for (const coldStarts of ['unacceptable', 'acceptable', 'minutes-acceptable'] as const)
            for (const trafficPredictable of [true, false]) {
              const stated = { trafficPattern, costPriority, responseTimeSeconds, coldStarts, trafficPredictable };
              shapes.add(shapeOf(understand(workload(stated))));
            }
    expect([...shapes].toSorted()).toEqual(Object.keys(ORDERS).toSorted());
  });
});

/** A second of work a request, which a caller waits for: 2,000 of them a month cost cents on serverless. */
const seldom = workload({
  trafficPattern: 'variable',
  processingTimeSeconds: 1,
  responseTimeSeconds: 5,
  monthlyRequests: 2000,
});

describe('a cheaper option', () => {
  it('is let past the one that suits the traffic: serverless at 2,000 requests per month', () => {
    const { choice, rationale } = explained(seldom, PRICES);
    expect(choice?.option).toBe('serverless');
    expect(codesOf(rationale)[0]).toBe('cheapest-by-estimate');
  });

  it('is none without a price: nothing is compared with serverless where its rates are not listed', () => {
    const withoutServerless = listOf(RATES.filter(({ component }) => component !== 'serverless'));
    const { choice, costs, rationale, rejected } = explained(seldom, withoutServerless);
    expect(choice?.option).toBe('real-time');
    expect(costs.map(({ option, monthlyUsd }) => [option, monthlyUsd === null])).toEqual([
      ['real-time', false],
      ['serverless', true],
    ]);
    expect(codesOf(rationale)).not.toContain('estimates-are-close');
    expect(codesOf(rejected.flatMap(({ reasons }) => reasons))).not.toContain('costs-more');
  });

  it('lets the cheapest pass that may, past a cheaper queue: serverless at $445 gives way to instances at $211', () => {
    const stated = { trafficPattern: 'intermittent', payloadSizeMB: 0.69, processingTimeSeconds: 7.8 } as const;
    const answer = explained({ ...stated, monthlyRequests: 1_000_000, modelSizeGB: 4 });
    const usd = Object.fromEntries(answer.costs.map(({ option, monthlyUsd }) => [option, monthlyUsd?.likely ?? 0]));
    expect(usd['asynchronous']).toBeLessThan(usd['real-time'] ?? 0);
    expect(answer.choice?.option).toBe('real-time');
    expect(answer.rationale[0]?.code).toBe('cheapest-by-estimate');
    expect(codesOf(answer.warnings)).not.toContain('serverless-past-break-even');
  });

  it('never overturns a doubt: serverless for $1.26 stays behind a queue for $172, as callers hang up after 29 s of 45 s', () => {
    const patience = { processingTimeSeconds: 45, responseTimeSeconds: 600 } as const;
    const stated = {
      ...patience,
      trafficPattern: 'steady',
      monthlyRequests: 1000,
      instanceType: 'ml.m5.xlarge',
    } as const;
    const patient = recommend(workload(stated), PRICES);
    const usd = Object.fromEntries(patient.costs.map(({ option, monthlyUsd }) => [option, monthlyUsd?.likely ?? 0]));
    // 1,000 × 45 s × 70 % at $0.00004 are $1.26, and 730 h × $0.23 + $4.20.
    expect([usd['serverless'], usd['asynchronous']]).toEqual([expect.closeTo(1.26, 6), expect.closeTo(172.1, 6)]);
    expect(patient.choice?.option).toBe('serverless');
    expect(recommend(workload({ ...stated, callerTimeoutSeconds: 29 }), PRICES).choice?.option).toBe('asynchronous');
  });

  it('is one by the prices of the Region: $52 of serverless passes $172 of instances, and not where both cost as much', () => {
    const stated = { trafficPattern: 'steady', processingTimeSeconds: 1, monthlyRequests: 1_850_000 } as const;
    const dear = listOf(
      RATES.map((rate) => ({ ...rate, usd: rate.usd * (rate.component === 'serverless' ? 3 : 1) })),
      'eu-west-1',
    );
    const prices = { regions: [...PRICES.regions, ...dear.regions] };
    const at = (region: string) =>
      recommend(workload({ ...stated, region, instanceType: 'ml.m5.xlarge' }), prices).choice?.option;
    expect([at('us-east-1'), at('eu-west-1')]).toEqual(['serverless', 'real-time']);
  });

  it('puts no caller into a queue of whom nobody said that they can wait: $658 against $172 per month', () => {
    const spiky = { processingTimeSeconds: 1, peakRequestsPerSecond: 1000, monthlyRequests: 1e6 } as const;
    const { choice, rationale } = explained(
      { trafficPattern: 'variable', requiresVpc: true, instanceType: 'ml.m5.xlarge', ...spiky },
      PRICES,
    );
    expect(choice?.option).toBe('real-time');
    expect(rationale.find(({ code }) => code === 'worth-its-price')?.text).toBe(
      "Asynchronous Inference costs $172 against $658 per month, but cost alone doesn't justify a queue.",
    );
  });
});
