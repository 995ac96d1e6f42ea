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
  /** Requests in progress, and the lowest, the highest and the median of the runs. */
  readonly levels: readonly (readonly [concurrency: number, lowest: number, highest: number, median: number])[];
  readonly source: SpeedSource;
}

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
  { model: 'gpt-oss-20b', type: 'ml.g5.12xlarge', bits: 4, input: 1622, output: 600, levels: [[1, 42, 96, 54], [2, 90, 150, 120], [4, 156, 246, 186], [8, 264, 390, 318], [16, 468, 606, 570], [32, 846, 960, 948]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g5.12xlarge', bits: 4, input: 569, output: 600, levels: [[1, 42, 96, 60], [2, 84, 156, 120], [4, 162, 258, 225], [8, 270, 414, 345], [16, 546, 660, 603], [32, 870, 1020, 1014]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g5.12xlarge', bits: 4, input: 669, output: 531, levels: [[1, 43, 98, 67], [2, 84, 153, 118], [4, 164, 243, 190], [8, 312, 386, 321], [16, 495, 627, 543], [32, 793, 1012, 926]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g6e.12xlarge', bits: 4, input: 1618, output: 600, levels: [[1, 150, 150, 150], [2, 228, 228, 228], [4, 372, 372, 372], [8, 606, 606, 606], [16, 1002, 1002, 1002], [32, 1710, 1710, 1710]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g6e.12xlarge', bits: 4, input: 567, output: 600, levels: [[1, 150, 150, 150], [2, 228, 228, 228], [4, 378, 378, 378], [8, 612, 612, 612], [16, 1032, 1032, 1032], [32, 1776, 1776, 1776]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g6e.12xlarge', bits: 4, input: 665, output: 501, levels: [[1, 149, 149, 149], [2, 230, 230, 230], [4, 366, 366, 366], [8, 588, 588, 588], [16, 987, 987, 987], [32, 1535, 1535, 1535]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g7e.2xlarge', bits: 4, input: 1618, output: 600, levels: [[1, 234, 240, 237], [2, 348, 354, 351], [4, 600, 606, 603], [8, 996, 1002, 999], [16, 1722, 1740, 1731], [32, 2976, 3006, 2991]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g7e.2xlarge', bits: 4, input: 567, output: 600, levels: [[1, 240, 240, 240], [2, 360, 360, 360], [4, 612, 618, 615], [8, 1026, 1032, 1029], [16, 1758, 1782, 1770], [32, 3066, 3102, 3084]], source: SUITE },
  { model: 'gpt-oss-20b', type: 'ml.g7e.2xlarge', bits: 4, input: 665, output: 503, levels: [[1, 239, 239, 239], [2, 353, 355, 354], [4, 589, 598, 593], [8, 984, 984, 984], [16, 1707, 1728, 1718], [32, 2962, 3006, 2984]], source: SUITE },
  { model: 'kimi-k2.5', type: 'ml.p5e.48xlarge', bits: 4, input: 1536, output: 600, levels: [[1, 108, 108, 108], [2, 182, 204, 204], [4, 314, 369, 369], [8, 508, 631, 631], [16, 913, 1003, 1000], [32, 1568, 1579, 1574]], source: SUITE },
  { model: 'kimi-k2.5', type: 'ml.p5e.48xlarge', bits: 4, input: 511, output: 600, levels: [[1, 82, 110, 110], [2, 191, 207, 207], [4, 372, 374, 374], [8, 637, 638, 637], [16, 1002, 1010, 1003], [32, 1540, 1577, 1565]], source: SUITE },
  { model: 'kimi-k2.5', type: 'ml.p5e.48xlarge', bits: 4, input: 613, output: 300, levels: [[1, 108, 108, 108], [2, 204, 205, 204], [4, 366, 369, 366], [8, 631, 633, 632], [16, 1006, 1033, 1029], [32, 1758, 1763, 1760]], source: SUITE },
  { model: 'qwen3-235b-a22b', type: 'ml.p5e.48xlarge', bits: 16, input: 1662, output: 600, levels: [[1, 96, 112, 110], [2, 162, 193, 193], [4, 258, 367, 366], [8, 612, 621, 614], [16, 941, 1032, 1008], [32, 1724, 1734, 1730]], source: SUITE },
  { model: 'qwen3-235b-a22b', type: 'ml.p5e.48xlarge', bits: 16, input: 522, output: 600, levels: [[1, 96, 112, 101], [2, 174, 194, 194], [4, 282, 369, 367], [8, 474, 624, 624], [16, 942, 1032, 1032], [32, 1722, 1729, 1727]], source: SUITE },
  { model: 'qwen3-235b-a22b', type: 'ml.p5e.48xlarge', bits: 16, input: 619, output: 325, levels: [[1, 93, 112, 110], [2, 142, 194, 194], [4, 286, 360, 357], [8, 507, 602, 599], [16, 920, 1000, 998], [32, 1570, 1734, 1665]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g5.12xlarge', bits: 16, input: 1662, output: 600, levels: [[1, 24, 24, 24], [2, 36, 42, 42], [4, 78, 84, 84], [8, 138, 156, 156], [16, 252, 270, 264], [32, 414, 420, 420]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g5.12xlarge', bits: 16, input: 522, output: 600, levels: [[1, 18, 24, 22], [2, 42, 46, 42], [4, 78, 87, 81], [8, 138, 156, 149], [16, 252, 271, 258], [32, 420, 432, 431]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g5.12xlarge', bits: 16, input: 619, output: 258, levels: [[1, 21, 24, 22], [2, 38, 44, 42], [4, 68, 85, 82], [8, 88, 156, 148], [16, 258, 278, 267], [32, 435, 481, 478]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g6e.12xlarge', bits: 16, input: 1614, output: 600, levels: [[1, 36, 36, 36], [2, 66, 66, 66], [4, 132, 132, 132], [8, 240, 240, 240], [16, 408, 414, 411], [32, 660, 660, 660]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g6e.12xlarge', bits: 16, input: 537, output: 556, levels: [[1, 36, 36, 36], [2, 66, 67, 66], [4, 132, 133, 133], [8, 246, 246, 246], [16, 414, 420, 417], [32, 666, 666, 666]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g6e.12xlarge', bits: 16, input: 483, output: 594, levels: [[1, 36, 36, 36], [2, 70, 71, 71], [4, 130, 132, 131], [8, 244, 246, 245], [16, 416, 418, 417], [32, 671, 672, 671]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g7e.2xlarge', bits: 16, input: 1608, output: 600, levels: [[1, 18, 24, 18], [2, 42, 42, 42], [4, 78, 84, 84], [8, 156, 162, 162], [16, 306, 312, 309], [32, 510, 582, 582]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g7e.2xlarge', bits: 16, input: 522, output: 600, levels: [[1, 18, 24, 19], [2, 36, 42, 42], [4, 72, 84, 82], [8, 156, 164, 159], [16, 270, 312, 312], [32, 492, 606, 530]], source: SUITE },
  { model: 'qwen3-32b', type: 'ml.g7e.2xlarge', bits: 16, input: 485, output: 422, levels: [[1, 18, 21, 19], [2, 39, 42, 41], [4, 78, 83, 81], [8, 142, 161, 159], [16, 307, 317, 313], [32, 548, 599, 563]], source: SUITE },
  { model: 'qwen3.5-122b-a10b', type: 'ml.p5e.48xlarge', bits: 16, input: 1704, output: 600, levels: [[1, 120, 120, 120], [2, 190, 234, 212], [4, 408, 458, 433], [8, 690, 789, 739], [16, 1224, 1286, 1255], [32, 2184, 2184, 2184]], source: SUITE },
  { model: 'qwen3.5-122b-a10b', type: 'ml.p5e.48xlarge', bits: 16, input: 526, output: 600, levels: [[1, 116, 174, 130], [2, 234, 297, 253], [4, 414, 468, 462], [8, 666, 844, 720], [16, 1362, 1446, 1428], [32, 2190, 2550, 2480]], source: SUITE },
  { model: 'qwen3.5-122b-a10b', type: 'ml.p5e.48xlarge', bits: 16, input: 638, output: 302, levels: [[1, 116, 122, 118], [2, 210, 251, 218], [4, 428, 432, 429], [8, 702, 703, 702], [16, 1189, 1245, 1217], [32, 2456, 2559, 2507]], source: SUITE },
  { model: 'qwen3-30b-a3b', type: 'ml.g7e.2xlarge', bits: 8, input: 183, output: 113, levels: [[1, 198, 198, 198], [4, 446, 446, 446], [8, 704, 704, 704], [16, 1049, 1049, 1049], [32, 1558, 1558, 1558], [64, 2662, 2662, 2662], [128, 2962, 2962, 2962], [256, 2967, 2967, 2967], [512, 2920, 2920, 2920]], source: AIPERF },
];
