import type { InstanceType } from '../facts/instance-types.ts';
import type { Source } from '../facts/sources.ts';
import { GPUS, type GpuId, gpuTypeOf } from './gpus.ts';
import type { Span, SpanFactors } from './interval.ts';

/**
 * Work of a request that isn't done token by token: a text that is read at once, an image that is made, audio that is written
 * down. Operations in FLOP, audio in seconds.
 */
export type ComputedWork =
  | { readonly kind: 'encoder'; readonly flops: number }
  | { readonly kind: 'image'; readonly flops: number }
  | { readonly kind: 'speech'; readonly audioSeconds: number; readonly isTurbo: boolean };

/** Share of a GPU's data sheet rate at 16 bits that each kind reaches. */
export const RATE_SHARE: Readonly<Record<'encoder' | 'image', Span>> = {
  encoder: { low: 0.15, likely: 0.35, high: 0.55 },
  image: { low: 0.2, likely: 0.33, high: 0.5 },
};

/** What an encoder at 8 bits reaches on a vCPU, in FLOP per second. */
export const VCPU_RATE = 30e9;
const VCPU_SPAN: SpanFactors = { low: 0.5, high: 2 };

/** Seconds of audio in a second of one GPU, one stretch of it after the other: what limits it isn't the GPU's rate. */
export const AUDIO_PER_SECOND: Span = { low: 10, likely: 15, high: 25 };

/**
 * The same of an A100 whose server works on 24 to 96 stretches of audio together, where the GPU's rate is the limit. Seen with
 * whisper-large-v3 on A100: 92 and 184 (read 2026-11-28).
 */
const BATCHED_AUDIO_PER_SECOND: Span = { low: 65, likely: 130, high: 195 };

/** As many times as much is done by whisper-large-v3-turbo, batched. */
const TURBO_FACTOR = 2.5;

/** Seconds of audio in a second of one GPU whose server batches the audio of all requests, modelled. */
function batchedAudioPerSecond(gpu: GpuId, isTurbo: boolean): Span {
  const { low, likely, high } = BATCHED_AUDIO_PER_SECOND;
  const factor = (GPUS[gpu].tflops16 / GPUS['a100-40'].tflops16) * (isTurbo ? TURBO_FACTOR : 1);
  return { low: low * factor, likely: likely * factor, high: high * factor };
}

/** WhisperX cuts a recording into stretches of this many seconds, and takes up to 16 of one recording together (DLC docs/whisperx/configuration.md, 2026-08-21). */
const STRETCH_SECONDS = 30;
const STRETCHES_MAX = 16;

/** Of WhisperX, which takes one recording after the other: as many times what one stretch gets as it has of them, up to the GPU's rate. */
export function audioPerSecond(audioSeconds: number, isTurbo: boolean, gpu: GpuId): Span {
  const batched = batchedAudioPerSecond(gpu, isTurbo);
  const together = Math.min(STRETCHES_MAX, Math.max(1, audioSeconds / STRETCH_SECONDS));
  const at = (end: keyof Span): number => {
    const alone = AUDIO_PER_SECOND[end];
    return Math.max(alone, Math.min(alone * together, batched[end]));
  };
  return { low: at('low'), likely: at('likely'), high: at('high') };
}

/** Operations of SDXL: of a step of both guidance passes, and of all that isn't a step, at 1,024 by 1,024 pixels. */
export const SDXL = { stepFlops: 2 * 5.98e12, otherFlops: 10e12, megapixels: 1.048576 } as const;

/** Where these shares were seen: by kind. */
export const COMPUTED_SOURCES: Readonly<Record<ComputedWork['kind'], Source>> = {
  encoder: {
    title: 'Text Embeddings Inference on L4 (0.34 of the data sheet), sentence-transformers (0.11), TensorRT on H200',
    url: 'https://github.com/huggingface/text-embeddings-inference',
    date: '2026-11-28',
  },
  image: {
    title: 'Diffusers on A100 (0.33 of the data sheet), TensorRT on H200',
    url: 'https://huggingface.co/datasets/sayakpaul/sample-datasets',
    date: '2026-11-28',
  },
  speech: {
    title:
      'Whisper large-v3 on V100 (14.4), T4 (15.6) and A100 (16 seconds of audio per second; 92 and 184 in batches)',
    url: 'https://github.com/openai/whisper',
    date: '2026-11-28',
  },
};

/** How fast an instance type does a kind of work. */
export interface ComputingSpeed {
  /** What works by itself on one instance: GPUs or vCPUs. */
  readonly units: number;
  /** Of one of them for a request, likely. With many requests it works on several together where the engine batches. */
  readonly unitSeconds: number;
  /** What likely speed is multiplied with for the ends of its span. */
  readonly factors: SpanFactors;
  /** Of one request by itself, likely and at best. */
  readonly alone: { readonly likely: number; readonly least: number };
}

/** Nothing on AWS's own accelerators, and without a GPU where the work needs one. */
export function computingSpeed(work: ComputedWork, spec: InstanceType): ComputingSpeed | undefined {
  if (spec.acceleratorCount === 0) return work.kind === 'encoder' ? onProcessor(work.flops, spec.vcpu) : undefined;
  const gpuType = gpuTypeOf(spec.name);
  if (gpuType === undefined) return undefined;
  const { low, likely, high } = perSecond(work, gpuType.gpu);
  const amount = amountOf(work);
  return {
    units: gpuType.gpus,
    unitSeconds: amount / likely,
    factors: { low: low / likely, high: high / likely },
    alone: { likely: amount / likely, least: leastSeconds(work, gpuType.gpu) },
  };
}

const amountOf = (work: ComputedWork): number => (work.kind === 'speech' ? work.audioSeconds : work.flops);

/** Of one request by itself on a GPU, whatever the server and the size of the model. */
export const leastSeconds = (work: ComputedWork, gpu: GpuId): number =>
  amountOf(work) / (work.kind === 'speech' ? batchedAudioPerSecond(gpu, true) : perSecond(work, gpu)).high;

/** Of the work that a request has, on one GPU. */
export const likelyPerSecond = (work: ComputedWork, gpu: GpuId): number => perSecond(work, gpu).likely;

function onProcessor(flops: number, vcpu: number): ComputingSpeed {
  const unitSeconds = flops / VCPU_RATE;
  const together = unitSeconds / vcpu;
  return {
    units: vcpu,
    unitSeconds,
    factors: VCPU_SPAN,
    alone: { likely: together, least: together / VCPU_SPAN.high },
  };
}

function perSecond(work: ComputedWork, gpu: GpuId): Span {
  if (work.kind === 'speech') return audioPerSecond(work.audioSeconds, work.isTurbo, gpu);
  const { low, likely, high } = RATE_SHARE[work.kind];
  const flopsPerSecond = GPUS[gpu].tflops16 * 1e12;
  return { low: low * flopsPerSecond, likely: likely * flopsPerSecond, high: high * flopsPerSecond };
}
