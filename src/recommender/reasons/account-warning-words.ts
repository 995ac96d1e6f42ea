import { formatCount, formatNumber } from '../measures.ts';
import { SOURCES } from '../sources.ts';
import type { AccountWarningCode } from './reason-code.ts';
import { figure, type ReasonWords, type Said } from './reason-words.ts';

/** What the account has to allow first. */
export const ACCOUNT_WARNING_WORDS: Record<AccountWarningCode, ReasonWords> = {
  'request-rate-over-account': {
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} requests a second are to be planned for; an account may call InvokeEndpoint ${formatNumber(figure(allowed))} times a second and cannot have that raised, so put several records into a request or spread the callers over accounts.`,
    source: SOURCES.serviceQuotas,
  },
  'gpu-quota-starts-at-zero': {
    text: ({ asked, allowed }) =>
      `An account starts with a quota of ${allowed} for most GPU instance types on endpoints; have it raised for ${asked ?? 'the type that will be used'} before anything is deployed.`,
    source: SOURCES.serviceQuotas,
  },
  'instance-quota-may-be-lower': {
    text: (said) =>
      `${whatNeedsInstances(said)} by the estimate; an account starts with ${said.allowed} across its endpoints, so have the quota raised first.`,
    source: SOURCES.serviceQuotas,
  },
  'memory-instances-over-quota': {
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
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} models need an endpoint each; an account starts with ${allowed}, so have the quota raised first.`,
    source: SOURCES.serviceQuotas,
  },
  'account-concurrency-may-be-lower': {
    text: ({ asked, allowed }) =>
      `${formatNumber(figure(asked))} requests would be in work at once; a new account may start with a total serverless concurrency of ${formatNumber(figure(allowed))}, so look at Service Quotas first.`,
    source: SOURCES.serviceQuotas,
  },
  'model-monitor-closed': {
    text: () =>
      'Data is to be captured, but Model Monitor, which would watch it, is closed to new customers of AWS; plan to read the captured data in another way.',
    source: SOURCES.modelMonitor,
  },
};

/** "The peak needs 9 instances": a queue holds what is above the average of an hour; endpoints of their own have some each. */
function whatNeedsInstances({ needs, option, hosting, asked }: Said): string {
  const instances = figure(asked);
  if (hosting.id === 'single-model' && needs.models > 1) {
    const each = formatCount(instances / needs.models, 'instance');
    return `${needs.models} endpoints with ${each} each need ${formatNumber(instances)} in all`;
  }
  const when = option.id === 'asynchronous' ? 'The busiest hour' : 'The peak';
  return `${when} needs ${formatNumber(instances)} instances`;
}
