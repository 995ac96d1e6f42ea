import type { ModelFigures } from '../facts/model-figures.ts';
import { IMAGE_STEPS } from '../facts/working-figures.ts';
import { type ComputedWork, SDXL } from '../throughput/computed-work.ts';
import type { Workload } from '../workload/workload.ts';

const ENCODERS: ReadonlySet<ModelFigures['task']> = new Set(['embedding', 'encoder', 'reranker']);

/** Of those whose speed was measured in public. */
const SPEECH = new Set(['whisper-large-v3', 'whisper-large-v3-turbo']);
const IMAGES = 'stable-diffusion-xl';

type Stated = Pick<Workload, 'inputTokens' | 'audioSeconds' | 'images' | 'imageSteps' | 'imageMegapixels'>;

/** What a request takes of a GPU, where that follows from its size; nothing of a model of which it isn't known, and without a size. */
export function computedWork(
  stated: Stated,
  figures: ModelFigures | undefined,
  id: string | undefined,
): ComputedWork | undefined {
  if (figures === undefined) return undefined;
  const billions = figures.body ?? figures.active ?? figures.billions;
  if (ENCODERS.has(figures.task)) {
    return billions && stated.inputTokens
      ? { kind: 'encoder', flops: finite(2 * billions * 1e9 * stated.inputTokens) }
      : undefined;
  }
  if (id !== undefined && SPEECH.has(id)) {
    const { audioSeconds } = stated;
    return audioSeconds === undefined ? undefined : { kind: 'speech', audioSeconds, isTurbo: id.endsWith('turbo') };
  }
  return id === IMAGES ? { kind: 'image', flops: imageFlops(stated) } : undefined;
}

/** Of all images of a request. */
function imageFlops({ images, imageSteps = IMAGE_STEPS, imageMegapixels = SDXL.megapixels }: Stated): number {
  const each = imageSteps * SDXL.stepFlops + SDXL.otherFlops;
  return finite(((images || 1) * each * imageMegapixels) / SDXL.megapixels);
}

const finite = (flops: number): number => Math.min(Number.MAX_VALUE, flops);

/** What has to be stated for that of a model of this kind; nothing of one whose speed isn't known. */
export function sizeFieldOf(
  figures: ModelFigures | undefined,
  id: string | undefined,
): 'inputTokens' | 'audioSeconds' | undefined {
  if (figures === undefined) return undefined;
  if (ENCODERS.has(figures.task)) return 'inputTokens';
  return id !== undefined && SPEECH.has(id) ? 'audioSeconds' : undefined;
}
