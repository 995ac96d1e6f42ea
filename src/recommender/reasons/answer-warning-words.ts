import { formatNumber, formatSeconds } from '../measures.ts';
import { SOURCES } from '../sources.ts';
import type { AnswerWarningCode } from './reason-code.ts';
import { figure, type ReasonWords } from './reason-words.ts';

/** What callers will meet: late answers, and calls that fail. */
export const ANSWER_WARNING_WORDS: Record<AnswerWarningCode, ReasonWords> = {
  'processing-near-quota': {
    text: ({ needs, option, asked, allowed }) =>
      `One ${needs.isDataset ? 'record' : 'request'} takes ${formatSeconds(figure(asked))}, within a tenth of the ${formatSeconds(figure(allowed))} that ${option.title} allows${needs.streaming === 'none' ? '' : ' with streaming'}; slow ones will fail, so make the model faster or the work smaller.`,
    source: ({ needs, option }) =>
      needs.streaming === 'bidirectional' ? SOURCES.bidirectionalStream : option.limits.processing.source,
  },
  'only-streaming-has-time': {
    text: ({ asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))}, for which only streaming has time; a call without it (InvokeEndpoint) fails after ${formatSeconds(figure(allowed))}, so let every caller stream.`,
    source: SOURCES.options,
  },
  'client-timeout-too-short': {
    text: ({ asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))}; set the SDK's socket timeout to ${formatSeconds(figure(allowed))}, or the client gives up and repeats calls that are still being answered.`,
    source: SOURCES.invokeEndpoint,
  },
  'response-time-without-margin': {
    text: ({ asked, allowed }) =>
      `The model alone takes ${formatSeconds(figure(asked))} of the ${formatSeconds(figure(allowed))} allowed, and network and overhead come on top; measure OverheadLatency, or expect late answers.`,
    source: SOURCES.metrics,
  },
  'caller-timeout-near': {
    text: ({ asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))} and the caller's connection closes after ${formatSeconds(figure(allowed))}; slow answers will find nobody there, so raise the timeout (API Gateway can be raised above its 29 s) or call asynchronously.`,
    source: SOURCES.apiGatewayQuotas,
  },
  'caller-timeout-shorter-than-need': {
    text: ({ asked, allowed }) =>
      `An answer may take ${formatSeconds(figure(asked))}, but the caller's connection closes after ${formatSeconds(figure(allowed))}; state how long one request takes, and raise the timeout or call asynchronously if it is longer.`,
    source: SOURCES.apiGatewayQuotas,
  },
  'stream-longer-than-connection': {
    text: ({ asked, allowed }) =>
      `A whole answer streams for ${formatSeconds(figure(asked))}, but the caller's connection closes after ${formatSeconds(figure(allowed))} and cuts it off; call the endpoint without that gateway, or raise its timeout.`,
    source: SOURCES.apiGatewayQuotas,
  },
  'answer-after-connection': {
    text: ({ asked, allowed }) =>
      `The caller's connection closes after ${formatSeconds(figure(asked))}, and an asynchronous answer is left in S3${allowed === undefined ? ' whenever it is done' : ` within ${formatSeconds(figure(allowed))}`}; let the caller poll for it, or tell it through SNS.`,
    source: SOURCES.asynchronous,
  },
  'cold-start-against-response-time': {
    text: ({ asked }) =>
      `An answer is due within ${formatSeconds(figure(asked))}, and the first one after idle waits for a cold start, of which AWS states no figure; measure it with this model, or keep capacity warm with provisioned concurrency.`,
    source: SOURCES.serverless,
  },
  'requests-fail-while-waking': {
    text: () =>
      'While it comes back from zero, for several minutes, requests fail and are not queued: callers must retry, and a step policy on NoCapacityInvocationFailures must wake it.',
    source: SOURCES.scaleToZero,
  },
  'wakes-only-with-policy': {
    text: () =>
      'An asynchronous endpoint at zero wakes for the first request only with a step policy on HasBacklogWithoutCapacity; without it, it waits until the backlog passes the target.',
    source: SOURCES.asynchronousAutoScaling,
  },
  'cold-load-takes-seconds': {
    text: () =>
      'The first call of a model that is not loaded fetches it from S3, which takes seconds; under memory pressure models are unloaded again.',
    source: SOURCES.multiModelCaching,
  },
  'one-instance-in-production': {
    text: ({ asked }) =>
      `One instance takes ${asked === undefined ? 'every request' : `all of the ${formatNumber(figure(asked))} requests a second`}; while it is replaced, or its Availability Zone is out, every call fails, so run at least 2 in production.`,
    source: SOURCES.deploymentBestPractices,
  },
};
