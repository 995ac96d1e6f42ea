import { instanceFor } from '../costs/choose-instance.ts';
import { instanceLine, type OptionCosting, STORAGE } from '../costs/costing.ts';
import { endpointInstances, endpointUsage, QUEUEING } from '../costs/endpoint-usage.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { WAKE_UP_SECONDS } from '../facts/scaling-times.ts';
import { SOURCES } from '../facts/sources.ts';
import { QUEUE_RESPONSE_TIME_MIN_SECONDS } from '../facts/working-figures.ts';
import { conditional, type Finding, rulesOut } from '../findings/index.ts';
import { type RejectionWords, say } from '../findings/words.ts';
import { dueSeconds, minutesAreAllowed, type Needs } from '../needs/needs.ts';
import type { HostingPatternId, Scaling } from '../recommendation.ts';
import { type InferenceOption, judgeAnswerTime, judgeLimit } from './option.ts';

const LINES = [instanceLine('asynchronous'), STORAGE];

/**
 * Instances by the hour, enough for each hour's average, since the queue takes the peaks; and their volumes. Data processing
 * is charged on what a request itself carries: here an address, since payloads lie in S3 (SOURCES.asynchronous).
 */
const COSTING: OptionCosting = {
  lines: () => LINES,
  capacityFor: instanceFor,
  usageOf: (plan, needs, volume, capacity) => ({
    ...endpointUsage(plan, needs, volume, capacity, QUEUEING),
    dataGB: 0,
  }),
  instancesOf: (plan, needs, volume, capacity) => endpointInstances(plan, needs, volume, capacity, QUEUEING),
};

const LOSSES = {
  'queue-slower-than-direct': {
    brief: 'Requests queue; no latency guarantee',
    text: ({ needs }) => {
      if (needs.isDataset) return 'A queue adds nothing where a scheduler calls the endpoint.';
      return minutesAreAllowed(needs)
        ? 'Its requests wait in a queue; the recommended option answers directly.'
        : 'Its requests wait in a queue with no latency guarantee; nothing says that callers can wait.';
    },
    source: SOURCES.asynchronous,
  },
} satisfies Record<string, RejectionWords>;

/** Requests wait in a queue, and answers are left in S3. */
export const ASYNCHRONOUS: InferenceOption<keyof typeof LOSSES> = {
  id: 'asynchronous',
  title: 'Asynchronous Inference',
  titleWords: 'Asynchronous inference',
  spoken: 'async(?:hronous)?',
  source: SOURCES.asynchronous,
  hostings: ['single-model'],
  supports: {
    gpu: 'yes',
    vpc: 'yes',
    'network-isolation': 'yes',
    'data-capture': 'no',
    variants: 'no',
    marketplace: 'yes',
  },
  supportsSource: SOURCES.featureMatrix,
  limits: {
    payloadSizeMB: QUOTAS.asynchronousPayload,
    processingTimeSeconds: QUOTAS.asynchronousProcessing,
  },
  answers: 'from-a-queue',
  besideAJob: {
    brief: 'Queues every record as a request',
    text: 'Every record would be a request in a queue; a job splits the dataset and collects the results.',
  },
  plannedFor: 'busiest-hour',
  place: {
    dataset: 30,
    'intermittent-performance-first': 30,
    'intermittent-without-cold-starts': 30,
    intermittent: 20,
    'minutes-allowed': 10,
    'unpredictable-and-tolerant': 30,
    busy: 30,
  },
  costing: COSTING,
  priced: 'asynchronous',
  running: {
    setting: 'AsyncInferenceConfig',
    // AWS's page has three s.
    requests: ['InvocationsProcessed', 'InvocationsProcesssed'],
    countedBy: ['variant', 'endpoint'],
    countsIdleHours: false,
    metrics: {},
    queued: 'ApproximateBacklogSize',
  },
  judge(needs, findings) {
    const { responseTimeSeconds } = needs;
    if (responseTimeSeconds !== undefined && responseTimeSeconds < QUEUE_RESPONSE_TIME_MIN_SECONDS) {
      findings.push(rulesOut('queue-gives-no-promise', responseTimeSeconds, QUEUE_RESPONSE_TIME_MIN_SECONDS));
    }
    judgeAnswerTime(needs, findings);
    if (needs.streaming !== 'none') findings.push(rulesOut('streaming-not-supported', needs.streaming));
    judgeLimit('payloadSizeMB', QUOTAS.asynchronousPayload, needs, findings);
    judgeLimit('processingTimeSeconds', QUOTAS.asynchronousProcessing, needs, findings);
  },
  scale,
  // A lower price alone puts no caller into a queue who did not say that minutes are fine.
  mayOvertake: (needs) =>
    needs.responseTimeSeconds === undefined ? needs.costPriority === 'lowest-cost' : minutesAreAllowed(needs),
  losses: LOSSES,
  losesTo: (_winner, subject) => [say(LOSSES, 'queue-slower-than-direct', subject)],
  couldWin: ({ traffic }) => [
    { responseTimeSeconds: 900 },
    { trafficPattern: traffic === 'dataset' ? 'variable' : traffic },
    { trafficPattern: 'variable' },
    { costPriority: 'balanced' },
  ],
};

/** Instances behind a queue, which go to zero where the wake-up fits. */
function scale(needs: Needs, _hosting: HostingPatternId, findings: Finding[]): Scaling {
  const required = needs.stated.requiresScaleToZero === true;
  if (required || wantsZero(needs)) {
    const wakesInTime = judgeWakeUp(needs, required, findings);
    if (required || wakesInTime) return 'scale-to-zero';
  }
  return needs.traffic === 'steady' ? 'fixed' : 'auto-scaling';
}

/** Idle stretches cost nothing at zero; where nothing unusual may be met, an instance stays on. */
function wantsZero(needs: Needs): boolean {
  if (needs.isDataset) return true;
  if (needs.traffic !== 'intermittent' || needs.costPriority === 'performance') return false;
  return needs.coldStarts !== 'unacceptable';
}

/** From zero it must wake, queue and run in time, for a caller or a dataset's run: adds that condition; false where it can't. */
function judgeWakeUp(needs: Needs, required: boolean, findings: Finding[]): boolean {
  const { responseTimeSeconds, processingTimeSeconds } = needs;
  if (required && needs.stated.coldStarts === 'unacceptable') findings.push(rulesOut('wake-up-takes-minutes'));
  const within = needs.isDataset ? finite(dueSeconds(needs.stated)) : responseTimeSeconds;
  if (within === undefined) {
    if (needs.isDataset) return true;
    if (needs.stated.coldStarts === 'acceptable') findings.push(conditional('wake-up-takes-minutes'));
    return true;
  }
  const fromZeroSeconds = WAKE_UP_SECONDS.queue + (processingTimeSeconds ?? 0);
  if (fromZeroSeconds > within) {
    if (required) findings.push(conditional('wake-up-over-response-time', fromZeroSeconds, within));
    return false;
  }
  if (processingTimeSeconds === undefined && !needs.isDataset) findings.push(conditional('wake-up-unproven', within));
  return true;
}

const finite = (seconds: number): number | undefined => (seconds === Infinity ? undefined : seconds);
