import { family, type InstanceFamily } from './instance-family.ts';

const TO_48 = 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge';
const GPUS = { each: 1, '12xlarge': 4, '24xlarge': 4, '48xlarge': 8 };
const EIGHT = { each: 8 };
const DISK = { localDisk: true } as const;
const JOBS = { transform: true } as const;

/**
 * The families with GPUs or AWS's own accelerators; sources as for CPU_FAMILIES. EC2 data at hand does not describe g7, p2,
 * p3 and p6e-gb200, so they are not here.
 */
export const ACCELERATED_FAMILIES: readonly InstanceFamily[] = [
  family('g4dn', 4, 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge', {
    accelerators: { each: 1, '12xlarge': 4 },
    gpuMemoryGiB: 16,
    ...DISK,
    ...JOBS,
  }),
  family('g5', 4, TO_48, { accelerators: GPUS, gpuMemoryGiB: 22.35, ...DISK, ...JOBS }),
  family('g6', 4, TO_48, { accelerators: GPUS, gpuMemoryGiB: 22.35, ...DISK, ...JOBS }),
  family('g6e', 8, TO_48, { accelerators: GPUS, gpuMemoryGiB: 44.7, ...DISK, ...JOBS }),
  family('g7e', 8, '2xlarge 4xlarge 8xlarge 12xlarge 24xlarge 48xlarge', {
    irregular: { '12xlarge': [48, 512], '24xlarge': [96, 1024], '48xlarge': [192, 2048] },
    accelerators: { each: 1, '12xlarge': 2, '24xlarge': 4, '48xlarge': 8 },
    gpuMemoryGiB: 96,
    ...DISK,
  }),
  family('p4d', 12, '24xlarge', { accelerators: EIGHT, gpuMemoryGiB: 40, ...DISK }),
  family('p4de', 12, '24xlarge', { accelerators: EIGHT, gpuMemoryGiB: 80, ...DISK }),
  family('p5', 16, '4xlarge 48xlarge', {
    irregular: { '48xlarge': [192, 2048] },
    accelerators: { each: 1, '48xlarge': 8 },
    gpuMemoryGiB: 80,
    ...DISK,
  }),
  family('p5e', 2048 / 192, '48xlarge', { accelerators: EIGHT, gpuMemoryGiB: 141, ...DISK }),
  family('p5en', 2048 / 192, '48xlarge', { accelerators: EIGHT, gpuMemoryGiB: 141, ...DISK }),
  family('p6-b200', 2048 / 192, '48xlarge', { accelerators: EIGHT, gpuMemoryGiB: 179.06, ...DISK }),
  family('p6-b300', 4096 / 192, '48xlarge', { accelerators: EIGHT, gpuMemoryGiB: 268.59, ...DISK }),
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
