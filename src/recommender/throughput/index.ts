/**
 * How fast language models are on instance types, from memory bandwidth and matrix rates, and what a load takes of them. Pure;
 * imports facts alone. Modelled, not measured, except where a measurement of the same model, type and precision stands in.
 */
export {
  type Architecture,
  type ArchitectureNotes,
  architectureOf,
  bitsOf,
  type Precision,
  precisionOf,
  usualArchitecture,
} from './architecture.ts';
export { PLANNED_SHARE, THROUGHPUT_SOURCE } from './factors.ts';
export { GPU_SOURCES, GPUS, type Gpu, type GpuId, type GpuType, gpuTypeOf } from './gpus.ts';
export type { Span, ThroughputClass } from './interval.ts';
export type { Limits, TypePlan, TypeRefusal } from './plan.ts';
export { knownArchitecture, type TokensAnswer, type TokensQuery, tokensPerSecond } from './tokens-per-second.ts';
