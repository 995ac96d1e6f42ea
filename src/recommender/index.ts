// The one door of the recommender: AWS's options, quotas, prices, and how to choose. Pure.

import { withBinding } from './explain/binding.ts';
import { withDoubts } from './explain/doubts.ts';
import { type Explained, explain, factsOf, withConfidence } from './explain/index.ts';
import { questionsFor } from './explain/questions.ts';
import { withStreaming } from './explain/streaming.ts';
import type { PriceList } from './facts/price-list.ts';
import { pricesOf, SHIPPED_PRICES } from './facts/prices.ts';
import { judge, judgeFit } from './judge/judge.ts';
import type { Judgement } from './judge/judgement.ts';
import type { Granted } from './needs/needs.ts';
import type { Doubt, Guardrail, Recommendation } from './recommendation.ts';
import { confidenceOf } from './search/confidence.ts';
import { findFlips } from './search/flips.ts';
import { type Kernel, outcomeOf, withValue } from './search/outcome.ts';
import { outsideHoursOf } from './search/outside-hours.ts';
import { survey } from './search/survey.ts';
import { Turns } from './search/turn.ts';
import { wouldFitIf } from './search/would-fit.ts';
import { inFormOrder } from './workload/parse.ts';
import { WORKLOAD_FIELDS, type Workload } from './workload/workload.ts';

export { candidatesFor } from './costs/choose-instance.ts';
export { percentFor, rateFor } from './costs/paid-usd.ts';
export { bookFor, type PriceBook, type PriceCoverage, priceCoverage } from './costs/price-book.ts';
export { backlogTarget, WAIT_SECONDS } from './costs/scaling-times.ts';
export { isAsFast, type PricedStandIn, type StandIns } from './costs/stand-ins.ts';
export { openDoubts, withoutDoubt } from './explain/doubts.ts';
export { factsVersionOf } from './explain/index.ts';
export { factOf } from './explain/leading-reason.ts';
export { type NearFlip, nearFlips, outsideHoursText, whatWouldChange } from './explain/near-flips.ts';
export type { ReasonCode } from './explain/rejected.ts';
export { briefReason } from './explain/rejected.ts';
export { sizingFor } from './explain/sizing/index.ts';
export {
  FEATURE_FIGURES,
  HOST_IMAGES,
  INSTANCE_POOL_REGIONS,
  MEASURING_JOB_REGIONS,
  NEURON_HOST_IMAGE,
  OLDER_DRIVERS,
  RESERVABLE_INSTANCES,
  TRANSFORM_HOST,
} from './facts/hosting-features.ts';
export { INSTANCE_TYPE_NAMES, instanceTypeOf } from './facts/instance-types.ts';
export { findModel, KNOWN_MODELS, MODEL_FIGURES } from './facts/known-models.ts';
export { GPU_NAMES, machineOf } from './facts/machines.ts';
export { MODEL_SOURCES, type ModelFigures } from './facts/model-figures.ts';
export type { InstanceComponent, PricedComponent, PriceList, PriceRow, RegionPrices } from './facts/price-list.ts';
export { pricesOf, REGIONS, SHIPPED_PRICES } from './facts/prices.ts';
export { QUOTAS } from './facts/quotas.ts';
export { AWS_REGIONS } from './facts/regions.ts';
export {
  METRIC_DELAY_SECONDS,
  TRACKING_ALARMS,
  WAKE_ALARM_POINTS,
} from './facts/scaling-times.ts';
export type { Source } from './facts/sources.ts';
export type { TeamCurrency, TeamDiscount, TeamPrices, TeamRate, TeamSavingsPlan } from './facts/team-prices.ts';
export {
  HOURS_PER_MONTH,
  JOB_START_UP_SECONDS,
  P95_SHARE,
  SCHEDULE_LEAD_SECONDS,
  START_UP_SECONDS,
  STORAGE_VOLUME_GB,
  TARGET_UTILISATION,
} from './facts/working-figures.ts';
export { HOSTING_PATTERNS, hostingTitle } from './hosting/index.ts';
export { type CostCurve, type CostPoint, costCurve } from './judge/cost-curve.ts';
export type { DeployedModel, HubModel } from './judge/deployed-model.ts';
export { rulesBroken } from './judge/judge.ts';
export { type Serving, type ServingInstance, servingOf } from './judge/serving.ts';
export { MEGAPIXELS } from './needs/image-tokens.ts';
export { DEFAULT_REGION } from './needs/needs.ts';
export {
  answersFromInstances,
  hasInstances,
  INFERENCE_OPTIONS,
  isJob,
  isQueue,
  optionOf,
  optionTitle,
} from './options/index.ts';
export type { EndpointSetting, MetricStatistics, RunningEndpoint } from './options/option.ts';
export type {
  Assumption,
  Choice,
  ChosenInstance,
  ChosenRegion,
  CostComponent,
  Doubt,
  DoubtReading,
  Extent,
  Flip,
  Guardrail,
  HoldsIf,
  HostingPatternId,
  InferenceOptionId,
  OpenAnswer,
  OpenQuestion,
  OptionCost,
  OutsideOption,
  PolicyApplied,
  PricesUsed,
  Reason,
  Recommendation,
  RejectedHosting,
  RejectedOption,
  RuledCases,
  RuleOverride,
  SavingsPlan,
  Scaling,
  ScalingTimes,
  Sizing,
  SizingAlternative,
  SizingBasis,
  SizingMeasurement,
  Span,
  TechnicallyBest,
  TokenSizing,
} from './recommendation.ts';
export { changeClause, clauseFor, otherSide } from './search/change-words.ts';
export { asksForMore } from './search/would-fit.ts';
export { PLANNED_SHARE } from './throughput/factors.ts';
export { type TokensAnswer, type TokensQuery, tokensPerSecond } from './throughput/tokens-per-second.ts';
export type { Fault } from './workload/fault.ts';
export type { About, FormQuestion, FormWords, Unit } from './workload/fields/row.ts';
export { isTimeZone } from './workload/fields/traffic.ts';
export {
  FAILED_SHARE_MAX,
  type MeasuredPoint,
  type Measurement,
  type MeasurementSource,
  POINTS_MAX,
  SOURCE_NAMES,
} from './workload/measurements/measurement.ts';
export { onInstance, type ReadMeasurement, readMeasurement } from './workload/measurements/read-measurement.ts';
export {
  formatAbout,
  formatCount,
  formatGB,
  formatMB,
  formatNumber,
  formatSeconds,
  roundedModelled,
} from './workload/measures.ts';
export type { ModelConfig } from './workload/model-config/keys.ts';
export {
  type ModelConfigFigures,
  pickConfig,
  pickPastedConfig,
  type ReadModelConfig,
  readModelConfig,
} from './workload/model-config/read-model-config.ts';
export { formatRate, formatUsd, roundedUsd, type UsdBasis } from './workload/money.ts';
export { distance, matchesGlob, nearest } from './workload/nearest.ts';
export type { ParsedWorkload } from './workload/parse.ts';
export { expectationOf, named, parseWorkload } from './workload/parse.ts';
export { isSameValue } from './workload/same-value.ts';
export { namesAnother, SCHEMA_KEY, SCHEMA_TITLES, type SchemaName } from './workload/schema-key.ts';
export { isSmallJson, NOT_SMALL } from './workload/small-json.ts';
export type { RefusedWorkload, RowQuestionId, Workload, WorkloadField } from './workload/workload.ts';
export {
  exampleOf,
  kindOf,
  labelOf,
  questionFor,
  rowOf,
  unitOf,
  WORKLOAD_FIELDS,
  wordingOf,
  wordsOf,
} from './workload/workload.ts';

/**
 * How this workload should be served: judged first, then searched for what would change the answer, then explained. Pure
 * and total: every valid workload gets an answer, and the same one gets the same bytes. Without prices, those that ship.
 * `guardrails`: rules of the team. What they forbid is ruled out, and what would change the answer keeps to them too.
 */
export function recommend(
  workload: Workload,
  prices: PriceList = SHIPPED_PRICES,
  guardrails: readonly Guardrail[] = [],
): Recommendation {
  const judgement = judge(evenlyShaped(workload), prices, guardrails);
  const granted: Granted = { streaming: judgement.needs.streaming === 'none' ? 'none' : 'response' };
  const kernel: Kernel = (tried) => judge(tried, prices, guardrails, granted);
  const surveyed = survey(judgement, kernel, prices);
  // What a rule requires isn't what the team stated; but a Region that only the rules led to is named.
  const { region } = judgement.needs.stated;
  const understood = inFormOrder(region === undefined ? workload : { ...workload, region });
  const answer = { ...explain(judgement, prices, surveyed), workload: understood };
  const { stated } = judgement.needs;
  const turnsOf = (asked: Kernel) =>
    new Turns((field, value) => ({ value, outcome: outcomeOf(asked(withValue(stated, field, value))) }));
  const turns = turnsOf(kernel);
  const fits: Kernel = (tried) => judgeFit(tried, prices, guardrails, granted);
  const turnsOfFits = turnsOf(fits);
  const rejected = answer.rejected.map((other) => {
    const { option, verdict } = other;
    const [asked, known] = verdict === 'ruled-out' ? [fits, turnsOfFits] : [kernel, turns];
    return { ...other, wouldFitIf: wouldFitIf(option, verdict, surveyed, judgement, asked, known) };
  });
  const flips = findFlips(surveyed, judgement, turns);
  // What would change the answer is priced later from what the answer keeps.
  const after = prices.team?.savingsPlan ? flips.map(({ field, to }) => kernel(withValue(stated, field, to))) : [];
  const facts = after.length === 0 ? answer.facts : factsOf([judgement, ...after], prices);
  const outsideHours = outsideHoursOf(judgement, kernel);
  const found = { ...(outsideHours && { outsideHours }), flips, facts };
  const sure = withConfidence({ ...answer, rejected, ...found }, confidenceOf(surveyed, judgement, turns));
  const asked = withQuestions(sure, judgement, kernel, prices);
  return withStreaming(withBinding(asked), judgement, prices, guardrails);
}

/** Choice, size and bills as a recommendation has them, without how sure it is. */
export type Estimate = Pick<Explained, 'choice' | 'costs'>;

/** What `recommend` would choose and bill, without the search for what would change it: several times as fast, for asking often. */
export function estimate(workload: Workload, prices: PriceList, guardrails: readonly Guardrail[] = []): Estimate {
  const { choice, costs } = explain(judge(evenlyShaped(workload), prices, guardrails), prices);
  return { choice, costs };
}

/** An answer that was stored, with the questions that earlier versions left out. */
export function completed(stored: Recommendation): Recommendation {
  const { choice, questions, workload, policy } = stored;
  if (choice?.confidence !== 'needs-facts' || questions !== undefined) return stored;
  const prices = pricesOf(stored);
  const kernel: Kernel = (tried) => judge(tried, prices, policy?.rules);
  const judgement = kernel(evenlyShaped(workload));
  return withQuestions(stored, judgement, kernel, prices);
}

/**
 * An answer with words in doubt: where a reading of them leads to another option, or to more than twice the cost, too little is
 * known to claim one, and this is asked first. The answer rests on none of the readings. Without doubts that its workload leaves
 * open, the answer as it is.
 */
export function weighed(
  answer: Recommendation,
  doubts: readonly Doubt[],
  prices: PriceList = pricesOf(answer),
): Recommendation {
  const kernel: Kernel = (tried) => judge(evenlyShaped(tried), prices, answer.policy?.rules);
  return withDoubts(answer, doubts, kernel, prices);
}

/** Whether too little is known to claim an option, or that none fits. */
export function asksForFacts({ choice, questions = [] }: Pick<Recommendation, 'choice' | 'questions'>): boolean {
  return choice === null ? questions.length > 0 : choice.confidence === 'needs-facts';
}

function withQuestions(answer: Recommendation, ...by: [Judgement, Kernel, PriceList]): Recommendation {
  const questions = questionsFor(answer, ...by);
  return questions.length === 0 ? answer : { ...answer, questions };
}

// Marked, so that a bundler leaves the fields out where they aren't used.
const BLANK = /* @__PURE__ */ Object.fromEntries(/* @__PURE__ */ WORKLOAD_FIELDS.map((field) => [field, undefined]));

/** With every field in its place, stated or not: the search tries hundreds of workloads, and engines read one shape faster. */
function evenlyShaped(workload: Workload): Workload {
  return { ...BLANK, ...inFormOrder(workload) };
}
