import type { Fault } from '../fault.ts';
import type { JsonObject } from '../model-config/open-config.ts';
/** What measured: a load tester, a job of SageMaker AI's, or a row that somebody wrote. */
export type MeasurementSource =
  | 'aiperf'
  | 'guidellm'
  | 'vllm-bench'
  | 'sagemaker-ai-recommendation'
  /** AIPerf's file of an AI benchmark job. */
  | 'sagemaker-ai-benchmark'
  | 'inference-recommender'
  | 'row';

/** How fast a model was on an instance type. Plain data: it is stored with the workload. */
export interface Measurement {
  source: MeasurementSource;
  /** AWS's name, such as `ml.g6e.xlarge`. Null where the file doesn't say: it is asked for, and counts for nothing until then. */
  instanceType: string | null;
  /** Instances that did the work together, at least 1. */
  instanceCount: number;
  /** As the file names it. Null where it doesn't. */
  model: string | null;
  /** RFC 3339 date: `2026-11-20`. Null where the file doesn't say. */
  measuredAt: string | null;
  /** At least one, by concurrency where that is known. */
  points: MeasuredPoint[];
}

/** One level of load, and what came of it on all instances together. */
export interface MeasuredPoint {
  /** Requests in progress, above 0. Null where the file doesn't say. */
  concurrency: number | null;
  /** Requests that succeeded per second, above 0. */
  requestsPerSecond: number;
  outputTokensPerSecond: number | null;
  /** Of a request, on average. */
  inputTokens: number | null;
  outputTokens: number | null;
  /** A whole request, in seconds. */
  seconds: { mean: number | null; p50: number | null; p95: number | null; p99: number | null };
  timeToFirstTokenSeconds: number | null;
  /** Requests that failed, of all, 0 to 1. Points above 0.01 don't count as capacity. */
  failedShare: number | null;
}

/** What measured, as a sentence names it. */
export const SOURCE_NAMES: Readonly<Record<MeasurementSource, string>> = {
  aiperf: 'AIPerf',
  guidellm: 'GuideLLM',
  'vllm-bench': 'vLLM bench',
  'sagemaker-ai-recommendation': 'AI recommendation job',
  'sagemaker-ai-benchmark': 'AI benchmark job',
  'inference-recommender': 'Inference Recommender',
  row: 'own figures',
};

/** Points with more failures than this don't count as capacity. */
export const FAILED_SHARE_MAX = 0.01;
/** Points of all measurements of a workload together. */
export const POINTS_MAX = 200;

/** One kind of file. To read another: write its file, and add it to `FORMATS`. */
export interface Format {
  /** "AIPerf's JSON", as an error names it. */
  readonly title: string;
  /** By its content alone. No two formats recognise the same document. */
  recognises(document: JsonObject): boolean;
  /** The keys of what it reads as points. A document is refused where one has more entries than a workload has points. */
  readonly lists?: readonly string[];
  /** Returns what it measured; what is wrong or missing goes into `faults`. */
  read(document: JsonObject, faults: Fault[]): Measurement[];
}
