import { bookFor } from '../../costs/price-book.ts';
import type { PriceList } from '../../facts/price-list.ts';
import type { Finding } from '../../finding.ts';
import type { Judgement, Pair } from '../../judge/judgement.ts';
import type { WarningCode } from '../../reasons/reason-code.ts';
import { reasonOf, reasonsOf } from '../../reasons/reason-of.ts';
import type { Reason } from '../../recommendation.ts';
import {
  accountConcurrencyMayBeLower,
  endpointQuotaMayBeLower,
  gpuQuotaStartsAtZero,
  instanceQuotaMayBeLower,
  memoryInstancesOverQuota,
  modelMonitorClosed,
  requestRateOverAccount,
} from './account.ts';
import {
  answerAfterConnection,
  callerTimeoutNear,
  callerTimeoutShorterThanNeed,
  clientTimeoutTooShort,
  coldLoadTakesSeconds,
  coldStartAgainstResponseTime,
  oneInstanceInProduction,
  onlyStreamingHasTime,
  processingNearQuota,
  requestsFailWhileWaking,
  responseTimeWithoutMargin,
  streamLongerThanConnection,
  wakesOnlyWithPolicy,
} from './answers.ts';
import {
  concurrencyNearQuota,
  hotModelsOverMemory,
  imageNearQuota,
  instanceNotForTransform,
  instanceTypeNotUsed,
  memoryNearQuota,
  modelMayExceedDisk,
  modelsTooHotToShare,
  payloadNearQuota,
} from './capacity.ts';
import {
  dataSetOnEndpoint,
  dataSetStatedAsRequests,
  idleAlwaysOn,
  overBudget,
  serverlessPastBreakEven,
  standingCostOverBudget,
} from './money.ts';
import type { Situation, Warning } from './warning.ts';

/**
 * The rules, costliest first, which is the order in which they are told: what fails for everybody, what is paid every month,
 * what fails for some, what has to be arranged before the start. Add one here; the type names a code that has no rule.
 */
export const WARNINGS: Readonly<Record<WarningCode, Warning>> = {
  'instance-not-for-transform': instanceNotForTransform,
  'request-rate-over-account': requestRateOverAccount,
  'stream-longer-than-connection': streamLongerThanConnection,
  'caller-timeout-shorter-than-need': callerTimeoutShorterThanNeed,
  'answer-after-connection': answerAfterConnection,
  'over-budget': overBudget,
  'standing-cost-over-budget': standingCostOverBudget,
  'idle-always-on': idleAlwaysOn,
  'serverless-past-break-even': serverlessPastBreakEven,
  'data-set-stated-as-requests': dataSetStatedAsRequests,
  'data-set-on-endpoint': dataSetOnEndpoint,
  'hot-models-over-memory': hotModelsOverMemory,
  'models-too-hot-to-share': modelsTooHotToShare,
  'one-instance-in-production': oneInstanceInProduction,
  'requests-fail-while-waking': requestsFailWhileWaking,
  'payload-near-quota': payloadNearQuota,
  'processing-near-quota': processingNearQuota,
  'memory-near-quota': memoryNearQuota,
  'model-may-exceed-disk': modelMayExceedDisk,
  'image-near-quota': imageNearQuota,
  'concurrency-near-quota': concurrencyNearQuota,
  'only-streaming-has-time': onlyStreamingHasTime,
  'client-timeout-too-short': clientTimeoutTooShort,
  'caller-timeout-near': callerTimeoutNear,
  'response-time-without-margin': responseTimeWithoutMargin,
  'cold-start-against-response-time': coldStartAgainstResponseTime,
  'cold-load-takes-seconds': coldLoadTakesSeconds,
  'gpu-quota-starts-at-zero': gpuQuotaStartsAtZero,
  'instance-quota-may-be-lower': instanceQuotaMayBeLower,
  'memory-instances-over-quota': memoryInstancesOverQuota,
  'endpoint-quota-may-be-lower': endpointQuotaMayBeLower,
  'account-concurrency-may-be-lower': accountConcurrencyMayBeLower,
  'model-monitor-closed': modelMonitorClosed,
  'wakes-only-with-policy': wakesOnlyWithPolicy,
  'instance-type-not-used': instanceTypeNotUsed,
};

const RULES = Object.entries(WARNINGS) as [WarningCode, Warning][];

/** First the conditions under which the choice holds, then the mistakes that it invites. */
export function warningsFor(judgement: Judgement, choice: Pair, prices: PriceList): Reason[] {
  const { needs } = judgement;
  const { option, hosting, scaling } = choice;
  const situation: Situation = {
    needs,
    option,
    hosting,
    scaling,
    judgement,
    choice,
    book: bookFor(prices, needs.region),
  };
  const warnings = reasonsOf(conditionsOf(judgement, choice), situation);
  for (const [code, triggeredBy] of RULES) {
    const figures = triggeredBy(situation);
    if (figures) warnings.push(reasonOf(code, situation, figures));
  }
  return warnings;
}

/** What has to be tested or met for the choice to hold. */
export function conditionsOf(judgement: Judgement, choice: Pair): Finding[] {
  const ofOption = judgement.verdicts.flatMap(({ option, findings }) => (option === choice.option ? findings : []));
  return [...ofOption, ...choice.findings].filter(({ effect }) => effect !== 'rules-out');
}
