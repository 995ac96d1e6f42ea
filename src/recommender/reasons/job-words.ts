import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { JOB_START_UP_SECONDS } from '../facts/working-figures.ts';
import { formatNumber, formatSeconds, spokenTime } from '../workload/measures.ts';
import type { ConstraintCode } from './reason-code.ts';
import { figure, type ReasonWords } from './reason-words.ts';

type JobCode = Extract<ConstraintCode, `job-${string}`>;

/** A run is said to take rather longer and to be due rather sooner. */
const takes = (seconds: number): string => spokenTime(seconds, Math.ceil);
const due = (seconds: number): string => spokenTime(seconds, Math.floor);

/** A job against the rhythm in which it is due. */
export const JOB_WORDS: Record<JobCode, ReasonWords> = {
  'job-start-up-over-interval': {
    text: ({ allowed }) =>
      `The data set is scored every ${spokenTime(figure(allowed))}; a job's start-up alone is assumed to take ${formatSeconds(JOB_START_UP_SECONDS)}, so an endpoint that a scheduler calls is needed.`,
    source: SOURCES.batchTransform,
  },
  'job-start-up-fills-interval': {
    text: ({ allowed }) =>
      `The data set is scored every ${spokenTime(figure(allowed))}; a job's start-up (assumed ${formatSeconds(JOB_START_UP_SECONDS)}) would fill much of that, so an endpoint that a scheduler calls is simpler.`,
    source: SOURCES.batchTransform,
  },
  'job-over-interval': {
    text: ({ asked, allowed }) =>
      `Even on ${QUOTAS.batchInstances.disputed.value} instances a run takes about ${takes(figure(asked))}, and the next is due after ${due(figure(allowed))}.`,
    source: QUOTAS.batchInstances.disputed.source,
  },
  'job-over-deadline': {
    text: ({ asked, allowed }) =>
      `Even on ${QUOTAS.batchInstances.disputed.value} instances a run takes about ${takes(figure(asked))}, and it is due within ${due(figure(allowed))}.`,
    source: QUOTAS.batchInstances.disputed.source,
  },
  'job-needs-quota-raise': {
    text: ({ asked, allowed }) =>
      `To be done in time a run needs about ${formatNumber(figure(asked))} instances; an account starts with ${formatNumber(figure(allowed))} across its transform jobs, so the quota has to be raised first.`,
    source: QUOTAS.batchInstances.source,
  },
};
