import { needsWarmHours } from '../../costs/endpoint-usage.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { SOURCES } from '../../facts/sources.ts';
import { COLD_START_SUSPECT_SECONDS, MONTHLY_REQUESTS_TRIAL_MAX } from '../../facts/working-figures.ts';
import { figure, processingLimit, unitOf, wakeUpWords } from '../../findings/words.ts';
import type { Needs } from '../../needs/needs.ts';
import { formatSeconds } from '../../workload/measures.ts';
import {
  above,
  answersOnCall,
  fleetOf,
  near,
  nearness,
  nearQuota,
  type Warning,
  type WarningFigures,
} from './warning.ts';

/** What callers will meet: late answers, and calls that fail. */
export const ANSWERS = {
  /** With streaming there is more time, and its own wall. */
  'processing-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.processingTimeSeconds, processingLimit(option, needs)),
    text: ({ needs, option, asked, allowed }) =>
      `${formatSeconds(figure(asked))} per ${unitOf(needs)} ${nearness(asked, allowed)} the ${formatSeconds(figure(allowed))} ${needs.streaming === 'none' ? '' : 'streaming '}limit of ${option.title}, so slow ones will fail.`,
    source: ({ needs, option }) => processingLimit(option, needs)?.source,
  },
  /** It fits only as a stream: a call without streaming hits the limit. */
  'only-streaming-has-time': {
    rule: ({ needs }) =>
      needs.streaming === 'none' ? null : above(needs.processingTimeSeconds, QUOTAS.realTimeProcessing.value),
    text: ({ asked, allowed }) =>
      `${formatSeconds(figure(asked))} per request is possible only with streaming, so every caller must stream: InvokeEndpoint fails after ${formatSeconds(figure(allowed))}.`,
    source: SOURCES.options,
  },
  'client-timeout-too-short': {
    rule: (situation) => {
      const { processingTimeSeconds: asked, streaming } = situation.needs;
      if (asked === undefined || streaming !== 'none' || !answersOnCall(situation)) return null;
      return asked >= QUOTAS.slowCall.value ? { asked, allowed: QUOTAS.slowCallClientTimeout.value } : null;
    },
    text: ({ asked, allowed }) =>
      `Set the SDK's socket timeout to ${formatSeconds(figure(allowed))}: at ${formatSeconds(figure(asked))} per request, clients retry calls that are still running.`,
    source: SOURCES.invokeEndpoint,
  },
  /** The model alone needs almost all the time that there is. */
  'response-time-without-margin': {
    rule: ({ needs }) => {
      if (needs.isDataset || needs.streaming !== 'none') return null;
      return near(needs.processingTimeSeconds, needs.responseTimeSeconds);
    },
    text: ({ asked, allowed }) =>
      `The model takes ${formatSeconds(figure(asked))} of the ${formatSeconds(figure(allowed))} allowed, and network and overhead come on top, so measure OverheadLatency.`,
    source: SOURCES.metrics,
  },
  /** Processing time is not given, and an answer may come after the caller has disconnected. */
  'caller-timeout-shorter-than-need': {
    rule: (situation) => {
      const { needs } = situation;
      const { callerTimeoutSeconds: allowed } = needs.stated;
      const { responseTimeSeconds: asked } = needs;
      if (needs.isDataset || needs.streaming !== 'none' || !answersOnCall(situation)) return null;
      if (needs.processingTimeSeconds !== undefined || asked === undefined || allowed === undefined) return null;
      return asked > allowed ? { asked, allowed } : null;
    },
    text: ({ asked, allowed }) =>
      `Up to ${formatSeconds(figure(asked))} is allowed, but the caller disconnects after ${formatSeconds(figure(allowed))}, so raise its timeout or call asynchronously.`,
    source: SOURCES.apiGatewayQuotas,
  },
  /** The first part arrives in time, the rest does not. */
  'stream-longer-than-connection': {
    rule: ({ needs }) => {
      const { callerTimeoutSeconds: allowed } = needs.stated;
      const { processingTimeSeconds: asked } = needs;
      if (needs.streaming === 'none' || asked === undefined || allowed === undefined) return null;
      return asked > allowed ? { asked, allowed } : null;
    },
    text: ({ asked, allowed }) =>
      `A response streams for ${formatSeconds(figure(asked))}, but the caller disconnects after ${formatSeconds(figure(allowed))}, so raise its timeout or bypass the gateway.`,
    source: SOURCES.apiGatewayQuotas,
  },
  /** A queue writes its answer to S3, even after the caller has hung up. */
  'answer-after-connection': {
    rule: ({ needs, option }) => {
      const { callerTimeoutSeconds: asked } = needs.stated;
      if (option.answers !== 'from-a-queue' || needs.isDataset || asked === undefined) return null;
      const { responseTimeSeconds } = needs;
      if (responseTimeSeconds === undefined) return { asked };
      return asked < responseTimeSeconds ? { asked, allowed: responseTimeSeconds } : null;
    },
    text: ({ asked }) =>
      `Poll S3 for the result or subscribe through SNS: the caller disconnects after ${formatSeconds(figure(asked))}.`,
    source: SOURCES.asynchronous,
  },
  /** Not for those who said that a few seconds more are fine. */
  'cold-start-against-response-time': {
    rule: ({ needs, scaling }) => {
      const { responseTimeSeconds: asked } = needs;
      if (scaling !== 'on-demand' || needs.stated.coldStarts !== undefined) return null;
      return asked !== undefined && asked < COLD_START_SUSPECT_SECONDS ? { asked } : null;
    },
    text: ({ asked }) =>
      `A cold start may take longer than the ${formatSeconds(figure(asked))} allowed, so measure it, or pay for provisioned concurrency.`,
    source: SOURCES.serverless,
  },
  'requests-fail-while-waking': {
    rule: ({ option, scaling }) => (option.answers === 'on-the-call' && scaling === 'scale-to-zero' ? {} : null),
    text: ({ needs, option }) =>
      `Have callers retry${needsWarmHours(needs) ? ' outside the busy hours' : ''}: requests fail for about ${wakeUpWords(option)} while it wakes from zero, which needs a step policy on NoCapacityInvocationFailures.`,
    source: SOURCES.scaleToZero,
  },
  'wakes-only-with-policy': {
    rule: ({ option, scaling }) => (option.answers === 'from-a-queue' && scaling === 'scale-to-zero' ? {} : null),
    text: () =>
      'Add a step policy on HasBacklogWithoutCapacity, which wakes it from zero: without one, the first request waits.',
    source: SOURCES.asynchronousAutoScaling,
  },
  'cold-load-takes-seconds': {
    rule: ({ hosting }) => (hosting.id === 'multi-model' ? {} : null),
    text: () =>
      'The first call to an unloaded model waits seconds for S3, and models are unloaded when memory runs short.',
    source: SOURCES.multiModelCaching,
  },
  /** Behind a queue requests wait for the next instance; a caller of a real-time endpoint does not. */
  'one-instance-in-production': {
    rule: (situation) => {
      const { needs, option, scaling, sizing } = situation;
      if (option.plannedFor !== 'peak' || scaling === 'scale-to-zero' || needs.isDataset) return null;
      if (needs.regions.length > 1) return null;
      const { availability, peakRequestsPerSecond } = needs.stated;
      if (availability === undefined && sizing?.basis === 'unknown') return null;
      if (availability === undefined && !peakRequestsPerSecond && !isMonthOfTraffic(needs)) return null;
      if (fleetOf(situation)?.instancesEach !== 1 || needs.variants > 1) return null;
      const figures: WarningFigures = { allowed: 1 };
      return peakRequestsPerSecond ? { asked: peakRequestsPerSecond, ...figures } : figures;
    },
    text: () =>
      'Run at least 2 instances in production: the estimate has one, and every call fails while it is replaced.',
    source: SOURCES.deploymentBestPractices,
  },
} satisfies Record<string, Warning>;

/** They say as much as a peak where one instance is estimated to be enough. A trial is left alone. */
function isMonthOfTraffic({ stated: { monthlyRequests = 0 }, processingTimeSeconds }: Needs): boolean {
  return processingTimeSeconds !== undefined && monthlyRequests >= MONTHLY_REQUESTS_TRIAL_MAX;
}
