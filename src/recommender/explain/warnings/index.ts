import type { PriceList } from '../../facts/price-list.ts';
import { type Finding, reasonsOf } from '../../findings/index.ts';
import { say } from '../../findings/words.ts';
import type { Judgement, Pair } from '../../judge/judgement.ts';
import type { Reason, Sizing } from '../../recommendation.ts';
import { sizingOf } from '../sizing/index.ts';
import { ACCOUNT } from './account.ts';
import { ANSWERS } from './answers.ts';
import { CAPACITY, INSTANCES } from './capacity.ts';
import { MEASURED } from './measured.ts';
import { MEASURING } from './measuring.ts';
import { MONEY } from './money.ts';
import { REGIONS } from './regions.ts';
import { SETTINGS } from './settings.ts';
import { situationOf, type Warning } from './warning.ts';

/** The expensive mistakes that a workload can be about to make, rule and words side by side. */
export const WARNINGS = {
  ...MEASURING,
  ...MEASURED,
  ...MONEY,
  ...ANSWERS,
  ...CAPACITY,
  ...INSTANCES,
  ...SETTINGS,
  ...ACCOUNT,
  ...REGIONS,
};

/** What the choice invites or cannot do, and what it will cost. */
export type WarningCode = keyof typeof WARNINGS;

/**
 * The order in which they are told, costliest first: what can't run, what a size waits for, what fails for everybody, what costs
 * money every month, what takes the service down, what must be arranged before the start, what may fail for some.
 */
export const COSTLIEST_FIRST = [
  'instance-not-for-transform',
  'no-instance-holds-model',
  'model-over-instance',
  'image-for-arm64',
  'context-over-model',
  'model-without-gpu',
  'instance-not-listed',
  'size-is-modelled',
  'size-is-unknown',
  'stated-time-beyond-model',
  'measurement-without-type',
  'measurement-of-other-model',
  'measurements-disagree',
  'stated-time-differs',
  'measurement-over-limit',
  'measurement-without-tokens',
  'measurement-failed',
  'transform-payload-default',
  'transform-concurrency-default',
  'transform-timeout-default',
  'invocation-timeout-default',
  'request-rate-over-account',
  'stream-longer-than-connection',
  'caller-timeout-shorter-than-need',
  'answer-after-connection',
  'queue-expires-before-due',
  'burst-not-planned',
  'wakes-only-with-policy',
  'requests-fail-while-waking',
  'over-budget',
  'hot-models-over-memory',
  'idle-always-on',
  'data-set-stated-as-requests',
  'one-instance-in-production',
  'only-streaming-has-time',
  'router-streaming',
  'router-payload',
  'router-time',
  'client-timeout-too-short',
  'model-over-guidance',
  'capacity-may-lack',
  'new-instance-may-lack',
  'zero-may-be-refused',
  'components-start-at-one',
  'gpu-quota-starts-at-zero',
  'instance-quota-may-be-lower',
  'two-regions-data',
  'burst-over-quota',
  'memory-instances-over-quota',
  'endpoint-quota-may-be-lower',
  'account-concurrency-may-be-lower',
  'response-time-without-margin',
  'processing-near-quota',
  'cold-start-against-response-time',
  'payload-near-quota',
  'memory-near-quota',
  'model-may-exceed-disk',
  'image-near-quota',
  'concurrency-near-quota',
  'cold-load-takes-seconds',
  'model-monitor-closed',
  'instance-type-not-used',
] as const satisfies readonly WarningCode[];

// The compiler names a warning without a place here.
({}) satisfies Record<Exclude<WarningCode, (typeof COSTLIEST_FIRST)[number]>, 'a place'>;

/** First the conditions under which the choice holds, then the mistakes that it invites. */
export function warningsFor(
  judgement: Judgement,
  choice: Pair,
  prices: PriceList,
  sizing: Sizing | null = sizingOf(judgement, choice, prices),
): Reason[] {
  const situation = situationOf(judgement, choice, prices, sizing);
  const warnings = reasonsOf(conditionsOf(judgement, choice), situation);
  for (const code of COSTLIEST_FIRST) {
    const figures = (WARNINGS[code] as Warning).rule(situation);
    if (figures) warnings.push(say(WARNINGS, code, situation, figures));
  }
  return warnings;
}

/** What has to be tested or met for the choice to hold. */
export function conditionsOf(judgement: Judgement, choice: Pair): Finding[] {
  const ofOption = judgement.verdicts.flatMap(({ option, findings }) => (option === choice.option ? findings : []));
  return [...ofOption, ...choice.findings].filter(({ effect }) => effect !== 'rules-out');
}
