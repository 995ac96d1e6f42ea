import { instanceFor } from '../costs/choose-instance.ts';
import { DATA, instanceLine, type OptionCosting, STORAGE } from '../costs/costing.ts';
import { ANSWERING, endpointInstances, endpointUsage } from '../costs/endpoint-usage.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { doubtful, type Finding, rulesOut } from '../findings/index.ts';
import { type RejectionWords, say, wakeUpWords } from '../findings/words.ts';
import { comesInKnownHours, type Needs, wantsComponentsAtZero } from '../needs/needs.ts';
import type { HostingPatternId, Scaling } from '../recommendation.ts';
import {
  allowsAQueue,
  callerHangsUp,
  type InferenceOption,
  judgeAnswerTime,
  judgeLimit,
  type Served,
  type Winner,
} from './option.ts';

const LINES = [instanceLine('hosting'), DATA, STORAGE];

/** Instances by the hour, enough for the peak; data in and out; the volumes of instances without a disk. */
const COSTING: OptionCosting = {
  callersWait: true,
  lines: () => LINES,
  capacityFor: instanceFor,
  usageOf: (plan, needs, volume, capacity) => endpointUsage(plan, needs, volume, capacity, ANSWERING),
  instancesOf: (plan, needs, volume, capacity) => endpointInstances(plan, needs, volume, capacity, ANSWERING),
};

const STREAMS = { response: QUOTAS.realTimeResponseStream, bidirectional: QUOTAS.realTimeBidirectionalStream };

const LOSSES = {
  'bills-while-idle': {
    brief: 'Instances cost money while idle',
    text: ({ needs }) => {
      if (needs.isDataset) return 'Instances that stay on cost money between runs.';
      return needs.traffic === 'intermittent'
        ? 'Instances that stay on cost money through idle periods.'
        : 'Instances cost money whether busy or not; serverless capacity only while requests run.';
    },
    source: SOURCES.costOptimization,
  },
  'fails-while-waking': {
    brief: 'Requests fail while it wakes from zero',
    text: ({ option }) => `Requests fail for about ${wakeUpWords(option)} while it wakes from zero.`,
    source: SOURCES.scaleToZero,
  },
  'capacity-for-peaks': {
    brief: 'Needs instances for every peak',
    text: ({ needs }) =>
      needs.isDataset
        ? 'A queue can hold the records of each run; this option needs instances for their peak.'
        : `${allowsAQueue(needs)}, so a queue can absorb the peaks; this option needs instances for them.`,
    source: SOURCES.options,
  },
  'capacity-for-unknown-peaks': {
    brief: 'Needs instances for unpredictable peaks',
    text: () => 'Traffic is unpredictable, so instances would idle or scale too late.',
    source: SOURCES.faqs,
  },
} satisfies Record<string, RejectionWords>;

/** Instances that stay on and answer while the caller waits. */
export const REAL_TIME: InferenceOption<keyof typeof LOSSES> = {
  id: 'real-time',
  title: 'Real-time Inference',
  titleWords: 'Real-time inference',
  spoken:
    'real[ -]?time|(?:always[ -]on|live|normal|ordinary|permanent|persistent|plain|regular|standard|synchronous|warm) endpoints?|endpoints? (?:that is |always )?(?:up|running)(?: (?:for|all)|$)',
  source: SOURCES.realTime,
  hostings: ['single-model', 'multi-model', 'multi-container', 'inference-pipeline', 'inference-components'],
  supports: {
    gpu: 'yes',
    vpc: 'yes',
    'network-isolation': 'yes',
    'data-capture': 'yes',
    variants: 'yes',
    marketplace: 'yes',
  },
  supportsSource: SOURCES.featureMatrix,
  limits: {
    payloadSizeMB: QUOTAS.realTimePayload,
    processingTimeSeconds: QUOTAS.realTimeProcessing,
  },
  streams: STREAMS,
  answers: 'on-the-call',
  besideAJob: {
    brief: 'Needs an endpoint; a job ends when done',
    text: 'A real-time endpoint is persistent; a job ends when the dataset is scored.',
  },
  plannedFor: 'peak',
  place: {
    dataset: 40,
    'intermittent-performance-first': 10,
    'intermittent-without-cold-starts': 20,
    intermittent: 30,
    'minutes-allowed': 20,
    'unpredictable-and-tolerant': 20,
    busy: 10,
  },
  costing: COSTING,
  priced: 'hosting',
  running: {
    setting: null,
    requests: ['Invocations'],
    countedBy: ['variant'],
    countsIdleHours: true,
    metrics: {
      InvocationsPerInstance: ['Sum'],
      ConcurrentRequestsPerModel: ['Maximum'],
      Invocation5XXErrors: ['Sum'],
    },
  },
  judge(needs, findings) {
    judgeAnswerTime(needs, findings);
    judgePayload(needs, findings);
    const processing = needs.streaming === 'none' ? QUOTAS.realTimeProcessing : STREAMS[needs.streaming];
    judgeLimit('processingTimeSeconds', processing, needs, findings);
    const { processingTimeSeconds } = needs;
    if (callerHangsUp(needs) && Number(processingTimeSeconds) <= processing.value) {
      findings.push(doubtful('caller-timeout-shorter', processingTimeSeconds, needs.stated.callerTimeoutSeconds));
    }
  },
  scale,
  mayOvertake: () => true,
  losses: LOSSES,
  losesTo: (winner, subject) => [say(LOSSES, lossTo(winner, subject), subject)],
  couldWin: () => [{ trafficPattern: 'steady' }, { costPriority: 'performance' }, { monthlyRequests: 1e9 }],
};

/** AWS's pages state two figures: up to the lower it fits, above the higher it cannot, between them it has to be tested. */
function judgePayload(needs: Needs, findings: Finding[]): void {
  const { payloadSizeMB } = needs;
  const { value: sure, disputed } = QUOTAS.realTimePayload;
  if (payloadSizeMB === undefined || payloadSizeMB <= sure) return;
  findings.push(
    payloadSizeMB > disputed.value
      ? rulesOut('payload-over-quota', payloadSizeMB, disputed.value)
      : doubtful('payload-disputed', payloadSizeMB, sure),
  );
}

/** Instances that stay on; copies of inference components may go to zero. */
function scale(needs: Needs, hosting: HostingPatternId, findings: Finding[]): Scaling {
  const required = needs.stated.requiresScaleToZero === true;
  if (hosting !== 'inference-components') {
    if (required) findings.push(rulesOut('scale-to-zero-not-supported'));
  } else if (required || wantsComponentsAtZero(needs)) {
    judgeComponentsWakeUp(needs, findings);
    return 'scale-to-zero';
  }
  return needs.traffic === 'steady' ? 'fixed' : 'auto-scaling';
}

function judgeComponentsWakeUp(needs: Needs, findings: Finding[]): void {
  const { coldStarts } = needs.stated;
  if (coldStarts === 'minutes-acceptable' || needs.isDataset || comesInKnownHours(needs)) return;
  findings.push(coldStarts === undefined ? doubtful('wake-up-takes-minutes') : rulesOut('wake-up-takes-minutes'));
}

/** Instances behind a queue stay on as well, unless they go to zero; that nobody knows the peaks has to be stated. */
function lossTo({ option, scaling }: Winner, { needs, scaling: own }: Served): keyof typeof LOSSES {
  if (own === 'scale-to-zero') return 'fails-while-waking';
  if (option.answers === 'from-a-queue') return scaling === 'scale-to-zero' ? 'bills-while-idle' : 'capacity-for-peaks';
  const areUnknown = needs.traffic === 'variable' && needs.stated.trafficPredictable === false;
  return areUnknown ? 'capacity-for-unknown-peaks' : 'bills-while-idle';
}
