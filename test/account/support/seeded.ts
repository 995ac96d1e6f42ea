import { HOUR_MS, type Samples, type Series, type Shape, type World } from '../../support/aws/world.ts';

// Builders of what the double of AWS serves: one endpoint with everything it needs, and accounts of several.

/** When the tests' accounts are read. */
export const NOW = Date.UTC(2026, 10, 26, 12);
const DAY_MS = 24 * HOUR_MS;

/** One endpoint's part of a world. */
export type Part = { [Key in keyof World]: World[Key] };

/** Joins the parts of an account. */
export function worldOf(...parts: readonly Part[]): World {
  const joined: Record<string, unknown> = {};
  for (const [key, value] of parts.flatMap((part) => Object.entries(part))) {
    const known = joined[key];
    joined[key] = Array.isArray(value)
      ? [...((known as unknown[]) ?? []), ...value]
      : { ...(known as object), ...value };
  }
  return joined as World;
}

/** Requests in an hour; undefined where nothing is published. */
export type Requests = (hour: number) => number | undefined;

/** The same in every hour. */
export const steady =
  (requests: number): Requests =>
  () =>
    requests;

/** On working days from 9 to 15 UTC. */
export const office =
  (requests: number): Requests =>
  (hour) => {
    const day = new Date(hour * HOUR_MS).getUTCDay();
    const busy = hour % 24 >= 9 && hour % 24 < 15 && day >= 1 && day <= 5;
    return busy ? requests : 0;
  };

export const never: Requests = () => 0;

export interface Seeded {
  readonly name: string;
  readonly type?: string;
  readonly count?: number;
  readonly requests?: Requests;
  /** Of one request, in milliseconds: p95, and p99 if it differs. */
  readonly p95Ms?: number;
  readonly p99Ms?: number;
  readonly ageDays?: number;
  readonly image?: string;
  readonly environment?: Record<string, string>;
  readonly memoryPercent?: number;
  readonly gpuPercent?: number;
  /** Fewest and most instances of a scaling target. */
  readonly scales?: readonly [min: number, max: number];
  readonly policies?: readonly Shape[];
  readonly alarms?: readonly (Shape & { AlarmName: string })[];
  /** Added to the endpoint and its configuration. */
  readonly endpoint?: Shape;
  readonly config?: Shape;
  readonly model?: Shape;
  readonly variant?: Shape;
  readonly series?: readonly Series[];
}

export const VARIANT = 'AllTraffic';
export const IMAGE = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3';

/** An hour's requests, one sample each: a 0 is one sample. */
const counted = (requests: number | undefined): Samples | undefined =>
  requests === undefined ? undefined : requests === 0 ? [[0, 1]] : [[1, requests]];

/** A metric of a variant, in `AWS/SageMaker` unless said. */
export function variantSeries(
  name: string,
  metric: string,
  at: Series['at'],
  more: Partial<Series> & { endpointOnly?: true } = {},
): Series {
  const { endpointOnly, ...rest } = more;
  const dimensions: Record<string, string> = { EndpointName: name, ...(endpointOnly ? {} : { VariantName: VARIANT }) };
  return { namespace: 'AWS/SageMaker', metric, dimensions, at, ...rest };
}

/** 95 of 100 requests take p95, four of them p99, one a little more. */
function latency(requests: Requests, p95Ms: number, p99Ms: number): Series['at'] {
  return (hour) => {
    const count = requests(hour) ?? 0;
    if (count === 0) return undefined;
    return [
      [p95Ms * 700, count * 0.9],
      [p95Ms * 1000, count * 0.055],
      [p99Ms * 1000, count * 0.045],
    ];
  };
}

const HOSTS = '/aws/sagemaker/Endpoints';

/** Everything about an endpoint but its kind. */
function common(seeded: Seeded, variant: Shape, current: Shape): Part {
  const { name, ageDays = 200, image = IMAGE, scales, policies = [], alarms = [] } = seeded;
  const resource = { ResourceId: `endpoint/${name}/variant/${VARIANT}` };
  const dimension = { ScalableDimension: 'sagemaker:variant:DesiredInstanceCount' };
  return {
    endpoints: [
      {
        EndpointName: name,
        EndpointConfigName: `${name}-config`,
        CreationTime: new Date(NOW - ageDays * DAY_MS),
        ProductionVariants: [{ VariantName: VARIANT, ...current }],
        ...seeded.endpoint,
      },
    ],
    configs: [
      {
        EndpointConfigName: `${name}-config`,
        ProductionVariants: [{ VariantName: VARIANT, ModelName: `${name}-model`, ...variant, ...seeded.variant }],
        ...seeded.config,
      },
    ],
    models: [
      {
        ModelName: `${name}-model`,
        PrimaryContainer: { Image: image, Environment: seeded.environment ?? {} },
        ...seeded.model,
      },
    ],
    targets: scales ? [{ ...resource, ...dimension, MinCapacity: scales[0], MaxCapacity: scales[1] }] : [],
    policies: policies.map((policy, at) => ({
      PolicyName: `${name}-policy-${at}`,
      ...resource,
      ...dimension,
      ...policy,
    })),
    alarms,
  };
}

function hostSeries({ name, memoryPercent = 20, gpuPercent, type = 'ml.m5.xlarge' }: Seeded, count: number): Series[] {
  const host = (metric: string, value: number) =>
    variantSeries(name, metric, () => [[value, 60 * count]], { namespace: HOSTS, unit: 'Percent' });
  const gpu = /^ml\.[gp]\d/.test(type) ? [host('GPUUtilization', gpuPercent ?? 60)] : [];
  return count === 0 ? [] : [host('CPUUtilization', 40), host('MemoryUtilization', memoryPercent), ...gpu];
}

/** A real-time endpoint: two ml.m5.xlarge, office hours, 80 ms. */
export function realTime(seeded: Seeded): Part {
  const { name, type = 'ml.m5.xlarge', count = 2, requests = office(3600), p95Ms = 80 } = seeded;
  const part = common(
    seeded,
    { InstanceType: type, InitialInstanceCount: count },
    { CurrentInstanceCount: count, DesiredInstanceCount: count },
  );
  return {
    ...part,
    series: [
      variantSeries(name, 'Invocations', (hour) => counted(requests(hour))),
      variantSeries(name, 'InvocationsPerInstance', (hour) => counted((requests(hour) ?? 0) / count)),
      variantSeries(name, 'ModelLatency', latency(requests, p95Ms, seeded.p99Ms ?? p95Ms), { unit: 'Microseconds' }),
      ...hostSeries(seeded, count),
      ...(seeded.series ?? []),
    ],
  };
}

/** A serverless endpoint: 2 GB, at most 10 requests at once. */
export function serverless(
  seeded: Seeded & { memoryMB?: number; most?: number; provisioned?: number; use?: number },
): Part {
  const { name, requests = office(3600), p95Ms = 80, memoryMB = 2048, most = 10, provisioned, use = 0.3 } = seeded;
  const settings = {
    MemorySizeInMB: memoryMB,
    MaxConcurrency: most,
    ...(provisioned && { ProvisionedConcurrency: provisioned }),
  };
  const part = common(seeded, { ServerlessConfig: settings }, { CurrentServerlessConfig: settings });
  return {
    ...part,
    series: [
      variantSeries(name, 'Invocations', (hour) => counted(requests(hour))),
      variantSeries(name, 'ModelLatency', latency(requests, p95Ms, seeded.p99Ms ?? p95Ms), { unit: 'Microseconds' }),
      variantSeries(name, 'ServerlessConcurrentExecutionsUtilization', () => [[use, 1]]),
      ...(seeded.series ?? []),
    ],
  };
}

/** An asynchronous endpoint: one ml.g5.xlarge, 20 s per request. It publishes no Invocations. */
export function asynchronous(seeded: Seeded & { spelling?: string; backlog?: number }): Part {
  const { name, type = 'ml.g5.xlarge', count = 1, requests = office(12), p95Ms = 20_000, backlog = 3 } = seeded;
  const spelling = seeded.spelling ?? 'InvocationsProcessed';
  const part = common(
    {
      ...seeded,
      endpoint: { AsyncInferenceConfig: {}, ...seeded.endpoint },
      config: { AsyncInferenceConfig: { OutputConfig: {} }, ...seeded.config },
    },
    { InstanceType: type, InitialInstanceCount: Math.max(1, count) },
    { CurrentInstanceCount: count, DesiredInstanceCount: count },
  );
  const processed = (hour: number): Samples | undefined => {
    const done = requests(hour) ?? 0;
    return done === 0 ? undefined : [[1, done]];
  };
  return {
    ...part,
    series: [
      variantSeries(name, spelling, processed),
      variantSeries(name, 'ApproximateBacklogSize', (hour) => [[(requests(hour) ?? 0) > 0 ? backlog : 0, 60]], {
        endpointOnly: true,
      }),
      variantSeries(name, 'ModelLatency', latency(requests, p95Ms, seeded.p99Ms ?? p95Ms), { unit: 'Microseconds' }),
      ...hostSeries({ ...seeded, type }, count),
      ...(seeded.series ?? []),
    ],
  };
}
