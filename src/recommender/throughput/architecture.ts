import type { ModelFigures } from '../facts/model-figures.ts';

export type Precision = 'bf16' | 'fp8' | 'int4' | 'mxfp4' | 'nvfp4';

/** What the speed of a language model depends on. Counts are above 0. */
export interface Architecture {
  /** Id of `KNOWN_MODELS`, by which measurements are found. Null where it isn't one. */
  readonly modelId: string | null;
  /** All that memory holds: every expert, and what sees or hears. */
  readonly parametersBillion: number;
  /** What one token is multiplied with, without what sees or hears. Null: all. */
  readonly activeBillion: number | null;
  readonly isMixture: boolean;
  readonly layers: number;
  /** Tensor parallelism divides them. Null: not known, so any power of two. */
  readonly heads: number | null;
  /** Across more GPUs than these the cache is repeated. 1 with multi-head latent attention. */
  readonly cacheParts: number;
  /** Multi-head latent attention. */
  readonly isLatent: boolean;
  /** Of a layer, in all and used for each token. Null where they aren't known. */
  readonly experts: number | null;
  readonly expertsPerToken: number | null;
  /** Cache of a token at 16 bits, in bytes, of all layers that keep all tokens. */
  readonly kvBytesPerTokenAt16: number;
  /** Bytes a request takes besides at 16 bits, of layers that see a window or keep a state. */
  readonly windowBytesPerSequence: number;
  /** Tokens such a window holds. Null: a fixed state. */
  readonly windowTokens: number | null;
  readonly nativePrecision: Precision;
  /** The cache is kept at 8 bits as published. */
  readonly hasFp8Cache: boolean;
  /** Weights as published, where they aren't parameters times bits. */
  readonly checkpointGiB: number | null;
  /** False: only the number of parameters is known, and the rest is usual for it. */
  readonly isKnown: boolean;
}

/** What is stated of a model beside its table row or `config.json`. */
export interface ArchitectureNotes {
  readonly modelId?: string | undefined;
  /** Of a dense model that sees: the parameters of the part that writes. */
  readonly textBillion?: number | undefined;
  readonly hasFp8Cache?: boolean | undefined;
  readonly nativePrecision?: Precision | undefined;
}

const KV_HEADS = 8;

/** From a table row, or what was read of a `config.json`. Nothing where no number of parameters is known. */
export function architectureOf(figures: ModelFigures, notes: ArchitectureNotes = {}): Architecture | undefined {
  const { billions, active, layers, kvBytes, experts } = figures;
  if (billions === undefined || !(billions > 0)) return undefined;
  const isKnown = layers !== undefined && kvBytes !== undefined;
  return {
    ...usualArchitecture(billions),
    modelId: notes.modelId ?? null,
    activeBillion: active ?? notes.textBillion ?? null,
    isMixture: active !== undefined && active < billions,
    layers: layers ?? usualLayers(billions),
    heads: figures.heads ?? null,
    cacheParts: figures.mla ? 1 : (figures.kvHeads ?? KV_HEADS),
    isLatent: figures.mla === true,
    experts: experts?.[0] ?? null,
    expertsPerToken: experts?.[1] ?? null,
    kvBytesPerTokenAt16: kvBytes ?? usualKvBytes(billions),
    windowBytesPerSequence: figures.window ?? 0,
    windowTokens: figures.windowTokens ?? null,
    nativePrecision: notes.nativePrecision ?? nativePrecisionOf(figures, notes.modelId),
    hasFp8Cache: notes.hasFp8Cache === true,
    checkpointGiB: figures.checkpointGiB ?? null,
    isKnown,
  };
}

/** Of a model of which only the number of parameters is known: dense, and otherwise as models of its size are. */
export function usualArchitecture(parametersBillion: number): Architecture {
  return {
    modelId: null,
    parametersBillion,
    activeBillion: null,
    isMixture: false,
    layers: usualLayers(parametersBillion),
    heads: null,
    cacheParts: KV_HEADS,
    isLatent: false,
    experts: null,
    expertsPerToken: null,
    kvBytesPerTokenAt16: usualKvBytes(parametersBillion),
    windowBytesPerSequence: 0,
    windowTokens: null,
    nativePrecision: 'bf16',
    hasFp8Cache: false,
    checkpointGiB: null,
    isKnown: false,
  };
}

const usualLayers = (billions: number): number => Math.round(20 + 10 * Math.log2(Math.max(1, billions)));

/** Bytes of cache for a token at 16 bits that are usual below a number of billions of parameters. */
const USUAL_KV_BYTES: readonly (readonly [below: number, bytes: number])[] = [
  [12, 130_000],
  [25, 160_000],
  [50, 260_000],
];
const USUAL_KV_BYTES_OF_LARGER = 330_000;

const usualKvBytes = (billions: number): number =>
  USUAL_KV_BYTES.find(([below]) => billions < below)?.[1] ?? USUAL_KV_BYTES_OF_LARGER;

function nativePrecisionOf({ bits }: ModelFigures, modelId = ''): Precision {
  if (bits === 8) return 'fp8';
  if (bits === 4) return modelId.startsWith('gpt-oss') ? 'mxfp4' : 'int4';
  return 'bf16';
}

/** The precision of a number of bits per weight: as published where those have as many. */
export function precisionOf({ nativePrecision }: Architecture, bits: 4 | 8 | 16 | undefined): Precision {
  if (bits === undefined || bits === bitsOf(nativePrecision)) return nativePrecision;
  return bits === 16 ? 'bf16' : bits === 8 ? 'fp8' : 'int4';
}

export function bitsOf(precision: Precision): 4 | 8 | 16 {
  if (precision === 'bf16') return 16;
  return precision === 'fp8' ? 8 : 4;
}

/** Figures that a formula can be given: above 0 and not beyond what a model could have. */
export function isSizable(architecture: Architecture): boolean {
  const { parametersBillion, activeBillion, layers, cacheParts, kvBytesPerTokenAt16, windowBytesPerSequence } =
    architecture;
  const { experts, expertsPerToken, windowTokens, checkpointGiB, heads } = architecture;
  return (
    [parametersBillion, layers].every((value) => value > 0 && value <= 1e6) &&
    [activeBillion, experts, expertsPerToken, windowTokens, checkpointGiB].every(
      (value) => value === null || (value > 0 && value <= 1e9),
    ) &&
    [cacheParts, heads ?? 1].every((value) => value >= 1 && value <= 1e9) &&
    [kvBytesPerTokenAt16, windowBytesPerSequence].every((value) => value >= 0 && value <= 1e15)
  );
}
