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

const SUM = ['Sum'];

const ENDPOINT = ['endpoint'] as const;
const VARIANT = ['variant'] as const;
const COMPONENT = ['component'] as const;
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

const none = whereAnswered(() => 0);
const perUnit = ({ invocations, count }: Sample): number => invocations / count;
const inEach = ({ inProgress, count }: Sample): number => inProgress / count;

type Kind = (dimensions: Row['dimensions'], statistics: readonly string[], read: Row['read']) => Row;
const calls: Kind = (dimensions, statistics, read) => ({ dimensions, statistics, of: 'calls', read });
const queues: Kind = (dimensions, statistics, read) => ({ dimensions, statistics, of: 'queues', read });
const both: Kind = (dimensions, statistics, read) => ({ dimensions, statistics, of: 'both', read });

/**
 * The metrics of the namespace AWS/SageMaker that scale something or tell of errors and waiting (DG `monitoring-cloudwatch`,
 * `async-inference-monitor`, `endpoint-auto-scaling-zero-instances`, 2026-09). Idle variants publish zeros for what scales
 * them (DG `endpoint-auto-scaling-policy`); without instances there is nothing to publish.
 */
const PUBLISHED: Readonly<Record<string, Row>> = {
  InvocationsPerInstance: calls(VARIANT, SUM, whereUp(perUnit)),
  ConcurrentRequestsPerModel: calls(VARIANT, GAUGE, whereUp(inEach)),
  InvocationsPerCopy: calls(COMPONENT, SUM, whereUp(perUnit)),
  ConcurrentRequestsPerCopy: calls(COMPONENT, GAUGE, whereUp(inEach)),
  NoCapacityInvocationFailures: calls(COMPONENT, SUM, ({ noCapacity }) => (noCapacity > 0 ? noCapacity : null)),
  Invocations: calls(
    EITHER,
    SUM,
    whereUp(({ invocations }) => invocations),
  ),
  Invocation4XXErrors: both(EITHER, ERRORS, none),
  Invocation5XXErrors: both(EITHER, ERRORS, ({ throttled, answered }) => throttled || (answered > 0 ? 0 : null)),
  InvocationModelErrors: calls(EITHER, ERRORS, none),
  ModelLatency: both(
    EITHER,
    LATENCY,
    whereAnswered(({ seconds }) => seconds * MICROSECONDS),
  ),
  ApproximateBacklogSize: queues(ENDPOINT, GAUGE, ({ inProgress }) => inProgress),
  ApproximateBacklogSizePerInstance: queues(
    ENDPOINT,
    GAUGE,
    ({ inProgress, count }) => inProgress / Math.max(1, count),
  ),
  ApproximateAgeOfOldestRequest: queues(ENDPOINT, GAUGE, ({ oldestSeconds }) => oldestSeconds),
  HasBacklogWithoutCapacity: queues(ENDPOINT, ['Average'], ({ inProgress, count }) =>
    Number(inProgress > 0 && count === 0),
  ),
  InvocationFailures: queues(VARIANT, SUM, none),
  // AWS's page has this spelling, others two s.
  InvocationsProcesssed: queues(
    VARIANT,
    SUM,
    whereAnswered(({ answered }) => answered),
  ),
  ExpiredRequests: queues(VARIANT, SUM, none),
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
