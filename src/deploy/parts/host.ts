import { HOST_IMAGES, NEURON_HOST_IMAGE, OLDER_DRIVERS, TRANSFORM_HOST } from '../../recommender/index.ts';
import { type DeploymentFacts, familyOf, instanceOf } from '../facts.ts';
import { cudaOf, SERVING_IMAGES } from '../images/images.ts';
import { imageOf } from '../images/serving-image.ts';
import { iff, isGiven, NO_VALUE, type Part, ref, type Value } from '../template.ts';

// The driver of the hosts, which has to match the CUDA of the image.

const NAME = 'InferenceAmiVersion';
const CONDITION = `Has${NAME}`;
const TRANSFORM_NAME = 'TransformAmiVersion';

/** CUDA of a default driver from which CUDA 12 images need no other (DG inference-gpu-drivers, 2026-09). */
const CUDA_12_FROM = 12.4;

interface HostDriver {
  readonly part: Part;
  readonly properties: Readonly<Record<string, Value>>;
}

const NONE: HostDriver = { part: {}, properties: {} };

/** Inferentia2 and Trainium, whose hosts AWS has an image for. */
const NEURON_FAMILIES = new Set(['inf2', 'trn1', 'trn1n', 'trn2']);

/** `properties`: of a variant. Empty where hosts have no accelerator, or the newest driver by default. */
export function hostDriver(facts: DeploymentFacts): HostDriver {
  const family = familyOf(facts.serving.instance?.type);
  if (NEURON_FAMILIES.has(family)) return entered(NEURON, '', [NEURON_HOST_IMAGE]);
  const older = OLDER_DRIVERS[family];
  if (older === undefined) return NONE;
  const forCuda12 = Number(older.cuda) < CUDA_12_FROM ? HOST_IMAGES.cuda12 : '';
  // The newest driver runs older images as well.
  const cuda = cudaIn(facts);
  const note = noteOn(facts, cuda, older, forCuda12);
  if ((cuda ?? 0) >= 13)
    return { part: { ...(note !== undefined && { notes: [note] }) }, properties: { [NAME]: HOST_IMAGES.cuda13 } };
  const description = `Driver of the hosts: ${HOST_IMAGES.cuda13} for images with CUDA 13${forCuda12 && `, ${forCuda12} with CUDA 12`}. Empty: ${older.driver}, for CUDA ${older.cuda}.`;
  return entered(
    description,
    forCuda12,
    [forCuda12, HOST_IMAGES.cuda13].filter(Boolean),
    note === undefined ? [] : [note],
  );
}

/** Of the proposed image; undefined where none is. */
function cudaIn(facts: DeploymentFacts): number | undefined {
  const { server } = imageOf(facts);
  return server && cudaOf(SERVING_IMAGES[server]);
}

const NEURON = `Driver of the hosts: ${NEURON_HOST_IMAGE} has Neuron driver 2.19. Empty: SageMaker's default.`;

function entered(
  Description: string,
  Default: string,
  images: readonly string[],
  notes: readonly string[] = [],
): HostDriver {
  return {
    part: {
      parameters: {
        [NAME]: {
          Type: 'String',
          Description,
          Default,
          AllowedPattern: `^$|^(${images.join('|')})$`,
          ConstraintDescription: `${images.join(' or ')}, or empty.`,
        },
      },
      conditions: { [CONDITION]: isGiven(NAME) },
      ...(notes.length > 0 && { notes }),
    },
    properties: { [NAME]: iff(CONDITION, ref(NAME), NO_VALUE) },
  };
}

function noteOn(
  facts: DeploymentFacts,
  cuda: number | undefined,
  older: { readonly driver: number; readonly cuda: string },
  forCuda12: string,
): string | undefined {
  const { type } = instanceOf(facts);
  if (cuda === undefined) {
    return forCuda12 === ''
      ? undefined
      : `InferenceAmiVersion is for CUDA 12, as the image isn't known. Change it for an image with CUDA 13.`;
  }
  if (cuda < 13) return undefined;
  return `The host driver of ${type} is too old for CUDA 13 by default (${older.driver}, for CUDA ${older.cuda}): the template sets InferenceAmiVersion.`;
}

/**
 * `properties`: of a job's `TransformResources`. Hosts with an older driver get the newest that jobs have, whatever the image: it runs
 * what the older one runs. `environment`: of the job.
 */
export function transformHost(facts: DeploymentFacts): HostDriver & { readonly environment: Record<string, string> } {
  const isOlder = (TRANSFORM_HOST.whereSet as readonly string[]).includes(familyOf(facts.serving.instance?.type));
  return {
    part: isOlder ? { parameters: { [TRANSFORM_NAME]: TRANSFORM_PARAMETER } } : {},
    properties: isOlder ? { [TRANSFORM_NAME]: ref(TRANSFORM_NAME) } : {},
    // AWS's own images bring the libraries that a newer CUDA needs (DG container-nvidia-compliance, 2026-09).
    environment: cudaIn(facts) === undefined ? {} : { SAGEMAKER_CUDA_COMPAT_DISABLED: 'true' },
  };
}

const TRANSFORM_PARAMETER = {
  Type: 'String',
  Description: `Driver of the job's hosts: ${TRANSFORM_HOST.newest} is for CUDA ${TRANSFORM_HOST.cuda}, the newest that transform jobs have. Default of the family: ${TRANSFORM_HOST.older}.`,
  Default: TRANSFORM_HOST.newest,
  AllowedValues: [TRANSFORM_HOST.newest, TRANSFORM_HOST.older],
} as const;
