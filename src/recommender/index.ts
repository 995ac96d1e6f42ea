// The one door of the recommender: AWS's options, quotas, prices, and how to choose. Pure.
// May import: nothing; of packages zod alone.

export { type PriceCoverage, priceCoverage } from './costs/coverage.ts';
export { type NearFlip, nearFlips, whatWouldChange } from './explain/near-flips.ts';
export type { ReasonCode } from './explain/reason-codes.ts';
export { briefReason } from './explain/reason-codes.ts';
export { INSTANCE_TYPE_NAMES } from './facts/instance-types.ts';
export { KNOWN_MODELS } from './facts/known-models.ts';
export { MODEL_FIGURES, MODEL_SOURCES, type ModelFigures } from './facts/model-figures.ts';
export type { PricedComponent, PriceList, PriceRow, RegionPrices } from './facts/price-list.ts';
export { SHIPPED_PRICES } from './facts/prices.ts';
export type { Source } from './facts/sources.ts';
export { HOSTING_PATTERNS, hostingTitle } from './hosting/index.ts';
export { type CostCurve, type CostPoint, costCurve } from './judge/cost-curve.ts';
export { INFERENCE_OPTIONS, optionTitle } from './options/index.ts';
export { type AnswerOutcome, outcomesOf, recommend } from './recommend.ts';
export type {
  Assumption,
  Choice,
  ChosenInstance,
  CostComponent,
  Extent,
  Flip,
  HoldsIf,
  HostingPatternId,
  Hybrid,
  HybridPart,
  InferenceOptionId,
  OptionCost,
  Reason,
  Recommendation,
  RejectedHosting,
  RejectedOption,
  Scaling,
} from './recommendation.ts';
export { clauseFor, otherSide } from './search/change-words.ts';
export type { About, FormQuestion, FormWords, Unit } from './workload/fields/row.ts';
export { isTimeZone } from './workload/fields/time-zone.ts';
export {
  formatCount,
  formatGB,
  formatMB,
  formatNumber,
  formatRate,
  formatSeconds,
  formatUsd,
} from './workload/measures.ts';
export { distance, nearest } from './workload/nearest.ts';
export type { ParsedWorkload } from './workload/parse.ts';
export { expectationOf, parseWorkload } from './workload/parse.ts';
export type { Fault, RefusedWorkload, RowQuestionId, Workload, WorkloadField } from './workload/workload.ts';
export {
  kindOf,
  labelOf,
  questionFor,
  rowOf,
  unitOf,
  WORKLOAD_FIELDS,
  wordingOf,
  wordsOf,
} from './workload/workload.ts';
