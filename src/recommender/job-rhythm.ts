import { QUOTAS } from './facts/quotas.ts';
import { JOB_INTERVAL_SHORT_SECONDS, JOB_START_UP_SECONDS } from './facts/working-figures.ts';
import { conditional, doubtful, type Finding, rulesOut } from './finding.ts';
import { deadlineSeconds, intervalSeconds } from './needs/needs.ts';
import type { Workload } from './workload/workload.ts';

const INSTANCES = QUOTAS.batchInstances.value;
const INSTANCES_MAX = QUOTAS.batchInstances.disputed.value;

/**
 * A job must start and run before the next is due and before its deadline, at the instances that the account allows, each with
 * so many records in work at once.
 */
export function judgeRhythm(workload: Workload, recordsAtOnce: number, findings: Finding[]): void {
  const interval = intervalSeconds(workload);
  if (interval <= JOB_START_UP_SECONDS) {
    findings.push(rulesOut('job-start-up-over-interval', JOB_START_UP_SECONDS, interval));
    return;
  }
  judgeRun(scoringSeconds(workload) / recordsAtOnce, interval, deadlineSeconds(workload), findings);
  if (interval <= JOB_INTERVAL_SHORT_SECONDS) {
    findings.push(doubtful('job-start-up-fills-interval', JOB_START_UP_SECONDS, interval));
  }
}

/** Whether a run that takes so many seconds on one instance is done in time on as many as there can be. */
function judgeRun(scoring: number, interval: number, deadline: number, findings: Finding[]): void {
  const due = Math.min(interval, deadline);
  if (JOB_START_UP_SECONDS + scoring / INSTANCES <= due) return;
  const instances = Math.ceil(scoring / (due - JOB_START_UP_SECONDS));
  if (due > JOB_START_UP_SECONDS && instances <= INSTANCES_MAX) {
    findings.push(conditional('job-needs-quota-raise', instances, INSTANCES));
    return;
  }
  const seconds = JOB_START_UP_SECONDS + scoring / INSTANCES_MAX;
  findings.push(rulesOut(interval < deadline ? 'job-over-interval' : 'job-over-deadline', seconds, due));
}

/** On one instance, one record at a time; 0 where it cannot be told. */
function scoringSeconds({ datasetRecordsPerRun, processingTimeSeconds }: Workload): number {
  if (datasetRecordsPerRun === undefined || processingTimeSeconds === undefined) return 0;
  return datasetRecordsPerRun * processingTimeSeconds;
}
