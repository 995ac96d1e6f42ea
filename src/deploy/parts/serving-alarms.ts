import { formatSeconds, instanceTypeOf, QUOTAS } from '../../recommender/index.ts';
import { type DeploymentFacts, rounded } from '../facts.ts';
import type { Resource, Value } from '../template.ts';
import {
  ANY,
  alarm,
  over,
  paceOf,
  requestsPerHour,
  SECONDS_PER_HOUR,
  shareAlarm,
  variantDimensions,
  type Watch,
} from './alarms.ts';
import { isSized } from './counts.ts';

// What is watched of an endpoint that serves. Thresholds are ours where no source is named.

/** What an alarm is on: its dimensions, the start of its logical ID, and what sentences call it. */
export interface Watched {
  readonly dimensions: Watch['dimensions'];
  readonly id: string;
  readonly of: string;
}

/** The share of requests that may fail: one in a hundred is noticed, a single failure is not. */
const ERROR_SHARE_MAX = 0.01;

const MICROSECONDS = 1_000_000;

/** Errors and latency, of a variant or of an inference component; where nobody knows what latency to expect, the wait for the container. */
export function servingAlarms(facts: DeploymentFacts, { dimensions, id, of }: Watched): Record<string, Resource> {
  const limit = latencyLimit(facts);
  return {
    [`${id}Errors`]: errors(facts, dimensions, of),
    ...(limit !== undefined && {
      [`${id}Latency`]: alarm({
        description: `p95 ${limit.of} ${of} is over ${limit.why}. ${moreCapacity(facts)}, or undo the last change.`,
        metric: limit.metric,
        dimensions,
        ...over('p95', rounded(limit.seconds * MICROSECONDS)),
        ...paceOf(facts),
      }),
    }),
    // A cold start of serverless is overhead. It has an alarm on its concurrency.
    ...(limit === undefined &&
      facts.serving.serverless === null && { [`${id}Overhead`]: overhead(facts, dimensions, of) }),
  };
}

function errors(facts: DeploymentFacts, dimensions: Watch['dimensions'], of: string): Resource {
  const { counted, ...when } = paceOf(facts);
  const [requests, within] = counted ?? [];
  const failed =
    counted === undefined
      ? `Over 1 % of requests to ${of} fail with a server error`
      : `${requests} to ${of} failed with a server error${within}`;
  return alarm({
    description: `${failed}. See ${facts.serving.isAdapters ? 'the logs of the base model' : 'its logs'}.`,
    metric: 'Invocation5XXErrors',
    dimensions,
    ...(counted === undefined ? OVER_SHARE : ANY),
    ...when,
  });
}

/** Of a metric that is 1 for each request that failed and 0 for each other. */
const OVER_SHARE = over('Average', ERROR_SHARE_MAX);

const overhead = (facts: DeploymentFacts, dimensions: Watch['dimensions'], of: string): Resource =>
  alarm({
    description:
      facts.serving.hosting === 'multi-model'
        ? `Requests to ${of} take over 1 s beside the work of their model, such as to load it. ${moreMemory(facts)}.`
        : `Requests wait over 1 s before they reach ${of}. ${moreCapacity(facts)}.`,
    metric: 'OverheadLatency',
    dimensions,
    ...over('Average', MICROSECONDS),
    ...paceOf(facts),
  });

/** How more load is held, as the template has it. */
export function moreCapacity(facts: DeploymentFacts): string {
  const { serverless, copies, instance, scaling, isAdapters } = facts.serving;
  if (serverless !== null) return 'Give it more memory';
  if (isAdapters)
    return scaling === 'fixed' ? 'Add copies of the base model' : 'Raise the maximum of copies of the base model';
  if (copies !== null) return 'Give it more copies';
  const isFixed = scaling === 'fixed' || (isSized(facts) && instance !== null && instance.max <= instance.min);
  return isFixed ? 'Add instances' : 'Raise the maximum of instances';
}

/** What p95 latency may be, and what that rests on. */
interface LatencyLimit {
  readonly metric: 'ModelLatency' | 'FirstChunkLatency';
  /** The metric in words, up to its subject. */
  readonly of: string;
  readonly seconds: number;
  readonly why: string;
}

/**
 * Stated, or twice what is stated or modelled of a request; undefined where neither is. The response time of a stream is that of
 * its first part, which only bidirectional streams publish (DG monitoring-cloudwatch, 2026-09).
 */
export function latencyLimit(facts: DeploymentFacts): LatencyLimit | undefined {
  const { responseTimeSeconds, answerSeconds, requiresStreaming = 'none' } = facts.workload;
  const cutOff = CUT_OFFS[requiresStreaming];
  if (requiresStreaming === 'bidirectional' && responseTimeSeconds !== undefined) {
    const why = `the ${formatSeconds(responseTimeSeconds)} that callers need`;
    return { metric: 'FirstChunkLatency', of: 'time to the first part from', seconds: responseTimeSeconds, why };
  }
  const whole = { metric: 'ModelLatency', of: 'latency of' } as const;
  const needed = requiresStreaming === 'none' ? responseTimeSeconds : answerSeconds;
  if (needed !== undefined && needed < cutOff)
    return { ...whole, seconds: needed, why: `the ${formatSeconds(needed)} that callers need` };
  const { seconds, words } = expectedTime(facts);
  if (seconds !== undefined && seconds < cutOff) {
    const isTwice = seconds * 2 < cutOff;
    return isTwice
      ? { ...whole, seconds: seconds * 2, why: `twice the ${formatSeconds(seconds)} ${words}` }
      : {
          ...whole,
          seconds: (seconds + cutOff) / 2,
          why: `the middle between the ${formatSeconds(seconds)} ${words} and the ${formatSeconds(cutOff)} after which AWS gives up`,
        };
  }
  if (needed === undefined) return undefined;
  return {
    ...whole,
    seconds: cutOff - LAST_SECONDS,
    why: `${formatSeconds(LAST_SECONDS)} before the ${formatSeconds(cutOff)} after which AWS gives up`,
  };
}

/** What callers of a stream need and no alarm here sees. */
export function unwatchedFirstPart({ workload }: DeploymentFacts): string[] {
  const { responseTimeSeconds: needed, requiresStreaming } = workload;
  if (requiresStreaming !== 'response' || needed === undefined) return [];
  return [
    `Callers need the first part within ${formatSeconds(needed)}, and CloudWatch has no metric of it for response streams: measure it at the callers.`,
  ];
}

/** Seconds before AWS ends a call at which somebody should know. Ours. */
const LAST_SECONDS = 6;

const CUT_OFFS = {
  none: QUOTAS.realTimeProcessing.value,
  response: QUOTAS.realTimeResponseStream.value,
  bidirectional: QUOTAS.realTimeBidirectionalStream.value,
};

/** How long a request takes: measured, modelled, or stated. What only follows from other figures isn't taken. */
function expectedTime({ sizing, serving, workload }: DeploymentFacts): { seconds: number | undefined; words: string } {
  const answer = sizing?.tokens?.answerSeconds.likely;
  if (sizing?.basis === 'measured')
    return { seconds: answer ?? serving.secondsPerRequest, words: 'that were measured' };
  if (answer !== undefined) return { seconds: answer, words: 'that an answer is modelled to take' };
  const stated = workload.processingTimeSeconds;
  if (stated !== undefined) return { seconds: stated, words: 'that were stated' };
  const modelled = sizing?.basis === 'modelled' ? serving.secondsPerRequest : undefined;
  return { seconds: modelled, words: 'that a request is modelled to take' };
}

export function variantAlarms(facts: DeploymentFacts, name: string, id: string, of: string): Record<string, Resource> {
  const watched: Watched = { dimensions: variantDimensions(name), id, of };
  return {
    ...servingAlarms(facts, watched),
    ...(facts.serving.serverless !== null && { [`${id}Throttled`]: throttled(watched) }),
    ...modelLoadingAlarm(facts, watched),
    ...(isNeverIdle(facts) && id === '' && { NoRequests: noRequests(facts, watched) }),
    ...gpuMemoryAlarm(facts, watched),
  };
}

/** A share of `MaxConcurrency`, from 0 to 1; with the variant's dimensions in public templates, DG serverless-endpoints-monitoring names none. */
const throttled = ({ dimensions }: Watched): Resource =>
  alarm({
    description: 'Over 90 % of the maximum concurrency is in use: more requests are throttled. Raise MaxConcurrency.',
    metric: 'ServerlessConcurrentExecutionsUtilization',
    dimensions,
    statistic: 'Maximum',
    comparison: 'GreaterThanOrEqualToThreshold',
    threshold: 0.9,
  });

/** As many requests are never none. */
const NEVER_NONE = 30;

function isNeverIdle(facts: DeploymentFacts): boolean {
  const { trafficPattern, busyHoursPerDay = 24, busyDaysPerWeek = 7 } = facts.workload;
  const isSteady = trafficPattern === 'steady' && busyHoursPerDay >= 24 && busyDaysPerWeek === 7;
  return isSteady && (requestsPerHour(facts) ?? 0) >= NEVER_NONE;
}

/** Two periods in which requests come for certain, and an hour at most. */
function noRequests(facts: DeploymentFacts, { dimensions, of }: Watched): Resource {
  const perHour = (requestsPerHour(facts) ?? 0) / facts.serving.variants;
  const isSure = (period: number): boolean => (2 * period * perHour) / SECONDS_PER_HOUR >= NEVER_NONE;
  const period = [300, 900].find(isSure) ?? SECONDS_PER_HOUR / 2;
  return alarm({
    description: `No request to ${of} in ${formatSeconds(2 * period)}, though traffic is steady. Ask the callers. Until the first request it's raised, too.`,
    metric: 'Invocations',
    dimensions,
    statistic: 'Sum',
    comparison: 'LessThanThreshold',
    threshold: 1,
    period,
    points: [2, 2],
    missing: 'breaching',
  });
}

/**
 * The wait for models that are loaded, where callers have a time (DG monitoring-cloudwatch, multi-model endpoint model loading metrics,
 * 2026-09). Half of that is ours.
 */
function modelLoadingAlarm(facts: DeploymentFacts, { dimensions, id, of }: Watched): Record<string, Resource> {
  const { responseTimeSeconds: needed } = facts.workload;
  if (facts.serving.hosting !== 'multi-model' || needed === undefined) return {};
  return {
    [`${id}ModelLoading`]: alarm({
      description: `Requests to ${of} wait over ${formatSeconds(needed / 2)} for their model to load, half of the ${formatSeconds(needed)} that callers need. ${moreMemory(facts)}.`,
      metric: 'ModelLoadingWaitTime',
      dimensions,
      ...over('Average', rounded((needed / 2) * MICROSECONDS)),
      ...paceOf(facts),
    }),
  };
}

/** How more models stay loaded. */
const moreMemory = (facts: DeploymentFacts): string =>
  `Take a type with more memory, or ${moreCapacity(facts).replace(/^./, (letter) => letter.toLowerCase())}`;

const GPU_MEMORY_MAX_PERCENT = 95;

/**
 * The metric adds up all GPUs (DG monitoring-cloudwatch, 2026-09). Servers of models that write tokens take 90 % at their start,
 * and a multi-model endpoint fills its memory by design.
 */
export function gpuMemoryAlarm(
  { serving }: DeploymentFacts,
  { dimensions, id, of }: Watched,
): Record<string, Resource> {
  const gpus = instanceTypeOf(serving.instance?.type ?? '')?.gpuCount ?? 0;
  if (gpus === 0 || serving.writesTokens || serving.hosting === 'multi-model') return {};
  return {
    [`${id}GpuMemory`]: alarm({
      description: `GPU memory of ${of} is ${GPU_MEMORY_MAX_PERCENT} % full${gpus === 1 ? '' : ` on all ${gpus} GPUs`}. Take smaller batches or a larger type. Remove this for a server that takes all at its start.`,
      namespace: '/aws/sagemaker/Endpoints',
      metric: 'GPUMemoryUtilization',
      dimensions,
      ...over('Maximum', GPU_MEMORY_MAX_PERCENT * gpus),
    }),
  };
}

/** Where few requests come, one failure is a large share. */
const FAILURES_MIN = 2;

/** Failures of a queue, which has no metric of their share: one alone is told by the error topic. */
export function failuresAlarm(facts: DeploymentFacts, dimensions: Readonly<Record<string, Value>>): Resource {
  const { counted, ...when } = paceOf(facts);
  const where = 'The reasons are in failures/ under the responses, and in the error topic.';
  if (counted !== undefined)
    return alarm({
      description: `${counted.join(' failed')}. ${where}`,
      metric: 'InvocationFailures',
      dimensions,
      ...ANY,
      ...when,
    });
  return shareAlarm({
    description: `Over 1 % of requests fail, and ${FAILURES_MIN} at least. ${where}`,
    failed: 'InvocationFailures',
    // AWS's page has three s (DG async-inference-monitor, 2026-09), and others who read it have two.
    processed: ['InvocationsProcessed', 'InvocationsProcesssed'],
    least: FAILURES_MIN,
    dimensions,
    comparison: 'GreaterThanThreshold',
    threshold: ERROR_SHARE_MAX,
    ...when,
  });
}

/**
 * The alarms on which an update goes back: errors first, as an update takes ten. The new fleet of a multi-model endpoint loads each
 * model anew, so that its latency says nothing of the change.
 */
export function rollbackAlarms(facts: DeploymentFacts, ids: readonly string[]): string[] {
  const hasLatency = latencyLimit(facts) !== undefined && facts.serving.hosting !== 'multi-model';
  return [...ids.map((id) => `${id}Errors`), ...(hasLatency ? ids.map((id) => `${id}Latency`) : [])];
}
