/**
 * How fast language models are on instance types, from memory bandwidth and matrix rates. Pure; imports facts, and what a
 * `config.json` says. Modelled, not measured, except where a measurement of the same model, type and precision stands in.
 */
export { type Architecture, type Precision, usualArchitecture } from './architecture.ts';
export { GPU_SOURCES, GPUS, type Gpu, type GpuType, gpuTypeOf } from './gpus.ts';
export type { Span } from './interval.ts';
export { knownArchitecture, tokensPerSecond } from './tokens-per-second.ts';
