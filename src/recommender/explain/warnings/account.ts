import { endpointsOf } from '../../costs/capacity.ts';
import { volumeOf } from '../../costs/volume.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { SOURCES } from '../../facts/sources.ts';
import { figure, type Said } from '../../findings/words.ts';
import { maxConcurrencyOf } from '../../judge/serving.ts';
import { isGpuInstance, type Needs } from '../../needs/needs.ts';
import { formatNumber, formatSeconds } from '../../workload/measures.ts';
import {
  above,
  answersOnCall,
  burstWords,
  type Fleet,
  fleetOf,
  peakRate,
  type Situation,
  type Warning,
  type WarningFigures,
} from './warning.ts';

export const ACCOUNT = {
  /** The quota is that of InvokeEndpoint; of the streaming calls and of data sets, which set their own pace, none is stated. */
  'request-rate-over-account': {
    rule: (situation) => {
      const { needs } = situation;
      if (needs.isDataset || needs.streaming !== 'none' || !answersOnCall(situation)) return null;
      return above(peakRate(needs), QUOTAS.invocationsPerSecond.value);
    },
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} requests per second exceed the account's limit of ${formatNumber(figure(allowed))}, which can't be raised: batch records, or use several accounts.`,
    source: SOURCES.serviceQuotas,
  },
  /** Most instance types with a GPU start at a quota of 0 for endpoints. Where their number needs one too, that says so. */
  'gpu-quota-starts-at-zero': {
    rule: (situation) => {
      if (!startsAtZero(situation)) return null;
      const fleet = fleetOf(situation);
      if (fleet === null) return { allowed: 0 };
      if (overQuotaAtStart(fleet) && !areEndpointsTooMany(situation)) return null;
      const many = fleet.quota > 1 ? `${formatNumber(fleet.quota)} × ` : '';
      return { asked: `${many}${fleet.type}`, allowed: 0 };
    },
    text: ({ needs, scaling, asked, allowed }) => {
      // Of several models, memory may take as many.
      const isCounted = /^\d/.test(String(asked)) && needs.models === 1 && volumeOf(needs) !== null;
      const room = isCounted && scaling !== 'fixed' ? ', with room above the peak' : '';
      return `Request a quota for ${asked ?? 'the GPU instance type'} on endpoints${room}; most GPU types start at ${allowed}.`;
    },
    source: SOURCES.serviceQuotas,
  },
  /** Where the endpoints alone are too many, that is said and not this. */
  'instance-quota-may-be-lower': {
    rule: (situation) => {
      if (areEndpointsTooMany(situation)) return null;
      const fleet = fleetOf(situation);
      return fleet && !fleet.isQuotaForMemory && !fleet.areForBurst ? overQuotaAtStart(fleet) : null;
    },
    text: (said) => `Request a quota of ${whatNeedsInstances(said)}; ${startWith(said)}.`,
    source: SOURCES.serviceQuotas,
  },
  /** Behind a queue, a burst decides how many instances there are. */
  'burst-over-quota': {
    rule: (situation) => {
      const fleet = fleetOf(situation);
      return fleet?.areForBurst ? overQuotaAtStart(fleet) : null;
    },
    text: ({ needs, asked, allowed }) =>
      `Request a quota of ${formatNumber(figure(asked))} instances for ${burstWords(needs)} arriving together, ${dueWords(needs)}; ${startWith({ needs, allowed })}.`,
    source: SOURCES.serviceQuotas,
  },
  /** However low the traffic. */
  'memory-instances-over-quota': {
    rule: (situation) => {
      const fleet = fleetOf(situation);
      return fleet?.isQuotaForMemory ? overQuotaAtStart({ ...fleet, quota: fleet.needed }) : null;
    },
    text: ({ needs, hosting, asked, allowed }) =>
      `Request a quota of ${formatNumber(figure(asked))} instances for the memory of ${hosting.id === 'multi-model' ? 'busy models' : 'the models'}; ${startWith({ needs, allowed })}.`,
    source: SOURCES.serviceQuotas,
  },
  'endpoint-quota-may-be-lower': {
    rule: (situation) => {
      const { needs, option, choice } = situation;
      if (!isEndpointEach(situation) || choice.findings.some(({ code }) => code === 'many-endpoints')) return null;
      const atStart = option.endpoints?.disputed.value ?? INSTANCES_AT_START;
      const unit = option.endpoints ? 'endpoints' : 'instances across all endpoints';
      return needs.models > atStart ? { asked: needs.models, allowed: `${atStart} ${unit}` } : null;
    },
    text: ({ asked, allowed }) =>
      `Request a quota first: ${formatNumber(figure(asked))} models need an endpoint each, and accounts start with ${allowed}.`,
    source: SOURCES.serviceQuotas,
  },
  /** AWS's guide states what a Region can have, Service Quotas what a new account gets. */
  'account-concurrency-may-be-lower': {
    rule: ({ plan, needs }) => {
      if (plan.option !== 'serverless') return null;
      const asked = maxConcurrencyOf(plan, needs) * endpointsOf(plan, needs);
      return above(asked, QUOTAS.serverlessAccountConcurrency.disputed.value);
    },
    text: ({ asked, allowed }) =>
      `Request a quota for a maximum concurrency of ${formatNumber(figure(asked))}: new accounts can start with ${formatNumber(figure(allowed))} for all serverless endpoints together.`,
    source: SOURCES.serviceQuotas,
  },
  'model-monitor-closed': {
    rule: ({ needs }) => (needs.stated.requiresDataCapture === true ? {} : null),
    text: () => 'Model Monitor is closed to new AWS customers, so plan another way to watch the captured data.',
    source: SOURCES.modelMonitor,
  },
} satisfies Record<string, Warning>;

/** The sooner of what callers allow and of how long a queue keeps a request. */
function dueWords({ responseTimeSeconds = Infinity }: Needs): string {
  const age = QUOTAS.asynchronousQueueAge.value;
  return responseTimeSeconds <= age
    ? `due in ${formatSeconds(responseTimeSeconds)}`
    : `which expire after ${formatSeconds(age)} in the queue`;
}

/** "9 instances for the peak": a queue holds what is above the average of an hour; separate endpoints have some each. */
function whatNeedsInstances({ needs, option, hosting, scaling, asked }: Said): string {
  const instances = `${formatNumber(figure(asked))} instances`;
  if (hosting.id === 'single-model' && needs.models > 1)
    return `${instances} for ${formatNumber(needs.models)} endpoints`;
  const room = scaling === 'fixed' || scaling === 'per-job' ? '' : ', with room above it';
  return `${instances} for the ${option.answers === 'from-a-queue' ? 'busiest hour' : 'peak'}${room}`;
}

const INSTANCES_AT_START = QUOTAS.endpointInstances.value;

/** "accounts start with 4", "accounts start with 4, and with 0 of most GPU types" */
const startWith = ({ needs, allowed }: Pick<Said, 'needs' | 'allowed'>): string =>
  `accounts start with ${allowed}${needs.requiresGpu ? ', and with 0 of most GPU types' : ''}`;

function areEndpointsTooMany(situation: Situation): boolean {
  return isEndpointEach(situation) && situation.needs.models > INSTANCES_AT_START;
}

/** Whether the chosen type has a GPU, so that its own quota has to be requested. */
function startsAtZero(situation: Situation): boolean {
  const { needs, option } = situation;
  if (!needs.requiresGpu || option.answers === 'as-a-job') return false;
  const type = fleetOf(situation)?.type;
  return type === undefined || isGpuInstance(type);
}

/** What the load takes decides whether to ask; then the room that auto scaling has is asked for as well. */
function overQuotaAtStart({ needed, quota }: Fleet): WarningFigures | null {
  return needed > INSTANCES_AT_START ? { asked: quota, allowed: INSTANCES_AT_START } : null;
}

function isEndpointEach({ hosting, option }: Situation): boolean {
  return hosting.id === 'single-model' && option.answers !== 'as-a-job';
}
