export { formatRate, formatUsd } from './costs/bill/money.ts';
export type { PricedComponent, PriceList, PriceRow, RegionPrices } from './costs/price-list.ts';
export { SHIPPED_PRICES } from './costs/prices/index.ts';
export { hostingTitle } from './hosting/index.ts';
export { formatCount, formatGB, formatMB, formatNumber, formatSeconds } from './measures.ts';
export { optionTitle } from './options/index.ts';
export type { ParsedWorkload } from './parse-workload.ts';
export { parseWorkload } from './parse-workload.ts';
export type { ReasonCode } from './reasons/reason-code.ts';
export { recommend } from './recommend.ts';
export type {
  Assumption,
  Choice,
  CostComponent,
  Flip,
  HostingPatternId,
  InferenceOptionId,
  OptionCost,
  Reason,
  Recommendation,
  RejectedHosting,
  RejectedOption,
  Scaling,
  Source,
} from './recommendation.ts';
export type { Fault, Workload, WorkloadField } from './workload.ts';
export { kindOf, WORKLOAD_FIELDS, wordsOf } from './workload.ts';
