import { HOST_IMAGES, OLDER_DRIVERS } from '../../recommender/index.ts';
import type { DeploymentFacts } from '../facts.ts';
import { iff, isGiven, NO_VALUE, type Part, ref, type Value } from '../template.ts';

const NAME = 'InferenceAmiVersion';
const CONDITION = `Has${NAME}`;

/** CUDA of a default driver from which CUDA 12 images need no other (DG inference-gpu-drivers, 2026-09). */
const CUDA_12_FROM = 12.4;

/**
 * The driver of a host has to match the CUDA of the image, which the team alone knows. `properties`: of a variant. Empty where
 * hosts have no GPU, or the newest driver by default.
 */
export function hostDriver({ serving }: DeploymentFacts): { part: Part; properties: Record<string, Value> } {
  const family = serving.instance?.type.split('.')[1] ?? '';
  const older = OLDER_DRIVERS[family];
  if (older === undefined) return { part: {}, properties: {} };
  const forCuda12 = Number(older.cuda) < CUDA_12_FROM ? HOST_IMAGES.cuda12 : '';
  const images = [forCuda12, HOST_IMAGES.cuda13].filter(Boolean);
  return {
    part: {
      parameters: {
        [NAME]: {
          Type: 'String',
          Description: `Driver of the hosts: ${HOST_IMAGES.cuda13} for images with CUDA 13${forCuda12 && `, ${forCuda12} with CUDA 12`}. Empty: ${older.driver}, for CUDA ${older.cuda}.`,
          // Servers of models that write tokens come with CUDA 13 in AWS's newest images.
          Default: serving.writesTokens ? HOST_IMAGES.cuda13 : forCuda12,
          AllowedPattern: `^$|^(${images.join('|')})$`,
          ConstraintDescription: `${images.join(' or ')}, or empty.`,
        },
      },
      conditions: { [CONDITION]: isGiven(NAME) },
    },
    properties: { [NAME]: iff(CONDITION, ref(NAME), NO_VALUE) },
  };
}
