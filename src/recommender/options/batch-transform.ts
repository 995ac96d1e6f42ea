import { endpointsOf, requestsAtOnce } from '../costs/capacity.ts';
import { instanceFor, typesThatHold } from '../costs/choose-instance.ts';
import {
  type Barred,
  type Capacity,
  type InstanceCount,
  instanceLine,
  type OptionCosting,
  type Plan,
} from '../costs/costing.ts';
import { burstSecondsOf } from '../costs/endpoint-usage.ts';
import { atOnceAt } from '../costs/pace.ts';
import { bookFor, type PriceBook } from '../costs/price-book.ts';
import { volumeOn } from '../costs/scaled-time.ts';
import type { Volume } from '../costs/volume.ts';
import type { InstanceComponent } from '../facts/price-list.ts';
import { SHIPPED_PRICES } from '../facts/prices.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import {
  HOME_REGION,
  HOURS_PER_MONTH,
  JOB_INTERVAL_SHORT_SECONDS,
  JOB_START_UP_SECONDS,
  QUEUE_RESPONSE_TIME_MIN_SECONDS,
  SECONDS_PER_HOUR,
} from '../facts/working-figures.ts';
import { conditional, doubtful, type Finding, rulesOut } from '../findings/index.ts';
import { deadlineSeconds, intervalSeconds, type Needs } from '../needs/needs.ts';
import type { Workload } from '../workload/workload.ts';
import { type InferenceOption, judgeLimit } from './option.ts';

const LINES = [instanceLine('batch')];
const INSTANCES = QUOTAS.batchInstances.value;
const INSTANCES_MAX = QUOTAS.batchInstances.disputed.value;

/** Instances for as long as a job runs, its start-up included. Data in S3 and the job's volumes are not charged to it. */
const COSTING: OptionCosting = {
  lines: () => LINES,
  capacityFor: instanceFor,
  usageOf(plan, needs, volume, capacity) {
    const { busyPeriods: runs, requestsPerMonth, startUpHours } = volume;
    const instances = endpointsOf(plan, needs) * instancesForRun(plan, needs, volume, capacity).busiest;
    const { meanSeconds, atOnce } = recordWork(needs, volume, capacity);
    const workHours = (requestsPerMonth * meanSeconds) / atOnce / SECONDS_PER_HOUR;
    return {
      instanceHours: runs * startUpHours * instances + workHours,
      inferenceSeconds: 0,
      overflowSeconds: 0,
      warmSeconds: 0,
      dataGB: 0,
      storageGBMonths: 0,
    };
  },
  atOnce: recordsAtOnce,
  instancesMax: INSTANCES_MAX,
  instancesOf: instancesForRun,
};

export const BATCH_TRANSFORM: InferenceOption<never> = {
  id: 'batch-transform',
  title: 'Batch Transform',
  titleWords: 'Batch transform',
  spoken: 'batch(?:[ -]?transform)?|transform(?: jobs?)?|(?:nightly|offline|scheduled) jobs?',
  source: SOURCES.batchTransform,
  hostings: ['single-model', 'inference-pipeline'],
  supports: {
    gpu: 'yes',
    vpc: 'yes',
    'network-isolation': 'disputed',
    'data-capture': 'yes',
    variants: 'no',
    marketplace: 'yes',
  },
  supportsSource: SOURCES.featureMatrix,
  limits: {
    payloadSizeMB: QUOTAS.batchRecord,
    processingTimeSeconds: QUOTAS.batchRecordProcessing,
  },
  answers: 'as-a-job',
  besideAJob: {
    brief: 'Scores the dataset as a job',
    text: 'A job scores the dataset.',
  },
  plannedFor: null,
  place: {
    dataset: 10,
    'intermittent-performance-first': 40,
    'intermittent-without-cold-starts': 40,
    intermittent: 40,
    'minutes-allowed': 40,
    'unpredictable-and-tolerant': 40,
    busy: 40,
  },
  costing: COSTING,
  priced: 'batch',
  running: null,
  judge(needs, findings, book, isBarred) {
    const { responseTimeSeconds, payloadSizeMB } = needs;
    if (!needs.isDataset) findings.push(rulesOut('requests-not-a-data-set', responseTimeSeconds));
    else if (responseTimeSeconds !== undefined && responseTimeSeconds < QUEUE_RESPONSE_TIME_MIN_SECONDS) {
      findings.push(rulesOut('caller-waits', responseTimeSeconds));
    }
    if (needs.streaming !== 'none') findings.push(rulesOut('streaming-not-supported', needs.streaming));
    judgeLimit('processingTimeSeconds', QUOTAS.batchRecordProcessing, needs, findings);
    if (!needs.isDataset) return;
    const capacity = jobInstance(needs, book, isBarred);
    if (capacity === undefined || needs.stated.instanceType !== undefined) judgeTypes(needs, findings, book);
    if (payloadSizeMB !== undefined && payloadSizeMB > QUOTAS.batchRecord.value) {
      findings.push(doubtful('record-over-mini-batch', payloadSizeMB, QUOTAS.batchRecord.value));
    }
    judgeRhythm(needs.stated, scoringSeconds(needs, capacity), findings);
  },
  scale: () => 'per-job',
  mayOvertake: () => true,
  losses: {},
  // It is the first choice for a dataset, and out of the question for requests; it loses on nothing but a doubt.
  losesTo: () => [],
  couldWin: () => [{ trafficPattern: 'dataset' }, { datasetRunsPerMonth: 30 }],
};

/** Instances of each model's job: one, and more where a run would not be done before its deadline or the next run. */
function instancesForRun(plan: Plan, needs: Needs, volume: Volume, capacity: Capacity): InstanceCount {
  const { datasetDeadlineHours, datasetRecordsPerRun, datasetRunsPerMonth } = needs.stated;
  const jobs = endpointsOf(plan, needs);
  const { seconds, atOnce } = recordWork(needs, volume, capacity);
  const workSeconds = ((datasetRecordsPerRun ?? 0) * seconds) / atOnce / jobs;
  const intervalHours = HOURS_PER_MONTH / (datasetRunsPerMonth || 1);
  const due = Math.min(intervalHours, datasetDeadlineHours ?? Infinity) * SECONDS_PER_HOUR;
  const left = due - JOB_START_UP_SECONDS;
  const demand = left > 0 ? workSeconds / left : Infinity;
  return { floor: 1, busiest: Math.max(1, Math.min(INSTANCES_MAX, Math.ceil(demand))), busy: 1, demand };
}

/** What records take of an instance: as stated of each, or as fast as the model writes on it. */
function recordWork(needs: Needs, volume: Volume, capacity: Capacity) {
  const { pace } = capacity;
  const { sizing, meanSeconds, pace: turn } = volumeOn(volume, capacity.scaled);
  if (pace === undefined) {
    return { seconds: sizing.processingSeconds, meanSeconds, atOnce: recordsAtOnce(needs, capacity) };
  }
  return { seconds: pace.seconds, meanSeconds: pace.seconds, atOnce: atOnceAt(pace, turn) };
}

/**
 * Records in work on an instance of a job at the same moment: as many as requests on an endpoint's, unless they are so large
 * that together they pass what a job sends at once (`MaxConcurrentTransforms` × `MaxPayloadInMB`, SOURCES.createTransformJob).
 */
function recordsAtOnce({ payloadSizeMB, modelSizeGB }: Needs, { spec, pace }: Pick<Capacity, 'spec' | 'pace'>): number {
  const mostSent = Math.floor(QUOTAS.batchRecord.value / Math.max(1, Math.ceil(payloadSizeMB ?? 0)));
  return Math.max(1, Math.min(pace?.atOnce ?? requestsAtOnce(spec, modelSizeGB), mostSent));
}

const jobInstance = (needs: Needs, book: PriceBook, isBarred?: Barred): Capacity | undefined =>
  instanceFor({ plan: { ...planOf(needs), isBarred }, needs, book });

function planOf({ arrangement }: Needs): Plan {
  const hosting = arrangement === 'chain' ? 'inference-pipeline' : 'single-model';
  return { option: 'batch-transform', costing: COSTING, hosting, scaling: 'per-job' };
}

/**
 * Adds a finding where endpoints have types that hold the model and jobs lack (`TransformInstanceType`): in the Region or, where it
 * has none of either, in the one that has the most.
 */
function judgeTypes(needs: Needs, findings: Finding[], book: PriceBook): void {
  const holding = (component: InstanceComponent, at = book) => typesThatHold(component, planOf(needs), needs, at);
  if (needs.model?.isUnsized || holding('batch').length > 0) return;
  const here = holding('asynchronous');
  const types = here.length > 0 ? here : holding('asynchronous', bookFor(SHIPPED_PRICES, HOME_REGION));
  if (types.length === 0 || types.some(({ spec }) => spec.validForTransform)) return;
  findings.push(rulesOut('job-lacks-types', [...new Set(types.map(({ type }) => type.split('.')[1]))].join(', ')));
}

/** Records in work at the same moment on the instance that the job would be priced with. */
export const jobRecordsAtOnce = (needs: Needs, book: PriceBook, isBarred?: Barred): number =>
  recordsAtOnce(needs, jobInstance(needs, book, isBarred) ?? {});

/**
 * A job must start and run before the next is due and before its deadline, at the instances that the account allows.
 * `scoring`: seconds that one instance takes for a run; 0 where it cannot be told.
 */
export function judgeRhythm(workload: Workload, scoring: number, findings: Finding[]): void {
  const interval = intervalSeconds(workload);
  if (interval <= JOB_START_UP_SECONDS) {
    findings.push(rulesOut('job-start-up-over-interval', JOB_START_UP_SECONDS, interval));
    return;
  }
  judgeRun(scoring, interval, deadlineSeconds(workload), findings);
  if (interval <= JOB_INTERVAL_SHORT_SECONDS) {
    findings.push(doubtful('job-start-up-fills-interval', JOB_START_UP_SECONDS, interval));
  }
}

/** Adds a finding where a run that takes `scoring` seconds on one instance is too slow even on as many as the quota allows. */
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

/** On one instance of the type that the job would be priced with; 0 where it cannot be told. */
function scoringSeconds(needs: Needs, capacity: Capacity | undefined): number {
  const seconds = capacity === undefined ? (needs.processingTimeSeconds ?? 0) : burstSecondsOf(needs, capacity);
  return ((needs.stated.datasetRecordsPerRun ?? 0) * seconds) / recordsAtOnce(needs, capacity ?? {});
}
