import type { Source } from '../facts/sources.ts';

/** The constants of the model, fitted to public measurements by `npm run tool -- throughput`. */
export interface Factors {
  /** Share of the data sheet's memory bandwidth that decoding reaches. */
  readonly bandwidth: number;
  /** Shares of the data sheet's matrix rates that are reached, by bits per number. */
  readonly rate16: number;
  readonly rate8: number;
  readonly rate4: number;
  /** Further factor on bandwidth and matrix rate for a mixture of experts. */
  readonly mixture: number;
  /** Launches and work of the host, in seconds per layer and step. */
  readonly layerSeconds: number;
  /** Seconds per all-reduce over PCIe: two a layer. */
  readonly pcieSeconds: number;
}

/** Fitted to 3,738 public measurements of 37 models on 13 GPUs, on 2026-11-28. */
export const FACTORS: Factors = {
  bandwidth: 0.87,
  rate16: 0.55,
  rate8: 0.54,
  rate4: 0.37,
  mixture: 0.67,
  layerSeconds: 53e-6,
  pcieSeconds: 102e-6,
};

/** Fixed, not fitted. */
export const STEP_SECONDS = 1e-3;
export const SEQUENCE_SECONDS = 10e-6;
export const NVLINK_SECONDS = 5e-6;
export const LINK_SHARE = 0.6;

/** Requests that one copy of a model works on at once: vLLM's default. */
export const SEQUENCES_MAX = 256;

/** Of time to first token: in seconds, and per prefill and step, and per prefill of each other request in progress. */
export const FIRST_TOKEN = { seconds: 0.05, prefills: 1.5, steps: 3, otherPrefills: 0.06 } as const;

/** Measured time to first token lies between these multiples of the modelled one. */
export const FIRST_TOKEN_SPAN = { low: 0.55, high: 5 } as const;

/** How much of what an instance makes at most it is planned to make: the rest is for a busier minute. */
export const PLANNED_SHARE = 0.8;

/** Where what the model rests on was measured, in short. The measurements are in `tools/throughput/measurements.csv`. */
export const THROUGHPUT_SOURCE: Source = {
  title:
    'InferenceX runs and NVIDIA runs, as kept by NVIDIA AIConfigurator, and TensorRT-LLM, vLLM and SGLang benchmarks',
  url: 'https://github.com/ai-dynamo/aiconfigurator/tree/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/systems',
  date: '2026-11-28',
};
