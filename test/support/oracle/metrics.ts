import type { Metric } from './read-scaling.ts';

// What CloudWatch gets to see: only metrics that SageMaker publishes, under the dimensions that it publishes them with.

/** What happened in one step, as far as metrics tell of it. */
export interface Sample {
  readonly isAsynchronous: boolean;
  /** Instances or copies in service at the end of the step. */
  readonly count: number;
  /** Requests that reached a model, whether it had room for them or not. */
  readonly invocations: number;
  /** Requests that failed because nothing was there. */
  readonly noCapacity: number;
  /** Requests that failed because everything was in use. */
  readonly throttled: number;
  readonly answered: number;
  /** In progress at the end of the step; of a queue, waiting or in progress. */
  readonly inProgress: number;
  /** Age of the oldest request in the queue, in seconds. */
  readonly oldestSeconds: number;
  /** p95 of the model, in seconds. */
  readonly seconds: number;
}

type Dimensions = 'endpoint' | 'variant' | 'component';

interface Row {
  readonly dimensions: readonly Dimensions[];
  readonly statistics: readonly string[];
  /** Of endpoints whose callers wait, of queues, or of both. */
  readonly of: 'calls' | 'queues' | 'both';
  /** Null where nothing is published in that step. */
  readonly read: (sample: Sample) => number | null;
}

const PERCENTILE = 'percentile';
const GAUGE = ['Average', 'Maximum', 'Minimum', 'Max', 'Min'];
const ERRORS = ['Average', 'Sum'];
const LATENCY = ['Average', 'Sum', 'Maximum', 'Minimum', 'SampleCount', PERCENTILE];

const EITHER = ['variant', 'component'] as const;
const MICROSECONDS = 1e6;

const whereAnswered =
  (read: (sample: Sample) => number): Row['read'] =>
  (sample) =>
    sample.answered > 0 ? read(sample) : null;

const whereUp =
  (read: (sample: Sample) => number): Row['read'] =>
  (sample) =>
    sample.count > 0 ? read(sample) : null;

const always = (statistics: readonly string[], read: (sample: Sample) => number): Row => ({
  dimensions: ['endpoint'],
  statistics,
  of: 'queues',
  read,
});

/**
 * The metrics of the namespace AWS/SageMaker that scale something or tell of errors and waiting (DG `monitoring-cloudwatch`,
 * `async-inference-monitor`, `endpoint-auto-scaling-zero-instances`, 2026-09). Idle variants publish zeros for what scales
 * them (DG `endpoint-auto-scaling-policy`); without instances there is nothing to publish.
 */
const PUBLISHED: Readonly<Record<string, Row>> = {
  InvocationsPerInstance: {
    dimensions: ['variant'],
    statistics: ['Sum'],
    of: 'calls',
    read: whereUp(({ invocations, count }) => invocations / count),
  },
  ConcurrentRequestsPerModel: {
    dimensions: ['variant'],
    statistics: GAUGE,
    of: 'calls',
    read: whereUp(({ inProgress, count }) => inProgress / count),
  },
  InvocationsPerCopy: {
    dimensions: ['component'],
    statistics: ['Sum'],
    of: 'calls',
    read: whereUp(({ invocations, count }) => invocations / count),
  },
  ConcurrentRequestsPerCopy: {
    dimensions: ['component'],
    statistics: GAUGE,
    of: 'calls',
    read: whereUp(({ inProgress, count }) => inProgress / count),
  },
  NoCapacityInvocationFailures: {
    dimensions: ['component'],
    statistics: ['Sum'],
    of: 'calls',
    read: ({ noCapacity }) => (noCapacity > 0 ? noCapacity : null),
  },
  Invocations: {
    dimensions: EITHER,
    statistics: ['Sum'],
    of: 'calls',
    read: whereUp(({ invocations }) => invocations),
  },
  Invocation4XXErrors: { dimensions: EITHER, statistics: ERRORS, of: 'both', read: whereAnswered(() => 0) },
  Invocation5XXErrors: {
    dimensions: EITHER,
    statistics: ERRORS,
    of: 'both',
    read: (sample) => (sample.throttled > 0 ? sample.throttled : sample.answered > 0 ? 0 : null),
  },
  InvocationModelErrors: { dimensions: EITHER, statistics: ERRORS, of: 'calls', read: whereAnswered(() => 0) },
  ModelLatency: {
    dimensions: EITHER,
    statistics: LATENCY,
    of: 'both',
    read: whereAnswered(({ seconds }) => seconds * MICROSECONDS),
  },
  ApproximateBacklogSize: always(GAUGE, ({ inProgress }) => inProgress),
  ApproximateBacklogSizePerInstance: always(GAUGE, ({ inProgress, count }) => inProgress / Math.max(1, count)),
  ApproximateAgeOfOldestRequest: always(GAUGE, ({ oldestSeconds }) => oldestSeconds),
  HasBacklogWithoutCapacity: always(['Average'], ({ inProgress, count }) => (inProgress > 0 && count === 0 ? 1 : 0)),
  InvocationFailures: { dimensions: ['variant'], statistics: ['Sum'], of: 'queues', read: whereAnswered(() => 0) },
  // AWS's page has this spelling, others two s.
  InvocationsProcesssed: {
    dimensions: ['variant'],
    statistics: ['Sum'],
    of: 'queues',
    read: whereAnswered(({ answered }) => answered),
  },
  ExpiredRequests: { dimensions: ['variant'], statistics: ['Sum'], of: 'queues', read: whereAnswered(() => 0) },
};

const DIMENSIONS: Record<Dimensions, readonly string[]> = {
  endpoint: ['EndpointName'],
  variant: ['EndpointName', 'VariantName'],
  component: ['InferenceComponentName'],
};

/**
 * The datapoint of a metric over the steps of one period, for what is called `names`. Null where SageMaker publishes none: for
 * another name, under other dimensions, with another statistic, or because nothing happened.
 */
export function datapoint(
  metric: Metric,
  names: Readonly<Record<string, string>>,
  samples: readonly Sample[],
): number | null {
  const row = metric.namespace === 'AWS/SageMaker' ? PUBLISHED[metric.name] : undefined;
  const [first] = samples;
  if (row === undefined || first === undefined) return null;
  if (row.of !== 'both' && (row.of === 'queues') !== first.isAsynchronous) return null;
  const statistic = /^p\d/.test(metric.statistic) ? PERCENTILE : metric.statistic;
  if (!row.statistics.includes(statistic) || !row.dimensions.some((kind) => isUnder(metric, names, kind))) return null;
  const values = samples.map(row.read).filter((value) => value !== null);
  return values.length === 0 ? null : aggregate(statistic, values);
}

function isUnder({ dimensions }: Metric, names: Readonly<Record<string, string>>, kind: Dimensions): boolean {
  const expected = DIMENSIONS[kind];
  return (
    Object.keys(dimensions).length === expected.length &&
    expected.every((name) => names[name] !== undefined && dimensions[name] === names[name])
  );
}

function aggregate(statistic: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case 'Sum':
      return sum;
    case 'SampleCount':
      return values.length;
    case 'Average':
      return sum / values.length;
    case 'Minimum':
    case 'Min':
      return Math.min(...values);
    default:
      return Math.max(...values);
  }
}
