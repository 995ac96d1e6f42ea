// The one door of the recommender: AWS's options, quotas, prices, and how to choose. Pure.

export { candidatesFor } from './costs/choose-instance.ts';
export { bookFor, type PriceBook, type PriceCoverage, percentFor, priceCoverage, rateFor } from './costs/price-book.ts';
export { backlogTarget, WAIT_SECONDS } from './costs/scaling-times.ts';
export { isAsFast, type PricedStandIn } from './costs/stand-ins.ts';
export { openDoubts, withoutDoubt } from './explain/doubts.ts';
export { factsVersionOf } from './explain/index.ts';
export { nearFlips, otherLoadsTexts, whatWouldChange } from './explain/near-flips.ts';
export { briefReason, factOf, type ReasonCode } from './explain/rejected.ts';
export { sizingFor } from './explain/sizing/index.ts';
export {
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
export type { InstanceComponent, PriceList, TeamPrices, TeamRate, TeamSavingsPlan } from './facts/price-list.ts';
export { pricesOf, REGIONS, SHIPPED_PRICES } from './facts/prices.ts';
export { QUOTAS } from './facts/quotas.ts';
export { AWS_REGIONS } from './facts/regions.ts';
export { METRIC_DELAY_SECONDS, TRACKING_ALARMS, WAKE_ALARM_POINTS } from './facts/scaling-times.ts';
export type { Source } from './facts/sources.ts';
export {
  HOURS_PER_MONTH,
  JOB_START_UP_SECONDS,
  P95_SHARE,
  SCHEDULE_LEAD_SECONDS,
  START_UP_SECONDS,
  STORAGE_VOLUME_GB,
} from './facts/working-figures.ts';
export { HOSTING_PATTERNS, hostingTitle } from './hosting/index.ts';
export { type CostCurve, type CostPoint, costCurve } from './judge/cost-curve.ts';
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
export { asksForFacts, completed, type Estimate, estimate, recommend, weighed } from './recommend.ts';
export type * from './recommendation.ts';
export { changeClause, clauseFor, otherSide } from './search/change-words.ts';
export { asksForMore } from './search/would-fit.ts';
export { PLANNED_SHARE } from './throughput/factors.ts';
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
export { pickConfig, pickPastedConfig, readModelConfig } from './workload/model-config/read-model-config.ts';
export { formatRate, formatUsd, roundedUsd, type UsdBasis } from './workload/money.ts';
export { distance, matchesGlob, nearest } from './workload/nearest.ts';
export { expectationOf, isSameValue, named, type ParsedWorkload, parseWorkload } from './workload/parse.ts';
export { namesAnother, SCHEMA_KEY, SCHEMA_TITLES, type SchemaName } from './workload/schema-key.ts';
export { isSmallJson, NOT_SMALL } from './workload/small-json.ts';
export {
  exampleOf,
  kindOf,
  labelOf,
  questionFor,
  type RefusedWorkload,
  type RowQuestionId,
  rowOf,
  unitOf,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
  wordingOf,
  wordsOf,
} from './workload/workload.ts';
