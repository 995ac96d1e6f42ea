import { FACTORS, type Factors } from '../../src/recommender/throughput/factors.ts';
import type { Architecture } from '../../src/recommender/throughput/index.ts';
import { GPUS, type Gpu } from '../../src/recommender/throughput/index.ts';
import { classOf, factorsOf, type ThroughputClass } from '../../src/recommender/throughput/interval.ts';
import {
  firstTokenSeconds,
  replicaOf,
  type ServedAs,
  sequencesHeld,
  tokenSeconds,
} from '../../src/recommender/throughput/replica.ts';
import { architectureMeasured, type Measurement } from './measurements.ts';

/** Cards that SageMaker doesn't have, for fitting only. */
const OTHER_GPUS: Readonly<Record<string, Gpu>> = {
  a10: { ...GPUS.a10g, name: 'A10', families: '', memoryGiB: 22.5, tflops16: 125, linkGBs: 32 },
  'a100-pcie-80': {
    ...GPUS['a100-80'],
    name: 'A100 80 GB PCIe',
    families: '',
    bandwidthGBs: 1935,
    link: 'pcie',
    linkGBs: 32,
  },
};

/** Attention in data parallel, engines of 2023 to early 2024, and clients that were the bottleneck: not what is modelled. */
const LEFT_OUT = ['attention-dp', 'old-stack', 'client-limited'];

export const isCompared = ({ flags }: Measurement): boolean => !flags.some((flag) => LEFT_OUT.includes(flag));

/** A measurement beside the model. */
export interface Compared {
  readonly measurement: Measurement;
  readonly grade: ThroughputClass;
  /** Measured tokens per second by modelled ones. */
  readonly ratio: number;
  readonly isInside: boolean;
  /** Of seconds to the first token, where they were measured and one request is not queued behind others. */
  readonly firstTokenRatio: number | null;
}

/** What a measurement is of, worked out once for all factors that are tried. */
export interface Case {
  readonly measurement: Measurement;
  readonly gpu: Gpu;
  readonly served: ServedAs;
  readonly grade: ThroughputClass;
  /** Sequences in progress on all stages together. */
  readonly sequences: number;
}

const NOT_QUEUED = 256;
const OFFLINE_TENSORRT = 2048;
const CLOSED = 1024;

/** Nothing where the model says that the GPUs don't hold half a sequence. */
export function caseOf(measurement: Measurement): Case | undefined {
  const { gpu: id, gpus, tensorParallel, precision, input, output, engine, flags, mode, concurrency } = measurement;
  const gpu = (GPUS as Readonly<Record<string, Gpu>>)[id] ?? OTHER_GPUS[id];
  if (gpu === undefined) throw new Error(`${id}: isn't among the GPUs`);
  const architecture: Architecture = architectureMeasured(measurement);
  const isTensorRt = /^(?:TensorRT-LLM|trtllm)/.test(engine);
  const fp8Cache = flags.includes('kv-fp8') || (isTensorRt && (precision === 'fp8' || precision === 'nvfp4'));
  const served: ServedAs = { architecture, precision, fp8Cache };
  const held = sequencesHeld(served, gpu, gpus, input + 0.6 * output, isTensorRt ? 0.93 : 0.9);
  if (held < 0.5) return undefined;
  const most =
    mode === 'closed' ? CLOSED : mode === 'offline' ? (isTensorRt ? OFFLINE_TENSORRT : NOT_QUEUED) : Infinity;
  const sequences = Math.min(concurrency ?? Infinity, most, Math.max(1, held));
  return { measurement, gpu, served, grade: gradeOf(architecture, gpu, tensorParallel), sequences };
}

/** A single A100 is like any other, also on PCIe. */
const gradeOf = (architecture: Architecture, gpu: Gpu, gpusEach: number): ThroughputClass =>
  classOf(architecture, gpusEach === 1 && gpu.name.startsWith('A100') ? GPUS['a100-80'] : gpu, gpusEach);

/** Tokens per second of all stages: each works on its share of the sequences at a time. */
export function modelledTokens({ measurement, gpu, served, sequences }: Case, factors: Factors = FACTORS): number {
  const { gpus, tensorParallel, input, output } = measurement;
  const replica = replicaOf(served, gpu, tensorParallel, { inputTokens: input, outputTokens: output }, factors);
  return sequences / tokenSeconds(replica, (sequences * tensorParallel) / gpus);
}

export function compared(one: Case, factors: Factors = FACTORS): Compared {
  const { measurement, gpu, served, grade, sequences } = one;
  const ratio = measurement.tokensPerSecond / modelledTokens(one, factors);
  const { low, high } = factorsOf(grade, gpu);
  const {
    input: inputTokens,
    output: outputTokens,
    tensorParallel,
    gpus,
    concurrency,
    firstTokenSeconds: first,
  } = measurement;
  const replica = replicaOf(served, gpu, tensorParallel, { inputTokens, outputTokens }, factors);
  const isPlain =
    first !== null && tensorParallel === gpus && concurrency !== null && concurrency <= replica.sequencesHeld;
  const firstTokenRatio = isPlain ? first / firstTokenSeconds(replica, sequences) : null;
  return { measurement, grade, ratio, isInside: ratio >= low && ratio <= high, firstTokenRatio };
}
