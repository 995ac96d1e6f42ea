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
  /** Its GPUs compute in 8 bits. Older ones hold 8-bit weights, but compute in 16 (vLLM's documentation of FP8). */
  readonly computesFp8: boolean;
  /** Has an instance store. Otherwise a storage volume is attached and billed. */
  readonly hasLocalDisk: boolean;
  readonly validForTransform: boolean;
  /** AWS Graviton: images have to be built for arm64. */
  readonly isArm: boolean;
}

/** A family of instance types: which sizes it comes in, and what they have in common. */
interface InstanceFamily {
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
  readonly fp8?: true;
  /** Has an instance store, so no storage volume is attached and billed. */
  readonly localDisk?: true;
  /** Transform jobs take it: all sizes, or all but the named one. */
  readonly transform?: true | { readonly except: string };
}

const family = (
  name: string,
  memoryGiBPerVcpu: number,
  sizes: string,
  more: Omit<InstanceFamily, 'name' | 'memoryGiBPerVcpu' | 'sizes'> = {},
): InstanceFamily => ({ name, memoryGiBPerVcpu, sizes, ...more });

const TO_16 = 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge';
const TO_32 = `${TO_16} 24xlarge 32xlarge`;
const TO_48 = `${TO_16} 24xlarge 48xlarge`;
const FIFTH = 'large xlarge 2xlarge 4xlarge 12xlarge 24xlarge';
const FIFTH_COMPUTE = 'large xlarge 2xlarge 4xlarge 9xlarge 18xlarge';

const JOBS = { transform: true } as const;
const DISK = { localDisk: true } as const;

/**
 * The families without accelerators that endpoints take (`ProductionVariantInstanceType`, @aws-sdk/client-sagemaker
 * 3.1142.0) and those that transform jobs take (`TransformInstanceType`); vCPUs and memory as EC2 describes them.
 */
const CPU_FAMILIES: readonly InstanceFamily[] = [
  family('c4', 1.875, 'large xlarge 2xlarge 4xlarge 8xlarge', {
    irregular: { '8xlarge': [36, 60] },
    transform: { except: 'large' },
  }),
  family('c5', 2, FIFTH_COMPUTE, { transform: { except: 'large' } }),
  family('c5d', 2, FIFTH_COMPUTE, DISK),
  family('c6g', 2, TO_16),
  family('c6gd', 2, TO_16, DISK),
  family('c6gn', 2, TO_16),
  family('c6i', 2, TO_32, JOBS),
  family('c6in', 2, TO_32),
  family('c7g', 2, TO_16),
  family('c7i', 2, TO_48, JOBS),
  family('c8g', 2, `medium ${TO_48}`),
  family('m4', 4, 'xlarge 2xlarge 4xlarge 10xlarge 16xlarge', JOBS),
  family('m5', 4, FIFTH, JOBS),
  family('m5d', 4, FIFTH, DISK),
  family('m6g', 4, TO_16),
  family('m6gd', 4, TO_16, DISK),
  family('m6i', 4, TO_32, JOBS),
  family('m7i', 4, TO_48, JOBS),
  family('m8g', 4, `medium ${TO_48}`),
  family('r5', 8, FIFTH),
  family('r5d', 8, FIFTH, DISK),
  family('r6g', 8, TO_16),
  family('r6gd', 8, TO_16, DISK),
  family('r6i', 8, TO_32, JOBS),
  family('r7gd', 8, `medium ${TO_16}`, DISK),
  family('r7i', 8, TO_48, JOBS),
  family('r8g', 8, `medium ${TO_48}`),
  family('t2', 4, 'medium large xlarge 2xlarge', { irregular: { medium: [2, 4] } }),
];

const ACCELERATED_TO_48 = 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge';

const GPUS = { each: 1, '12xlarge': 4, '24xlarge': 4, '48xlarge': 8 };
const TWO_AND_MORE = { each: 1, '12xlarge': 2, '24xlarge': 4, '48xlarge': 8 };
const EIGHT = { each: 8 };
const FP8 = { fp8: true } as const;

/**
 * The families with GPUs or AWS's own accelerators; sources as for CPU_FAMILIES. GPU memory is what EC2 reports (an A10G of
 * nominal 24 GB has 22.35 GiB). Of p2 EC2 data at hand counts the GPUs of the smallest size alone; no Region prices it.
 */
const ACCELERATED_FAMILIES: readonly InstanceFamily[] = [
  family('g4dn', 4, 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge', {
    accelerators: { each: 1, '12xlarge': 4 },
    gpuMemoryGiB: 16,
    ...DISK,
    ...JOBS,
  }),
  family('g5', 4, ACCELERATED_TO_48, { accelerators: GPUS, gpuMemoryGiB: 22.35, ...DISK, ...JOBS }),
  family('g6', 4, ACCELERATED_TO_48, { accelerators: GPUS, gpuMemoryGiB: 22.35, ...FP8, ...DISK, ...JOBS }),
  family('g6e', 8, ACCELERATED_TO_48, { accelerators: GPUS, gpuMemoryGiB: 44.7, ...FP8, ...DISK, ...JOBS }),
  family('g7', 4, '2xlarge 4xlarge 8xlarge 12xlarge 24xlarge 48xlarge', {
    accelerators: TWO_AND_MORE,
    gpuMemoryGiB: 32,
    ...FP8,
    ...DISK,
  }),
  family('g7e', 8, '2xlarge 4xlarge 8xlarge 12xlarge 24xlarge 48xlarge', {
    irregular: { '12xlarge': [48, 512], '24xlarge': [96, 1024], '48xlarge': [192, 2048] },
    accelerators: TWO_AND_MORE,
    gpuMemoryGiB: 96,
    ...FP8,
    ...DISK,
  }),
  family('p2', 61 / 4, 'xlarge 8xlarge 16xlarge', {
    irregular: { '8xlarge': [32, 488], '16xlarge': [64, 732] },
    accelerators: { each: 1 },
    gpuMemoryGiB: 12,
    ...JOBS,
  }),
  family('p3', 61 / 8, '2xlarge 8xlarge 16xlarge', {
    accelerators: { '2xlarge': 1, '8xlarge': 4, '16xlarge': 8 },
    gpuMemoryGiB: 16,
    ...JOBS,
  }),
  family('p4d', 12, '24xlarge', { accelerators: EIGHT, gpuMemoryGiB: 40, ...DISK }),
  family('p4de', 12, '24xlarge', { accelerators: EIGHT, gpuMemoryGiB: 80, ...DISK }),
  family('p5', 16, '4xlarge 48xlarge', {
    irregular: { '48xlarge': [192, 2048] },
    accelerators: { each: 1, '48xlarge': 8 },
    gpuMemoryGiB: 80,
    ...FP8,
    ...DISK,
  }),
  family('p5e', 2048 / 192, '48xlarge', { accelerators: EIGHT, gpuMemoryGiB: 141, ...FP8, ...DISK }),
  family('p5en', 2048 / 192, '48xlarge', { accelerators: EIGHT, gpuMemoryGiB: 141, ...FP8, ...DISK }),
  family('p6-b200', 2048 / 192, '48xlarge', { accelerators: EIGHT, gpuMemoryGiB: 179.06, ...FP8, ...DISK }),
  family('p6-b300', 4096 / 192, '48xlarge', { accelerators: EIGHT, gpuMemoryGiB: 268.59, ...FP8, ...DISK }),
  family('p6e-gb200', 960 / 144, '36xlarge', { accelerators: { each: 4 }, gpuMemoryGiB: 185 }),
  family('dl1', 8, '24xlarge', { accelerators: EIGHT, gpuMemoryGiB: 32, ...DISK }),
  family('inf1', 2, 'xlarge 2xlarge 6xlarge 24xlarge', { accelerators: { each: 1, '6xlarge': 4, '24xlarge': 16 } }),
  family('inf2', 4, 'xlarge 8xlarge 24xlarge 48xlarge', {
    accelerators: { each: 1, '24xlarge': 6, '48xlarge': 12 },
    ...JOBS,
  }),
  family('trn1', 4, '2xlarge 32xlarge', { accelerators: { each: 1, '32xlarge': 16 }, ...DISK, ...JOBS }),
  family('trn1n', 4, '32xlarge', { accelerators: { each: 16 }, ...DISK }),
  family('trn2', 2048 / 192, '48xlarge', { accelerators: { each: 16 }, ...DISK }),
];

const BY_NAME: ReadonlyMap<string, InstanceType> = new Map(
  [...CPU_FAMILIES, ...ACCELERATED_FAMILIES].flatMap(typesOf).map((type) => [type.name, type]),
);

/** The names of all 277 types that endpoints take (`ProductionVariantInstanceType`, @aws-sdk/client-sagemaker 3.1142.0). */
export const INSTANCE_TYPE_NAMES: readonly string[] = [...BY_NAME.keys()];

/** The type probably meant by a name that no endpoint takes: the nearest size of the family, of two as near the smaller. */
export function nearestSize(name: string): string | undefined {
  const [, family = '', size = ''] = name.split('.');
  const wanted = vcpuOf(size);
  const [nearest] = INSTANCE_TYPE_NAMES.filter((known) => known.startsWith(`ml.${family}.`)).toSorted(
    (one, other) => Math.abs(vcpuOf(sizeOf(one)) - wanted) - Math.abs(vcpuOf(sizeOf(other)) - wanted),
  );
  return nearest;
}

const sizeOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Nothing where no endpoint takes a type of that name. */
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
      computesFp8: family.fp8 === true,
      hasLocalDisk: family.localDisk === true,
      isArm: /^[a-z]\d+g|-gb/.test(family.name),
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
