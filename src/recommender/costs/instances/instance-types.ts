import { ACCELERATED_FAMILIES } from './accelerated-families.ts';
import { CPU_FAMILIES } from './cpu-families.ts';
import type { InstanceFamily } from './instance-family.ts';

/** What an instance type has, as far as it bears on what it can serve and what it costs. */
export interface InstanceType {
  /** `ml.m5.xlarge` */
  readonly name: string;
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly gpuCount: number;
  /** Of all its GPUs together; 0 without. */
  readonly gpuMemoryGiB: number;
  /** GPUs, or accelerators of AWS's own (Inferentia, Trainium). */
  readonly acceleratorCount: number;
  /** Disks of its own; without them a storage volume is attached, which is paid for. */
  readonly hasLocalDisk: boolean;
  readonly validForTransform: boolean;
}

const BY_NAME: ReadonlyMap<string, InstanceType> = new Map(
  [...CPU_FAMILIES, ...ACCELERATED_FAMILIES].flatMap(typesOf).map((type) => [type.name, type]),
);

/** Nothing where EC2's description of the type is not at hand. */
export const instanceTypeOf = (name: string): InstanceType | undefined => BY_NAME.get(name);

function typesOf(family: InstanceFamily): InstanceType[] {
  return family.sizes.split(' ').map((size) => {
    const [vcpu, memoryGiB] = family.irregular?.[size] ?? regular(size, family);
    const acceleratorCount = family.accelerators?.[size] ?? family.accelerators?.['each'] ?? 0;
    const gpuCount = family.gpuMemoryGiB === undefined ? 0 : acceleratorCount;
    return {
      name: `ml.${family.name}.${size}`,
      vcpu,
      memoryGiB,
      gpuCount,
      gpuMemoryGiB: gpuCount * (family.gpuMemoryGiB ?? 0),
      acceleratorCount,
      hasLocalDisk: family.localDisk === true,
      validForTransform:
        family.transform === true || (family.transform !== undefined && family.transform.except !== size),
    };
  });
}

function regular(size: string, { memoryGiBPerVcpu }: InstanceFamily): [vcpu: number, memoryGiB: number] {
  const vcpu = vcpuOf(size);
  return [vcpu, vcpu * memoryGiBPerVcpu];
}

function vcpuOf(size: string): number {
  if (size === 'medium') return 1;
  if (size === 'large') return 2;
  return 4 * (Number.parseInt(size, 10) || 1);
}
