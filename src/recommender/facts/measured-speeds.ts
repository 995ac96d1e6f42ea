// biome-ignore-all format: one measurement a line.

/** Output tokens a second of a whole instance, measured publicly by AWS with vLLM on a SageMaker endpoint as it comes. */
export interface MeasuredSpeed {
  /** Id of `KNOWN_MODELS`. */
  readonly model: string;
  readonly type: string;
  /** Bits per weight. */
  readonly bits: number;
  /** Mean tokens of a request in and out. */
  readonly input: number;
  readonly output: number;
  /** Requests in progress, and the lowest and highest of the runs. */
  readonly levels: readonly (readonly [concurrency: number, lowest: number, highest: number])[];
  readonly source: SpeedSource;
}

/** Where a speed was measured. */
export interface SpeedSource {
  readonly title: string;
  readonly url: string;
  readonly date: string;
}

const REPOSITORY = 'https://github.com/aws-samples/sagemaker-genai-hosting-examples/tree';

/** 30 requests a level; tokens a second are concurrency divided by mean latency, so about 6 % high at 32 in progress. */
const SUITE: SpeedSource = {
  title: 'SageMaker inference benchmark suite, AWS samples',
  url: `${REPOSITORY}/80ee5ebf3755815277bce18a7421303aa1d0a663/07-benchmark/sagemaker-inference-benchmark-suite/results`,
  date: '2026-03',
};

const AIPERF: SpeedSource = {
  title: 'Qwen3-30B-A3B-FP8 on ml.g7e.2xlarge with NVIDIA AIPerf, AWS samples',
  url: `${REPOSITORY}/bd427622724a7c215f4380dd821eb231a8a0ad38/01-models/Qwen/Qwen3-30B-A3B`,
  date: '2026-07-06',
};

/**
 * Measurements without speculative decoding or shared caches, which a plain endpoint does not have. Those of 2024 are left out: a
 * current vLLM is several times faster on the same GPU. Read 2026-11-25.
 */
export const MEASURED_SPEEDS: readonly MeasuredSpeed[] = [
  { model: 'gpt-oss-20b', type: 'ml.g5.12xlarge', bits: 4, input: 1622, output: 600, levels: [[1, 42, 96], [2, 90, 150], [4, 156, 246], [8, 264, 390], [16, 468, 606], [32, 846, 960]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g5.12xlarge', bits: 4, input: 569, output: 600, levels: [[1, 42, 96], [2, 84, 156], [4, 162, 258], [8, 270, 414], [16, 546, 660], [32, 870, 1020]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g5.12xlarge', bits: 4, input: 669, output: 531, levels: [[1, 43, 98], [2, 84, 153], [4, 164, 243], [8, 312, 386], [16, 495, 627], [32, 793, 1012]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g6e.12xlarge', bits: 4, input: 1618, output: 600, levels: [[1, 150, 150], [2, 228, 228], [4, 372, 372], [8, 606, 606], [16, 1002, 1002], [32, 1710, 1710]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g6e.12xlarge', bits: 4, input: 567, output: 600, levels: [[1, 150, 150], [2, 228, 228], [4, 378, 378], [8, 612, 612], [16, 1032, 1032], [32, 1776, 1776]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g6e.12xlarge', bits: 4, input: 665, output: 501, levels: [[1, 149, 149], [2, 230, 230], [4, 366, 366], [8, 588, 588], [16, 987, 987], [32, 1535, 1535]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g7e.2xlarge', bits: 4, input: 1618, output: 600, levels: [[1, 234, 240], [2, 348, 354], [4, 600, 606], [8, 996, 1002], [16, 1722, 1740], [32, 2976, 3006]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g7e.2xlarge', bits: 4, input: 567, output: 600, levels: [[1, 240, 240], [2, 360, 360], [4, 612, 618], [8, 1026, 1032], [16, 1758, 1782], [32, 3066, 3102]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g7e.2xlarge', bits: 4, input: 665, output: 503, levels: [[1, 239, 239], [2, 353, 355], [4, 589, 598], [8, 984, 984], [16, 1707, 1728], [32, 2962, 3006]], source: SUITE },
  { model: 'kimi-k2.5', type: 'ml.p5e.48xlarge', bits: 4, input: 1536, output: 600, levels: [[1, 108, 108], [2, 182, 204], [4, 314, 369], [8, 508, 631], [16, 913, 1003], [32, 1568, 1579]], source: SUITE },
  { model: 'kimi-k2.5', type: 'ml.p5e.48xlarge', bits: 4, input: 511, output: 600, levels: [[1, 82, 110], [2, 191, 207], [4, 372, 374], [8, 637, 638], [16, 1002, 1010], [32, 1540, 1577]], source: SUITE },
  { model: 'kimi-k2.5', type: 'ml.p5e.48xlarge', bits: 4, input: 613, output: 300, levels: [[1, 108, 108], [2, 204, 205], [4, 366, 369], [8, 631, 633], [16, 1006, 1033], [32, 1758, 1763]], source: SUITE },
  { model: 'qwen3-235b-a22b', type: 'ml.p5e.48xlarge', bits: 16, input: 1662, output: 600, levels: [[1, 96, 112], [2, 162, 193], [4, 258, 367], [8, 612, 621], [16, 941, 1032], [32, 1724, 1734]], source: SUITE },
  { model: 'qwen3-235b-a22b', type: 'ml.p5e.48xlarge', bits: 16, input: 522, output: 600, levels: [[1, 96, 112], [2, 174, 194], [4, 282, 369], [8, 474, 624], [16, 942, 1032], [32, 1722, 1729]], source: SUITE },
  { model: 'qwen3-235b-a22b', type: 'ml.p5e.48xlarge', bits: 16, input: 619, output: 325, levels: [[1, 93, 112], [2, 142, 194], [4, 286, 360], [8, 507, 602], [16, 920, 1000], [32, 1570, 1734]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g5.12xlarge', bits: 16, input: 1662, output: 600, levels: [[1, 24, 24], [2, 36, 42], [4, 78, 84], [8, 138, 156], [16, 252, 270], [32, 414, 420]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g5.12xlarge', bits: 16, input: 522, output: 600, levels: [[1, 18, 24], [2, 42, 46], [4, 78, 87], [8, 138, 156], [16, 252, 271], [32, 420, 432]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g5.12xlarge', bits: 16, input: 619, output: 258, levels: [[1, 21, 24], [2, 38, 44], [4, 68, 85], [8, 88, 156], [16, 258, 278], [32, 435, 481]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g6e.12xlarge', bits: 16, input: 1614, output: 600, levels: [[1, 36, 36], [2, 66, 66], [4, 132, 132], [8, 240, 240], [16, 408, 414], [32, 660, 660]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g6e.12xlarge', bits: 16, input: 537, output: 556, levels: [[1, 36, 36], [2, 66, 67], [4, 132, 133], [8, 246, 246], [16, 414, 420], [32, 666, 666]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g6e.12xlarge', bits: 16, input: 483, output: 594, levels: [[1, 36, 36], [2, 70, 71], [4, 130, 132], [8, 244, 246], [16, 416, 418], [32, 671, 672]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g7e.2xlarge', bits: 16, input: 1608, output: 600, levels: [[1, 18, 24], [2, 42, 42], [4, 78, 84], [8, 156, 162], [16, 306, 312], [32, 510, 582]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g7e.2xlarge', bits: 16, input: 522, output: 600, levels: [[1, 18, 24], [2, 36, 42], [4, 72, 84], [8, 156, 164], [16, 270, 312], [32, 492, 606]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g7e.2xlarge', bits: 16, input: 485, output: 422, levels: [[1, 18, 21], [2, 39, 42], [4, 78, 83], [8, 142, 161], [16, 307, 317], [32, 548, 599]], source: SUITE },
  { model: 'qwen3.5-122b-a10b', type: 'ml.p5e.48xlarge', bits: 16, input: 1704, output: 600, levels: [[1, 120, 120], [2, 190, 234], [4, 408, 458], [8, 690, 789], [16, 1224, 1286], [32, 2184, 2184]], source: SUITE },
  { model: 'qwen3.5-122b-a10b', type: 'ml.p5e.48xlarge', bits: 16, input: 526, output: 600, levels: [[1, 116, 174], [2, 234, 297], [4, 414, 468], [8, 666, 844], [16, 1362, 1446], [32, 2190, 2550]], source: SUITE },
  { model: 'qwen3.5-122b-a10b', type: 'ml.p5e.48xlarge', bits: 16, input: 638, output: 302, levels: [[1, 116, 122], [2, 210, 251], [4, 428, 432], [8, 702, 703], [16, 1189, 1245], [32, 2456, 2559]], source: SUITE },
  { model: 'qwen3-30b-a3b', type: 'ml.g7e.2xlarge', bits: 8, input: 183, output: 113, levels: [[1, 198, 198], [4, 446, 446], [8, 704, 704], [16, 1049, 1049], [32, 1558, 1558], [64, 2662, 2662], [128, 2962, 2962], [256, 2967, 2967], [512, 2920, 2920]], source: AIPERF },
];
