import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { JOB_START_UP_SECONDS, QUEUE_RESPONSE_TIME_MIN_SECONDS, SECONDS_PER_HOUR } from '../facts/working-figures.ts';
import type { Needs } from '../needs/needs.ts';
import { formatNumber, formatSeconds, spokenTime } from '../workload/measures.ts';
import type { Workload } from '../workload/workload.ts';
import { figure, noColdStarts, type ObstacleWords, type RejectionWords, wakeUpWords } from './words.ts';

/** How long a caller waits against how an option answers. */
export const WAITING = {
  'answer-later-than-needed': {
    brief: 'Processing takes longer than the response time',
    text: ({ option, asked, allowed }) =>
      `${option.title} can't answer in ${formatSeconds(figure(allowed))}: processing alone takes ${formatSeconds(figure(asked))}.`,
    fix: ({ asked }) => [{ responseTimeSeconds: asked }],
  },
  'queue-gives-no-promise': {
    brief: 'Requests queue; no latency guarantee',
    text: ({ option, asked }) =>
      `${option.title} queues requests and can't promise an answer in ${formatSeconds(figure(asked))}.`,
    source: SOURCES.asynchronous,
    fix: waitForMinutes,
  },
  'requests-not-a-data-set': {
    brief: 'Scores datasets',
    text: () => "Batch Transform scores datasets; it can't answer individual requests.",
    source: SOURCES.batchTransform,
    fix: () => [{ trafficPattern: 'dataset' }],
  },
  'caller-waits': {
    brief: 'Starts instances first; answers no caller',
    text: ({ asked }) =>
      `Batch Transform starts instances first and can't answer a caller in ${formatSeconds(figure(asked))}.`,
    source: SOURCES.batchTransform,
    fix: waitForMinutes,
  },
  'caller-timeout-shorter': {
    brief: ({ allowed }) => `The caller disconnects after ${formatSeconds(figure(allowed))}`,
    text: ({ option, asked, allowed }) =>
      `${option.title} answers after ${formatSeconds(figure(asked))}, but the caller disconnects after ${formatSeconds(figure(allowed))}; it must get the answer another way.`,
    fix: ({ asked }) => [{ callerTimeoutSeconds: asked }],
  },
  'cold-starts-not-accepted': {
    brief: 'Cold starts whenever it scales up',
    text: ({ needs, option }) => `${noColdStarts(needs)}, and ${option.title} has them whenever it scales up.`,
    source: SOURCES.serverless,
    fix: () => [{ coldStarts: 'acceptable' }],
  },
  'busy-times-not-known': {
    brief: 'Cold starts, unless busy hours are known',
    text: ({ needs }) =>
      `${noColdStarts(needs)}; provisioned concurrency prevents them, but only in busy hours known in advance.`,
    source: SOURCES.serverlessAutoScaling,
    fix: () => [{ coldStarts: 'acceptable' }],
  },
  'wake-up-takes-minutes': {
    brief: ({ option }) =>
      option.answers === 'from-a-queue'
        ? `Waking from zero takes about ${wakeUpWords(option)}`
        : `Requests fail for about ${wakeUpWords(option)} while it wakes`,
    text: ({ needs, option }) => {
      if (option.answers === 'on-the-call')
        return `Waking from zero takes about ${wakeUpWords(option)}, and requests fail meanwhile; callers must retry.`;
      const { coldStarts } = needs.stated;
      const said =
        coldStarts === 'acceptable' ? 'Only cold starts of seconds are accepted' : 'Cold starts are ruled out';
      return `${said}; waking from zero instances takes about ${wakeUpWords(option)}.`;
    },
    source: ({ option }) => (option.answers === 'from-a-queue' ? SOURCES.asynchronousAutoScaling : SOURCES.scaleToZero),
    fix: () => [{ coldStarts: 'minutes-acceptable' }],
  },
  'wake-up-over-response-time': {
    brief: 'Waking from zero takes too long',
    text: ({ option, asked, allowed }) =>
      `From zero, an answer takes about ${formatSeconds(figure(asked))} (${wakeUpWords(option)} of waking assumed); callers wait up to ${formatSeconds(figure(allowed))}.`,
    source: SOURCES.asynchronousAutoScaling,
  },
  'wake-up-unproven': {
    brief: 'Waking from zero may take too long',
    text: ({ option, asked }) =>
      `Waking from zero is assumed to take ${wakeUpWords(option)} of the ${formatSeconds(figure(asked))} allowed; processing time isn't given.`,
    source: SOURCES.asynchronousAutoScaling,
  },
  'warm-capacity-is-not-zero': {
    brief: 'Warm capacity costs money while idle',
    text: () =>
      'Provisioned concurrency costs money while warm; it reaches zero only if a schedule turns it off outside busy hours.',
    source: SOURCES.serverlessAutoScaling,
  },
  'scale-to-zero-not-supported': {
    brief: 'Scales to zero only with inference components',
    text: () => 'The workload needs scale to zero; real-time endpoints offer it only with inference components.',
    source: SOURCES.scaleToZero,
    fix: () => [{ requiresScaleToZero: false }],
  },
  'most-models-hot': {
    brief: 'Busy models must fit into memory together',
    text: () => 'Most models are called within an hour; they must all fit into memory together.',
    source: SOURCES.multiModel,
  },
  'needs-server-of-all-frameworks': {
    brief: 'Needs one server for all frameworks',
    text: () =>
      'One container has to serve all frameworks; on GPUs SageMaker runs multi-model endpoints through Triton.',
    source: SOURCES.multiModelSupport,
  },
  'cold-loads-not-accepted': {
    brief: 'Every model must be loaded in advance',
    text: ({ needs }) =>
      `${noColdStarts(needs)}; load every model in advance and make sure that they all fit into memory.`,
    source: SOURCES.multiModelCaching,
  },
} satisfies Record<string, ObstacleWords | RejectionWords>;

function waitForMinutes(_figures: unknown, { processingTimeSeconds }: Needs): Partial<Workload>[] {
  return [{ responseTimeSeconds: Math.max(QUEUE_RESPONSE_TIME_MIN_SECONDS, processingTimeSeconds ?? 0) }];
}

const START_UP = formatSeconds(JOB_START_UP_SECONDS);
const INSTANCES = QUOTAS.batchInstances.disputed.value;

/** A run is said to take rather longer and to be due rather sooner. */
const takes = (seconds: number): string => spokenTime(seconds, Math.ceil);
const due = (seconds: number): string => spokenTime(seconds, Math.floor);

/** A job against the rhythm in which it is due. */
export const JOBS = {
  'job-start-up-over-interval': {
    brief: 'Job start-up takes as long as the interval',
    text: ({ allowed }) =>
      `Start-up (assumed ${START_UP}) is too long for jobs ${spokenTime(figure(allowed))} apart; schedule endpoint calls instead.`,
    source: SOURCES.batchTransform,
    fix: runLessOften,
  },
  'job-start-up-fills-interval': {
    brief: 'Job start-up fills much of the interval',
    text: ({ allowed }) =>
      `Start-up (assumed ${START_UP}) takes much of the ${spokenTime(figure(allowed))} between jobs; scheduled endpoint calls are simpler.`,
    source: SOURCES.batchTransform,
    fix: runLessOften,
  },
  'job-over-interval': {
    brief: 'A run takes longer than the interval',
    text: ({ asked, allowed }) =>
      `Even on ${INSTANCES} instances, a run takes ${takes(figure(asked))}; the next is due in ${due(figure(allowed))}.`,
    source: QUOTAS.batchInstances.disputed.source,
    fix: runLessOften,
  },
  'job-over-deadline': {
    brief: 'A run takes longer than its deadline',
    text: ({ asked, allowed }) =>
      `Even on ${INSTANCES} instances, a run takes ${takes(figure(asked))}; it's due in ${due(figure(allowed))}.`,
    source: QUOTAS.batchInstances.disputed.source,
    fix: () => [
      { datasetDeadlineHours: 24 },
      { datasetDeadlineHours: 720 },
      { datasetRecordsPerRun: 1, datasetDeadlineHours: (2 * JOB_START_UP_SECONDS) / SECONDS_PER_HOUR },
    ],
  },
  'job-needs-quota-raise': {
    brief: 'Needs an instance quota increase',
    text: ({ asked, allowed }) =>
      `A run needs about ${formatNumber(figure(asked))} instances to finish in time; accounts start with ${formatNumber(figure(allowed))}, so raise the quota first.`,
    source: QUOTAS.batchInstances.source,
  },
} satisfies Record<string, ObstacleWords | RejectionWords>;

function runLessOften(): Partial<Workload>[] {
  return [{ datasetRunsPerMonth: 30 }, { datasetRunsPerMonth: 1 }, { datasetRecordsPerRun: 1 }];
}
