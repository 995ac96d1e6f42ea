/** A family of instance types: which sizes it comes in, and what they have in common. */
export interface InstanceFamily {
  readonly name: string;
  readonly memoryGiBPerVcpu: number;
  /** "large xlarge 2xlarge": `xlarge` has 4 vCPUs and `Nxlarge` N times as many. */
  readonly sizes: string;
  /** vCPUs and GiB of the sizes that do not follow from the family. */
  readonly irregular?: Readonly<Record<string, readonly [vcpu: number, memoryGiB: number]>>;
  /** GPUs, or accelerators of AWS's own: by size, or `each` where the size is not named. */
  readonly accelerators?: Readonly<Record<string, number>>;
  /** Of one GPU. Absent where the accelerators are AWS's own. */
  readonly gpuMemoryGiB?: number;
  /** It has disks of its own (instance store), so no storage volume is attached and paid for. */
  readonly localDisk?: true;
  /** Transform jobs take it: all sizes, or all but the named one. */
  readonly transform?: true | { readonly except: string };
}

export const family = (
  name: string,
  memoryGiBPerVcpu: number,
  sizes: string,
  more: Omit<InstanceFamily, 'name' | 'memoryGiBPerVcpu' | 'sizes'> = {},
): InstanceFamily => ({ name, memoryGiBPerVcpu, sizes, ...more });
