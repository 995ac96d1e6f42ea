import { describe, expect, it } from 'vitest';
import { type InferenceOptionId, recommend, type Workload } from '../../../src/recommender/index.ts';
import { shapeOf } from '../../../src/recommender/judge/ranking.ts';
import { understand } from '../../../src/recommender/needs/needs.ts';
import { INFERENCE_OPTIONS } from '../../../src/recommender/options/index.ts';
import type { TrafficShape } from '../../../src/recommender/options/option.ts';
import { explained } from '../../support/answers.ts';
import { codesOf } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';
import { listOf, PRICES, RATES } from '../costs/support.ts';
import { itDecides } from '../decisions.ts';

const TRAFFIC = ['steady', 'variable', 'intermittent', 'dataset'] as const;
const PRIORITIES = ['lowest-cost', 'balanced', 'performance'] as const;
const firstFor = (stated: Partial<Workload>) => explained(stated).choice?.option;

/** For each traffic: the first choice by lowest cost, balanced and by performance. */
const FIRST = {
  steady: ['real-time', 'real-time', 'real-time'],
  variable: ['real-time', 'real-time', 'real-time'],
  intermittent: ['serverless', 'serverless', 'real-time'],
  dataset: ['batch-transform', 'batch-transform', 'batch-transform'],
} as const;
const FIRST_IN_MINUTES = {
  variable: ['asynchronous', 'asynchronous', 'real-time'],
  intermittent: ['serverless', 'serverless', 'real-time'],
} as const;
const minutes = { responseTimeSeconds: 600, processingTimeSeconds: 5 } as const;

describe('the first choice', () => {
  const rows = [
    [FIRST, 'of one model of which nothing else is said', {}],
    [FIRST_IN_MINUTES, 'where an answer may take 10 minutes', minutes],
  ] as const;
  const cases = rows.flatMap(([first, what, stated]) =>
    Object.entries<readonly InferenceOptionId[]>(first).flatMap(([trafficPattern, options]) =>
      options.map((option, at) => [what, trafficPattern, PRIORITIES[at], option, stated] as const),
    ),
  );

  it.each(cases)('%s, with %s traffic and %s, is %s', (_what, trafficPattern, costPriority, option, stated) => {
    expect(firstFor({ ...stated, trafficPattern, costPriority } as Partial<Workload>)).toBe(option);
  });

  it('is a queue at 60 s and a direct call at 59 s', () => {
    const variable = { trafficPattern: 'variable', processingTimeSeconds: 5 } as const;
    expect(firstFor({ ...variable, responseTimeSeconds: 60 })).toBe('asynchronous');
    expect(firstFor({ ...variable, responseTimeSeconds: 59 })).toBe('real-time');
  });
});

const gaps = { trafficPattern: 'intermittent' } as const;
const SLOWER = { asynchronous: ['queue-slower-than-direct'] };
const IDLE = { 'real-time': ['bills-while-idle'] };
const COLD = { lost: { serverless: ['cold-starts-in-busy-traffic'] } };

// biome-ignore format: one case a line.
describe('what outranks', () => {
  itDecides([
    ['is a direct call where nothing is said of the response time: silence is no leave to queue',
      [{ trafficPattern: 'variable' }, { chosen: 'real-time/single-model/auto-scaling', lost: SLOWER }]],
    ['is a queue that goes to zero where minutes are allowed and serverless inference has no GPU',
      [{ ...minutes, ...gaps, requiresGpu: true }, { chosen: 'asynchronous/single-model/scale-to-zero' }]],
    ['is an option that bills nothing in the gaps', [{ ...gaps, responseTimeSeconds: 5 }, { lost: IDLE }]],
    ['is an option without cold starts where traffic is seldom idle',
      [{ trafficPattern: 'steady', responseTimeSeconds: 5 }, COLD],
      [{ trafficPattern: 'variable', responseTimeSeconds: 5 }, COLD]],
    ['is an option without cold starts where performance comes first, and not where capacity is kept warm anyway',
      [{ ...gaps, costPriority: 'performance' }, { lost: { serverless: ['cold-starts-against-performance'] } }],
      [{ ...gaps, trafficPredictable: true, coldStarts: 'unacceptable', costPriority: 'performance' },
        { chosen: 'serverless/single-model/provisioned-concurrency' }]],
    ['is a queue where minutes are allowed',
      [{ trafficPattern: 'variable', responseTimeSeconds: 600 },
        { lost: { 'real-time': ['capacity-for-peaks'], serverless: ['minutes-allow-a-queue'] } }]],
    ['is an endpoint, for a dataset, where no job can start in time',
      [{ trafficPattern: 'dataset', datasetRunsPerMonth: 8760 },
        { chosen: 'serverless/single-model/on-demand', lost: { ...SLOWER, ...IDLE } }]],
    ['is what fits for certain: 7 MB in a queue, even where the traffic would favour real-time inference, but not within 5 s',
      [{ payloadSizeMB: 7 }, { chosen: 'asynchronous/single-model/auto-scaling', conditional: false,
        lost: { 'real-time': ['payload-disputed', 'certain-preferred'] } }],
      [{ payloadSizeMB: 7, trafficPattern: 'steady', costPriority: 'performance' }, { chosen: 'asynchronous/single-model/fixed' }],
      [{ payloadSizeMB: 7, responseTimeSeconds: 5 }, { chosen: 'real-time/single-model/auto-scaling', conditional: true }]],
  ]);
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
