import { SOURCES } from '../facts/sources.ts';
import { QUEUE_RESPONSE_TIME_MIN_SECONDS, WAKE_UP_SECONDS } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import { formatSeconds } from '../workload/measures.ts';
import type { Workload } from '../workload/workload.ts';
import { figure, type ObstacleWords, type RejectionWords } from './words.ts';

/** How long a caller waits against how an option answers. */
export const WAITING = {
  'answer-later-than-needed': {
    brief: 'Processing takes longer than the response time',
    text: ({ asked, allowed }) =>
      `The answer is needed within ${formatSeconds(figure(allowed))}, but one request takes ${formatSeconds(figure(asked))}.`,
    fix: ({ asked }) => [{ responseTimeSeconds: asked }],
  },
  'queue-gives-no-promise': {
    brief: 'Requests queue; no latency guarantee',
    text: ({ option, asked, allowed }) =>
      `The answer is needed within ${formatSeconds(figure(asked))}; ${option.title} answers from a queue and promises no time, so it is not for less than ${formatSeconds(figure(allowed))}.`,
    source: SOURCES.asynchronous,
    fix: waitForMinutes,
  },
  'requests-not-a-data-set': {
    brief: 'Scores datasets, not individual requests',
    text: ({ needs, asked }) =>
      asked === undefined
        ? `Requests arrive one by one${needs.stated.trafficPattern ? '' : ' (as far as is known)'}; a Batch Transform job scores a stored data set and answers no single request.`
        : `Each request is due within ${formatSeconds(figure(asked))} of its own; a Batch Transform job scores a stored data set and answers no single request.`,
    source: SOURCES.batchTransform,
    fix: () => [{ trafficPattern: 'dataset' }],
  },
  'caller-waits': {
    brief: 'Starts instances first; answers no caller',
    text: ({ asked }) =>
      `A caller waits ${formatSeconds(figure(asked))} at most; a Batch Transform job starts instances first and answers no caller.`,
    source: SOURCES.batchTransform,
    fix: waitForMinutes,
  },
  'caller-timeout-shorter': {
    brief: ({ allowed }) => `The caller disconnects after ${formatSeconds(figure(allowed))}`,
    text: ({ asked, allowed }) =>
      `One request takes ${formatSeconds(figure(asked))}, but the caller's connection closes after ${formatSeconds(figure(allowed))}; a direct call works only if the caller can wait in another way.`,
    fix: ({ asked }) => [{ callerTimeoutSeconds: asked }],
  },
  'cold-starts-not-accepted': {
    brief: 'Cold starts whenever it scales up',
    text: ({ needs, option, asked }) => {
      const need =
        needs.stated.coldStarts === undefined && asked !== undefined
          ? `An answer within ${formatSeconds(figure(asked))} leaves no room for a cold start`
          : 'Cold starts are not accepted';
      return `${need}; ${option.title} has them whenever it adds capacity, and only predictable, intermittent traffic can be kept warm.`;
    },
    source: SOURCES.serverless,
    fix: () => [{ coldStarts: 'acceptable' }],
  },
  'busy-times-not-known': {
    brief: 'Cold starts, unless busy hours are known',
    text: ({ option }) =>
      `Cold starts are not accepted; ${option.title} can be kept warm with provisioned concurrency, but only if the busy periods are known in advance.`,
    source: SOURCES.serverlessAutoScaling,
    fix: () => [{ coldStarts: 'acceptable' }],
  },
  'wake-up-takes-minutes': {
    brief: ({ option }) =>
      option.answers === 'from-a-queue'
        ? 'Waking from zero takes minutes'
        : 'Requests fail for minutes while it wakes from zero',
    text: ({ option }) =>
      option.answers === 'from-a-queue'
        ? 'An endpoint at zero instances takes minutes to come back, and that is not accepted.'
        : 'Inference components at zero copies take several minutes to come back, and requests fail meanwhile; callers must retry.',
    source: ({ option }) => (option.answers === 'from-a-queue' ? SOURCES.asynchronousAutoScaling : SOURCES.scaleToZero),
    fix: () => [{ coldStarts: 'minutes-acceptable' }],
  },
  'wake-up-over-response-time': {
    brief: 'Waking from zero takes too long',
    text: ({ asked, allowed }) =>
      `From zero instances an answer takes about ${formatSeconds(figure(asked))} (waking is assumed to take ${formatSeconds(WAKE_UP_SECONDS)}), more than the ${formatSeconds(figure(allowed))} allowed; it holds only if the first answers after idle may be late.`,
    source: SOURCES.asynchronousAutoScaling,
  },
  'wake-up-unproven': {
    brief: 'Waking from zero may take too long',
    text: ({ asked }) =>
      `From zero instances it must wake, queue and run within ${formatSeconds(figure(asked))}; waking is assumed to take ${formatSeconds(WAKE_UP_SECONDS)}, and how long one request takes is not stated.`,
    source: SOURCES.asynchronousAutoScaling,
  },
  'warm-capacity-is-not-zero': {
    brief: 'Warm capacity costs money while idle',
    text: () =>
      'Provisioned concurrency is paid while it is kept warm; it scales to zero only if a schedule takes it away outside the busy hours.',
    source: SOURCES.serverlessAutoScaling,
  },
  'scale-to-zero-not-supported': {
    brief: 'Scales to zero only with inference components',
    text: ({ hosting }) =>
      `It must scale to zero; real-time endpoints do so only with inference components, and a ${hosting.title.toLowerCase()} keeps an instance.`,
    source: SOURCES.scaleToZero,
    fix: () => [{ requiresScaleToZero: false }],
  },
  'most-models-hot': {
    brief: 'Busy models must fit into memory together',
    text: () =>
      'Most of the models are busy at the same time; a multi-model endpoint holds only if all busy models fit into the memory of its instances together.',
    source: SOURCES.multiModel,
  },
  'cold-loads-not-accepted': {
    brief: 'Every model must be loaded in advance',
    text: () =>
      'Cold starts are not accepted; a multi-model endpoint holds only if every model is loaded beforehand and fits into memory with the others.',
    source: SOURCES.multiModelCaching,
  },
} satisfies Record<string, ObstacleWords | RejectionWords>;

function waitForMinutes(_figures: unknown, { processingTimeSeconds }: Needs): Partial<Workload>[] {
  return [{ responseTimeSeconds: Math.max(QUEUE_RESPONSE_TIME_MIN_SECONDS, processingTimeSeconds ?? 0) }];
}
