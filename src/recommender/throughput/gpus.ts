// biome-ignore-all format: one GPU a line.
import { type InstanceType, instanceTypeOf } from '../facts/instance-types.ts';
import type { Machine } from '../facts/machines.ts';
import type { Source } from '../facts/sources.ts';
import { remembered } from '../workload/remembered.ts';

/** A GPU as its data sheet has it: peaks, and matrix rates without sparsity. */
export interface Gpu {
  readonly name: string;
  /** Families of instance types that have it, without "ml.", with a space between them. */
  readonly families: string;
  /** As EC2 reports it. */
  readonly memoryGiB: number;
  /** Of its memory, in GB per second. */
  readonly bandwidthGBs: number;
  /** Matrix rates by bits per number, in TFLOPS. Null where it has no units for them. */
  readonly tflops16: number;
  readonly tflops8: number | null;
  readonly tflops4: number | null;
  readonly link: 'pcie' | 'nvlink';
  /** To the other GPUs of its instance, one way, in GB per second. */
  readonly linkGBs: number;
  readonly year: number;
  /** Fewer than ten public measurements: estimates are wider. */
  readonly hasFewMeasurements: boolean;
  readonly source: keyof typeof GPU_SOURCES;
}

export const GPU_SOURCES = {
  AIC: { title: 'System files of NVIDIA AIConfigurator', url: 'https://github.com/ai-dynamo/aiconfigurator/tree/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/systems', date: '2026-08-21' },
  T4: { title: 'T4 and L4 specifications, course notes', url: 'https://github.com/tharindu-sankalpa/huggingface-learning/blob/main/docs/part2.md', date: '2026' },
  A10G: { title: "Baseten's NVIDIA A10 vs A10G; its matrix rate from NVIDIA's data sheet, not re-read", url: 'https://www.baseten.co/blog/nvidia-a10-vs-a10g-for-ml-model-inference/', date: '2026-11' },
  V100: { title: 'NVIDIA V100 data sheet, not re-read', url: 'https://www.nvidia.com/en-us/data-center/v100/', date: '2026-11' },
  PRO6000: { title: 'NVIDIA RTX PRO 6000 Blackwell Server Edition', url: 'https://www.nvidia.com/en-us/data-center/rtx-pro-6000-blackwell-server-edition/', date: '2026-11' },
  PRO4500: { title: "Exxact's NVIDIA RTX PRO 4500 Blackwell inference benchmark; matrix rates of the 200 W workstation card", url: 'https://www.exxactcorp.com/blog/benchmark/nvidia-rtx-pro-4500-blackwell-llm-inference-benchmark', date: '2026-05-20' },
} as const satisfies Readonly<Record<string, Source>>;

/** The GPUs of SageMaker's instance types on which language models are sized. AWS's own accelerators are not among them. */
export const GPUS = {
  t4: { name: 'T4', families: 'g4dn', memoryGiB: 16, bandwidthGBs: 320, tflops16: 65, tflops8: null, tflops4: null, link: 'pcie', linkGBs: 16, year: 2018, hasFewMeasurements: true, source: 'T4' },
  v100: { name: 'V100', families: 'p3', memoryGiB: 16, bandwidthGBs: 900, tflops16: 125, tflops8: null, tflops4: null, link: 'nvlink', linkGBs: 150, year: 2017, hasFewMeasurements: true, source: 'V100' },
  a10g: { name: 'A10G', families: 'g5', memoryGiB: 22.35, bandwidthGBs: 600, tflops16: 70, tflops8: null, tflops4: null, link: 'pcie', linkGBs: 16, year: 2021, hasFewMeasurements: false, source: 'A10G' },
  l4: { name: 'L4', families: 'g6', memoryGiB: 22.35, bandwidthGBs: 300, tflops16: 121, tflops8: 242, tflops4: null, link: 'pcie', linkGBs: 16, year: 2023, hasFewMeasurements: true, source: 'AIC' },
  l40s: { name: 'L40S', families: 'g6e', memoryGiB: 44.7, bandwidthGBs: 864, tflops16: 362, tflops8: 733, tflops4: null, link: 'pcie', linkGBs: 32, year: 2023, hasFewMeasurements: false, source: 'AIC' },
  'a100-40': { name: 'A100 40 GB', families: 'p4d', memoryGiB: 40, bandwidthGBs: 1555, tflops16: 312, tflops8: null, tflops4: null, link: 'nvlink', linkGBs: 300, year: 2020, hasFewMeasurements: false, source: 'AIC' },
  'a100-80': { name: 'A100 80 GB', families: 'p4de', memoryGiB: 80, bandwidthGBs: 2039, tflops16: 312, tflops8: null, tflops4: null, link: 'nvlink', linkGBs: 300, year: 2020, hasFewMeasurements: false, source: 'AIC' },
  h100: { name: 'H100', families: 'p5', memoryGiB: 80, bandwidthGBs: 3350, tflops16: 989, tflops8: 1979, tflops4: null, link: 'nvlink', linkGBs: 450, year: 2022, hasFewMeasurements: false, source: 'AIC' },
  h200: { name: 'H200', families: 'p5e p5en', memoryGiB: 141, bandwidthGBs: 4800, tflops16: 989, tflops8: 1979, tflops4: null, link: 'nvlink', linkGBs: 450, year: 2024, hasFewMeasurements: false, source: 'AIC' },
  b200: { name: 'B200', families: 'p6-b200', memoryGiB: 179.06, bandwidthGBs: 7700, tflops16: 2250, tflops8: 4500, tflops4: 9000, link: 'nvlink', linkGBs: 900, year: 2025, hasFewMeasurements: false, source: 'AIC' },
  b300: { name: 'B300', families: 'p6-b300', memoryGiB: 268.59, bandwidthGBs: 7750, tflops16: 2250, tflops8: 4500, tflops4: 14000, link: 'nvlink', linkGBs: 900, year: 2025, hasFewMeasurements: false, source: 'AIC' },
  gb200: { name: 'GB200', families: 'p6e-gb200', memoryGiB: 185, bandwidthGBs: 8000, tflops16: 2500, tflops8: 5000, tflops4: 10000, link: 'nvlink', linkGBs: 900, year: 2025, hasFewMeasurements: false, source: 'AIC' },
  rtxpro6000: { name: 'RTX PRO 6000', families: 'g7e', memoryGiB: 96, bandwidthGBs: 1597, tflops16: 480, tflops8: 960, tflops4: 1920, link: 'pcie', linkGBs: 64, year: 2025, hasFewMeasurements: false, source: 'PRO6000' },
  rtxpro4500: { name: 'RTX PRO 4500', families: 'g7', memoryGiB: 32, bandwidthGBs: 800, tflops16: 220, tflops8: 440, tflops4: 880, link: 'pcie', linkGBs: 64, year: 2026, hasFewMeasurements: true, source: 'PRO4500' },
} as const satisfies Readonly<Record<string, Gpu>>;

export type GpuId = keyof typeof GPUS;

const BY_FAMILY: ReadonlyMap<string, GpuId> = new Map(
  (Object.keys(GPUS) as GpuId[]).flatMap((id) => GPUS[id].families.split(' ').map((family) => [family, id] as const)),
);

/** An instance type with GPUs that language models are sized on. */
export interface GpuType {
  readonly type: string;
  readonly gpu: GpuId;
  readonly gpus: number;
}

/** Its GPUs by the name of an instance type; nothing where it has none, or AWS's own accelerators. */
export function gpuTypeOf(type: string): GpuType | undefined {
  const spec = instanceTypeOf(type);
  return spec && gpusOf(spec);
}

const gpusOf = remembered(({ name, gpuCount }: InstanceType): GpuType | undefined => {
  const gpu = BY_FAMILY.get(name.slice('ml.'.length, name.lastIndexOf('.')));
  return gpu && { type: name, gpu, gpus: gpuCount };
});

export const isOn = ({ name, spec }: Machine, gpu: GpuId): boolean =>
  spec === undefined ? `${GPUS[gpu].name} `.startsWith(`${name} `) : gpuTypeOf(name)?.gpu === gpu;

/** Its GPU, of two of one name the faster: other types aren't taken to be faster than they are. Nothing of what has none, or one that isn't sized. */
export const gpuOf = (machine: Machine): GpuId | undefined =>
  (Object.keys(GPUS) as GpuId[]).findLast((gpu) => isOn(machine, gpu));
