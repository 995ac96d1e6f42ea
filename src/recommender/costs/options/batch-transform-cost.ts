import { QUOTAS } from '../../facts/quotas.ts';
import { HOURS_PER_MONTH, JOB_START_UP_SECONDS, SECONDS_PER_HOUR } from '../../facts/working-figures.ts';
import type { Needs } from '../../needs/needs.ts';
import { endpointsOf } from '../capacity.ts';
import { instanceFor } from '../choose-instance.ts';
import type { OptionCosting } from '../costing.ts';
import { instanceLine } from '../costing.ts';
import { recordsAtOnce } from '../instances/job-capacity.ts';

const LINES = [instanceLine('batch')];

/** Instances for as long as a job runs, its start-up included. Data in S3 and the job's volumes are not charged to it. */
export const BATCH_TRANSFORM_COST: OptionCosting = {
  lines: () => LINES,
  capacityFor: (plan, needs, book) => instanceFor('batch', plan, needs, book),
  usageOf(plan, needs, volume, processingSeconds, { spec }) {
    const runs = volume.busyPeriods;
    const workSeconds = (volume.requestsPerMonth * processingSeconds) / recordsAtOnce(needs, spec);
    const instances = instancesForRun(needs, workSeconds / Math.max(runs, Number.MIN_VALUE), endpointsOf(plan, needs));
    return {
      instanceHours: (runs * JOB_START_UP_SECONDS * instances + workSeconds) / SECONDS_PER_HOUR,
      inferenceSeconds: 0,
      warmSeconds: 0,
      dataGB: 0,
      storageGBMonths: 0,
    };
  },
};

/** One for each model's job, and more where a run would not be done before its deadline or the next run. */
function instancesForRun(needs: Needs, workSeconds: number, jobs: number): number {
  const { datasetDeadlineHours, datasetRunsPerMonth } = needs.stated;
  const intervalHours = HOURS_PER_MONTH / (datasetRunsPerMonth || 1);
  const due = Math.min(intervalHours, datasetDeadlineHours ?? Infinity) * SECONDS_PER_HOUR;
  const left = due - JOB_START_UP_SECONDS;
  const instances = left > 0 ? Math.ceil(workSeconds / left) : Infinity;
  return Math.max(jobs, Math.min(QUOTAS.batchInstances.disputed.value, instances));
}
