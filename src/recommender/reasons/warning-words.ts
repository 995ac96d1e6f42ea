import { formatMB, formatNumber, formatSeconds } from '../measures.ts';
import { SOURCES } from '../sources.ts';
import type { WarningCode } from './reason-code.ts';
import { figure, type ReasonWords } from './reason-words.ts';

/** The expensive mistakes that the workload is about to make with the choice. */
export const WARNING_WORDS: Record<WarningCode, ReasonWords> = {
  'payload-near-quota': {
    text: ({ option, asked, allowed }) =>
      `The payload of ${formatMB(figure(asked))} is within a tenth of the ${formatMB(figure(allowed))} that ${option.title} takes; a little growth and it is refused.`,
    source: ({ option }) => option.limits.payload?.source,
  },
  'processing-near-quota': {
    text: ({ option, asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))}, within a tenth of the ${formatSeconds(figure(allowed))} that ${option.title} allows; slow ones will fail.`,
    source: ({ option }) => option.limits.processing?.source,
  },
  'cold-load-takes-seconds': {
    text: () =>
      'The first call of a model that is not loaded fetches it from S3, which takes seconds; under memory pressure models are unloaded again.',
    source: SOURCES.multiModelCaching,
  },
  'requests-fail-while-waking': {
    text: () =>
      'While it comes back from zero, for several minutes, requests fail and are not queued: callers must retry.',
    source: SOURCES.scaleToZero,
  },
  'wakes-only-with-policy': {
    text: () =>
      'An asynchronous endpoint at zero wakes for the first request only with a step policy on HasBacklogWithoutCapacity; without it, it waits until the backlog passes the target.',
    source: SOURCES.asynchronousAutoScaling,
  },
  'account-concurrency-may-be-lower': {
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} requests would be in work at once; a new account may start with a total serverless concurrency of ${formatNumber(figure(allowed))}. Check Service Quotas first.`,
    source: SOURCES.serviceQuotas,
  },
  'endpoint-quota-may-be-lower': {
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} models need an endpoint each; an account starts with ${allowed}. Check Service Quotas first.`,
    source: SOURCES.serviceQuotas,
  },
};
