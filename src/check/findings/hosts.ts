import { page } from '../../account/findings/rule.ts';
import { HOST_IMAGES, instanceTypeOf, OLDER_DRIVERS } from '../../recommender/index.ts';
import { containersIn, type Variant } from '../endpoints.ts';
import { Fields } from '../fields.ts';
import { isKnown } from '../templates/unknown-text.ts';
import type { TemplateRule } from './finding.ts';

const DRIVERS = page('GPU drivers of inference instances', 'sagemaker/latest/dg/inference-gpu-drivers');

interface HostImage {
  /** The newest CUDA that its driver takes. */
  readonly cuda: number;
  /** Families that take it, as their default or where it is set. */
  readonly families: readonly string[];
}

const OLDEST = ['p4d', 'p4de', 'g4dn', 'g5'];
const SIXTH = ['p5', 'g6', 'g6e'];

/** Values of `InferenceAmiVersion` (inference-gpu-drivers and API_ProductionVariant, read 2026-09). */
const IMAGES: Readonly<Record<string, HostImage>> = {
  'al2-ami-sagemaker-inference-gpu-2': { cuda: 12.2, families: [...OLDEST, ...SIXTH] },
  'al2-ami-sagemaker-inference-gpu-2-1': { cuda: 12.2, families: [...OLDEST, ...SIXTH] },
  [HOST_IMAGES.cuda12]: { cuda: 12.4, families: [...OLDEST, ...SIXTH, 'p5e', 'p5en'] },
  [HOST_IMAGES.cuda13]: {
    cuda: 13,
    families: [...OLDEST, ...SIXTH, 'p5e', 'p5en', 'p6', 'p6-b200', 'p6-b300', 'g7', 'g7e'],
  },
};
const FAMILIES: ReadonlySet<string> = new Set(Object.values(IMAGES).flatMap(({ families }) => families));

/** The CUDA that an image was built with, by its tag: 13 of "…-cu130-…". */
function cudaOf(variant: Variant): number | undefined {
  if (variant.model === undefined) return undefined;
  const versions = containersIn(variant.model).flatMap((container) => {
    const image = new Fields(container).raw('Image') ?? '';
    const digits = isKnown(image) ? /[:-]cu(\d{3})\b/.exec(image)?.[1] : undefined;
    return digits === undefined ? [] : [Number(digits) / 10];
  });
  return versions.length === 0 ? undefined : Math.max(...versions);
}

const familyOf = (type: string): string => type.split('.')[1] ?? '';

/** Of variants whose host image is stated, or not. */
const each =
  (isStated: boolean, find: (type: string, variant: Variant, image: string) => string | false): TemplateRule['find'] =>
  ({ served }) =>
    served.variants.flatMap((variant) => {
      const image = variant.fields.raw('InferenceAmiVersion');
      if ((image !== undefined) !== isStated || (image !== undefined && !isKnown(image))) return [];
      return variant.types.slice(0, 1).flatMap((type) => find(type, variant, image ?? '') || []);
    });

/** A container whose CUDA is newer than the host's driver dies at start, often without a log. */
export const HOST_RULES: readonly TemplateRule[] = [
  {
    code: 'template-host-image',
    severity: 'error',
    source: DRIVERS,
    find: each(true, (type, variant, image) => {
      const cuda = cudaOf(variant);
      const host = Object.hasOwn(IMAGES, image) ? IMAGES[image] : undefined;
      if (host === undefined) return false;
      const family = familyOf(type);
      if (FAMILIES.has(family) && !host.families.includes(family)) return `${image} isn't for ${type}.`;
      if (cuda === undefined || Math.floor(cuda) <= Math.floor(host.cuda)) return false;
      return `The image has CUDA ${cuda}, and the driver of ${image} takes ${host.cuda}. Use ${HOST_IMAGES.cuda13}.`;
    }),
  },
  {
    code: 'template-host-image',
    severity: 'warning',
    source: DRIVERS,
    find: each(true, (type, _, image) => {
      const isPlain = instanceTypeOf(type)?.acceleratorCount === 0;
      return isPlain && `InferenceAmiVersion ${image} is for accelerators, and ${type} has none.`;
    }),
  },
  {
    code: 'template-host-image',
    severity: 'warning',
    source: DRIVERS,
    find: each(false, (type, variant) => {
      const older = OLDER_DRIVERS[familyOf(type)];
      const cuda = cudaOf(variant);
      if (older === undefined || cuda === undefined || cuda < 13) return false;
      return `The image has CUDA ${cuda}, and the driver of ${type} is for ${older.cuda} by default. Set InferenceAmiVersion to ${HOST_IMAGES.cuda13}.`;
    }),
  },
];
