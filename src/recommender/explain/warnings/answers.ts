import { QUOTAS } from '../../facts/quotas.ts';
import { SOURCES } from '../../facts/sources.ts';
import { COLD_START_SUSPECT_SECONDS, MONTHLY_REQUESTS_INTERMITTENT_MAX } from '../../facts/working-figures.ts';
import { figure, processingLimit } from '../../findings/words.ts';
import type { Needs } from '../../needs/needs.ts';
import { formatNumber, formatSeconds } from '../../workload/measures.ts';
import { fleetOf } from './fleet.ts';
import { answersOnCall, near, nearQuota, type Warning, type WarningFigures } from './warning.ts';

/** What callers will meet: late answers, and calls that fail. */
export const ANSWERS = {
  /** With streaming there is more time, and its own wall. */
  'processing-near-quota': {
    rule: ({ needs, option }) => nearQuota(needs.processingTimeSeconds, processingLimit(option, needs)),
    text: ({ needs, option, asked, allowed }) =>
      `One ${needs.isDataset ? 'record' : 'request'} takes ${formatSeconds(figure(asked))}, within a tenth of the ${formatSeconds(figure(allowed))} that ${option.title} allows${needs.streaming === 'none' ? '' : ' with streaming'}; slow ones will fail, so make the model faster or the work smaller.`,
    source: ({ needs, option }) => processingLimit(option, needs)?.source,
  },
  /** It fits only as a stream: whoever calls it the ordinary way runs into the wall. */
  'only-streaming-has-time': {
    rule: ({ needs }) => {
      const { processingTimeSeconds: asked } = needs;
      const allowed = QUOTAS.realTimeProcessing.value;
      return needs.streaming !== 'none' && asked !== undefined && asked > allowed ? { asked, allowed } : null;
    },
    text: ({ asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))}, for which only streaming has time; a call without it (InvokeEndpoint) fails after ${formatSeconds(figure(allowed))}, so let every caller stream.`,
    source: SOURCES.options,
  },
  'client-timeout-too-short': {
    rule: (situation) => {
      const { processingTimeSeconds: asked, streaming } = situation.needs;
      if (asked === undefined || streaming !== 'none' || !answersOnCall(situation)) return null;
      return asked >= QUOTAS.slowCall.value ? { asked, allowed: QUOTAS.slowCallClientTimeout.value } : null;
    },
    text: ({ asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))}; set the SDK's socket timeout to ${formatSeconds(figure(allowed))}, or the client gives up and repeats calls that are still being answered.`,
    source: SOURCES.invokeEndpoint,
  },
  /** The model alone needs almost all the time that there is. */
  'response-time-without-margin': {
    rule: ({ needs }) => {
      if (needs.isDataset || needs.streaming !== 'none') return null;
      return near(needs.processingTimeSeconds, needs.responseTimeSeconds);
    },
    text: ({ asked, allowed }) =>
      `The model alone takes ${formatSeconds(figure(asked))} of the ${formatSeconds(figure(allowed))} allowed, and network and overhead come on top; measure OverheadLatency, or expect late answers.`,
    source: SOURCES.metrics,
  },
  /** Longer than the connection is a condition of the choice (`caller-timeout-shorter`); here it only just fits. */
  'caller-timeout-near': {
    rule: (situation) => {
      const { needs } = situation;
      if (needs.isDataset || needs.streaming !== 'none' || !answersOnCall(situation)) return null;
      return near(needs.processingTimeSeconds, needs.stated.callerTimeoutSeconds);
    },
    text: ({ asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))} and the caller's connection closes after ${formatSeconds(figure(allowed))}; slow answers will find nobody there, so raise the timeout (API Gateway can be raised above its 29 s) or call asynchronously.`,
    source: SOURCES.apiGatewayQuotas,
  },
  /** How long a request takes is not known, but an answer may come when nobody is connected any more. */
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
      `An answer may take ${formatSeconds(figure(asked))}, but the caller's connection closes after ${formatSeconds(figure(allowed))}; state how long one request takes, and raise the timeout or call asynchronously if it is longer.`,
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
      `A whole answer streams for ${formatSeconds(figure(asked))}, but the caller's connection closes after ${formatSeconds(figure(allowed))} and cuts it off; call the endpoint without that gateway, or raise its timeout.`,
    source: SOURCES.apiGatewayQuotas,
  },
  /** A queue answers into S3, whoever has hung up by then. */
  'answer-after-connection': {
    rule: ({ needs, option }) => {
      const { callerTimeoutSeconds: asked } = needs.stated;
      if (option.answers !== 'from-a-queue' || needs.isDataset || asked === undefined) return null;
      const { responseTimeSeconds } = needs;
      if (responseTimeSeconds === undefined) return { asked };
      return asked < responseTimeSeconds ? { asked, allowed: responseTimeSeconds } : null;
    },
    text: ({ asked, allowed }) =>
      `The caller's connection closes after ${formatSeconds(figure(asked))}, and an asynchronous answer is left in S3${allowed === undefined ? ' whenever it is done' : ` within ${formatSeconds(figure(allowed))}`}; let the caller poll for it, or tell it through SNS.`,
    source: SOURCES.asynchronous,
  },
  /** Whoever said that some seconds more are acceptable need not be told. */
  'cold-start-against-response-time': {
    rule: ({ needs, scaling }) => {
      const { responseTimeSeconds: asked } = needs;
      if (scaling !== 'on-demand' || needs.stated.coldStarts !== undefined) return null;
      return asked !== undefined && asked < COLD_START_SUSPECT_SECONDS ? { asked } : null;
    },
    text: ({ asked }) =>
      `An answer is due within ${formatSeconds(figure(asked))}, and the first one after idle waits for a cold start, of which AWS states no figure; measure it with this model, or keep capacity warm with provisioned concurrency.`,
    source: SOURCES.serverless,
  },
  'requests-fail-while-waking': {
    rule: ({ option, scaling }) => (option.answers === 'on-the-call' && scaling === 'scale-to-zero' ? {} : null),
    text: () =>
      'While it comes back from zero, for several minutes, requests fail and are not queued: callers must retry, and a step policy on NoCapacityInvocationFailures must wake it.',
    source: SOURCES.scaleToZero,
  },
  'wakes-only-with-policy': {
    rule: ({ option, scaling }) => (option.answers === 'from-a-queue' && scaling === 'scale-to-zero' ? {} : null),
    text: () =>
      'An asynchronous endpoint at zero wakes for the first request only with a step policy on HasBacklogWithoutCapacity; without it, it waits until the backlog passes the target.',
    source: SOURCES.asynchronousAutoScaling,
  },
  'cold-load-takes-seconds': {
    rule: ({ hosting }) => (hosting.id === 'multi-model' ? {} : null),
    text: () =>
      'The first call of a model that is not loaded fetches it from S3, which takes seconds; under memory pressure models are unloaded again.',
    source: SOURCES.multiModelCaching,
  },
  /** Behind a queue requests wait for the next instance; a caller of a real-time endpoint does not. */
  'one-instance-in-production': {
    rule: (situation) => {
      const { needs, option, scaling } = situation;
      if (option.plannedFor !== 'peak' || scaling === 'scale-to-zero' || needs.isDataset) return null;
      const { availability, peakRequestsPerSecond } = needs.stated;
      if (availability === undefined && !peakRequestsPerSecond && !isMonthOfTraffic(needs)) return null;
      if (fleetOf(situation)?.instancesEach !== 1) return null;
      const figures: WarningFigures = { allowed: 1 };
      return peakRequestsPerSecond ? { asked: peakRequestsPerSecond, ...figures } : figures;
    },
    text: ({ asked }) =>
      `One instance takes ${asked === undefined ? 'every request' : `all of the ${formatNumber(figure(asked))} requests a second`}; while it is replaced, or its Availability Zone is out, every call fails, so run at least 2 in production.`,
    source: SOURCES.deploymentBestPractices,
  },
} satisfies Record<string, Warning>;

/**
 * A month's requests are as good a fact as a peak, where an instance is estimated to be enough for them. A trial is left
 * alone: with fewer than one request an hour, an outage of minutes meets nobody.
 */
function isMonthOfTraffic({ stated: { monthlyRequests = 0 }, processingTimeSeconds }: Needs): boolean {
  return processingTimeSeconds !== undefined && monthlyRequests >= MONTHLY_REQUESTS_INTERMITTENT_MAX;
}
