import { QUOTAS } from '../quotas.ts';
import type { Warning } from './warning.ts';

const CONCURRENCY_AT_START = QUOTAS.serverlessAccountConcurrency.disputed.value;
const SERVERLESS_ENDPOINTS_AT_START = QUOTAS.serverlessEndpoints.disputed.value;
const INSTANCES_AT_START = QUOTAS.endpointInstances.value;

/** AWS's guide states what a Region can have, Service Quotas what a new account gets. */
export const ACCOUNT_CONCURRENCY_MAY_BE_LOWER: Warning = {
  code: 'account-concurrency-may-be-lower',
  triggeredBy: ({ needs }, { option }) =>
    option.id === 'serverless' && needs.concurrency !== undefined && needs.concurrency > CONCURRENCY_AT_START
      ? { asked: needs.concurrency, allowed: CONCURRENCY_AT_START }
      : null,
};

export const ENDPOINT_QUOTA_MAY_BE_LOWER: Warning = {
  code: 'endpoint-quota-may-be-lower',
  triggeredBy: ({ needs }, { option, hosting }) => {
    if (hosting.id !== 'single-model' || option.id === 'batch-transform') return null;
    const atStart = option.id === 'serverless' ? SERVERLESS_ENDPOINTS_AT_START : INSTANCES_AT_START;
    const unit = option.id === 'serverless' ? 'endpoints' : 'instances across its endpoints';
    return needs.models > atStart ? { asked: needs.models, allowed: `${atStart} ${unit}` } : null;
  },
};
