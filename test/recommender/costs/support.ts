import fc from 'fast-check';
import type { Plan } from '../../../src/recommender/costs/costing.ts';
import { bookFor } from '../../../src/recommender/costs/price-book.ts';
import type { PriceList, PriceRow } from '../../../src/recommender/facts/price-list.ts';
import type { HostingPatternId, InferenceOptionId, Scaling, Workload } from '../../../src/recommender/index.ts';
import { judge } from '../../../src/recommender/judge/judge.ts';
import { planOf } from '../../../src/recommender/judge/judgement.ts';
import { type Needs, understand } from '../../../src/recommender/needs/needs.ts';
import { optionOf } from '../../../src/recommender/options/index.ts';
import { workload } from '../../support/workloads.ts';

type Rate = Pick<PriceRow, 'component' | 'usd'> & Partial<PriceRow>;

export const listOf = (rates: readonly Rate[], region = 'us-east-1'): PriceList => ({
  regions: [{ region, rows: rates.map((rate) => ({ source: 'a test', date: '2026-09', ...rate })) }],
});

const hosting = (instanceType: string, usd: number): Rate => ({ component: 'hosting', instanceType, usd });
const serverless = (component: PriceRow['component'], usd: number): Rate[] =>
  [1, 2, 3, 4, 5, 6].map((gigabytes) => ({ component, memorySizeInMB: gigabytes * 1024, usd: usd * gigabytes }));

/** The rates of us-east-1 in September 2026, as far as the tests use them; they stay when the shipped prices change. */
export const RATES: readonly Rate[] = [
  hosting('ml.m5.large', 0.115),
  hosting('ml.m5.xlarge', 0.23),
  hosting('ml.m5.2xlarge', 0.461),
  hosting('ml.r6i.4xlarge', 1.21),
  hosting('ml.r5.4xlarge', 1.21),
  hosting('ml.m5.12xlarge', 2.765),
  hosting('ml.g4dn.xlarge', 0.7364),
  hosting('ml.g5.xlarge', 1.408),
  hosting('ml.g5.2xlarge', 1.515),
  hosting('ml.g5.12xlarge', 7.09),
  hosting('ml.inf2.xlarge', 0.99),
  ...serverless('serverless', 0.00002),
  ...serverless('provisioned-warm', 0.000005),
  ...serverless('provisioned-inference', 0.00001165),
  { component: 'data', usd: 0.016 },
  { component: 'storage', usd: 0.14 },
];

export const PRICES = listOf(RATES);
export const BOOK = bookFor(PRICES, 'us-east-1');

export const needsOf = (stated: Partial<Workload>): Needs => understand(workload(stated));

export const plan = (
  option: InferenceOptionId,
  scaling: Scaling,
  hosting: HostingPatternId = 'single-model',
): Plan => ({ option, costing: optionOf(option).costing, hosting, scaling });

/** The plans of every option that fits. */
export const plansFor = (stated: Workload): Plan[] => judge(stated, PRICES).ranked.map(({ pair }) => planOf(pair));

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const upTo = (max: number) => fc.double({ min: 0, max, noNaN: true });

const traffic = fc.constantFrom('steady' as const, 'variable' as const, 'intermittent' as const, 'dataset' as const);

/** Workloads with volumes that teams have, so that most of them can be priced in several ways. */
export const pricedWorkload: fc.Arbitrary<Workload> = fc
  .record({
    trafficPattern: traffic,
    monthlyRequests: maybe(fc.oneof(upTo(1e9), upTo(1000))),
    peakRequestsPerSecond: maybe(upTo(1000)),
    burstRequests: maybe(upTo(300)),
    processingTimeSeconds: fc.double({ min: 0.001, max: 60, noNaN: true }),
    payloadSizeMB: maybe(upTo(4)),
    payloadByReference: maybe(fc.boolean()),
    busyHoursPerDay: maybe(upTo(24)),
    busyDaysPerWeek: maybe(upTo(7)),
    trafficPredictable: maybe(fc.boolean()),
    coldStarts: maybe(fc.constantFrom('unacceptable' as const, 'acceptable' as const, 'minutes-acceptable' as const)),
    modelSizeGB: maybe(fc.oneof(upTo(6), upTo(700)).map((size) => Math.max(0.01, size))),
    modelCount: maybe(fc.integer({ min: 1, max: 2000 })),
    activeModelCount: maybe(fc.integer({ min: 1, max: 500 })),
    modelsScaleIndependently: maybe(fc.boolean()),
    modelAdapters: maybe(fc.boolean()),
    containerCount: maybe(fc.integer({ min: 1, max: 15 })),
    requiresGpu: maybe(fc.boolean()),
    availability: maybe(fc.constantFrom('single-instance' as const, 'multi-az' as const)),
    datasetSizeGB: maybe(upTo(1000)),
    datasetRecordsPerRun: maybe(upTo(1e8)),
    datasetRunsPerMonth: maybe(upTo(3000)),
    datasetDeadlineHours: maybe(fc.double({ min: 0.05, max: 200, noNaN: true })),
  })
  .map((stated) =>
    workload(
      Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)) as Partial<Workload>,
    ),
  );

/** Models that write tokens, with loads that take one instance or many. */
export const tokenWorkload: fc.Arbitrary<Workload> = fc
  .record(
    {
      name: fc.constant('a model that writes tokens'),
      modelId: fc.constantFrom('llama-3-8b', 'qwen2.5-7b', 'gpt-oss-20b', 'llama-3.3-70b'),
      trafficPattern: traffic,
      inputTokens: fc.constantFrom(0, 300, 2000),
      outputTokens: fc.constantFrom(1, 100, 500),
      contextTokens: fc.constantFrom(2500, 8192),
      requiresStreaming: fc.constantFrom('response' as const, 'none' as const),
      streamTokensPerSecond: fc.constantFrom(5, 20),
      answerSeconds: fc.constantFrom(10, 60),
      modelPrecisionBits: fc.constantFrom(4 as const, 8 as const, 16 as const),
      concurrentRequests: fc.integer({ min: 1, max: 400 }),
      monthlyRequests: fc.integer({ min: 100, max: 10_000_000 }),
      peakRequestsPerSecond: fc.double({ min: 0.01, max: 50, noNaN: true }),
      burstRequests: fc.integer({ min: 1, max: 200 }),
      availability: fc.constantFrom('single-instance' as const, 'multi-az' as const),
      datasetRecordsPerRun: fc.integer({ min: 10, max: 1_000_000 }),
      datasetRunsPerMonth: fc.integer({ min: 1, max: 60 }),
    },
    { requiredKeys: ['name', 'modelId', 'trafficPattern', 'inputTokens', 'outputTokens'] },
  )
  .map((stated) => stated as Workload);
