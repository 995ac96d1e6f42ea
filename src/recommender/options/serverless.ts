import { endpointsOf } from '../costs/capacity.ts';
import { type Capacity, DATA, type OptionCosting, serverlessLine } from '../costs/costing.ts';
import type { Volume } from '../costs/volume.ts';
import { QUOTAS, SERVERLESS_MEMORY_SIZES_MB, SERVERLESS_REGIONS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { DEFAULT_SERVERLESS_MEMORY_MB, SECONDS_PER_HOUR } from '../facts/working-figures.ts';
import { conditional, doubtful, type Finding, rulesOut } from '../findings/index.ts';
import { type RejectionWords, say } from '../findings/words.ts';
import type { Needs } from '../needs/needs.ts';
import type { HostingPatternId, Scaling } from '../recommendation.ts';
import { MB_PER_GB } from '../workload/measures.ts';
import {
  allowsAQueue,
  callerHangsUp,
  type InferenceOption,
  judgeAnswerTime,
  judgeLimit,
  type Served,
  type Winner,
} from './option.ts';

const MEMORY_SIZES: readonly Capacity[] = SERVERLESS_MEMORY_SIZES_MB.map((type) => ({ type }));

const ON_DEMAND = [serverlessLine('serverless', 'inferenceSeconds', 'Inference duration'), DATA];
const PROVISIONED = [
  serverlessLine('provisioned-warm', 'warmSeconds', 'Provisioned concurrency kept warm'),
  serverlessLine('provisioned-inference', 'inferenceSeconds', 'Inference duration'),
  serverlessLine('serverless', 'overflowSeconds', 'Inference beyond it, on demand'),
  DATA,
];

/** Seconds of inference at a memory size; with provisioned concurrency also the seconds in which it is kept warm; data. */
const COSTING: OptionCosting = {
  lines: (plan) => (plan.scaling === 'provisioned-concurrency' ? PROVISIONED : ON_DEMAND),
  capacityFor({ needs: { modelSizeGB } }) {
    const memoryMB = modelSizeGB === undefined ? DEFAULT_SERVERLESS_MEMORY_MB : modelSizeGB * MB_PER_GB;
    for (const size of MEMORY_SIZES) if (memoryMB <= Number(size.type)) return size;
    return undefined;
  },
  usageOf(plan, needs, volume) {
    const { requestsPerMonth, meanSeconds, busyHours, dataGB } = volume;
    const seconds = requestsPerMonth * meanSeconds;
    const used = {
      instanceHours: 0,
      inferenceSeconds: seconds,
      overflowSeconds: 0,
      warmSeconds: 0,
      dataGB,
      storageGBMonths: 0,
    };
    if (plan.scaling !== 'provisioned-concurrency') return used;
    const endpoints = endpointsOf(plan, needs);
    const units = warmUnits(needs, volume, endpoints);
    const overflowSeconds = seconds * overflowShare(volume, units, endpoints);
    return {
      ...used,
      inferenceSeconds: seconds - overflowSeconds,
      overflowSeconds,
      warmSeconds: endpoints * units * busyHours * SECONDS_PER_HOUR,
    };
  },
};

/** Enough on every endpoint for the requests in work at the peak, as stated or by its rate, or for a burst; at least one, at most the quota. */
export function warmUnits({ stated, regions }: Needs, { sizing }: Volume, endpoints: number): number {
  const { burstRequests = 0, concurrentRequests = 0 } = stated;
  const shares = endpoints * Math.max(1, regions.length - 1);
  const atOnce = Math.max(sizing.peakRate * sizing.processingSeconds, burstRequests, concurrentRequests) / shares;
  return Math.min(QUOTAS.serverlessConcurrency.value, Math.max(1, Math.ceil(atOnce - 1e-9)));
}

/** The share of the requests that find every unit at work, and are billed on demand: requests come when they come. */
function overflowShare(
  { requestsPerMonth, meanSeconds, busyHours, shape }: Volume,
  units: number,
  endpoints: number,
): number {
  const inWork = (requestsPerMonth / endpoints / (busyHours * SECONDS_PER_HOUR)) * meanSeconds;
  let share = 0;
  for (const { load, times } of shape.loads) {
    const relative = load / shape.mean;
    share += (times / shape.parts) * relative * lossShare(inWork * relative, units);
  }
  return Math.min(1, share);
}

/** Erlang's loss formula: of requests that come independently, the share that finds all of some units busy. */
function lossShare(inWork: number, units: number): number {
  if (!Number.isFinite(inWork)) return 1;
  let share = 1;
  for (let unit = 1; unit <= units; unit += 1) share = (inWork * share) / (unit + inWork * share);
  return share;
}

const LOSSES = {
  'cold-starts-in-busy-traffic': {
    brief: 'Cold starts whenever it scales up',
    text: ({ needs }) =>
      needs.traffic === 'steady'
        ? 'Traffic is steady; instances serve it without cold starts.'
        : 'It has cold starts whenever it scales up; instances that stay on have none.',
    source: SOURCES.serverless,
  },
  'cold-starts-against-performance': {
    brief: 'Cold starts after idle periods',
    text: () => 'Performance comes first, and it has a cold start after every idle period.',
    source: SOURCES.serverless,
  },
  'minutes-allow-a-queue': {
    brief: 'A queue in front of instances suits this better',
    text: ({ needs }) => `${allowsAQueue(needs)}; a queue in front of instances suits that better.`,
    source: SOURCES.options,
  },
} satisfies Record<string, RejectionWords>;

/** Capacity that comes with the request and is paid by its duration. */
export const SERVERLESS: InferenceOption<keyof typeof LOSSES> = {
  id: 'serverless',
  title: 'Serverless Inference',
  titleWords: 'Serverless inference',
  spoken: 'server[ -]?less',
  source: SOURCES.serverless,
  hostings: ['single-model'],
  supports: {
    gpu: 'no',
    vpc: 'no',
    'network-isolation': 'no',
    'data-capture': 'no',
    variants: 'no',
    marketplace: 'no',
  },
  supportsSource: SOURCES.serverless,
  limits: {
    payloadSizeMB: QUOTAS.serverlessPayload,
    processingTimeSeconds: QUOTAS.serverlessProcessing,
    modelSizeGB: QUOTAS.serverlessMemory,
    containerImageSizeGB: QUOTAS.serverlessImage,
    concurrency: QUOTAS.serverlessConcurrency,
  },
  endpoints: QUOTAS.serverlessEndpoints,
  answers: 'on-the-call',
  besideAJob: {
    brief: 'Needs a caller that sends every record',
    text: 'Something has to send a serverless endpoint every record; a job reads the dataset from S3.',
  },
  plannedFor: null,
  place: {
    dataset: 20,
    'intermittent-performance-first': 20,
    'intermittent-without-cold-starts': 10,
    intermittent: 10,
    'minutes-allowed': 30,
    'unpredictable-and-tolerant': 10,
    busy: 20,
  },
  costing: COSTING,
  priced: 'serverless',
  running: {
    setting: 'ServerlessConfig',
    requests: ['Invocations'],
    countedBy: ['variant'],
    countsIdleHours: false,
    metrics: { ServerlessConcurrentExecutionsUtilization: ['Maximum'], MemoryUtilization: ['Maximum'] },
    warmMetrics: {
      ServerlessProvisionedConcurrencyUtilization: ['Maximum'],
      ServerlessProvisionedConcurrencySpilloverInvocations: ['Sum'],
    },
  },
  judge(needs, findings) {
    judgeColdStarts(needs, findings);
    judgeAnswerTime(needs, findings);
    if (needs.streaming !== 'none') findings.push(rulesOut('streaming-not-supported', needs.streaming));
    judgeLimit('payloadSizeMB', QUOTAS.serverlessPayload, needs, findings);
    judgeLimit('processingTimeSeconds', QUOTAS.serverlessProcessing, needs, findings);
    judgeLimit('modelSizeGB', QUOTAS.serverlessMemory, needs, findings);
    judgeLimit('containerImageSizeGB', QUOTAS.serverlessImage, needs, findings);
    judgeLimit('concurrency', QUOTAS.serverlessConcurrency, needs, findings);
    const without = needs.regions.find((region) => !SERVERLESS_REGIONS.has(region));
    if (without !== undefined) findings.push(rulesOut('region-not-listed', without));
    if (callerHangsUp(needs)) {
      findings.push(doubtful('caller-timeout-shorter', needs.processingTimeSeconds, needs.stated.callerTimeoutSeconds));
    }
  },
  scale,
  // A cold start that would be accepted is still not what somebody pays for who puts performance first.
  mayOvertake: ({ costPriority }, scaling) => scaling !== 'on-demand' || costPriority !== 'performance',
  losses: LOSSES,
  losesTo: (winner, subject) => [say(LOSSES, lossTo(winner, subject), subject)],
  couldWin: () => [{ trafficPattern: 'intermittent' }, { costPriority: 'balanced' }, { monthlyRequests: 1000 }],
};

/** Only capacity that is kept warm for hours that are known beforehand answers without a cold start. */
function judgeColdStarts(needs: Needs, findings: Finding[]): void {
  if (needs.isDataset || needs.coldStarts !== 'unacceptable' || canBeKeptWarm(needs)) return;
  const couldBe = needs.traffic === 'intermittent' && needs.stated.trafficPredictable === undefined;
  findings.push(rulesOut(couldBe ? 'busy-times-not-known' : 'cold-starts-not-accepted', needs.responseTimeSeconds));
}

/** Only for hours that are known beforehand is capacity kept warm; outside them it would be paid for nothing. */
function canBeKeptWarm(needs: Needs): boolean {
  return needs.traffic === 'intermittent' && needs.busyTimesKnown;
}

/** On demand, or kept warm where no cold start is accepted. */
function scale(needs: Needs, _hosting: HostingPatternId, findings: Finding[]): Scaling {
  if (needs.isDataset || needs.coldStarts !== 'unacceptable') return 'on-demand';
  if (needs.stated.requiresScaleToZero === true) findings.push(conditional('warm-capacity-is-not-zero'));
  return 'provisioned-concurrency';
}

function lossTo({ option }: Winner, { needs }: Served): keyof typeof LOSSES {
  if (option.answers === 'from-a-queue') return 'minutes-allow-a-queue';
  return needs.traffic === 'intermittent' ? 'cold-starts-against-performance' : 'cold-starts-in-busy-traffic';
}
