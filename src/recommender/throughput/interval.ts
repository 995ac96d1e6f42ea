import type { Architecture } from './architecture.ts';
import type { Gpu } from './gpus.ts';

/** A lowest and a highest around the likeliest. */
export interface Span {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/**
 * How well the model is known to fit. A: dense, on A100 to B300. B: dense, on one GPU of the others. C: a mixture of experts on
 * one GPU or over NVLink. D: tensor parallel over PCIe.
 */
export type ThroughputClass = 'A' | 'B' | 'C' | 'D';

/** What tokens per second are multiplied with for the ends of their span. */
export interface SpanFactors {
  readonly low: number;
  readonly high: number;
}

/** Of measurements that were left out of the fit, 97, 100, 98 and 100 % lay inside. */
export const SPAN_OF_CLASS: Readonly<Record<ThroughputClass, SpanFactors>> = {
  A: { low: 0.6, high: 1.45 },
  B: { low: 0.5, high: 1.65 },
  C: { low: 0.5, high: 1.85 },
  D: { low: 0.5, high: 2.3 },
};

/** Further, where a GPU has fewer than ten measurements. */
const FEW: SpanFactors = { low: 0.85, high: 1.2 };

/** Of a measured speed: one run, one month, one version of the container. */
export const MEASURED_FACTORS: SpanFactors = { low: 0.7, high: 1.3 };

/**
 * Of a speed that a team measured itself, on its own container at the load that is planned for. Of public measurements that were
 * repeated, nine in ten runs at 8 and more in progress lie within 0.81 and 1.15 of their median.
 */
export const OWN_FACTORS: SpanFactors = { low: 0.8, high: 1.2 };

const WORSE: Readonly<Record<ThroughputClass, ThroughputClass>> = { A: 'B', B: 'C', C: 'C', D: 'D' };

/** The class of a model across `gpusEach` GPUs: one worse where only its parameters are known, and one worse with images. */
export function classOf(architecture: Architecture, gpu: Gpu, gpusEach: number, hasImages = false): ThroughputClass {
  let grade: ThroughputClass = gpu.link === 'nvlink' ? 'A' : 'B';
  if (architecture.isMixture) grade = 'C';
  if (gpu.link === 'pcie' && gpusEach > 1) grade = 'D';
  if (!architecture.isKnown) grade = WORSE[grade];
  return hasImages ? WORSE[grade] : grade;
}

/** What the tokens per second of a class are multiplied with on this GPU. */
export function factorsOf(grade: ThroughputClass, gpu: Gpu): SpanFactors {
  const { low, high } = SPAN_OF_CLASS[grade];
  return gpu.hasFewMeasurements ? { low: low * FEW.low, high: high * FEW.high } : { low, high };
}

/** Of something that grows with tokens per second. */
export const growing = (likely: number, { low, high }: SpanFactors): Span => ({
  low: likely * low,
  likely,
  high: likely * high,
});
