import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { JOB_START_UP_SECONDS, SECONDS_PER_HOUR } from '../facts/working-figures.ts';
import { formatNumber, formatSeconds, spokenTime } from '../workload/measures.ts';
import type { Workload } from '../workload/workload.ts';
import { figure, type ObstacleWords, type RejectionWords } from './words.ts';

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
