import { expect, it } from 'vitest';
import type { EndpointFacts } from '../../src/account/facts.ts';
import { reviewEndpoint } from '../../src/account/review.ts';
import { factsOf } from './support/read-directly.ts';
import {
  asynchronous,
  NOW,
  never,
  office,
  type Part,
  realTime,
  serverless,
  steady,
  variantSeries,
  worldOf,
} from './support/seeded.ts';

// What could not be read is taken away part by part. Nothing more is found then, and no other saving is claimed.

const name = 'scoring';
const wakeUp = { PolicyType: 'StepScaling', Alarms: [{ AlarmName: 'wake-up' }] };
// biome-ignore format: a fixture in few lines.
const wakeUpAlarm = { AlarmName: 'wake-up', MetricName: 'HasBacklogWithoutCapacity', Dimensions: [{ Name: 'EndpointName', Value: name }] };
// biome-ignore format: a fixture in few lines.
const predefined = { PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: { PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance' } } };

/** Three instances today, one at the start, of two components that have all the requests. */
// biome-ignore format: a fixture in few lines.
const shared: Part = (() => {
  const part = realTime({ name, count: 3, requests: never, variant: { ModelName: undefined, InitialInstanceCount: 1 } });
  const names = ['first', 'second'];
  const components = names.map((one) => ({ InferenceComponentName: one, EndpointName: name, CreationTime: new Date(NOW),
    Specification: { ModelName: `${name}-model`, ComputeResourceRequirements: { MinMemoryRequiredInMb: 2048 } } }));
  const series = names.map((InferenceComponentName) => ({ namespace: 'AWS/SageMaker', metric: 'Invocations', dimensions: { InferenceComponentName },
    at: () => [[1, 100]] as const }));
  return { ...part, components, series: [...(part.series ?? []), ...series] };
})();

/** Two variants, of which the second has most of the requests. */
// biome-ignore format: a fixture in few lines.
const twoVariants: Part = (() => {
  const part = realTime({ name, count: 4, requests: office(100) });
  const variant = { ModelName: `${name}-model`, InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 };
  const ProductionVariants = ['AllTraffic', 'Second'].map((VariantName) => ({ VariantName, ...variant }));
  const second = (part.series ?? []).map((one) => ({ ...one, dimensions: { ...one.dimensions, VariantName: 'Second' },
    at: (hour: number) => one.at(hour)?.map(([value, count]) => [value, count * 50] as const) }));
  return { ...part, configs: [{ EndpointConfigName: `${name}-config`, ProductionVariants }],
    endpoints: (part.endpoints ?? []).map((one) => ({ ...one,
      ProductionVariants: ProductionVariants.map(({ VariantName }) => ({ VariantName, CurrentInstanceCount: 2 })) })),
        series: [...(part.series ?? []), ...second] };
})();

// biome-ignore format: one case a line.
const ENDPOINTS: readonly (readonly [what: string, part: Part])[] = [
  ['2 instances', realTime({ name })],
  ['4 instances at office hours', realTime({ name, count: 4 })],
  ['1 to 4 instances by a predefined metric', realTime({ name, count: 3, scales: [1, 4], policies: [predefined] })],
  ['3 instances, 1 of them configured', realTime({ name, count: 3, requests: steady(100), variant: { InitialInstanceCount: 1 } })],
  ['a GPU that hardly works on 1 to 8 instances', realTime({ name, type: 'ml.g5.xlarge', count: 1, scales: [1, 8], requests: steady(3600), gpuPercent: 2 })],
  ['a model in a VPC', realTime({ name, model: { VpcConfig: {} } })],
  ['slow requests in a container with a time-out', realTime({ name, p99Ms: 50_000, environment: { TS_DEFAULT_RESPONSE_TIMEOUT: '120' } })],
  ['a queue from 0 to 2 that is woken', asynchronous({ name, scales: [0, 2], policies: [wakeUp], alarms: [wakeUpAlarm] })],
  ['a queue of slow requests', asynchronous({ name, p99Ms: 300_000 })],
  ['a serverless endpoint with provisioned concurrency',
    serverless({ name, provisioned: 2, series: [variantSeries(name, 'ServerlessProvisionedConcurrencyUtilization', () => [[0.5, 1]])] })],
  ['2 inference components', shared],
  ['2 variants', twoVariants],
];

// biome-ignore format: a fixture in few lines.
const PARTS = ['endpoint', 'config', 'models', 'components', 'targets', 'policies', 'actions', 'alarms', 'series', 'imageGB'] as const;

/** The facts with a part missing, by what is missing: each part, and each metric. */
function withoutParts(facts: EndpointFacts): [what: string, facts: EndpointFacts][] {
  const { series } = facts;
  return [
    ...PARTS.map((part): [string, EndpointFacts] => [part, { ...facts, [part]: null }]),
    ...(series ?? []).map((one): [string, EndpointFacts] => [
      `${one.statistic} of ${one.metric} of ${Object.values(one.dimensions).join(' ')}`,
      { ...facts, series: (series ?? []).map((other) => (other === one ? { ...one, points: null } : other)) },
    ]),
  ];
}

it.each(ENDPOINTS)(
  'what is not known of %s adds no finding and no other saving, whichever part it is',
  (_what, part) => {
    const whole = factsOf(worldOf(part), name);
    const { line } = reviewEndpoint(whole);
    const codes = new Set(line.findings.map(({ code }) => code));
    for (const [what, facts] of withoutParts(whole)) {
      const { findings, saving } = reviewEndpoint(facts).line;
      const added = findings.flatMap(({ code }) => (codes.has(code) ? [] : [code]));
      expect.soft([what, added, saving]).toEqual([what, [], saving === null ? null : line.saving]);
    }
  },
);
