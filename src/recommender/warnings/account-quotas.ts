import { QUOTAS } from '../quotas.ts';
import { type Fleet, fleetOf } from './fleet.ts';
import type { Situation, Warning, WarningFigures } from './warning.ts';

const CONCURRENCY_AT_START = QUOTAS.serverlessAccountConcurrency.disputed.value;
const SERVERLESS_ENDPOINTS_AT_START = QUOTAS.serverlessEndpoints.disputed.value;
const INSTANCES_AT_START = QUOTAS.endpointInstances.value;

/** AWS's guide states what a Region can have, Service Quotas what a new account gets. */
export const accountConcurrencyMayBeLower: Warning = ({ needs, option }) =>
  option.id === 'serverless' && needs.concurrency !== undefined && needs.concurrency > CONCURRENCY_AT_START
    ? { asked: needs.concurrency, allowed: CONCURRENCY_AT_START }
    : null;

export const endpointQuotaMayBeLower: Warning = (situation) => {
  const { needs, option, choice } = situation;
  if (!isEndpointEach(situation) || choice.findings.some(({ code }) => code === 'many-endpoints')) return null;
  const atStart = option.id === 'serverless' ? SERVERLESS_ENDPOINTS_AT_START : INSTANCES_AT_START;
  const unit = option.id === 'serverless' ? 'endpoints' : 'instances across its endpoints';
  return needs.models > atStart ? { asked: needs.models, allowed: `${atStart} ${unit}` } : null;
};

/** Where the endpoints alone are too many, that is said and not this. */
export const instanceQuotaMayBeLower: Warning = (situation) => {
  if (isEndpointEach(situation) && situation.needs.models > INSTANCES_AT_START) return null;
  const fleet = fleetOf(situation);
  return fleet && !isKeptForMemory(fleet) ? overInstancesAtStart(fleet) : null;
};

/** However little is called, so many have to be there. */
export const memoryInstancesOverQuota: Warning = (situation) => {
  const fleet = fleetOf(situation);
  return fleet && isKeptForMemory(fleet) ? overInstancesAtStart(fleet) : null;
};

/** Memory decides their number, and not the load or how many have to stand in for one another. */
function isKeptForMemory({ instancesForMemory, instancesEach }: Fleet): boolean {
  return instancesForMemory > 1 && instancesForMemory === instancesEach;
}

function overInstancesAtStart({ instances }: Fleet): WarningFigures | null {
  return instances > INSTANCES_AT_START ? { asked: instances, allowed: INSTANCES_AT_START } : null;
}

function isEndpointEach({ hosting, option }: Situation): boolean {
  return hosting.id === 'single-model' && option.id !== 'batch-transform';
}

/** Most instance types with a GPU start at a quota of 0 for endpoints. */
export const gpuQuotaStartsAtZero: Warning = (situation) => {
  const { needs, option } = situation;
  if (!needs.requiresGpu || option.id === 'batch-transform') return null;
  const type = fleetOf(situation)?.type;
  return type === undefined ? { allowed: 0 } : { asked: type, allowed: 0 };
};

export const modelMonitorClosed: Warning = ({ needs }) => (needs.stated.requiresDataCapture === true ? {} : null);
