import { QUOTAS } from '../../facts/quotas.ts';
import { SOURCES } from '../../facts/sources.ts';
import { figure, type Said } from '../../findings/words.ts';
import { formatCount, formatNumber } from '../../workload/measures.ts';
import { type Fleet, fleetOf, peakRate } from './fleet.ts';
import { answersOnCall, type Situation, type Warning, type WarningFigures } from './warning.ts';

/** What the account has to allow first. */
export const ACCOUNT = {
  /** The quota is that of InvokeEndpoint; of the streaming calls and of data sets, which set their own pace, none is stated. */
  'request-rate-over-account': {
    rule: (situation) => {
      const { needs } = situation;
      if (needs.isDataset || needs.streaming !== 'none' || !answersOnCall(situation)) return null;
      const asked = peakRate(needs);
      const allowed = QUOTAS.invocationsPerSecond.value;
      return asked > allowed ? { asked, allowed } : null;
    },
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} requests a second are to be planned for; an account may call InvokeEndpoint ${formatNumber(figure(allowed))} times a second and cannot have that raised, so put several records into a request or spread the callers over accounts.`,
    source: SOURCES.serviceQuotas,
  },
  /** Most instance types with a GPU start at a quota of 0 for endpoints. */
  'gpu-quota-starts-at-zero': {
    rule: (situation) => {
      const { needs, option } = situation;
      if (!needs.requiresGpu || option.answers === 'as-a-job') return null;
      const type = fleetOf(situation)?.type;
      return type === undefined ? { allowed: 0 } : { asked: type, allowed: 0 };
    },
    text: ({ asked, allowed }) =>
      `An account starts with a quota of ${allowed} for most GPU instance types on endpoints; have it raised for ${asked ?? 'the type that will be used'} before anything is deployed.`,
    source: SOURCES.serviceQuotas,
  },
  /** Where the endpoints alone are too many, that is said and not this. */
  'instance-quota-may-be-lower': {
    rule: (situation) => {
      if (isEndpointEach(situation) && situation.needs.models > INSTANCES_AT_START) return null;
      const fleet = fleetOf(situation);
      return fleet && !isKeptForMemory(fleet) ? overInstancesAtStart(fleet) : null;
    },
    text: (said) =>
      `${whatNeedsInstances(said)} by the estimate; an account starts with ${said.allowed} across its endpoints, so have the quota raised first.`,
    source: SOURCES.serviceQuotas,
  },
  /** However little is called, so many have to be there. */
  'memory-instances-over-quota': {
    rule: (situation) => {
      const fleet = fleetOf(situation);
      return fleet && isKeptForMemory(fleet) ? overInstancesAtStart(fleet) : null;
    },
    text: ({ hosting, asked, allowed }) => {
      const instances = `${formatNumber(figure(asked))} instances`;
      const why =
        hosting.id === 'multi-model'
          ? `The models called within a busy hour need ${instances} by the estimate to be in memory together`
          : `The models need ${instances} by the estimate, since each has memory or an accelerator of its own`;
      return `${why}; an account starts with ${allowed} across its endpoints, so have the quota raised first.`;
    },
    source: SOURCES.serviceQuotas,
  },
  'endpoint-quota-may-be-lower': {
    rule: (situation) => {
      const { needs, option, choice } = situation;
      if (!isEndpointEach(situation) || choice.findings.some(({ code }) => code === 'many-endpoints')) return null;
      const atStart = option.endpoints?.disputed.value ?? INSTANCES_AT_START;
      const unit = option.endpoints ? 'endpoints' : 'instances across its endpoints';
      return needs.models > atStart ? { asked: needs.models, allowed: `${atStart} ${unit}` } : null;
    },
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} models need an endpoint each; an account starts with ${allowed}, so have the quota raised first.`,
    source: SOURCES.serviceQuotas,
  },
  /** AWS's guide states what a Region can have, Service Quotas what a new account gets. */
  'account-concurrency-may-be-lower': {
    rule: ({ needs, option }) =>
      option.id === 'serverless' && needs.concurrency !== undefined && needs.concurrency > CONCURRENCY_AT_START
        ? { asked: needs.concurrency, allowed: CONCURRENCY_AT_START }
        : null,
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} requests would be in work at once; a new account may start with a total serverless concurrency of ${formatNumber(figure(allowed))}, so look at Service Quotas first.`,
    source: SOURCES.serviceQuotas,
  },
  'model-monitor-closed': {
    rule: ({ needs }) => (needs.stated.requiresDataCapture === true ? {} : null),
    text: () =>
      'Data is to be captured, but Model Monitor, which would watch it, is closed to new customers of AWS; plan to read the captured data in another way.',
    source: SOURCES.modelMonitor,
  },
} satisfies Record<string, Warning>;

/** "The peak needs 9 instances": a queue holds what is above the average of an hour; endpoints of their own have some each. */
function whatNeedsInstances({ needs, option, hosting, asked }: Said): string {
  const instances = figure(asked);
  if (hosting.id === 'single-model' && needs.models > 1) {
    const each = formatCount(instances / needs.models, 'instance');
    return `${needs.models} endpoints with ${each} each need ${formatNumber(instances)} in all`;
  }
  const when = option.answers === 'from-a-queue' ? 'The busiest hour' : 'The peak';
  return `${when} needs ${formatNumber(instances)} instances`;
}

const CONCURRENCY_AT_START = QUOTAS.serverlessAccountConcurrency.disputed.value;
const INSTANCES_AT_START = QUOTAS.endpointInstances.value;

/** Memory decides their number, and not the load or how many have to stand in for one another. */
function isKeptForMemory({ instancesForMemory, instancesEach }: Fleet): boolean {
  return instancesForMemory > 1 && instancesForMemory === instancesEach;
}

function overInstancesAtStart({ instances }: Fleet): WarningFigures | null {
  return instances > INSTANCES_AT_START ? { asked: instances, allowed: INSTANCES_AT_START } : null;
}

function isEndpointEach({ hosting, option }: Situation): boolean {
  return hosting.id === 'single-model' && option.answers !== 'as-a-job';
}
