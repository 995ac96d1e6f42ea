import { type InstanceType, instanceTypeOf } from './instance-types.ts';

/** What a time was measured on: an instance type, or a GPU in whatever type. */
export interface Machine {
  /** As AWS or NVIDIA writes it: `ml.g6.xlarge`, `L4`. */
  readonly name: string;
  /** Absent where a GPU alone is named. */
  readonly spec?: InstanceType;
}

/** The names of GPUs that some type has. An A100 has 40 or 80 GB. */
// biome-ignore format: a list in a line.
export const GPU_NAMES = ['T4', 'V100', 'A10G', 'L4', 'L40S', 'A100', 'H100', 'H200', 'B200', 'B300', 'GB200', 'RTX PRO 6000', 'RTX PRO 4500'] as const;

/** "NVIDIA L4" and "a100-80gb" are names of theirs as well. */
const lettersOf = (name: string): string =>
  name.toLowerCase().replaceAll(/^(?:nvidia|tesla)\b|[ -]\d+ ?gb$|[^a-z0-9]/g, '');

/** By its name in any case, a type also without "ml."; nothing where no type and no type's GPU is called so. */
export function machineOf(name: string): Machine | undefined {
  const typed = name.trim().toLowerCase();
  const spec = instanceTypeOf(typed) ?? instanceTypeOf(`ml.${typed}`);
  if (spec) return { name: spec.name, spec };
  const gpu = GPU_NAMES.find((known) => lettersOf(known) === lettersOf(typed));
  return gpu && { name: gpu };
}
