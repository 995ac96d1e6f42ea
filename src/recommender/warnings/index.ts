import type { Finding } from '../finding.ts';
import type { Judgement, Pair } from '../judge.ts';
import { reasonOf, reasonsOf } from '../reasons/reason-of.ts';
import type { Reason } from '../recommendation.ts';
import { ACCOUNT_CONCURRENCY_MAY_BE_LOWER, ENDPOINT_QUOTA_MAY_BE_LOWER } from './account-quotas.ts';
import { COLD_LOAD_TAKES_SECONDS } from './cold-load.ts';
import { PAYLOAD_NEAR_QUOTA, PROCESSING_NEAR_QUOTA } from './near-quota.ts';
import { REQUESTS_FAIL_WHILE_WAKING, WAKES_ONLY_WITH_POLICY } from './waking.ts';
import type { Warning } from './warning.ts';

/** The warnings, the costliest first. Add one here. */
export const WARNINGS: readonly Warning[] = [
  PAYLOAD_NEAR_QUOTA,
  PROCESSING_NEAR_QUOTA,
  REQUESTS_FAIL_WHILE_WAKING,
  COLD_LOAD_TAKES_SECONDS,
  ENDPOINT_QUOTA_MAY_BE_LOWER,
  ACCOUNT_CONCURRENCY_MAY_BE_LOWER,
  WAKES_ONLY_WITH_POLICY,
];

/** First the conditions under which the choice holds, then the mistakes that it invites. */
export function warningsFor(judgement: Judgement, choice: Pair): Reason[] {
  const said = { needs: judgement.needs, option: choice.option, hosting: choice.hosting, scaling: choice.scaling };
  const conditions = reasonsOf(conditionsOf(judgement, choice), said);
  const mistakes = WARNINGS.flatMap((warning) => {
    const figures = warning.triggeredBy(judgement, choice);
    return figures ? [reasonOf(warning.code, { ...said, ...figures })] : [];
  });
  return [...conditions, ...mistakes];
}

/** What has to be tested or met for the choice to hold. */
export function conditionsOf(judgement: Judgement, choice: Pair): Finding[] {
  const verdict = judgement.verdicts.find(({ option }) => option === choice.option);
  return [...(verdict?.findings ?? []), ...choice.findings].filter(({ effect }) => effect !== 'rules-out');
}
