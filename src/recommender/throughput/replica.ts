import { ACCELERATOR_SHARE, ACTIVATION_GIB, ACTIVATION_SHARE } from '../facts/working-figures.ts';
import type { Architecture, Precision } from './architecture.ts';
import {
  FACTORS,
  type Factors,
  FIRST_TOKEN,
  LINK_SHARE,
  NVLINK_SECONDS,
  SEQUENCE_SECONDS,
  SEQUENCES_MAX,
  STEP_SECONDS,
} from './factors.ts';
import type { Gpu } from './gpus.ts';

const GIB = 2 ** 30;
const GIGA = 1e9;
const TERA = 1e12;

export interface ServedAs {
  readonly architecture: Architecture;
  readonly precision: Precision;
  /** The cache is kept at 8 bits: half of it all. */
  readonly fp8Cache: boolean;
}

/** Mean tokens of a request. */
export interface RequestTokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/**
 * One copy of a model across some GPUs, with requests of one kind: what its formulas share. Seconds are those of a step, which
 * makes one token of each sequence, unless the name says otherwise.
 */
export interface Replica {
  readonly gpusEach: number;
  readonly outputTokens: number;
  /** Weights that every step reads. */
  readonly readSeconds: number;
  /** The rest of a mixture's experts, read as far as the sequences at hand use them. */
  readonly expertsSeconds: number;
  /** Share of the experts that one token doesn't use. */
  readonly unusedShare: number;
  readonly computeSecondsPerSequence: number;
  /** Cache, exchange between GPUs, and the host's work. */
  readonly secondsPerSequence: number;
  readonly fixedSeconds: number;
  /** Of a whole prompt. */
  readonly prefillSeconds: number;
  /** Sequences that memory holds beside the weights, not rounded and at most 256: below 1 it doesn't hold one. */
  readonly sequencesHeld: number;
}

const BYTES_PER_PARAMETER: Readonly<Record<Precision, number>> = {
  bf16: 2,
  fp8: 1,
  // 5 bits: scales, and layers that stay at 16 bits.
  int4: 0.625,
  mxfp4: 0.625,
  nvfp4: 0.625,
};

export function weightBytes({ architecture, precision }: ServedAs): number {
  const { checkpointGiB, nativePrecision, parametersBillion } = architecture;
  if (checkpointGiB !== null && precision === nativePrecision) return checkpointGiB * GIB;
  return parametersBillion * GIGA * BYTES_PER_PARAMETER[precision];
}

const bytesPerParameter = (served: ServedAs): number =>
  weightBytes(served) / (served.architecture.parametersBillion * GIGA);

/** Parameters that one token is multiplied with. */
const activeOf = ({ parametersBillion, activeBillion }: Architecture): number =>
  Math.min(activeBillion ?? parametersBillion, parametersBillion) * GIGA;

/** The data sheet's matrix rate and the share of it that is reached. Weights of fewer bits than the GPU's units are read so, and computed at 16. */
function matrixRate(
  gpu: Gpu,
  precision: Precision,
  factors: Factors,
): { readonly sheet: number; readonly reached: number } {
  const { tflops16, tflops8, tflops4 } = gpu;
  const at16 = { sheet: tflops16 * TERA, reached: factors.rate16 };
  const at8 = tflops8 === null ? at16 : { sheet: tflops8 * TERA, reached: factors.rate8 };
  if (precision === 'fp8') return at8;
  if (precision === 'nvfp4') return tflops4 === null ? at8 : { sheet: tflops4 * TERA, reached: factors.rate4 };
  return precision === 'mxfp4' && tflops4 !== null ? at8 : at16;
}

/** Bytes of cache of a sequence of `tokens`, were it held once. */
export function cacheBytes({ architecture, fp8Cache }: ServedAs, tokens: number): number {
  const { kvBytesPerTokenAt16, windowBytesPerSequence, windowTokens } = architecture;
  const kept = kvBytesPerTokenAt16 * tokens;
  const window =
    windowTokens === null
      ? Math.min(windowBytesPerSequence, kept)
      : windowBytesPerSequence * Math.min(1, tokens / windowTokens);
  return (kept + window) * (fp8Cache ? 0.5 : 1);
}

/** Bytes for caches on each GPU, beside weights and activations; below 0 where the weights alone don't fit. */
export function roomBytes(served: ServedAs, gpu: Gpu, gpusEach: number, share: number = ACCELERATOR_SHARE): number {
  const weightsGiB = weightBytes(served) / GIB / gpusEach;
  return (share * gpu.memoryGiB - weightsGiB - (ACTIVATION_GIB + ACTIVATION_SHARE * weightsGiB)) * GIB;
}

/** Sequences of `tokens` that the memory of `gpusEach` GPUs holds, not rounded. */
export function sequencesHeld(served: ServedAs, gpu: Gpu, gpusEach: number, tokens: number, share?: number): number {
  const each = cacheBytes(served, tokens) / Math.min(gpusEach, served.architecture.cacheParts);
  return Math.max(0, roomBytes(served, gpu, gpusEach, share)) / Math.max(each, 1);
}

/** Weights that are read in a step: what every token uses, what one token leaves unread of the experts, and that share. */
function weightsRead({ architecture }: ServedAs): { always: number; experts: number; unusedShare: number } {
  const { isMixture, parametersBillion, experts, expertsPerToken } = architecture;
  const active = activeOf(architecture);
  if (!isMixture) return { always: active, experts: 0, unusedShare: 0 };
  const all = parametersBillion * GIGA;
  if (experts === null || expertsPerToken === null) {
    const always = active / 3;
    return { always, experts: all - always, unusedShare: 1 - (active - always) / (all - always) };
  }
  const used = Math.min(1, expertsPerToken / experts);
  const inExperts = used === 1 ? 0 : Math.min(all, (all - active) / (1 - used));
  return { always: all - inExperts, experts: inExperts, unusedShare: 1 - used };
}

/** Elements of one token's hidden state, from its active parameters: the constants were fitted with this width. */
function widthOf(architecture: Architecture): number {
  return 128 * Math.max(1, Math.round(Math.sqrt(activeOf(architecture) / (12 * architecture.layers)) / 128));
}

/** A copy of the model on `gpusEach` GPUs of the kind. */
export function replicaOf(
  served: ServedAs,
  gpu: Gpu,
  gpusEach: number,
  { inputTokens, outputTokens }: RequestTokens,
  factors: Factors = FACTORS,
): Replica {
  const { architecture } = served;
  const { layers, isMixture, isLatent, cacheParts } = architecture;
  const active = activeOf(architecture);
  const further = isMixture ? factors.mixture : 1;
  const bandwidth = gpu.bandwidthGBs * GIGA * factors.bandwidth;
  const rate = matrixRate(gpu, served.precision, factors);
  const flops = gpusEach * rate.sheet * rate.reached * further;
  const { always, experts, unusedShare } = weightsRead(served);
  const readSeconds = bytesPerParameter(served) / (gpusEach * bandwidth * further);
  const context = inputTokens + outputTokens / 2;
  const kvSeconds = cacheBytes(served, context) / (Math.min(gpusEach, cacheParts) * bandwidth);
  const width = widthOf(architecture);
  const exchange = exchangeSecondsPerToken(gpu, gpusEach, layers, width);
  const attention = 2 * layers * width * inputTokens ** 2 * (isLatent ? 2 : 1);
  return {
    gpusEach,
    outputTokens,
    readSeconds: always * readSeconds,
    expertsSeconds: experts * readSeconds,
    unusedShare,
    computeSecondsPerSequence: (2 * active) / flops,
    secondsPerSequence: kvSeconds + exchange + SEQUENCE_SECONDS,
    fixedSeconds: STEP_SECONDS + factors.layerSeconds * layers + allReduceSeconds(gpu, gpusEach, layers, factors),
    prefillSeconds: (2 * active * inputTokens + attention) / flops + inputTokens * exchange,
    sequencesHeld: Math.min(SEQUENCES_MAX, sequencesHeld(served, gpu, gpusEach, context + 0.1 * outputTokens)),
  };
}

/** The same copy at this many times its speed. */
export function atSpeed(replica: Replica, speed: number): Replica {
  if (speed === 1) return replica;
  return {
    ...replica,
    readSeconds: replica.readSeconds / speed,
    expertsSeconds: replica.expertsSeconds / speed,
    computeSecondsPerSequence: replica.computeSecondsPerSequence / speed,
    secondsPerSequence: replica.secondsPerSequence / speed,
    fixedSeconds: replica.fixedSeconds / speed,
    prefillSeconds: replica.prefillSeconds / speed,
  };
}

/** Two all-reduces a layer move 4 bytes of each element of a token's hidden state to the other GPUs. */
const exchangeSecondsPerToken = (gpu: Gpu, gpusEach: number, layers: number, width: number): number =>
  (2 * layers * width * 4 * ((gpusEach - 1) / gpusEach)) / (LINK_SHARE * gpu.linkGBs * GIGA);

const allReduceSeconds = (gpu: Gpu, gpusEach: number, layers: number, { pcieSeconds }: Factors): number =>
  gpusEach === 1 ? 0 : 2 * layers * (gpu.link === 'nvlink' ? NVLINK_SECONDS : pcieSeconds);

/** Seconds of one step with this number of sequences. */
export function stepSeconds(replica: Replica, sequences: number): number {
  const { readSeconds, expertsSeconds, unusedShare, computeSecondsPerSequence } = replica;
  const experts = expertsSeconds === 0 ? 0 : expertsSeconds * (1 - unusedShare ** sequences);
  return (
    Math.max(readSeconds + experts, computeSecondsPerSequence * sequences) +
    replica.secondsPerSequence * sequences +
    replica.fixedSeconds
  );
}

/** Seconds between two tokens of a stream: prefills of the others stand between the steps. */
export const tokenSeconds = (replica: Replica, sequences: number): number =>
  stepSeconds(replica, sequences) + (sequences * replica.prefillSeconds) / replica.outputTokens;

/** Output tokens per second of the whole replica. */
export const replicaTokensPerSecond = (replica: Replica, sequences: number): number =>
  sequences / tokenSeconds(replica, sequences);

/** Sequences that run at once, of those that are there. */
export const sequencesRunning = ({ sequencesHeld: held }: Replica, sequences: number): number =>
  Math.min(Math.max(1, sequences), Math.max(1, Math.floor(held)));

/** Seconds to the first token, with a queue where more requests are there than run at once. */
export function firstTokenSeconds(replica: Replica, sequences: number): number {
  const running = sequencesRunning(replica, sequences);
  const { seconds, prefills, steps, otherPrefills } = FIRST_TOKEN;
  const queued = Math.max(0, sequences - running);
  return (
    seconds +
    (prefills + otherPrefills * running) * replica.prefillSeconds +
    steps * stepSeconds(replica, running) +
    (queued * replica.outputTokens) / replicaTokensPerSecond(replica, running)
  );
}

export const answerSeconds = (replica: Replica, sequences: number): number =>
  firstTokenSeconds(replica, sequences) +
  tokenSeconds(replica, sequencesRunning(replica, sequences)) * Math.max(0, replica.outputTokens - 1);

/** Seconds between two tokens that no replica undercuts: the weights of one token at the data sheet's bandwidth. */
export const tokenSecondsFloor = (served: ServedAs, gpu: Gpu, gpusEach: number): number =>
  (activeOf(served.architecture) * bytesPerParameter(served)) / (gpusEach * gpu.bandwidthGBs * GIGA);

/** Seconds to the first token that no replica undercuts: the prompt at the data sheet's matrix rate. */
export const firstTokenSecondsFloor = (served: ServedAs, gpu: Gpu, gpusEach: number, inputTokens: number): number =>
  (2 * activeOf(served.architecture) * inputTokens) / (gpusEach * matrixRate(gpu, served.precision, FACTORS).sheet);
