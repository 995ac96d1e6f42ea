import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthlyUsd } from '../../../src/recommender/costs/bill.ts';
import { instanceFor } from '../../../src/recommender/costs/choose-instance.ts';
import type { Plan } from '../../../src/recommender/costs/costing.ts';
import { bookFor, type PriceBook } from '../../../src/recommender/costs/price-book.ts';
import { componentOf } from '../../../src/recommender/costs/priced-instance.ts';
import { type InstanceType, instanceTypeOf } from '../../../src/recommender/facts/instance-types.ts';
import { SHIPPED_PRICES } from '../../../src/recommender/facts/prices.ts';
import { MULTI_MODEL_GPU_INSTANCES } from '../../../src/recommender/facts/quotas.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import { computedWorkOf, type Needs, understand } from '../../../src/recommender/needs/needs.ts';
import { runs } from '../../support/lane.ts';
import { listOf, needsOf, plan, plansFor, pricedWorkload, RATES, tokenWorkload } from './support.ts';

const SHIPPED = bookFor(SHIPPED_PRICES, 'us-east-1');
const REAL_TIME = plan('real-time', 'fixed');

/** Every type that us-east-1 lists, at its price, and what else a bill is made of. */
const ALL_RATES = [
  ...SHIPPED.instancesPriced('hosting').map((instanceType) => ({
    component: 'hosting' as const,
    instanceType,
    usd: SHIPPED.listed('hosting', instanceType)?.usd ?? Number.NaN,
  })),
  ...RATES.filter(({ component }) => component !== 'hosting'),
];
const US_EAST_1 = bookFor(listOf(ALL_RATES), 'us-east-1');

/** A price list on which another type is the cheapest: each rate times one of these. */
const pricesTimes = (factors: readonly number[]): PriceBook =>
  bookFor(
    listOf(ALL_RATES.map((rate, at) => ({ ...rate, usd: rate.usd * (factors[at % factors.length] ?? 1) }))),
    'us-east-1',
  );
const anyPrices = fc.array(fc.double({ min: 0.3, max: 3, noNaN: true }), { minLength: 1, maxLength: 7 });

/** Models that read all of a text at once, on CPUs or GPUs, whichever costs less. */
const encoderWorkload: fc.Arbitrary<Workload> = fc
  .record(
    {
      name: fc.constant('an encoder'),
      modelId: fc.constantFrom('bge-m3', 'bge-large-en-v1.5', 'bge-reranker-v2-m3'),
      trafficPattern: fc.constantFrom('steady' as const, 'variable' as const, 'intermittent' as const),
      inputTokens: fc.integer({ min: 1, max: 8000 }),
      peakRequestsPerSecond: fc.double({ min: 0.01, max: 500, noNaN: true }),
      monthlyRequests: fc.integer({ min: 100, max: 100_000_000 }),
      responseTimeSeconds: fc.double({ min: 0.01, max: 900, noNaN: true }),
      availability: fc.constantFrom('single-instance' as const, 'multi-az' as const),
      requiresGpu: fc.boolean(),
    },
    { requiredKeys: ['name', 'modelId', 'trafficPattern', 'inputTokens', 'peakRequestsPerSecond'] },
  )
  .map((stated) => stated as Workload);

/** None that writes tokens: for those one with fewer GPUs may cost up to a tenth more. */
const workloads = fc.oneof(pricedWorkload, pricedWorkload, encoderWorkload);

/** The plans that fit and run on instances. */
const plansOnInstances = (stated: Workload): Plan[] =>
  plansFor(stated).filter(({ costing }) => costing.instancesOf !== undefined);

const usdOf = (priced: Plan, stated: Workload, book: PriceBook): number =>
  monthlyUsd({ plan: priced, needs: understand(stated), book }) ?? Infinity;

/** Not less, give or take a rounding error. */
function expectNotLess(more: number, less: number): void {
  if (more !== Infinity) expect(more).toBeGreaterThanOrEqual(less * (1 - 1e-9) - 1e-300);
}

const isForAll = ({ name, isArm }: InstanceType): boolean => !isArm && !name.startsWith('ml.t');

/** All types that hold the model with a fifth of their memory to spare, and have a GPU where one is needed. */
function typesThatHold(priced: Plan, needs: Needs, book: PriceBook): string[] {
  const component = componentOf(priced);
  const { requiresGpu, models, containers } = needs;
  const { requiresGpu: statedGpu } = needs.stated;
  const isEither =
    !requiresGpu && statedGpu === undefined && priced.hosting === 'single-model' && computedWorkOf(needs) !== undefined;
  const together =
    { 'multi-container': Math.max(models, containers), 'inference-pipeline': models }[priced.hosting as string] ?? 1;
  const memoryGiB = ((needs.modelSizeGB ?? (requiresGpu ? 12.8 : 2)) * together) / 0.8;
  return book.instancesPriced(component).filter((type) => {
    const spec = instanceTypeOf(type);
    if (spec === undefined || !isForAll(spec)) return false;
    if (component === 'batch' && !spec.validForTransform) return false;
    const isGpu = spec.gpuCount > 0;
    if (!isGpu && spec.acceleratorCount > 0) return false;
    if (!isEither && isGpu !== requiresGpu) return false;
    if (requiresGpu && priced.hosting === 'multi-model' && !MULTI_MODEL_GPU_INSTANCES.has(type)) return false;
    return (isGpu ? spec.gpuMemoryGiB : spec.memoryGiB) >= memoryGiB;
  });
}

describe('the type that is chosen', () => {
  it('costs at most 5 % more than the cheapest of all that hold the model, or 25 % where the volume holds many models, on any price list', () => {
    let compared = 0;
    fc.assert(
      fc.property(workloads, anyPrices, (stated, factors) => {
        const book = pricesTimes(factors);
        for (const priced of plansOnInstances(stated)) {
          const chosen = usdOf(priced, stated, book);
          // Types are left out by the hour, and a volume grows with the models that share an instance.
          const most = (stated.modelCount ?? 1) > 1 ? 1.25 : 1.05;
          for (const instanceType of typesThatHold(priced, understand(stated), book)) {
            expectNotLess(usdOf(priced, { ...stated, instanceType }, book), chosen / most);
            compared++;
          }
        }
      }),
      { numRuns: runs(600, { costly: true }) },
    );
    expect(compared).toBeGreaterThan(runs(20_000, { costly: true }));
  });

  it('is one of those that hold the model, and none where none does', () => {
    fc.assert(
      fc.property(workloads, (stated) => {
        const needs = understand(stated);
        for (const priced of plansOnInstances(stated)) {
          const holding = typesThatHold(priced, needs, US_EAST_1);
          const chosen = instanceFor({ plan: priced, needs, book: US_EAST_1 });
          if (chosen !== undefined) expect(holding).toContain(chosen.type);
          // Of an encoder those that hold it may all be too slow.
          else if (computedWorkOf(needs) === undefined) expect(holding).toEqual([]);
        }
      }),
      { numRuns: runs(600) },
    );
  });

  it('costs never less with a higher price, of one thing or of all', () => {
    const raised = fc.tuple(fc.nat(ALL_RATES.length - 1), fc.boolean(), fc.double({ min: 1, max: 100, noNaN: true }));
    fc.assert(
      fc.property(workloads, raised, (stated, [index, all, factor]) => {
        const rates = ALL_RATES.map((rate, at) => (all || at === index ? { ...rate, usd: rate.usd * factor } : rate));
        const dearer = bookFor(listOf(rates), 'us-east-1');
        for (const priced of plansOnInstances(stated)) {
          expectNotLess(usdOf(priced, stated, dearer), usdOf(priced, stated, US_EAST_1));
        }
      }),
      { numRuns: runs(600) },
    );
  });

  it.each(['monthlyRequests', 'datasetRecordsPerRun', 'concurrentRequests'] as const)(
    'costs never less for more %s',
    (field) => {
      fc.assert(
        fc.property(workloads, fc.double({ min: 1, max: 1000, noNaN: true }), (stated, factor) => {
          const { monthlyRequests: _, peakRequestsPerSecond: __, ...open } = stated;
          const before = field === 'concurrentRequests' ? open : stated;
          const at = (by: number): Workload => ({ ...before, [field]: (stated[field] ?? 10) * by });
          for (const priced of plansOnInstances(at(1))) {
            expectNotLess(usdOf(priced, at(factor), US_EAST_1), usdOf(priced, at(1), US_EAST_1));
          }
        }),
        { numRuns: runs(600) },
      );
    },
  );

  it('is never on Graviton nor burstable unless named, in any Region and for any model', () => {
    const regions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'mx-central-1', 'us-gov-west-1'];
    fc.assert(
      fc.property(fc.oneof(workloads, tokenWorkload), fc.constantFrom(...regions), (stated, region) => {
        const needs = understand({ ...stated, region });
        for (const priced of plansOnInstances(stated)) {
          const chosen = instanceFor({ plan: priced, needs, book: bookFor(SHIPPED_PRICES, region) });
          if (chosen?.spec) expect(isForAll(chosen.spec)).toBe(true);
        }
      }),
      { numRuns: runs(600) },
    );
  });

  it('is a GPU where that is the smaller bill for an encoder: bge-m3 at 200 requests per second on ml.g4dn.xlarge, at 0.2 on ml.m6i.large', () => {
    const encoder = { trafficPattern: 'steady', modelId: 'bge-m3', inputTokens: 256 } as const;
    const typeFor = (peakRequestsPerSecond: number, more: Partial<Workload> = {}) =>
      instanceFor({ plan: REAL_TIME, needs: needsOf({ ...encoder, peakRequestsPerSecond, ...more }), book: SHIPPED })
        ?.type;
    expect(typeFor(200)).toBe('ml.g4dn.xlarge');
    expect(typeFor(0.2)).toBe('ml.m6i.large');
    expect(typeFor(0.2, { requiresGpu: true })).toBe('ml.g4dn.xlarge');
    expect(typeFor(200, { requiresGpu: false })).toMatch(/^ml\.[cmr]\d/);
  });
});
