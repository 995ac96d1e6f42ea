import type { Workload } from '../workload/workload.ts';

/** A vision tower takes about this much on top of the tokens that an image becomes. */
const VISION_TOWER = 1.4;

/** Megapixels of an image of which no size is stated: 1,024 by 1,024 pixels. */
export const MEGAPIXELS = 1.048576;

/** Of a side of one of the squares that Qwen's models cut an image into, in pixels. */
const PATCH_PIXELS = 28;

/** Models that make as many tokens of any image, by the start of their names. */
const FIXED: readonly (readonly [name: string, tokens: number])[] = [
  ['llava', 576],
  ['llama-3.2-', 1601],
];

/**
 * The tokens that the images of a request count as, vision tower included; 0 without images. By the size of the image, unless the
 * model makes a fixed number of each. Sources: the models' own descriptions, as in `tools/throughput`.
 */
export function imageTokens(
  { images = 0, imageMegapixels = MEGAPIXELS }: Pick<Workload, 'images' | 'imageMegapixels'>,
  modelId = '',
): number {
  if (images === 0) return 0;
  const fixed = FIXED.find(([name]) => modelId.startsWith(name))?.[1];
  return images * (fixed ?? (imageMegapixels * 1e6) / PATCH_PIXELS ** 2) * VISION_TOWER;
}
