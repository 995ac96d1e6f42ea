import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { JOB_START_UP_SECONDS, SECONDS_PER_HOUR } from '../facts/working-figures.ts';
import { formatNumber, formatSeconds, spokenTime } from '../workload/measures.ts';
import type { Workload } from '../workload/workload.ts';
import { figure, type ObstacleWords, type RejectionWords } from './words.ts';

/** A run is said to take rather longer and to be due rather sooner. */
const takes = (seconds: number): string => spokenTime(seconds, Math.ceil);
const due = (seconds: number): string => spokenTime(seconds, Math.floor);

/** A job against the rhythm in which it is due. */
export const JOBS = {
  'job-start-up-over-interval': {
    brief: 'Job start-up takes as long as the interval',
    text: ({ allowed }) =>
      `The data set is scored every ${spokenTime(figure(allowed))}; a job's start-up alone is assumed to take ${formatSeconds(JOB_START_UP_SECONDS)}, so an endpoint that a scheduler calls is needed.`,
    source: SOURCES.batchTransform,
    fix: runLessOften,
  },
  'job-start-up-fills-interval': {
    brief: 'Job start-up fills much of the interval',
    text: ({ allowed }) =>
      `The data set is scored every ${spokenTime(figure(allowed))}; a job's start-up (assumed ${formatSeconds(JOB_START_UP_SECONDS)}) would fill much of that, so an endpoint that a scheduler calls is simpler.`,
    source: SOURCES.batchTransform,
    fix: runLessOften,
  },
  'job-over-interval': {
    brief: 'A run takes longer than the interval',
    text: ({ asked, allowed }) =>
      `Even on ${QUOTAS.batchInstances.disputed.value} instances a run takes about ${takes(figure(asked))}, and the next is due after ${due(figure(allowed))}.`,
    source: QUOTAS.batchInstances.disputed.source,
    fix: runLessOften,
  },
  'job-over-deadline': {
    brief: 'A run takes longer than its deadline',
    text: ({ asked, allowed }) =>
      `Even on ${QUOTAS.batchInstances.disputed.value} instances a run takes about ${takes(figure(asked))}, and it is due within ${due(figure(allowed))}.`,
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
      `To be done in time a run needs about ${formatNumber(figure(asked))} instances; an account starts with ${formatNumber(figure(allowed))} across its transform jobs, so the quota has to be raised first.`,
    source: QUOTAS.batchInstances.source,
  },
} satisfies Record<string, ObstacleWords | RejectionWords>;

function runLessOften(): Partial<Workload>[] {
  return [{ datasetRunsPerMonth: 30 }, { datasetRunsPerMonth: 1 }, { datasetRecordsPerRun: 1 }];
}
